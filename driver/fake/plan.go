package fake

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A plan is a checked list of targets.
type plan struct {
	shape   *driver.Shape
	targets []driver.Target
}

var (
	errNull  = errors.New("it is NULL, and the field cannot be")
	errRange = errors.New("it does not fit into the field")
)

// Plan implements driver.Rows.
func (w *rows) Plan(ts []driver.Target) (driver.Plan, error) {
	for _, t := range ts {
		if t.Col < 0 || t.Col >= len(w.shape.Columns) {
			return nil, fmt.Errorf("there is no column %d: the result has %d", t.Col, len(w.shape.Columns))
		}
		switch t.Kind {
		case driver.Int, driver.Uint:
			if t.Set == nil && !slices.Contains([]uint8{1, 2, 4, 8}, t.Size) {
				return nil, fmt.Errorf("column %q: an integer of %d bytes", w.shape.Columns[t.Col].Name, t.Size)
			}
		case driver.Float:
			if t.Set == nil && t.Size != 4 && t.Size != 8 {
				return nil, fmt.Errorf("column %q: a float of %d bytes", w.shape.Columns[t.Col].Name, t.Size)
			}
		case driver.Null, driver.Array:
			if t.Set == nil {
				return nil, fmt.Errorf("column %q: kind %s needs a Set", w.shape.Columns[t.Col].Name, t.Kind)
			}
		}
	}
	return &plan{w.shape, slices.Clone(ts)}, nil
}

func (p *plan) explain(t *driver.Target, err error) error {
	name := p.shape.Columns[t.Col].Name
	if e, ok := errors.AsType[*driver.Error](err); ok {
		return e
	}
	return &driver.Error{Class: driver.Data, Column: name, Message: "column " + strconv.Quote(name) + ": " + err.Error(), Err: err}
}

// store converts v to t's kind and stores it at field.
func store(field unsafe.Pointer, t *driver.Target, v driver.Value, a *driver.Arena) error {
	if t.Kind == driver.Any && t.Set == nil {
		*(*any)(field) = natural(v)
		return nil
	}
	v, err := convert(v, t.Kind)
	switch {
	case err != nil:
		return err
	case t.Set != nil:
		return t.Set(field, v, a)
	case t.Ptr && v.IsNull():
		*(*unsafe.Pointer)(field) = nil
		return nil
	case v.IsNull():
		return errNull
	case t.Ptr:
		p := room(t, a)
		*(*unsafe.Pointer)(field) = p
		field = p
	}
	switch t.Kind {
	case driver.Bool:
		*(*bool)(field) = v.Bool()
	case driver.Int:
		return storeInt(field, t.Size, v.Int())
	case driver.Uint:
		return storeUint(field, t.Size, v.Uint())
	case driver.Float:
		return storeFloat(field, t.Size, v.Float())
	case driver.String, driver.Decimal:
		*(*string)(field) = a.Text(v.Bytes())
	case driver.Bytes, driver.JSON:
		*(*[]byte)(field) = append([]byte{}, v.Bytes()...)
	case driver.Time, driver.Wall, driver.Date:
		*(*time.Time)(field) = v.Time()
	case driver.Clock, driver.Interval:
		*(*time.Duration)(field) = v.Duration()
	case driver.UUID:
		*(*[16]byte)(field) = *v.UUID()
	case driver.Int64s:
		*(*[]int64)(field) = append([]int64{}, v.Int64s()...)
	case driver.Strings:
		*(*[]string)(field) = append([]string{}, v.Strings()...)
	}
	return nil
}

// room is memory for what a pointer field points to.
func room(t *driver.Target, a *driver.Arena) unsafe.Pointer {
	switch t.Kind {
	case driver.Bool:
		return unsafe.Pointer(a.Bool())
	case driver.Int, driver.Uint:
		switch t.Size {
		case 1:
			return unsafe.Pointer(new(int8))
		case 2:
			return unsafe.Pointer(a.Int16())
		case 4:
			return unsafe.Pointer(a.Int32())
		}
		return unsafe.Pointer(a.Int64())
	case driver.Float:
		if t.Size == 4 {
			return unsafe.Pointer(new(float32))
		}
		return unsafe.Pointer(a.Float64())
	case driver.String, driver.Decimal:
		return unsafe.Pointer(a.Str())
	case driver.Time, driver.Wall, driver.Date:
		return unsafe.Pointer(a.Time())
	case driver.Clock, driver.Interval:
		return unsafe.Pointer(a.Int64())
	case driver.UUID:
		return unsafe.Pointer(a.UUID())
	case driver.Int64s:
		return unsafe.Pointer(new([]int64))
	case driver.Strings:
		return unsafe.Pointer(new([]string))
	}
	return unsafe.Pointer(new([]byte))
}

func storeInt(field unsafe.Pointer, size uint8, n int64) error {
	switch size {
	case 1:
		*(*int8)(field) = int8(n)
	case 2:
		*(*int16)(field) = int16(n)
	case 4:
		*(*int32)(field) = int32(n)
	default:
		*(*int64)(field) = n
		return nil
	}
	if bits := size*8 - 1; n < -1<<bits || n > 1<<bits-1 {
		return errRange
	}
	return nil
}

func storeUint(field unsafe.Pointer, size uint8, n uint64) error {
	switch size {
	case 1:
		*(*uint8)(field) = uint8(n)
	case 2:
		*(*uint16)(field) = uint16(n)
	case 4:
		*(*uint32)(field) = uint32(n)
	default:
		*(*uint64)(field) = n
		return nil
	}
	if n > 1<<(size*8)-1 {
		return errRange
	}
	return nil
}

func storeFloat(field unsafe.Pointer, size uint8, f float64) error {
	if size == 8 {
		*(*float64)(field) = f
		return nil
	}
	*(*float32)(field) = float32(f)
	if math.IsInf(float64(float32(f)), 0) && !math.IsInf(f, 0) {
		return errRange
	}
	return nil
}

// convert gives v as kind, where nothing is lost by it.
func convert(v driver.Value, kind driver.Kind) (driver.Value, error) {
	have := v.Kind()
	if have == kind || have == driver.Null || kind == driver.Any {
		return v, nil
	}
	switch {
	case kind == driver.Int && have == driver.Uint:
		if v.Uint() > math.MaxInt64 {
			return v, errRange
		}
		return driver.OfInt(v.Int()), nil
	case kind == driver.Uint && have == driver.Int:
		if v.Int() < 0 {
			return v, errRange
		}
		return driver.OfUint(v.Uint()), nil
	case kind == driver.Float && have == driver.Int:
		if int64(float64(v.Int())) != v.Int() {
			return v, errRange
		}
		return driver.OfFloat(float64(v.Int())), nil
	case kind == driver.Bool && have == driver.Int && v.Uint() < 2:
		return driver.OfBool(v.Uint() == 1), nil
	case kind == driver.Decimal && have == driver.Int:
		return driver.OfDecimal(strconv.FormatInt(v.Int(), 10)), nil
	case kind == driver.JSON && have == driver.String:
		return driver.OfJSON(bytes.Clone(v.Bytes())), nil
	case kind == driver.String && (have == driver.Decimal || have == driver.JSON):
		return driver.OfString(v.Str()), nil
	}
	return v, fmt.Errorf("it is of kind %s and read as %s", have, kind)
}
