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
)

// A Kind is how a relationship is held.
type Kind uint8

// Kinds. The direction is said, never inferred: One has the foreign key here, Many
// and HasOne there.
const (
	ToOne  Kind = iota // a reference, and the foreign key is here
	Many               // a collection
	HasOne             // a reference to the one row that has the foreign key
)

// String is the kind's type in package orm.
func (k Kind) String() string { return [...]string{"orm.One", "orm.Many", "orm.HasOne"}[k] }

// A Relationship leads from the entities of a mapper to those of another.
type Relationship struct {
	Name       string // of the field
	Index      int    // among Mapper.Rels
	Kind       Kind
	Strategy   Strategy
	Mapper     *Mapper
	To         reflect.Type // the struct that it leads to
	Target     *Mapper
	Offset     uintptr   // of the field
	Link       *Link     // the foreign key that it follows
	Pair       *PairSide // of the association table that it goes through, the side of Mapper; Link is nil then
	View       *View     // conditions of the program's own; Pair is nil then, and Link unless they can be written
	Inverse    *Relationship
	Order      []sql.Node
	Map        reflect.Type // of a collection in a map
	KeyedBy    *Column      // of Target: the key of the map
	PostUpdate bool         // the foreign key may be written by an UPDATE of its own

	Choice *Choice // whose target this is; nil: of none
	tag    dbapi.Value
	face   *face // of a field of an interface type

	Loose bool    // held by no field
	Place *Column // of Target: its place in the collection
	place *sql.ColumnNode

	columns    []sql.Node // what ForeignKey said
	farColumns []sql.Node // … of an association table's other side
	inverse    *Relationship
	through    *schema.Table
	keyed      *sql.ColumnNode
	cascade    Cascade
	broken     bool
}

// A Link is a foreign key between two mapped tables, with the relationships that
// follow it.
type Link struct {
	FK       *schema.ForeignKey // nil where the schema has none
	Index    int                // among Child.Links
	Child    *Mapper
	Parent   *Mapper
	Columns  []*Column  // of Child
	Referred []*Column  // of Parent
	ToKey    bool       // Referred is Parent's primary key
	Key      *KeyReader // of Columns; nil where these have other types than Referred
	Alt      *KeyReader // the same of Referred, unless ToKey
	Reads    []*Column  // what Key reads: Columns, and the Tag
	Tag      *Column    // of Child: it holds tag where the link ties its row; nil where there is none
	tag      dbapi.Value
	One      *Relationship // of Child; nil when there is none
	Back     *Relationship // Many or HasOne of Parent; nil when there is none
	Loose    bool          // a collection of Parent that no field holds leads here

	// Conditional says that further conditions tell which rows the link ties: having the
	// key is not enough. Rel has them.
	Conditional bool
	Rel         *Relationship
}

// NewRelationship adds a relationship to m. to is *T.
func NewRelationship(m *Mapper, name string, kind Kind, from, to reflect.Type) *Relationship {
	r := &Relationship{Name: name, Index: len(m.Rels), Kind: kind, Mapper: m, To: to}
	m.Rels = append(m.Rels, r)
	fail := func(p Problem) {
		r.broken, m.structural = true, true
		m.problem(p)
	}
	if to.Kind() != reflect.Pointer || to.Elem().Kind() != reflect.Struct {
		fail(Problem{What: fmt.Sprintf("%s leads to %s, which is no struct", name, indirect(to))})
		return r
	}
	r.To = to.Elem()
	if from.Kind() != reflect.Pointer || from.Elem() != m.Struct {
		fail(Problem{What: fmt.Sprintf("%s is %s[%s, %s], but the table is %s's", name, kind, indirect(from), r.To.Name(), m.Name()),
			Add: fmt.Sprintf("%s %s[%s, %s]", name, kind, m.Name(), local(r.To, m.Decl)), To: m.Decl.String() + ", instead"})
		return r
	}
	p, err := lookup(m.Struct, []string{name})
	want := to
	if kind == Many {
		want = reflect.SliceOf(to)
	}
	switch {
	case err != nil:
		fail(Problem{What: fmt.Sprintf("relationship %s: %v", name, err)})
	case p == nil:
		fail(Problem{What: fmt.Sprintf("relationship %s has no field in %s", name, m.Struct), Add: name + " " + local(want, m.Struct), To: m.Struct.String()})
	case kind == Many && p.typ.Kind() == reflect.Map && p.typ.Elem() == to:
		r.Offset, r.Map = p.offset, p.typ
	case p.typ != want && kind != Many && p.typ.Kind() == reflect.Interface:
		r.Offset, r.face = p.offset, &face{typ: p.typ}
	case p.typ != want:
		fail(Problem{What: fmt.Sprintf("relationship %s %s is held by a %s, and field %s.%s is a %s%s", name, kind, local(want, m.Struct), m.Name(), name, local(p.typ, m.Struct), whyNot(p.typ)),
			Add: name + " " + local(want, m.Struct), To: m.Struct.String() + ", instead"})
	default:
		r.Offset = p.offset
	}
	return r
}

func whyNot(t reflect.Type) string {
	switch {
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return " (growing would move the objects)"
	case t.Kind() == reflect.Map:
		return " (a map holds a collection as map[K]" + "*T)"
	case t.Kind() == reflect.Interface:
		return " (an interface holds one object, as a *T does)"
	}
	return ""
}

// FullName is the relationship as messages name it: Product.Orders.
func (r *Relationship) FullName() string { return r.Mapper.Name() + "." + r.Name }

// open reports whether the declaration may still be changed, and records a mistake
// when it may not.
func (r *Relationship) open(what string) bool {
	if r.Mapper.configured {
		r.Mapper.Failf("%s.%s", r.Name, what)
		return false
	}
	return true
}

// Follow says which foreign key the relationship follows, by its columns.
func (r *Relationship) Follow(columns []sql.Node) {
	if r.open("ForeignKey") {
		r.columns = columns
	}
}

// InverseOf says that o is the same relationship seen from the other side.
func (r *Relationship) InverseOf(o *Relationship) {
	switch {
	case !r.open("Inverse"):
	case o == nil:
		r.Mapper.Failf("%s.Inverse is given a relationship of a table that is not declared yet: say it once, where both sides are known", r.Name)
	case r.inverse != nil && r.inverse != o || o.inverse != nil && o.inverse != r:
		r.Mapper.Failf("%s.Inverse(%s) contradicts an Inverse that was said before", r.Name, o.FullName())
	default:
		r.inverse, o.inverse = o, r
	}
}

// Through says that the rows are tied by a table between the two.
func (r *Relationship) Through(table *schema.Table) {
	if r.open("Through") {
		r.through = table
	}
}

// KeyBy says which column of the target a collection in a map is keyed by.
func (r *Relationship) KeyBy(column sql.Node) {
	if !r.open("KeyedBy") {
		return
	}
	r.keyed, _ = column.(*sql.ColumnNode)
	if r.keyed == nil || r.Map == nil {
		r.Mapper.Failf("%s.KeyedBy: the field is no map, or what is given is no column", r.Name)
	}
}

// ManyOf is the collection in obj. Its elements are pointers to r.To.
func (r *Relationship) ManyOf(obj unsafe.Pointer) *[]unsafe.Pointer {
	return (*[]unsafe.Pointer)(unsafe.Add(obj, r.Offset))
}

// resolve finds target and foreign key.
func (r *Relationship) resolve() {
	m := r.Mapper
	if r.broken || m.structural {
		return
	}
	fail := func(or string, format string, args ...any) {
		r.broken = true
		m.problem(Problem{What: fmt.Sprintf("relationship %s: ", r.Name) + fmt.Sprintf(format, args...), Or: or})
	}
	var here []*Mapper
	for _, t := range m.Registry.mappers {
		if t.Struct == r.To && !t.IsView() {
			here = append(here, t)
		}
	}
	t, err := Pick(here, r.To.String(), m.Registry)
	if err != nil {
		fail("", "%v", err)
		return
	}
	if m.IsView() {
		fail("", "a view has no relationships")
		return
	}
	r.Target = t
	if t.structural || t.Identity == nil || m.Identity == nil {
		r.broken = true // what is wrong there is reported already
		return
	}
	if r.wear(fail); r.broken {
		return
	}
	r.checkOrder(fail)
	if r.resolveMap(fail); r.broken {
		return
	}
	if r.resolvePlace(fail); r.broken {
		return
	}
	if r.resolvePassive(fail); r.broken {
		return
	}
	if r.inheritJoin(); r.View != nil {
		switch {
		case !r.View.Written:
			r.resolveView(fail)
		case r.through != nil:
			r.resolvePairJoin(fail)
		default:
			r.resolveJoin(fail)
		}
		return
	}
	if o := r.inverse; r.through == nil && o != nil && o.through != nil && r.Kind == Many { // saying it on one side is enough
		r.through = o.through
		if len(r.columns)+len(r.farColumns) == 0 {
			r.columns, r.farColumns = o.farColumns, o.columns
		}
	}
	if r.through != nil {
		r.resolvePair(t, fail)
		return
	}
	child, parent := m, t
	if r.Kind != ToOne {
		child, parent = t, m
	}
	fk := r.foreignKey(child, parent, fail)
	if fk == nil {
		r.broken = true
		return
	}
	l, err := child.link(fk, parent)
	if err != nil {
		fail("", "%v", err)
		return
	}
	if l.Key == nil {
		fail("", "%s has another type than %s, to which it refers", Names(l.Columns), Names(l.Referred))
		return
	}
	if !l.ToKey && !parent.unique(l.Referred) {
		fail("", "its foreign key %s refers to %s, of which no primary key and no unique constraint says that a row of %s has it alone", describe(fk), Names(l.Referred), parent.Table.FullName())
		return
	}
	if r.Loose {
		r.Link, l.Loose = l, true
		return
	}
	if r.Kind == ToOne {
		if l.One != nil && l.One != r {
			fail("", "%s follows the same foreign key (%s): one of the two is enough", l.One.FullName(), describe(fk))
			return
		}
		l.One = r
	} else {
		if l.Back != nil && l.Back != r {
			fail("", "%s follows the same foreign key (%s): one of the two is enough", l.Back.FullName(), describe(fk))
			return
		}
		l.Back = r
	}
	r.Link = l
}

// foreignKey chooses among the foreign keys from child to parent.
func (r *Relationship) foreignKey(child, parent *Mapper, fail func(or, format string, args ...any)) *schema.ForeignKey {
	var all, fit []*schema.ForeignKey
	for _, f := range child.foreignKeys() {
		if !parent.has(f.Target()) {
			continue
		}
		all = append(all, f)
		if len(r.columns) == 0 || slices.EqualFunc(f.Columns, r.columns, func(c *schema.ColumnDef, n sql.Node) bool { return schema.DefOf(n) == c }) {
			fit = append(fit, f)
		}
	}
	names := func(fs []*schema.ForeignKey) string {
		s := make([]string, len(fs))
		for i, f := range fs {
			s[i] = describe(f)
		}
		return strings.Join(s, ", ")
	}
	switch {
	case len(fit) == 1:
		return fit[0]
	case len(all) == 0:
		where := "the table of the many"
		if r.Kind == ToOne {
			where = "this table"
		} else if r.Kind == HasOne {
			where = "the other table"
		}
		fail(fmt.Sprintf("declare one: t.%sID.References(…), in %s", parent.Name(), child.Decl), "%s follows a foreign key in %s, and %s has none to %s", r.Kind, where, child.Table.FullName(), parent.Table.FullName())
	case len(r.columns) > 0 && len(fit) == 0:
		fail("", "ForeignKey names columns that are none of the foreign keys from %s to %s: %s", child.Table.FullName(), parent.Table.FullName(), names(all))
	default:
		how := fmt.Sprintf("say which one: t.%s.ForeignKey(t.%s)", r.Name, goName(child, fit[0]))
		if child != r.Mapper {
			how = fmt.Sprintf("say which one, where both tables are known: %s.ForeignKey(….%s) with the column of %s", r.Name, goName(child, fit[0]), child.Decl)
		}
		fail(how, "%s has %d foreign keys to %s: %s", child.Table.FullName(), len(fit), parent.Table.FullName(), names(fit))
	}
	return nil
}

func goName(m *Mapper, f *schema.ForeignKey) string {
	if c := m.ColumnOf(f.Columns[0]); c != nil {
		return strings.Join(c.Path, ".")
	}
	return f.Columns[0].Name
}

func describe(f *schema.ForeignKey) string {
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = c.Name
	}
	return f.Table().FullName() + "(" + strings.Join(names, ", ") + ")"
}

// link is the Link of a foreign key of m, made when there is none yet.
func (m *Mapper) link(fk *schema.ForeignKey, parent *Mapper) (*Link, error) {
	for _, l := range m.Links {
		if l.FK == fk && !l.Conditional {
			return l, nil
		}
	}
	l := &Link{FK: fk, Index: len(m.Links), Child: m, Parent: parent}
	for _, c := range fk.Columns {
		x := m.ColumnOf(c)
		if x == nil {
			return nil, fmt.Errorf("column %s of the foreign key has no field in %s", c.FullName(), m.Struct)
		}
		l.Columns = append(l.Columns, x)
	}
	for _, c := range fk.Referred() {
		x := parent.ColumnOf(c)
		if x == nil {
			return nil, fmt.Errorf("column %s of the foreign key has no field in %s", c.FullName(), parent.Struct)
		}
		l.Referred = append(l.Referred, x)
	}
	l.configureKey()
	m.Links = append(m.Links, l)
	parent.Back = append(parent.Back, l)
	return l, nil
}

// configureKey makes the reader of the foreign key, with its parts in the order of
// what it refers to.
func (l *Link) configureKey() {
	to := l.Parent.Identity
	l.ToKey = len(l.Referred) == len(l.Parent.Key) && !slices.ContainsFunc(l.Parent.Key, func(k *Column) bool { return !slices.Contains(l.Referred, k) })
	if !l.ToKey {
		var parts []keyPart
		for _, c := range l.Referred {
			parts = append(parts, newPart(c.Type, c.Offset, c.Def.Type))
		}
		to = newKeyReader(parts)
	}
	parts := make([]keyPart, 0, len(l.Columns))
	for _, k := range l.Order() {
		c := l.Columns[slices.Index(l.Referred, k)]
		parts = append(parts, newPart(c.Type, c.Offset, k.Def.Type))
	}
	r := newKeyReader(parts)
	if l.Reads = l.Columns; l.Tag != nil {
		l.Reads = append(l.Columns[:len(l.Columns):len(l.Columns)], l.Tag)
		r.guard = newGuard(l.Tag, l.tag)
	}
	if r.like(to) {
		r.Shape = to.Shape
		if l.Key = r; !l.ToKey {
			l.Alt = to
		}
	}
}

// Order is Referred in the order in which keys are read: that of the primary key, where it is that.
func (l *Link) Order() []*Column {
	if l.ToKey {
		return l.Parent.Key
	}
	return l.Referred
}

// Optional reports whether the foreign key can be NULL.
func (l *Link) Optional() bool {
	for _, c := range l.Columns {
		if c.Def.Nullable {
			return true
		}
	}
	return false
}

// linkKeys makes links of the foreign keys that no relationship follows, for the
// order of a flush.
func (m *Mapper) linkKeys() {
	if m.structural || m.IsView() {
		return
	}
	if m.inherits() {
		own := m.Links // by conditions
		m.Links = append([]*Link(nil), m.Super.Links...)
		for _, l := range own {
			l.Index = len(m.Links)
			m.Links = append(m.Links, l)
		}
		m.Conditional = m.Conditional || m.Super.Conditional
	}
	for _, f := range m.foreignKeys() {
		for _, p := range m.Registry.mappers {
			if p.owns(f.Target()) && !p.structural && p.Identity != nil {
				_, _ = m.link(f, p) // without fields for its columns it has no part in objects
			}
		}
	}
}

// pair joins the two sides of a link, and checks what Inverse said.
func (r *Relationship) pair() {
	if r.broken || r.Loose || r.Link == nil && r.Pair == nil {
		return
	}
	if r.Pair != nil {
		other := r.Pair.Far().Rel
		if r.inverse != nil && r.inverse != other && !r.inverse.broken {
			r.Mapper.problem(Problem{What: fmt.Sprintf("relationship %s: Inverse(%s), but the two do not go through the same table", r.Name, r.inverse.FullName())})
		}
		r.Inverse = other
		return
	}
	other := r.Link.Back
	if r.Kind != ToOne {
		other = r.Link.One
	}
	if r.inverse != nil && r.inverse != other {
		if !r.inverse.broken {
			r.Mapper.problem(Problem{What: fmt.Sprintf("relationship %s: Inverse(%s), but the two do not follow the same foreign key: %s here, %s there", r.Name, r.inverse.FullName(), r.Link.text(), linkText(r.inverse))})
		}
		return
	}
	r.Inverse = other
}

func linkText(r *Relationship) string {
	if r.Link == nil {
		return "none"
	}
	return r.Link.text()
}
