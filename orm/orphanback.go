package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// takeBackDelete is what Add does to an object that is deleted and whose row is still there.
func (u *unit) takeBackDelete(mp *state.Map, r *state.Record) error {
	orphan, soft := u.orphaned[r], false
	if d, is := u.softly[r]; is && orphan == nil {
		orphan, soft = d.orphan, true
	}
	if r.Flags&state.Deleted != 0 {
		u.edit(mp, r)
		u.revive(mp, r)
		if err := u.comeBack(mp.Of(r), r); err != nil {
			return err
		}
	}
	u.undelete(mp, r, false)
	if u.givenMeanwhile(mp.Of(r), r) {
		return nil
	}
	if orphan == nil {
		return u.whereBack(mp.Of(r), r)
	}
	return u.orphanBack(mp.Of(r), r, orphan, soft)
}

// givenMeanwhile has an object belong to whom it was given while it was deleted, where that one
// still has it.
func (u *unit) givenMeanwhile(mp *state.Map, r *state.Record) (given bool) {
	v := &votes{u: u}
	for at, kids := range u.strays {
		if !slices.Contains(kids, r.Obj) {
			continue
		}
		u.strays[at] = slices.DeleteFunc(slices.Clone(kids), func(p unsafe.Pointer) bool { return p == r.Obj })
		if at.rel.Link == nil || at.rec.Flags&(state.Deleted|state.Gone|state.Dead) != 0 || !slices.Contains(reached(at.rel, at.rec.Obj), r.Obj) {
			continue
		}
		v.place(&ballot{mp: mp, kid: r, link: at.rel.Link, to: at.rec, toMap: at.mp})
		given = true
	}
	return given
}

// whereBack says whose an object is that was deleted and added again: still its owner's, whose
// collection a Plan may have taken it out of, but not of one that has done without it since.
func (u *unit) whereBack(mp *state.Map, r *state.Record) error {
	withdrew := u.withdrew[r]
	delete(u.withdrew, r)
	v := &votes{u: u}
	for _, l := range mp.M.Links {
		if l.Back == nil || l.Back.ViewOnly() || l.Conditional && l.Tag == nil {
			continue
		}
		was := u.knownParent(mp, r, l, &v.buf)
		if was.obj == nil {
			continue
		}
		pm := u.st.Map(l.Parent)
		p, _ := pm.Find(was.obj)
		if p == nil || p.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		if pm = pm.Of(p); !p.Whole(pm.Plan, l.Back.Index) || slices.Contains(reached(l.Back, p.Obj), r.Obj) || u.knows(pm, p, l.Back, r.Obj) {
			continue
		}
		b := &ballot{mp: mp, kid: r, link: l}
		switch {
		case slices.Contains(withdrew, seat{p, l}) && (l.Back.Kind == mapping.Many || l.Back.OneOf(p.Obj) == nil):
			if err := v.fits(place{p, pm, l.Back}, []unsafe.Pointer{r.Obj}, nil); err != nil {
				return err
			}
			b.to, b.toMap = p, pm
			if err := v.join(b); err != nil {
				return err
			}
		case r.Flags&state.Pending != 0 || releasable(l):
			b.null = true
			v.place(b)
		}
	}
	return nil
}

// knows reports whether kid was in a relationship when the session last looked.
func (u *unit) knows(mp *state.Map, r *state.Record, rel *mapping.Relationship, kid unsafe.Pointer) bool {
	if rel.Kind == mapping.Many {
		return slices.Contains(*mp.Plan.Many(r.Snap, rel.Index), kid)
	}
	return *mp.Plan.One(r.Snap, rel.Index) == kid
}

// letGoBy notes that a Plan is about to let go of what belongs to a deleted object.
func (u *unit) letGoBy(b *ballot) {
	var buf []byte
	was := u.knownParent(b.mp, b.kid, b.link, &buf)
	if was.obj == nil {
		return
	}
	p, _ := u.st.Map(b.link.Parent).Find(was.obj)
	if p == nil {
		return
	}
	if u.released == nil {
		u.released = map[*state.Record][]ballot{}
	}
	u.released[p] = append(u.released[p], ballot{mp: b.mp, kid: b.kid, link: b.link})
}

// comeBack gives an object that is not deleted any more what a Plan has let go of, unless it
// was given to another one since: then it leaves the collection.
func (u *unit) comeBack(mp *state.Map, r *state.Record) error {
	kids := u.released[r]
	delete(u.released, r)
	v := &votes{u: u}
	for _, b := range kids {
		if b.kid.Flags&(state.Deleted|state.Gone|state.Dead) != 0 {
			continue
		}
		if now := u.knownParent(b.mp, b.kid, b.link, &v.buf); now.null {
			b.to, b.toMap = r, mp
			v.place(&b)
		} else if now.obj != r.Obj && b.link.Back != nil {
			out := map[unsafe.Pointer]bool{b.kid.Obj: true}
			if b.link.Back.Kind != mapping.Many {
				v.only(mp, r, b.link.Back, nil, out)
			} else if err := v.members(mp, r, b.link.Back, nil, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// orphanBack says whose an object is that was let go of, deleted for that, and added again:
// nobody's, where it can be so. What is deleted softly has stayed its owner's, and so has
// what must have one: it comes back to the collection.
func (u *unit) orphanBack(mp *state.Map, r *state.Record, l *mapping.Link, soft bool) error {
	v := &votes{u: u}
	if !soft && (r.Flags&state.Pending != 0 || releasable(l)) {
		v.place(&ballot{mp: mp, kid: r, link: l, null: true})
		return nil
	}
	was := u.knownParent(mp, r, l, &v.buf)
	if was.obj == nil {
		return nil
	}
	pm := u.st.Map(l.Parent)
	p, _ := pm.Find(was.obj)
	if p == nil || p.Flags&(state.Deleted|state.Gone) != 0 {
		return nil
	}
	b := &ballot{mp: mp, kid: r, link: l, to: p, toMap: pm.Of(p)}
	if l.Back.Kind == mapping.HasOne && l.Back.OneOf(p.Obj) != nil && releasable(l) { // another one has the place by now
		v.place(&ballot{mp: mp, kid: r, link: l, null: true})
		return nil
	}
	at := place{p, b.toMap, l.Back}
	if err := v.fits(at, []unsafe.Pointer{r.Obj}, nil); err != nil {
		return err
	}
	v.refer(b, p.Obj, state.Loaded)
	return v.join(b)
}
