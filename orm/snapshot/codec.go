package snapshot

import (
	"fmt"
	"math"
	"reflect"
	"sync"
	"time"
	"unsafe"
)

// A codec compares and copies values of one type by content. It is compiled once
// for a type, for reflection on each value costs eight times as much.
type codec struct {
	equal func(a, b unsafe.Pointer) bool
	clone func(dst, src unsafe.Pointer) // a and what it refers to
}

var codecs sync.Map // reflect.Type → *codec

func codecFor(t reflect.Type) (*codec, error) {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec), nil
	}
	c, err := compile(t, map[reflect.Type]*codec{})
	if err != nil {
		return nil, err
	}
	codecs.Store(t, c)
	return c, nil
}

// compile makes the codec of t. doing holds those that are being made, for types
// that contain themselves.
func compile(t reflect.Type, doing map[reflect.Type]*codec) (*codec, error) {
	if c := doing[t]; c != nil {
		return c, nil
	}
	c := &codec{}
	doing[t] = c
	var err error
	switch {
	case t == timeType:
		c.equal = func(a, b unsafe.Pointer) bool { return (*time.Time)(a).Equal(*(*time.Time)(b)) }
		c.clone = func(d, s unsafe.Pointer) { *(*time.Time)(d) = *(*time.Time)(s) }
	case flat(t):
		n := t.Size()
		c.equal = func(a, b unsafe.Pointer) bool { return str(a, n) == str(b, n) }
		c.clone = func(d, s unsafe.Pointer) { move(d, s, n) }
	default:
		switch t.Kind() {
		case reflect.String:
			c.equal = func(a, b unsafe.Pointer) bool { return *(*string)(a) == *(*string)(b) }
			c.clone = func(d, s unsafe.Pointer) { *(*string)(d) = *(*string)(s) }
		case reflect.Pointer:
			err = c.pointer(t, doing)
		case reflect.Slice:
			err = c.slice(t, doing)
		case reflect.Array:
			err = c.array(t, doing)
		case reflect.Struct:
			err = c.fields(t, doing)
		case reflect.Map:
			err = c.mapping(t, doing)
		case reflect.Interface:
			c.iface(t)
		default:
			err = fmt.Errorf("a %v has no content that could be compared", t)
		}
	}
	return c, err
}

func (c *codec) pointer(t reflect.Type, doing map[reflect.Type]*codec) error {
	elem := t.Elem()
	e, err := compile(elem, doing)
	c.equal = func(a, b unsafe.Pointer) bool {
		x, y := *(*unsafe.Pointer)(a), *(*unsafe.Pointer)(b)
		return x == y || x != nil && y != nil && e.equal(x, y)
	}
	c.clone = func(d, s unsafe.Pointer) {
		from := *(*unsafe.Pointer)(s)
		if from == nil {
			*(*unsafe.Pointer)(d) = nil
			return
		}
		to := reflect.New(elem).UnsafePointer()
		e.clone(to, from)
		*(*unsafe.Pointer)(d) = to
	}
	return err
}

// header is a slice of any type, with its pointer visible to the garbage collector.
type header struct {
	data     unsafe.Pointer
	len, cap int
}

func (c *codec) slice(t reflect.Type, doing map[reflect.Type]*codec) error {
	e, err := compile(t.Elem(), doing)
	size, plain := t.Elem().Size(), flat(t.Elem())
	c.equal = func(a, b unsafe.Pointer) bool {
		x, y := (*header)(a), (*header)(b)
		switch {
		case x.len != y.len || (x.data == nil) != (y.data == nil):
			return false
		case plain:
			return str(x.data, uintptr(x.len)*size) == str(y.data, uintptr(y.len)*size)
		}
		for i := range uintptr(x.len) {
			if !e.equal(unsafe.Add(x.data, i*size), unsafe.Add(y.data, i*size)) {
				return false
			}
		}
		return true
	}
	c.clone = func(d, s unsafe.Pointer) {
		from := (*header)(s)
		if from.data == nil {
			*(*header)(d) = header{}
			return
		}
		to := header{reflect.MakeSlice(t, from.len, from.len).UnsafePointer(), from.len, from.len}
		if plain {
			move(to.data, from.data, uintptr(from.len)*size)
		} else {
			for i := range uintptr(from.len) {
				e.clone(unsafe.Add(to.data, i*size), unsafe.Add(from.data, i*size))
			}
		}
		*(*header)(d) = to
	}
	return err
}

func (c *codec) array(t reflect.Type, doing map[reflect.Type]*codec) error {
	e, err := compile(t.Elem(), doing)
	n, size := uintptr(t.Len()), t.Elem().Size()
	c.equal = func(a, b unsafe.Pointer) bool {
		for i := range n {
			if !e.equal(unsafe.Add(a, i*size), unsafe.Add(b, i*size)) {
				return false
			}
		}
		return true
	}
	c.clone = func(d, s unsafe.Pointer) {
		for i := range n {
			e.clone(unsafe.Add(d, i*size), unsafe.Add(s, i*size))
		}
	}
	return err
}

// fields compares a struct field by field, unexported ones too: they are what a
// decimal or a big number consists of.
func (c *codec) fields(t reflect.Type, doing map[reflect.Type]*codec) error {
	type part struct {
		offset uintptr
		*codec
	}
	var parts []part
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Type.Size() == 0 {
			continue
		}
		e, err := compile(f.Type, doing)
		if err != nil {
			return fmt.Errorf("%v.%s: %w", t, f.Name, err)
		}
		parts = append(parts, part{f.Offset, e})
	}
	c.equal = func(a, b unsafe.Pointer) bool {
		for i := range parts {
			if p := &parts[i]; !p.equal(unsafe.Add(a, p.offset), unsafe.Add(b, p.offset)) {
				return false
			}
		}
		return true
	}
	c.clone = func(d, s unsafe.Pointer) {
		for i := range parts {
			p := &parts[i]
			p.clone(unsafe.Add(d, p.offset), unsafe.Add(s, p.offset))
		}
	}
	return nil
}

func (c *codec) mapping(t reflect.Type, doing map[reflect.Type]*codec) error {
	if t == reflect.TypeFor[map[string]any]() {
		c.equal = func(a, b unsafe.Pointer) bool {
			return sameJSON(*(*map[string]any)(a), *(*map[string]any)(b))
		}
		c.clone = func(d, s unsafe.Pointer) {
			m, _ := copyJSON(*(*map[string]any)(s)).(map[string]any)
			*(*map[string]any)(d) = m
		}
		return nil
	}
	e, err := compile(t.Elem(), doing)
	at := func(v reflect.Value) unsafe.Pointer { // a map's element is not addressable
		p := reflect.New(t.Elem())
		p.Elem().Set(v)
		return p.UnsafePointer()
	}
	c.equal = func(a, b unsafe.Pointer) bool {
		x, y := reflect.NewAt(t, a).Elem(), reflect.NewAt(t, b).Elem()
		if x.Len() != y.Len() || x.IsNil() != y.IsNil() {
			return false
		}
		for it := x.MapRange(); it.Next(); {
			v := y.MapIndex(it.Key())
			if !v.IsValid() || !e.equal(at(it.Value()), at(v)) {
				return false
			}
		}
		return true
	}
	c.clone = func(d, s unsafe.Pointer) {
		from, to := reflect.NewAt(t, s).Elem(), reflect.NewAt(t, d).Elem()
		if from.IsNil() {
			to.SetZero()
			return
		}
		m := reflect.MakeMapWithSize(t, from.Len())
		for it := from.MapRange(); it.Next(); {
			v := reflect.New(t.Elem())
			e.clone(v.UnsafePointer(), at(it.Value()))
			m.SetMapIndex(it.Key(), v.Elem())
		}
		to.Set(m)
	}
	return err
}

func (c *codec) iface(t reflect.Type) {
	if t.NumMethod() == 0 {
		c.equal = func(a, b unsafe.Pointer) bool { return sameJSON(*(*any)(a), *(*any)(b)) }
		c.clone = func(d, s unsafe.Pointer) { *(*any)(d) = copyJSON(*(*any)(s)) }
		return
	}
	value := func(p unsafe.Pointer) any { return reflect.NewAt(t, p).Elem().Interface() }
	c.equal = func(a, b unsafe.Pointer) bool { return sameJSON(value(a), value(b)) }
	c.clone = func(d, s unsafe.Pointer) {
		to := reflect.NewAt(t, d).Elem()
		if x := copyJSON(value(s)); x != nil {
			to.Set(reflect.ValueOf(x))
		} else {
			to.SetZero()
		}
	}
}

// sameJSON compares what encoding/json makes of a document, and by its own codec
// whatever else an interface holds.
func sameJSON(a, b any) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case string:
		y, ok := b.(string)
		return ok && x == y
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case float64:
		y, ok := b.(float64)
		return ok && math.Float64bits(x) == math.Float64bits(y)
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) || (x == nil) != (y == nil) {
			return false
		}
		for k, v := range x {
			if w, ok := y[k]; !ok || !sameJSON(v, w) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) || (x == nil) != (y == nil) {
			return false
		}
		for i := range x {
			if !sameJSON(x[i], y[i]) {
				return false
			}
		}
		return true
	}
	if b == nil || reflect.TypeOf(a) != reflect.TypeOf(b) {
		return false
	}
	c, err := codecFor(reflect.TypeOf(a))
	if err != nil {
		return reflect.DeepEqual(a, b)
	}
	return c.equal(addressOf(a), addressOf(b))
}

func copyJSON(a any) any {
	switch x := a.(type) {
	case nil, string, bool, float64:
		return a
	case map[string]any:
		if x == nil {
			return x
		}
		m := make(map[string]any, len(x))
		for k, v := range x {
			m[k] = copyJSON(v)
		}
		return m
	case []any:
		if x == nil {
			return x
		}
		s := make([]any, len(x))
		for i := range x {
			s[i] = copyJSON(x[i])
		}
		return s
	}
	t := reflect.TypeOf(a)
	c, err := codecFor(t)
	if err != nil {
		return a // a function or channel has no content: the same one
	}
	v := reflect.New(t)
	c.clone(v.UnsafePointer(), addressOf(a))
	return v.Elem().Interface()
}

func addressOf(a any) unsafe.Pointer {
	v := reflect.New(reflect.TypeOf(a))
	v.Elem().Set(reflect.ValueOf(a))
	return v.UnsafePointer()
}
