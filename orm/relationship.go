package orm

import (
	"context"
	"reflect"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// path is a relationship, starting at a table or an alias of it.
type path struct {
	rel  *mapping.Relationship
	from *sql.TableNode
	to   *sql.TableNode // where it ends, when not at the table itself
	err  error          // why it cannot be used
}

// A relation is a part of a table struct that leads to other entities.
type relation interface {
	part
	is_a_relationship() *path
}

// link is what all relationships consist of: one pointer. It has few methods, for
// each is compiled again for each pair of entities; the rest are functions, of which
// the larger are kept from being inlined there.
//
// A method of a relationship has a pointer for its receiver where it can: one with a
// value is compiled twice.
type link struct {
	_ [0]func()
	d *path
}

//go:noinline
func (l *link) rebase(n *sql.TableNode) {
	if l.d != nil {
		l.d = &path{rel: l.d.rel, from: n}
	}
}

func (l link) is_a_relationship() *path { return l.d }

func bind(l *link, m *mapping.Mapper, name string, kind mapping.Kind, from, to reflect.Type) {
	if r := m.Inherited(name, from); r != nil {
		l.d = &path{rel: r, from: m.Table.Node()}
		return
	}
	l.d = &path{rel: mapping.NewRelationship(m, name, kind, from, to), from: m.Table.Node()}
}

func relOf(l link) *mapping.Relationship {
	if l.d == nil {
		return nil
	}
	return l.d.rel
}

// follow and invert are ForeignKey and Inverse of all kinds.
func follow(l link, columns []sql.Expr) {
	if r := relOf(l); r != nil {
		nodes := make([]sql.Node, len(columns))
		for i, c := range columns {
			nodes[i] = sql.NodeOf(c)
		}
		r.Follow(nodes)
	}
}

func invert(l link, o *path) {
	if r := relOf(l); r != nil {
		if o == nil {
			r.InverseOf(nil)
		} else {
			r.InverseOf(o.rel)
		}
	}
}

func cascade(l link, cs []Cascade) {
	if r := relOf(l); r != nil {
		r.AddCascade(cs...)
	}
}

func postUpdate(l link) {
	if r := relOf(l); r != nil {
		r.SetPostUpdate()
	}
}

func through(l link, t sql.Target) {
	if r := relOf(l); r != nil {
		if to := schema.Of(t); to != nil {
			r.Through(to)
		} else {
			r.Mapper.Failf("%s.Through is given something that is no declared table", r.Name)
		}
	}
}

// A Link leads from E to T, to one or to many. Both are pointers.
type Link[E, T any] interface {
	is_a_relationship() *path
	leads_to(E, T)
}

// A Path is what a query can join along: a relationship, or its To.
type Path interface{ is_a_relationship() *path }

// pathOf is the path of r; a nil one cannot be used.
func pathOf(r Path) *path {
	if v := reflect.ValueOf(r); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return &path{}
	}
	if p := r.is_a_relationship(); p != nil {
		return p
	}
	return &path{}
}

// pathTo is a path that ends at an alias.
type pathTo struct{ p *path }

func (p pathTo) is_a_relationship() *path { return p.p }

//go:noinline
func ending(l link, t sql.Source) Path {
	if l.d == nil {
		return pathTo{&path{}}
	}
	return pathTo{&path{rel: l.d.rel, from: l.d.from, to: sql.SourceOf(t)}}
}

// ToMany is what Many stands for. E and T are pointers.
type ToMany[E, T any] struct{ link }

func (ToMany[E, T]) leads_to(E, T) {}

func (r *ToMany[E, T]) declare(m *mapping.Mapper, name string) {
	bind(&r.link, m, name, mapping.Many, reflect.TypeFor[E](), reflect.TypeFor[T]())
}

// ForeignKey says which foreign key of T's table is followed, by its columns, where
// there are several.
func (r *ToMany[E, T]) ForeignKey(columns ...sql.Expr) *ToMany[E, T] {
	follow(r.link, columns)
	return r
}

// Inverse says that o is the same relationship seen from T. Saying it on one of the
// two sides is enough.
func (r *ToMany[E, T]) Inverse(o Link[T, E]) *ToMany[E, T] {
	invert(r.link, pathOf(o))
	return r
}

// OrderBy says how the objects are ordered when they are loaded.
func (r *ToMany[E, T]) OrderBy(items ...sql.Item) *ToMany[E, T] {
	if rel := relOf(r.link); rel != nil {
		rel.SortBy(itemNodes(items))
	}
	return r
}

// Through says that the two are tied by the rows of another table, which has a
// foreign key to each. Where it has several, or the two are one table, ForeignKey
// says which of its columns refer to E. The rows are inserted and deleted with the
// objects' membership; Inverse says which collection is the same from the other side.
func (r *ToMany[E, T]) Through(t sql.Target) *ToMany[E, T] {
	through(r.link, t)
	return r
}

// KeyedBy says which column of T is the key of a collection that is held by a
// map[K]*T. Without it, it is the primary key.
func (r *ToMany[E, T]) KeyedBy(column sql.Expr) *ToMany[E, T] {
	if rel := relOf(r.link); rel != nil {
		rel.KeyBy(sql.NodeOf(column))
	}
	return r
}

// Cascade says what else is done to T when it is done to E; see CascadeDelete.
func (r *ToMany[E, T]) Cascade(c ...Cascade) *ToMany[E, T] { cascade(r.link, c); return r }

// PostUpdate lets the foreign key be written by an UPDATE after the INSERT, and set
// to NULL before the DELETE, where rows refer to each other in a circle.
func (r *ToMany[E, T]) PostUpdate() *ToMany[E, T] { postUpdate(r.link); return r }

// Of are e's objects: those that are loaded, or else loaded now, for all objects
// that came with the same result as e, up to SiblingLimit, in one statement. The
// slice is e's own field.
func (r *ToMany[E, T]) Of(ctx context.Context, s *Session, e E) ([]T, error) {
	return ofMany[T](ctx, s, r.d, pointer(e))
}

// State tells how much of e's collection is loaded in s.
func (r *ToMany[E, T]) State(s *Session, e E) LoadState { return s.loadState(r.d, pointer(e)) }

// To is the relationship ending at an alias, for joins.
func (r *ToMany[E, T]) To(alias Entity[T]) Path { return ending(r.link, alias) }

// Any is the condition that E has a T for which all of conds hold.
func (r *ToMany[E, T]) Any(conds ...sql.Typed[bool]) sql.Cond { return exists(r.link, conds) }

// ToOne is what One stands for. E and T are pointers.
type ToOne[E, T any] struct{ link }

func (ToOne[E, T]) leads_to(E, T) {}

func (r *ToOne[E, T]) declare(m *mapping.Mapper, name string) {
	bind(&r.link, m, name, mapping.ToOne, reflect.TypeFor[E](), reflect.TypeFor[T]())
}

// ForeignKey says which foreign key of E's table is followed, by its columns, where
// there are several.
func (r *ToOne[E, T]) ForeignKey(columns ...sql.Expr) *ToOne[E, T] { follow(r.link, columns); return r }

// Inverse says that o is the same relationship seen from T.
func (r *ToOne[E, T]) Inverse(o Link[T, E]) *ToOne[E, T] {
	invert(r.link, pathOf(o))
	return r
}

// Cascade says what else is done to T when it is done to E; see CascadeDelete.
func (r *ToOne[E, T]) Cascade(c ...Cascade) *ToOne[E, T] { cascade(r.link, c); return r }

// PostUpdate lets the foreign key be written by an UPDATE after the INSERT, and set
// to NULL before the DELETE, where rows refer to each other in a circle.
func (r *ToOne[E, T]) PostUpdate() *ToOne[E, T] { postUpdate(r.link); return r }

// Of is e's object: the one that is there, in e or in the session, or else loaded
// now, for all objects that came with the same result as e. Nil when there is none.
func (r *ToOne[E, T]) Of(ctx context.Context, s *Session, e E) (T, error) {
	return ofOne[T](ctx, s, r.d, pointer(e))
}

// Set makes t e's object, or none when it is nil: also where e's was never loaded,
// so that setting the field to nil would say nothing.
func (r *ToOne[E, T]) Set(s *Session, e E, t T) error {
	return s.setOne(r.d, pointer(e), pointer(t))
}

// State tells whether e's object is loaded in s.
func (r *ToOne[E, T]) State(s *Session, e E) LoadState { return s.loadState(r.d, pointer(e)) }

// To is the relationship ending at an alias, for joins.
func (r *ToOne[E, T]) To(alias Entity[T]) Path { return ending(r.link, alias) }

// Has is the condition that E has a T for which all of conds hold.
func (r *ToOne[E, T]) Has(conds ...sql.Typed[bool]) sql.Cond { return exists(r.link, conds) }

// ToHasOne is what HasOne stands for. E and T are pointers.
type ToHasOne[E, T any] struct{ link }

func (ToHasOne[E, T]) leads_to(E, T) {}

func (r *ToHasOne[E, T]) declare(m *mapping.Mapper, name string) {
	bind(&r.link, m, name, mapping.HasOne, reflect.TypeFor[E](), reflect.TypeFor[T]())
}

// ForeignKey says which foreign key of T's table is followed, where there are several.
func (r *ToHasOne[E, T]) ForeignKey(columns ...sql.Expr) *ToHasOne[E, T] {
	follow(r.link, columns)
	return r
}

// Inverse says that o is the same relationship seen from T.
func (r *ToHasOne[E, T]) Inverse(o Link[T, E]) *ToHasOne[E, T] {
	invert(r.link, pathOf(o))
	return r
}

// Cascade says what else is done to T when it is done to E; see CascadeDelete.
func (r *ToHasOne[E, T]) Cascade(c ...Cascade) *ToHasOne[E, T] { cascade(r.link, c); return r }

// PostUpdate lets the foreign key be written by an UPDATE after the INSERT, and set
// to NULL before the DELETE, where rows refer to each other in a circle.
func (r *ToHasOne[E, T]) PostUpdate() *ToHasOne[E, T] { postUpdate(r.link); return r }

// Of is the object that refers to e, loaded when it is not there. Nil when there is none.
func (r *ToHasOne[E, T]) Of(ctx context.Context, s *Session, e E) (T, error) {
	return ofOne[T](ctx, s, r.d, pointer(e))
}

// State tells whether e's object is loaded in s.
func (r *ToHasOne[E, T]) State(s *Session, e E) LoadState { return s.loadState(r.d, pointer(e)) }

// To is the relationship ending at an alias, for joins.
func (r *ToHasOne[E, T]) To(alias Entity[T]) Path { return ending(r.link, alias) }

// Has is the condition that E has a T for which all of conds hold.
func (r *ToHasOne[E, T]) Has(conds ...sql.Typed[bool]) sql.Cond { return exists(r.link, conds) }

func itemNodes(items []sql.Item) []sql.Node {
	nodes := make([]sql.Node, len(items))
	for i, x := range items {
		nodes[i] = sql.NodeOf(x)
	}
	return nodes
}
