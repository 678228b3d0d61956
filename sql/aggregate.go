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
	if e, broken := a.node().(*ErrNode); broken {
		return e
	}
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

// OrderBy sorts the rows that the aggregate sees, for those whose value depends on it:
// [StringAgg], [ArrayAgg], [JSONAgg].
func (a Agg[T, R]) OrderBy(xs ...Item) Agg[T, R] {
	return Agg[T, R]{num[T, R](a.with(func(n *CallNode) { n.OrderBy = appended(n.OrderBy, nodes(xs)...) }))}
}

// WithinGroup sorts the rows of an ordered-set aggregate.
func (a Agg[T, R]) WithinGroup(xs ...Item) Agg[T, R] {
	return Agg[T, R]{num[T, R](a.with(func(n *CallNode) { n.Within = appended(n.Within, nodes(xs)...) }))}
}

// Count is count(*), or the number of rows where the one x is not NULL.
func Count(x ...Expr) Agg[int, int] {
	c := CallNode{Name: "count", Type: sqltype.BigInt.Desc(), Null: NullNever, Star: len(x) == 0}
	switch len(x) {
	case 0:
		return aggOf[int, int](aggregate(c, nil))
	case 1:
		return aggOf[int, int](aggregate(c, NodeOf(x[0])))
	}
	return Agg[int, int]{num[int, int](errorf("Count takes one expression, or none for all rows"))}
}

// aggregate is c as an aggregate of x, or of nothing, in one allocation.
func aggregate(c CallNode, x Node) *Cell {
	n := &struct {
		Cell
		CallNode
		args [1]Node
	}{CallNode: c}
	if n.CallNode.Agg = true; x != nil {
		n.args[0] = x
		n.CallNode.Args = n.args[:]
	}
	n.N = &n.CallNode
	return &n.Cell
}

func aggOf[T, R any](c *Cell) Agg[T, R] { return Agg[T, R]{numOf[T, R](c)} }

// Sum is the sum, NULL of no rows. The sum of integers may be wider than they are:
// on PostgreSQL a BIGINT sums to a NUMERIC, which is read as T where it fits.
func Sum[T any](x Numeric[T]) Agg[T, *T] {
	n := NodeOf(x)
	return aggOf[T, *T](aggregate(CallNode{Name: "sum", Type: sumType(TypeOf(n)), Null: NullAlways}, n))
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
	n := NodeOf(x)
	if t := TypeOf(n); t != nil && t.Kind == sqltype.KindInterval {
		n = errorf("the mean of intervals is no number: divide their Sum by Count in Go")
	}
	return aggOf[float64, *float64](aggregate(CallNode{Name: "avg", Type: sqltype.Double.Desc(), Null: NullAlways}, n))
}

// Min is the smallest, NULL of no rows.
func Min[T any](x Typed[T]) Value[T, *T] { return extremum("min", x) }

// Max is the greatest, NULL of no rows.
func Max[T any](x Typed[T]) Value[T, *T] { return extremum("max", x) }

// MinAgg is [Min] as an aggregate that can be filtered and windowed.
func MinAgg[T any](x Typed[T]) Agg[T, *T] { return agg[T, *T](extreme1("min", x)) }

// MaxAgg is [Max] as an aggregate that can be filtered and windowed.
func MaxAgg[T any](x Typed[T]) Agg[T, *T] { return agg[T, *T](extreme1("max", x)) }

func extreme1[T any](name string, x Typed[T]) *CallNode {
	n := NodeOf(x)
	return &CallNode{Name: name, Args: []Node{n}, Type: TypeOf(n), Null: NullAlways}
}

func extremum[T any](name string, x Typed[T]) Value[T, *T] {
	n := NodeOf(x)
	return Value[T, *T]{c: aggregate(CallNode{Name: name, Type: TypeOf(n), Null: NullAlways}, n)}
}
