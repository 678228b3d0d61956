package orm

import (
	"cmp"
	"context"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Restore takes the soft deletion of objects back: the next flush writes NULL into the
// column of SoftDelete, and puts them back into the collections in memory that they belong
// to. A Delete that was not flushed yet is as if it had not been called. What was deleted
// together with an object stays deleted; see RestoreCascade. An object that the session
// sees no more is found by a query that is Unscoped.
//
// An object whose table says nothing of SoftDelete is a *PolicyError, one that the session
// does not know a *NotPersistedError; then nothing is restored.
func Restore(s *Session, objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	_, err := s.restore("Restore", objs)
	return err
}

// RestoreCascade is Restore of objects, and of what was deleted softly along with them: what
// they lead to by CascadeDelete and has the same time of deletion, and so on. It reads the
// rows, some at once for each relationship.
func RestoreCascade(ctx context.Context, s *Session, objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	rows, err := s.restore("RestoreCascade", objs)
	if err != nil {
		return err
	}
	done := map[*state.Record]bool{}
	for len(rows) > 0 {
		x := rows[0]
		var at driver.Value // of its owner, as the database has it
		same := []*state.Record{}
		rest := rows[:0:0]
		for _, y := range rows {
			_, was := s.u.deletion(y.mp, y.rec)
			switch {
			case done[y.rec] || was == nil:
			case y.mp != x.mp || len(same) > 0 && !sameValue(*was, at):
				rest = append(rest, y)
			default:
				same, at = append(same, y.rec), *was
				done[y.rec] = true
			}
		}
		rows = rest
		if len(same) == 0 {
			continue
		}
		for _, rel := range x.mp.M.Rels {
			if !goesSoftly(rel) {
				continue
			}
			kids := s.st.Map(rel.Target)
			if err := s.softly(ctx, x.mp, rel, same, sql.OpIsNotNull, func(k, _ *state.Record) error {
				kmp := kids.Of(k)
				c := kmp.M.ColumnOf(kmp.M.Deleted)
				obj := kmp.M.Blank()
				if err := c.StoreGo(obj, at.Time()); err != nil {
					return err
				}
				want, err := c.Stored(obj)
				if _, was := s.u.deletion(kmp, k); err != nil || was == nil || !sameValue(*was, want) {
					return err
				}
				c.Clear(k.Obj)
				rows = append(rows, rowOf{kmp, k})
				return nil
			}); err != nil {
				return s.told(ctx, err)
			}
		}
	}
	return s.told(ctx, nil)
}

// restore takes the soft deletion of objects back.
func (s *Session) restore(op string, objs []any) ([]rowOf, error) {
	if s.readOnly {
		return nil, ErrReadOnlySession
	}
	rows := make([]rowOf, 0, len(objs))
	for _, x := range objs {
		m, p, err := s.mapper(x)
		if err != nil {
			return nil, err
		}
		mp := s.st.Map(m)
		r, found := mp.Find(p)
		if found != state.Known && found != state.KeyChanged || r.Flags&(state.Deleted|state.Gone) != 0 {
			return nil, &NotPersistedError{Op: op, Entity: m.Name(), Key: m.KeyText(p)}
		}
		if mp = mp.Of(r); mp.M.Deleted == nil {
			return nil, &PolicyError{mp.M.Name(), op + " takes a soft delete back, and its table has none: say orm.SoftDelete where it is declared"}
		}
		rows = append(rows, rowOf{mp, r})
	}
	for _, x := range rows {
		x.mp.M.ColumnOf(x.mp.M.Deleted).Clear(x.rec.Obj)
		if d := s.u.softly[x.rec]; d.orphan != nil {
			delete(s.u.softly, x.rec)
			if err := s.u.orphanBack(x.mp, x.rec, d.orphan, true); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// shown are the objects whose soft deletion the flush has taken back.
func (f *flush) shown() (out []rowOf) {
	if !mapping.AnyGuarded() || f.s.free() {
		return nil
	}
	for _, ch := range f.updates {
		if ch.mp.M.Deleted == nil || ch.over != nil {
			continue
		}
		if now, was := f.u.deletion(ch.mp, ch.rec); now == nil && was != nil {
			out = append(out, ch.rowOf)
		}
	}
	return out
}

// come puts objects that were restored back into the loaded collections that have them.
// Where memory cannot tell, the collection is one that Of reads again.
func (f *flush) come(rows []rowOf) {
	u := f.u
	v := &votes{u: u}
	unsure := f.s.policies != nil && len(f.s.policies.only) > 0 // they may hide it
	put := func(pm *state.Map, p *state.Record, rel *mapping.Relationship, kid unsafe.Pointer, sure bool) {
		pm = pm.Of(p)
		if !p.Persistent() || !p.Whole(pm.Plan, rel.Index) || slices.Contains(reached(rel, p.Obj), kid) {
			return
		}
		one := []unsafe.Pointer{kid}
		if sure = sure && !unsure; sure && rel.Kind == mapping.Many {
			sure = v.fits(place{p, pm, rel}, one, nil) == nil && v.members(pm, p, rel, one, nil) == nil && inPlace(pm, p, rel)
		} else if sure && rel.OneOf(p.Obj) == nil {
			v.only(pm, p, rel, one, nil)
		}
		if !sure {
			u.edit(pm, p)
			*pm.Plan.State(p.Snap, rel.Index) = state.Aged
		}
	}
	var buf []byte
	for _, x := range rows {
		f.without(v, x)
		f.referAgain(x)
		for _, l := range x.mp.M.Links {
			if l.Back == nil {
				continue
			}
			if l.Conditional {
				for pm, p := range u.st.All(l.Parent) {
					put(pm, p, l.Back, x.rec.Obj, false)
				}
				continue
			}
			if p := f.refersTo(l, x.rec, &buf); p.obj != nil {
				pm := u.st.Map(l.Parent)
				if r, _ := pm.Find(p.obj); r != nil {
					put(pm, r, l.Back, x.rec.Obj, true)
				}
			}
		}
		for _, side := range x.mp.M.Pairs {
			far := side.Far()
			if far.Rel == nil {
				continue
			}
			sure := side.Rel != nil && x.rec.Whole(x.mp.Plan, side.Rel.Index)
			for pm, p := range u.st.All(far.Mapper) {
				if !sure || slices.Contains(side.Rel.Members(x.rec.Obj), p.Obj) {
					put(pm, p, far.Rel, x.rec.Obj, sure)
				}
			}
		}
	}
}

// inPlace puts the members of an ordered collection into the order of their places, where one
// of them came back.
func inPlace(mp *state.Map, r *state.Record, rel *mapping.Relationship) bool {
	if rel.Place == nil {
		return true
	}
	now := cloned(rel.Members(r.Obj))
	slices.SortStableFunc(now, func(a, b unsafe.Pointer) int { return cmp.Compare(rel.PlaceOf(a), rel.PlaceOf(b)) })
	*mp.Plan.Many(r.Snap, rel.Index) = cloned(now)
	return rel.SetMembers(r.Obj, now) == nil
}

// referAgain has those refer to an object that was restored for which there was none while it was
// deleted.
func (f *flush) referAgain(x rowOf) {
	for _, l := range x.mp.M.Back {
		if l.One == nil || l.Key == nil || l.Conditional && l.Tag == nil {
			continue
		}
		for _, k := range f.kidsOf(l)[x.rec.Obj] {
			one, st := l.One.OneOf(k.rec.Obj), *k.mp.Plan.State(k.rec.Snap, l.One.Index)
			if one != nil || st != state.Loaded && st != state.Aged {
				continue
			}
			f.u.edit(k.mp, k.rec)
			f.u.st.Refer(l.One, k.rec.Obj, x.rec.Obj)
			*k.mp.Plan.One(k.rec.Snap, l.One.Index) = x.rec.Obj
			k.rec.TookAll(k.mp.Plan, l.One.Index, f.u.st.Gen)
		}
	}
}

// without takes what is deleted softly out of the collections of an object that was
// restored: those that were deleted with it have stayed in them.
func (f *flush) without(v *votes, x rowOf) {
	for _, rel := range x.mp.M.Rels {
		if rel.View != nil && *x.mp.Plan.State(x.rec.Snap, rel.Index) == state.Loaded { // without its owner there was nothing to read
			f.u.edit(x.mp, x.rec)
			*x.mp.Plan.State(x.rec.Snap, rel.Index) = state.Aged
		}
		if rel.Kind == mapping.ToOne || rel.ViewOnly() || rel.Target.Deleted == nil {
			continue
		}
		kids := f.u.st.Map(rel.Target)
		gone := map[unsafe.Pointer]bool{}
		for _, p := range reached(rel, x.rec.Obj) {
			if k, _ := kids.Find(p); k != nil && k.Persistent() {
				if now, _ := f.u.deletion(kids.Of(k), k); now != nil {
					gone[p] = true
				}
			}
		}
		switch {
		case len(gone) == 0:
		case rel.Kind == mapping.Many:
			_ = v.members(x.mp, x.rec, rel, nil, gone) // fewer have no new keys
		default:
			v.only(x.mp, x.rec, rel, nil, gone)
		}
	}
}
