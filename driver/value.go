package driver

import (
	"fmt"
	"math"
	"time"
	"unsafe"
)

// A Kind says what a Value holds and what a Target reads.
type Kind uint8

// Kinds. The comment names the Go type that a Target without Set stores.
const (
	Null     Kind = iota
	Bool          // bool
	Int           // a signed integer of Target.Size bytes; the value is an int64
	Uint          // an unsigned integer of Target.Size bytes; the value is a uint64
	Float         // a float of Target.Size bytes; the value is a float64
	String        // string
	Bytes         // []byte, copied
	Time          // time.Time in UTC: an instant, in microseconds (a timestamp with zone)
	Wall          // time.Time in UTC: a wall clock, in microseconds (a timestamp without zone)
	Date          // time.Time in UTC at midnight: days since 1970-01-01
	Clock         // time.Duration since midnight; the value is in microseconds (a time of day)
	Interval      // time.Duration; the value is in microseconds
	UUID          // [16]byte
	Decimal       // string: an exact decimal number in plain notation
	JSON          // []byte, copied: JSON text
	Int64s        // []int64: an array, or JSON where there is none
	Strings       // []string: likewise
	Array         // no direct target: an array of Values, read by Set; element NULLs allowed
	Range         // no direct target: a range of values, see OfRange; read by Set, as a String where the database keeps its text
	Parts         // no direct target: a Span, whose months and days are kept apart; read by Set, as a String or Interval where that is kept
	Pairs         // no direct target: keys and values in turn; read by Set, as a String where the database keeps its text
	Any           // targets only: any, the natural Go value of the column (see Rows.Values)
)

var kindNames = [...]string{"null", "boolean", "integer", "unsigned integer", "float", "text", "bytes", "timestamp with time zone",
	"timestamp", "date", "time", "interval", "uuid", "decimal", "json", "array of integers", "array of texts", "array", "range", "interval of months and days", "keys and values", "any"}

// String is the kind's name as error messages use it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// A Value is one bound value: 24 bytes, made without allocating. Its zero is NULL.
// Strings and slices are not copied: they must not be changed while it is used.
type Value struct {
	num uint64
	ref any
}

type (
	textPtr    *byte
	bytesPtr   *byte
	jsonPtr    *byte
	decimalPtr *byte
	uuidPtr    *[16]byte
	intsPtr    *int64
	stringsPtr *string
	arrayPtr   *Value
)

// OfBool is a boolean.
func OfBool(v bool) Value {
	if v {
		return Value{1, Bool}
	}
	return Value{0, Bool}
}

// OfInt is an integer.
func OfInt(v int64) Value { return Value{uint64(v), Int} }

// OfUint is an integer that may be above the largest int64.
func OfUint(v uint64) Value { return Value{v, Uint} }

// OfFloat is a floating point number.
func OfFloat(v float64) Value { return Value{math.Float64bits(v), Float} }

// OfString is a text.
func OfString(v string) Value { return Value{uint64(len(v)), textPtr(unsafe.StringData(v))} }

// OfBytes is a byte string; nil is an empty one.
func OfBytes(v []byte) Value { return Value{uint64(len(v)), bytesPtr(unsafe.SliceData(v))} }

// OfJSON is a JSON text.
func OfJSON(v []byte) Value { return Value{uint64(len(v)), jsonPtr(unsafe.SliceData(v))} }

// OfDecimal is an exact decimal number in plain or scientific notation.
func OfDecimal(v string) Value { return Value{uint64(len(v)), decimalPtr(unsafe.StringData(v))} }

// OfUUID is a UUID; what v points to must not change.
func OfUUID(v *[16]byte) Value { return Value{16, uuidPtr(v)} }

// OfTime is the instant of v, to the microsecond.
func OfTime(v time.Time) Value { return Value{uint64(v.UnixMicro()), Time} }

// OfWall is what the clock and the calendar of v's location show, to the microsecond.
func OfWall(v time.Time) Value {
	if IsInfinite(v) {
		return Value{uint64(v.UnixMicro()), Wall}
	}
	_, off := v.Zone()
	return Value{uint64(v.UnixMicro() + int64(off)*1e6), Wall}
}

// OfDate is the day that the calendar of v's location shows.
func OfDate(v time.Time) Value {
	if n := v.UnixMicro(); IsInfinite(v) {
		return OfDays(n)
	}
	_, off := v.Zone()
	at := v.Unix() + int64(off)
	days := at / 86400
	if at%86400 < 0 { // rounded towards zero, that is into the next day
		days--
	}
	return OfDays(days)
}

// OfDays is a date by its distance from 1970-01-01.
func OfDays(days int64) Value { return Value{uint64(days), Date} }

// OfClock is a time of day: d since midnight, to the microsecond.
func OfClock(d time.Duration) Value { return Value{uint64(d.Microseconds()), Clock} }

// OfInterval is a span of time, to the microsecond.
func OfInterval(d time.Duration) Value { return Value{uint64(d.Microseconds()), Interval} }

// OfInt64s is an array of integers.
func OfInt64s(v []int64) Value { return Value{uint64(len(v)), intsPtr(unsafe.SliceData(v))} }

// OfStrings is an array of texts.
func OfStrings(v []string) Value { return Value{uint64(len(v)), stringsPtr(unsafe.SliceData(v))} }

// OfArray is an array of values, which are all of one kind or NULL.
func OfArray(v []Value) Value { return Value{uint64(len(v)), arrayPtr(unsafe.SliceData(v))} }

// Kind tells what v holds.
func (v Value) Kind() Kind {
	if k, ok := v.ref.(Kind); ok { // most values are numbers
		return k
	}
	return v.kindOfRef()
}

func (v Value) kindOfRef() Kind {
	switch v.ref.(type) {
	case textPtr:
		return String
	case bytesPtr:
		return Bytes
	case intsPtr:
		return Int64s
	case stringsPtr:
		return Strings
	case decimalPtr:
		return Decimal
	case jsonPtr:
		return JSON
	case uuidPtr:
		return UUID
	case arrayPtr:
		return Array
	case rangePtr:
		return Range
	case spanPtr:
		return Parts
	case pairsPtr:
		return Pairs
	}
	return Null
}

// IsNull reports whether v is NULL.
func (v Value) IsNull() bool { return v.ref == nil }

// Int is the number in v: an Int; or the microseconds of a Time, Wall, Clock or
// Interval, or the days of a Date.
func (v Value) Int() int64 { return int64(v.num) }

// Uint is the number in v, of Kind Uint.
func (v Value) Uint() uint64 { return v.num }

// Bool is the truth in v, of Kind Bool.
func (v Value) Bool() bool { return v.num != 0 }

// Float is the number in v, of Kind Float.
func (v Value) Float() float64 { return math.Float64frombits(v.num) }

// Str is the text of a String, Decimal or JSON.
func (v Value) Str() string {
	switch r := v.ref.(type) {
	case textPtr:
		return unsafe.String((*byte)(r), int(v.num))
	case decimalPtr:
		return unsafe.String((*byte)(r), int(v.num))
	case jsonPtr:
		return unsafe.String((*byte)(r), int(v.num))
	case bytesPtr:
		return unsafe.String((*byte)(r), int(v.num))
	}
	return ""
}

// Bytes are the bytes of a Bytes, JSON, String or Decimal. They must not be changed.
func (v Value) Bytes() []byte {
	switch r := v.ref.(type) {
	case bytesPtr:
		return unsafe.Slice((*byte)(r), int(v.num))
	case jsonPtr:
		return unsafe.Slice((*byte)(r), int(v.num))
	case textPtr:
		return unsafe.Slice((*byte)(r), int(v.num))
	case decimalPtr:
		return unsafe.Slice((*byte)(r), int(v.num))
	}
	return nil
}

// UUID is the UUID in v.
func (v Value) UUID() *[16]byte {
	if r, ok := v.ref.(uuidPtr); ok {
		return r
	}
	return new([16]byte)
}

// Int64s are the members of an Int64s.
func (v Value) Int64s() []int64 {
	r, _ := v.ref.(intsPtr)
	return unsafe.Slice((*int64)(r), lenIf(r != nil, v.num))
}

// Strings are the members of a Strings.
func (v Value) Strings() []string {
	r, _ := v.ref.(stringsPtr)
	return unsafe.Slice((*string)(r), lenIf(r != nil, v.num))
}

// Array are the members of an Array.
func (v Value) Array() []Value {
	r, _ := v.ref.(arrayPtr)
	return unsafe.Slice((*Value)(r), lenIf(r != nil, v.num))
}

func lenIf(ok bool, n uint64) int {
	if ok {
		return int(n)
	}
	return 0
}

// Time is a Time, Wall or Date as a time in UTC.
func (v Value) Time() time.Time {
	if n := v.Int(); v.ref == Date && n != infinite && n != negInfinite {
		return time.Unix(v.Int()*86400, 0).UTC()
	}
	return time.UnixMicro(v.Int()).UTC()
}

// Duration is a Clock or an Interval.
func (v Value) Duration() time.Duration { return time.Duration(v.Int()) * time.Microsecond }

// Go is v as the natural Go value of its kind.
func (v Value) Go() any {
	switch v.Kind() {
	case Bool:
		return v.Bool()
	case Int:
		return v.Int()
	case Uint:
		return v.Uint()
	case Float:
		return v.Float()
	case String, Decimal:
		return v.Str()
	case Bytes, JSON:
		return v.Bytes()
	case Time, Wall, Date:
		return v.Time()
	case Clock, Interval:
		return v.Duration()
	case UUID:
		return *v.UUID()
	case Int64s:
		return v.Int64s()
	case Strings:
		return v.Strings()
	case Array:
		out := make([]any, 0, len(v.Array()))
		for _, x := range v.Array() {
			out = append(out, x.Go())
		}
		return out
	case Range, Parts, Pairs:
		return string(AppendText(nil, v))
	}
	return nil
}

// Days is the number of days from 1970-01-01 to a date of the Gregorian calendar.
func Days(year int, month time.Month, day int) int64 {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400
}
