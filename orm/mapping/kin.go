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

// Entities that inherit from others. A struct that embeds its parent's first has the
// parent at its own address, so that one pointer is both, and what is known of the
// parent (columns, relationships, foreign keys) holds for it with the same offsets and the
// same numbers: a mapper that inherits begins with all that its parent has.

// An Inheritance is where the rows of an entity that inherits are.
type Inheritance uint8

// Inheritances.
const (
	Inherits      Inheritance = iota // from nothing
	SingleTable                      // in the parent's table
	JoinedTable                      // in the parent's table and one of its own, tied by the key
	ConcreteTable                    // in a table of its own, whole
)

// A Hierarchy is a root and all that inherits from it by its tables: one key, one object.
type Hierarchy struct {
	Root    *Mapper
	Members []*Mapper // by Mapper.Kind
	Disc    *Column   // of the root: what a row is

	disc    *schema.ColumnDef
	strings map[string]*Mapper
	numbers map[int64]*Mapper
	others  map[string]*Mapper
}

// A Part is one table of those in which an entity's rows are.
type Part struct {
	Table *schema.Table
	Owner *Mapper             // which has no part behind it
	Key   []*schema.ColumnDef // in the order of Mapper.Key; nil for the first part
	nodes []*sql.ColumnNode   // of the key
}

// SetDiscriminator makes m the root of a hierarchy. identity says which rows are m's own;
// abstract: none are.
func (m *Mapper) SetDiscriminator(n sql.Node, identity any, abstract bool) {
	d := schema.DefOf(n)
	if m.configured || d == nil || d.Table() != m.Table || m.Family != nil {
		m.Failf("orm.Discriminator wants one column of %s, once, in the function that declares it", m.Table.FullName())
		return
	}
	m.Family = &Hierarchy{Root: m, Members: []*Mapper{m}, disc: d, strings: map[string]*Mapper{}, numbers: map[int64]*Mapper{}, others: map[string]*Mapper{}}
	m.identify(identity, abstract)
	d.Kinds = m.Family.written
}

// written is what the table of all kinds holds where a row gives v as what it is: nothing
// given is what the root stands for.
func (h *Hierarchy) written(v dbapi.Value) (own dbapi.Value, given bool, err error) {
	switch {
	case h.find(v) != nil:
		return v, true, nil
	case !unsaid(v):
		return v, true, fmt.Errorf("%s says that the row is what no entity of %s's hierarchy is declared as: give the identity of one of them", Text(v.Go()), h.Root.Name())
	case h.Root.kind == nil:
		return v, false, fmt.Errorf("it is not set, and no row is a %s itself (orm.AbstractDiscriminator): give the identity of what inherits from it", h.Root.Name())
	}
	return h.Root.kind.Value, false, nil
}

// unsaid reports whether v is NULL or what a field has that nobody has set.
func unsaid(v dbapi.Value) bool {
	switch v.Kind() {
	case dbapi.String, dbapi.Bytes:
		return len(v.Bytes()) == 0
	case dbapi.Int, dbapi.Uint:
		return v.Uint() == 0
	}
	return v.IsNull()
}

// NewKin makes the mapper of an entity that inherits from super.
func NewKin(super *Mapper, how Inheritance, t *schema.Table, decl, entity, key reflect.Type) *Mapper {
	m := New(super.Registry, t, decl, entity, key, nil)
	m.Super, m.How = super, how
	if how == ConcreteTable {
		if super.Heirs = append(super.Heirs, m); super.configured || super.Family != nil {
			m.Failf("it inherits from %s, with a table of its own, and what inherits from that otherwise or is in use already", super.Name())
		}
		return m
	}
	m.Rels = append([]*Relationship(nil), super.Rels...)
	m.Props = append([]*Property(nil), super.Props...)
	m.Parts = append([]Part(nil), super.Parts...)
	if how == JoinedTable {
		m.Parts = append(m.Parts, Part{Table: t, Owner: m, Key: t.PrimaryKey()})
	}
	if m.Family = super.Family; m.Family != nil {
		if super.configured {
			m.Failf("it inherits from %s", super.Name())
		}
		m.Kind = uint8(len(m.Family.Members))
		m.Family.Members = append(m.Family.Members, m)
		if len(m.Family.Members) > 255 {
			m.problem(Problem{What: "a hierarchy has at most 255 entities"})
		}
	}
	return m
}

// Concretes are m, unless it has no table, and all that inherits from it with tables of
// their own.
func (m *Mapper) Concretes() []*Mapper {
	var out []*Mapper
	if !m.Abstract {
		out = append(out, m)
	}
	for _, k := range m.Heirs {
		out = append(out, k.Concretes()...)
	}
	return out
}

// AtPath is the column whose field is there; nil when there is none.
func (m *Mapper) AtPath(path []string) *Column {
	for _, c := range m.Columns {
		if c != nil && slices.Equal(c.Path, path) {
			return c
		}
	}
	return nil
}

// NoTable says that m has no table.
func (m *Mapper) NoTable() {
	if m.configured || m.Family != nil || m.How != Inherits {
		m.Failf("orm.AbstractTable is for what entities with tables of their own inherit from")
		return
	}
	m.Abstract = true
	m.Registry.Meta.Forget(m.Table)
}

// Promise says that what inherits from m, and m itself unless it is abstract, implements i.
func (m *Mapper) Promise(i reflect.Type) { m.promises = append(m.promises, i) }

// keepPromises reports those that m's struct does not keep.
func (m *Mapper) keepPromises() {
	if m.Abstract || m.noStruct {
		return
	}
	p := reflect.PointerTo(m.Struct)
	for x := m; x != nil; x = x.Super {
		for _, i := range x.promises {
			if p.Implements(i) {
				continue
			}
			// Which method is missing, reflect could say; but a program that looks methods up by
			// their names has all of them linked in, of every type: 4 MB.
			m.problem(Problem{What: fmt.Sprintf("*%s does not implement %s: with var _ %[2]s = (*%[1]s)(nil) the compiler says what is missing", m.Name(), local(i, m.Struct))})
		}
	}
}

// Declares says what columns the fields of m's table struct are.
func (m *Mapper) Declares(fields []schema.Field) { m.paths = fields }

// Declared is the column of m at the path of fields; nil when it has none.
func (m *Mapper) Declared(path string) *schema.ColumnDef {
	for _, c := range m.Columns {
		if c != nil && strings.Join(c.Path, ".") == path {
			return c.Def
		}
	}
	return nil
}

// Identify says which rows are m's own, after NewKin. abstract: none are.
func (m *Mapper) Identify(identity any, abstract bool) {
	if m.Family == nil {
		root := m.Super
		for root.Super != nil {
			root = root.Super
		}
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("it inherits from %s, and nothing says what a row of %s is", m.Super.Name(), m.Super.Table.FullName()),
			Add: fmt.Sprintf("orm.Discriminator(t, t.Kind, %q)", schema.Snake(root.Name())), To: "the function that declares " + root.Decl.String()})
		return
	}
	m.identify(identity, abstract)
}

func (m *Mapper) identify(identity any, abstract bool) {
	h := m.Family
	if m.Abstract = abstract; abstract {
		return
	}
	v := reflect.ValueOf(identity)
	if t := h.disc.GoType; v.IsValid() && t != nil && v.Type() != t && v.Kind() == t.Kind() {
		v = v.Convert(t)
	}
	if !v.IsValid() || v.Type() != h.disc.GoType {
		m.problem(Problem{What: fmt.Sprintf("its identity is a %T, and the discriminator %s a %s", identity, h.disc.FullName(), h.disc.GoType)})
		return
	}
	m.IdentityValue = v.Interface()
	val, err := sqltype.EncodeAny(m.IdentityValue, h.disc.Type)
	if err != nil {
		m.problem(Problem{What: fmt.Sprintf("its identity: %v", err)})
		return
	}
	m.kind = &sql.BindNode{Value: val, Type: h.disc.Type}
	if other := h.find(val); other != nil {
		m.problem(Problem{What: fmt.Sprintf("its identity %s is that of %s already", Text(m.IdentityValue), other.Name())})
		return
	}
	for text, other := range h.strings {
		if alike(val, text, h.disc) {
			m.problem(Problem{What: fmt.Sprintf("its identity %s and that of %s, %q, %s", Text(m.IdentityValue), other.Name(), text, alikeWhy), Or: "give one another identity, or say the Collation of " + h.disc.FullName()})
			return
		}
	}
	switch val.Kind() {
	case dbapi.String:
		h.strings[val.Str()] = m
	case dbapi.Int:
		h.numbers[val.Int()] = m
	default:
		h.others[string(appendValue(nil, val))] = m
	}
	for x := m; x != nil; x = x.Super {
		x.onlyKinds()
	}
}

func (h *Hierarchy) find(v dbapi.Value) *Mapper {
	switch v.Kind() {
	case dbapi.String:
		return h.strings[v.Str()]
	case dbapi.Int:
		return h.numbers[v.Int()]
	case dbapi.Null:
		return nil
	}
	return h.others[string(appendValue(nil, v))]
}

// KindOf is what the row is that was read into obj, by its discriminator; nil when nobody
// has that identity, which text then is.
func (h *Hierarchy) KindOf(obj unsafe.Pointer) (m *Mapper, text string, err error) {
	v, err := h.Disc.Value(obj)
	if err != nil {
		return nil, "", err
	}
	if m = h.find(v); m == nil {
		text = Text(reflect.NewAt(h.Disc.Type, h.Disc.At(obj)).Elem().Interface())
	}
	return m, text, nil
}

// IsA reports whether m is of, or inherits from it.
func (m *Mapper) IsA(of *Mapper) bool {
	for x := m; x != nil; x = x.Super {
		if x == of {
			return true
		}
	}
	return false
}

// Polymorphic reports whether rows of m may be those of what inherits from it.
func (m *Mapper) Polymorphic() bool {
	if m.Family == nil {
		return false
	}
	for _, x := range m.Family.Members {
		if x.Super == m {
			return true
		}
	}
	return false
}

// matchKin finds the columns of an entity that inherits: its parent's, at the same places,
// and then its own.
func (m *Mapper) matchKin() {
	m.checkEmbedding()
	inherited := map[*schema.ColumnDef]bool{}
	for _, c := range m.Super.Columns {
		if c == nil {
			m.structural = true // what is wrong there is reported already
			continue
		}
		k := *c
		k.Mapper = m
		inherited[c.Def] = true
		m.Columns = append(m.Columns, &k)
	}
	m.structural = m.structural || m.Super.structural
	for _, f := range m.paths {
		if inherited[f.Column] {
			continue
		}
		p, err := lookup(m.Struct, f.Path)
		switch {
		case err != nil:
			m.structural = true
			m.problem(Problem{What: fmt.Sprintf("column %s %s: %v", strings.Join(f.Path, "."), kindOfColumn(f.Column), err)})
		case p == nil:
			m.structural = true
			m.problem(m.noField(f))
		default:
			if f.Column.PrimaryKey && m.How == SingleTable {
				m.problem(Problem{What: fmt.Sprintf("column %s is part of the primary key, which %s has from %s", strings.Join(f.Path, "."), m.Name(), m.Super.Name())})
			}
			c := newColumn(m, f.Column, len(m.Columns), f.Path, p)
			c.Part = len(m.Parts) - 1
			m.Columns = append(m.Columns, c)
		}
	}
	m.unmatched(m.Struct, nil)
}

// checkEmbedding makes sure that one address is the object and its parent.
func (m *Mapper) checkEmbedding() {
	if m.noStruct || m.Super.noStruct {
		return
	}
	up := m.Super.Struct
	if m.Struct.NumField() == 0 || !m.Struct.Field(0).Anonymous || m.Struct.Field(0).Type != up {
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("%s inherits from %s, and does not begin with it: an object and its parent have one address", m.Name(), m.Super.Name()),
			Add: local(up, m.Struct), To: m.Struct.String() + ", as its first field"})
		return
	}
	for _, c := range m.Super.Columns {
		if c == nil {
			continue
		}
		if p, err := lookup(m.Struct, c.Path); err != nil || p == nil || p.offset != c.Offset {
			m.structural = true
			m.problem(Problem{What: fmt.Sprintf("%s.%s hides %s, which it inherits: give one of the two another name", m.Name(), strings.Join(c.Path, "."), c.Name())})
		}
	}
}

// settleKin copies what may have been declared after m was.
func (m *Mapper) settleKin() {
	for i, p := range m.Parts {
		for k, c := range p.Key {
			if i > 0 {
				c.Type = m.Parts[0].Table.PrimaryKey()[k].Type
				c.Node().Type = c.Type
			}
		}
	}
	for _, c := range m.Columns {
		if c != nil && c.Node.Of != nil {
			c.Node.Name, c.Node.Type = c.Node.Of.Name, c.Node.Of.Type
		}
	}
	up := m.Super
	if m.Deleted != nil || m.Tenant != nil || len(m.Where) > 0 {
		m.problem(Problem{What: fmt.Sprintf("policies of a hierarchy are those of its root: declare them with %s", m.Family.Root.Decl)})
	}
	m.Deleted, m.Tenant, m.Where = up.Deleted, up.Tenant, up.Where
	m.Hooks = up.Hooks.and(m.Hooks)
	m.ignored = append(up.ignored[:len(up.ignored):len(up.ignored)], m.ignored...)
}

func (h Hooks) and(o Hooks) Hooks {
	join := func(a, b []any) []any { return append(a[:len(a):len(a)], b...) }
	return Hooks{join(h.BeforeInsert, o.BeforeInsert), join(h.AfterInsert, o.AfterInsert), join(h.BeforeUpdate, o.BeforeUpdate),
		join(h.AfterUpdate, o.AfterUpdate), join(h.BeforeDelete, o.BeforeDelete), join(h.AfterDelete, o.AfterDelete), join(h.Validate, o.Validate), join(h.AfterLoad, o.AfterLoad), join(h.AfterRefresh, o.AfterRefresh)}
}

// inherits reports whether m begins with its parent's columns.
func (m *Mapper) inherits() bool { return m.How == SingleTable || m.How == JoinedTable }

// first is the number of columns that m does not inherit from anyone: its own begin there.
func (m *Mapper) first() int {
	if m.inherits() {
		return len(m.Super.Columns)
	}
	return 0
}

// Inherited is the relationship of that name which m has from its parents, seen from from; nil
// when there is none.
func (m *Mapper) Inherited(name string, from reflect.Type) *Relationship {
	if !m.inherits() || from.Kind() != reflect.Pointer {
		return nil
	}
	for _, r := range m.Super.Rels {
		if r.Name == name && r.Mapper.Struct == from.Elem() {
			return r
		}
	}
	return nil
}

// IsUnset reports whether the field of obj is its zero.
func (c *Column) IsUnset(obj unsafe.Pointer) bool {
	return reflect.NewAt(c.Type, c.At(obj)).Elem().IsZero()
}

// owns reports whether t is m's own table, and not one that it shares with its parent.
func (m *Mapper) owns(t *schema.Table) bool { return m.Table == t && m.How != SingleTable }

// has reports whether rows of m are, in part, rows of t.
func (m *Mapper) has(t *schema.Table) bool {
	for _, p := range m.Parts {
		if p.Table == t {
			return true
		}
	}
	return false
}

// foreignKeys are those of all of m's tables, as far as m has the columns.
func (m *Mapper) foreignKeys() []*schema.ForeignKey {
	if !m.inherits() {
		return m.Table.ForeignKeys
	}
	var out []*schema.ForeignKey
	for _, p := range m.Parts {
	keys:
		for _, f := range p.Table.ForeignKeys {
			for _, c := range f.Columns {
				if x := m.ColumnOf(c); x == nil || x.own == c {
					continue keys
				}
			}
			out = append(out, f)
		}
	}
	return out
}

// PartOf is which of m's tables t is.
func (m *Mapper) PartOf(t *schema.Table) int {
	for i, p := range m.Parts {
		if p.Table == t {
			return i
		}
	}
	return 0
}
