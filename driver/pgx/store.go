package pgx

import (
	"fmt"
	"math"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A put stores a value that is not NULL in a field, or behind a pointer field.
type put func(p unsafe.Pointer, v driver.Value, a *driver.Arena) error

// field makes a put of a conversion: room is where a pointer's target comes from.
func field[T any](ptr bool, room func(*driver.Arena) *T, conv func(driver.Value, *driver.Arena) (T, error)) put {
	if ptr {
		return func(p unsafe.Pointer, v driver.Value, a *driver.Arena) error {
			x, err := conv(v, a)
			if err != nil {
				return err
			}
			to := room(a)
			*to = x
			*(**T)(p) = to
			return nil
		}
	}
	return func(p unsafe.Pointer, v driver.Value, a *driver.Arena) (err error) {
		x, err := conv(v, a)
		if err == nil {
			*(*T)(p) = x
		}
		return err
	}
}

func fresh[T any](*driver.Arena) *T { return new(T) }

// as gives an arena's room another type of the same size and without pointers.
func as[T, U any](room func(*driver.Arena) *U) func(*driver.Arena) *T {
	return func(a *driver.Arena) *T { return (*T)(unsafe.Pointer(room(a))) }
}

func store(t driver.Target) (put, error) {
	size := t.Size
	switch t.Kind {
	case driver.Bool:
		return field(t.Ptr, (*driver.Arena).Bool, func(v driver.Value, _ *driver.Arena) (bool, error) { return v.Bool(), nil }), nil
	case driver.Int:
		switch size {
		case 1:
			return field(t.Ptr, fresh[int8], signed[int8]), nil
		case 2:
			return field(t.Ptr, (*driver.Arena).Int16, signed[int16]), nil
		case 4:
			return field(t.Ptr, (*driver.Arena).Int32, signed[int32]), nil
		case 0, 8:
			return field(t.Ptr, (*driver.Arena).Int64, signed[int64]), nil
		}
	case driver.Uint:
		switch size {
		case 1:
			return field(t.Ptr, fresh[uint8], unsigned[uint8]), nil
		case 2:
			return field(t.Ptr, as[uint16]((*driver.Arena).Int16), unsigned[uint16]), nil
		case 4:
			return field(t.Ptr, as[uint32]((*driver.Arena).Int32), unsigned[uint32]), nil
		case 0, 8:
			return field(t.Ptr, as[uint64]((*driver.Arena).Int64), unsigned[uint64]), nil
		}
	case driver.Float:
		switch size {
		case 4:
			return field(t.Ptr, fresh[float32], single), nil
		case 0, 8:
			return field(t.Ptr, (*driver.Arena).Float64, func(v driver.Value, _ *driver.Arena) (float64, error) { return v.Float(), nil }), nil
		}
	case driver.String, driver.Decimal:
		return field(t.Ptr, (*driver.Arena).Str, func(v driver.Value, a *driver.Arena) (string, error) { return a.Text(v.Bytes()), nil }), nil
	case driver.Bytes, driver.JSON:
		return field(t.Ptr, fresh[[]byte], func(v driver.Value, _ *driver.Arena) ([]byte, error) {
			return append(make([]byte, 0, len(v.Bytes())), v.Bytes()...), nil
		}), nil
	case driver.Time, driver.Wall, driver.Date:
		return field(t.Ptr, (*driver.Arena).Time, func(v driver.Value, _ *driver.Arena) (time.Time, error) { return v.Time(), nil }), nil
	case driver.Clock, driver.Interval:
		return field(t.Ptr, as[time.Duration]((*driver.Arena).Int64), duration), nil
	case driver.UUID:
		return field(t.Ptr, (*driver.Arena).UUID, func(v driver.Value, _ *driver.Arena) ([16]byte, error) { return *v.UUID(), nil }), nil
	case driver.Int64s:
		return field(t.Ptr, fresh[[]int64], func(v driver.Value, _ *driver.Arena) ([]int64, error) { return v.Int64s(), nil }), nil // made for it by its reader
	case driver.Strings:
		return field(t.Ptr, fresh[[]string], func(v driver.Value, a *driver.Arena) ([]string, error) {
			out := make([]string, len(v.Strings()))
			for i, s := range v.Strings() {
				out[i] = a.Text(unsafe.Slice(unsafe.StringData(s), len(s)))
			}
			return out, nil
		}), nil
	default:
		return nil, reason(fmt.Sprintf("a field of kind %v needs a Set function", t.Kind))
	}
	return nil, reason(fmt.Sprintf("there is no %v of %d bytes", t.Kind, size))
}

func signed[T int8 | int16 | int32 | int64](v driver.Value, _ *driver.Arena) (T, error) {
	n := v.Int()
	if t := T(n); int64(t) == n {
		return t, nil
	}
	return 0, doesNotFit[T](n)
}

func unsigned[T uint8 | uint16 | uint32 | uint64](v driver.Value, _ *driver.Arena) (T, error) {
	n := v.Uint()
	if t := T(n); uint64(t) == n {
		return t, nil
	}
	return 0, doesNotFit[T](n)
}

func doesNotFit[T any](n any) error {
	var t T
	return reason(fmt.Sprintf("%v does not fit into a field of type %T", n, t))
}

func single(v driver.Value, _ *driver.Arena) (float32, error) {
	f := v.Float()
	if g := float32(f); float64(g) == f || math.IsNaN(f) {
		return g, nil
	}
	return 0, reason(fmt.Sprintf("%v has more digits than a float32 holds; use a float64", f))
}

func duration(v driver.Value, _ *driver.Arena) (time.Duration, error) {
	n := v.Int()
	if d := time.Duration(n); d > math.MaxInt64/1000 || d < math.MinInt64/1000 {
		return 0, reason("an interval of more than 292 years does not fit into a time.Duration")
	}
	return time.Duration(n) * time.Microsecond, nil
}
