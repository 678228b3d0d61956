package sql

import "github.com/aludel/aludel/sqltype"

func sameType[T, R any](f Fn, x NumericOf[T, R], more ...Node) Num[T, R] {
	n := NodeOf(x)
	return num[T, R](fn(f, TypeOf(n), append([]Node{n}, more...)...))
}

// Abs is |x|.
func Abs[T, R any](x NumericOf[T, R]) Num[T, R] { return sameType(FnAbs, x) }

// Sign is -1, 0 or 1.
func Sign[T any](x Numeric[T]) Num[int, *int] {
	return num[int, *int](fn(FnSign, integer(), NodeOf(x)))
}

// Round is x with that many digits behind the point; a half goes away from zero. The halves of a
// float are those of the number as it is printed: 2.675 is 2.68, although the binary number is less.
// SQLite rounds to 15 digits in any case, in which it keeps what is computed of decimals.
func Round[T, R any](x NumericOf[T, R], digits int) Num[T, R] {
	return sameType(FnRound, x, count("the number of digits of Round", digits))
}

// Ceil is the smallest whole number that is not less than x.
func Ceil[T, R any](x NumericOf[T, R]) Num[T, R] { return sameType(FnCeil, x) }

// Floor is the greatest whole number that is not greater than x.
func Floor[T, R any](x NumericOf[T, R]) Num[T, R] { return sameType(FnFloor, x) }

// Trunc is x without what is behind the point.
func Trunc[T, R any](x NumericOf[T, R]) Num[T, R] { return sameType(FnTrunc, x) }

func double(f Fn, null Nullness, args ...Node) *CallNode {
	c := fn(f, sqltype.Double.Desc(), args...)
	c.Null = null
	return c
}

// Power is x to the y-th, as a float.
func Power[S, T any](x Numeric[S], y Numeric[T]) Num[float64, *float64] {
	return num[float64, *float64](double(FnPower, NullAlways, NodeOf(x), NodeOf(y)))
}

// Sqrt is the square root of x. That of a negative number is an error on
// PostgreSQL and NULL elsewhere.
func Sqrt[T any](x Numeric[T]) Num[float64, *float64] {
	return num[float64, *float64](double(FnSqrt, NullAlways, NodeOf(x)))
}

// Exp is e to the x-th.
func Exp[T any](x Numeric[T]) Num[float64, *float64] {
	return num[float64, *float64](double(FnExp, NullAlways, NodeOf(x)))
}

// Ln is the natural logarithm of x. That of what is not positive is an error on
// PostgreSQL and NULL elsewhere.
func Ln[T any](x Numeric[T]) Num[float64, *float64] {
	return num[float64, *float64](double(FnLn, NullAlways, NodeOf(x)))
}

// Log10 is the logarithm of x to base 10; see [Ln].
func Log10[T any](x Numeric[T]) Num[float64, *float64] {
	return num[float64, *float64](double(FnLog10, NullAlways, NodeOf(x)))
}

// Random is a number from 0 up to 1, another one for each row.
func Random() Num[float64, float64] {
	return num[float64, float64](double(FnRandom, NullNever))
}

// Greatest is the greatest of its arguments, and NULL when one of them is.
func Greatest[T any](a, b Typed[T], more ...Typed[T]) Value[T, T] {
	return extreme(FnGreatest, a, b, more)
}

// Least is the smallest of its arguments, and NULL when one of them is.
func Least[T any](a, b Typed[T], more ...Typed[T]) Value[T, T] {
	return extreme(FnLeast, a, b, more)
}

func extreme[T any](f Fn, a, b Typed[T], more []Typed[T]) Value[T, T] {
	args := alike(append([]Node{NodeOf(a), NodeOf(b)}, nodes(more)...)...)
	t := TypeOf(args[0])
	for _, x := range args[1:] {
		t = wider(t, TypeOf(x))
	}
	return Value[T, T]{c: cell(fn(f, t, args...))}
}
