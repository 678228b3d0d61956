package pgx

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

const null = math.MaxUint32 // the length that says NULL

// appendParam appends the length and the bytes of a parameter and tells their
// format, 1 for binary. Where there is no binary form of the kind for the type,
// the text goes, and the server reads it as a value of its type.
func appendParam(b []byte, v driver.Value, oid uint32) ([]byte, byte, error) {
	if v.IsNull() {
		return be.AppendUint32(b, null), 1, nil
	}
	at := len(b)
	b = append(b, 0, 0, 0, 0)
	format := byte(1)
	var ok bool
	var err error
	if oid != oidNumeric || v.Kind() == driver.Uint { // the server parses a decimal text quicker than we could
		b, ok, err = appendBinary(b, v, oid)
	}
	if !ok && err == nil {
		format = 0
		b, err = appendText(b, v, oid)
	}
	if err != nil {
		return nil, 0, err
	}
	n := len(b) - at - 4
	if n > maxMessage {
		return nil, 0, reason("it is larger than the gigabyte that PostgreSQL takes in one value; store it in pieces")
	}
	be.PutUint32(b[at:], uint32(n))
	return b, format, nil
}

// appendBinary appends the binary form of v for the type, without its length; it
// says false, with b as it was, when there is none and the text must go.
func appendBinary(b []byte, v driver.Value, oid uint32) ([]byte, bool, error) {
	switch v.Kind() {
	case driver.Bool:
		if oid == oidBool {
			return append(b, byte(v.Int()&1)), true, nil
		}
	case driver.Int:
		return appendInt(b, v.Int(), oid)
	case driver.Uint:
		if n := v.Uint(); n > math.MaxInt64 {
			return appendBigUint(b, n, oid)
		}
		return appendInt(b, int64(v.Uint()), oid)
	case driver.Float:
		return appendFloat(b, v.Float(), oid)
	case driver.String:
		return appendTextual(b, v.Str(), oid)
	case driver.Decimal:
		switch oid {
		case oidNumeric:
			out, err := appendNumeric(b, v.Str())
			return out, err == nil, err
		case oidText, oidVarchar, oidBpchar:
			return appendTextual(b, v.Str(), oid)
		}
	case driver.Bytes:
		switch oid {
		case oidBytea:
			return append(b, v.Bytes()...), true, nil
		case oidUUID:
			if len(v.Bytes()) == 16 {
				return append(b, v.Bytes()...), true, nil
			}
			return nil, false, reason("a UUID has 16 bytes, this has " + strconv.Itoa(len(v.Bytes())))
		}
	case driver.JSON:
		switch oid {
		case oidJSON, oidText, oidVarchar:
		case oidJSONB:
			b = append(b, 1)
		default:
			return b, false, nil
		}
		if err := checkText(v.Str()); err != nil {
			return nil, false, err
		}
		return append(b, v.Str()...), true, nil
	case driver.UUID:
		if oid == oidUUID {
			return append(b, v.UUID()[:]...), true, nil
		}
	case driver.Time, driver.Wall, driver.Date, driver.Clock, driver.Interval, driver.Parts:
		return appendTemporal(b, v, oid)
	case driver.Range:
		return appendRangeBinary(b, v, oid)
	case driver.Int64s, driver.Strings, driver.Array:
		return appendArray(b, v, oid)
	}
	return b, false, nil
}

func outOfRange(n any, oid uint32) error {
	return reason(fmt.Sprintf("%v is out of range for %s", n, typeName(oid)))
}

func appendInt(b []byte, n int64, oid uint32) ([]byte, bool, error) {
	switch oid {
	case oidInt8:
		return be.AppendUint64(b, uint64(n)), true, nil
	case oidInt4:
		if n == int64(int32(n)) {
			return be.AppendUint32(b, uint32(n)), true, nil
		}
		return nil, false, outOfRange(n, oid)
	case oidInt2:
		if n == int64(int16(n)) {
			return be.AppendUint16(b, uint16(n)), true, nil
		}
		return nil, false, outOfRange(n, oid)
	case oidOid, oidXid, oidCid:
		if n == int64(uint32(n)) {
			return be.AppendUint32(b, uint32(n)), true, nil
		}
		return nil, false, outOfRange(n, oid)
	case oidFloat8:
		if f := float64(n); exact(f, n) {
			return be.AppendUint64(b, math.Float64bits(f)), true, nil
		}
		return nil, false, reason(fmt.Sprintf("%d has more digits than a double precision holds exactly", n))
	case oidFloat4:
		if f := float32(n); exact(float64(f), n) {
			return be.AppendUint32(b, math.Float32bits(f)), true, nil
		}
		return nil, false, reason(fmt.Sprintf("%d has more digits than a real holds exactly", n))
	case oidNumeric:
		out, err := appendNumeric(b, strconv.FormatInt(n, 10))
		return out, err == nil, err
	}
	return b, false, nil
}

// exact tells whether f is n and not its neighbour. The comparison as integers
// must not see 2^63, which no int64 is.
func exact(f float64, n int64) bool { return f < 1<<63 && int64(f) == n }

func appendBigUint(b []byte, n uint64, oid uint32) ([]byte, bool, error) {
	switch oid {
	case oidInt2, oidInt4, oidInt8, oidOid, oidXid, oidCid:
		return nil, false, outOfRange(n, oid)
	case oidFloat4, oidFloat8:
		f := float64(n)
		if oid == oidFloat4 {
			f = float64(float32(n))
		}
		if f >= 1<<64 || uint64(f) != n {
			return nil, false, reason(fmt.Sprintf("%d has more digits than a %s holds exactly", n, typeName(oid)))
		}
		return appendFloat(b, f, oid)
	case oidXid8:
		return be.AppendUint64(b, n), true, nil
	case oidNumeric:
		out, err := appendNumeric(b, strconv.FormatUint(n, 10))
		return out, err == nil, err
	}
	return b, false, nil
}

func appendFloat(b []byte, f float64, oid uint32) ([]byte, bool, error) {
	switch oid {
	case oidFloat8:
		return be.AppendUint64(b, math.Float64bits(f)), true, nil
	case oidFloat4:
		g := float32(f)
		if math.IsInf(float64(g), 0) && !math.IsInf(f, 0) || g == 0 && f != 0 {
			return nil, false, outOfRange(f, oid)
		}
		return be.AppendUint32(b, math.Float32bits(g)), true, nil
	case oidInt2, oidInt4, oidInt8, oidOid:
		if n := int64(f); f >= -1<<63 && f < 1<<63 && float64(n) == f {
			return appendInt(b, n, oid)
		}
		return nil, false, reason(fmt.Sprintf("%v is not a whole number in the range of %s", f, typeName(oid)))
	case oidNumeric:
		var room [32]byte
		out, err := appendNumeric(b, string(appendFloatText(room[:0], f)))
		return out, err == nil, err
	}
	return b, false, nil
}

func appendFloatText(b []byte, f float64) []byte {
	switch {
	case math.IsInf(f, 1):
		return append(b, "Infinity"...)
	case math.IsInf(f, -1):
		return append(b, "-Infinity"...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

// appendTextual appends s for the types whose binary form is their text.
func appendTextual(b []byte, s string, oid uint32) ([]byte, bool, error) {
	switch oid {
	case oidText, oidVarchar, oidBpchar, oidName, oidXML, oidJSON:
		if err := checkText(s); err != nil {
			return nil, false, err
		}
		return append(b, s...), true, nil
	}
	return b, false, nil
}

// checkText refuses what no text of PostgreSQL can hold, before the server does
// it for the whole transaction.
func checkText(s string) error {
	if i := strings.IndexByte(s, 0); i >= 0 {
		return reason(fmt.Sprintf("the text holds a NUL byte at offset %d, which PostgreSQL cannot store in a text; use bytea for binary data", i))
	}
	if !utf8.ValidString(s) {
		return reason("the text is not valid UTF-8; convert it, or use bytea for binary data")
	}
	return nil
}

// appendText appends the text form of v, which the server reads as the type.
func appendText(b []byte, v driver.Value, oid uint32) ([]byte, error) {
	switch v.Kind() {
	case driver.Bool:
		return strconv.AppendBool(b, v.Bool()), nil
	case driver.Int:
		return strconv.AppendInt(b, v.Int(), 10), nil
	case driver.Uint:
		return strconv.AppendUint(b, v.Uint(), 10), nil
	case driver.Float:
		return appendFloatText(b, v.Float()), nil
	case driver.String, driver.Decimal, driver.JSON:
		if err := checkText(v.Str()); err != nil {
			return nil, err
		}
		return append(b, v.Str()...), nil
	case driver.Bytes:
		switch oid {
		case 0, oidBytea:
			return hex.AppendEncode(append(b, `\x`...), v.Bytes()), nil
		}
		switch familyOf(oid) {
		case famText, famJSON, famJSONB, famUser:
			s := unsafe.String(unsafe.SliceData(v.Bytes()), len(v.Bytes()))
			if err := checkText(s); err != nil {
				return nil, err
			}
			return append(b, s...), nil
		}
		return nil, reason("bytes have no form for this type; bind a value of the type's own kind, or its text")
	case driver.UUID:
		return appendUUIDText(b, v.UUID()[:]), nil
	case driver.Time, driver.Wall, driver.Date, driver.Clock, driver.Interval, driver.Parts:
		return appendTemporalText(b, v, oid)
	case driver.Int64s, driver.Strings, driver.Array:
		if oid == oidJSON || oid == oidJSONB {
			return appendArrayJSON(b, v)
		}
		if multiranges[oid] != 0 {
			return appendMultirangeText(b, v)
		}
		return appendArrayText(b, v)
	case driver.Range, driver.Pairs:
		at := len(b)
		if b = driver.AppendText(b, v); checkText(string(b[at:])) != nil {
			return nil, checkText(string(b[at:]))
		}
		return b, nil
	}
	return nil, reason("no encoding of a " + v.Kind().String())
}

func appendUUIDText(b, u []byte) []byte {
	for i, w := range [...]int{4, 2, 2, 2, 6} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, u[:w])
		u = u[w:]
	}
	return b
}
