package orm

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sqltype"
)

// casting takes the members of a JSON object for columns.
type casting struct {
	m     *mapping.Mapper
	to    unsafe.Pointer // holds the new values
	may   map[*mapping.Column]bool
	order *[]*mapping.Column
	paths [][]string // of all columns, as they are marshalled
	errs  []error
}

func newCasting(m *mapping.Mapper, to unsafe.Pointer, may map[*mapping.Column]bool, order *[]*mapping.Column) *casting {
	k := &casting{m: m, to: to, may: may, order: order, paths: make([][]string, len(m.Columns))}
	for i, c := range m.Columns {
		k.paths[i] = jsonPath(m.Struct, c.Path)
	}
	return k
}

func (k *casting) fail(path []string, format string, args ...any) {
	k.errs = append(k.errs, &CastError{strings.Join(path, "."), fmt.Sprintf(format, args...)})
}

// object takes the members of an object, which is the value at prefix.
func (k *casting) object(prefix []string, members map[string]json.RawMessage) {
	for _, key := range slices.Sorted(maps.Keys(members)) {
		path := append(prefix[:len(prefix):len(prefix)], key)
		cs, within := k.meant(prefix, key)
		raw := bytes.TrimSpace(members[key])
		switch {
		case len(cs) == 0:
			k.fail(path, "there is no such field")
		case within != nil:
			k.value(path, within, cs, raw)
		case len(cs) > 1:
			names := make([]string, len(cs))
			for i, c := range cs {
				names[i] = strings.Join(k.paths[c.Index], ".")
			}
			k.fail(path, "several fields are called so: %s; say which by an object within the request", strings.Join(names, ", "))
		default:
			k.one(path, cs[0], raw)
		}
	}
}

// one takes a value for a column.
func (k *casting) one(path []string, c *mapping.Column, raw []byte) {
	switch {
	case !k.may[c]:
		k.fail(path, "this field cannot be set")
	case slices.Contains(*k.order, c):
		k.fail(path, "the field is named twice")
	case string(raw) == "null" && !c.HoldsNull():
		k.fail(path, "this field cannot be null")
	default:
		if why := decode(c, k.to, raw); why != "" {
			k.fail(path, "%s", why)
			return
		}
		*k.order = append(*k.order, c)
	}
}

// value takes what the request has for the value of several columns cs whose fields are within.
func (k *casting) value(path, within []string, cs []*mapping.Column, raw []byte) {
	if string(raw) == "null" {
		k.none(path, cs)
		return
	}
	if t := k.structAt(within); t != nil && decodesItself(t, raw) {
		k.whole(path, within, t, cs, raw)
		return
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil || members == nil {
		k.fail(path, "it is no JSON object, with a member for each field of the value")
		return
	}
	if twice, is := repeated(raw); is {
		k.fail(append(path, twice), "the field is named twice")
		return
	}
	k.object(within, members)
}

// decodesItself reports whether t takes raw whole, as encoding/json has it.
func decodesItself(t reflect.Type, raw []byte) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || raw[0] == '"' && p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// unmarshal is json.Unmarshal into what may be the program's, whose panic is an error.
func unmarshal(raw []byte, to any) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &sqltype.PanicError{Of: fmt.Sprintf("the decoding of a %v", reflect.TypeOf(to).Elem()), Value: p, Stack: debug.Stack()}
		}
	}()
	return json.Unmarshal(raw, to)
}

// none makes all columns of a value NULL.
func (k *casting) none(path []string, cs []*mapping.Column) {
	for _, c := range cs {
		switch {
		case !k.may[c]:
			k.fail(path, "this field cannot be set")
			return
		case slices.Contains(*k.order, c):
			k.fail(path, "the field is named twice")
			return
		case c.Unit() == nil && !c.HoldsNull():
			k.fail(path, "this field cannot be null")
			return
		}
	}
	for _, c := range cs {
		if c.Unit() == nil { // else its pointer is nil already
			if why := decode(c, k.to, []byte("null")); why != "" {
				k.fail(path, "%s", why)
				return
			}
		}
		*k.order = append(*k.order, c)
	}
}

// whole takes a value that decodes itself.
func (k *casting) whole(path, within []string, t reflect.Type, cs []*mapping.Column, raw []byte) {
	v := reflect.New(t)
	if err := unmarshal(raw, v.Interface()); err != nil {
		k.fail(path, "%v", err)
		return
	}
	for _, c := range cs {
		f := reflect.Zero(c.Type)
		if p := mapping.Within(t, c.Path[len(c.Path)-(len(k.paths[c.Index])-len(within)):], v.UnsafePointer()); p != nil {
			f = reflect.NewAt(c.Type, p).Elem()
		}
		switch {
		case !k.may[c]:
			k.fail(path, "this field cannot be set")
			return
		case slices.Contains(*k.order, c):
			k.fail(path, "the field is named twice")
			return
		}
		c.Change(k.to).Set(f)
		if _, err := c.Bind(k.to); err != nil {
			k.fail(path, "%v", err)
			return
		}
		*k.order = append(*k.order, c)
	}
}

// meant are the columns that key may mean in the value at prefix, the nearest meaning first:
// one that is called so, or all of a value that is, which is then within. Where nothing is, it
// is a field of some value within the entity.
func (k *casting) meant(prefix []string, key string) (cs []*mapping.Column, within []string) {
	exact := func(name string) bool { return name == key }
	folded := func(name string) bool { return strings.EqualFold(name, key) }
	for _, is := range []func(string) bool{exact, folded} {
		for i, c := range k.m.Columns {
			p := k.paths[i]
			if len(p) == len(prefix)+1 && slices.Equal(p[:len(prefix)], prefix) && is(p[len(prefix)]) {
				cs = append(cs, c)
			}
		}
		if len(cs) > 0 {
			return cs, nil
		}
		for i, c := range k.m.Columns {
			if len(prefix) == 0 && len(k.paths[i]) > 0 && c.Def.Name == key {
				return []*mapping.Column{c}, nil
			}
		}
		for i, c := range k.m.Columns {
			p := k.paths[i]
			if len(p) <= len(prefix)+1 || !slices.Equal(p[:len(prefix)], prefix) || !is(p[len(prefix)]) {
				continue
			}
			if within == nil {
				within = p[: len(prefix)+1 : len(prefix)+1]
			}
			if slices.Equal(p[:len(within)], within) {
				cs = append(cs, c)
			}
		}
		if len(cs) > 0 {
			return cs, within
		}
		for i, c := range k.m.Columns {
			if p := k.paths[i]; len(prefix) == 0 && len(p) > 1 && is(p[len(p)-1]) {
				cs = append(cs, c)
			}
		}
		if len(cs) > 0 {
			return cs, nil
		}
	}
	return nil, nil
}

// jsonPath are the members, each within the one before, in which the field of t at path is
// marshalled; nil when it is not.
func jsonPath(t reflect.Type, path []string) []string {
	out := make([]string, 0, len(path))
	for i, name := range path {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return append(out, name)
		}
		f, ok := t.FieldByName(name)
		if !ok {
			return append(out, name)
		}
		t = f.Type
		switch tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); {
		case f.Tag.Get("json") == "-":
			return nil
		case tag != "":
			out = append(out, tag)
		case f.Anonymous && i+1 < len(path): // its fields are the outer one's
		default:
			out = append(out, name)
		}
	}
	return out
}

// structAt is the struct of the value whose fields are within.
func (k *casting) structAt(within []string) reflect.Type {
	for i, c := range k.m.Columns {
		p := k.paths[i]
		if len(p) <= len(within) || !slices.Equal(p[:len(within)], within) {
			continue
		}
		t := k.m.Struct
		for _, name := range c.Path[:len(c.Path)-(len(p)-len(within))] {
			if t.Kind() == reflect.Pointer {
				t = t.Elem()
			}
			f, ok := t.FieldByName(name)
			if !ok {
				return nil
			}
			t = f.Type
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		return t
	}
	return nil
}
