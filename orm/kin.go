package orm

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Inheritance. The struct of what inherits embeds its parent's first:
//
//	type Employee struct { ID int; Kind, Name string }
//	type Engineer struct { Employee; Language string }
//
// so that an *Employee may be the part of an Engineer, at the same address. A query of
// employees gives each row as what it is, and As tells:
//
//	if e, ok := orm.As[*Engineer](s, employee); ok { … }
//
// Rejected was a pointer to something else than the object itself: there is one object
// for each key, whatever it is asked for as.

// Discriminator makes t the root of a hierarchy: column holds what each row is, and
// identity says so of the rows that are t's own entity. It belongs into the function that
// declares t. The column has a field in the entity, which the session fills in, and
// which nobody changes. It may be one that the database computes of others (Stored, Virtual):
// a flush after which a row would be something else than its object is a
// *DiscriminatorError, and is rolled back.
func Discriminator[T any](t TableStruct, column schema.ColumnOf[T], identity T) {
	if m := declaredIn(t, "orm.Discriminator"); m != nil {
		m.SetDiscriminator(sql.NodeOf(column), identity, false)
	}
}

// AbstractDiscriminator is Discriminator for a root that no row is: only what inherits
// from it.
func AbstractDiscriminator[T any](t TableStruct, column schema.ColumnOf[T]) {
	if m := declaredIn(t, "orm.AbstractDiscriminator"); m != nil {
		m.SetDiscriminator(sql.NodeOf(column), nil, true)
	}
}

// Abstract is the identity of an entity that no row is: only what inherits from it.
const Abstract = abstract(0)

type abstract int

// SingleTable declares an entity that inherits from parent and shares its table, to which
// it adds columns: they are NULL in the rows of others. The struct that P points to
// embeds TableOf, and the structs of columns that the parent's embeds, so far as it wants
// to name them. identity is the discriminator of its rows, or Abstract.
//
// Mistakes are reported by Configure.
func SingleTable[P TableStruct](parent TableStruct, identity any, declare func(P)) P {
	return inherit(parent, mapping.SingleTable, "", identity, nil, declare)
}

// JoinedTable declares an entity that inherits from parent and has its own columns in a
// table of its own, called name: that begins with the parent's primary key, which
// refers to the parent's row. Options are those of that foreign key: with
// schema.OnDelete(schema.Cascade) the database deletes the row together with the parent's.
func JoinedTable[P TableStruct](parent TableStruct, name string, identity any, declare func(P), options ...schema.FKOption) P {
	return inherit(parent, mapping.JoinedTable, name, identity, options, declare)
}

// heir is what is declared, without its type.
type heir struct {
	up     *mapping.Mapper
	m      *mapping.Mapper
	table  *schema.Table
	fields []schema.Field
}

func inherit[P TableStruct](parent TableStruct, how mapping.Inheritance, name string, identity any, options []schema.FKOption, declare func(P)) P {
	p := reflect.New(reflect.TypeFor[P]().Elem()).Interface().(P)
	h := newHeir(parent, p, how, name, options)
	if h == nil {
		return p
	}
	h.begin(p, identity)
	if declare != nil {
		declare(p)
	}
	h.end(p)
	return p
}

func newHeir(parent, p TableStruct, how mapping.Inheritance, name string, options []schema.FKOption) *heir {
	up := declaredIn(parent, "what inherits")
	if up == nil {
		return nil // whoever uses p is told that it is not declared
	}
	h := &heir{up: up, table: up.Table}
	if how == mapping.JoinedTable {
		h.table = schema.NewKinTable(up.Registry.Meta, name, up.Table, options...)
	}
	h.fields = schema.BindKin(p, h.table, how == mapping.JoinedTable, func(path string) *schema.ColumnDef { return up.Declared(path) })
	entity, key := p.(typed).types()
	h.m = mapping.NewKin(up, how, h.table, reflect.TypeOf(p).Elem(), entity, key)
	return h
}

func (h *heir) begin(p TableStruct, identity any) {
	h.m.Declares(h.fields)
	h.m.Facade = p
	p.embeds_orm_TableOf().m = h.m
	if t, ok := p.(sql.Pointable); ok {
		sql.Point(t, h.table.Node())
	}
	bindParts(reflect.ValueOf(p).Elem(), h.m)
	_, none := identity.(abstract)
	h.m.Identify(identity, none)
	schema.DeclareOwnMixins(p, h.up.Decl)
}

func (h *heir) end(p TableStruct) {
	h.m.Bind()
	n := h.m.Source()
	schema.PointKin(p, n)
	parts(reflect.ValueOf(p).Elem(), "", func(x part, _ string) { x.rebase(n) })
}

// As is an object of the session as the type that it is: T is the pointer to a struct of the
// hierarchy, or an interface that such pointers implement. It is false when the object is
// something else, nil, or unknown to the session.
func As[T any](s *Session, obj any) (t T, ok bool) {
	x := s.concrete(obj)
	t, ok = x.(T)
	return t, ok
}

// concrete is an object with the type that it is.
func (s *Session) concrete(obj any) any {
	if s.enter() != nil {
		return nil
	}
	defer s.leave()
	m, p, err := s.mapper(obj)
	if err != nil {
		return nil
	}
	mp := s.st.Map(m)
	r, found := mp.Find(p)
	if found != state.Known && found != state.KeyChanged {
		return nil
	}
	return mp.Of(r).M.Object(p)
}

// OfType is loads of another entity of t's hierarchy, for a query of t: the relationships
// of what inherits from t are loaded for those objects that have them, and those that t
// itself has from its parents for all.
//
//	orm.Select(Employees).With(orm.OfType(Employees, orm.SelectIn(Engineers.Machines)))
func OfType[E, F any](t Entity[E], l Load[F]) Load[E] {
	return (*LoadFor[E])(ofType(t, (*loading)(l)))
}

func ofType(t TableStruct, l *loading) *loading {
	m := declaredIn(t, "orm.OfType")
	if l == nil || m == nil || l.p == nil || l.p.rel == nil {
		return l
	}
	c := *l
	if r := c.p.rel.Mapper; !r.IsA(m) && !m.IsA(r) {
		c.err = fmt.Errorf("OfType: %s has nothing to do with %s", r.Name(), m.Name())
	}
	c.kin = true
	return &c
}

// AnyOf reports whether one of those that r leads to is of t's kind, and conds hold for it;
// t inherits from what r leads to.
//
//	orm.Select(Companies).Where(orm.AnyOf(Companies.People, Engineers, Engineers.Language.Eq("Go")))
func AnyOf(r Path, t TableStruct, conds ...sql.Typed[bool]) sql.Cond {
	d := r.is_a_relationship()
	if err := d.usable(); err != nil {
		return wrong(err)
	}
	kind, err := mapperOf(t)
	if err != nil {
		return wrong(err)
	}
	if !kind.IsA(d.rel.Target) {
		return wrong(fmt.Errorf("AnyOf: %s does not inherit from %s, which %s leads to", kind.Name(), d.rel.Target.Name(), d.rel.Name))
	}
	return existsAs(d, kind, conds)
}

// ToType is r ending at those that are of kind only, which inherits from what r leads to, or at an
// alias of it: for Join, with conditions on what only they have.
//
//	orm.Select(Companies).Join(orm.ToType(Companies.People, Engineers)).Where(Engineers.Language.Eq("Go"))
func ToType(r Path, kind TableStruct) Path {
	d := *pathOf(r)
	if err := d.usable(); err != nil {
		d.err = err
		return pathTo{&d}
	}
	k, err := mapperOf(kind)
	if err == nil && !k.IsA(d.rel.Target) {
		err = fmt.Errorf("ToType: %s does not inherit from %s, which %s leads to", k.Name(), d.rel.Target.Name(), d.rel.FullName())
	}
	if d.err = err; err == nil {
		d.to = sql.SourceOf(kind)
	}
	return pathTo{&d}
}

// Inline reads the columns of what inherits from t in the same statement, by LEFT JOIN
// with their tables, instead of one more statement for each. With it, conditions may name
// their columns. It may be nested in a load of t's entities, and is then for these.
//
//	orm.Select(Employees).With(orm.Inline(Employees, Engineers, Managers)).Where(Engineers.Language.Eq("Go"))
func Inline[E any](t Entity[E], kinds ...TableStruct) Load[E] {
	return (*LoadFor[E])(&loading{inline: kinds, p: &path{}})
}

// fits reports whether what l loads can belong to an m.
func (l *loading) fits(m *mapping.Mapper) bool {
	r := l.p.rel.Mapper
	return r == m || m.IsA(r) || l.kin && r.IsA(m)
}

// join adds the tables of what l reads inline to n, and gives n's conditions their columns.
func (l *loading) join(n *sql.SelectNode, m *mapping.Mapper) error {
	root := n.From[0]
	for _, t := range l.inline {
		k, err := inlined(t, m)
		if err != nil {
			return err
		}
		for i := len(m.Parts); i < len(k.Parts); i++ {
			to := k.Parts[i].Table.Node()
			if joins(n, to) {
				continue
			}
			on := make([]sql.Node, len(m.Key))
			for j, c := range k.PartKey(i) {
				on[j] = &sql.BinaryNode{Op: sql.OpEq, L: c, R: columnIn(root, m.Key[j])}
			}
			n.Joins = append(n.Joins, sql.Join{Kind: sql.LeftOuterJoin, Table: to, On: both(on)})
		}
		from := k.Source()
		apart := func(x sql.Node) sql.Node {
			return sql.Rewrite(x, func(x sql.Node) sql.Node {
				c, ok := x.(*sql.ColumnNode)
				if !ok || c.Table != from {
					return x
				}
				for i, y := range from.Cols {
					if y == c && i < len(m.Columns) {
						return columnIn(root, m.Columns[i])
					}
				}
				if to := columnOfPart(root, c.Of); to != nil {
					return to
				}
				return c.Of
			})
		}
		n.Where, n.OrderBy = rewritten(n.Where, apart), rewritten(n.OrderBy, apart)
	}
	return nil
}

// inlines are those of ls that read columns in the same statement.
func inlines(ls []*loading) []*loading {
	return slices.DeleteFunc(slices.Clone(ls), func(l *loading) bool { return l.inline == nil })
}

// inlined is what t is, which is read inline with an m.
func inlined(t TableStruct, m *mapping.Mapper) (*mapping.Mapper, error) {
	k, err := mapperOf(t)
	switch {
	case err != nil:
	case k == m || !k.IsA(m) || k.Family == nil:
		err = fmt.Errorf("Inline: %s does not inherit from %s", k.Name(), m.Name())
	case sql.SourceOf(t) != k.Source():
		err = fmt.Errorf("Inline is given an alias of %s: its tables are joined under their own names", k.Name())
	}
	return k, err
}

// columnOfPart is a column of a table that root is an alias of, or has as a part; nil when
// it is none.
func columnOfPart(root *sql.TableNode, of *sql.ColumnNode) *sql.ColumnNode {
	for _, x := range root.Cols {
		if x.Origin() == of {
			return x
		}
	}
	return nil
}

func rewritten(ns []sql.Node, f func(sql.Node) sql.Node) []sql.Node {
	out := make([]sql.Node, len(ns))
	for i, n := range ns {
		out[i] = f(n)
	}
	return out
}

func joins(n *sql.SelectNode, t *sql.TableNode) bool {
	for _, j := range n.Joins {
		if j.Table == t {
			return true
		}
	}
	return false
}

// inline adds the columns of the tables that loads have joined to n's items, and gives
// the next column.
func (r *rowReader) inline(n *sql.SelectNode, ls []*loading, next int, defers bool) int {
	if root := n.From[0]; root.Parts != nil { // what shares the last of its tables has columns there
		own := root.Parts.Parts[len(root.Parts.Parts)-1]
		for _, m := range r.m.Family.Members {
			if m == r.m || !m.IsA(r.m) {
				continue
			}
			for _, c := range m.Columns[len(r.m.Columns):] {
				if defers && m.Deferred != nil && m.Deferred[c.Index] {
					continue
				}
				if c.Part < len(r.m.Parts) && find(r.spots, c.Def.Node()) < 0 {
					x := sql.PartColumn(root, own, c.Def.Node())
					n.Items = append(n.Items, x)
					r.spots = append(r.spots, spot{[]*sql.ColumnNode{x}, next})
					next++
				}
			}
		}
	}
	for _, l := range ls {
		for _, t := range l.inline {
			k := t.embeds_orm_TableOf().m
			for i := len(r.m.Parts); i < len(k.Parts); i++ {
				to := k.Parts[i].Table.Node()
				if find(r.spots, to.Cols[0]) >= 0 {
					continue
				}
				n.Items = append(n.Items, to)
				r.spots = append(r.spots, spot{to.Cols, next})
				next += len(to.Cols)
			}
		}
	}
	return next
}

// inlineAs is what inline is for entities that are joined as to, or in a document: it joins the
// tables of what inherits, too.
func (r *rowReader) inlineAs(n *sql.SelectNode, to *sql.TableNode, ls []*loading, next int) (int, error) {
	m := r.m
	for _, l := range ls {
		for _, t := range l.inline {
			k, err := inlined(t, m)
			if err != nil {
				return 0, err
			}
			for i := len(m.Parts); i < len(k.Parts); i++ {
				part := k.Parts[i].Table.Node()
				if find(r.spots, part.Cols[0]) >= 0 {
					continue
				}
				as := sql.AliasOf(part, to.Ref()+"_"+part.Name)
				on := make([]sql.Node, len(m.Key))
				for j, c := range k.PartKey(i) {
					on[j] = &sql.BinaryNode{Op: sql.OpEq, L: as.ColumnOf(c), R: columnIn(to, m.Key[j])}
				}
				n.Joins = append(n.Joins, sql.Join{Kind: sql.LeftOuterJoin, Table: as, On: both(on)})
				n.Items = append(n.Items, as)
				r.spots = append(r.spots, spot{as.Cols, next})
				next += len(as.Cols)
			}
		}
	}
	return next, nil
}

// unknownKind reports whether p, reached as an m, may be anything that inherits from it:
// the session does not know it.
func (u *unit) unknownKind(m *mapping.Mapper, p unsafe.Pointer) bool {
	if !m.Polymorphic() {
		return false
	}
	_, found := u.st.Map(m).Quick(p)
	return found == state.Unknown || found == state.Copy
}

// knownKinds makes sure that what is reached through a hierarchy's pointers was added as
// what it is.
func (u *unit) knownKinds() error {
	for _, mp := range u.st.Maps() {
		for i, rel := range mp.M.Rels {
			if rel.Target == nil || !rel.Target.Polymorphic() || rel.Kinds() { // which its field tells
				continue
			}
			for r := range mp.All() {
				if r.Flags&(state.Deleted|state.Gone) != 0 {
					continue
				}
				if rel.Kind != mapping.Many && rel.OneOf(r.Obj) == *mp.Plan.One(r.Snap, i) {
					continue
				}
				if rel.Kind == mapping.Many && samePointers(rel.Members(r.Obj), *mp.Plan.Many(r.Snap, i)) {
					continue
				}
				for _, x := range reached(rel, r.Obj) {
					if x != nil && u.unknownKind(rel.Target, x) {
						if _, found := u.st.Map(rel.Target).Find(x); found == state.KeyChanged {
							continue
						}
						return unknownKind(rel.Target, u.name(mp.M, r.Obj)+"."+rel.Name)
					}
				}
			}
		}
	}
	return nil
}

func unknownKind(m *mapping.Mapper, path string) error {
	return &UnknownKindError{Path: path, Entity: m.Name()}
}
