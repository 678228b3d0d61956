package orm

import (
	"context"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// Merge makes the session's object like obj, which comes from elsewhere (a request,
// another session) and stays as it is: the row with its key is loaded and gets all
// mapped fields, zero ones too; where there is none a new object is added. A
// relationship that is nil is left alone; one that is not, also an empty one, is
// what is wished for, and merged in turn. With a version column obj's version must
// be that of the row, else it is a *StaleDataError. The session's object is returned.
// After an error the session's objects hold what they held before: the row's
// object is to be deleted (*ObjectDeletedError), or the session only reads.
func Merge[E any](ctx context.Context, s *Session, t Entity[E], obj E) (e E, err error) {
	m, err := mapperOf(t)
	if err != nil {
		return e, err
	}
	p := pointer(obj)
	if p == nil {
		return e, errNilRow
	}
	if err := s.enter(); err != nil {
		return e, err
	}
	defer s.leave()
	if s.readOnly {
		return e, ErrReadOnlySession
	}
	g := &merging{s: s, ctx: ctx, root: m, done: map[unsafe.Pointer]unsafe.Pointer{}}
	got, err := g.merge(m, p)
	if err == nil {
		err = s.u.sync()
	}
	if err != nil {
		g.undo()
		return e, err
	}
	return entity[E](got), nil
}

type merging struct {
	s    *Session
	over []merged // what was changed
	own  []rowOf  // what was added
	ctx  context.Context
	root *mapping.Mapper // of what Merge was given
	done map[unsafe.Pointer]unsafe.Pointer
	new  map[string]*state.Record // what is to be inserted, by its key
	seen int                      // so much of the unit's pending is in new
}

// merged is an object of the session's that is merged into, and what it held before.
type merged struct {
	m        *mapping.Mapper
	obj, was unsafe.Pointer
}

// undo takes back a merge that has failed: the half of a graph is never written.
func (g *merging) undo() {
	for _, x := range g.over { // what it refers to is replaced, never edited
		reflect.NewAt(x.m.Struct, x.obj).Elem().Set(reflect.NewAt(x.m.Struct, x.was).Elem())
	}
	for _, x := range g.own {
		if !x.rec.Persistent() {
			g.s.u.drop(x.mp, x.rec)
		}
	}
}

func (g *merging) merge(m *mapping.Mapper, p unsafe.Pointer) (unsafe.Pointer, error) {
	if x := g.done[p]; x != nil {
		return x, nil
	}
	s := g.s
	mp := s.st.Map(m)
	if _, found := mp.Find(p); found == state.Known {
		g.done[p] = p
		return p, nil
	}
	if m.Polymorphic() && m != g.root {
		return nil, unknownKind(m, "Merge")
	}
	var r *state.Record
	var err error
	if hasKey(m, p) {
		if r = g.added(mp, p); r == nil {
			if r, err = s.mergeTarget(g.ctx, m, p); err != nil {
				return nil, err
			}
		}
	}
	to := unsafe.Pointer(nil)
	if r != nil {
		if mp.Of(r).M != m && !(m == g.root && mp.Is(r)) {
			return nil, fmt.Errorf("Merge: %s %s is a %s", m.Name(), m.KeyText(p), mp.Of(r).M.Name())
		}
		mp = mp.Of(r)
		to = r.Obj
		if v := m.Version; v != nil && r.Flags&state.Pending == 0 {
			if !mp.Plan.FieldSame(p, r.Snap, v.Index) {
				return nil, &StaleDataError{Op: "Merge", Entity: m.Name(), Key: m.KeyText(p), Want: 1, Version: fieldText(m.Version, p), Found: versionText(mp, r.Snap)}
			}
		}
		was := reflect.New(m.Struct)
		was.Elem().Set(reflect.NewAt(m.Struct, to).Elem())
		g.over = append(g.over, merged{m, to, was.UnsafePointer()})
		copyColumns(m, to, p, func(c *mapping.Column) bool {
			switch {
			case c.Def.PrimaryKey || c == m.Version || c.Def.Computed != nil:
				return true
			case c.Def == m.Tenant, m.Family != nil && c.Index == m.Family.Disc.Index:
				return c.IsUnset(p) // the session fills it in
			}
			return false
		})
	} else {
		to = m.Blank()
		copyColumns(m, to, p, nil)
		rec, err := s.u.add(m, to, "")
		if err != nil {
			return nil, err
		}
		g.own = append(g.own, rowOf{s.st.Map(m), rec})
	}
	g.done[p] = to
	for _, rel := range m.Rels {
		if rel.Cascades(mapping.NoMerge) || rel.ViewOnly() {
			continue
		}
		if rel.Kind != mapping.Many {
			x := rel.OneOf(p)
			if x == nil {
				continue
			}
			if r != nil && rel.Kind == mapping.HasOne { // the former one is to be known
				if err := s.loadFor(g.ctx, rel, r); err != nil {
					return nil, err
				}
			}
			kind := rel.KindIn(p)
			y, err := g.merge(kind, x)
			if err != nil {
				return nil, err
			}
			rel.SetOne(to, y, kind)
			if rel.Kind == mapping.ToOne {
				mergedKey(rel.Link, to, y)
			} else if r != nil {
				mergedKey(rel.Link, y, to)
			}
			continue
		}
		members := rel.Members(p)
		if members == nil {
			continue
		}
		if r != nil {
			if err := s.loadFor(g.ctx, rel, r); err != nil {
				return nil, err
			}
		}
		now := make([]unsafe.Pointer, 0, len(members))
		for i, x := range members {
			if x == nil {
				return nil, &NilMemberError{Path: fmt.Sprintf("%s.%s[%d]", s.u.name(m, p), rel.Name, i)}
			}
			y, err := g.merge(rel.Target, x)
			if err != nil {
				return nil, err
			}
			if r != nil && rel.Link != nil {
				mergedKey(rel.Link, y, to)
			}
			now = append(now, y)
		}
		if err := rel.SetMembers(to, now); err != nil {
			return nil, err
		}
	}
	return to, nil
}

// added is the object that is to be inserted with p's key: of the program's, or of this merge.
func (g *merging) added(mp *state.Map, p unsafe.Pointer) *state.Record {
	u := g.s.u
	for ; g.seen < len(u.pending); g.seen++ {
		r := u.pending[g.seen]
		of := u.mapOf(r)
		if of == nil || r.Flags&(state.Pending|state.Deleted) != state.Pending || !hasKey(of.M, r.Obj) {
			continue
		}
		if g.new == nil {
			g.new = map[string]*state.Record{}
		}
		g.new[g.key(of, r.Obj)] = r
	}
	if g.new == nil {
		return nil
	}
	return g.new[g.key(mp, p)]
}

// key is an object's key, and of what.
func (g *merging) key(mp *state.Map, p unsafe.Pointer) string {
	k, _, _ := mp.Key(p)
	return fmt.Sprintf("%p %s", rootOf(mp.M), keyString(k))
}

// mergedKey makes a child's foreign key say what its relationship says: a request that
// holds the objects need not hold the keys as well, and a zero is not meant.
func mergedKey(l *mapping.Link, kid, parent unsafe.Pointer) {
	if !hasReferred(l, parent) {
		return
	}
	for i, c := range l.Columns {
		if v, err := l.Referred[i].Value(parent); err == nil && !c.Def.PrimaryKey {
			_ = c.Store(kid, v) // what does not fit is reported when it is bound
		}
	}
}

// mergeTarget is the session's record of p's key, read if it must be.
func (s *Session) mergeTarget(ctx context.Context, m *mapping.Mapper, p unsafe.Pointer) (*state.Record, error) {
	mp := s.st.Map(m)
	if k, null, _ := mp.Key(p); !null {
		if r := mp.ByKey(k); r != nil && r.Flags&state.Expired == 0 && r.Gen == s.st.Gen && mp.Of(r).Lacks(r) == nil {
			if r.Flags&(state.Deleted|state.Gone) != 0 {
				return nil, &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(p)}
			}
			return r, nil
		}
	}
	recs, err := s.readKey(ctx, m, p, false)
	if err != nil || len(recs) == 0 {
		return nil, err
	}
	if recs[0].Flags&(state.Deleted|state.Gone) != 0 {
		return nil, &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(p)}
	}
	return recs[0], nil
}

// loadFor makes sure that a relationship of a row is loaded.
func (s *Session) loadFor(ctx context.Context, rel *mapping.Relationship, r *state.Record) error {
	mp := s.st.Map(rel.Mapper).Of(r)
	if r.Flags&state.Pending != 0 || r.Fresh(mp.Plan, rel.Index, s.st.Gen) {
		return nil
	}
	ex, err := s.executor(ctx)
	if err != nil {
		return err
	}
	f := &s.newWorkspace(ex).f
	_, err = f.relation(ctx, &loading{p: &path{rel: rel, from: rel.Mapper.Source()}}, []*state.Record{r}, false)
	return err
}
