package sqltype

import (
	"encoding"
	"encoding/json"
	"reflect"
	"sync"
	"time"
)

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
	rawType      = reflect.TypeFor[json.RawMessage]()
	bytesType    = reflect.TypeFor[[]byte]()
	dateShape    = reflect.TypeFor[struct {
		Year  int
		Month time.Month
		Day   int
	}]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

var byGoType sync.Map // reflect.Type → *Desc

// For is the SQL type that values of T have when nothing else is said, or nil.
func For[T any]() *Desc { return ForType(reflect.TypeFor[T]()) }

// ForType is For by the reflected type.
func ForType(t reflect.Type) *Desc {
	if d, ok := byGoType.Load(t); ok {
		return d.(*Desc)
	}
	d := natural(t)
	byGoType.Store(t, d)
	return d
}

func natural(t reflect.Type) *Desc {
	switch {
	case t == timeType:
		return TimestampTZ.d
	case t == durationType:
		return Interval.d
	case t == rawType:
		return JSON.d
	case isDate(t):
		return Date.d
	case isUUID(t):
		return UUID.d
	}
	if d := ownDesc(t); d != nil {
		return d
	}
	switch t.Kind() {
	case reflect.Pointer:
		return ForType(t.Elem())
	case reflect.Bool:
		return Boolean.d
	case reflect.Int8, reflect.Int16, reflect.Uint8:
		return SmallInt.d
	case reflect.Int, reflect.Int32, reflect.Uint16:
		return Integer.d
	case reflect.Int64, reflect.Uint32, reflect.Uint, reflect.Uint64:
		return BigInt.d
	case reflect.Float32:
		return Real.d
	case reflect.Float64:
		return Float.d
	case reflect.String:
		return String().d
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return Bytes.d
		}
		if e := ForType(t.Elem()); e != nil {
			return &Desc{Kind: KindArray, Elem: e}
		}
	case reflect.Struct:
		if v, ok := nullOf(t); ok {
			return ForType(v)
		}
		if t.Implements(textMarshaler) {
			return &Desc{Kind: KindNumeric}
		}
	}
	return nil
}

func isDate(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == 3 && t.ConvertibleTo(dateShape)
}

func isUUID(t reflect.Type) bool {
	return t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8
}

// nullOf finds the T of a database/sql.Null[T], by its shape.
func nullOf(t reflect.Type) (reflect.Type, bool) {
	if t.Kind() != reflect.Struct || t.NumField() != 2 || t.PkgPath() != "database/sql" {
		return nil, false
	}
	if t.Field(0).Name == "V" && t.Field(1).Name == "Valid" {
		return t.Field(0).Type, true
	}
	return nil, false
}
