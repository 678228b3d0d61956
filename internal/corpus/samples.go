package corpus

import (
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A SampleTable has two nullable columns of each kind on which random expressions are
// computed.
type SampleTable struct {
	schema.Rows
	ID   schema.Int
	I    schema.NullInt
	J    schema.NullInt
	D    schema.NullDecimal[string]
	E    schema.NullDecimal[string]
	S    schema.NullString
	T    schema.NullString
	B    schema.NullBool
	C    schema.NullBool
	Day  schema.NullDate[time.Time]
	Then schema.NullDate[time.Time]
}

// Samples are the rows of the property test.
var Samples = schema.Declare(Meta, "sample", func(t *SampleTable) {
	t.ID.PrimaryKey()
	t.D.Precision(12, 2)
	t.E.Precision(12, 2)
	t.S.Size(30)
	t.T.Size(30)
})

// A Sample is one row of Samples; nil is NULL.
type Sample struct {
	I, J      *int
	D, E      *string
	S, T      *string
	B, C      *bool
	Day, Then *time.Time
}

// SampleRows are the rows, in the order of their keys from 1.
func SampleRows() []Sample {
	date := func(y, m, d int) *time.Time { return new(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)) }
	return []Sample{
		{new(7), new(-2), new("1.25"), new("-3.50"), new("abc"), new("b"), new(true), new(false), date(2024, 2, 29), date(2023, 12, 31)},
		{new(-7), new(2), new("-0.50"), new("0.00"), new("a_c%"), new("A_"), new(false), new(true), date(1999, 12, 31), date(2000, 1, 31)},
		{new(0), nil, new("2.50"), nil, new("Abc"), nil, nil, new(true), nil, date(2027, 1, 3)},
		{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil},
		{new(-1), new(-1), new("-2.50"), new("-2.50"), new("größe"), new("öß"), new(true), new(true), date(1970, 1, 1), date(1970, 1, 1)},
		{new(20), new(3), new("100.75"), new("0.50"), new(`it's\`), new(`'`), new(false), new(false), date(2021, 3, 31), nil},
		{nil, new(5), nil, new("9.00"), new("/"), new("12"), new(false), nil, date(2020, 12, 28), date(2021, 1, 1)},
	}
}

func samples() []sql.Statement {
	t := Samples
	var out []sql.Statement
	for i, r := range SampleRows() {
		out = append(out, sql.Insert(t).Values(t.ID.Set(i+1), t.I.SetPtr(r.I), t.J.SetPtr(r.J), t.D.SetPtr(r.D), t.E.SetPtr(r.E), t.S.SetPtr(r.S),
			t.T.SetPtr(r.T), t.B.SetPtr(r.B), t.C.SetPtr(r.C), t.Day.SetPtr(r.Day), t.Then.SetPtr(r.Then)))
	}
	return out
}
