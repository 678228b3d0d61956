package mapping

import (
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// An optional value object is behind a pointer, which is nil where all its columns are
// NULL. Its columns have no place in the entity's struct: they are found through the
// pointer, whose offset they have. What the program has put there may be shared, so that
// nothing is ever written into it: a pointer is replaced.

// behind is the way of a column through the pointer to its value object.
type behind struct {
	typ    reflect.Type // of the value object
	inner  uintptr      // of the field in it
	null   bool         // the field can say NULL itself
	first  bool         // of the value object's columns, in the table's order
	needed bool         // one of those before it has a field that cannot say NULL
	unit   *[]int       // the columns of the value object
	name   string       // of the value object
}

// Unit are the columns, by index, that are one value with c, of which all are read and
// written together; nil where c is one alone.
func (c *Column) Unit() []int {
	if c.behind == nil {
		return nil
	}
	return *c.behind.unit
}

// goThrough makes c a column of a value object behind a pointer.
func (c *Column) goThrough(p *place, nullable bool) {
	b := &behind{typ: p.through, inner: p.inner, null: nullable, name: strings.Join(c.Path[:len(c.Path)-1], ".")}
	c.behind = b
	in := sqltype.FieldEncoder(c.Type, c.Def.Type, nullable)
	c.bound = func(at unsafe.Pointer) (dbapi.Value, error) {
		to := *(*unsafe.Pointer)(at)
		if to == nil {
			return dbapi.Value{}, nil
		}
		return in(unsafe.Add(to, b.inner))
	}
	zero := zeroFor(c.Type)
	c.zero = func(at unsafe.Pointer) bool {
		to := *(*unsafe.Pointer)(at)
		return to == nil || zero != nil && zero(unsafe.Add(to, b.inner))
	}
	c.Nullable = true
}

// orderOptional numbers the columns of value objects behind pointers.
func (m *Mapper) orderOptional() {
	units := map[uintptr]*[]int{}
	for _, c := range m.Columns {
		if c == nil || c.behind == nil {
			continue
		}
		m.Optional = true
		b := *c.behind
		if b.unit = units[c.Offset]; b.unit == nil {
			b.unit, b.first = &[]int{}, true
			units[c.Offset] = b.unit
		}
		for _, i := range *b.unit {
			b.needed = b.needed || !m.Columns[i].behind.null
		}
		*b.unit = append(*b.unit, c.Index)
		c.behind = &b
		d := c.Def
		switch {
		case d.PrimaryKey:
			m.optionalMistake(c, "be part of the primary key")
		case d.Default != nil || d.MadeByDatabase() || d.OnUpdate != nil || d.Computed != nil || d.OmitZero:
			m.optionalMistake(c, "have a value that nobody gave it: it would be half there")
		case d == m.version:
			m.optionalMistake(c, "be the version")
		}
	}
}

// checkOptional reports what columns of value objects behind pointers cannot be used for,
// when all relationships are known.
func (m *Mapper) checkOptional() {
	if m.structural {
		return
	}
	in := func(c *Column) bool { return c != nil && c.behind != nil }
	for _, f := range m.foreignKeys() {
		for _, d := range f.Columns {
			if c := m.ColumnOf(d); in(c) {
				m.optionalMistake(c, "be a foreign key")
			}
		}
	}
	for _, l := range m.Links {
		for _, c := range l.Columns {
			if l.FK == nil && in(c) {
				m.optionalMistake(c, "be a foreign key")
			}
		}
	}
	for _, r := range m.Rels {
		if in(r.KeyedBy) {
			m.optionalMistake(r.KeyedBy, "be the key of a map")
		}
		if in(r.Place) {
			m.optionalMistake(r.Place, "be a place in a collection")
		}
	}
	for _, d := range []*schema.ColumnDef{m.Tenant, m.Deleted} {
		if c := m.ColumnOf(d); d != nil && in(c) {
			m.optionalMistake(c, "be looked at by a policy")
		}
	}
	if m.Family != nil && in(m.Family.Disc) {
		m.optionalMistake(m.Family.Disc, "be the discriminator")
	}
}

func (m *Mapper) optionalMistake(c *Column, what string) {
	m.problem(Problem{What: fmt.Sprintf("%s is in a value object behind a pointer, which may be nil, and cannot %s", c.Name(), what), Or: "hold the value object by value"})
}

// Field is the field of obj; an invalid Value when its value object is nil. It is for
// reading: see change.
func (c *Column) Field(obj unsafe.Pointer) reflect.Value {
	at := unsafe.Add(obj, c.Offset)
	if c.behind != nil {
		if at = *(*unsafe.Pointer)(at); at == nil {
			return reflect.Value{}
		}
		at = unsafe.Add(at, c.behind.inner)
	}
	return reflect.NewAt(c.Type, at).Elem()
}

// Change is the field of obj, to be written: its value object is a new one.
func (c *Column) Change(obj unsafe.Pointer) reflect.Value {
	if c.behind == nil {
		return c.Field(obj)
	}
	at := (*unsafe.Pointer)(unsafe.Add(obj, c.Offset))
	to := reflect.New(c.behind.typ)
	if *at != nil {
		to.Elem().Set(reflect.NewAt(c.behind.typ, *at).Elem())
	}
	*at = to.UnsafePointer()
	return reflect.NewAt(c.Type, unsafe.Add(*at, c.behind.inner)).Elem()
}

// HoldsNull reports whether NULL can be said of c alone.
func (c *Column) HoldsNull() bool {
	if c.behind != nil {
		return c.behind.null
	}
	return c.Def.Nullable
}

// target reads c through its pointer. Columns come in order, so that the first one says
// whether there is a value object, or who comes later and finds none.
func (b *behind) target(c *Column, in dbapi.Target) dbapi.Target {
	out := dbapi.Target{Kind: in.Kind, Size: in.Size}
	out.Set = func(field unsafe.Pointer, v dbapi.Value, a *dbapi.Arena) error {
		at := (*unsafe.Pointer)(field)
		if b.first {
			*at = nil
		}
		switch {
		case *at == nil && v.IsNull():
			return nil
		case *at == nil && b.needed:
			return b.half(c)
		case v.IsNull() && !b.null:
			return b.half(c)
		case *at == nil:
			*at = reflect.New(b.typ).UnsafePointer()
		}
		return in.Store(unsafe.Add(*at, b.inner), v, a)
	}
	return out
}

func (b *behind) half(c *Column) error {
	return fmt.Errorf("%s.%s is half NULL in a row (at %s): it is nil when all its columns are NULL, and cannot be read otherwise unless their fields can be NULL, too", c.Mapper.Name(), b.name, c.Def.Name)
}

// Reader is how the field is read where not a whole entity is: nil where it needs nothing
// but its offset.
func (c *Column) Reader() func(int) (dbapi.Target, error) {
	if c.behind == nil {
		return nil
	}
	return c.Target
}

// Through is how the field of an object is bound, where its offset does not lead to it; or nil.
func (c *Column) Through() func(unsafe.Pointer) (dbapi.Value, error) {
	if c.behind == nil {
		return nil
	}
	return func(obj unsafe.Pointer) (dbapi.Value, error) { return c.bound(unsafe.Add(obj, c.Offset)) }
}
