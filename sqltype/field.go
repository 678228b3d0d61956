package sqltype

import (
	"database/sql/driver"
	"reflect"
	"time"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

var valuerType = reflect.TypeFor[driver.Valuer]()

// FieldEncoder gives the way from a Go value of type t, which its argument points to,
// to a value of a column of type d, as Encode makes it: without boxing and reflection for
// the plain types. nullable tells whether a nil slice is a NULL, and not an empty one.
// What the value refers to (bytes, a UUID) must not change while it is used.
func FieldEncoder(t reflect.Type, d *Desc, nullable bool) func(unsafe.Pointer) (dbapi.Value, error) {
	if !isJSON(d) {
		if q := quickFor(t); q != nil {
			return func(p unsafe.Pointer) (dbapi.Value, error) { return q(p, d) }
		}
	}
	empty := !nullable && t.Kind() == reflect.Slice
	null := !nullable && isJSON(d.travels()) && (t.Kind() == reflect.Pointer || t == rawType)
	return func(p unsafe.Pointer) (dbapi.Value, error) {
		x := reflect.NewAt(t, p).Elem()
		if null && x.IsNil() {
			return NotNull(dbapi.Value{}, d), nil
		}
		if empty && x.IsNil() {
			x = reflect.MakeSlice(t, 0, 0) // there is no NULL that nil could mean
		}
		return EncodeAny(x.Interface(), d)
	}
}

// quickFor binds the plain types, and pointers to them, without boxing; nil for others.
func quickFor(t reflect.Type) func(unsafe.Pointer, *Desc) (dbapi.Value, error) {
	if t.Kind() == reflect.Pointer && t.Elem().Kind() != reflect.Pointer {
		if in := quickFor(t.Elem()); in != nil {
			return func(p unsafe.Pointer, d *Desc) (dbapi.Value, error) {
				to := *(*unsafe.Pointer)(p)
				if to == nil {
					return dbapi.Value{}, nil
				}
				return in(to, d)
			}
		}
		return nil
	}
	if t.PkgPath() != "" && t != timeType && (t.Implements(valuerType) || t.Implements(textMarshaler)) {
		return nil
	}
	switch {
	case t == timeType:
		return quick[time.Time]
	case t == durationType:
		return nil
	}
	switch t.Kind() {
	case reflect.Bool:
		return quick[bool]
	case reflect.Int:
		return quick[int]
	case reflect.Int32:
		return quick[int32]
	case reflect.Int64:
		return quick[int64]
	case reflect.Float64:
		return quick[float64]
	case reflect.String:
		return quick[string]
	}
	return nil
}

func quick[T any](p unsafe.Pointer, d *Desc) (dbapi.Value, error) {
	return Encode(*(*T)(p), d)
}

// ArrayElement reports whether values of the type can travel as the members of one array, to
// be taken apart again: an array of arrays cannot, and rarer types are left out.
func ArrayElement(d *Desc) bool {
	if d = d.travels(); d == nil {
		return false
	}
	switch d.Kind {
	case KindBoolean, KindSmallInt, KindInteger, KindBigInt, KindReal, KindFloat, KindDouble, KindNumeric, KindString, KindChar, KindText,
		KindBytes, KindDate, KindTime, KindTimestamp, KindTimestampTZ, KindInterval, KindUUID, KindJSON, KindJSONB, KindEnum:
		return true
	}
	return false
}
