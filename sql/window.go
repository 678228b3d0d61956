package sql

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// Window is what OVER says: which rows belong together, in which order, and how many
// of them are seen.
type Window struct{ w WindowNode }

// PartitionBy is OVER (PARTITION BY xs…).
func PartitionBy(xs ...Expr) Window { return Window{WindowNode{Partition: nodes(xs)}} }

// WindowBy is OVER (ORDER BY xs…).
func WindowBy(xs ...Item) Window { return Window{}.OrderBy(xs...) }

// OrderBy adds to the window's ORDER BY.
func (w Window) OrderBy(xs ...Item) Window {
	w.w.OrderBy = appended(w.w.OrderBy, nodes(xs)...)
	w.w.measure()
	return w
}

// As names the window: it is written once, in the query's WINDOW clause, however many
// functions look through it.
func (w Window) As(name string) Window { w.w.Name = name; return w }

// A Bound is an end of a window's frame.
type Bound struct{ b FrameBound }

// Bounds that have no distance.
var (
	UnboundedPreceding = Bound{FrameBound{Side: BoundPreceding}}
	CurrentRow         = Bound{FrameBound{Side: BoundCurrent}}
	UnboundedFollowing = Bound{FrameBound{Side: BoundFollowing}}
)

// Preceding is the n-th row, or group, before the current one.
func Preceding(n int) Bound {
	return Bound{FrameBound{BoundPreceding, count("the distance of Preceding", n)}}
}

// Following is the n-th row, or group, after the current one.
func Following(n int) Bound {
	return Bound{FrameBound{BoundFollowing, count("the distance of Following", n)}}
}

// PrecedingBy is the values that are less than the current one by d at most, in a
// Range: a number, or a duration where the window is ordered by a time.
func PrecedingBy[T any](d T) Bound { return Bound{FrameBound{BoundPreceding, bind(d, nil)}} }

// FollowingBy is the values that are greater than the current one by d at most.
func FollowingBy[T any](d T) Bound { return Bound{FrameBound{BoundFollowing, bind(d, nil)}} }

// Rows sees the rows between two, both included.
func (w Window) Rows(from, to Bound) Window { return w.frame("ROWS", from, to) }

// Range sees the rows whose value is between two, both included.
func (w Window) Range(from, to Bound) Window { return w.frame("RANGE", from, to) }

// Groups sees the rows of the groups between two: rows that are equal in the window's
// order are one group. MySQL does not have it.
func (w Window) Groups(from, to Bound) Window { return w.frame("GROUPS", from, to) }

// A range is measured in the values that the window is ordered by.
func (w Window) frame(unit string, from, to Bound) Window {
	f := &FrameNode{Unit: unit, From: from.b, To: to.b}
	if w.w.Frame != nil {
		f.Exclude = w.w.Frame.Exclude
	}
	w.w.Frame = f
	w.w.measure()
	return w
}

// measure makes the distances of a RANGE those of what the window is ordered by: a text is
// a decimal beside decimals, and a duration is nothing that could be added to a number.
func (w *WindowNode) measure() {
	f := w.Frame
	if f == nil || f.Unit != "RANGE" || f.From.By == nil && f.To.By == nil || len(w.OrderBy) != 1 {
		return
	}
	x := w.OrderBy[0]
	if o, ok := x.(*OrderNode); ok {
		x = o.X
	}
	t := TypeOf(x)
	if t == nil {
		return
	}
	g := *f
	g.From.By, g.To.By = distance(f.From.By, t), distance(f.To.By, t)
	if g.From.By != f.From.By || g.To.By != f.To.By {
		w.Frame = &g
	}
}

// distance is the distance by as it is measured between values of type t.
func distance(by Node, t *sqltype.Desc) Node {
	b, ok := by.(*BindNode)
	if !ok || b.Err != nil || b.Name != "" {
		return by
	}
	interval := b.Type != nil && b.Type.Kind == sqltype.KindInterval
	switch t.Kind {
	case sqltype.KindDate, sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ, sqltype.KindInterval:
		if !interval {
			return errorf("the window is ordered by a time, and a RANGE in it is measured by a time.Duration: PrecedingBy(24 * time.Hour)")
		}
	case sqltype.KindNumeric:
		if b.Value.Kind() == driver.Decimal {
			return by
		}
		v, err := sqltype.EncodeAny(b.Value.Go(), numeric)
		if err != nil || interval {
			return errorf("the window is ordered by a decimal, and a RANGE in it is measured by a number: PrecedingBy(\"10.50\")")
		}
		return &BindNode{Value: v, Type: numeric}
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindReal, sqltype.KindFloat, sqltype.KindDouble:
		if k := b.Value.Kind(); interval || k == driver.String || k == driver.Bytes || k == driver.Bool {
			return errorf("the window is ordered by a number, and a RANGE in it is measured by a number: PrecedingBy(10)")
		}
	default:
		if t.IsText() {
			return errorf("the window is ordered by a text, between which there are no distances: use Rows or Groups")
		}
	}
	return by
}

// ExcludeCurrentRow leaves the current row out of the frame. MySQL does not have it.
func (w Window) ExcludeCurrentRow() Window { return w.exclude("CURRENT ROW") }

// ExcludeGroup leaves the current row and those that are equal to it out.
func (w Window) ExcludeGroup() Window { return w.exclude("GROUP") }

// ExcludeTies leaves out the rows that are equal to the current one, but not itself.
func (w Window) ExcludeTies() Window { return w.exclude("TIES") }

func (w Window) exclude(what string) Window {
	f := FrameNode{Unit: "RANGE", From: UnboundedPreceding.b, To: CurrentRow.b}
	if w.w.Frame != nil {
		f = *w.w.Frame
	}
	f.Exclude = what
	w.w.Frame = &f
	return w
}

// RowNumber numbers the rows of a window from 1. It needs Over.
func RowNumber() Agg[int, int] { return ranking("row_number") }

// Rank is the rank in a window, with gaps after ties. It needs Over.
func Rank() Agg[int, int] { return ranking("rank") }

// DenseRank is the rank in a window, without gaps. It needs Over.
func DenseRank() Agg[int, int] { return ranking("dense_rank") }

func ranking(name string) Agg[int, int] {
	return agg[int, int](&CallNode{Name: name, Type: bigint, Null: NullNever})
}

// A WindowFn is a function that looks at other rows of a window. It needs Over.
type WindowFn[T, R any] struct{ c *CallNode }

// Over says the window. The value is NULL where there is no such row.
func (f WindowFn[T, R]) Over(w Window) Value[T, R] {
	if f.c == nil {
		return Value[T, R]{c: cell(errorf("a window function that was not made was used"))}
	}
	c := *f.c
	c.Over = &w.w
	return Value[T, R]{c: cell(&c)}
}

func windowFn[T, R any](f Fn, t *sqltype.Desc, null Nullness, args ...Node) WindowFn[T, R] {
	c := fn(f, t, args...)
	c.Null = null
	return WindowFn[T, R]{c}
}

// PercentRank is (rank - 1) / (rows - 1), from 0 to 1.
func PercentRank() WindowFn[float64, float64] {
	return windowFn[float64, float64](FnPercentRank, sqltype.Double.Desc(), NullNever)
}

// CumeDist is the share of the rows that are not behind the current one.
func CumeDist() WindowFn[float64, float64] {
	return windowFn[float64, float64](FnCumeDist, sqltype.Double.Desc(), NullNever)
}

// Ntile numbers n groups of the window's rows, of as equal a size as can be, from 1.
func Ntile(n int) WindowFn[int, int] {
	by := count("the number of groups of Ntile", n)
	if n == 0 {
		by = errorf("Ntile(0): there is one group at least")
	}
	return windowFn[int, int](FnNtile, integer(), NullNever, by)
}

// Lag is x of the row that is n rows before the current one, NULL where there is none.
func Lag[T any](x Typed[T], n int) WindowFn[T, *T] {
	node := NodeOf(x)
	return windowFn[T, *T](FnLag, TypeOf(node), NullAlways, node, count("the distance of Lag", n))
}

// Lead is x of the row that is n rows after the current one, NULL where there is none.
func Lead[T any](x Typed[T], n int) WindowFn[T, *T] {
	node := NodeOf(x)
	return windowFn[T, *T](FnLead, TypeOf(node), NullAlways, node, count("the distance of Lead", n))
}

// LagOr is Lag, but otherwise where there is no such row. MariaDB does not have it.
func LagOr[T any](x Typed[T], n int, otherwise T) WindowFn[T, *T] {
	node := NodeOf(x)
	return windowFn[T, *T](FnLag, TypeOf(node), NullAlways, node, count("the distance of LagOr", n), bindLike(otherwise, node))
}

// LeadOr is Lead, but otherwise where there is no such row. MariaDB does not have it.
func LeadOr[T any](x Typed[T], n int, otherwise T) WindowFn[T, *T] {
	node := NodeOf(x)
	return windowFn[T, *T](FnLead, TypeOf(node), NullAlways, node, count("the distance of LeadOr", n), bindLike(otherwise, node))
}

// FirstValue is x of the first row of the frame.
func FirstValue[T any](x Typed[T]) WindowFn[T, *T] { return valueFn(FnFirstValue, x) }

// LastValue is x of the last row of the frame, which ends at the current row unless
// Rows, Range or Groups say otherwise.
func LastValue[T any](x Typed[T]) WindowFn[T, *T] { return valueFn(FnLastValue, x) }

// NthValue is x of the n-th row of the frame, from 1.
func NthValue[T any](x Typed[T], n int) WindowFn[T, *T] {
	by := count("the place of NthValue", n)
	if n == 0 {
		by = errorf("NthValue(0): the first row is 1")
	}
	return valueFn(FnNthValue, x, by)
}

func valueFn[T any](f Fn, x Typed[T], more ...Node) WindowFn[T, *T] {
	node := NodeOf(x)
	return windowFn[T, *T](f, TypeOf(node), NullAlways, append([]Node{node}, more...)...)
}
