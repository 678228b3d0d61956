package pgx

import (
	"strconv"
	"time"

	"github.com/aludel/aludel/driver"
)

// A natural reads a cell as the Go value that Rows.Values tells of. It keeps
// nothing of the cell, which is not NULL.
type natural func(b []byte) (any, error)

func naturalOf(oid uint32) natural {
	fam := familyOf(oid)
	switch fam {
	case famBool:
		return func(b []byte) (any, error) {
			v, err := readBool(b, nil)
			return v.Bool(), err
		}
	case famInt2, famInt4, famInt8, famOid:
		return func(b []byte) (any, error) {
			n, _, err := whole(fam, b)
			return n, err
		}
	case famUint8:
		return func(b []byte) (any, error) {
			n, _, err := whole(fam, b)
			return uint64(n), err
		}
	case famFloat4:
		return func(b []byte) (any, error) {
			f, _, err := fraction(fam, b)
			if err != nil {
				return nil, err
			}
			// The shortest decimal that is this float4, as everybody prints it: 0.1, not 0.10000000149011612.
			return strconv.ParseFloat(strconv.FormatFloat(f, 'g', -1, 32), 64)
		}
	case famFloat8:
		return func(b []byte) (any, error) {
			f, _, err := fraction(fam, b)
			return f, err
		}
	case famNumeric:
		return func(b []byte) (any, error) {
			s, err := appendNumericText(nil, b)
			return string(s), err
		}
	case famText, famJSON:
		return func(b []byte) (any, error) { return string(b), nil }
	case famJSONB:
		return func(b []byte) (any, error) {
			b, err := unversioned(b)
			return string(b), err
		}
	case famBytea:
		return func(b []byte) (any, error) { return append([]byte{}, b...), nil }
	case famDate:
		return naturalDate
	case famTimestamp, famTimestamptz:
		return naturalStamp
	case famTime:
		return func(b []byte) (any, error) {
			v, err := readTime(b, nil)
			return v.Duration(), err
		}
	case famTimetz:
		return naturalTimetz
	case famInterval:
		return naturalInterval
	case famUUID:
		return func(b []byte) (any, error) { return uuidText(b) }
	case famInet, famMac, famBits, famLsn, famVector, famQuery:
		render := textOf(fam)
		return func(b []byte) (any, error) { return render(b) }
	case famMoney:
		return func(b []byte) (any, error) { return moneyText(b) }
	case famRange:
		return naturalVia(rangeReader(oid))
	case famMultirange:
		return naturalVia(multirangeReader(oid))
	case famVoid:
		return func([]byte) (any, error) { return nil, nil }
	case famArray:
		return naturalArray
	case famUser:
		return func(b []byte) (any, error) {
			if isText(b) {
				return string(b), nil
			}
			if a, err := parseArray(b); err == nil && (a.elem >= firstUserOID || familyOf(a.elem) != famOther) {
				return naturalArray(b)
			}
			return nil, noBinary(oid)
		}
	}
	return func([]byte) (any, error) { return nil, noBinary(oid) }
}

// valueOf is the Value of a natural Go value, for a Set that reads Kind Any.
func valueOf(v any) driver.Value {
	switch v := v.(type) {
	case bool:
		return driver.OfBool(v)
	case int64:
		return driver.OfInt(v)
	case uint64:
		return driver.OfUint(v)
	case float64:
		return driver.OfFloat(v)
	case string:
		return driver.OfString(v)
	case []byte:
		return driver.OfBytes(v)
	case time.Time:
		return driver.OfTime(v)
	case time.Duration:
		return driver.OfInterval(v)
	case []int64:
		return driver.OfInt64s(v)
	case []string:
		return driver.OfStrings(v)
	case []any:
		out := make([]driver.Value, len(v))
		for i, x := range v {
			out[i] = valueOf(x)
		}
		return driver.OfArray(out)
	}
	return driver.Value{}
}
