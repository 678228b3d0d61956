package sqltype

import (
	"math"
	"reflect"
	"time"
	"unicode/utf8"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

// A Lister puts the field at an offset of many structs into to, which is as long: each as
// FieldEncoder and Stored make it. It reports false where one of them wants a closer look,
// which may find that it does not fit; what to holds is worth nothing then.
type Lister func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool

// FieldLister is the way of many fields of Go type t into values of a column of type d, one
// column after the other; nil where the types are not the plain ones, which alone are worth it.
func FieldLister(t reflect.Type, d *Desc) Lister {
	through := t.Kind() == reflect.Pointer
	if through {
		t = t.Elem()
	}
	if d == nil || d.codec != nil || d.Unsigned || quickFor(t) == nil || t.Kind() == reflect.Pointer {
		return nil
	}
	switch {
	case t == timeType:
		return listTimes(d, through)
	case d.IsInteger():
		return listInts(t.Kind(), d, through)
	}
	switch k := t.Kind(); {
	case k == reflect.Float64 && (d.Kind == KindFloat || d.Kind == KindDouble):
		return listFloats(through)
	case k == reflect.Bool && d.Kind == KindBoolean:
		return listBools(through)
	case k == reflect.String && (d.Kind == KindString || d.Kind == KindText):
		return listTexts(d, through)
	}
	return nil
}

// field is where the value is; nil where a pointer says NULL.
func field(in unsafe.Pointer, offset uintptr, through bool) unsafe.Pointer {
	p := unsafe.Add(in, offset)
	if through {
		return *(*unsafe.Pointer)(p)
	}
	return p
}

func listInts(k reflect.Kind, d *Desc, through bool) Lister {
	low, high := int64(math.MinInt64), int64(math.MaxInt64)
	switch d.Kind {
	case KindSmallInt:
		low, high = math.MinInt16, math.MaxInt16
	case KindInteger:
		low, high = math.MinInt32, math.MaxInt32
	case KindBigInt:
	default:
		return nil
	}
	short := k == reflect.Int32 || k == reflect.Int && unsafe.Sizeof(int(0)) == 4
	if !short && k != reflect.Int && k != reflect.Int64 {
		return nil
	}
	return func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool {
		for i := range to {
			p := field(structs[i], offset, through)
			if p == nil {
				to[i] = dbapi.Value{}
				continue
			}
			var n int64
			if short {
				n = int64(*(*int32)(p))
			} else {
				n = *(*int64)(p)
			}
			if n < low || n > high {
				return false
			}
			to[i] = dbapi.OfInt(n)
		}
		return true
	}
}

func listFloats(through bool) Lister {
	return func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool {
		for i := range to {
			if p := field(structs[i], offset, through); p != nil {
				to[i] = dbapi.OfFloat(*(*float64)(p))
			} else {
				to[i] = dbapi.Value{}
			}
		}
		return true
	}
}

func listBools(through bool) Lister {
	return func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool {
		for i := range to {
			if p := field(structs[i], offset, through); p != nil {
				to[i] = dbapi.OfBool(*(*bool)(p))
			} else {
				to[i] = dbapi.Value{}
			}
		}
		return true
	}
}

func listTexts(d *Desc, through bool) Lister {
	size := d.Size
	if size == 0 {
		size = math.MaxInt
	}
	return func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool {
		for i := range to {
			p := field(structs[i], offset, through)
			if p == nil {
				to[i] = dbapi.Value{}
				continue
			}
			s := *(*string)(p)
			if len(s) > size || !utf8.ValidString(s) { // characters are to be counted
				return false
			}
			to[i] = dbapi.OfString(s)
		}
		return true
	}
}

// The years from 1 to 9999, a day less at both ends for what a zone may add.
const firstPlainSecond, lastPlainSecond = -62135510400, 253402214400

func listTimes(d *Desc, through bool) Lister {
	var of func(time.Time) dbapi.Value
	switch {
	case d.Kind == KindDate:
		of = dbapi.OfDate
	case d.Precision > 0 && d.Precision < 6: // what is finer is cut
		return nil
	case d.Kind == KindTimestamp:
		of = dbapi.OfWall
	case d.Kind == KindTimestampTZ:
		of = dbapi.OfTime
	default:
		return nil
	}
	return func(to []dbapi.Value, structs []unsafe.Pointer, offset uintptr) bool {
		for i := range to {
			p := field(structs[i], offset, through)
			if p == nil {
				to[i] = dbapi.Value{}
				continue
			}
			t := *(*time.Time)(p)
			if s := t.Unix(); s < firstPlainSecond || s > lastPlainSecond {
				return false
			}
			to[i] = of(t)
		}
		return true
	}
}
