package sqlite

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

var (
	errUTF8  = errors.New("the text is not UTF-8: bind it as bytes")
	errClock = errors.New("a time of day is from 00:00:00 to 24:00:00")
)

// heavyValue is the size from which a bound value is not kept by an idle handle.
const heavyValue = 4096

// bind binds v to the parameter i, from 1. How it is stored is in the package's
// doc.
func (c *Conn) bind(p *prepared, i int, v driver.Value) error {
	switch k := v.Kind(); k {
	case driver.Null:
		return p.s.BindNull(i)
	case driver.Bool, driver.Int, driver.Interval:
		return p.s.BindInt64(i, v.Int())
	case driver.Uint:
		if v.Uint() > math.MaxInt64 {
			return fmt.Errorf("%d is above the largest integer that SQLite stores exactly, %d", v.Uint(), int64(math.MaxInt64))
		}
		return p.s.BindInt64(i, int64(v.Uint()))
	case driver.Float:
		if math.IsNaN(v.Float()) {
			return errors.New("SQLite would store NULL for NaN: bind NULL if that is meant")
		}
		return p.s.BindFloat(i, v.Float())
	case driver.String, driver.JSON:
		s := v.Str()
		if !utf8.ValidString(s) {
			return errUTF8
		}
		p.heavy = p.heavy || len(s) > heavyValue
		return p.s.BindText(i, s)
	case driver.Bytes:
		p.heavy = p.heavy || len(v.Bytes()) > heavyValue
		return p.s.BindBlob(i, v.Bytes())
	case driver.Int64s, driver.Strings, driver.Array:
		b, err := appendJSON(c.buf[:0], v)
		return c.bindBuffer(p, i, b, err)
	case driver.Time, driver.Wall, driver.Date, driver.Clock, driver.UUID, driver.Decimal:
		b, err := appendText(c.buf[:0], v)
		return c.bindBuffer(p, i, b, err)
	case driver.Parts:
		s := v.Span()
		if s.Months != 0 || s.Days != 0 {
			return fmt.Errorf("the interval %s has months or days, and the column holds microseconds only", s.AppendText(nil))
		}
		return p.s.BindInt64(i, s.Micros)
	case driver.Range, driver.Pairs:
		b := driver.AppendText(c.buf[:0], v)
		if !utf8.Valid(b) {
			return errUTF8
		}
		return c.bindBuffer(p, i, b, nil)
	default:
		return fmt.Errorf("SQLite cannot store a %v", k)
	}
}

// bindBuffer binds b, which may be used again: SQLite has a copy.
func (c *Conn) bindBuffer(p *prepared, i int, b []byte, err error) error {
	if cap(b) <= 1<<16 {
		c.buf = b[:0]
	}
	if err != nil {
		return err
	}
	p.heavy = p.heavy || len(b) > heavyValue
	return p.s.BindText(i, unsafe.String(unsafe.SliceData(b), len(b)))
}

// appendText writes a value that is stored as a text of its own form.
func appendText(b []byte, v driver.Value) ([]byte, error) {
	if v.IsInfinite() {
		return b, errors.New("SQLite has no infinite times: its years are from 0000 to 9999")
	}
	switch v.Kind() {
	case driver.Time, driver.Wall:
		return appendMoment(b, v.Int())
	case driver.Date:
		return appendDate(b, v.Int())
	case driver.Clock:
		if v.Int() < 0 || v.Int() > microsOfDay {
			return b, errClock
		}
		return appendClock(b, v.Int()), nil
	case driver.UUID:
		return appendUUID(b, v.UUID()), nil
	case driver.Decimal:
		s, ok := plainDecimal(v.Str())
		if !ok {
			return b, errors.New("the text is not a decimal number with at most 10,000 zeros of an exponent")
		}
		return append(b, s...), nil
	}
	return b, fmt.Errorf("SQLite has no text for a %v", v.Kind())
}
