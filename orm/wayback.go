package orm

import (
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// rollback gives objects back what they held before the transaction: those that
// were rows all mapped fields and relationships, those that were added what the
// session has written into them.
func (u *unit) rollback() {
	u.keepLevels()
	undone := u.unadd()
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			img, changed := u.image(r)
			u.back(mp, r, img, changed)
			delete(undone, r.Obj)
		}
	}
	u.relinked()
	u.unload(undone)
	u.end()
}

// unadd makes plain structs of the objects that were added since, and tells which. They come
// first: an object that was deleted and added again has two records, and is a row.
func (u *unit) unadd() map[unsafe.Pointer]bool {
	undone := map[unsafe.Pointer]bool{}
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			obj := r.Obj
			img, changed := u.image(r)
			if !changed || img.flags&state.Dead == 0 {
				continue
			}
			if u.back(mp, r, img, changed); r.Flags&state.Dead != 0 {
				undone[obj] = true
			}
		}
	}
	return undone
}

func (u *unit) relinked() {
	u.st.Altered()
	for _, f := range u.relink {
		f()
	}
	u.relink = nil
}

// back gives one object back what it held at the beginning of the transaction, or of
// the savepoint.
func (u *unit) back(mp *state.Map, r *state.Record, img image, changed bool) {
	from := r.Phase()
	switch {
	case changed && img.flags&state.Dead != 0: // added within: a plain struct again
		if n := u.noted(r); n.had != nil || n.keyed {
			if r.Flags&state.Pending == 0 && r.Flags&state.Gone == 0 {
				mp.Unkey(r)
				r.Flags |= state.Pending
				mp.Changes++
			}
			if n.keyed {
				mp.M.Generated.Clear(r.Obj)
			}
			if n.had != nil {
				for _, c := range n.had.columns {
					mp.Plan.Restore(r.Obj, n.had.snap, c.Index)
				}
			}
		}
		mp.Undo(r, from)
	case changed:
		if r.Flags&state.Deleted != 0 {
			mp.Changes--
		}
		gone := r.Flags&state.Gone != 0
		r.Snap, r.Flags, r.Gen = img.snap, img.flags, img.gen
		u.restore(mp, r)
		if k, _, _ := mp.Key(r.Obj); gone || r.Flags&state.Pending == 0 && mp.ByKey(k) != r {
			mp.Rekey(r) // it was taken out, or had another key
		}
		if from != state.Stale {
			mp.Moved(r, from, r.Phase())
		}
	default:
		u.restore(mp, r)
	}
}

// restore puts the object back to its snapshot.
func (u *unit) restore(mp *state.Map, r *state.Record) {
	mp = mp.Of(r)
	mp.SetWanted(r, nil)
	for _, c := range mp.Plan.Changed(r.Obj, r.Snap, nil) {
		mp.Plan.Restore(r.Obj, r.Snap, c)
	}
	for _, c := range mp.M.Choices {
		c.Clear(r.Obj)
	}
	for i, rel := range mp.M.Rels {
		if rel.Kind == mapping.Many {
			field, known := rel.Members(r.Obj), *mp.Plan.Many(r.Snap, i)
			if rel.Map != nil { // when all have their attributes back
				u.relink = append(u.relink, func() { _ = rel.SetMembers(r.Obj, cloned(known)) })
				continue
			}
			if !samePointers(field, known) || (field == nil) != (known == nil) {
				_ = rel.SetMembers(r.Obj, cloned(known)) // they were there before
			}
			continue
		}
		if was := *mp.Plan.One(r.Snap, i); rel.OneOf(r.Obj) != was {
			u.st.Refer(rel, r.Obj, was)
		}
	}
}
