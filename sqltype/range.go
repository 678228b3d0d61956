package sqltype

import (
	"fmt"
	"reflect"
	"strings"
	"time"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

// A Range is all values between two ends. Its zero is the range of everything: it has
// no ends. PostgreSQL gives ranges of integers and days in one form, with the lower end
// in and the upper end out, whatever form they were stored in.
type Range[T any] struct {
	Lower, Upper   T
	LowerInclusive bool // the lower end belongs to it
	UpperInclusive bool // the upper end belongs to it
	HasLower       bool // there is a lower end
	HasUpper       bool // there is an upper end
	Empty          bool // it holds nothing, and the rest does not count
}

// HalfOpen is [lower, upper): the upper end does not belong to it.
func HalfOpen[T any](lower, upper T) Range[T] {
	return Range[T]{Lower: lower, Upper: upper, HasLower: true, HasUpper: true, LowerInclusive: true}
}

// Closed is [lower, upper]: both ends belong to it.
func Closed[T any](lower, upper T) Range[T] {
	return Range[T]{Lower: lower, Upper: upper, HasLower: true, HasUpper: true, LowerInclusive: true, UpperInclusive: true}
}

// From is [lower, ): there is no upper end.
func From[T any](lower T) Range[T] {
	return Range[T]{Lower: lower, HasLower: true, LowerInclusive: true}
}

// Until is ( , upper): there is no lower end, and the upper one does not belong to it.
func Until[T any](upper T) Range[T] { return Range[T]{Upper: upper, HasUpper: true} }

// EmptyRange holds nothing.
func EmptyRange[T any]() Range[T] { return Range[T]{Empty: true} }

// String is r in the usual notation: [1, 5), (, 5], empty.
func (r Range[T]) String() string {
	if r.Empty {
		return "empty"
	}
	var b strings.Builder
	b.WriteByte("(["[one(r.LowerInclusive && r.HasLower)])
	if r.HasLower {
		fmt.Fprint(&b, r.Lower)
	}
	b.WriteString(", ")
	if r.HasUpper {
		fmt.Fprint(&b, r.Upper)
	}
	b.WriteByte(")]"[one(r.UpperInclusive && r.HasUpper)])
	return b.String()
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// A RangeLike is a Range or a Multirange.
type RangeLike interface{ isRange() }

func (Range[T]) isRange()      {}
func (Multirange[T]) isRange() {}

// ranged is a Range of any T; its methods have no receiver's use.
type ranged interface {
	encodeRange(elem *Desc) (dbapi.Value, error)
	rangeOf() reflect.Type
}

func (r Range[T]) rangeOf() reflect.Type { return reflect.TypeFor[T]() }

func (r Range[T]) encodeRange(elem *Desc) (dbapi.Value, error) {
	if r.Empty {
		return dbapi.OfRange(dbapi.RangeEmpty, dbapi.Value{}, dbapi.Value{}), nil
	}
	var bounds dbapi.Bounds
	var ends [2]dbapi.Value
	for i, e := range [2]struct {
		has, in          bool
		v                T
		absent, included dbapi.Bounds
		name             string
	}{
		{r.HasLower, r.LowerInclusive, r.Lower, dbapi.LowerInfinite, dbapi.LowerInclusive, "lower"},
		{r.HasUpper, r.UpperInclusive, r.Upper, dbapi.UpperInfinite, dbapi.UpperInclusive, "upper"},
	} {
		if !e.has {
			bounds |= e.absent
			continue
		}
		if e.in {
			bounds |= e.included
		}
		var err error
		if ends[i], err = Encode(e.v, elem); err != nil {
			return dbapi.Value{}, fmt.Errorf("the %s end of the range: %w", e.name, err)
		}
		if ends[i].IsNull() {
			return dbapi.Value{}, fmt.Errorf("the %s end of the range is NULL: a range without that end has Has… false", e.name)
		}
	}
	return dbapi.OfRange(bounds, ends[0], ends[1]), nil
}

// storeRange fills a Range.
type storeRange interface {
	storeRange(v dbapi.Value, elem *Desc, a *dbapi.Arena) error
}

func (r *Range[T]) storeRange(v dbapi.Value, elem *Desc, a *dbapi.Arena) error {
	if v.Kind() == dbapi.String {
		return r.parse(v.Str(), elem)
	}
	bounds, lower, upper := v.Range()
	*r = Range[T]{Empty: bounds&dbapi.RangeEmpty != 0}
	if r.Empty {
		return nil
	}
	r.LowerInclusive = bounds&dbapi.LowerInclusive != 0
	r.UpperInclusive = bounds&dbapi.UpperInclusive != 0
	r.HasLower = bounds&dbapi.LowerInfinite == 0
	r.HasUpper = bounds&dbapi.UpperInfinite == 0
	t := reflect.TypeFor[T]()
	to, err := Target(t, elem)
	if err == nil && r.HasLower {
		err = storeValue(t, to, unsafe.Pointer(&r.Lower), lower, a)
	}
	if err == nil && r.HasUpper {
		err = storeValue(t, to, unsafe.Pointer(&r.Upper), upper, a)
	}
	return err
}

// parse reads the text form, where a database keeps that.
func (r *Range[T]) parse(s string, elem *Desc) error {
	*r = Range[T]{}
	if s == "empty" {
		r.Empty = true
		return nil
	}
	lower, upper, bounds, err := cutRange(s)
	if err != nil {
		return err
	}
	r.LowerInclusive, r.UpperInclusive = bounds&dbapi.LowerInclusive != 0, bounds&dbapi.UpperInclusive != 0
	if r.HasLower = bounds&dbapi.LowerInfinite == 0; r.HasLower {
		if err := parseEnd(reflect.ValueOf(&r.Lower).Elem(), lower, elem); err != nil {
			return err
		}
	}
	if r.HasUpper = bounds&dbapi.UpperInfinite == 0; r.HasUpper {
		return parseEnd(reflect.ValueOf(&r.Upper).Elem(), upper, elem)
	}
	return nil
}

// cutRange takes [lower,upper) apart.
func cutRange(s string) (lower, upper string, bounds dbapi.Bounds, err error) {
	wrong := fmt.Errorf("%q is no range", s)
	if len(s) < 3 || s[0] != '[' && s[0] != '(' || s[len(s)-1] != ']' && s[len(s)-1] != ')' {
		return "", "", 0, wrong
	}
	if s[0] == '[' {
		bounds |= dbapi.LowerInclusive
	}
	if s[len(s)-1] == ']' {
		bounds |= dbapi.UpperInclusive
	}
	var ends [2]strings.Builder
	at, quoted, had := 0, false, [2]bool{}
	in := s[1 : len(s)-1]
	for i := 0; i < len(in); i++ {
		switch c := in[i]; {
		case c == '\\' && i+1 < len(in):
			i++
			ends[at].WriteByte(in[i])
			had[at] = true
		case c == '"':
			quoted, had[at] = !quoted, true
		case c == ',' && !quoted:
			if at == 1 {
				return "", "", 0, wrong
			}
			at = 1
		default:
			ends[at].WriteByte(c)
			had[at] = true
		}
	}
	if at == 0 || quoted {
		return "", "", 0, wrong
	}
	if !had[0] {
		bounds |= dbapi.LowerInfinite
	}
	if !had[1] {
		bounds |= dbapi.UpperInfinite
	}
	return ends[0].String(), ends[1].String(), bounds, nil
}

func parseEnd(to reflect.Value, s string, elem *Desc) error {
	v, err := valueOfText(s, elem)
	if err != nil {
		return err
	}
	return Store(to, v, elem)
}

// valueOfText reads the text of an end of a range.
func valueOfText(s string, d *Desc) (dbapi.Value, error) {
	switch kindOf(d) {
	case KindSmallInt, KindInteger, KindBigInt:
		if !isInteger(s) {
			return dbapi.Value{}, fmt.Errorf("%q is no integer", s)
		}
		return convert(dbapi.OfDecimal(s), dbapi.Int)
	case KindNumeric:
		return encodeText(s, s, d)
	}
	switch s {
	case "infinity":
		return encodeTime(dbapi.Infinity(), d)
	case "-infinity":
		return encodeTime(dbapi.NegativeInfinity(), d)
	}
	text, bc := strings.CutSuffix(s, " BC")
	for _, layout := range []string{time.DateOnly, "2006-01-02 15:04:05.999999", "2006-01-02 15:04:05.999999Z07", "2006-01-02 15:04:05.999999Z07:00"} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if bc {
			t = time.Date(1-t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
		}
		return encodeTime(t, d)
	}
	return dbapi.Value{}, fmt.Errorf("%q is no date or time", s)
}

// A Multirange is a set of values made of ranges. PostgreSQL joins those that touch,
// leaves out the empty ones and sorts the rest.
type Multirange[T any] []Range[T]

func (m Multirange[T]) multirangeOf() reflect.Type { return reflect.TypeFor[T]() }

type multiranged interface{ multirangeOf() reflect.Type }

func encodeMultirange(v reflect.Value, elem *Desc) (dbapi.Value, error) {
	if v.IsNil() {
		return dbapi.Value{}, nil
	}
	out := make([]dbapi.Value, v.Len())
	for i := range out {
		var err error
		if out[i], err = v.Index(i).Interface().(ranged).encodeRange(elem); err != nil {
			return dbapi.Value{}, fmt.Errorf("range %d: %w", i, err)
		}
	}
	return dbapi.OfArray(out), nil
}

func rangeInto(t reflect.Type, d *Desc) dbapi.Target {
	elem := elemOf(d, t)
	return dbapi.Target{Kind: dbapi.Range, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		return reflect.NewAt(t, p).Interface().(storeRange).storeRange(v, elem, a)
	}}
}

// elemOf is the type of a range's ends.
func elemOf(d *Desc, t reflect.Type) *Desc {
	if d != nil && d.Elem != nil && (d.Kind == KindRange || d.Kind == KindMultirange) {
		return d.Elem
	}
	return rangeElem(t)
}

// rangeElem is the usual type of the ends of a Go Range or Multirange.
func rangeElem(t reflect.Type) *Desc {
	x := reflect.Zero(t).Interface()
	if m, ok := x.(multiranged); ok {
		return ForType(m.multirangeOf())
	}
	return ForType(x.(ranged).rangeOf())
}

func multirangeInto(t reflect.Type, d *Desc) dbapi.Target {
	elem := elemOf(d, t)
	return dbapi.Target{Kind: dbapi.Array, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		f := reflect.NewAt(t, p).Elem()
		if v.IsNull() {
			f.SetZero()
			return nil
		}
		vs := members(v)
		s := reflect.MakeSlice(t, len(vs), len(vs))
		for i, x := range vs {
			if err := s.Index(i).Addr().Interface().(storeRange).storeRange(x, elem, a); err != nil {
				return fmt.Errorf("range %d: %w", i, err)
			}
		}
		f.Set(s)
		return nil
	}}
}
