package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// loaded notes that a relationship was loaded in a savepoint: what it holds may be taken back.
func (f *fetcher) loaded(rel *mapping.Relationship, o *state.Record) {
	if f.u == nil || len(f.u.levels) == 0 {
		return
	}
	l := &f.u.levels[len(f.u.levels)-1]
	l.loaded = append(l.loaded, place{o, f.st.Map(rel.Mapper), rel})
}

// unload takes objects that are no rows any more out of what was loaded while they were.
func (u *unit) unload(undone map[unsafe.Pointer]bool) {
	if len(undone) == 0 {
		return
	}
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			if undone[r.Obj] {
				continue
			}
			for _, rel := range mp.M.Rels {
				gone := func(p unsafe.Pointer) bool { return undone[p] }
				if !slices.ContainsFunc(reached(rel, r.Obj), gone) {
					continue
				}
				if rel.Kind == mapping.Many { // in the snapshot itself, which no image shares any more
					known := mp.Plan.Many(r.Snap, rel.Index)
					*known = slices.DeleteFunc(cloned(*known), gone)
					_ = rel.SetMembers(r.Obj, slices.DeleteFunc(cloned(rel.Members(r.Obj)), gone)) // fewer have no new keys
					continue
				}
				u.st.Refer(rel, r.Obj, nil)
				*mp.Plan.One(r.Snap, rel.Index), *mp.Plan.State(r.Snap, rel.Index) = nil, state.NotLoaded
			}
		}
	}
}

// age has what was loaded since a savepoint began read again.
func (l *level) age() {
	for _, at := range l.loaded {
		if p := at.mp.Of(at.rec).Plan; at.rec.Flags&state.Dead == 0 && at.rel.Index < p.Relationships() {
			if st := p.State(at.rec.Snap, at.rel.Index); *st == state.Loaded {
				*st = state.Aged
			}
		}
	}
}
