package sqlite

import (
	"fmt"
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
	direct direct
	to     driver.Target
}

// direct marks the fields that Fill stores without a cell.
type direct uint8

const (
	indirect direct = iota
	directInt
	directText
	directFloat
	pointer    // of any other type: only NULL is stored without a cell
	pointerInt // to eight bytes
	pointerDate
)

// Plan implements driver.Rows.
func (r *Rows) Plan(ts []driver.Target) (driver.Plan, error) {
	p := &plan{steps: make([]step, len(ts))}
	for i, t := range ts {
		st := step{col: t.Col, offset: t.Offset, to: t}
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
			case t.Kind == driver.Any:
			case t.Ptr && t.Kind == driver.Int && t.Size == 8:
				st.direct = pointerInt
			case t.Ptr && t.Kind == driver.Date:
				st.direct = pointerDate
			case t.Ptr:
				st.direct = pointer
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

// fill stores the cell in a field.
func (st *step) fill(field unsafe.Pointer, c *cell, a *driver.Arena, n natural) error {
	if st.to.Kind == driver.Any && st.to.Set == nil {
		*(*any)(field) = c.any(n, a)
		return nil
	}
	v, err := c.value(st.to.Kind)
	if err != nil {
		return err
	}
	return st.to.Store(field, v, a)
}

func micros(n int64) time.Duration { return time.Duration(n) * time.Microsecond }

func inRange(n, low, high int64) bool { return low <= n && n <= high }

// time is m as a time in UTC.
func (m moment) time() time.Time { return time.UnixMicro(m.instant()).UTC() }
