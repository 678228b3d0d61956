package driver

import (
	"errors"
	"fmt"
	"math"
	"unsafe"
)

var (
	errFieldRange = errors.New("the number does not fit into the field")
	errFieldNull  = errors.New("it is NULL, and the field has no room for that: read it into a pointer")
)

// Store stores v, of t's Kind or NULL, in the field at p: for adapters that make a Value of
// each cell, and for what reads values that come in other ways. What v refers to is copied, but
// for the members of Int64s and Strings.
func (t *Target) Store(p unsafe.Pointer, v Value, a *Arena) error {
	switch {
	case t.Set != nil:
		return t.Set(p, v, a)
	case t.Kind == Any:
		*(*any)(p) = v.Go()
		return nil
	case v.IsNull() && t.Ptr:
		*(*unsafe.Pointer)(p) = nil
		return nil
	case v.IsNull():
		return errFieldNull
	}
	switch t.Kind {
	case Bool:
		put(p, t.Ptr, v.Bool(), a.Bool)
	case Int, Uint:
		return t.storeInt(p, v, a)
	case Float:
		f := v.Float()
		if t.Size == 8 {
			put(p, t.Ptr, f, a.Float64)
			return nil
		}
		if math.IsInf(float64(float32(f)), 0) && !math.IsInf(f, 0) {
			return errFieldRange
		}
		put(p, t.Ptr, float32(f), fresh)
	case String, Decimal:
		put(p, t.Ptr, a.Text(v.Bytes()), a.Str)
	case Bytes, JSON:
		put(p, t.Ptr, append(make([]byte, 0, len(v.Bytes())), v.Bytes()...), fresh)
	case Time, Wall, Date:
		put(p, t.Ptr, v.Time(), a.Time)
	case Clock, Interval:
		put(p, t.Ptr, int64(v.Duration()), a.Int64)
	case UUID:
		put(p, t.Ptr, *v.UUID(), a.UUID)
	case Int64s:
		put(p, t.Ptr, v.Int64s(), fresh)
	case Strings:
		put(p, t.Ptr, v.Strings(), fresh)
	default:
		return fmt.Errorf("kind %v has no Go type of its own", t.Kind)
	}
	return nil
}

// storeInt stores an integer; one without sign has the room of its size.
func (t *Target) storeInt(p unsafe.Pointer, v Value, a *Arena) error {
	n := int64(v.Uint())
	bits := 64 - 8*uint(t.Size)
	if t.Kind == Int && n<<bits>>bits != n || t.Kind == Uint && uint64(n)<<bits>>bits != uint64(n) {
		return errFieldRange
	}
	switch t.Size {
	case 1:
		put(p, t.Ptr, int8(n), fresh)
	case 2:
		put(p, t.Ptr, int16(n), a.Int16)
	case 4:
		put(p, t.Ptr, int32(n), a.Int32)
	default:
		put(p, t.Ptr, n, a.Int64)
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
