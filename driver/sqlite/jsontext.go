package sqlite

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/aludel/aludel/driver"
)

// Arrays are kept as JSON, which SQLite's json_each takes apart.

var errNaN = errors.New("NaN and the infinities have no form in SQLite")

// appendJSON writes v as a member of a JSON array.
func appendJSON(b []byte, v driver.Value) ([]byte, error) {
	var err error
	switch v.Kind() {
	case driver.Null:
		b = append(b, "null"...)
	case driver.Bool:
		b = strconv.AppendBool(b, v.Bool())
	case driver.Int, driver.Interval:
		b = strconv.AppendInt(b, v.Int(), 10)
	case driver.Uint:
		b = strconv.AppendUint(b, v.Uint(), 10)
	case driver.Float:
		f := v.Float()
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return b, errNaN
		}
		b = strconv.AppendFloat(b, f, 'g', -1, 64)
	case driver.String:
		return appendQuoted(b, v.Str())
	case driver.Time, driver.Wall, driver.Date, driver.Clock, driver.UUID, driver.Decimal: // none needs an escape
		b, err = appendText(append(b, '"'), v)
		b = append(b, '"')
	case driver.JSON:
		if !json.Valid(v.Bytes()) {
			return b, errors.New("the text is not JSON")
		}
		b = append(b, v.Bytes()...)
	case driver.Int64s:
		b = append(b, '[')
		for i, n := range v.Int64s() {
			b = strconv.AppendInt(comma(b, i), n, 10)
		}
		b = append(b, ']')
	case driver.Strings:
		b = append(b, '[')
		for i, s := range v.Strings() {
			if b, err = appendQuoted(comma(b, i), s); err != nil {
				return b, err
			}
		}
		b = append(b, ']')
	case driver.Array:
		b = append(b, '[')
		for i, x := range v.Array() {
			if b, err = appendJSON(comma(b, i), x); err != nil {
				return b, err
			}
		}
		b = append(b, ']')
	default:
		return b, fmt.Errorf("an array of %v has no form in JSON", v.Kind())
	}
	return b, err
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	return b
}

// appendQuoted writes a JSON string, escaping only what must be.
func appendQuoted(b []byte, s string) ([]byte, error) {
	if !utf8.ValidString(s) {
		return b, errUTF8
	}
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			const hexDigits = "0123456789abcdef"
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"'), nil
}

// A jsonReader takes a JSON array apart.
type jsonReader struct {
	b  []byte
	at int
}

var errJSON = errors.New("the text is not a JSON array")

// array calls member at the beginning of each member.
func (r *jsonReader) array(member func() error) error {
	if !r.take('[') {
		return errJSON
	}
	if r.take(']') {
		return nil
	}
	for {
		r.blank()
		if err := member(); err != nil {
			return err
		}
		if r.take(']') {
			return nil
		}
		if !r.take(',') {
			return errJSON
		}
	}
}

// whole reads an array that is all of the text.
func (r *jsonReader) whole(member func() error) error {
	if err := r.array(member); err != nil {
		return err
	}
	if r.blank(); r.at < len(r.b) {
		return errJSON
	}
	return nil
}

func (r *jsonReader) blank() {
	for r.at < len(r.b) && (r.b[r.at] == ' ' || r.b[r.at] == '\n' || r.b[r.at] == '\t' || r.b[r.at] == '\r') {
		r.at++
	}
}

func (r *jsonReader) take(c byte) bool {
	r.blank()
	if r.at < len(r.b) && r.b[r.at] == c {
		r.at++
		return true
	}
	return false
}

// scalar is the piece up to the member's end, not a string.
func (r *jsonReader) scalar() string {
	start := r.at
	for r.at < len(r.b) && r.b[r.at] != ',' && r.b[r.at] != ']' && r.b[r.at] > ' ' {
		r.at++
	}
	return string(r.b[start:r.at])
}

func (r *jsonReader) integer() (int64, error) {
	s := r.scalar()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || !json.Valid([]byte(s)) {
		return 0, errors.New("a member of the array is not an integer of 64 bits")
	}
	return n, nil
}

func (r *jsonReader) string() (string, error) {
	if r.at >= len(r.b) || r.b[r.at] != '"' {
		return "", errors.New("a member of the array is not a text")
	}
	start := r.at
	plain := true
	for r.at++; r.at < len(r.b) && r.b[r.at] != '"'; r.at++ {
		if c := r.b[r.at]; c == '\\' {
			plain = false
			r.at++
		} else if c < 0x20 {
			return "", errJSON
		}
	}
	if r.at >= len(r.b) {
		return "", errJSON
	}
	r.at++
	quoted := r.b[start:r.at]
	if plain {
		return string(quoted[1 : len(quoted)-1]), nil
	}
	var s string
	if json.Unmarshal(quoted, &s) != nil {
		return "", errJSON
	}
	return s, nil
}

// deepest bounds arrays in arrays, as SQLite's own JSON does.
const deepest = 1000

// value reads any member but an object.
func (r *jsonReader) value(depth int) (driver.Value, error) {
	if r.at >= len(r.b) || depth > deepest {
		return driver.Value{}, errJSON
	}
	switch r.b[r.at] {
	case '"':
		s, err := r.string()
		return driver.OfString(s), err
	case '[':
		vs, err := r.values(depth + 1)
		return driver.OfArray(vs), err
	case '{':
		return driver.Value{}, errors.New("a member of the array is a JSON object")
	}
	s := r.scalar()
	switch s {
	case "null":
		return driver.Value{}, nil
	case "true", "false":
		return driver.OfBool(s == "true"), nil
	}
	if !json.Valid([]byte(s)) {
		return driver.Value{}, errJSON
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return driver.OfInt(n), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return driver.Value{}, errors.New("a number of the array is out of range")
	}
	return driver.OfFloat(f), nil
}

func (r *jsonReader) values(depth int) ([]driver.Value, error) {
	vs := []driver.Value{}
	err := r.array(func() error {
		v, err := r.value(depth)
		vs = append(vs, v)
		return err
	})
	return vs, err
}
