package sql

import "github.com/aludel/aludel/sqltype"

func aggFn[T any](f Fn, t *sqltype.Desc, args ...Node) Agg[T, *T] {
	c := fn(f, t, args...)
	c.Null = NullAlways
	return agg[T, *T](c)
}

// BoolAnd is whether x holds for every row, NULL of no rows.
func BoolAnd(x Typed[bool]) Agg[bool, *bool] { return aggFn[bool](FnBoolAnd, boolean, NodeOf(x)) }

// BoolOr is whether x holds for one row at least, NULL of no rows.
func BoolOr(x Typed[bool]) Agg[bool, *bool] { return aggFn[bool](FnBoolOr, boolean, NodeOf(x)) }

// StringAgg is the values of x that are not NULL with sep between them, in the
// order that OrderBy says; NULL of none.
func StringAgg[T any](x Textual[T], sep string) Agg[string, *string] {
	c := fn(FnStringAgg, varchar, NodeOf(x))
	c.Word, c.Null = sep, NullAlways
	return agg[string, *string](c)
}

// ArrayAgg is the values of x as an array, NULLs included; NULL of no rows.
// PostgreSQL alone has it.
func ArrayAgg[T any](x Typed[T]) Agg[[]T, *[]T] {
	n := NodeOf(x)
	return aggFn[[]T](FnArrayAgg, arrayOf(TypeOf(n)), n)
}

func arrayOf(t *sqltype.Desc) *sqltype.Desc {
	if t == nil {
		return nil
	}
	return &sqltype.Desc{Kind: sqltype.KindArray, Elem: t}
}

// StddevPop is the standard deviation of the rows.
func StddevPop[T any](x Numeric[T]) Agg[float64, *float64] { return statistic(FnStddevPop, x) }

// StddevSamp is the standard deviation that the rows, as a sample, hint at; NULL of
// one row.
func StddevSamp[T any](x Numeric[T]) Agg[float64, *float64] { return statistic(FnStddevSamp, x) }

// VarPop is the variance of the rows.
func VarPop[T any](x Numeric[T]) Agg[float64, *float64] { return statistic(FnVarPop, x) }

// VarSamp is the variance that the rows, as a sample, hint at; NULL of one row.
func VarSamp[T any](x Numeric[T]) Agg[float64, *float64] { return statistic(FnVarSamp, x) }

// Corr is the correlation of y and x.
func Corr[S, T any](y Numeric[S], x Numeric[T]) Agg[float64, *float64] {
	return statistic(FnCorr, y, x)
}

// CovarPop is the covariance of y and x.
func CovarPop[S, T any](y Numeric[S], x Numeric[T]) Agg[float64, *float64] {
	return statistic(FnCovarPop, y, x)
}

// CovarSamp is the covariance that the rows, as a sample, hint at.
func CovarSamp[S, T any](y Numeric[S], x Numeric[T]) Agg[float64, *float64] {
	return statistic(FnCovarSamp, y, x)
}

func statistic[T any](f Fn, x Numeric[T], more ...Item) Agg[float64, *float64] {
	return aggFn[float64](f, sqltype.Double.Desc(), append([]Node{NodeOf(x)}, nodes(more)...)...)
}

func share(p float64) Node {
	if !(p >= 0 && p <= 1) {
		return errorf("a percentile of %v: it is from 0 to 1", p)
	}
	return bind(p, sqltype.Double.Desc())
}

// PercentileCont is the value below which the share p (0 to 1) of the values of x
// are, between two of them where none is there: 0.5 is the median.
func PercentileCont[T any](p float64, x Numeric[T]) Agg[float64, *float64] {
	return aggFn[float64](FnPercentileCont, sqltype.Double.Desc(), share(p)).WithinGroup(x)
}

// PercentileDisc is the first value of x that has the share p (0 to 1) of them at
// or below it.
func PercentileDisc[T any](p float64, x Numeric[T]) Agg[T, *T] {
	return aggFn[T](FnPercentileDisc, TypeOf(NodeOf(x)), share(p)).WithinGroup(x)
}

// Mode is the most frequent value of x.
func Mode[T any](x Typed[T]) Agg[T, *T] {
	return aggFn[T](FnMode, TypeOf(NodeOf(x))).WithinGroup(x)
}

// FuncAgg is a call of an aggregate that this package does not know by name: it can
// be filtered, sorted and windowed. See [Func].
func FuncAgg[T any](name string, t sqltype.Of[T], args ...Expr) Agg[T, *T] {
	return agg[T, *T](&CallNode{Name: name, Args: nodes(args), Type: t.Desc(), Null: NullAlways})
}

// A Grouping is an item of GroupBy that stands for several groupings at once: the
// columns that are left out of one are NULL in its rows.
type Grouping struct{ c *Cell }

func (g Grouping) item() Node {
	if g.c == nil {
		return nil
	}
	return g.c.N
}
func (g Grouping) is_a_sql_expression() {}

func grouping(f Fn, xs []Node) Grouping {
	if len(xs) == 0 {
		return Grouping{cell(errorf("%s wants something to group by", f.Name()))}
	}
	return Grouping{cell(fn(f, nil, xs...))}
}

// Rollup groups by all of xs, by all but the last, and so on to one group of all
// rows. MySQL has it alone in a GroupBy, SQLite not at all.
func Rollup(xs ...Expr) Grouping { return grouping(FnRollup, nodes(xs)) }

// Cube groups by every subset of xs. PostgreSQL alone has it.
func Cube(xs ...Expr) Grouping { return grouping(FnCube, nodes(xs)) }

// GroupingSets groups by each of the sets. PostgreSQL alone has it.
func GroupingSets(sets ...[]Expr) Grouping {
	xs := make([]Node, len(sets))
	for i, s := range sets {
		xs[i] = &TupleNode{nodes(s)}
	}
	return grouping(FnGroupingSets, xs)
}

// GroupingOf is 0 where x is grouped by, 1 where the row is about all of its values.
func GroupingOf(x Expr) Num[int, int] {
	c := fn(FnGrouping, integer(), NodeOf(x))
	c.Null = NullNever
	return num[int, int](c)
}

// grouped reports whether GROUP BY leaves columns out of some of the groups.
func (n *SelectNode) grouped() bool {
	for _, x := range n.GroupBy {
		if c, ok := x.(*CallNode); ok && c.Fn >= FnRollup && c.Fn <= FnGroupingSets {
			return true
		}
	}
	return false
}
