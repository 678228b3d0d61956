package sqlite

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unsafe"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// A cell is one value as SQLite has it, and room for what is made of it.
type cell struct {
	class sqlite3.Datatype
	int   int64
	float float64
	raw   []byte // of TEXT and BLOB; valid until the next call of SQLite
	uuid  [16]byte
	buf   []byte
}

// mismatch is the error for a class that a kind is not read from.
func (c *cell) mismatch(k driver.Kind) error {
	class := map[sqlite3.Datatype]string{sqlite3.INTEGER: "an INTEGER", sqlite3.FLOAT: "a REAL", sqlite3.TEXT: "a TEXT", sqlite3.BLOB: "a BLOB"}[c.class]
	return fmt.Errorf("it holds %s that is not exactly a value of kind %v; SQLite stores any value in any column, unless the table is STRICT", class, k)
}

// value reads the cell as k. What the Value refers to is valid as long as raw.
func (c *cell) value(k driver.Kind) (driver.Value, error) {
	if c.class == sqlite3.NULL {
		return driver.Value{}, nil
	}
	switch k {
	case driver.Bool:
		if c.class == sqlite3.INTEGER && c.int>>1 == 0 {
			return driver.OfBool(c.int == 1), nil
		}
	case driver.Int:
		if n, ok := c.integer(); ok {
			return driver.OfInt(n), nil
		}
	case driver.Uint:
		if n, ok := c.integer(); ok && n >= 0 {
			return driver.OfUint(uint64(n)), nil
		}
	case driver.Float:
		if f, ok := c.number(); ok {
			return driver.OfFloat(f), nil
		}
	case driver.String:
		if c.class == sqlite3.TEXT {
			return driver.OfString(c.text()), nil
		}
	case driver.Bytes:
		if c.class == sqlite3.BLOB || c.class == sqlite3.TEXT {
			return driver.OfBytes(c.raw), nil
		}
	case driver.Interval:
		if c.class == sqlite3.INTEGER && inRange(c.int, math.MinInt64/1000, math.MaxInt64/1000) {
			return driver.OfInterval(micros(c.int)), nil
		}
	case driver.UUID:
		if c.class == sqlite3.BLOB && len(c.raw) == 16 {
			copy(c.uuid[:], c.raw)
			return driver.OfUUID(&c.uuid), nil
		}
		if c.class == sqlite3.TEXT && parseUUID(&c.uuid, c.raw) {
			return driver.OfUUID(&c.uuid), nil
		}
	case driver.Decimal:
		if s, ok := c.decimal(); ok {
			return driver.OfDecimal(s), nil
		}
	case driver.JSON:
		switch c.class {
		case sqlite3.TEXT:
			return driver.OfJSON(c.raw), nil
		case sqlite3.INTEGER, sqlite3.FLOAT: // a column with NUMERIC affinity has turned the text into a number
			if s, ok := c.decimal(); ok {
				return driver.OfJSON([]byte(s)), nil
			}
		}
	case driver.Time, driver.Wall, driver.Date, driver.Clock:
		if c.class == sqlite3.TEXT {
			return c.time(k)
		}
	case driver.Int64s, driver.Strings, driver.Array:
		if c.class == sqlite3.TEXT {
			return c.array(k)
		}
	case driver.Parts:
		if c.class == sqlite3.INTEGER {
			return driver.OfSpan(driver.Span{Micros: c.int}), nil
		}
		fallthrough
	case driver.Range, driver.Pairs:
		if c.class == sqlite3.TEXT {
			return driver.OfString(c.text()), nil
		}
	case driver.Any: // with a Set of its own
		switch c.class {
		case sqlite3.INTEGER:
			return driver.OfInt(c.int), nil
		case sqlite3.FLOAT:
			return driver.OfFloat(c.float), nil
		case sqlite3.TEXT:
			return driver.OfString(c.text()), nil
		case sqlite3.BLOB:
			return driver.OfBytes(c.raw), nil
		}
	}
	return driver.Value{}, c.mismatch(k)
}

// integer is an INTEGER, or a REAL that is exactly one.
func (c *cell) integer() (int64, bool) {
	switch c.class {
	case sqlite3.INTEGER:
		return c.int, true
	case sqlite3.FLOAT:
		if math.Abs(c.float) <= 1<<53 && c.float == math.Trunc(c.float) {
			return int64(c.float), true
		}
	}
	return 0, false
}

// number is a REAL, or an INTEGER that a float64 holds exactly.
func (c *cell) number() (float64, bool) {
	switch c.class {
	case sqlite3.FLOAT:
		return c.float, true
	case sqlite3.INTEGER:
		f := float64(c.int)
		return f, f < 1<<63 && int64(f) == c.int
	}
	return 0, false
}

func (c *cell) text() string { return unsafe.String(unsafe.SliceData(c.raw), len(c.raw)) }

// decimal is a number of any class; a REAL in its shortest form.
func (c *cell) decimal() (string, bool) {
	switch c.class {
	case sqlite3.INTEGER:
		c.buf = strconv.AppendInt(c.buf[:0], c.int, 10)
	case sqlite3.FLOAT:
		if math.IsInf(c.float, 0) {
			return "", false
		}
		c.buf = strconv.AppendFloat(c.buf[:0], c.float+0, 'f', -1, 64) // a decimal has no -0
	case sqlite3.TEXT:
		return plainDecimal(c.text())
	default:
		return "", false
	}
	return unsafe.String(unsafe.SliceData(c.buf), len(c.buf)), true
}

func (c *cell) time(k driver.Kind) (driver.Value, error) {
	if k == driver.Clock {
		if n, rest, ok := parseClock(c.raw); ok && len(rest) == 0 {
			return driver.OfClock(micros(n)), nil
		}
		return driver.Value{}, c.mismatch(k)
	}
	m, ok := parseMoment(c.raw)
	switch {
	case !ok:
		return driver.Value{}, c.mismatch(k)
	case k == driver.Time:
		return driver.OfTime(m.time()), nil
	case m.offset != 0:
		return driver.Value{}, fmt.Errorf("it holds a time with an offset from UTC: a %v has none", k)
	case k == driver.Wall:
		return driver.OfWall(m.time()), nil
	case m.micros != 0:
		return driver.Value{}, errors.New("it holds a time of day beside the date")
	}
	return driver.OfDays(m.days), nil
}

func (c *cell) array(k driver.Kind) (driver.Value, error) {
	r := jsonReader{b: c.raw}
	switch k {
	case driver.Int64s:
		ns := []int64{}
		err := r.whole(func() error {
			n, err := r.integer()
			ns = append(ns, n)
			return err
		})
		return driver.OfInt64s(ns), err
	case driver.Strings:
		ss := []string{}
		err := r.whole(func() error {
			s, err := r.string()
			ss = append(ss, s)
			return err
		})
		return driver.OfStrings(ss), err
	}
	vs := []driver.Value{}
	err := r.whole(func() error {
		v, err := r.value(0)
		vs = append(vs, v)
		return err
	})
	return driver.OfArray(vs), err
}

// any is the natural Go value: as the storage class says, but a time or a truth
// where the column is declared so and the value has that form.
func (c *cell) any(n natural, a *driver.Arena) any {
	switch c.class {
	case sqlite3.INTEGER:
		if n == asBool && c.int>>1 == 0 {
			return c.int == 1
		}
		return c.int
	case sqlite3.FLOAT:
		return c.float
	case sqlite3.TEXT:
		if n == asDate || n == asMoment {
			if m, ok := parseMoment(c.raw); ok {
				return m.time()
			}
		}
		if a != nil {
			return a.Text(c.raw)
		}
		return strings.Clone(c.text())
	case sqlite3.BLOB:
		return append([]byte{}, c.raw...)
	}
	return nil
}
