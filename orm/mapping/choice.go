package mapping

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Choice is a reference to a row of one of several tables: one column tells of which,
// and the others are its key. It is held by one field of an interface type, and consists of
// relationships, one for each target, which are written in the same columns: at most one
// of them leads to something.
type Choice struct {
	Name    string
	Mapper  *Mapper
	Targets []*Relationship
	Tag     *Column // which tells the target
	field   reflect.Type
	offset  uintptr
	tag     *schema.ColumnDef
	key     []*schema.ColumnDef
	broken  bool
}

// NewChoice adds a choice to m. field is the type of the field, from is *E.
func NewChoice(m *Mapper, name string, from, field reflect.Type) *Choice {
	c := &Choice{Name: name, Mapper: m, field: field}
	m.Choices = append(m.Choices, c)
	fail := func(p Problem) {
		c.broken, m.structural = true, true
		m.problem(p)
	}
	p, err := lookup(m.Struct, []string{name})
	switch {
	case from.Kind() != reflect.Pointer || from.Elem() != m.Struct:
		fail(Problem{What: fmt.Sprintf("%s is orm.OneOf[%s, %s], but the table is %s's", name, indirect(from), local(field, m.Decl), m.Name())})
	case field.Kind() != reflect.Interface:
		fail(Problem{What: fmt.Sprintf("%s is orm.OneOf[%s, %s], and %s is no interface", name, m.Name(), local(field, m.Decl), local(field, m.Decl)), Or: "say orm.One, which leads to one table"})
	case err != nil:
		fail(Problem{What: fmt.Sprintf("%s: %v", name, err)})
	case p == nil:
		fail(Problem{What: fmt.Sprintf("%s has no field in %s", name, m.Struct), Add: name + " " + local(field, m.Struct), To: m.Struct.String()})
	case p.typ != field:
		fail(Problem{What: fmt.Sprintf("%s is held by a %s, and field %s.%s is a %s", name, local(field, m.Struct), m.Name(), name, local(p.typ, m.Struct)),
			Add: name + " " + local(field, m.Struct), To: m.Struct.String() + ", instead"})
	default:
		c.offset = p.offset
	}
	return c
}

// FullName is the choice as messages name it: Comment.Subject.
func (c *Choice) FullName() string { return c.Mapper.Name() + "." + c.Name }

// By says which columns tell the target and hold its key.
func (c *Choice) By(tag sql.Node, key []sql.Node) {
	defs := make([]*schema.ColumnDef, len(key)+1)
	for i, n := range append([]sql.Node{tag}, key...) {
		if defs[i] = schema.DefOf(n); defs[i] == nil || !c.Mapper.has(defs[i].Table()) {
			c.Mapper.Failf("%s.By wants columns of %s: one that tells the target, and those of its key", c.Name, c.Mapper.Table.FullName())
			return
		}
	}
	if c.tag != nil || c.Mapper.configured || len(key) == 0 {
		c.Mapper.Failf("%s.By is said once, in the function that declares %s, with at least two columns", c.Name, c.Mapper.Table.FullName())
		return
	}
	c.tag, c.key = defs[0], defs[1:]
}

// Add adds a target: rows of t, read from to, are referred to where the column tells is.
func (c *Choice) Add(t *Mapper, to *sql.TableNode, facade any, entity reflect.Type, is any) *Relationship {
	m := c.Mapper
	r := NewRelationship(m, c.Name, ToOne, reflect.PointerTo(m.Struct), entity)
	wrong := func(format string, args ...any) *Relationship {
		r.broken = true
		m.Failf("%s: %s", c.Name, fmt.Sprintf(format, args...))
		return r
	}
	switch {
	case c.broken || r.broken:
		r.broken = true
		return r
	case m.configured:
		return wrong("orm.Target(%s) comes too late", t.Name())
	case c.tag == nil:
		return wrong("say which columns it is kept in before its targets: t.%s.By(kind, key), in the function that declares %s", c.Name, m.Table.FullName())
	case len(m.Heirs) > 0:
		return wrong("what inherits from %s has tables of its own, and no columns of this one: give each an orm.OneOf of its own", m.Name())
	}
	v := reflect.ValueOf(is)
	if g := c.tag.GoType; v.IsValid() && g != nil && v.Type() != g && v.Kind() == g.Kind() {
		v = v.Convert(g)
	}
	if !v.IsValid() || v.Type() != c.tag.GoType {
		return wrong("orm.Target(%s) is told by a %T, and %s is a %s", t.Name(), is, c.tag.FullName(), c.tag.GoType)
	}
	val, err := sqltype.EncodeAny(v.Interface(), c.tag.Type)
	if err != nil {
		return wrong("orm.Target(%s): %v", t.Name(), err)
	}
	for _, o := range c.Targets {
		if o.To == r.To || slices.Equal(appendValue(nil, o.tag), appendValue(nil, val)) {
			return wrong("orm.Target(%s) and orm.Target(%s) have one type, or one value that tells them", o.To.Name(), r.To.Name())
		}
		if o.tag.Kind() == dbapi.String && alike(val, o.tag.Str(), c.tag) {
			return wrong("the values that tell %s and %s, %q and %q, %s: give one another value, or say the Collation of %s", o.To.Name(), r.To.Name(), o.tag.Str(), val.Str(), alikeWhy, c.tag.FullName())
		}
	}
	keys := t.Parts[0].Table.PrimaryKey()
	if len(keys) != len(c.key) {
		return wrong("the key of %s has %d columns, and By names %d", t.Name(), len(keys), len(c.key))
	}
	r.Choice, r.tag = c, val
	on := make([]sql.Node, 0, len(keys)+1)
	for i, k := range keys {
		on = append(on, &sql.BinaryNode{Op: sql.OpEq, L: m.in(m.Source(), c.key[i]), R: t.in(to, t.ownKey(i, k))})
	}
	r.View = &View{To: to, Facade: facade, Written: true, On: append(on, &sql.BinaryNode{Op: sql.OpEq, L: m.in(m.Source(), c.tag), R: &sql.BindNode{Value: val, Type: c.tag.Type}})}
	c.Targets = append(c.Targets, r)
	return r
}

// in is a column as t has it: m's source, or an alias of it.
func (m *Mapper) in(t *sql.TableNode, d *schema.ColumnDef) sql.Node {
	if x := t.ColumnOf(d.Node()); x != nil {
		return x
	}
	for _, x := range t.Cols {
		if x.Origin() == d.Node() {
			return x
		}
	}
	return d.Node()
}

// ownKey is the i-th column of the primary key, which is k in the first table, in the last one.
func (m *Mapper) ownKey(i int, k *schema.ColumnDef) *schema.ColumnDef {
	if last := m.Parts[len(m.Parts)-1]; len(m.Parts) > 1 {
		return last.Key[i]
	}
	return k
}

// target is the relationship to a target that r is, or is the inverse of; nil: none.
func (r *Relationship) target() *Relationship {
	switch {
	case r.Choice != nil:
		return r
	case r.inverse != nil && r.inverse.Choice != nil:
		return r.inverse
	}
	return nil
}

// tell makes l a link that holds only where the column of r's choice tells it.
func (l *Link) tell(r *Relationship, fail func(or, format string, args ...any)) {
	t := r.target()
	if t == nil {
		return
	}
	c := t.Choice
	c.Tag = c.Mapper.ColumnOf(c.tag)
	if c.Tag == nil || newGuard(c.Tag, t.tag) == nil {
		fail("", "the column %s, which tells the target, has no field, or is neither a text nor an integer", c.tag.FullName())
		return
	}
	l.Tag, l.tag = c.Tag, t.tag
}

// checkChoices reports those that lead nowhere.
func (m *Mapper) checkChoices() {
	for _, c := range m.Choices {
		if c.Mapper != m {
			continue
		}
		for i, a := range c.Targets {
			for _, b := range c.Targets[:i] {
				if !a.broken && !b.broken && (a.Target.IsA(b.Target) || b.Target.IsA(a.Target)) && a.Target.Family != nil && a.Target.Family == b.Target.Family {
					m.problem(Problem{What: fmt.Sprintf("%s has the targets %s and %s, of which one inherits from the other: which of the two an object is is told by its row already", c.FullName(), b.Target.Name(), a.Target.Name())})
				}
			}
		}
		if len(c.Targets) == 0 && !c.broken && len(m.problems) == 0 {
			m.problem(Problem{What: fmt.Sprintf("%s has no targets", c.FullName()), Or: fmt.Sprintf("say each in init, or as a variable of the package: orm.Target(&….%s, Posts, \"post\")", c.Name)})
		}
	}
}

// Told is the target that obj's columns tell; nil where it has none. known is false where no
// target has that value, which text is then.
func (c *Choice) Told(obj unsafe.Pointer) (r *Relationship, text string, known bool) {
	for _, t := range c.Targets {
		if t.Link != nil && t.Link.Key.guard.holds(obj) {
			return t, "", true
		}
	}
	v, err := c.Tag.Value(obj)
	if err != nil || !v.IsNull() && !c.Tag.IsUnset(obj) {
		return nil, Text(reflect.NewAt(c.Tag.Type, c.Tag.At(obj)).Elem().Interface()), false
	}
	return nil, "", true
}

// Held is the target whose object obj's field holds; nil where it holds none.
func (c *Choice) Held(obj unsafe.Pointer) *Relationship {
	for _, t := range c.Targets {
		if t.OneOf(obj) != nil {
			return t
		}
	}
	return nil
}

// Stranger is the error of a field that holds what is none of the targets.
func (c *Choice) Stranger(obj unsafe.Pointer) error {
	w := (*words)(unsafe.Add(obj, c.offset))
	if w.typ == nil || c.takes(w.typ) {
		return nil
	}
	x := reflect.NewAt(c.field, unsafe.Add(obj, c.offset)).Elem().Elem()
	return c.Refuse(x.Type())
}

// takes reports whether a word of an interface tells one of the targets.
func (c *Choice) takes(word unsafe.Pointer) bool {
	for _, t := range c.Targets {
		for _, k := range t.face.kinds {
			if k.word == word {
				return true
			}
		}
	}
	return false
}

// Refuse is the error of an object that is none of the targets.
func (c *Choice) Refuse(t reflect.Type) error {
	names := make([]string, len(c.Targets))
	for i, r := range c.Targets {
		names[i] = "*" + r.To.Name()
	}
	return fmt.Errorf("%s is given a %v, which is none of its targets: %s; say orm.Target of it, too", c.FullName(), t, strings.Join(names, ", "))
}

// TargetFor is the target for objects of type t, *T; nil when there is none.
func (c *Choice) TargetFor(t reflect.Type) *Relationship {
	for _, r := range c.Targets {
		for _, k := range r.face.kinds {
			if t == reflect.PointerTo(k.m.Struct) {
				return r
			}
		}
	}
	return nil
}

// InheritedChoice is the choice of that name which m has from its parents, seen from from; nil
// when there is none.
func (m *Mapper) InheritedChoice(name string, from reflect.Type) *Choice {
	if !m.inherits() || from.Kind() != reflect.Pointer {
		return nil
	}
	for x := m.Super; x != nil; x = x.Super {
		for _, c := range x.Choices {
			if c.Name == name && c.Mapper.Struct == from.Elem() {
				return c
			}
		}
	}
	return nil
}

// takeOver gives m what its parents were told after it was declared: the targets of choices.
func (m *Mapper) takeOver() {
	if !m.inherits() {
		return
	}
	m.Rels = slices.Concat(m.Super.Rels, slices.DeleteFunc(m.Rels, func(r *Relationship) bool { return r.Mapper != m }))
	for i, r := range m.Rels {
		if r.Mapper == m {
			r.Index = i
		}
	}
	m.Choices = slices.Concat(m.Super.Choices, slices.DeleteFunc(m.Choices, func(c *Choice) bool { return c.Mapper != m }))
}

// TagNode is the value that tells r's targets.
func (r *Relationship) TagNode() sql.Node {
	return &sql.BindNode{Value: r.tag, Type: r.Choice.tag.Type}
}

// Field is what obj's field holds.
func (c *Choice) Field(obj unsafe.Pointer) any {
	return reflect.NewAt(c.field, unsafe.Add(obj, c.offset)).Elem().Interface()
}

// Tell writes what tells the targets of l into a row of its child.
func (l *Link) Tell(obj unsafe.Pointer) error { return l.Tag.Store(obj, l.tag) }

// Told reports whether a row of the child is one that l ties, as far as its tag tells.
func (l *Link) Told(obj unsafe.Pointer) bool { return l.Key.guard.holds(obj) }

// Clear makes obj's field hold nothing.
func (c *Choice) Clear(obj unsafe.Pointer) { *(*words)(unsafe.Add(obj, c.offset)) = words{} }
