package mapping

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Members are the objects in obj's collection: the slice itself, or the values of
// the map in the order of their keys.
func (r *Relationship) Members(obj unsafe.Pointer) []unsafe.Pointer {
	if r.Map == nil {
		return *r.ManyOf(obj)
	}
	v := reflect.NewAt(r.Map, unsafe.Add(obj, r.Offset)).Elem()
	if v.IsNil() {
		return nil
	}
	keys := sortedKeys(v)
	out := make([]unsafe.Pointer, len(keys))
	for i, k := range keys {
		out[i] = v.MapIndex(k).UnsafePointer()
	}
	return out
}

// SetMembers makes ps obj's collection; nil is nil. A collection in a map is keyed
// by the objects' attribute: two that have the same are an error, and the map is
// left as it was.
func (r *Relationship) SetMembers(obj unsafe.Pointer, ps []unsafe.Pointer) error {
	if r.Map == nil {
		*r.ManyOf(obj) = ps
		return nil
	}
	v := reflect.NewAt(r.Map, unsafe.Add(obj, r.Offset)).Elem()
	if ps == nil {
		v.SetZero()
		return nil
	}
	m, err := r.mapOf(ps)
	if err == nil {
		v.Set(m)
	}
	return err
}

// CheckKeys reports whether ps cannot be a collection in a map, because two have one key.
func (r *Relationship) CheckKeys(ps []unsafe.Pointer) error {
	_, err := r.mapOf(ps)
	return err
}

// mapOf is a map of ps.
func (r *Relationship) mapOf(ps []unsafe.Pointer) (reflect.Value, error) {
	m := reflect.MakeMapWithSize(r.Map, len(ps))
	for _, p := range ps {
		k := r.keyOf(p)
		if old := m.MapIndex(k); old.IsValid() && old.UnsafePointer() != p {
			return m, fmt.Errorf("%s: two %s have the key %s (%s)", r.FullName(), r.Target.Name(), Text(k.Interface()), r.KeyedBy.Name())
		}
		m.SetMapIndex(k, reflect.NewAt(r.To, p))
	}
	return m, nil
}

// CheckMembers reports an element of a collection in a map whose key is not its attribute.
func (r *Relationship) CheckMembers(obj unsafe.Pointer) error {
	if r.Map == nil {
		return nil
	}
	v := reflect.NewAt(r.Map, unsafe.Add(obj, r.Offset)).Elem()
	for it := v.MapRange(); it.Next(); {
		if it.Value().IsNil() {
			return &NilMemberError{Path: r.FullName() + "[" + Text(it.Key().Interface()) + "]"}
		}
		if k := r.keyOf(it.Value().UnsafePointer()); !k.Equal(it.Key()) {
			return fmt.Errorf("%s[%s] holds a %s whose %s is %s: the map's key is that attribute", r.FullName(), Text(it.Key().Interface()), r.Target.Name(), r.KeyedBy.Name(), Text(k.Interface()))
		}
	}
	return nil
}

func (r *Relationship) keyOf(p unsafe.Pointer) reflect.Value {
	return reflect.NewAt(r.KeyedBy.Type, unsafe.Add(p, r.KeyedBy.Offset)).Elem()
}

// sortedKeys are a map's keys in an order that is always the same.
func sortedKeys(v reflect.Value) []reflect.Value {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		switch {
		case a.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		case a.Kind() == reflect.String:
			return cmp.Compare(a.String(), b.String())
		}
		return cmp.Compare(fmt.Sprint(a.Interface()), fmt.Sprint(b.Interface()))
	})
	return keys
}

// resolveMap finds the attribute that a collection in a map is keyed by.
func (r *Relationship) resolveMap(fail func(or, format string, args ...any)) {
	if r.Map == nil {
		return
	}
	t := r.Target
	switch {
	case r.keyed != nil:
		for _, c := range t.Columns {
			if c != nil && c.Is(r.keyed) {
				r.KeyedBy = c
			}
		}
		if r.KeyedBy == nil {
			fail("", "KeyedBy names a column that is none of %s", t.Table.FullName())
			return
		}
	case len(t.Key) == 1:
		r.KeyedBy = t.Key[0]
	}
	if r.KeyedBy == nil || r.KeyedBy.Type != r.Map.Key() {
		fail(fmt.Sprintf("say which attribute is the key: %s.KeyedBy(a column of %s that is a %s)", r.Name, t.Decl, r.Map.Key()), "the keys of %s are %s, and no attribute of %s was said to be that", r.Map, r.Map.Key(), t.Name())
	}
}

// SortBy says how the rows of a collection are ordered when they are loaded.
func (r *Relationship) SortBy(items []sql.Node) {
	switch {
	case !r.open("OrderBy"):
	case slices.ContainsFunc(items, func(n sql.Node) bool { _, wrong := n.(*sql.ErrNode); return n == nil || wrong }):
		r.Mapper.Failf("%s.OrderBy was given a nil where a column or an expression is wanted", r.Name)
	default:
		r.Order = items
	}
}

// checkOrder refuses to order a collection by a column that none of its rows has.
func (r *Relationship) checkOrder(fail func(or, format string, args ...any)) {
	for _, n := range r.Order {
		if o, ok := n.(*sql.OrderNode); ok {
			n = o.X
		}
		c, _ := n.(*sql.ColumnNode)
		if c == nil || c.Of != nil || schema.DefOf(c) == nil {
			continue // an expression, or an alias: the database will say so
		}
		if t := schema.DefOf(c).Table(); !r.rowsOf(t) {
			fail("", "OrderBy names %s, which is no column of %s", schema.DefOf(c).FullName(), r.Target.Table.FullName())
		}
	}
}

// rowsOf reports whether what a collection holds has rows in t, or is tied by some.
func (r *Relationship) rowsOf(t *schema.Table) bool {
	if t == nil || t == r.Target.Table || t == r.through {
		return true
	}
	if slices.ContainsFunc(r.Target.Parts, func(p Part) bool { return p.Table == t }) {
		return true
	}
	return r.Target.Family != nil && slices.ContainsFunc(r.Target.Family.Members, func(m *Mapper) bool { return m.Table == t })
}

// Object is an entity with its type: a pointer to the struct.
func (m *Mapper) Object(p unsafe.Pointer) any { return reflect.NewAt(m.Struct, p).Interface() }

// Blank is a new entity, all zero.
func (m *Mapper) Blank() unsafe.Pointer { return reflect.New(m.Struct).UnsafePointer() }
