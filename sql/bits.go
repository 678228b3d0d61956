package sql

func bits[T any](f Fn, args ...Node) Num[T, T] {
	t := TypeOf(args[0])
	for _, x := range args[1:] {
		t = wider(t, TypeOf(x))
	}
	return num[T, T](fn(f, t, args...))
}

// BitAnd is the bits that are in x and in mask. Bits are those of signed numbers on
// every database.
func BitAnd[T Integer](x Numeric[T], mask T) Num[T, T] {
	n := NodeOf(x)
	return bits[T](FnBitAnd, n, bindLike(mask, n))
}

// BitOr is the bits that are in x or in mask.
func BitOr[T Integer](x Numeric[T], mask T) Num[T, T] {
	n := NodeOf(x)
	return bits[T](FnBitOr, n, bindLike(mask, n))
}

// BitXor is the bits that are in one of x and mask only.
func BitXor[T Integer](x Numeric[T], mask T) Num[T, T] {
	n := NodeOf(x)
	return bits[T](FnBitXor, n, bindLike(mask, n))
}

// BitAndOf is the bits that are in a and in b.
func BitAndOf[T Integer](a, b Numeric[T]) Num[T, T] { return bits[T](FnBitAnd, NodeOf(a), NodeOf(b)) }

// BitOrOf is the bits that are in a or in b.
func BitOrOf[T Integer](a, b Numeric[T]) Num[T, T] { return bits[T](FnBitOr, NodeOf(a), NodeOf(b)) }

// BitXorOf is the bits that are in one of a and b only.
func BitXorOf[T Integer](a, b Numeric[T]) Num[T, T] { return bits[T](FnBitXor, NodeOf(a), NodeOf(b)) }

// BitNot is the bits that are not in x: -x - 1.
func BitNot[T Integer](x Numeric[T]) Num[T, T] { return bits[T](FnBitNot, NodeOf(x)) }

// ShiftLeft moves the bits of x, taken as 64, by n towards the greater ones. What
// leaves at that end is lost.
func ShiftLeft[T Integer](x Numeric[T], n int) Num[int64, int64] { return shift(FnShiftLeft, x, n) }

// ShiftRight moves the bits of x by n towards the smaller ones and keeps the sign:
// it is the floor of x / 2ⁿ.
func ShiftRight[T Integer](x Numeric[T], n int) Num[int64, int64] { return shift(FnShiftRight, x, n) }

func shift[T any](f Fn, x Numeric[T], n int) Num[int64, int64] {
	by := count("the number of bits of a shift", n)
	if n > 63 {
		by = errorf("a shift by %d bits leaves nothing of 64", n)
	}
	return num[int64, int64](fn(f, bigint, NodeOf(x), by))
}
