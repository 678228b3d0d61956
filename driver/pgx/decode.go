package pgx

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// readerOf gives the reader of a type as a kind, or an error that says which
// kinds the type can be read as. What would lose something has no reader, or one
// that looks at each value.
func readerOf(oid uint32, k driver.Kind) (reader, error) {
	fam := familyOf(oid)
	if k == driver.Any {
		read := naturalOf(oid)
		return func(b []byte, _ *driver.Arena) (driver.Value, error) {
			v, err := read(b)
			return valueOf(v), err
		}, nil
	}
	if r := familyReader(fam, oid, k); r != nil {
		return r, nil
	}
	switch {
	case fam == famOther:
		return nil, noBinary(oid)
	case k == driver.Array || k == driver.Int64s || k == driver.Strings || fam == famArray:
		return nil, reason(fmt.Sprintf("%s cannot be read as %v without losing something", typeName(oid), k))
	}
	return nil, reason(fmt.Sprintf("%s cannot be read as %v without losing something; use a field of its own kind, or read it as a text (col::text)", typeName(oid), k))
}

func noBinary(oid uint32) error {
	return reason(typeName(oid) + " has no binary form that is known here; read it as a text (col::text)")
}

func familyReader(fam family, oid uint32, k driver.Kind) reader {
	switch fam {
	case famBool:
		if k == driver.Bool {
			return readBool
		}
	case famInt2, famInt4, famInt8, famOid, famUint8:
		return readWhole(fam, k)
	case famFloat4, famFloat8:
		return readFraction(fam, k)
	case famNumeric:
		switch k {
		case driver.Int:
			return readNumericInt
		case driver.Uint:
			return readNumericUint
		case driver.Float:
			return readNumericFloat
		case driver.Decimal, driver.String:
			return readNumeric(k)
		}
	case famText, famUser, famJSON, famJSONB, famBytea:
		return readBytes(fam, oid, k)
	case famDate:
		if k == driver.Date || k == driver.Time || k == driver.Wall {
			return readDate(k)
		}
	case famTimestamp, famTimestamptz:
		if k == driver.Date || k == driver.Time || k == driver.Wall {
			return readStamp(k)
		}
	case famTime:
		if k == driver.Clock {
			return readTime
		}
	case famTimetz:
		switch k {
		case driver.Clock:
			return readTimetz
		case driver.String:
			return readVia(timetzText)
		}
	case famInterval:
		switch k {
		case driver.Interval:
			return readInterval
		case driver.Parts:
			return readParts
		}
	case famRange:
		switch k {
		case driver.Range:
			return rangeReader(oid)
		case driver.String:
			return textVia(rangeReader(oid))
		}
	case famMultirange:
		switch k {
		case driver.Array:
			return multirangeReader(oid)
		case driver.String:
			return textVia(multirangeReader(oid))
		}
	case famMoney:
		if k == driver.Decimal {
			return func(b []byte, _ *driver.Arena) (driver.Value, error) {
				s, err := moneyText(b)
				return driver.OfDecimal(s), err
			}
		}
		if k == driver.String {
			return readVia(moneyText)
		}
	case famUUID:
		switch k {
		case driver.UUID:
			return readUUID
		case driver.String:
			return readVia(uuidText)
		}
	case famInet, famMac, famBits, famLsn, famVoid, famVector, famQuery:
		if k == driver.String {
			return readVia(textOf(fam))
		}
	case famArray:
		return arrayReader(k)
	}
	return nil
}

func readBool(b []byte, _ *driver.Arena) (driver.Value, error) {
	if len(b) != 1 {
		return driver.Value{}, errLength
	}
	return driver.OfBool(b[0] != 0), nil
}

// whole reads an integer; what is above the largest int64 comes as big.
func whole(fam family, b []byte) (n int64, big bool, err error) {
	switch {
	case fam == famInt2 && len(b) == 2:
		return int64(int16(be.Uint16(b))), false, nil
	case fam == famInt4 && len(b) == 4:
		return int64(int32(be.Uint32(b))), false, nil
	case fam == famOid && len(b) == 4:
		return int64(be.Uint32(b)), false, nil
	case fam == famInt8 && len(b) == 8:
		return int64(be.Uint64(b)), false, nil
	case fam == famUint8 && len(b) == 8:
		n = int64(be.Uint64(b))
		return n, n < 0, nil
	}
	return 0, false, errLength
}

func readWhole(fam family, k driver.Kind) reader {
	switch k {
	case driver.Int, driver.Uint, driver.Float, driver.Decimal, driver.String:
	default:
		return nil
	}
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		n, big, err := whole(fam, b)
		if err != nil {
			return driver.Value{}, err
		}
		if big && k != driver.Uint {
			return driver.Value{}, reason(strconv.FormatUint(uint64(n), 10) + " is above the largest int64; read it as an unsigned integer")
		}
		switch k {
		case driver.Int:
			return driver.OfInt(n), nil
		case driver.Uint:
			if n < 0 && !big {
				return driver.Value{}, reason(strconv.FormatInt(n, 10) + " is negative, the field is unsigned")
			}
			return driver.OfUint(uint64(n)), nil
		case driver.Float:
			return exactFloat(n)
		}
		var room [24]byte
		s := a.Text(strconv.AppendInt(room[:0], n, 10))
		if k == driver.Decimal {
			return driver.OfDecimal(s), nil
		}
		return driver.OfString(s), nil
	}
}

func readFraction(fam family, k driver.Kind) reader {
	switch k {
	case driver.Float, driver.Int, driver.Uint, driver.Decimal:
	default:
		return nil
	}
	return func(b []byte, a *driver.Arena) (driver.Value, error) {
		f, bits, err := fraction(fam, b)
		if err != nil {
			return driver.Value{}, err
		}
		switch k {
		case driver.Float:
			return driver.OfFloat(f), nil
		case driver.Decimal:
			if math.IsInf(f, 0) || math.IsNaN(f) {
				return driver.OfDecimal(string(appendFloatText(nil, f))), nil
			}
			var room [32]byte
			return driver.OfDecimal(a.Text(strconv.AppendFloat(room[:0], f, 'f', -1, bits))), nil
		}
		n, ok := wholeFloat(f)
		switch {
		case !ok:
			return driver.Value{}, reason(fmt.Sprintf("%v is not a whole number in the range of a 64-bit integer", f))
		case k == driver.Int:
			return driver.OfInt(n), nil
		case n < 0:
			return driver.Value{}, reason(fmt.Sprintf("%v is negative, the field is unsigned", f))
		}
		return driver.OfUint(uint64(n)), nil
	}
}

func fraction(fam family, b []byte) (f float64, bits int, err error) {
	switch {
	case fam == famFloat4 && len(b) == 4:
		return float64(math.Float32frombits(be.Uint32(b))), 32, nil
	case fam == famFloat8 && len(b) == 8:
		return math.Float64frombits(be.Uint64(b)), 64, nil
	}
	return 0, 0, errLength
}

// readBytes reads the types whose cells are text or bytes as they stand.
func readBytes(fam family, oid uint32, k driver.Kind) reader {
	switch {
	case fam == famBytea && k != driver.Bytes, fam != famBytea && k == driver.Bytes && fam != famText:
		return nil
	case fam == famUser && k == driver.Pairs:
		return readPairs
	case fam == famUser && (k == driver.Strings || k == driver.Int64s || k == driver.Array):
		return arrayReader(k)
	}
	switch k {
	case driver.String, driver.Bytes, driver.JSON:
	case driver.Range, driver.Parts, driver.Pairs: // kept as a text, which is then read
		if fam != famText {
			return nil
		}
		return readBytes(fam, oid, driver.String)
	default:
		return nil
	}
	return func(b []byte, _ *driver.Arena) (driver.Value, error) {
		switch fam {
		case famJSONB:
			var err error
			if b, err = unversioned(b); err != nil {
				return driver.Value{}, err
			}
		case famUser:
			if !isText(b) {
				return driver.Value{}, noBinary(oid)
			}
		}
		switch k {
		case driver.String:
			return driver.OfString(unsafe.String(unsafe.SliceData(b), len(b))), nil
		case driver.JSON:
			return driver.OfJSON(b), nil
		}
		return driver.OfBytes(b), nil
	}
}

// unversioned cuts the version byte off a jsonb or a jsonpath.
func unversioned(b []byte) ([]byte, error) {
	if len(b) == 0 || b[0] != 1 {
		return nil, reason("the server sent a version of the binary form that is unknown here; read it as a text (col::text)")
	}
	return b[1:], nil
}

// isText tells whether a cell of a type made by a user can be its text, as those
// of enums and citext are. The binary forms of composites, ranges, hstore, ltree
// and vectors hold a zero byte or begin with a control character.
func isText(b []byte) bool {
	if len(b) > 0 && b[0] < '\t' || !utf8.Valid(b) {
		return false
	}
	for _, c := range b {
		if c == 0 {
			return false
		}
	}
	return true
}

func readUUID(b []byte, _ *driver.Arena) (driver.Value, error) {
	if len(b) != 16 {
		return driver.Value{}, errLength
	}
	return driver.OfUUID((*[16]byte)(b)), nil
}

// readVia makes a reader of String from a function that renders the text.
func readVia(render func(b []byte) (string, error)) reader {
	return func(b []byte, _ *driver.Arena) (driver.Value, error) {
		s, err := render(b)
		return driver.OfString(s), err
	}
}

func uuidText(b []byte) (string, error) {
	if len(b) != 16 {
		return "", errLength
	}
	var room [36]byte
	return string(appendUUIDText(room[:0], b)), nil
}

// textOf renders the types that have a text form but no kind of their own.
func textOf(fam family) func(b []byte) (string, error) {
	switch fam {
	case famInet:
		return inetText
	case famMac:
		return macText
	case famBits:
		return bitText
	case famLsn:
		return lsnText
	case famVector:
		return vectorText
	case famQuery:
		return queryText
	}
	return func([]byte) (string, error) { return "", nil } // void
}

func inetText(b []byte) (string, error) {
	if len(b) < 4 || len(b) != 4+int(b[3]) {
		return "", errLength
	}
	addr, ok := netip.AddrFromSlice(b[4:])
	if !ok {
		return "", errLength
	}
	if bits := int(b[1]); b[2] != 0 || bits != addr.BitLen() { // a cidr always shows its mask
		return netip.PrefixFrom(addr, bits).String(), nil
	}
	return addr.String(), nil
}

func macText(b []byte) (string, error) {
	if len(b) != 6 && len(b) != 8 {
		return "", errLength
	}
	out := fmt.Appendf(nil, "%02x", b[0])
	for _, c := range b[1:] {
		out = fmt.Appendf(out, ":%02x", c)
	}
	return string(out), nil
}

func bitText(b []byte) (string, error) {
	if len(b) < 4 || (int(be.Uint32(b))+7)/8 != len(b)-4 {
		return "", errLength
	}
	out := make([]byte, be.Uint32(b))
	for i := range out {
		out[i] = '0' + b[4+i/8]>>(7-i%8)&1
	}
	return string(out), nil
}

func lsnText(b []byte) (string, error) {
	if len(b) != 8 {
		return "", errLength
	}
	return fmt.Sprintf("%X/%X", be.Uint32(b), be.Uint32(b[4:])), nil
}
