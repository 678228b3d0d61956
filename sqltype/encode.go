package sqltype

import (
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	dbapi "github.com/aludel/aludel/driver"
)

// A ValueError says that a Go value cannot be what a SQL type wants.
type ValueError struct {
	Go     string // the value's Go type
	Type   *Desc
	Reason string
	Err    error // of a method or function of the program's; nil: it is Reason alone
}

// Unwrap is Err.
func (e *ValueError) Unwrap() error { return e.Err }

// Error says what does not fit.
func (e *ValueError) Error() string {
	if e.Type == nil {
		return fmt.Sprintf("%s %s cannot be bound: %s", article(e.Go), e.Go, e.Reason)
	}
	return fmt.Sprintf("%s %s does not fit %s: %s", article(e.Go), e.Go, e.Type, e.Reason)
}

// article is what stands before the name of a Go type.
func article(name string) string {
	if strings.HasPrefix(name, "int") {
		return "an"
	}
	return "a"
}

// As gives the error as the *driver.DataError that a database would have answered.
func (e *ValueError) As(target any) bool {
	switch t := target.(type) {
	case **dbapi.Error:
		*t = &dbapi.Error{Class: dbapi.Data, Message: e.Error(), Err: e}
		return true
	case **dbapi.DataError:
		return (&dbapi.Error{Class: dbapi.Data, Message: e.Error(), Err: e}).As(target)
	}
	return false
}

func bad(x any, d *Desc, format string, args ...any) error {
	return &ValueError{Go: fmt.Sprintf("%T", x), Type: d, Reason: fmt.Sprintf(format, args...)}
}

// refused is the ValueError of what a method or function of the program's says.
func refused(x any, d *Desc, format string, err error) error {
	return &ValueError{Go: fmt.Sprintf("%T", x), Type: d, Reason: fmt.Sprintf(format, err), Err: err}
}

// Encode is x as a bound value of type d; nil lets the Go type decide. It does not
// allocate for the plain types. What does not fit without loss is a *ValueError.
func Encode[T any](x T, d *Desc) (dbapi.Value, error) {
	if d != nil && (d.codec != nil || isJSON(d)) {
		return encodeSpecial(any(x), d)
	}
	switch v := any(x).(type) {
	case int:
		return encodeInt(int64(v), d)
	case int64:
		return encodeInt(v, d)
	case int32:
		return encodeInt(int64(v), d)
	case string:
		return encodeString(v, d)
	case float64:
		return encodeFloat(v, 64, d)
	case bool:
		return encodeBool(v, d)
	case time.Time:
		return encodeTime(v, d)
	}
	return EncodeAny(any(x), d)
}

// EncodeAny is Encode for a value whose type is not known before.
func EncodeAny(x any, d *Desc) (dbapi.Value, error) {
	if d != nil && (d.codec != nil || isJSON(d)) {
		return encodeSpecial(any(x), d)
	}
	switch v := x.(type) {
	case nil:
		return dbapi.Value{}, nil
	case dbapi.Value:
		return v, nil
	case int:
		return encodeInt(int64(v), d)
	case int64:
		return encodeInt(v, d)
	case int32:
		return encodeInt(int64(v), d)
	case string:
		return encodeString(v, d)
	case float64:
		return encodeFloat(v, 64, d)
	case bool:
		return encodeBool(v, d)
	case time.Time:
		return encodeTime(v, d)
	case time.Duration:
		return encodeDuration(v, d)
	case []byte:
		return encodeBytes(v, d)
	case json.RawMessage:
		return dbapi.OfJSON(v), nil
	}
	return encodeOther(x, reflect.ValueOf(x), d)
}

// encodeSpecial is for types that do not look at the Go type first.
func encodeSpecial(x any, d *Desc) (dbapi.Value, error) {
	if d.codec != nil {
		if d.codec.bind == nil {
			return EncodeAny(x, d.codec.base) // the rest is done in SQL
		}
		return d.codec.encodeBy(x, d)
	}
	return encodeJSON(x, d)
}

func isJSON(d *Desc) bool { return d != nil && (d.Kind == KindJSON || d.Kind == KindJSONB) }

func encodeOther(x any, v reflect.Value, d *Desc) (dbapi.Value, error) {
	t := v.Type()
	if t.Kind() == reflect.Pointer && v.IsNil() {
		return dbapi.Value{}, nil
	}
	if v, ok, err := encodeOwn(x, v, d); ok {
		return v, err
	}
	if val, ok := x.(driver.Valuer); ok && !isUUID(t) {
		var y driver.Value
		if err := foreign("the method", func() (err error) { y, err = val.Value(); return err }); err != nil {
			return dbapi.Value{}, refused(x, d, "its Value method says: %v", err)
		}
		if _, again := y.(driver.Valuer); again {
			return dbapi.Value{}, bad(x, d, "its Value method returns another Valuer")
		}
		return EncodeAny(y, d)
	}
	switch {
	case isUUID(t):
		u := new([16]byte)
		reflect.Copy(reflect.ValueOf(u).Elem(), v)
		if d != nil && d.Kind != KindUUID && d.Kind != KindUnknown {
			return encodeText(x, FormatUUID(*u), d)
		}
		return dbapi.OfUUID(u), nil
	case isDate(t):
		y := v.Convert(dateShape).Interface().(struct {
			Year  int
			Month time.Month
			Day   int
		})
		at := time.Date(y.Year, y.Month, y.Day, 0, 0, 0, 0, time.UTC)
		if at.Day() != y.Day || at.Month() != y.Month {
			return dbapi.Value{}, bad(x, d, "there is no such day: %04d-%02d-%02d", y.Year, y.Month, y.Day)
		}
		return encodeTime(at, or(d, Date.d))
	}
	switch t.Kind() {
	case reflect.Pointer:
		return EncodeAny(v.Elem().Interface(), d)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		if t == durationType {
			return encodeDuration(time.Duration(v.Int()), d)
		}
		return encodeInt(v.Int(), d)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return encodeUint(v.Uint(), d)
	case reflect.Float32, reflect.Float64:
		return encodeFloat(v.Float(), t.Bits(), d)
	case reflect.Bool:
		return encodeBool(v.Bool(), d)
	}
	if m, ok := x.(encoding.TextMarshaler); ok {
		var b []byte
		if err := foreign("the method", func() (err error) { b, err = m.MarshalText(); return err }); err != nil {
			return dbapi.Value{}, refused(x, d, "its MarshalText method says: %v", err)
		}
		return encodeText(x, string(b), or(d, &Desc{Kind: KindNumeric}))
	}
	switch {
	case t.Kind() == reflect.String:
		return encodeString(v.String(), d)
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
		return encodeBytes(v.Bytes(), d)
	case t.Kind() == reflect.Slice:
		return encodeSlice(v, d)
	}
	return dbapi.Value{}, bad(x, d, "a type that is not a number, text, bytes, bool or time needs a Value or MarshalText method, or a JSON column")
}

func or(d, e *Desc) *Desc {
	if d == nil || d.Kind == KindUnknown {
		return e
	}
	return d
}

func kindOf(d *Desc) Kind {
	if d == nil {
		return KindUnknown
	}
	return d.Kind
}

func encodeInt(n int64, d *Desc) (dbapi.Value, error) {
	if d != nil && d.Unsigned {
		return encodeUnsigned(n, d)
	}
	switch kindOf(d) {
	case KindOID, KindRegClass:
		if n != int64(uint32(n)) {
			return dbapi.Value{}, bad(n, d, "%d is out of range", n)
		}
	case KindSmallInt:
		if n != int64(int16(n)) {
			return dbapi.Value{}, bad(n, d, "%d is out of range", n)
		}
	case KindInteger:
		if n != int64(int32(n)) {
			return dbapi.Value{}, bad(n, d, "%d is out of range; a BIGINT column (schema.Int64) would hold it", n)
		}
	case KindUnknown, KindBigInt, KindNamed:
	case KindReal, KindFloat, KindDouble:
		f := float64(n)
		if int64(f) != n || n == math.MaxInt64 {
			return dbapi.Value{}, bad(n, d, "%d would lose digits", n)
		}
		return dbapi.OfFloat(f), nil
	case KindNumeric, KindMoney:
		return dbapi.OfDecimal(strconv.FormatInt(n, 10)), nil
	case KindBoolean:
		if n == 0 || n == 1 {
			return dbapi.OfBool(n == 1), nil
		}
		return dbapi.Value{}, bad(n, d, "%d is neither 0 nor 1", n)
	case KindInterval:
		return dbapi.OfInterval(time.Duration(n)), nil
	default:
		return dbapi.Value{}, unfit(n, d)
	}
	return dbapi.OfInt(n), nil
}

func encodeUint(n uint64, d *Desc) (dbapi.Value, error) {
	if n <= math.MaxInt64 {
		return encodeInt(int64(n), d)
	}
	switch kindOf(d) {
	case KindNumeric:
		return dbapi.OfDecimal(strconv.FormatUint(n, 10)), nil
	case KindUnknown, KindNamed:
		return dbapi.OfUint(n), nil
	case KindBigInt:
		if d.Unsigned {
			return dbapi.OfUint(n), nil
		}
	}
	return dbapi.Value{}, bad(n, d, "%d is out of range", n)
}

func encodeFloat(f float64, bits int, d *Desc) (dbapi.Value, error) {
	switch kindOf(d) {
	case KindReal:
		if !math.IsInf(f, 0) && math.Abs(f) > math.MaxFloat32 {
			return dbapi.Value{}, bad(f, d, "%v is out of range", f)
		}
	case KindNumeric:
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return dbapi.Value{}, bad(f, d, "%v is no decimal number", f)
		}
		return dbapi.OfDecimal(strconv.FormatFloat(f, 'f', -1, bits)), nil
	case KindSmallInt, KindInteger, KindBigInt:
		if f != math.Trunc(f) || math.Abs(f) >= 1<<63 {
			return dbapi.Value{}, bad(f, d, "%v is no integer of that size", f)
		}
		return encodeInt(int64(f), d)
	case KindFloat, KindDouble, KindUnknown, KindNamed:
	default:
		return dbapi.Value{}, unfit(f, d)
	}
	return dbapi.OfFloat(f), nil
}

func encodeBool(b bool, d *Desc) (dbapi.Value, error) {
	switch k := kindOf(d); {
	case k == KindBoolean || k == KindUnknown || k == KindNamed:
		return dbapi.OfBool(b), nil
	}
	return dbapi.Value{}, unfit(b, d)
}

func encodeString(s string, d *Desc) (dbapi.Value, error) {
	switch kindOf(d) {
	case KindUnknown, KindString, KindChar, KindText, KindNamed, KindCIText:
		return dbapi.OfString(s), nil
	}
	return encodeText(s, s, d)
}

// encodeText is a text for a type that has a text form.
func encodeText(x any, s string, d *Desc) (dbapi.Value, error) {
	switch kindOf(d) {
	case KindNumeric, KindMoney:
		if !isDecimal(s) && (d.Kind == KindMoney || !isNaN(s)) {
			return dbapi.Value{}, bad(x, d, "%.80q is no decimal number", s)
		}
		return dbapi.OfDecimal(s), nil
	case KindBit, KindVarBit:
		if strings.Trim(s, "01") != "" {
			return dbapi.Value{}, bad(x, d, "%.80q has more than the digits 0 and 1", s)
		}
		if d.Kind == KindBit && len(s) != max(d.Size, 1) || d.Size > 0 && len(s) > d.Size {
			return dbapi.Value{}, bad(x, d, "it has %d bits", len(s))
		}
		return dbapi.OfString(s), nil
	case KindSet:
		return encodeSet(x, strings.Split(s, ","), d)
	case KindUUID:
		u, err := ParseUUID(s)
		if err != nil {
			return dbapi.Value{}, bad(x, d, "%v", err)
		}
		return dbapi.OfUUID(&u), nil
	case KindEnum:
		for _, v := range d.Values {
			if v == s {
				return dbapi.OfString(s), nil
			}
		}
		if len(d.Values) > 0 {
			return dbapi.Value{}, bad(x, d, "%q is none of %q", s, d.Values)
		}
		return dbapi.OfString(s), nil
	case KindJSON, KindJSONB:
		return encodeDocument([]byte(s), x, d)
	case KindBytes:
		return dbapi.OfBytes([]byte(s)), nil
	case KindUnknown, KindString, KindChar, KindText, KindNamed, KindTimeTZ, KindRange, KindMultirange, KindHStore, KindInet, KindCIDR,
		KindMACAddr, KindTSVector, KindTSQuery, KindCIText, KindXML, KindRegClass:
		return dbapi.OfString(s), nil
	}
	return dbapi.Value{}, unfit(x, d)
}

func encodeBytes(b []byte, d *Desc) (dbapi.Value, error) {
	if b == nil {
		return dbapi.Value{}, nil
	}
	switch kindOf(d) {
	case KindBytes, KindUnknown, KindNamed:
		return dbapi.OfBytes(b), nil
	}
	return encodeText(b, string(b), d)
}

func encodeTime(t time.Time, d *Desc) (dbapi.Value, error) {
	if y := t.Year(); (y < -4712 || y >= 294247) && !dbapi.IsInfinite(t) {
		return dbapi.Value{}, bad(t, d, "the year %d is out of range", y)
	}
	switch kindOf(d) {
	case KindDate:
		return dbapi.OfDate(t), nil
	case KindTimestamp:
		return dbapi.OfWall(t), nil
	case KindTimestampTZ, KindUnknown, KindNamed:
		return dbapi.OfTime(t), nil
	case KindTime:
		h, m, s := t.Clock()
		return dbapi.OfClock(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + time.Duration(t.Nanosecond())), nil
	}
	return dbapi.Value{}, unfit(t, d)
}

func encodeDuration(v time.Duration, d *Desc) (dbapi.Value, error) {
	switch kindOf(d) {
	case KindTime, KindTimeTZ:
		if v < 0 || v > 24*time.Hour {
			return dbapi.Value{}, bad(v, d, "%v is no time of day", v)
		}
		return dbapi.OfClock(v), nil
	case KindBigInt, KindInteger, KindSmallInt:
		return encodeInt(int64(v), d)
	case KindInterval, KindUnknown, KindNamed:
		return dbapi.OfInterval(v), nil
	}
	return dbapi.Value{}, unfit(v, d)
}

func encodeSlice(v reflect.Value, d *Desc) (dbapi.Value, error) {
	if v.IsNil() {
		return dbapi.Value{}, nil
	}
	var elem *Desc
	if d != nil && d.Kind == KindArray {
		elem = d.Elem
	} else if kindOf(d) == KindSet {
		texts := make([]string, v.Len())
		for i := range texts {
			texts[i] = v.Index(i).String()
		}
		return encodeSet(v.Interface(), texts, d)
	} else if kindOf(d) != KindUnknown {
		return dbapi.Value{}, unfit(v.Interface(), d)
	} else {
		elem = ForType(v.Type().Elem())
	}
	if elem != nil && elem.codec != nil {
		return encodeMembers(v, elem)
	}
	switch s := v.Interface().(type) {
	case []int64:
		if kindOf(elem) == KindBigInt && !elem.Unsigned {
			return dbapi.OfInt64s(s), nil
		}
	case []string:
		if elem.IsText() && elem.Kind != KindEnum {
			return dbapi.OfStrings(s), nil
		}
	}
	return encodeMembers(v, elem)
}

// even makes sure that the members of an array of arrays have one length, which is
// not 0: a database keeps a block of values, and of an empty one only that it is empty.
func even(x any, members []dbapi.Value, elem *Desc) error {
	length := func(m dbapi.Value) int { return len(m.Int64s()) + len(m.Strings()) + len(m.Array()) }
	for i, m := range members {
		switch n := length(m); {
		case m.IsNull():
			return bad(x, elem, "member %d is nil, and an array has no NULL for one of its parts", i)
		case n == 0:
			return bad(x, elem, "member %d is empty: an array is a block of values, and would come back without it", i)
		case n != length(members[0]):
			return bad(x, elem, "member %d has %d values and the first one %d: an array is a block of values", i, n, length(members[0]))
		}
	}
	return nil
}

func encodeMembers(v reflect.Value, elem *Desc) (dbapi.Value, error) {
	out := make([]dbapi.Value, v.Len())
	for i := range out {
		var err error
		if out[i], err = EncodeAny(v.Index(i).Interface(), elem); err != nil {
			return dbapi.Value{}, fmt.Errorf("member %d: %w", i, err)
		}
	}
	if kindOf(elem) == KindArray && len(out) > 0 {
		if err := even(v.Interface(), out, elem); err != nil {
			return dbapi.Value{}, err
		}
	}
	return dbapi.OfArray(out), nil
}
