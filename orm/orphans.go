package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
)

// orphans does in memory what the database has done to the rows that referred to a
// deleted one: they are gone, or refer to nothing.
func (f *flush) orphans(d *removal) {
	var buf []byte
	for _, l := range d.mp.M.Back {
		if l.Key == nil || l.Conditional && !l.Loose || l.Passive() && !l.Kept() { // see letGo
			continue
		}
		cascade := l.OnDelete() == schema.Cascade || !l.Kept() && l.Back.Cascades(CascadeDelete)
		byDefault := l.OnDelete() == schema.SetDefault
		if !cascade && !byDefault && l.OnDelete() != schema.SetNull && (!l.Held() && !l.PostUpdate() || !l.Optional()) {
			continue
		}
		for _, x := range f.kidsOf(l)[d.rec.Obj] {
			kids, r := x.mp, x.rec
			if !r.Persistent() {
				continue
			}
			p := f.refersTo(l, r, &buf) // which may have changed meanwhile
			if p.null || p.obj != d.rec.Obj {
				continue
			}
			if l.Conditional && !f.u.member(l, d.rowOf, kids, r) {
				kids.Expire(r) // only its row knows
				continue
			}
			f.u.edit(kids, r)
			if cascade {
				kids.Remove(r)
				f.orphans(&removal{rowOf: rowOf{kids, r}}) // which looks for r by its key
				kids.Unkey(r)
				continue
			}
			if byDefault { // which is the database's to know
				kids.Expire(r)
				f.unrefer(kids, r, l, state.NotLoaded)
				continue
			}
			f.bumped(kids, r, l)
			for _, c := range l.Columns {
				if c.Def.Nullable && !c.Def.PrimaryKey && (l.FK == nil || len(l.FK.Only) == 0 || slices.Contains(l.FK.Only, c.Def.Name)) {
					c.Clear(r.Obj)
					kids.Plan.CopyField(r.Snap, r.Obj, c.Index)
				}
			}
			f.unrefer(kids, r, l, state.Loaded)
		}
	}
}

// unrefer empties the references that are kept in l's columns. They are loaded, or to be
// loaded again.
func (f *flush) unrefer(kids *state.Map, r *state.Record, l *mapping.Link, loaded byte) {
	for _, o := range kids.M.Links {
		if o.One == nil || o != l && !(o.Conditional && o.Shares(l)) {
			continue
		}
		o.One.SetOne(r.Obj, nil, nil)
		*kids.Plan.One(r.Snap, o.One.Index) = nil
		if loaded == state.Loaded {
			r.TookAll(kids.Plan, o.One.Index, f.u.st.Gen)
		} else {
			*kids.Plan.State(r.Snap, o.One.Index) = loaded
		}
	}
}

// refersTo is what a row refers to by l, as the session knows it.
func (f *flush) refersTo(l *mapping.Link, r *state.Record, buf *[]byte) parentKnown {
	if ks := f.u.known[r]; ks != nil && ks[l.Index].set {
		return ks[l.Index] // the key may be one that was given up and made up again
	}
	return f.u.present(l, r.Obj, buf)
}

// kidsOf are the rows that refer to something by l, by what that is: found once for all
// that a flush deletes.
func (f *flush) kidsOf(l *mapping.Link) map[unsafe.Pointer][]rowOf {
	if of, ok := f.kids[l]; ok {
		return of
	}
	of := map[unsafe.Pointer][]rowOf{}
	var buf []byte
	for kids, r := range f.u.st.All(l.Child) {
		if !r.Persistent() {
			continue
		}
		if p := f.refersTo(l, r, &buf); !p.null && p.obj != nil {
			of[p.obj] = append(of[p.obj], rowOf{kids, r})
		}
	}
	if f.kids == nil {
		f.kids = map[*mapping.Link]map[unsafe.Pointer][]rowOf{}
	}
	f.kids[l] = of
	return of
}

// stray notes a deleted object that was given to others, who are to let go of it when it goes.
func (u *unit) stray(b *ballot) {
	if b.link.Back == nil {
		return
	}
	for _, o := range b.objs {
		if u.strays == nil {
			u.strays = map[place][]unsafe.Pointer{}
		}
		at := place{o.parent, o.mp, b.link.Back}
		u.strays[at] = append(u.strays[at], b.kid.Obj)
	}
}

// leave takes deleted objects out of the collections that hold them, each of which is
// gone through once. What is deleted softly with the collection's owner stays in it.
func (f *flush) leave(ds []*removal) {
	stay := withOwner(ds)
	var buf []byte
	var order []place
	gone := map[place]map[unsafe.Pointer]bool{}
	out := func(at place, kid unsafe.Pointer) {
		if gone[at] == nil {
			gone[at] = map[unsafe.Pointer]bool{}
			order = append(order, at)
		}
		gone[at][kid] = true
	}
	v := &votes{u: f.u}
	for at, kids := range f.u.strays {
		for _, k := range kids {
			if slices.ContainsFunc(ds, func(d *removal) bool { return d.rec.Obj == k }) && at.rec.Flags&(state.Deleted|state.Gone) == 0 {
				out(at, k)
				v.see(at)
			}
		}
	}
	for _, d := range ds {
		for _, l := range d.mp.M.Links {
			if l.Back == nil {
				continue
			}
			pm := f.u.st.Map(l.Parent)
			p := f.refersTo(l, d.rec, &buf)
			was := f.u.knownParent(d.mp, d.rec, l, &buf) // its key may have been changed since it was deleted
			for _, obj := range [...]unsafe.Pointer{p.obj, was.obj} {
				if obj == nil {
					continue
				}
				r, _ := pm.Find(obj)
				if r == nil || r.Flags&(state.Deleted|state.Gone) != 0 || stay[r] {
					continue
				}
				out(place{r, pm.Of(r), l.Back}, d.rec.Obj)
			}
		}
	}
	for _, at := range order {
		out := gone[at]
		switch at.rel.Kind {
		case mapping.Many:
			if slices.ContainsFunc(at.rel.Members(at.rec.Obj), func(p unsafe.Pointer) bool { return out[p] }) {
				_ = v.members(at.mp, at.rec, at.rel, nil, out) // fewer have no new keys
			}
		default:
			if out[at.rel.OneOf(at.rec.Obj)] {
				v.only(at.mp, at.rec, at.rel, nil, out)
			}
		}
	}
}

// goesAlong reports whether the row of a changed object is deleted by what it refers to, in
// this flush and without a DELETE of its own: its changes need not be written before.
func (f *flush) goesAlong(mp *state.Map, r *state.Record) bool {
	if !f.deletesAny() {
		return false
	}
	if goes, been := f.along[r]; been {
		return goes
	}
	note(&f.along, r, false) // while it is found out, for rows may refer to each other
	goes := f.findAlong(mp, r)
	f.along[r] = goes
	return goes
}

// deletesAny reports whether the flush deletes a row that others refer to.
func (f *flush) deletesAny() bool {
	if f.lookedForDeletes {
		return f.hasDeletes
	}
	f.lookedForDeletes = true
	for _, mp := range f.u.st.Maps() {
		if mp.Changes == 0 || len(mp.M.Back) == 0 {
			continue
		}
		for r := range mp.All() {
			if r.Flags&(state.Deleted|state.Pending) == state.Deleted {
				f.hasDeletes = true
				return true
			}
		}
	}
	return false
}

func (f *flush) findAlong(mp *state.Map, r *state.Record) bool {
	m := mp.Of(r).M
	for _, l := range m.Links {
		if l.Key == nil || l.Conditional || l.OnDelete() != schema.Cascade && (l.Kept() || !l.Back.Cascades(CascadeDelete)) {
			continue
		}
		pm := f.u.st.Known(l.Parent)
		if pm == nil {
			continue
		}
		var buf []byte
		k, null, _ := l.Key.Read(f.u.asStored(mp, r, l.Reads), &buf)
		if null {
			continue
		}
		p := pm.ByKey(k)
		if p == nil || p == r || f.u.elsewhere(r, l, p.Obj) {
			continue
		}
		if now := f.u.present(l, r.Obj, &buf); now.obj != p.Obj {
			continue // by its key
		}
		pm = pm.Of(p)
		switch {
		case p.Flags&state.Deleted != 0:
			if twin(pm, p, f.u.twins(pm)) == nil { // else its row stays
				return true
			}
		case p.Persistent() && f.goesAlong(pm, p):
			return true
		}
	}
	return false
}
