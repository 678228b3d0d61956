package orm

import (
	"context"
	"slices"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A soft delete is an UPDATE, and deletes no row: what goes along by CascadeDelete is
// deleted softly too, at the same time, or stays. The common time tells afterwards what
// went together, so that RestoreCascade finds it.

// softDeletion is a soft delete that no flush has written yet: its time as the column keeps
// it, and of what was taken out of its collection, which one.
type softDeletion struct {
	at     driver.Value
	orphan *mapping.Link
}

// softDelete is Delete of an entity that stays as a row.
func (u *unit) softDelete(mp *state.Map, r *state.Record, orphan *mapping.Link) error {
	if err := u.stamp(mp, r, time.Now().UTC().Truncate(time.Microsecond)); err != nil {
		return err
	}
	if now, _ := u.deletion(mp, r); now != nil {
		note(&u.softly, r, softDeletion{*now, orphan})
	}
	return nil
}

// undelete takes softDelete back, if no flush has written it: what Add and a new owner do
// to an object that is deleted. A time that the program has put there is its own.
func (u *unit) undelete(mp *state.Map, r *state.Record, orphan bool) {
	d, ok := u.softly[r]
	if !ok || orphan && d.orphan == nil {
		return
	}
	delete(u.softly, r)
	mp = mp.Of(r)
	if now, was := u.deletion(mp, r); now != nil && was == nil && sameValue(*now, d.at) {
		mp.M.ColumnOf(mp.M.Deleted).Clear(r.Obj)
	}
}

func (u *unit) stamp(mp *state.Map, r *state.Record, at time.Time) error {
	c := mp.M.ColumnOf(mp.M.Deleted)
	if r.Flags&state.Pending != 0 {
		u.write(mp, r, c)
	} else {
		u.edit(mp, r)
	}
	r.Outside = true
	return c.StoreGo(r.Obj, at)
}

// deletion is when the row of r was deleted softly, as the object says it and as the
// database does; nil: it is not.
func (u *unit) deletion(mp *state.Map, r *state.Record) (now, was *driver.Value) {
	c := mp.M.ColumnOf(mp.M.Deleted)
	at := func(obj unsafe.Pointer) *driver.Value {
		if v, err := c.Stored(obj); err == nil && !v.IsNull() {
			return &v
		}
		return nil // what cannot be stored is reported by the flush
	}
	now = at(r.Obj)
	switch {
	case r.Flags&state.Pending != 0:
	case mp.Plan.FieldSame(r.Obj, r.Snap, c.Index):
		was = now
	default:
		obj := mp.M.Blank()
		mp.Plan.Restore(obj, r.Snap, c.Index)
		was = at(obj)
	}
	return now, was
}

// alongSoftly stamps what goes along with objects that are deleted softly. What was stamped
// for an object that is not deleted any more gets its value back.
func (s *Session) alongSoftly(ctx context.Context) error {
	u := s.u
	u.stay()
	if !mapping.AnyGuarded() {
		return nil
	}
	for more := true; more; {
		more = false
		for _, mp := range slices.Clone(s.st.Maps()) {
			if mp.M.Deleted == nil || !mp.M.CascadesDelete() {
				continue
			}
			byTime := map[time.Time][]*state.Record{}
			var times []time.Time
			column := mp.M.ColumnOf(mp.M.Deleted).Index
			for r := range mp.All() {
				if r.Flags&state.Pending == 0 && mp.Plan.FieldSame(r.Obj, r.Snap, column) {
					continue
				}
				if r.Flags&(state.Deleted|state.Gone) != 0 || u.swept[r] || r.Flags&state.Pending != 0 && u.along[r] == nil {
					continue
				}
				if now, was := u.deletion(mp, r); now != nil && was == nil {
					note(&u.swept, r, true)
					at := now.Time()
					if byTime[at] == nil {
						times = append(times, at)
					}
					byTime[at] = append(byTime[at], r)
				}
			}
			for _, at := range times {
				more = true
				for _, rel := range mp.M.Rels {
					if err := s.stampAlong(ctx, mp, rel, byTime[at], at); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

// stay takes back what was stamped for objects that are not deleted any more.
func (u *unit) stay() {
	for again := true; again; {
		again = false
		for k, o := range u.along {
			if mp := u.mapOf(o); mp != nil && o.Flags&(state.Deleted|state.Gone) == 0 {
				if now, was := u.deletion(mp.Of(o), o); now != nil && was == nil {
					continue
				}
			}
			delete(u.along, k)
			delete(u.swept, o)
			if mp := u.mapOf(k); mp != nil && k.Flags&(state.Deleted|state.Gone) == 0 {
				mp = mp.Of(k)
				mp.M.ColumnOf(mp.M.Deleted).Clear(k.Obj)
				again = true
			}
		}
	}
}

// goesSoftly reports whether what owners have by rel goes along with them.
func goesSoftly(rel *mapping.Relationship) bool {
	return rel.Cascades(CascadeDelete) && !rel.ViewOnly() && rel.Target.Deleted != nil
}

func (s *Session) stampAlong(ctx context.Context, mp *state.Map, rel *mapping.Relationship, owners []*state.Record, at time.Time) error {
	if !goesSoftly(rel) {
		return nil
	}
	u, kids := s.u, s.st.Map(rel.Target)
	take := func(k, owner *state.Record) error {
		if k == nil || k.Flags&(state.Deleted|state.Gone) != 0 {
			return nil
		}
		kmp := kids.Of(k)
		if now, was := u.deletion(kmp, k); now != nil || was != nil {
			return nil // it was deleted before, or is taken back just now
		}
		note(&u.along, k, owner)
		return u.stamp(kmp, k, at)
	}
	var rows []*state.Record
	for _, o := range owners {
		for _, p := range s.heldBy(rel, o) {
			k, _ := kids.Find(p)
			if err := take(k, o); err != nil {
				return err
			}
		}
		if o.Flags&state.Pending == 0 {
			rows = append(rows, o)
		}
	}
	return s.softly(ctx, mp, rel, rows, sql.OpIsNull, take)
}

// heldBy are the objects in memory that o has by rel, new ones too.
func (s *Session) heldBy(rel *mapping.Relationship, o *state.Record) (out []unsafe.Pointer) {
	if rel.Kind == mapping.Many {
		out = slices.Clone(rel.Members(o.Obj))
	} else if p := rel.OneOf(o.Obj); p != nil {
		out = append(out, p)
	}
	if rel.Link != nil && rel.Kind != mapping.ToOne {
		out = append(out, s.u.pendingOf(rel.Link, o.Obj)...)
	}
	return out
}

// softly reads the rows that owners have by rel, those that are deleted softly (OpIsNotNull)
// or those that are not (OpIsNull), whatever policies say, and gives each to f with its owner.
func (s *Session) softly(ctx context.Context, mp *state.Map, rel *mapping.Relationship, owners []*state.Record, is sql.Op, f func(k, owner *state.Record) error) error {
	size := 1 // whose each is is told by the foreign key alone
	switch {
	case rel.Pair != nil || rel.Conditional():
	case rel.Kind == mapping.ToOne:
		size = keysLimit(len(rel.Target.Key))
	default:
		size = keysLimit(len(rel.Link.Columns))
	}
	to := rel.Source()
	deleted := &sql.UnaryNode{Op: is, X: columnIn(to, rel.Target.ColumnOf(rel.Target.Deleted))}
	for part := range slices.Chunk(owners, size) {
		n := &sql.SelectNode{Items: []sql.Node{to}, From: []*sql.TableNode{to}}
		switch {
		case size == 1:
			q := queryOf(&path{rel: rel, from: rel.Mapper.Source()}, part[0].Obj)
			if q.err != nil {
				return q.err
			}
			n.Where = q.where
			for i, w := range n.Where {
				n.Where[i] = s.u.keyed(w)
			}
		case rel.Kind == mapping.ToOne:
			var keys [][]sql.Node
			var buf []byte
			for _, o := range part {
				if _, null, _ := rel.Link.Key.Read(o.Obj, &buf); null {
					continue
				}
				vals, err := keyValues(inKeyOrder(rel.Link), o.Obj)
				if err != nil {
					return err
				}
				keys = append(keys, vals)
			}
			if len(keys) == 0 {
				continue
			}
			n.Where = []sql.Node{inKeys(columnsIn(to, rel.Target.Key), keys)}
		default:
			keys := make([][]sql.Node, len(part))
			for i, o := range part {
				var err error
				if keys[i], err = keyValues(rel.Link.Referred, s.u.asStored(mp, o, rel.Link.Referred)); err != nil {
					return err
				}
			}
			n.Where = []sql.Node{inKeys(columnsIn(to, rel.Link.Columns), keys)}
		}
		n.Where = append(n.Where[:len(n.Where):len(n.Where)], deleted)
		ex, err := s.executor(ctx)
		if err != nil {
			return err
		}
		r := &fetcher{ex: ex, st: s.st, u: s.u, free: true} // what policies hide belongs to it as well
		r.arena.MaxText = trackedText
		found, err := r.fetch(ctx, n, rel.Target, nil)
		if err != nil {
			return err
		}
		for _, k := range found {
			o := part[0]
			if size > 1 {
				if o = s.ownerOf(mp, rel, part, k); o == nil {
					continue // it was given to someone else meanwhile
				}
			} else if rel.Pair != nil {
				if there, ok := s.u.pairs.rows[pairOf(rel.Pair, o, k)]; ok && !there {
					continue
				}
			} else if rel.Kind != mapping.ToOne && s.u.elsewhere(k, rel.Link, o.Obj) {
				continue
			}
			if err := f(k, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// ownerOf is the one of owners that has k by a foreign key.
func (s *Session) ownerOf(mp *state.Map, rel *mapping.Relationship, owners []*state.Record, k *state.Record) *state.Record {
	var buf []byte
	if rel.Kind == mapping.ToOne {
		for _, o := range owners {
			if p := s.u.present(rel.Link, o.Obj, &buf); p.obj == k.Obj {
				return o
			}
		}
		return nil
	}
	p := s.u.knownParent(s.st.Map(rel.Target), k, rel.Link, &buf)
	if p.obj == nil {
		return nil
	}
	o, _ := mp.Find(p.obj)
	if o == nil || !slices.Contains(owners, o) {
		return nil
	}
	return o
}

// asStored is an object with what the database has in columns.
func (u *unit) asStored(mp *state.Map, r *state.Record, columns []*mapping.Column) unsafe.Pointer {
	for _, c := range columns {
		if mp = mp.Of(r); !mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
			obj := mp.M.Blank()
			for _, c := range columns {
				mp.Plan.Restore(obj, r.Snap, c.Index)
			}
			return obj
		}
	}
	return r.Obj
}

// withOwner are those of ds that are deleted softly.
func withOwner(ds []*removal) (out map[*state.Record]bool) {
	for _, d := range ds {
		if d.soft {
			note(&out, d.rec, true)
		}
	}
	return out
}

// hidden are the objects whose rows the flush has deleted softly: a session that does not
// see such rows has them in no collection any more.
func (f *flush) hidden() (out []*removal) {
	if !mapping.AnyGuarded() || f.s.free() {
		return nil
	}
	for _, i := range f.inserts {
		if i.mp.M.Deleted != nil {
			if now, _ := f.u.deletion(i.mp, i.rec); now != nil {
				out = append(out, &removal{rowOf: i.rowOf, soft: true})
			}
		}
	}
	for _, ch := range f.updates {
		if ch.mp.M.Deleted == nil || ch.over != nil {
			continue
		}
		if now, was := f.u.deletion(ch.mp, ch.rec); now != nil && was == nil {
			ch.rec.Outside = true
			out = append(out, &removal{rowOf: ch.rowOf, soft: true})
		}
	}
	return out
}
