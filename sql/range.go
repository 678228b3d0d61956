package sql

import "github.com/aludel/aludel/sqltype"

// Ranges and multiranges are PostgreSQL's. Other dialects refuse what is here before
// anything is sent. What is asked of a range is a Go value, or in the functions that end
// in Of an expression.

func ofRange[S any](f Fn, r Typed[S], x S) Cond {
	n := NodeOf(r)
	return cond(fn(f, boolean, n, bindLike(x, n)))
}

func ofRanges[S any](f Fn, a, b Typed[S]) Cond { return cond(fn(f, boolean, NodeOf(a), NodeOf(b))) }

// InRange reports whether x is in r, which holds NULLs never.
func InRange[T any](x T, r Typed[sqltype.Range[T]]) Cond {
	n := NodeOf(r)
	return cond(fn(FnRangeContains, boolean, n, bind(x, elemOf(n))))
}

// InRangeOf reports whether x is in r.
func InRangeOf[T any](x Typed[T], r Typed[sqltype.Range[T]]) Cond {
	n := NodeOf(r)
	return cond(fn(FnRangeContains, boolean, n, beside(NodeOf(x), elemOf(n))))
}

// InMultirange reports whether x is in one of the ranges of r.
func InMultirange[T any](x T, r Typed[sqltype.Multirange[T]]) Cond {
	n := NodeOf(r)
	return cond(fn(FnRangeContains, boolean, n, bind(x, elemOf(n))))
}

// RangeContains reports whether all of x is in r.
func RangeContains[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnRangeContains, r, x) }

// RangeContainsOf reports whether all of b is in a.
func RangeContainsOf[S sqltype.RangeLike](a, b Typed[S]) Cond {
	return ofRanges(FnRangeContains, a, b)
}

// RangeContainedBy reports whether all of r is in x.
func RangeContainedBy[S sqltype.RangeLike](r Typed[S], x S) Cond {
	return ofRange(FnRangeContained, r, x)
}

// RangeOverlaps reports whether r and x have a value in common.
func RangeOverlaps[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnRangeOverlaps, r, x) }

// RangeOverlapsOf reports whether a and b have a value in common.
func RangeOverlapsOf[S sqltype.RangeLike](a, b Typed[S]) Cond {
	return ofRanges(FnRangeOverlaps, a, b)
}

// RangeBefore reports whether all of r is less than all of x.
func RangeBefore[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnBefore, r, x) }

// RangeBeforeOf reports whether all of a is less than all of b.
func RangeBeforeOf[S sqltype.RangeLike](a, b Typed[S]) Cond { return ofRanges(FnBefore, a, b) }

// RangeAfter reports whether all of r is greater than all of x.
func RangeAfter[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnAfter, r, x) }

// RangeNotAfter reports whether nothing of r is beyond the upper end of x.
func RangeNotAfter[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnRangeNotAfter, r, x) }

// RangeNotBefore reports whether nothing of r is before the lower end of x.
func RangeNotBefore[S sqltype.RangeLike](r Typed[S], x S) Cond {
	return ofRange(FnRangeNotBefore, r, x)
}

// RangeAdjacent reports whether r and x touch without a value in common.
func RangeAdjacent[S sqltype.RangeLike](r Typed[S], x S) Cond { return ofRange(FnAdjacent, r, x) }

// RangeAdjacentOf reports whether a and b touch without a value in common.
func RangeAdjacentOf[S sqltype.RangeLike](a, b Typed[S]) Cond { return ofRanges(FnAdjacent, a, b) }

func fromRange[S, R any](f Fn, r ValueOf[S, R], x S) Value[S, R] {
	n := NodeOf(r)
	return Value[S, R]{c: cell(fn(f, TypeOf(n), n, bindLike(x, n)))}
}

// RangeUnion is what is in r or in x. The two of a Range must touch, or it is an error of
// the database.
func RangeUnion[S sqltype.RangeLike, R any](r ValueOf[S, R], x S) Value[S, R] {
	return fromRange(FnRangeUnion, r, x)
}

// RangeIntersection is what is in r and in x.
func RangeIntersection[S sqltype.RangeLike, R any](r ValueOf[S, R], x S) Value[S, R] {
	return fromRange(FnRangeIntersection, r, x)
}

// RangeDifference is what is in r and not in x. That of a Range must be in one piece, or
// it is an error of the database.
func RangeDifference[S sqltype.RangeLike, R any](r ValueOf[S, R], x S) Value[S, R] {
	return fromRange(FnRangeDifference, r, x)
}

// RangeMerge is the smallest range that holds r and x.
func RangeMerge[T, R any](r ValueOf[sqltype.Range[T], R], x sqltype.Range[T]) Value[sqltype.Range[T], R] {
	return fromRange(FnRangeMerge, r, x)
}

// RangeLower is the lower end of r; NULL where there is none, and of an empty range.
func RangeLower[T any](r Typed[sqltype.Range[T]]) Value[T, *T] { return endOf(FnRangeLower, r) }

// RangeUpper is the upper end of r; NULL where there is none, and of an empty range.
func RangeUpper[T any](r Typed[sqltype.Range[T]]) Value[T, *T] { return endOf(FnRangeUpper, r) }

func endOf[T any](f Fn, r Typed[sqltype.Range[T]]) Value[T, *T] {
	n := NodeOf(r)
	c := fn(f, elemOf(n), n)
	c.Null = NullAlways
	return Value[T, *T]{c: cell(c)}
}

func ofOne[S any](f Fn, r Typed[S]) Cond { return cond(fn(f, boolean, NodeOf(r))) }

// RangeIsEmpty reports whether there is nothing in r.
func RangeIsEmpty[S sqltype.RangeLike](r Typed[S]) Cond { return ofOne(FnRangeEmpty, r) }

// RangeLowerInclusive reports whether the lower end of r belongs to it.
func RangeLowerInclusive[S sqltype.RangeLike](r Typed[S]) Cond { return ofOne(FnRangeLowerInc, r) }

// RangeUpperInclusive reports whether the upper end of r belongs to it.
func RangeUpperInclusive[S sqltype.RangeLike](r Typed[S]) Cond { return ofOne(FnRangeUpperInc, r) }

// RangeLowerInfinite reports whether r has no lower end.
func RangeLowerInfinite[S sqltype.RangeLike](r Typed[S]) Cond { return ofOne(FnRangeLowerInf, r) }

// RangeUpperInfinite reports whether r has no upper end.
func RangeUpperInfinite[S sqltype.RangeLike](r Typed[S]) Cond { return ofOne(FnRangeUpperInf, r) }
