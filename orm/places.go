package orm

import (
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// Places in ordered collections. They are the session's where all of the collection is in
// memory; elsewhere the program's, who alone knows what is there.

// places gives the objects of ordered collections their places.
func (u *unit) places() {
	for _, mp := range u.st.Maps() {
		for i, rel := range mp.M.Rels {
			if rel.Place == nil {
				continue
			}
			kids := u.st.Known(rel.Target)
			if kids == nil {
				continue
			}
			for r := range mp.All() {
				if r.Flags&(state.Deleted|state.Gone) != 0 || !r.Whole(mp.Plan, i) {
					continue
				}
				n, asked := int64(0), false
				for _, p := range rel.Members(r.Obj) {
					kid, _ := kids.Quick(p)
					if kid == nil || kid.Flags&(state.Deleted|state.Gone) != 0 {
						continue
					}
					if rel.PlaceOf(p) != n {
						if !asked && !u.reordered(mp, r, rel, kids) {
							break
						}
						asked = true
						u.write(kids, kid, rel.Place)
						rel.SetPlace(p, n)
					}
					n++
				}
			}
		}
	}
}

// reordered reports whether an ordered collection is not as it was read: rows may leave
// places free, as those do that are deleted softly, and to read them is no change.
func (u *unit) reordered(mp *state.Map, r *state.Record, rel *mapping.Relationship, kids *state.Map) bool {
	if u.regrouped[place{r, mp.Of(r), rel}] {
		return true
	}
	for _, p := range rel.Members(r.Obj) {
		kid, _ := kids.Quick(p)
		if kid != nil && (kid.Flags&(state.Deleted|state.Gone|state.Pending) != 0 || !kids.Of(kid).Plan.FieldSame(kid.Obj, kid.Snap, rel.Place.Index)) {
			return true
		}
	}
	return false
}

// placed refuses objects that were given to an ordered collection and have a place neither
// by the others, which are not all there, nor by the program.
func (f *flush) placed() error {
	u := f.u
	for _, mp := range u.st.Maps() {
		for i, rel := range mp.M.Rels {
			if rel.Place != nil && rel.Pair != nil {
				if err := f.placedPair(mp, rel); err != nil {
					return err
				}
			}
			if rel.Place == nil || rel.Link == nil || len(u.known) == 0 {
				continue
			}
			for kids, k := range u.st.All(rel.Target) {
				ks := u.known[k]
				if ks == nil || !ks[rel.Link.Index].given || ks[rel.Link.Index].obj == nil || k.Flags&(state.Deleted|state.Gone) != 0 {
					continue
				}
				to := ks[rel.Link.Index].obj
				p, _ := mp.Find(to)
				if p == nil || mp.Of(p) != mp || p.Whole(mp.Plan, i) || f.saysPlace(kids, k, rel, to) {
					continue
				}
				return &PlaceError{Child: u.name(kids.M, k.Obj), Parent: u.name(mp.M, to), Relation: rel.Name, Column: rel.Place.Def.FullName()}
			}
		}
	}
	return nil
}

// placedPair is placed for a collection through a table of pairs.
func (f *flush) placedPair(mp *state.Map, rel *mapping.Relationship) error {
	u, side := f.u, rel.Pair
	kids := u.st.Known(rel.Target)
	for _, k := range u.pairs.order {
		p, kid := k.rec[side.No], k.rec[1-side.No]
		if k.pair != side.Pair || !u.pairs.rows[k] || kids == nil || kid.Flags&(state.Deleted|state.Gone) != 0 || p.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		if owner, _ := mp.Find(p.Obj); owner != p || mp.Of(p) != mp || p.Whole(mp.Plan, rel.Index) {
			continue
		}
		km := kids.Of(kid)
		if kid.Flags&state.Pending != 0 && rel.PlaceOf(u.own(km, kid, rel.Place)) > 0 || kid.Flags&state.Pending == 0 && !km.Plan.FieldSame(kid.Obj, kid.Snap, rel.Place.Index) {
			continue // the program says it
		}
		return &PlaceError{Child: u.name(km.M, kid.Obj), Parent: u.name(mp.M, p.Obj), Relation: rel.Name, Column: rel.Place.Def.FullName()}
	}
	return nil
}

// saysPlace reports whether a child that was given to a parent has its place from the
// program, or was there before.
func (f *flush) saysPlace(kids *state.Map, k *state.Record, rel *mapping.Relationship, parent unsafe.Pointer) bool {
	if k.Flags&state.Pending != 0 {
		return rel.PlaceOf(f.u.own(kids, k, rel.Place)) > 0
	}
	if !kids.Plan.FieldSame(k.Obj, k.Snap, rel.Place.Index) {
		return true
	}
	var buf []byte
	return f.u.present(rel.Link, f.stored(kids, k, rel.Link.Columns), &buf).obj == parent
}
