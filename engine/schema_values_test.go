package engine_test

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type everyType struct {
	schema.Rows
	ID    schema.Int
	Small schema.NullInt16
	Plain schema.NullInt32
	Big   schema.NullInt64
	Real  schema.NullFloat32
	Float schema.NullFloat
	Exact schema.NullDecimal[string]
	Text  schema.NullString
	Short schema.NullString
	Truth schema.NullBool
	Bytes schema.NullBytes
	Day   schema.NullDate[time.Time]
	Clock schema.NullClock
	Wall  schema.NullLocalTime
	At    schema.NullTime
	Span  schema.NullInterval
	UUID  schema.NullUUID[[16]byte]
	JSON  schema.NullJSON[json.RawMessage]
}

type everyValue struct {
	ID    int
	Small *int16
	Plain *int32
	Big   *int64
	Real  *float32
	Float *float64
	Exact *string
	Text  *string
	Short *string
	Truth *bool
	Bytes *[]byte
	Day   *time.Time
	Clock *time.Duration
	Wall  *time.Time
	At    *time.Time
	Span  *time.Duration
	UUID  *[16]byte
	JSON  *json.RawMessage
}

// The types that the columns get hold every value as it was given: none is cut,
// rounded, or taken for a number.
func TestTypesOfColumnsHoldTheirValues(t *testing.T) {
	high := everyValue{ID: 1, Small: new(int16(math.MaxInt16)), Plain: new(int32(math.MaxInt32)), Big: new(int64(math.MaxInt64)), Real: new(float32(0.1)), Float: new(0.1 + 0.2),
		Exact: new("12345678901234567890.12345678"), Text: new(strings.Repeat("größer 🎈 ' \\ \r\n", 8000)), Short: new("007"), Truth: new(true), Bytes: new([]byte(strings.Repeat("\x00\xff'\\", 20000))),
		Day: new(time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)), Clock: new(24*time.Hour - time.Microsecond), Wall: new(time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)),
		At: new(time.Date(2039, 1, 1, 0, 0, 0, 1000, time.UTC)), Span: new(1000*time.Hour + time.Microsecond), UUID: new([16]byte{0: 0xff, 15: 1}), JSON: new(json.RawMessage("5"))}
	low := everyValue{ID: 2, Small: new(int16(math.MinInt16)), Plain: new(int32(math.MinInt32)), Big: new(int64(math.MinInt64)), Real: new(float32(-1.5e30)), Float: new(-1.7976931348623157e308),
		Exact: new("-0.00000001"), Text: new(""), Short: new("1e3"), Truth: new(false), Bytes: new([]byte{}),
		Day: new(time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC)), Clock: new(time.Duration(0)), Wall: new(time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC)),
		At: new(time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC)), Span: new(-time.Microsecond), UUID: new([16]byte{}), JSON: new(json.RawMessage(`"5"`))}
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		x := schema.Declare(m, "x", func(x *everyType) {
			x.ID.PrimaryKey()
			x.Exact.Precision(30, 8)
			x.Text.Type(sqltype.Text)
			x.Short.Size(5)
		})
		drop := both(t, eng, m)
		for _, v := range []everyValue{high, low} {
			execute(t, eng, sql.Insert(x).Values(x.ID.Set(v.ID), x.Small.SetPtr(v.Small), x.Plain.SetPtr(v.Plain), x.Big.SetPtr(v.Big), x.Real.SetPtr(v.Real), x.Float.SetPtr(v.Float),
				x.Exact.SetPtr(v.Exact), x.Text.SetPtr(v.Text), x.Short.SetPtr(v.Short), x.Truth.SetPtr(v.Truth), x.Bytes.SetPtr(v.Bytes), x.Day.SetPtr(v.Day), x.Clock.SetPtr(v.Clock),
				x.Wall.SetPtr(v.Wall), x.At.SetPtr(v.At), x.Span.SetPtr(v.Span), x.UUID.SetPtr(v.UUID), x.JSON.SetPtr(v.JSON)))
		}
		execute(t, eng, sql.Insert(x).Values(x.ID.Set(3)))
		got, err := engine.AllAs[everyValue](t.Context(), eng, sql.Select(x).OrderBy(x.ID))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 3 {
			t.Fatalf("%d rows", len(got))
		}
		for i, want := range []everyValue{high, low, {ID: 3}} {
			g, w := reflect.ValueOf(got[i]), reflect.ValueOf(want)
			for f := range g.NumField() {
				a, b := reflect.Indirect(g.Field(f)), reflect.Indirect(w.Field(f))
				if a.IsValid() != b.IsValid() || a.IsValid() && !reflect.DeepEqual(a.Interface(), b.Interface()) {
					t.Errorf("row %d, %s: got %.80v, want %.80v", i+1, g.Type().Field(f).Name, a, b)
				}
			}
		}
		drop()
	})
}
