package sql

import "github.com/aludel/aludel/sqltype"

// Agg is an aggregate: a number that can be filtered and windowed.
type Agg[T, R any] struct{ Num[T, R] }

func agg[T, R any](c *CallNode) Agg[T, R] {
	c.Agg = true
	return Agg[T, R]{num[T, R](c)}
}

func (a Agg[T, R]) with(f func(c *CallNode)) Node {
	n, ok := a.node().(*CallNode)
	if !ok {
		return errorf("Filter, Distinct and Over belong to an aggregate itself, before As")
	}
	c := *n
	f(&c)
	return &c
}

// Filter lets the aggregate see only the rows for which c holds.
func (a Agg[T, R]) Filter(c Typed[bool]) Agg[T, R] {
	return Agg[T, R]{num[T, R](a.with(func(n *CallNode) { n.Filter = NodeOf(c) }))}
}

// Distinct lets the aggregate see each value once.
func (a Agg[T, R]) Distinct() Agg[T, R] {
	return Agg[T, R]{num[T, R](a.with(func(n *CallNode) { n.Distinct = true }))}
}

// Over makes a window function of the aggregate.
func (a Agg[T, R]) Over(w Window) Num[T, R] {
	return num[T, R](a.with(func(n *CallNode) { n.Over = &w.w }))
}

// Count is count(*), or the number of rows where the one x is not NULL.
func Count(x ...Expr) Agg[int, int] {
	c := &CallNode{Name: "count", Type: sqltype.BigInt.Desc(), Null: NullNever, Star: len(x) == 0, Args: nodes(x)}
	if len(x) > 1 {
		return Agg[int, int]{num[int, int](errorf("Count takes one expression, or none for all rows"))}
	}
	return agg[int, int](c)
}

// Sum is the sum, NULL of no rows. The sum of integers may be wider than they are:
// on PostgreSQL a BIGINT sums to a NUMERIC, which is read as T where it fits.
func Sum[T any](x Numeric[T]) Agg[T, *T] {
	n := NodeOf(x)
	return agg[T, *T](&CallNode{Name: "sum", Args: []Node{n}, Type: sumType(TypeOf(n)), Null: NullAlways})
}

// SumAs is Sum, cast to t.
func SumAs[S, T any](x Numeric[T], t sqltype.Of[S]) Num[S, *S] {
	n := NodeOf(x)
	c := &CallNode{Name: "sum", Args: []Node{n}, Type: sumType(TypeOf(n)), Null: NullAlways, Agg: true}
	return num[S, *S](&CastNode{X: c, Type: t.Desc()})
}

func sumType(t *sqltype.Desc) *sqltype.Desc {
	if t == nil {
		return nil
	}
	switch t.Kind {
	case sqltype.KindSmallInt, sqltype.KindInteger:
		return sqltype.BigInt.Desc()
	case sqltype.KindBigInt:
		return numeric
	}
	return t
}

// Avg is the mean as a float, NULL of no rows.
func Avg[T any](x Numeric[T]) Agg[float64, *float64] {
	return agg[float64, *float64](&CallNode{Name: "avg", Args: []Node{NodeOf(x)}, Type: sqltype.Double.Desc(), Null: NullAlways})
}

// Min is the smallest, NULL of no rows.
func Min[T any](x Typed[T]) Value[T, *T] { return extremum("min", x) }

// Max is the greatest, NULL of no rows.
func Max[T any](x Typed[T]) Value[T, *T] { return extremum("max", x) }

func extremum[T any](name string, x Typed[T]) Value[T, *T] {
	n := NodeOf(x)
	return Value[T, *T]{c: cell(&CallNode{Name: name, Args: []Node{n}, Type: TypeOf(n), Null: NullAlways, Agg: true})}
}

// RowNumber numbers the rows of a window from 1. It needs Over.
func RowNumber() Agg[int, int] { return ranking("row_number") }

// Rank is the rank in a window, with gaps after ties. It needs Over.
func Rank() Agg[int, int] { return ranking("rank") }

// DenseRank is the rank in a window, without gaps. It needs Over.
func DenseRank() Agg[int, int] { return ranking("dense_rank") }

func ranking(name string) Agg[int, int] {
	return agg[int, int](&CallNode{Name: name, Type: sqltype.BigInt.Desc(), Null: NullNever})
}

// Window is what OVER says.
type Window struct{ w WindowNode }

// PartitionBy is OVER (PARTITION BY xs…).
func PartitionBy(xs ...Expr) Window { return Window{WindowNode{Partition: nodes(xs)}} }

// WindowBy is OVER (ORDER BY xs…).
func WindowBy(xs ...Item) Window { return Window{}.OrderBy(xs...) }

// OrderBy adds to the window's ORDER BY.
func (w Window) OrderBy(xs ...Item) Window {
	w.w.OrderBy = appended(w.w.OrderBy, nodes(xs)...)
	return w
}
