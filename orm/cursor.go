package orm

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sqltype"
)

// tail reads the values of an ordering beside the entities, and keeps those of the
// last entity of a page.
type tail struct {
	of     *ordering
	want   int
	vals   [][]byte
	plan   driver.Plan
	first  []byte // the cursor of the first row
	cursor []byte // of the last one
	more   bool
}

// targets are where the values come from, from column start on.
func (t *tail) targets(start int) []driver.Target {
	out := make([]driver.Target, len(t.of.terms))
	for i, x := range t.of.terms {
		out[i] = driver.Target{Col: start + i, Kind: sqltype.ValueKind(x.typ), Offset: uintptr(i) * unsafe.Sizeof([]byte(nil)),
			Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) (err error) {
				b := (*[]byte)(p)
				*b, err = appendValue((*b)[:0], v)
				return err
			}}
	}
	return out
}

// tailKey names the plan of a tail among those kept with a statement.
type tailKey struct{}

func (t *tail) begin(p driver.Plan) { t.plan, t.vals = p, make([][]byte, len(t.of.terms)) }

// keep makes the cursor of the present row, the n-th.
func (t *tail) keep(cur *engine.Cursor, a *driver.Arena, n int) error {
	if n != t.want && (n != 1 || t.first != nil) {
		return nil
	}
	if err := cur.Fill(t.plan, unsafe.Pointer(&t.vals[0]), a); err != nil {
		return err
	}
	t.cursor = binary.BigEndian.AppendUint32(t.cursor[:0], t.of.sum)
	for _, v := range t.vals {
		t.cursor = append(t.cursor, v...)
	}
	if n == 1 && t.first == nil {
		t.first = slices.Clone(t.cursor)
	}
	return nil
}

// appendValue writes a value with its kind, so that readValue gives it back.
func appendValue(b []byte, v driver.Value) ([]byte, error) {
	b = append(b, byte(v.Kind()))
	switch v.Kind() {
	case driver.Null:
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		b = binary.AppendUvarint(b, uint64(len(v.Bytes())))
		b = append(b, v.Bytes()...)
	case driver.UUID:
		b = append(b, v.UUID()[:]...)
	case driver.Bool, driver.Int, driver.Uint, driver.Float, driver.Time, driver.Wall, driver.Date, driver.Clock, driver.Interval:
		b = binary.BigEndian.AppendUint64(b, v.Uint())
	default:
		return nil, fmt.Errorf("a %v cannot be kept in a cursor", v.Kind())
	}
	return b, nil
}

func readValue(b []byte) (v driver.Value, rest []byte, err error) {
	if len(b) == 0 {
		return v, nil, ErrBadCursor
	}
	k := driver.Kind(b[0])
	b = b[1:]
	switch k {
	case driver.Null:
		return v, b, nil
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)-size) {
			return v, nil, ErrBadCursor
		}
		text := b[size : size+int(n)]
		b = b[size+int(n):]
		switch k {
		case driver.String:
			v = driver.OfString(string(text))
		case driver.Decimal:
			v = driver.OfDecimal(string(text))
		case driver.JSON:
			v = driver.OfJSON(text)
		default:
			v = driver.OfBytes(text)
		}
		return v, b, nil
	case driver.UUID:
		if len(b) < 16 {
			return v, nil, ErrBadCursor
		}
		id := [16]byte(b[:16])
		return driver.OfUUID(&id), b[16:], nil
	}
	if len(b) < 8 {
		return v, nil, ErrBadCursor
	}
	n := int64(binary.BigEndian.Uint64(b))
	micros := time.Duration(n) * time.Microsecond
	switch k {
	case driver.Bool:
		v = driver.OfBool(n != 0)
	case driver.Int:
		v = driver.OfInt(n)
	case driver.Uint:
		v = driver.OfUint(uint64(n))
	case driver.Float:
		v = driver.OfFloat(math.Float64frombits(uint64(n)))
	case driver.Time:
		v = driver.OfTime(time.UnixMicro(n).UTC())
	case driver.Wall:
		v = driver.OfWall(time.UnixMicro(n).UTC())
	case driver.Date:
		v = driver.OfDays(n)
	case driver.Clock:
		v = driver.OfClock(micros)
	case driver.Interval:
		v = driver.OfInterval(micros)
	default:
		return v, nil, ErrBadCursor
	}
	return v, b[8:], nil
}
