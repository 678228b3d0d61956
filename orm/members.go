package orm

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// WriteOnly is a relationship to a collection that is too large to be held: it has
// no field in the struct. Objects are added, removed, queried and counted. The rows
// that refer to a deleted E are the schema's business: ON DELETE.
type WriteOnly[E, T any] = ToLoose[*E, *T]

// ToLoose is what WriteOnly stands for. E and T are pointers.
type ToLoose[E, T any] struct{ link }

func (ToLoose[E, T]) leads_to(E, T) {}

func (r *ToLoose[E, T]) declare(m *mapping.Mapper, name string) {
	r.d = &path{rel: mapping.NewLoose(m, name, reflect.TypeFor[E](), reflect.TypeFor[T]()), from: m.Table.Node()}
}

// ForeignKey says which foreign key of T's table is followed, where there are several.
func (r *ToLoose[E, T]) ForeignKey(columns ...sql.Expr) *ToLoose[E, T] {
	follow(r.link, columns)
	return r
}

// Through says that the two are tied by the rows of another table; see ToMany.Through.
func (r *ToLoose[E, T]) Through(t sql.Target) *ToLoose[E, T] { through(r.link, t); return r }

// Add ties objects to e. New ones are added to the session; e need not be loaded.
func (r *ToLoose[E, T]) Add(s *Session, e E, ts ...T) error {
	return s.tie(r.d, pointer(e), pointers(ts), true)
}

// Remove unties objects from e: their foreign key becomes NULL, or the rows of the
// association table are deleted.
func (r *ToLoose[E, T]) Remove(s *Session, e E, ts ...T) error {
	return s.tie(r.d, pointer(e), pointers(ts), false)
}

// Select is a query of e's objects.
func (r *ToLoose[E, T]) Select(e E) *QueryFor[T] { return built[T](queryOf(r.d, pointer(e))) }

// Any is the condition that E has a T for which all of conds hold.
func (r *ToLoose[E, T]) Any(conds ...sql.Typed[bool]) sql.Cond { return exists(r.link, conds) }

// Add ties objects to e, however much of its collection is loaded.
func (r *ToMany[E, T]) Add(s *Session, e E, ts ...T) error {
	return s.tie(r.d, pointer(e), pointers(ts), true)
}

// Remove unties objects from e, also where its collection is not loaded, or only in part.
func (r *ToMany[E, T]) Remove(s *Session, e E, ts ...T) error {
	return s.tie(r.d, pointer(e), pointers(ts), false)
}

// Replace makes ts all that e has: the collection is loaded first.
func (r *ToMany[E, T]) Replace(ctx context.Context, s *Session, e E, ts ...T) error {
	return s.replace(ctx, r.d, pointer(e), pointers(ts))
}

// Select is a query of e's objects, which does not load the collection.
func (r *ToMany[E, T]) Select(e E) *QueryFor[T] { return built[T](queryOf(r.d, pointer(e))) }

// OrderedBy says that column, an integer of T, holds the place of each object in the
// slice, from 0. It is kept so in memory, where the collection is loaded; an UPDATE
// goes out only for places that have changed.
func (r *ToMany[E, T]) OrderedBy(column sql.Expr) *ToMany[E, T] {
	if rel := relOf(r.link); rel != nil {
		rel.PlaceBy(sql.NodeOf(column))
	}
	return r
}

// replace is ToMany.Replace. The array of kids is the caller's.
func (s *Session) replace(ctx context.Context, p *path, owner unsafe.Pointer, kids []unsafe.Pointer) error {
	if err := p.usable(); err == nil && p.rel.ViewOnly() && owner != nil {
		return viewError(p.rel, p.rel.Mapper, owner)
	}
	if err := s.of(ctx, p, owner); err != nil {
		return err
	}
	all := make([]unsafe.Pointer, len(kids))
	copy(all, kids)
	if err := p.rel.SetMembers(owner, all); err != nil {
		return err
	}
	return s.Sync()
}

// tie adds objects to a relationship of owner, or removes them.
func (s *Session) tie(p *path, owner unsafe.Pointer, kids []unsafe.Pointer, join bool) error {
	if err := p.usable(); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	rel := p.rel
	name := rel.FullName()
	if owner == nil {
		return fmt.Errorf("%s is given a nil %s", name, rel.Mapper.Name())
	}
	if rel.ViewOnly() {
		return viewError(rel, rel.Mapper, owner)
	}
	if err := s.u.sync(); err != nil {
		return err
	}
	mp := s.st.Map(rel.Mapper)
	o, found := mp.Find(owner)
	if found != state.Known {
		return &NotPersistedError{Op: name, Entity: rel.Mapper.Name(), Key: rel.Mapper.KeyText(owner)}
	}
	km := s.st.Map(rel.Target)
	v := &votes{u: s.u, of: map[*state.Record]*ballot{}}
	for _, k := range kids {
		if k == nil {
			return fmt.Errorf("%s is given a nil %s", name, rel.Target.Name())
		}
		kid, found := km.Find(k)
		if found != state.Known {
			if !join {
				return &NotPersistedError{Op: name + ".Remove", Entity: rel.Target.Name(), Key: rel.Target.KeyText(k)}
			}
			if s.u.unknownKind(rel.Target, k) {
				return unknownKind(rel.Target, name+".Add")
			}
			if err := s.u.addGraph(rel.Target, k); err != nil {
				return err
			}
			kid, _ = km.Find(k)
		}
		switch {
		case rel.Pair != nil:
			x := v.pair(rel, mp, o, km, kid)
			x.plus, x.minus = join, !join
		case join:
			v.object(v.ballot(km, kid, rel.Link), rel.Mapper, owner)
		default:
			if was := s.u.knownParent(km, kid, rel.Link, &v.buf); was.obj != owner {
				return fmt.Errorf("%s.Remove: %s does not belong to %s", name, s.u.name(rel.Target, k), s.u.name(rel.Mapper, owner))
			}
			v.ballot(km, kid, rel.Link).less = true
		}
	}
	if err := v.decide(); err != nil {
		return err
	}
	if err := v.decidePairs(); err != nil {
		return err
	}
	return v.apply()
}

// queryOf is a query of what belongs to owner.
func queryOf(p *path, owner unsafe.Pointer) *query {
	q := &query{limit: -1}
	if q.err = p.usable(); q.err != nil {
		return q
	}
	rel := p.rel
	q.table, _ = rel.Target.Facade.(TableStruct)
	if owner == nil {
		q.err = fmt.Errorf("%s.Select is given a nil %s", rel.FullName(), rel.Mapper.Name())
		return q
	}
	q.order = rel.Order
	if rel.View != nil {
		q.table, _ = rel.View.Facade.(TableStruct)
		var of sql.Node
		of, q.err = ofView(rel, owner)
		q.where = []sql.Node{of}
		for i, o := range q.order {
			q.order = slices.Clone(q.order)
			q.order[i] = onto(o, rel.Target.Source(), rel.View.To)
		}
		return q
	}
	if rel.Pair == nil {
		vals, err := keyOrNone(rel.FullName()+".Select", rel.Mapper, rel.Link.Referred, owner, hasReferred(rel.Link, owner))
		if q.err = err; err == nil {
			q.where = []sql.Node{inKeys(columnsIn(rel.Target.Source(), rel.Link.Columns), [][]sql.Node{vals})}
		}
		return q
	}
	side := rel.Pair
	vals, err := keyOrNone(rel.FullName()+".Select", rel.Mapper, side.Referred, owner, hasKey(rel.Mapper, owner))
	if q.err = err; err == nil {
		table := side.Pair.Table.Node()
		q.where = []sql.Node{&sql.ExistsNode{Query: &sql.SelectNode{Items: []sql.Node{side.Columns[0]}, From: []*sql.TableNode{table},
			Where: []sql.Node{inColumns(side.Columns, [][]sql.Node{vals}), onSide(side.Far(), table, rel.Target.Source())}}}}
	}
	return q
}
