package fake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
)

// equal compares two values by what they hold, not by where they hold it.
func equal(a, b driver.Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case driver.Null:
		return true
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		return bytes.Equal(a.Bytes(), b.Bytes())
	case driver.UUID:
		return *a.UUID() == *b.UUID()
	case driver.Int64s:
		return slices.Equal(a.Int64s(), b.Int64s())
	case driver.Strings:
		return slices.Equal(a.Strings(), b.Strings())
	case driver.Array:
		return slices.EqualFunc(a.Array(), b.Array(), equal)
	}
	return a.Uint() == b.Uint()
}

// clone copies v with what it refers to: a log outlives its statements.
func clone(v driver.Value) driver.Value {
	switch v.Kind() {
	case driver.String:
		return driver.OfString(strings.Clone(v.Str()))
	case driver.Bytes:
		return driver.OfBytes(bytes.Clone(v.Bytes()))
	case driver.JSON:
		return driver.OfJSON(bytes.Clone(v.Bytes()))
	case driver.Decimal:
		return driver.OfDecimal(strings.Clone(v.Str()))
	case driver.UUID:
		id := *v.UUID()
		return driver.OfUUID(&id)
	case driver.Int64s:
		return driver.OfInt64s(slices.Clone(v.Int64s()))
	case driver.Strings:
		return driver.OfStrings(slices.Clone(v.Strings()))
	case driver.Array:
		return driver.OfArray(cloneAll(v.Array()))
	}
	return v
}

func cloneAll(vs []driver.Value) []driver.Value {
	out := make([]driver.Value, len(vs))
	for i, v := range vs {
		out[i] = clone(v)
	}
	return out
}

// render is a statement as the transcript shows it: its text, and its arguments
// in brackets.
func render(text string, args []driver.Value) string {
	if len(args) == 0 {
		return text
	}
	b := append([]byte(text), " ["...)
	for i, v := range args {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendValue(b, v)
	}
	return string(append(b, ']'))
}

func appendValue(b []byte, v driver.Value) []byte {
	switch v.Kind() {
	case driver.Null:
		return append(b, "NULL"...)
	case driver.Bool:
		return strconv.AppendBool(b, v.Bool())
	case driver.Int:
		return strconv.AppendInt(b, v.Int(), 10)
	case driver.Uint:
		return strconv.AppendUint(b, v.Uint(), 10)
	case driver.Float:
		return strconv.AppendFloat(b, v.Float(), 'g', -1, 64)
	case driver.String:
		return strconv.AppendQuote(b, v.Str())
	case driver.Decimal, driver.JSON:
		return append(b, v.Bytes()...)
	case driver.Bytes:
		b = append(b, `\x`...)
		return appendHex(b, v.Bytes())
	case driver.UUID:
		return appendHex(b, v.UUID()[:])
	case driver.Time:
		return v.Time().AppendFormat(b, time.RFC3339Nano)
	case driver.Wall:
		return v.Time().AppendFormat(b, "2006-01-02T15:04:05.999999")
	case driver.Date:
		return v.Time().AppendFormat(b, time.DateOnly)
	case driver.Clock, driver.Interval:
		return append(b, v.Duration().String()...)
	case driver.Int64s:
		return appendList(b, v.Int64s(), driver.OfInt)
	case driver.Strings:
		return appendList(b, v.Strings(), driver.OfString)
	case driver.Array:
		return appendList(b, v.Array(), func(v driver.Value) driver.Value { return v })
	}
	return append(b, v.Kind().String()...)
}

func appendHex(b, data []byte) []byte {
	const digits = "0123456789abcdef"
	for _, c := range data {
		b = append(b, digits[c>>4], digits[c&15])
	}
	return b
}

func appendList[T any](b []byte, vs []T, of func(T) driver.Value) []byte {
	b = append(b, '{')
	for i, v := range vs {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendValue(b, of(v))
	}
	return append(b, '}')
}
