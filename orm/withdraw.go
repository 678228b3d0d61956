package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
)

// withdraw takes what is deleted out of what the session is about to write. What was
// given to a deleted object, or is written anyway, refers to nothing: in its own
// statement, wherever that stands in the order. An object that was added and deleted
// again, and so never becomes a row, leaves the collections of those that are or become rows. Nothing is
// changed when there is an error.
func (u *unit) withdraw() error {
	var gone []rowOf // never rows
	var kids []ballot
	for _, mp := range u.st.Maps() {
		if mp.Changes == 0 || len(mp.M.Links)+len(mp.M.Back)+len(mp.M.Pairs) == 0 {
			continue
		}
		some := false
		for r := range mp.All() {
			if r.Flags&state.Deleted != 0 {
				if some = true; r.Flags&state.Pending != 0 {
					gone = append(gone, rowOf{mp, r})
				}
			}
		}
		if !some {
			continue
		}
		twins := u.twins(mp)
		for _, l := range mp.M.Back {
			left, err := u.leftBy(mp, l, twins)
			if err != nil {
				return err
			}
			kids = append(kids, left...)
		}
	}
	v := &votes{u: u}
	for _, k := range kids {
		if k.null {
			u.letGoBy(&k)
		}
		if v.place(&k); k.to != nil && k.link.Back != nil {
			if err := v.join(&k); err != nil {
				return err
			}
		}
	}
	for _, g := range gone {
		if err := v.withdraw(g); err != nil {
			return err
		}
	}
	return nil
}

// twins are the pending objects of mp's hierarchy that have a key, by key: they may be
// the ones that a deleted row becomes.
func (u *unit) twins(mp *state.Map) map[string]*state.Record {
	var out map[string]*state.Record
	for _, r := range u.pending {
		if r.Flags&state.Pending == 0 || r.Flags&state.Deleted != 0 || !mp.Holds(r) || !hasKey(mp.M, r.Obj) {
			continue
		}
		if k, null, _ := mp.Key(r.Obj); !null {
			if out == nil {
				out = map[string]*state.Record{}
			}
			out[keyString(k)] = r
		}
	}
	return out
}

// never are the objects of mp that have a key and will not be rows, by key: those that were
// added and deleted again, and those that are deleted under another one than their rows have.
func (u *unit) never(mp *state.Map) map[string]unsafe.Pointer {
	var out map[string]unsafe.Pointer
	note := func(r *state.Record) {
		k, null, _ := mp.Key(r.Obj)
		if null || r.Flags&state.Pending == 0 && mp.ByKey(k) == r {
			return
		}
		if out == nil {
			out = map[string]unsafe.Pointer{}
		}
		out[keyString(k)] = r.Obj
	}
	for _, r := range u.pending {
		if r.Flags&state.Pending != 0 && r.Flags&state.Deleted != 0 && mp.Holds(r) && hasKey(mp.M, r.Obj) {
			note(r)
		}
	}
	if mp.M.Generated == nil {
		for r := range mp.All() {
			if r.Flags&(state.Pending|state.Gone|state.Deleted) == state.Deleted {
				note(r)
			}
		}
	}
	return out
}

// twin is the object that a deleted one's row becomes.
func twin(mp *state.Map, r *state.Record, twins map[string]*state.Record) *state.Record {
	if len(twins) == 0 {
		return nil
	}
	k, _, _ := mp.Key(r.Obj)
	return twins[keyString(k)]
}

// leftBy are the objects that belong by l to deleted ones of a mapper, and are written
// in this flush. What belongs to a row that becomes another object's is among them,
// for that row is not deleted: it refers to nothing, or to the new object where it must or
// was given the key.
func (u *unit) leftBy(mp *state.Map, l *mapping.Link, twins map[string]*state.Record) (kids []ballot, err error) {
	var buf []byte
	never := u.never(mp)
	for kmp, k := range u.st.All(l.Child) {
		if k.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		var obj unsafe.Pointer
		byKey := false
		if ks := u.known[k]; ks != nil && ks[l.Index].set {
			// a change that was taken back gives no key
			byKey = !ks[l.Index].given && (k.Flags&state.Pending != 0 || touches(l.Columns, kmp.Of(k).Plan.Changed(k.Obj, k.Snap, nil)))
			if obj = ks[l.Index].obj; obj == nil && !ks[l.Index].null && l.Key != nil && l.ToKey && len(never) > 0 {
				key, _, _ := l.Key.Read(k.Obj, &buf)
				obj = never[keyString(key)]
			}
		} else if !l.Conditional && k.Flags&state.Pending == 0 && (len(twins) > 0 || u.known[k] != nil || !kmp.Plan.Same(k.Obj, k.Snap)) {
			obj = u.knownParent(kmp, k, l, &buf).obj
		}
		if obj == nil {
			continue
		}
		p, found := mp.Find(obj)
		if found != state.Known && found != state.KeyChanged || p.Flags&state.Deleted == 0 || mp.Of(p) != mp {
			continue
		}
		if x := twin(mp, p, twins); x != nil && (byKey || p.Flags&state.Pending == 0 && !released(l)) {
			kids = append(kids, ballot{mp: kmp, kid: k, link: l, to: x, toMap: mp.Of(x)})
			continue
		}
		if p.Flags&state.Pending == 0 && !released(l) {
			continue
		}
		if k.Flags&state.Pending == 0 && !l.Optional() {
			return nil, &OrphanError{Child: u.name(kmp.M, k.Obj), Column: l.Columns[0].Def.FullName()}
		}
		kids = append(kids, ballot{mp: kmp, kid: k, link: l, null: true})
	}
	return kids, nil
}

// released reports whether rows that refer to a deleted one by l refer to nothing
// afterwards.
func released(l *mapping.Link) bool {
	if l.Kept() {
		return l.OnDelete() == schema.SetNull && l.Optional()
	}
	return !l.Passive() && (l.Held() || l.PostUpdate()) && l.Optional() && !l.Back.Cascades(CascadeDelete)
}

// withdraw takes one object out of the collections that hold it.
func (v *votes) withdraw(g rowOf) error {
	u := v.u
	out := map[unsafe.Pointer]bool{g.rec.Obj: true}
	for _, l := range g.mp.M.Links {
		ks := u.known[g.rec]
		if l.Back == nil || ks == nil || ks[l.Index].obj == nil {
			continue
		}
		pm := u.st.Map(l.Parent)
		p, _ := pm.Find(ks[l.Index].obj)
		if p == nil || p.Flags&(state.Pending|state.Deleted) == state.Pending|state.Deleted {
			continue // which is none either: they stay together, to be added again
		}
		note(&u.withdrew, g.rec, append(u.withdrew[g.rec], seat{p, l}))
		if l.Back.Kind != mapping.Many {
			v.only(pm.Of(p), p, l.Back, nil, out)
		} else if err := v.members(pm.Of(p), p, l.Back, nil, out); err != nil {
			return err
		}
	}
	for at, kids := range u.strays { // who was given it when it was deleted already
		if at.rec.Flags&(state.Deleted|state.Gone) != 0 || !slices.Contains(kids, g.rec.Obj) {
			continue
		}
		v.see(at)
		if at.rel.Kind != mapping.Many {
			v.only(at.mp, at.rec, at.rel, nil, out)
		} else if err := v.members(at.mp, at.rec, at.rel, nil, out); err != nil {
			return err
		}
	}
	for k, there := range u.pairs.rows {
		for side, r := range k.rec {
			far := k.pair.Sides[1-side]
			if r != g.rec || !there || far.Rel == nil {
				continue
			}
			if err := v.members(u.st.Map(far.Mapper), k.rec[1-side], far.Rel, nil, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// join puts a child into its parent's collection.
func (v *votes) join(b *ballot) error {
	one := []unsafe.Pointer{b.kid.Obj}
	if b.link.Back.Kind == mapping.Many {
		return v.members(b.toMap, b.to, b.link.Back, one, nil)
	}
	v.only(b.toMap, b.to, b.link.Back, one, nil)
	return nil
}

// found ties objects to what they refer to by its key, and that was pending when the
// session looked.
func (u *unit) found() error {
	if len(u.known) == 0 {
		return nil
	}
	v := &votes{u: u}
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			for i, k := range u.known[r] {
				if !k.set || k.null || k.obj != nil || !r.Persistent() || mp.M.Links[i].Conditional {
					continue
				}
				l := mp.M.Links[i]
				p := u.present(l, r.Obj, &v.buf)
				if p.obj == nil {
					continue
				}
				pm := u.st.Map(l.Parent)
				to, _ := pm.Find(p.obj)
				if to == nil || !to.Persistent() {
					continue
				}
				b := &ballot{mp: mp, kid: r, link: l, to: to, toMap: pm.Of(to)}
				v.refer(b, to.Obj, state.Loaded)
				if l.Back != nil {
					if err := v.join(b); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}
