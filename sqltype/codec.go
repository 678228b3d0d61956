package sqltype

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

// A codec stands between a Go type and the type that is stored.
type codec struct {
	id   uint64 // tells codecs apart in keys
	of   reflect.Type
	base *Desc // with which the stored form is bound and read
	bind func(x any) (any, error)
	read func(to reflect.Type, p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error
	kind dbapi.Kind
	wrap *wrap // what is done in SQL; without bind and read it is all
}

var codecs atomic.Uint64

// Decorate is a type for Go values of T that are stored as base: bind makes what is
// stored of a T, result makes a T of what was stored. Both are called wherever values
// go to the database and come from it: as binds, in lists, defaults, keys and literals,
// and in rows. An error of theirs is reported with the column's name. NULL passes by
// them. They are called by several goroutines at once.
//
// A column for it is a schema.Col[T] with Type(…): what it is compared with is a T.
func Decorate[T, B any](base Of[B], bind func(T) (B, error), result func(B) (T, error)) Of[T] {
	d := *base.Desc()
	under := base.Desc()
	to, err := Target(reflect.TypeFor[B](), under)
	c := &codec{id: codecs.Add(1), of: reflect.TypeFor[T](), base: under, kind: to.Kind}
	if under.codec != nil {
		c.wrap = under.codec.wrap
	}
	if bind == nil || result == nil {
		missing := fmt.Errorf("the type made by Decorate for %v lacks a function: it takes one for each way", c.of)
		bind, result = func(T) (b B, e error) { return b, missing }, func(B) (t T, e error) { return t, missing }
	}
	c.bind = func(x any) (any, error) { return bind(x.(T)) }
	c.read = func(_ reflect.Type, p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if err != nil {
			return err
		}
		var b B
		if e := storeValue(reflect.TypeFor[B](), to, unsafe.Pointer(&b), v, a); e != nil {
			return e
		}
		return foreign("the function of Decorate", func() error {
			t, e := result(b)
			if e == nil {
				*(*T)(p) = t
			}
			return e
		})
	}
	d.codec = c
	return Of[T]{&d}
}

// storeValue stores v, which is not NULL, as to says.
func storeValue(t reflect.Type, to dbapi.Target, p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
	if to.Set != nil {
		return to.Set(p, v, a)
	}
	if to.Ptr {
		return pointerTo(t.Elem(), dbapi.Target{Set: func(q unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
			return storeConverted(t.Elem(), to.Kind, q, v, a)
		}}).Set(p, v, a)
	}
	return storeConverted(t, to.Kind, p, v, a)
}

// encodeBy binds x, a T or something that is bound as a T would be.
func (c *codec) encodeBy(x any, d *Desc) (dbapi.Value, error) {
	v := reflect.ValueOf(x)
	switch {
	case !v.IsValid(), v.Kind() == reflect.Pointer && v.IsNil() && v.Type() != c.of:
		return dbapi.Value{}, nil
	case v.Kind() == reflect.Pointer && v.Type() != c.of:
		return c.encodeBy(v.Elem().Interface(), d)
	}
	if val, ok := x.(dbapi.Value); ok {
		return val, nil
	}
	if inner, ok := nullOf(v.Type()); ok && inner == c.of {
		if !v.Field(1).Bool() {
			return dbapi.Value{}, nil
		}
		v = v.Field(0)
	}
	if v.Type() != c.of {
		if !v.CanConvert(c.of) || v.Kind() != c.of.Kind() {
			return dbapi.Value{}, bad(x, d, "a %v is expected there", c.of)
		}
		v = v.Convert(c.of)
	}
	var y any
	if err := foreign("the function of Decorate", func() (err error) { y, err = c.bind(v.Interface()); return err }); err != nil {
		return dbapi.Value{}, refused(x, d, "%v", err)
	}
	return EncodeAny(y, c.base)
}

// target reads into a T.
func (c *codec) target(t reflect.Type) dbapi.Target {
	return dbapi.Target{Kind: c.kind, Set: func(p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		if v.IsNull() {
			return errNull
		}
		if err := c.read(t, p, v, a); err != nil {
			return fmt.Errorf("a %v cannot be made of it: %w", t, err)
		}
		return nil
	}}
}

// storeConverted stores v as a value of kind k, converting it where nothing is lost.
func storeConverted(t reflect.Type, k dbapi.Kind, p unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
	n, err := convert(v, k)
	if err != nil {
		return fmt.Errorf("%w in a Go %v", err, t)
	}
	return store(t, k, p, n, a)
}
