package pgx

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/aludel/aludel/driver"
)

// appendArray appends the binary form of an array; elements without one go as text,
// and so do arrays of arrays that have not all the same length, for the server to refuse.
func appendArray(b []byte, v driver.Value, oid uint32) ([]byte, bool, error) {
	if multiranges[oid] != 0 && v.Kind() == driver.Array {
		return appendMultirange(b, v, oid)
	}
	elem := arrayElements[oid]
	if elem == 0 {
		return b, false, nil
	}
	at := len(b)
	switch v.Kind() {
	case driver.Int64s:
		s := v.Int64s()
		b = appendArrayHead(b, len(s), elem)
		for i, n := range s {
			var ok bool
			var err error
			here := len(b)
			if b, ok, err = appendInt(append(b, 0, 0, 0, 0), n, elem); err != nil {
				return nil, false, inElement(i, err)
			} else if !ok {
				return b[:at], false, nil
			}
			be.PutUint32(b[here:], uint32(len(b)-here-4))
		}
		return b, true, nil
	case driver.Strings:
		s := v.Strings()
		b = appendArrayHead(b, len(s), elem)
		for i, x := range s {
			var ok bool
			var err error
			here := len(b)
			if b, ok, err = appendTextual(append(b, 0, 0, 0, 0), x, elem); err != nil {
				return nil, false, inElement(i, err)
			} else if !ok {
				return b[:at], false, nil
			}
			be.PutUint32(b[here:], uint32(len(b)-here-4))
		}
		return b, true, nil
	}
	s, dims, ok := flattened(v, elem)
	if !ok {
		return b, false, nil
	}
	b = appendDims(b, dims, elem)
	for i, x := range s {
		if x.IsNull() {
			b = be.AppendUint32(b, null)
			be.PutUint32(b[at+4:], 1) // there are NULLs
			continue
		}
		var ok bool
		var err error
		here := len(b)
		if b, ok, err = appendBinary(append(b, 0, 0, 0, 0), x, elem); err != nil {
			return nil, false, inElement(i, err)
		} else if !ok {
			return b[:at], false, nil
		}
		be.PutUint32(b[here:], uint32(len(b)-here-4))
	}
	return b, true, nil
}

// flattened are the elements of an array of any dimensions, row by row, and the sizes
// of the dimensions; false where these are not the same everywhere.
func flattened(v driver.Value, elem uint32) (out []driver.Value, dims []int, ok bool) {
	out = members(v)
	if len(out) == 0 {
		return nil, nil, true
	}
	dims = []int{len(out)}
	for multiranges[elem] == 0 && isArray(out[0]) {
		var inner []driver.Value
		size := -1
		for _, x := range out {
			if !isArray(x) {
				return nil, nil, false
			}
			m := members(x)
			if size >= 0 && len(m) != size {
				return nil, nil, false
			}
			size = len(m)
			inner = append(inner, m...)
		}
		if size == 0 || len(dims) == maxDims { // the server says why
			return nil, nil, size == 0
		}
		out, dims = inner, append(dims, size)
	}
	return out, dims, true
}

func isArray(v driver.Value) bool {
	k := v.Kind()
	return k == driver.Array || k == driver.Int64s || k == driver.Strings
}

func members(v driver.Value) []driver.Value {
	var out []driver.Value
	switch v.Kind() {
	case driver.Int64s:
		for _, n := range v.Int64s() {
			out = append(out, driver.OfInt(n))
		}
	case driver.Strings:
		for _, s := range v.Strings() {
			out = append(out, driver.OfString(s))
		}
	default:
		return v.Array()
	}
	return out
}

func appendDims(b []byte, dims []int, elem uint32) []byte {
	b = be.AppendUint32(be.AppendUint32(be.AppendUint32(b, uint32(len(dims))), 0), elem)
	for _, n := range dims {
		b = be.AppendUint32(be.AppendUint32(b, uint32(n)), 1)
	}
	return b
}

// appendArrayHead appends what stands before the elements: dimensions, NULLs,
// the elements' type, and the size and lower bound of the dimension. An empty
// array has no dimension.
func appendArrayHead(b []byte, n int, elem uint32) []byte {
	dims := uint32(1)
	if n == 0 {
		dims = 0
	}
	b = be.AppendUint32(be.AppendUint32(be.AppendUint32(b, dims), 0), elem)
	if n > 0 {
		b = be.AppendUint32(be.AppendUint32(b, uint32(n)), 1)
	}
	return b
}

func inElement(i int, err error) error {
	return reason(fmt.Sprintf("element %d: %v", i, err))
}

// appendArrayText writes an array literal, every element quoted.
func appendArrayText(b []byte, v driver.Value) ([]byte, error) {
	b = append(b, '{')
	var err error
	switch v.Kind() {
	case driver.Int64s:
		for i, n := range v.Int64s() {
			b = strconv.AppendInt(comma(b, i), n, 10)
		}
	case driver.Strings:
		for i, s := range v.Strings() {
			if err := checkText(s); err != nil {
				return nil, inElement(i, err)
			}
			b = appendQuoted(comma(b, i), []byte(s))
		}
	default:
		var room []byte
		for i, x := range v.Array() {
			b = comma(b, i)
			switch x.Kind() {
			case driver.Null:
				b = append(b, "NULL"...)
			case driver.Array, driver.Int64s, driver.Strings:
				if b, err = appendArrayText(b, x); err != nil {
					return nil, inElement(i, err)
				}
			default:
				if room, err = appendText(room[:0], x, 0); err != nil {
					return nil, inElement(i, err)
				}
				b = appendQuoted(b, room)
			}
		}
	}
	return append(b, '}'), nil
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

func appendQuoted(b, s []byte) []byte {
	b = append(b, '"')
	for _, c := range s {
		if c == '"' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, '"')
}

// appendArrayJSON writes an array for a column of type json.
func appendArrayJSON(b []byte, v driver.Value) ([]byte, error) {
	b = append(b, '[')
	var err error
	switch v.Kind() {
	case driver.Int64s:
		for i, n := range v.Int64s() {
			b = strconv.AppendInt(comma(b, i), n, 10)
		}
	case driver.Strings:
		for i, s := range v.Strings() {
			if b, err = appendJSONText(comma(b, i), s); err != nil {
				return nil, inElement(i, err)
			}
		}
	default:
		var room []byte
		for i, x := range v.Array() {
			b = comma(b, i)
			switch x.Kind() {
			case driver.Null:
				b = append(b, "null"...)
			case driver.Array, driver.Int64s, driver.Strings:
				b, err = appendArrayJSON(b, x)
			case driver.Bool, driver.Int, driver.Uint, driver.JSON, driver.Decimal, driver.Float:
				if f := x.Float(); x.Kind() == driver.Float && (math.IsNaN(f) || math.IsInf(f, 0)) {
					err = reason(fmt.Sprintf("JSON has no %v", f))
				} else {
					b, err = appendText(b, x, oidJSON)
				}
			default:
				if room, err = appendText(room[:0], x, 0); err == nil {
					b, err = appendJSONText(b, string(room))
				}
			}
			if err != nil {
				return nil, inElement(i, err)
			}
		}
	}
	return append(b, ']'), nil
}

func appendJSONText(b []byte, s string) ([]byte, error) {
	if err := checkText(s); err != nil {
		return nil, err
	}
	q, err := json.Marshal(s)
	return append(b, q...), err
}
