package orm

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A Strategy is how a relationship is loaded where a query does not say it.
type Strategy = mapping.Strategy

// Strategies.
const (
	OnDemand   = mapping.OnDemand   // by Of, together with that of its siblings
	BySelectIn = mapping.BySelectIn // with every query of its owner, as SelectIn does
	ByJoin     = mapping.ByJoin     // with every query of its owner, as Joined does
	ByJSON     = mapping.ByJSON     // with every query of its owner, as AsJSON does
	ByRaise    = mapping.ByRaise    // only where a query asks for it: Of is an error else
)

// A RaisedError is a relationship that was to be loaded on demand and must not be:
// it was declared ByRaise, or the query said Raise.
type RaisedError struct{ Relation, Entity, Key string }

// Error says what to write instead.
func (e *RaisedError) Error() string {
	return fmt.Sprintf("%s of %s %s is not loaded, and must not be loaded on demand: add With(orm.SelectIn(…)) of it to the query", e.Relation, e.Entity, e.Key)
}

// Loading says how r is loaded where a query does not say it.
func (r *ToMany[E, T]) Loading(by Strategy) *ToMany[E, T] { loadBy(r.link, by); return r }

// Loading says how r is loaded where a query does not say it.
func (r *ToOne[E, T]) Loading(by Strategy) *ToOne[E, T] { loadBy(r.link, by); return r }

// Loading says how r is loaded where a query does not say it.
func (r *ToHasOne[E, T]) Loading(by Strategy) *ToHasOne[E, T] { loadBy(r.link, by); return r }

func loadBy(l link, by Strategy) {
	if r := relOf(l); r != nil {
		r.LoadBy(by)
	}
}

// Raise makes it an error to load r on demand for the entities of this query.
func Raise[E, T any](r Link[E, T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), raise: true})
}

// RaiseAll makes it an error to load on demand any relationship of t's entities in
// this query that the query does not load.
func RaiseAll[E any](t Entity[E]) Load[E] {
	l := &loading{p: &path{}, raise: true}
	if m, err := mapperOf(t); err == nil {
		l.all = m
	} else {
		l.err = err
	}
	return (*LoadFor[E])(l)
}

// Skip leaves r to be loaded on demand in this query, although it was declared to be
// loaded with its owner.
func Skip[E, T any](r Link[E, T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), skip: true})
}

// Contained takes r from the query's own Join, which must be there: what its
// conditions let through is what a collection holds, which is then Partial.
func Contained[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), contained: true, nested: loadings(nested)})
}

// spread is q with the loads that were declared, all of them checked.
func (q *query) spread(m *mapping.Mapper) (*query, error) {
	if len(q.loads) == 0 && !m.Registry.Eager() {
		return q, nil
	}
	ls, err := spread(m, q.loads, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.name(), err)
	}
	c := *q
	c.loads = ls
	return &c, nil
}

// spread checks ls and adds to them what was declared. It does not go round in circles:
// a relationship is not loaded by declaration on a way that it, or its inverse, is on.
func spread(m *mapping.Mapper, ls []*loading, way []*mapping.Relationship) ([]*loading, error) {
	eager := m.Registry.Eager()
	if len(ls) == 0 && !eager {
		return ls, nil
	}
	if len(way) > 0 {
		for _, l := range ls {
			if l != nil && l.undefer {
				return nil, fmt.Errorf("Undefer is for the query's own entities: load the columns of what is loaded with them by LoadColumns")
			}
		}
	}
	ls = settled(ls)
	out := make([]*loading, 0, len(ls))
	said := map[*mapping.Relationship]bool{}
	for _, l := range ls {
		if l != nil && l.undefer {
			continue // the columns were seen to
		}
		if l != nil && l.prop != nil {
			if !m.IsA(l.prop.p.Mapper) {
				return nil, fmt.Errorf("With(Expression): %s.%s is no property of %s", l.prop.m.Name(), l.prop.p.Name, m.Name())
			}
			if e, ok := l.x.(*sql.ErrNode); ok {
				return nil, fmt.Errorf("With(Expression) of %s: %w", l.prop.p.Name, e.Err)
			}
			out = append(out, l)
			continue
		}
		if l != nil && (l.all != nil || l.inline != nil) {
			out = append(out, l)
			continue
		}
		if l != nil && l.choice != nil {
			if !m.IsA(l.choice.Mapper) {
				return nil, fmt.Errorf("With(SelectInTargets): %s is none of %s", l.choice.FullName(), m.Name())
			}
			if !l.plain() || l.deep != 0 {
				return nil, fmt.Errorf("With(SelectInTargets(%s)): Where, OrderBy, Limit and Recursive are for collections", l.choice.FullName())
			}
			for _, r := range l.choice.Targets {
				said[r] = true
				nested, err := spread(r.Target, nil, append(way[:len(way):len(way)], r))
				if err != nil {
					return nil, err
				}
				out = append(out, &loading{p: &path{rel: r, from: m.Source()}, nested: nested})
			}
			continue
		}
		if err := l.check(); err != nil {
			return nil, err
		}
		r := l.p.rel
		said[r] = true
		if l.skip {
			continue
		}
		nested, err := spread(r.Target, l.nested, append(way[:len(way):len(way)], r))
		if err != nil {
			return nil, err
		}
		c := *l
		c.nested = nested
		out = append(out, &c)
	}
	if !eager {
		return out, nil
	}
	for _, r := range m.Rels {
		if !r.Strategy.Eager() || said[r] || slices.Contains(way, r) || r.Inverse != nil && slices.Contains(way, r.Inverse) {
			continue
		}
		nested, err := spread(r.Target, nil, append(way[:len(way):len(way)], r))
		if err != nil {
			return nil, err
		}
		out = append(out, &loading{p: &path{rel: r, from: m.Source()}, joined: r.Strategy == mapping.ByJoin, declared: true, tree: r.Strategy == mapping.ByJSON, nested: nested})
	}
	return out, nil
}

// settled is ls with one load for each relationship: those that load it in the same way
// are one, and otherwise the last holds.
func settled(ls []*loading) []*loading {
	var out []*loading // while it differs from ls
	for i, l := range ls {
		at := -1
		if l.settles() {
			at = slices.IndexFunc(ls[:i], func(o *loading) bool { return o.settles() && *o.p == *l.p })
		}
		if at < 0 {
			if out != nil {
				out = append(out, l)
			}
			continue
		}
		if out == nil {
			out = slices.Clone(ls[:i])
		}
		at = slices.IndexFunc(out, func(o *loading) bool { return o.settles() && *o.p == *l.p })
		if out[at].alike(l) {
			c := *out[at]
			c.nested = append(slices.Clip(c.nested), l.nested...)
			out[at] = &c
			continue
		}
		out = append(slices.Delete(out, at, at+1), l)
	}
	if out == nil {
		return ls
	}
	return out
}

// settles reports whether l loads one relationship.
func (l *loading) settles() bool {
	return l != nil && l.p != nil && l.p.rel != nil && l.err == nil && l.prop == nil && l.all == nil && l.inline == nil && l.choice == nil && !l.undefer
}

// alike reports whether o loads what l does, but for what is nested.
func (l *loading) alike(o *loading) bool {
	return l.plain() && o.plain() && l.joined == o.joined && l.tree == o.tree && l.inner == o.inner && l.deep == o.deep &&
		l.contained == o.contained && l.raise == o.raise && l.skip == o.skip && l.again == o.again && l.kin == o.kin
}

// raised keeps the relationships of recs that l names from being loaded on demand.
func (f *fetcher) raised(l *loading, recs []*state.Record) {
	for _, x := range recs {
		if l.all == nil {
			f.st.Map(l.p.rel.Mapper).Raise(x, l.p.rel.Index)
			continue
		}
		mp := f.st.Map(l.all)
		for i := range l.all.Rels {
			mp.Raise(x, i)
		}
	}
}

// mustNot is the error of loading r on demand; nil when it may be.
func (s *Session) mustNot(r *mapping.Relationship, rec *state.Record) error {
	if r.Strategy != mapping.ByRaise && !s.st.Map(r.Mapper).Raised(rec, r.Index) {
		return nil
	}
	return &RaisedError{r.FullName(), r.Mapper.Name(), r.Mapper.KeyText(rec.Obj)}
}
