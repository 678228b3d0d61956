package stdsql

import (
	"errors"
	"fmt"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A plan is what Fill does for a row. It knows nothing of a connection.
type plan struct {
	steps []step
	width int // columns
}

type step struct {
	driver.Target
	fam  family
	name string // of the column
}

// Plan prepares Fill.
func (r *rows) Plan(ts []driver.Target) (driver.Plan, error) {
	p := &plan{steps: make([]step, len(ts)), width: len(r.shape.Columns)}
	for i, t := range ts {
		if t.Col < 0 || t.Col >= p.width {
			return nil, programming("a target reads column %d of a result that has %d", t.Col+1, p.width)
		}
		col := r.shape.Columns[t.Col]
		switch {
		case t.Set != nil:
		case t.Kind == driver.Int || t.Kind == driver.Uint:
			if t.Size != 1 && t.Size != 2 && t.Size != 4 && t.Size != 8 {
				return nil, programming("column %q: an integer has 1, 2, 4 or 8 bytes, not %d", col.Name, t.Size)
			}
		case t.Kind == driver.Float:
			if t.Size != 4 && t.Size != 8 {
				return nil, programming("column %q: a float has 4 or 8 bytes, not %d", col.Name, t.Size)
			}
		case t.Kind == driver.Null || t.Kind >= driver.Array && t.Kind < driver.Any || t.Kind > driver.Any:
			return nil, programming("column %q: a %v has no field to be stored in, it needs a codec", col.Name, t.Kind)
		}
		p.steps[i] = step{t, r.shape.fams[t.Col], col.Name}
	}
	return p, nil
}

// Fill stores the present row.
func (r *rows) Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	pl, ok := p.(*plan)
	if !ok || pl.width != len(r.dest) {
		return programming("the plan is not one of this result")
	}
	if !r.on {
		return errNoRow
	}
	for i := range pl.steps {
		s := &pl.steps[i]
		v, field := r.dest[s.Col], unsafe.Add(dst, s.Offset)
		// The frequent pairs first; all others go through a driver.Value.
		if s.Set == nil {
			switch v := v.(type) {
			case int64:
				if s.Kind == driver.Int && s.Size == 8 {
					if s.Ptr {
						field = room(field, a.Int64())
					}
					*(*int64)(field) = v
					continue
				}
			case []byte:
				if s.Kind == driver.String && s.fam == text { // the server has checked its characters
					if s.Ptr {
						field = room(field, a.Str())
					}
					*(*string)(field) = a.Text(v)
					continue
				}
			case nil:
				if err := s.null(field); err != nil {
					return err
				}
				continue
			}
		}
		if err := s.store(field, v, a); err != nil {
			return s.fault(err, v)
		}
	}
	return nil
}

// room makes the pointer at field point to q, and returns q.
func room[T any](field unsafe.Pointer, q *T) unsafe.Pointer {
	*(**T)(field) = q
	return unsafe.Pointer(q)
}

func (s *step) null(field unsafe.Pointer) error {
	switch {
	case s.Kind == driver.Any:
		*(*any)(field) = nil
	case s.Ptr:
		*(*unsafe.Pointer)(field) = nil
	default:
		return &driver.Error{Class: driver.Data, Column: s.name, Message: fmt.Sprintf(
			"column %q is NULL, and the field that reads it as a %v cannot say so: make the field a pointer, or COALESCE the column", s.name, s.Kind)}
	}
	return nil
}

// store stores a cell that is not NULL, or gives one to Set.
func (s *step) store(field unsafe.Pointer, cell any, a *driver.Arena) error {
	if s.Kind == driver.UUID && s.Set == nil {
		id, err := toUUID(cell)
		if err != nil {
			return err
		}
		if s.Ptr {
			field = room(field, a.UUID())
		}
		*(*[16]byte)(field) = id
		return nil
	}
	if s.Kind == driver.Any && s.Set == nil {
		if s.Ptr {
			field = room(field, new(any))
		}
		*(*any)(field) = natural(cell, s.fam)
		return nil
	}
	v, err := value(s.Kind, cell, s.fam)
	if err != nil {
		return err
	}
	if s.Set != nil {
		return s.Set(field, v, a)
	}
	return s.put(field, v, a)
}

func (s *step) put(field unsafe.Pointer, v driver.Value, a *driver.Arena) error {
	switch s.Kind {
	case driver.Bool:
		if s.Ptr {
			field = room(field, a.Bool())
		}
		*(*bool)(field) = v.Bool()
	case driver.Int, driver.Uint:
		return s.putInt(field, v, a)
	case driver.Float:
		f := v.Float()
		if s.Size == 8 {
			if s.Ptr {
				field = room(field, a.Float64())
			}
			*(*float64)(field) = f
			return nil
		}
		g := float32(f)
		if (g-g != 0) && f-f == 0 { // it became infinite
			return errRange
		}
		if s.Ptr {
			field = unsafe.Pointer(room(field, a.Int32()))
		}
		*(*float32)(field) = g
	case driver.String, driver.Decimal:
		if s.Ptr {
			field = room(field, a.Str())
		}
		*(*string)(field) = a.Text(v.Bytes())
	case driver.Bytes, driver.JSON:
		if s.Ptr {
			field = room(field, new([]byte))
		}
		*(*[]byte)(field) = append([]byte{}, v.Bytes()...)
	case driver.Time, driver.Wall, driver.Date:
		if s.Ptr {
			field = room(field, a.Time())
		}
		storeTime(field, v)
	case driver.Clock, driver.Interval:
		if s.Ptr {
			field = room(field, a.Int64())
		}
		*(*int64)(field) = int64(v.Duration())
	case driver.Int64s:
		if s.Ptr {
			field = room(field, new([]int64))
		}
		*(*[]int64)(field) = v.Int64s()
	case driver.Strings:
		if s.Ptr {
			field = room(field, new([]string))
		}
		*(*[]string)(field) = v.Strings()
	}
	return nil
}

func (s *step) putInt(field unsafe.Pointer, v driver.Value, a *driver.Arena) error {
	n, size := v.Int(), s.Size // the bits of a Uint too
	shift := 64 - 8*uint(size)
	if s.Kind == driver.Int && n<<shift>>shift != n || s.Kind == driver.Uint && uint64(n)<<shift>>shift != uint64(n) {
		return errRange
	}
	if s.Ptr {
		switch size {
		case 8:
			field = room(field, a.Int64())
		case 4:
			field = room(field, a.Int32())
		default:
			field = room(field, a.Int16())
		}
	}
	switch size {
	case 8:
		*(*int64)(field) = n
	case 4:
		*(*int32)(field) = int32(n)
	case 2:
		*(*int16)(field) = int16(n)
	default:
		*(*int8)(field) = int8(n)
	}
	return nil
}

// errRange says that a number does not fit the field.
var errRange = errors.New("out of the range of the field")

// fault is the error of a cell that does not fit.
func (s *step) fault(err error, cell any) error {
	if x := (*driver.Error)(nil); errors.As(err, &x) || s.Set != nil && cell == nil {
		return err
	}
	return &driver.Error{Class: driver.Data, Column: s.name, Err: err, Message: fmt.Sprintf(
		"column %q cannot be read as a %v: %s: %v", s.name, s.Kind, shown(cell), err)}
}

// shown is a cell as an error message shows it.
func shown(cell any) string {
	const most = 40
	var t string
	switch v := cell.(type) {
	case []byte:
		t = string(v[:min(len(v), most+1)])
	case string:
		t = v[:min(len(v), most+1)]
	default:
		return fmt.Sprintf("%v", cell)
	}
	if len(t) > most {
		return strconv.Quote(t[:most]) + "…"
	}
	return strconv.Quote(t)
}

func programming(format string, args ...any) error {
	return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf(format, args...)}
}

// Values stores the present row as natural values.
func (r *rows) Values(dst []any) error {
	if !r.on {
		return errNoRow
	}
	if len(dst) != len(r.dest) {
		return programming("room for %d values was given to a row of %d columns", len(dst), len(r.dest))
	}
	for i, v := range r.dest {
		dst[i] = natural(v, r.shape.fams[i])
	}
	return nil
}
