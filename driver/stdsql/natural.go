package stdsql

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"github.com/aludel/aludel/driver"
)

// natural is a cell as the Go value of its column: nil, bool, int64, uint64,
// float64, string, []byte (copied) or time.Time. A DECIMAL and a TIME are
// strings, a BIT is a uint64, and a date that no calendar has stays the text
// that it is.
func natural(cell any, fam family) any {
	switch v := cell.(type) {
	case float32:
		return float64(v)
	case int64:
		if fam == unsigned && v >= 0 {
			return uint64(v)
		}
		return v
	case string:
		return naturalBytes([]byte(v), fam, v)
	case []byte:
		return naturalBytes(v, fam, nil)
	}
	return cell
}

// naturalBytes is natural for text and bytes; as is the cell itself where that
// may be kept.
func naturalBytes(b []byte, fam family, as any) any {
	switch fam {
	case bits:
		if n, err := fromBits(b); err == nil {
			return n
		}
	case unsigned:
		if n, err := strconv.ParseUint(textOf(b), 10, 64); err == nil {
			return n
		}
	case temporal:
		if t, err := parseMoment(textOf(b)); err == nil {
			return t
		}
		return string(b)
	}
	switch {
	case as != nil:
		return as
	case fam == text:
		return string(b)
	}
	return append([]byte{}, b...)
}

// naturalValue is natural as a Value, for a codec that takes what comes.
func naturalValue(cell any, fam family) driver.Value {
	switch v := natural(cell, fam).(type) {
	case bool:
		return driver.OfBool(v)
	case int64:
		return driver.OfInt(v)
	case uint64:
		return driver.OfUint(v)
	case float64:
		return driver.OfFloat(v)
	case string:
		return driver.OfString(v)
	case []byte:
		return driver.OfBytes(v)
	case time.Time:
		return driver.OfTime(v)
	}
	return driver.Value{}
}

var errNotArray = errors.New("it is not a JSON array of what the field holds")

// toArray reads a JSON array, which is how Bind sends one.
func toArray(kind driver.Kind, cell any) (driver.Value, error) {
	b, ok := bytesOf(cell)
	if !ok {
		return driver.Value{}, errNotArray
	}
	switch kind {
	case driver.Int64s:
		v, err := members[int64](b)
		return driver.OfInt64s(v), err
	case driver.Strings:
		v, err := members[string](b)
		return driver.OfStrings(v), err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil || raw == nil {
		return driver.Value{}, errNotArray
	}
	out := make([]driver.Value, len(raw))
	for i, m := range raw {
		v, err := member(m)
		if err != nil {
			return driver.Value{}, err
		}
		out[i] = v
	}
	return driver.OfArray(out), nil
}

// members refuses null, which a slice of T cannot hold.
func members[T any](b []byte) ([]T, error) {
	var ptrs []*T
	if err := json.Unmarshal(b, &ptrs); err != nil || ptrs == nil {
		return nil, errNotArray
	}
	out := make([]T, len(ptrs))
	for i, p := range ptrs {
		if p == nil {
			return nil, errNotArray
		}
		out[i] = *p
	}
	return out, nil
}

func member(m json.RawMessage) (driver.Value, error) {
	m = bytes.TrimSpace(m)
	switch m[0] {
	case 'n':
		return driver.Value{}, nil
	case 't', 'f':
		return driver.OfBool(m[0] == 't'), nil
	case '"':
		var s string
		err := json.Unmarshal(m, &s)
		return driver.OfString(s), err
	case '{', '[':
		return driver.OfJSON(m), nil
	}
	if n, err := strconv.ParseInt(string(m), 10, 64); err == nil {
		return driver.OfInt(n), nil
	}
	if n, err := strconv.ParseUint(string(m), 10, 64); err == nil {
		return driver.OfUint(n), nil
	}
	f, err := strconv.ParseFloat(string(m), 64)
	return driver.OfFloat(f), err
}
