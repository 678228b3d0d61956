package schema

import "github.com/aludel/aludel/sqltype"

// Columns of types that PostgreSQL has and others keep as texts, where
// sqltype.Of.WithVariant says so.
type (
	// NullArray is Array, nullable: a nil slice is NULL, an empty one is not.
	NullArray[E any] struct{ nullable[[]E] }
	// Range is a column of ranges of T: int, int64, time.Time, or with Type another
	// type that ranges are made of.
	Range[T any] struct {
		Def[sqltype.Range[T], sqltype.Range[T]]
	}
	// NullRange is Range, nullable.
	NullRange[T any] struct{ nullable[sqltype.Range[T]] }
	// Multirange is a column of sets of ranges of T.
	Multirange[T any] struct {
		Def[sqltype.Multirange[T], sqltype.Multirange[T]]
	}
	// NullMultirange is Multirange, nullable.
	NullMultirange[T any] struct {
		nullable[sqltype.Multirange[T]]
	}
	// HStore is a column of texts by keys.
	HStore struct {
		Def[sqltype.HStore, sqltype.HStore]
	}
	// NullHStore is HStore, nullable.
	NullHStore struct{ nullable[sqltype.HStore] }
	// Period is a column of intervals with their months and days kept apart.
	Period struct {
		Def[sqltype.Period, sqltype.Period]
	}
	// NullPeriod is Period, nullable.
	NullPeriod struct{ nullable[sqltype.Period] }
	// TimeTZ is a column of times of day with the distance of their zone from UTC.
	TimeTZ struct {
		Def[sqltype.TimeTZ, sqltype.TimeTZ]
	}
	// NullTimeTZ is TimeTZ, nullable.
	NullTimeTZ struct{ nullable[sqltype.TimeTZ] }
)

// Elem says the SQL type of the elements, where it is not the usual one for E.
func (c *Array[E]) Elem(t sqltype.Of[E]) *Array[E] {
	c.def().setType(sqltype.ArrayOf(t).Desc())
	return c
}

// Elem says the SQL type of the elements, where it is not the usual one for E.
func (c *NullArray[E]) Elem(t sqltype.Of[E]) *NullArray[E] {
	c.def().setType(sqltype.ArrayOf(t).Desc())
	return c
}

// Of says the SQL type of the ends, where it is not the usual one for T.
func (c *Range[T]) Of(t sqltype.Of[T]) *Range[T] {
	c.def().setType(sqltype.RangeOf(t).Desc())
	return c
}

// Of says the SQL type of the ends, where it is not the usual one for T.
func (c *NullRange[T]) Of(t sqltype.Of[T]) *NullRange[T] {
	c.def().setType(sqltype.RangeOf(t).Desc())
	return c
}

// Of says the SQL type of the ends, where it is not the usual one for T.
func (c *Multirange[T]) Of(t sqltype.Of[T]) *Multirange[T] {
	c.def().setType(sqltype.MultirangeOf(t).Desc())
	return c
}

// Of says the SQL type of the ends, where it is not the usual one for T.
func (c *NullMultirange[T]) Of(t sqltype.Of[T]) *NullMultirange[T] {
	c.def().setType(sqltype.MultirangeOf(t).Desc())
	return c
}
