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

// A hierarchy in Go's terms is an interface that its entities implement.

// Implements says that all entities of t's hierarchy implement I, those that are abstract
// excepted: the pointers to their structs do. Configure reports those that do not. It
// belongs into the function that declares t, or into init.
func Implements[I any](t TableStruct) {
	m := declaredIn(t, "orm.Implements")
	if m == nil {
		return
	}
	if i := reflect.TypeFor[I](); i.Kind() != reflect.Interface {
		m.Failf("orm.Implements[%v]: that is no interface", i)
	} else {
		m.Promise(i)
	}
}

// AllAs is q's All with each object as what it is: I is an interface that the entities
// implement; see Implements.
//
//	people, err := orm.AllAs[Person](ctx, s, orm.Select(Employees).Where(…))
func AllAs[I, E any](ctx context.Context, s *Session, q Query[E]) ([]I, error) {
	fs, err := s.find(ctx, untyped(q))
	if err != nil {
		return nil, err
	}
	out := make([]I, len(fs))
	for i, f := range fs {
		if out[i], err = as[I](f); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// OneAs is q's One with the object as what it is.
func OneAs[I, E any](ctx context.Context, s *Session, q Query[E]) (i I, err error) {
	f, err := s.pick(ctx, untyped(q), 2)
	if err != nil {
		return i, err
	}
	return as[I](f)
}

// GetAs is Get with the object as what it is.
func GetAs[I, E, K any](ctx context.Context, s *Session, t Keyed[E, K], key K) (i I, err error) {
	e, err := Get(ctx, s, t, key)
	if err != nil {
		return i, err
	}
	i, ok := As[I](s, e)
	if !ok {
		err = fmt.Errorf("%T does not implement %v", s.concrete(e), reflect.TypeFor[I]())
	}
	return i, err
}

func as[I any](f found) (i I, err error) {
	i, ok := f.object().(I)
	if !ok {
		err = fmt.Errorf("%T does not implement %v", f.object(), reflect.TypeFor[I]())
	}
	return i, err
}

// found is an object and what it is.
type found struct {
	m   *mapping.Mapper
	obj unsafe.Pointer
}

func (f found) object() any { return f.m.Object(f.obj) }

// foundIn are the objects of records of m, or of what inherits from it.
func foundIn(st *state.Store, m *mapping.Mapper, recs []*state.Record) []found {
	out := make([]found, len(recs))
	mp := st.Map(m)
	for i, r := range recs {
		out[i] = found{mp.Of(r).M, r.Obj}
	}
	return out
}

// ofParents are xs, of a query of m that reads from there, in which columns that are named
// by the table of an entity that m inherits from are m's own.
func ofParents(m *mapping.Mapper, there []*sql.TableNode, xs []sql.Node) []sql.Node {
	if m.How == mapping.ConcreteTable || there[0] != m.Source() {
		return xs // of an alias, it is not told which one is meant
	}
	for up := m.Super; up != nil; up = up.Super {
		from := up.Source()
		if slices.ContainsFunc(there, func(t *sql.TableNode) bool { return t == from }) {
			continue
		}
		out := make([]sql.Node, len(xs))
		for i, x := range xs {
			if out[i] = x; !readsFrom(x, from) {
				out[i] = onto(x, from, m.Source())
			}
		}
		xs = out
	}
	return xs
}

// readsFrom reports whether a subquery in x reads t itself, which its columns belong to then.
func readsFrom(x sql.Node, t *sql.TableNode) bool {
	found := false
	sql.Walk(x, func(n sql.Node) bool {
		if s, ok := n.(*sql.SelectNode); ok {
			found = found || slices.Contains(s.From, t) || slices.ContainsFunc(s.Joins, func(j sql.Join) bool { return j.Table == t })
		}
		return !found
	})
	return found
}
