package driver

import "unsafe"

// A Bounds says what the ends of a range are.
type Bounds uint8

// Bits of Bounds. They are those of PostgreSQL's binary form.
const (
	RangeEmpty     Bounds = 1 << iota // it holds nothing, and has no ends
	LowerInclusive                    // the lower end belongs to it
	UpperInclusive                    // the upper end belongs to it
	LowerInfinite                     // there is no lower end
	UpperInfinite                     // there is no upper end
)

// A Span is a length of time whose parts are kept apart: a month has no fixed length
// in days, nor a day in hours where clocks are changed.
type Span struct {
	Months, Days int32
	Micros       int64
}

type (
	rangePtr *[2]Value
	spanPtr  *Span
	pairsPtr *Value
)

// OfRange is a range of values of one kind; the ends that the bounds say are absent
// are NULL.
func OfRange(b Bounds, lower, upper Value) Value {
	return Value{uint64(b), rangePtr(&[2]Value{lower, upper})}
}

// OfSpan is a span of time by its parts.
func OfSpan(s Span) Value { return Value{0, spanPtr(&s)} }

// OfPairs are keys and their values, in turn; a value may be NULL. Their number is even.
func OfPairs(v []Value) Value { return Value{uint64(len(v)), pairsPtr(unsafe.SliceData(v))} }

// Range are the parts of a Range.
func (v Value) Range() (b Bounds, lower, upper Value) {
	r, ok := v.ref.(rangePtr)
	if !ok {
		return RangeEmpty, Value{}, Value{}
	}
	return Bounds(v.num), r[0], r[1]
}

// Span is the span of time in v: a Span, or an Interval, which has microseconds only.
func (v Value) Span() Span {
	if s, ok := v.ref.(spanPtr); ok {
		return *s
	}
	return Span{Micros: v.Int()}
}

// Pairs are the keys and values of a Pairs, in turn.
func (v Value) Pairs() []Value {
	p, ok := v.ref.(pairsPtr)
	return unsafe.Slice((*Value)(p), lenIf(ok, v.num))
}
