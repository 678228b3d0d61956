package sqlite

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A plan is what fields are filled from which columns.
type plan struct{ steps []step }

type step struct {
	col    int
	offset uintptr
	kind   driver.Kind
	size   uint8
	ptr    bool
	direct direct
	set    func(unsafe.Pointer, driver.Value, *driver.Arena) error
}

// direct marks the fields that Fill stores without a cell.
type direct uint8

const (
	indirect direct = iota
	directInt
	directText
	directFloat
)

// Plan implements driver.Rows.
func (r *Rows) Plan(ts []driver.Target) (driver.Plan, error) {
	p := &plan{steps: make([]step, len(ts))}
	for i, t := range ts {
		st := step{col: t.Col, offset: t.Offset, kind: t.Kind, size: t.Size, ptr: t.Ptr, set: t.Set}
		if t.Col < 0 || t.Col >= len(r.shape.Columns) {
			return nil, fmt.Errorf("sqlite: a field for column %d: the result has %d", t.Col, len(r.shape.Columns))
		}
		if t.Set == nil {
			switch t.Kind {
			case driver.Int, driver.Uint:
				if !slices.Contains([]uint8{1, 2, 4, 8}, t.Size) {
					return nil, fmt.Errorf("sqlite: an integer field of %d bytes", t.Size)
				}
			case driver.Float:
				if t.Size != 4 && t.Size != 8 {
					return nil, fmt.Errorf("sqlite: a float field of %d bytes", t.Size)
				}
			case driver.Null, driver.Array, driver.Range, driver.Parts, driver.Pairs:
				return nil, fmt.Errorf("sqlite: kind %v has no Go type of its own: it needs a Set", t.Kind)
			}
			switch {
			case t.Ptr:
			case t.Kind == driver.Int && t.Size == 8:
				st.direct = directInt
			case t.Kind == driver.String:
				st.direct = directText
			case t.Kind == driver.Float && t.Size == 8:
				st.direct = directFloat
			}
		}
		if t.Kind > driver.Any {
			return nil, fmt.Errorf("sqlite: %v is not known", t.Kind)
		}
		p.steps[i] = st
	}
	return p, nil
}

var errRange = errors.New("the number does not fit into the field")

// fill stores the cell in a field.
func (st *step) fill(field unsafe.Pointer, c *cell, a *driver.Arena, n natural) error {
	if st.kind == driver.Any && st.set == nil {
		*(*any)(field) = c.any(n, a)
		return nil
	}
	v, err := c.value(st.kind)
	switch {
	case err != nil:
		return err
	case st.set != nil:
		return st.set(field, v, a)
	case v.IsNull() && st.ptr:
		*(*unsafe.Pointer)(field) = nil
		return nil
	case v.IsNull():
		return errNull
	}
	switch st.kind {
	case driver.Bool:
		put(field, st.ptr, v.Bool(), a.Bool)
	case driver.Int:
		return putInt(field, st, v.Int(), a)
	case driver.Uint:
		return putUint(field, st, v.Uint(), a)
	case driver.Float:
		return putFloat(field, st, v.Float(), a)
	case driver.String, driver.Decimal:
		put(field, st.ptr, a.Text(v.Bytes()), a.Str)
	case driver.Bytes, driver.JSON:
		put(field, st.ptr, append(make([]byte, 0, len(v.Bytes())), v.Bytes()...), fresh)
	case driver.Time, driver.Wall, driver.Date:
		put(field, st.ptr, v.Time(), a.Time)
	case driver.Clock, driver.Interval:
		put(field, st.ptr, int64(v.Duration()), a.Int64)
	case driver.UUID:
		put(field, st.ptr, *v.UUID(), a.UUID)
	case driver.Int64s:
		put(field, st.ptr, v.Int64s(), fresh)
	case driver.Strings:
		put(field, st.ptr, v.Strings(), fresh)
	default:
		return fmt.Errorf("kind %v has no Go type of its own", st.kind)
	}
	return nil
}

func fresh[T any]() *T { return new(T) }

// put stores v in the field, or in room that the field then points to.
func put[T any](field unsafe.Pointer, ptr bool, v T, room func() *T) {
	if !ptr {
		*(*T)(field) = v
		return
	}
	p := room()
	*p = v
	*(**T)(field) = p
}

func putInt(field unsafe.Pointer, st *step, n int64, a *driver.Arena) error {
	bits := 64 - 8*uint(st.size)
	if n<<bits>>bits != n {
		return errRange
	}
	switch st.size {
	case 1:
		put(field, st.ptr, int8(n), fresh)
	case 2:
		put(field, st.ptr, int16(n), a.Int16)
	case 4:
		put(field, st.ptr, int32(n), a.Int32)
	default:
		put(field, st.ptr, n, a.Int64)
	}
	return nil
}

func putUint(field unsafe.Pointer, st *step, n uint64, a *driver.Arena) error {
	bits := 64 - 8*uint(st.size)
	if n<<bits>>bits != n {
		return errRange
	}
	switch st.size { // signed room of the same size
	case 1:
		put(field, st.ptr, uint8(n), fresh)
	case 2:
		put(field, st.ptr, int16(n), a.Int16)
	case 4:
		put(field, st.ptr, int32(n), a.Int32)
	default:
		put(field, st.ptr, int64(n), a.Int64)
	}
	return nil
}

func putFloat(field unsafe.Pointer, st *step, f float64, a *driver.Arena) error {
	if st.size == 8 {
		put(field, st.ptr, f, a.Float64)
		return nil
	}
	if math.IsInf(float64(float32(f)), 0) && !math.IsInf(f, 0) {
		return errRange
	}
	put(field, st.ptr, float32(f), fresh) // rounded, as everywhere in Go
	return nil
}

func micros(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

func inRange(n, low, high int64) bool { return low <= n && n <= high }

// time is m as a time in UTC.
func (m moment) time() time.Time { return time.UnixMicro(m.instant()).UTC() }
