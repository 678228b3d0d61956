package sqltype_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/sqltype"
)

// TestUnfit: a value of a type that a column takes in no case is told what the column does take.
func TestUnfit(t *testing.T) {
	for _, c := range []struct {
		x    any
		d    sqltype.Type
		want string
	}{
		{"x", sqltype.Integer, "a string does not fit INTEGER: it takes an integer (int, int64 and the like)"},
		{"x", sqltype.Double, "a string does not fit DOUBLE PRECISION: it takes a number (float64, int and the like)"},
		{"x", sqltype.Boolean, "a string does not fit BOOLEAN: it takes a bool"},
		{"x", sqltype.Timestamp, "a string does not fit TIMESTAMP: it takes a time.Time"},
		{"x", sqltype.Interval, "a string does not fit INTERVAL: it takes a time.Duration or a sqltype.Period"},
		{int64(5), sqltype.Text, "an int64 does not fit TEXT: it takes a text (string)"},
		{5.5, sqltype.Date, "a float64 does not fit DATE: it takes a time.Time"},
		{true, sqltype.Text, "a bool does not fit TEXT: it takes a text (string)"},
		{time.Time{}, sqltype.Numeric(4, 2), "a time.Time does not fit NUMERIC(4, 2): it takes a decimal number (a decimal type, a number, or a text that is one)"},
		{time.Second, sqltype.Text, "a time.Duration does not fit TEXT: it takes a text (string)"},
		{[]int{1}, sqltype.UUID, "a []int does not fit UUID: it takes a UUID (a [16]byte, or its text)"},
		{5, sqltype.Bytes, "an int64 does not fit BYTES: it takes bytes ([]byte or string)"},
		{sqltype.Period{Days: 1}, sqltype.Time, "a sqltype.Period does not fit TIME: it takes a time of day (a time.Duration since midnight, or a time.Time)"},
	} {
		if _, err := sqltype.EncodeAny(c.x, c.d.Desc()); err == nil || err.Error() != c.want {
			t.Errorf("%v\nwant %s", err, c.want)
		}
	}
}

// TestDecorateWithoutFunctions: a type that lacks a function says so wherever it is used.
func TestDecorateWithoutFunctions(t *testing.T) {
	type mood string
	half := sqltype.Decorate(sqltype.Text, func(m mood) (string, error) { return string(m), nil }, nil)
	if _, err := sqltype.EncodeAny(mood("x"), half.Desc()); err == nil || !strings.Contains(err.Error(), "the type made by Decorate for sqltype_test.mood lacks a function") {
		t.Error(err)
	}
}
