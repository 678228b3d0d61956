package sql

import "github.com/aludel/aludel/sqltype"

// Arrays are PostgreSQL's. Other dialects refuse what is here before anything is sent.

// ArrayOf is an array of expressions.
func ArrayOf[E any](first Typed[E], more ...Typed[E]) Value[[]E, []E] {
	args := append([]Node{NodeOf(first)}, nodes(more)...)
	c := fn(FnArray, arrayOf(TypeOf(args[0])), args...)
	c.Null = NullNever
	return Value[[]E, []E]{c: cell(c)}
}

// ArrayOfQuery is the values of a query as an array, in its order; empty of no rows.
func ArrayOfQuery[E any](q Query[E]) Value[[]E, []E] {
	n := StatementOf(q)
	c := fn(FnArrayQuery, arrayOf(TypeOf(&ScalarNode{n})), n)
	c.Null = NullNever
	return Value[[]E, []E]{c: cell(c)}
}

// ArrayAt is the i-th element of a, from 1; NULL where there is none. An element of an
// array of arrays is ArrayAt(ArrayAt(a, i), j); one row of it is none.
func ArrayAt[E any](a Typed[[]E], i int) Value[E, *E] {
	n := NodeOf(a)
	if in, ok := n.(*CallNode); ok && in.Fn == FnArrayAt && len(in.Args) < 7 {
		c := *in
		c.Args = appended(in.Args, bind(i, integer()))
		if c.Type != nil {
			c.Type = c.Type.Elem
		}
		return Value[E, *E]{c: cell(&c)}
	}
	c := fn(FnArrayAt, elemOf(n), n, bind(i, integer()))
	c.Null = NullAlways
	return Value[E, *E]{c: cell(c)}
}

func elemOf(n Node) *sqltype.Desc {
	if t := TypeOf(n); t != nil {
		return t.Elem
	}
	return nil
}

// ArraySlice is the elements of a from the one to the other, both included, from 1.
func ArraySlice[E, R any](a ValueOf[[]E, R], from, to int) Value[[]E, R] {
	n := NodeOf(a)
	return Value[[]E, R]{c: cell(fn(FnArraySlice, TypeOf(n), n, bind(from, integer()), bind(to, integer())))}
}

func arrayCond[E any](f Fn, a Typed[[]E], xs []E) Cond {
	n := NodeOf(a)
	return cond(fn(f, boolean, n, bindLike(xs, n)))
}

// ArrayContains reports whether each of xs is in a.
func ArrayContains[E any](a Typed[[]E], xs ...E) Cond { return arrayCond(FnArrayContains, a, some(xs)) }

// ArrayContainedBy reports whether each element of a is one of xs.
func ArrayContainedBy[E any](a Typed[[]E], xs ...E) Cond {
	return arrayCond(FnArrayContained, a, some(xs))
}

// ArrayOverlaps reports whether one of xs is in a.
func ArrayOverlaps[E any](a Typed[[]E], xs ...E) Cond { return arrayCond(FnArrayOverlaps, a, some(xs)) }

// some is xs, and empty rather than nil, which would be NULL.
func some[E any](xs []E) []E {
	if xs == nil {
		return []E{}
	}
	return xs
}

// AnyOf makes a comparison true when it is for one element of a at least:
// sql.Eq(sql.Val(3), sql.AnyOf(p.Numbers)).
func AnyOf[E any](a Typed[[]E]) Quantified[E] { return element[E](FnArrayAny, NodeOf(a)) }

// AllOf makes a comparison true when it is for every element of a.
func AllOf[E any](a Typed[[]E]) Quantified[E] { return element[E](FnArrayAll, NodeOf(a)) }

func element[E any](f Fn, n Node) Quantified[E] {
	c := fn(f, elemOf(n), n)
	c.Null = NullAlways
	return Quantified[E]{cell(c)}
}

// ArrayConcat is the elements of a and then those of b.
func ArrayConcat[E any](a, b Typed[[]E]) Value[[]E, []E] {
	n := NodeOf(a)
	return Value[[]E, []E]{c: cell(fn(FnArrayConcat, TypeOf(n), n, NodeOf(b)))}
}

// ArrayAppend is a with x at its end.
func ArrayAppend[E, R any](a ValueOf[[]E, R], x E) Value[[]E, R] {
	return withElem(FnArrayAppend, a, x)
}

// ArrayRemove is a without the elements that are x.
func ArrayRemove[E, R any](a ValueOf[[]E, R], x E) Value[[]E, R] {
	return withElem(FnArrayRemove, a, x)
}

func withElem[E, R any](f Fn, a ValueOf[[]E, R], x E) Value[[]E, R] {
	n := NodeOf(a)
	return Value[[]E, R]{c: cell(fn(f, TypeOf(n), n, bind(x, elemOf(n))))}
}

// ArrayLen is the number of elements of a, those of all dimensions.
func ArrayLen[E any](a Typed[[]E]) Num[int, *int] {
	return num[int, *int](fn(FnArrayLength, integer(), NodeOf(a)))
}

// ArrayPosition is where x is first in a, from 1; NULL where it is not.
func ArrayPosition[E any](a Typed[[]E], x E) Num[int, *int] {
	n := NodeOf(a)
	c := fn(FnArrayPosition, integer(), n, bind(x, elemOf(n)))
	c.Null = NullAlways
	return num[int, *int](c)
}

// Unnest is a row for each element of a, in a select list.
func Unnest[E any](a Typed[[]E]) Value[E, *E] {
	n := NodeOf(a)
	c := fn(FnUnnest, elemOf(n), n)
	c.Null = NullAlways
	return Value[E, *E]{c: cell(c)}
}
