package sqltype

import (
	"database/sql"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

// uuidText reads a UUID into a string.
func uuidText() dbapi.Target {
	return dbapi.Target{Kind: dbapi.UUID, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		*(*string)(p) = FormatUUID(*v.UUID())
		return nil
	}}
}

// jsonInto unmarshals a JSON column.
func jsonInto(t reflect.Type) dbapi.Target {
	nilable := t.Kind() == reflect.Pointer || t.Kind() == reflect.Map || t.Kind() == reflect.Slice || t.Kind() == reflect.Interface
	return dbapi.Target{Kind: dbapi.JSON, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		f := reflect.NewAt(t, p)
		f.Elem().SetZero()
		if v.IsNull() {
			if nilable {
				return nil
			}
			return errNull
		}
		return foreign("an UnmarshalJSON method", func() error { return json.Unmarshal(v.Bytes(), f.Interface()) })
	}}
}

// scanInto uses the type's Scan method, with the values that database/sql would give it.
func scanInto(t reflect.Type, d *Desc) dbapi.Target {
	k := ValueKind(d)
	return dbapi.Target{Kind: k, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		var x any
		switch v.Kind() {
		case dbapi.Decimal, dbapi.String:
			x = string(v.Bytes())
		case dbapi.JSON, dbapi.Bytes:
			x = append([]byte{}, v.Bytes()...)
		case dbapi.UUID:
			x = FormatUUID(*v.UUID())
		case dbapi.Clock, dbapi.Interval:
			x = int64(v.Duration())
		default:
			x = boxed(v, a)
		}
		return foreign("the Scan method", func() error { return reflect.NewAt(t, p).Interface().(sql.Scanner).Scan(x) })
	}}
}

// unmarshalInto uses the type's UnmarshalText method, as decimals have it.
func unmarshalInto(t reflect.Type, d *Desc) dbapi.Target {
	k := ValueKind(d)
	if k != dbapi.UUID && k != dbapi.String {
		k = dbapi.Decimal
	}
	return dbapi.Target{Kind: k, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		b := v.Bytes()
		if v.Kind() == dbapi.UUID {
			b = []byte(FormatUUID(*v.UUID()))
		}
		return foreign("the UnmarshalText method", func() error {
			return reflect.NewAt(t, p).Interface().(encoding.TextUnmarshaler).UnmarshalText(append([]byte{}, b...))
		})
	}}
}

// dateInto reads a day into a struct of year, month and day.
func dateInto(t reflect.Type) dbapi.Target {
	return dbapi.Target{Kind: dbapi.Date, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		d := (*struct {
			Year  int
			Month time.Month
			Day   int
		})(p)
		d.Year, d.Month, d.Day = v.Time().Date()
		return nil
	}}
}

// sliceInto reads an array.
func sliceInto(t reflect.Type, d *Desc) (dbapi.Target, error) {
	if kindOf(d) == KindSet && t.Elem().Kind() == reflect.String {
		return setInto(t), nil
	}
	var elem *Desc
	if kindOf(d) == KindArray {
		elem = d.Elem
	}
	to, err := Target(t.Elem(), elem)
	if err != nil {
		return to, err
	}
	set := to.Set
	if set == nil {
		e := t.Elem()
		if to.Ptr {
			e = e.Elem()
		}
		if set, err = setter(e, to); err != nil {
			return to, err
		}
		if to.Ptr {
			set = pointerTo(e, dbapi.Target{Set: set}).Set
		}
	}
	ptr := to.Ptr || to.Set != nil
	kind, own := to.Kind, to.Set != nil
	return dbapi.Target{Kind: dbapi.Array, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		f := reflect.NewAt(t, p).Elem()
		if v.IsNull() {
			f.SetZero()
			return nil
		}
		vs := members(v)
		s := reflect.MakeSlice(t, len(vs), len(vs))
		for i, x := range vs {
			if x.IsNull() && !ptr {
				return fmt.Errorf("member %d: %w", i, errNull)
			}
			if !own && !x.IsNull() {
				var err error
				if x, err = convert(x, kind); err != nil {
					return fmt.Errorf("member %d: %w in a Go %v", i, err, t.Elem())
				}
			}
			if err := set(s.Index(i).Addr().UnsafePointer(), x, a); err != nil {
				return fmt.Errorf("member %d: %w", i, err)
			}
		}
		f.Set(s)
		return nil
	}}, nil
}

// members are the values of any kind of array.
func members(v dbapi.Value) []dbapi.Value {
	switch v.Kind() {
	case dbapi.Int64s:
		out := make([]dbapi.Value, 0, len(v.Int64s()))
		for _, n := range v.Int64s() {
			out = append(out, dbapi.OfInt(n))
		}
		return out
	case dbapi.Strings:
		out := make([]dbapi.Value, 0, len(v.Strings()))
		for _, s := range v.Strings() {
			out = append(out, dbapi.OfString(s))
		}
		return out
	}
	return v.Array()
}
