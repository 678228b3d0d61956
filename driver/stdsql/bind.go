package stdsql

import (
	sqldriver "database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// Bind is v in the form that every database/sql driver takes: nil, bool, int64,
// float64, string, []byte or time.Time, and a uint64 above the largest int64,
// for drivers that check their values themselves. A UUID and a decimal are text,
// a time of day is "15:04:05.000000", an interval is its microseconds, arrays
// are JSON. It refuses what a database would change or reject with a strange
// message: text that is not UTF-8, NaN and the infinities.
func Bind(v driver.Value) (sqldriver.Value, error) {
	switch k := v.Kind(); k {
	case driver.Null:
		return nil, nil
	case driver.Bool:
		return v.Bool(), nil
	case driver.Int, driver.Interval:
		return v.Int(), nil
	case driver.Uint:
		if n := v.Uint(); n > math.MaxInt64 {
			return n, nil
		}
		return int64(v.Uint()), nil
	case driver.Float:
		f := v.Float()
		if f-f != 0 {
			return nil, fmt.Errorf("%v is no number that a column can hold", f)
		}
		return f, nil
	case driver.String, driver.JSON:
		s := v.Str()
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("the %v %.40q is not valid UTF-8: bind it as bytes, or repair it", k, s)
		}
		return s, nil
	case driver.Decimal:
		s := v.Str()
		if !isNumber(s) {
			return nil, fmt.Errorf("%.40q is not a decimal number", s)
		}
		return s, nil
	case driver.Bytes:
		if b := v.Bytes(); b != nil {
			return b, nil
		}
		return []byte{}, nil // nil would be NULL
	case driver.Time, driver.Wall, driver.Date:
		if v.IsInfinite() {
			return nil, errors.New("it is infinite, and the database has no infinite " + k.String())
		}
		return v.Time(), nil
	case driver.Clock:
		return clockText(v)
	case driver.UUID:
		return uuidText(v.UUID()), nil
	case driver.Int64s, driver.Strings, driver.Array:
		return arrayText(v)
	case driver.Parts:
		return partsOnly(v)
	case driver.Range, driver.Pairs:
		s := textOf(driver.AppendText(nil, v))
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("the %v %.40q is not valid UTF-8", k, s)
		}
		return s, nil
	default:
		return nil, fmt.Errorf("a %v cannot be bound", k)
	}
}

// partsOnly is an interval in microseconds, if it has no other parts.
func partsOnly(v driver.Value) (sqldriver.Value, error) {
	s := v.Span()
	if s.Months != 0 || s.Days != 0 {
		return nil, fmt.Errorf("the interval %s has months or days, and the column holds microseconds only", s.AppendText(nil))
	}
	return s.Micros, nil
}

// isNumber reports whether s is a decimal number in plain or scientific notation.
func isNumber(s string) bool {
	for i := range len(s) {
		if s[i]|0x20 == 'e' {
			exp := s[i+1:]
			if exp != "" && (exp[0] == '-' || exp[0] == '+') {
				exp = exp[1:]
			}
			for j := range len(exp) {
				if exp[j] < '0' || exp[j] > '9' {
					return false
				}
			}
			return exp != "" && plainDecimal(s[:i])
		}
	}
	return plainDecimal(s)
}

func clockText(v driver.Value) (string, error) {
	us := v.Int()
	if us < 0 || us > 24*time.Hour.Microseconds() {
		return "", fmt.Errorf("%v is not a time of day", v.Duration())
	}
	sec := us / 1e6
	b := make([]byte, 0, 15)
	b = append(pad(append(pad(append(pad(b, sec/3600, 2), ':'), sec/60%60, 2), ':'), sec%60, 2), '.')
	return string(pad(b, us%1e6, 6)), nil
}

// pad appends n with at least width digits.
func pad(b []byte, n int64, width int) []byte {
	at := len(b)
	for range width {
		b = append(b, '0')
	}
	for i := len(b) - 1; n > 0 && i >= at; i-- {
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return b
}

func uuidText(id *[16]byte) string {
	b := make([]byte, 36)
	hex.Encode(b[0:8], id[0:4])
	hex.Encode(b[9:13], id[4:6])
	hex.Encode(b[14:18], id[6:8])
	hex.Encode(b[19:23], id[8:10])
	hex.Encode(b[24:36], id[10:16])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return textOf(b)
}

// arrayText is an array as JSON, of what Bind makes of its members.
func arrayText(v driver.Value) (string, error) {
	var members []any
	switch v.Kind() {
	case driver.Int64s:
		members = make([]any, 0, len(v.Int64s()))
		for _, n := range v.Int64s() {
			members = append(members, n)
		}
	case driver.Strings:
		members = make([]any, 0, len(v.Strings()))
		for _, s := range v.Strings() {
			if !utf8.ValidString(s) {
				return "", fmt.Errorf("the member %.40q of an array is not valid UTF-8", s)
			}
			members = append(members, s)
		}
	default:
		members = make([]any, 0, len(v.Array()))
		for _, m := range v.Array() {
			switch m.Kind() {
			case driver.JSON, driver.Int64s, driver.Strings, driver.Array, driver.Decimal:
				x, err := Bind(m)
				if err != nil {
					return "", err
				}
				members = append(members, json.RawMessage(x.(string)))
			default:
				x, err := Bind(m)
				if err != nil {
					return "", err
				}
				members = append(members, x)
			}
		}
	}
	b, err := json.Marshal(members)
	return unsafe.String(unsafe.SliceData(b), len(b)), err
}

// bind fills c.args.
func (c *conn) bind(args []driver.Value) error {
	if n := c.d.o.MaxParams; n > 0 && len(args) > n {
		return programming("the statement has %d values, and the database takes at most %d in one statement: send it in parts", len(args), n)
	}
	if cap(c.args) < len(args) {
		c.args = make([]sqldriver.NamedValue, len(args))
	}
	clear(c.args[:cap(c.args)]) // what was bound last is not kept alive
	c.args = c.args[:len(args)]
	c.big = false
	for i := range args {
		v, err := c.d.o.Bind(args[i])
		if err != nil {
			return &driver.Error{Class: driver.Data, Parameter: i + 1, Message: fmt.Sprintf("value %d: %v", i+1, err), Err: err}
		}
		if _, ok := v.(uint64); ok {
			c.big = true
		}
		c.args[i] = sqldriver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return nil
}

// check lets the driver see the values that not all drivers take: some panic at
// one they do not know.
func (c *conn) check(s sqldriver.Stmt) error {
	if !c.big {
		return nil
	}
	ch, ok := s.(sqldriver.NamedValueChecker)
	if !ok {
		ch, ok = c.c.(sqldriver.NamedValueChecker)
	}
	for i := range c.args {
		a := &c.args[i]
		n, is := a.Value.(uint64)
		if !is || ok && ch.CheckNamedValue(a) == nil {
			continue
		}
		return &refusal{&driver.Error{Class: driver.Data, Parameter: i + 1, Message: fmt.Sprintf(
			"value %d: %d is larger than the largest integer that this driver takes (%d)", i+1, n, int64(math.MaxInt64))}}
	}
	return nil
}
