package pgx

import (
	"errors"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A decode stores one cell at p. A cell of nil is NULL.
type decode func(p unsafe.Pointer, b []byte, a *driver.Arena) error

type step struct {
	col    int
	offset uintptr
	f      decode
}

// A plan is what Fill runs. It is immutable and bound to no connection.
type plan struct {
	of    *described
	steps []step
}

// A reader makes a Value of one kind from the cells of one type. What the Value
// refers to is the cell itself, or memory of the arena. b is never nil.
type reader func(b []byte, a *driver.Arena) (driver.Value, error)

var (
	errNull   error = reason("it is NULL, and the field cannot hold that; use a pointer or a nullable column")
	errLength error = reason("the server sent a value of the wrong length for its type")
	errNoRow        = errors.New("there is no row: Next has not been called, or has returned false")
)

// Plan prepares Fill for rows of this Shape.
func (r *rows) Plan(ts []driver.Target) (driver.Plan, error) {
	p := &plan{of: r.desc, steps: make([]step, 0, len(ts))}
	cols := r.desc.shape.Columns
	for _, t := range ts {
		if t.Col < 0 || t.Col >= len(cols) {
			return nil, &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("the result has %d columns, there is no column %d", len(cols), t.Col)}
		}
		f, err := decoder(cols[t.Col].Type, t)
		if err != nil {
			return nil, &driver.Error{Class: driver.Programming, Column: cols[t.Col].Name, Message: fmt.Sprintf("column %q: %v", cols[t.Col].Name, err)}
		}
		p.steps = append(p.steps, step{t.Col, t.Offset, f})
	}
	return p, nil
}

// Fill stores the present row at dst.
func (r *rows) Fill(pl driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	p, ok := pl.(*plan)
	if !ok || p.of != r.desc {
		return &driver.Error{Class: driver.Programming, Message: "the plan was made for rows of another shape; make one with this Rows.Plan"}
	}
	if r.raw == nil {
		return errNoRow
	}
	for i := range p.steps {
		s := &p.steps[i]
		if err := s.f(unsafe.Add(dst, s.offset), r.raw[s.col], a); err != nil {
			return r.cellError(s.col, err)
		}
	}
	return nil
}

// Values stores the present row in dst as natural Go values. Beyond the list at
// the interface: a numeric is its decimal text, so are a UUID and JSON their
// texts, a time of day and an interval of days and less are a time.Duration, an
// array of integers is an []int64, of texts a []string, any other or one with
// NULLs an []any. A date or a timestamp of infinity is "infinity" or "-infinity".
func (r *rows) Values(dst []any) error {
	if r.raw == nil {
		return errNoRow
	}
	if len(dst) != len(r.raw) {
		return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("the row has %d columns, Values was given room for %d", len(r.raw), len(dst))}
	}
	for i, b := range r.raw {
		if b == nil {
			dst[i] = nil
			continue
		}
		var err error
		if dst[i], err = r.desc.natural[i](b); err != nil {
			return r.cellError(i, err)
		}
	}
	return nil
}

func (r *rows) cellError(col int, err error) error {
	name := r.desc.shape.Columns[col].Name
	return &driver.Error{Class: driver.Data, Column: name, Message: fmt.Sprintf("column %q: %v", name, err), Err: err}
}

// decoder chooses how a column of the type is stored for t.
func decoder(oid uint32, t driver.Target) (decode, error) {
	if t.Set == nil {
		if f := direct(familyOf(oid), t); f != nil {
			return f, nil
		}
		if t.Kind == driver.Any {
			return storeAny(naturalOf(oid), t.Ptr), nil
		}
	}
	read, err := readerOf(oid, t.Kind)
	if err != nil {
		return nil, err
	}
	if set := t.Set; set != nil {
		return func(p unsafe.Pointer, b []byte, a *driver.Arena) error {
			if b == nil {
				return set(p, driver.Value{}, a)
			}
			v, err := read(b, a)
			if err != nil {
				return err
			}
			return set(p, v, a)
		}, nil
	}
	put, err := store(t)
	if err != nil {
		return nil, err
	}
	if t.Kind == driver.Float && t.Size == 4 && oid == oidNumeric { // the nearest float, as for a float64
		put = field(t.Ptr, fresh[float32], func(v driver.Value, _ *driver.Arena) (float32, error) { return float32(v.Float()), nil })
	}
	ptr := t.Ptr
	return func(p unsafe.Pointer, b []byte, a *driver.Arena) error {
		if b == nil {
			if !ptr {
				return errNull
			}
			*(*unsafe.Pointer)(p) = nil
			return nil
		}
		v, err := read(b, a)
		if err != nil {
			return err
		}
		return put(p, v, a)
	}, nil
}

func storeAny(read natural, ptr bool) decode {
	return func(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
		var v any
		if b != nil {
			var err error
			if v, err = read(b); err != nil {
				return err
			}
		}
		switch {
		case !ptr:
			*(*any)(p) = v
		case b == nil:
			*(**any)(p) = nil
		default:
			*(**any)(p) = &v
		}
		return nil
	}
}
