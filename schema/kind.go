package schema

import (
	"time"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The kinds of columns. Each has a nullable twin, which is read as a pointer and
// can be set NULL.
//
// Each says its SQL type on PostgreSQL, on MySQL and MariaDB, and on SQLite, in this
// order; one type stands for all three. Type gives a column another. Where MySQL
// wants a size or a precision, a column without one is refused there before anything
// is sent.
type (
	// Col is a column of any Go type that a SQL type is known for: of Int, Float, String,
	// Bool, Time, Interval, Bytes and UUID below, whatever the type is called. int8 and
	// uint8 are SMALLINT, uint16 is INTEGER, uint, uint32 and uint64 are BIGINT.
	Col[T any] struct{ Def[T, T] }
	// NullCol is Col, nullable.
	NullCol[T any] struct{ nullable[T] }
	// Num is a column with arithmetic: SMALLINT for 16 bits, INTEGER for int and 32,
	// BIGINT for 64; REAL | FLOAT | REAL for float32, FLOAT | DOUBLE | FLOAT for float64,
	// which has 64 bits everywhere. An integer key that counts up is
	// SERIAL | INTEGER AUTO_INCREMENT | INTEGER, the rowid.
	Num[T any] struct{ number[T, T] }
	// NullNum is Num, nullable.
	NullNum[T any] struct{ nullNumber[T] }
	// Text is a column of characters: VARCHAR, or VARCHAR(n) after Size(n), which MySQL
	// wants. Type(sqltype.Text) makes it TEXT | LONGTEXT | TEXT.
	Text[T ~string] struct{ text[T, T] }
	// NullText is Text, nullable.
	NullText[T ~string] struct{ nullText[T] }
	// Bool is a column of truth values, which is a condition too:
	// BOOLEAN | BOOL | BOOLEAN.
	Bool struct{ Def[bool, bool] }
	// NullBool is Bool, nullable.
	NullBool struct{ nullable[bool] }
	// Date is a column of days: DATE, on SQLite as the text 2024-02-29.
	Date[T DateLike] struct{ Def[T, T] }
	// NullDate is Date, nullable.
	NullDate[T DateLike] struct{ nullable[T] }
	// LocalTime is a column of dates and times of day that belong to no zone:
	// TIMESTAMP WITHOUT TIME ZONE | DATETIME(6) | DATETIME.
	LocalTime struct{ Def[time.Time, time.Time] }
	// NullLocalTime is LocalTime, nullable.
	NullLocalTime struct{ nullable[time.Time] }
	// Clock is a column of times of day, as the duration since midnight:
	// TIME | TIME(6) | TIME.
	Clock struct {
		Def[time.Duration, time.Duration]
	}
	// NullClock is Clock, nullable.
	NullClock struct{ nullable[time.Duration] }
	// Decimal is a column of exact decimal numbers: T is a decimal type that
	// marshals itself as text, or a string. NUMERIC | NUMERIC(p, s) | DECIMAL_TEXT with
	// the adapter's collation, which compares as numbers; MySQL wants Precision(p, s).
	Decimal[T any] struct{ number[T, T] }
	// NullDecimal is Decimal, nullable.
	NullDecimal[T any] struct{ nullNumber[T] }
	// JSON is a column of JSON documents, which are unmarshalled into T:
	// JSON | JSON | JSON_TEXT.
	JSON[T any] struct{ document[T, T] }
	// NullJSON is JSON, nullable.
	NullJSON[T any] struct{ nullDocument[T] }
	// Enum is a column of a closed set of texts. After Values(name, …) it is the type of
	// that name, which CreateAll makes | ENUM('a', …) | VARCHAR of the longest; before,
	// TEXT | LONGTEXT | TEXT.
	Enum[T ~string] struct{ text[T, T] }
	// NullEnum is Enum, nullable.
	NullEnum[T ~string] struct{ nullText[T] }
	// Array is a column of arrays: INTEGER[] and the like on PostgreSQL, and refused
	// elsewhere.
	Array[E any] struct{ Def[[]E, []E] }
)

// DateLike is time.Time, of which the day counts, or any struct of the shape that
// civil dates have.
type DateLike interface {
	time.Time | ~struct {
		Year  int
		Month time.Month
		Day   int
	}
}

type nullable[T any] struct{ Def[T, *T] }

// SetNull is column = NULL.
func (c *nullable[T]) SetNull() sql.Assignment { return sql.AssignNull(c) }

// SetPtr is column = *v, or NULL where v is nil.
func (c *nullable[T]) SetPtr(v *T) sql.Assignment {
	if v == nil {
		return c.SetNull()
	}
	return c.Set(*v)
}

// number and text forward the operators of their kind. A column cannot embed
// sql.Num and Def both: it would be two words wide.
type number[T, R any] struct {
	sql.IsNumeric
	Def[T, R]
}

func (c number[T, R]) num() sql.Num[T, R] { return sql.NumOf(c.Value) }

// Add is c + x.
func (c number[T, R]) Add(x T) sql.Num[T, R] { return c.num().Add(x) }

// Sub is c - x.
func (c number[T, R]) Sub(x T) sql.Num[T, R] { return c.num().Sub(x) }

// Mul is c * x.
func (c number[T, R]) Mul(x T) sql.Num[T, R] { return c.num().Mul(x) }

// Div is c / x; see sql.Num.Div.
func (c number[T, R]) Div(x T) sql.Num[T, R] { return c.num().Div(x) }

// Mod is c % x.
func (c number[T, R]) Mod(x T) sql.Num[T, R] { return c.num().Mod(x) }

// Neg is -c.
func (c number[T, R]) Neg() sql.Num[T, R] { return c.num().Neg() }

// As names c in a select list.
func (c number[T, R]) As(name string) sql.Num[T, R] { return c.num().As(name) }

// Coalesce is c, or d where c is NULL.
func (c number[T, R]) Coalesce(d T) sql.Num[T, T] { return c.num().Coalesce(d) }

type nullNumber[T any] struct{ number[T, *T] }

// SetNull is column = NULL.
func (c *nullNumber[T]) SetNull() sql.Assignment { return sql.AssignNull(c) }

// SetPtr is column = *v, or NULL where v is nil.
func (c *nullNumber[T]) SetPtr(v *T) sql.Assignment {
	if v == nil {
		return c.SetNull()
	}
	return c.Set(*v)
}

type text[T ~string, R any] struct {
	sql.IsTextual
	Def[T, R]
}

func (c text[T, R]) str() sql.Str[T, R] { return sql.StrOf(c.Value) }

// Like is c LIKE pattern; see sql.Str.Like.
func (c text[T, R]) Like(pattern string) sql.Cond { return c.str().Like(pattern) }

// NotLike is c NOT LIKE pattern.
func (c text[T, R]) NotLike(pattern string) sql.Cond { return c.str().NotLike(pattern) }

// ILike is Like without regard to case.
func (c text[T, R]) ILike(pattern string) sql.Cond { return c.str().ILike(pattern) }

// HasPrefix reports whether c begins with s.
func (c text[T, R]) HasPrefix(s string) sql.Cond { return c.str().HasPrefix(s) }

// HasSuffix reports whether c ends with s.
func (c text[T, R]) HasSuffix(s string) sql.Cond { return c.str().HasSuffix(s) }

// Contains reports whether s is in c.
func (c text[T, R]) Contains(s string) sql.Cond { return c.str().Contains(s) }

// IContains is Contains without regard to case.
func (c text[T, R]) IContains(s string) sql.Cond { return c.str().IContains(s) }

// IHasPrefix is HasPrefix without regard to case.
func (c text[T, R]) IHasPrefix(s string) sql.Cond { return c.str().IHasPrefix(s) }

// IHasSuffix is HasSuffix without regard to case.
func (c text[T, R]) IHasSuffix(s string) sql.Cond { return c.str().IHasSuffix(s) }

// Concat is c || s.
func (c text[T, R]) Concat(s string) sql.Str[T, R] { return c.str().Concat(s) }

// As names c in a select list.
func (c text[T, R]) As(name string) sql.Str[T, R] { return c.str().As(name) }

// Coalesce is c, or d where c is NULL.
func (c text[T, R]) Coalesce(d T) sql.Str[T, T] { return c.str().Coalesce(d) }

type nullText[T ~string] struct{ text[T, *T] }

// SetNull is column = NULL.
func (c *nullText[T]) SetNull() sql.Assignment { return sql.AssignNull(c) }

// SetPtr is column = *v, or NULL where v is nil.
func (c *nullText[T]) SetPtr(v *T) sql.Assignment {
	if v == nil {
		return c.SetNull()
	}
	return c.Set(*v)
}

// Size is the greatest number of characters.
func (c *Text[T]) Size(n int) *Text[T] { c.def().size(n); return c }

// Size is the greatest number of characters.
func (c *NullText[T]) Size(n int) *NullText[T] { c.def().size(n); return c }

func (c *ColumnDef) size(n int) {
	if n <= 0 {
		if c.table != nil {
			c.table.fail("column %q: Size(%d): a size is positive", c.Name, n)
		}
		return
	}
	c.setType(sqltype.String(n).Desc())
}

// Precision is the number of digits, and how many of them come after the point.
func (c *Decimal[T]) Precision(precision, scale int) *Decimal[T] {
	c.def().setType(sqltype.Numeric(precision, scale).Desc())
	return c
}

// Precision is the number of digits, and how many of them come after the point.
func (c *NullDecimal[T]) Precision(precision, scale int) *NullDecimal[T] {
	c.def().setType(sqltype.Numeric(precision, scale).Desc())
	return c
}

// Values are the members of the set, under the name that the type has where the
// database has such types.
func (c *Enum[T]) Values(name string, values ...T) *Enum[T] {
	enumerate(c.def(), name, values)
	return c
}

// Values are the members of the set; see [Enum.Values].
func (c *NullEnum[T]) Values(name string, values ...T) *NullEnum[T] {
	enumerate(c.def(), name, values)
	return c
}

func enumerate[T ~string](c *ColumnDef, name string, values []T) {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	c.setType(sqltype.Enum(name, texts...).Desc())
}

func (*Date[T]) usual() *sqltype.Desc        { return sqltype.Date.Desc() }
func (*NullDate[T]) usual() *sqltype.Desc    { return sqltype.Date.Desc() }
func (*LocalTime) usual() *sqltype.Desc      { return sqltype.Timestamp.Desc() }
func (*NullLocalTime) usual() *sqltype.Desc  { return sqltype.Timestamp.Desc() }
func (*Clock) usual() *sqltype.Desc          { return sqltype.Time.Desc() }
func (*NullClock) usual() *sqltype.Desc      { return sqltype.Time.Desc() }
func (*Decimal[T]) usual() *sqltype.Desc     { return anyNumeric }
func (*NullDecimal[T]) usual() *sqltype.Desc { return anyNumeric }
func (*JSON[T]) usual() *sqltype.Desc        { return sqltype.JSON.Desc() }
func (*NullJSON[T]) usual() *sqltype.Desc    { return sqltype.JSON.Desc() }
func (*Enum[T]) usual() *sqltype.Desc        { return sqltype.Text.Desc() }
func (*NullEnum[T]) usual() *sqltype.Desc    { return sqltype.Text.Desc() }

var anyNumeric = &sqltype.Desc{Kind: sqltype.KindNumeric}

// And is c AND d.
func (c Bool) And(d sql.Typed[bool]) sql.Cond { return sql.And(c, d) }

// Or is c OR d.
func (c Bool) Or(d sql.Typed[bool]) sql.Cond { return sql.Or(c, d) }

// Not is NOT c.
func (c Bool) Not() sql.Cond { return sql.Not(c) }

// AnyCol is a column known at run time only: it has every operator, and takes any value.
type AnyCol struct{ sql.Value[any, any] }

func (c AnyCol) num() sql.Num[any, any] { return sql.NumOf(c.Value) }
func (c AnyCol) str() sql.Str[any, any] { return sql.StrOf(c.Value) }

// Set is column = v; nil is NULL.
func (c AnyCol) Set(v any) sql.Assignment {
	if x, ok := v.(sql.Expr); ok {
		return sql.Assign(c, sql.NodeOf(x))
	}
	return sql.AssignValue(c, v)
}

// Add is c + x.
func (c AnyCol) Add(x any) sql.Num[any, any] { return c.num().Add(x) }

// Sub is c - x.
func (c AnyCol) Sub(x any) sql.Num[any, any] { return c.num().Sub(x) }

// Mul is c * x.
func (c AnyCol) Mul(x any) sql.Num[any, any] { return c.num().Mul(x) }

// Div is c / x; see sql.Num.Div.
func (c AnyCol) Div(x any) sql.Num[any, any] { return c.num().Div(x) }

// Mod is c % x.
func (c AnyCol) Mod(x any) sql.Num[any, any] { return c.num().Mod(x) }

// Like is c LIKE pattern.
func (c AnyCol) Like(pattern string) sql.Cond { return c.str().Like(pattern) }

// ILike is Like without regard to case.
func (c AnyCol) ILike(pattern string) sql.Cond { return c.str().ILike(pattern) }

// HasPrefix reports whether c begins with s.
func (c AnyCol) HasPrefix(s string) sql.Cond { return c.str().HasPrefix(s) }

// HasSuffix reports whether c ends with s.
func (c AnyCol) HasSuffix(s string) sql.Cond { return c.str().HasSuffix(s) }

// Contains reports whether s is in c.
func (c AnyCol) Contains(s string) sql.Cond { return c.str().Contains(s) }

// Concat is c || s.
func (c AnyCol) Concat(s string) sql.Str[any, any] { return c.str().Concat(s) }
