package orm

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// apply writes what was decided into the three places, and notes it, so that
// looking again finds nothing.
func (v *votes) apply() error {
	touched := map[place]bool{}
	var order []place
	joins := map[place][]unsafe.Pointer{}
	leaves := map[place]map[unsafe.Pointer]bool{}
	var letGo []*ballot // whose reference has owned what is still pending
	var owned []*state.Record
	touch := func(at place) {
		if !touched[at] {
			touched[at] = true
			order = append(order, at)
		}
	}
	v.applyPairs(func(at place, kid unsafe.Pointer, join bool) {
		touch(at)
		if join {
			joins[at] = append(joins[at], kid)
			return
		}
		if leaves[at] == nil {
			leaves[at] = map[unsafe.Pointer]bool{}
		}
		leaves[at][kid] = true
	})
	for _, b := range v.order {
		if b.idle() {
			continue
		}
		was := v.u.knownParent(b.mp, b.kid, b.link, &v.buf)
		if was.obj != nil && (b.to == nil || was.obj != b.to.Obj) && b.link.One != nil && b.link.One.Cascades(CascadeDeleteOrphan) {
			pm := v.u.st.Map(b.link.Parent)
			if p, _ := pm.Find(was.obj); p != nil && p.Flags&state.Pending != 0 {
				letGo, owned = append(letGo, b), append(owned, p)
			}
		}
		if b.link.Back != nil {
			pm := v.u.st.Map(b.link.Parent)
			if was.obj != nil && (b.to == nil || was.obj != b.to.Obj) {
				if p, _ := pm.Find(was.obj); p != nil {
					at := place{p, pm.Of(p), b.link.Back}
					touch(at)
					if leaves[at] == nil {
						leaves[at] = map[unsafe.Pointer]bool{}
					}
					leaves[at][b.kid.Obj] = true
				}
			}
			if b.to != nil {
				at := place{b.to, b.toMap, b.link.Back}
				touch(at)
				joins[at] = append(joins[at], b.kid.Obj)
			}
		}
	}
	for _, at := range order {
		if err := v.fits(at, joins[at], leaves[at]); err != nil {
			return err // before anything is changed
		}
	}
	v.setPairs()
	for i, b := range letGo {
		note(&v.u.letGo, owned[i], b.link)
	}
	for _, b := range v.order {
		if b.idle() {
			continue
		}
		if b.drop && b.mp.M.Deleted != nil && b.kid.Flags&state.Pending == 0 { // it stays as a row, and belongs to whom it did
			was := v.u.knownParent(b.mp, b.kid, b.link, &v.buf)
			if err := v.u.softDelete(b.mp, b.kid, b.link); err != nil {
				return err
			}
			for _, c := range b.link.Columns {
				b.mp.Plan.Restore(b.kid.Obj, b.kid.Snap, c.Index)
			}
			v.refer(b, was.obj, state.Loaded)
			continue
		}
		if b.drop {
			v.u.markDeleted(b.mp, b.kid)
			note(&v.u.orphaned, b.kid, b.link)
			v.refer(b, nil, state.Loaded)
			continue
		}
		v.place(b)
	}
	for _, at := range v.looked { // members that nobody voted on are known by now, too
		v.see(at)
		touch(at)
	}
	for _, at := range order {
		if at.rel.Kind == mapping.Many {
			if err := v.members(at.mp, at.rec, at.rel, joins[at], leaves[at]); err != nil {
				return err
			}
		} else {
			v.only(at.mp, at.rec, at.rel, joins[at], leaves[at])
		}
	}
	return nil
}

// see notes that what the program has changed there is known.
func (v *votes) see(at place) {
	if v.seen == nil {
		v.seen = make(map[place]bool, len(v.looked))
	}
	v.seen[at] = true
}

// idle reports whether nothing is to be done for a child.
func (b *ballot) idle() bool {
	return b.kid.Flags&(state.Deleted|state.Gone) != 0 || b.to == nil && !b.null && !b.keep
}

// fits reports whether a collection in a map would have two objects of one key.
func (v *votes) fits(at place, joins []unsafe.Pointer, leaves map[unsafe.Pointer]bool) error {
	if at.rel.Map == nil {
		return nil
	}
	now := slices.DeleteFunc(cloned(at.rel.Members(at.rec.Obj)), func(p unsafe.Pointer) bool { return leaves[p] })
	if at.rec.Whole(at.mp.Of(at.rec).Plan, at.rel.Index) {
		now = append(now, joins...)
	}
	return at.rel.CheckKeys(now)
}

// place writes key and reference of a child.
func (v *votes) place(b *ballot) {
	u, l := v.u, b.link
	switch {
	case b.null:
		if !b.held {
			u.detach(b.mp, b.kid, l)
		}
		u.settle(b.mp, b.kid, l, parentKnown{null: true})
		v.refer(b, nil, state.Loaded)
	case b.to != nil:
		if err := u.unknown(l, b.to.Obj); err != nil && u.misfit == nil {
			u.misfit = fmt.Errorf("%s: %w", u.name(b.mp.M, b.kid.Obj), err)
		}
		if b.to.Flags&state.Pending == 0 || u.refers(l, b.to.Obj) {
			u.copyKey(b.mp, b.kid, l, b.to.Obj)
		}
		u.tell(b.mp, b.kid, l)
		p := u.present(l, b.kid.Obj, &v.buf)
		p.obj, p.given = b.to.Obj, len(b.objs) > 0
		u.settle(b.mp, b.kid, l, p)
		v.refer(b, b.to.Obj, state.Loaded)
	default: // the key of a row that is not in memory
		p := u.present(l, b.kid.Obj, &v.buf)
		if l.Conditional && l.Tag == nil {
			p.obj = nil
		}
		u.settle(b.mp, b.kid, l, p)
		v.refer(b, nil, state.NotLoaded)
	}
}

// hasKey reports whether the key of a pending object is known before it is inserted.
func hasKey(m *mapping.Mapper, obj unsafe.Pointer) bool {
	return m.Generated == nil || !zeroKey(m, obj)
}

// copyKey writes the parent's key into the child's foreign key.
func (u *unit) copyKey(mp *state.Map, kid *state.Record, l *mapping.Link, parent unsafe.Pointer) {
	for i, c := range l.Columns {
		v, err := l.Referred[i].Value(parent)
		if err != nil {
			continue // binding it for a statement reports it
		}
		if now, err := c.Value(kid.Obj); err == nil && !now.IsNull() && sameValue(now, v) {
			continue
		}
		u.write(mp, kid, c)
		if err := c.Store(kid.Obj, v); err != nil && u.misfit == nil {
			u.misfit = fmt.Errorf("%s refers to %s: %w", u.name(mp.Of(kid).M, kid.Obj), u.name(l.Parent, parent), err)
		}
	}
}

// handKey is copyKey of a parent whose key may be another one than when the session looked.
// The program has not changed the foreign key: after a Plan it is no vote for the row that has
// given the key up.
func (u *unit) handKey(mp *state.Map, kid *state.Record, l *mapping.Link, parent unsafe.Pointer) {
	u.copyKey(mp, kid, l, parent)
	if l.Key == nil || l.Parent.Generated != nil && l.ToKey {
		return // such keys do not change
	}
	var buf []byte
	now, null, _ := l.Key.Read(kid.Obj, &buf)
	k := &u.known[kid][l.Index]
	k.null, k.text = null, string(now.B)
	k.key = now
	k.key.B = nil
}

func sameValue(a, b driver.Value) bool {
	if a.Kind() != b.Kind() || a.Kind() == driver.UUID {
		return a.Kind() == b.Kind() && *a.UUID() == *b.UUID()
	}
	switch a.Kind() {
	case driver.String, driver.Bytes, driver.Decimal, driver.JSON:
		return a.Str() == b.Str()
	}
	return a.Uint() == b.Uint()
}

func (v *votes) refer(b *ballot, to unsafe.Pointer, st byte) {
	one := b.link.One
	if one == nil {
		return
	}
	v.u.edit(b.mp, b.kid)
	v.u.st.Refer(one, b.kid.Obj, to)
	*b.mp.Plan.One(b.kid.Snap, one.Index) = to
	if st == state.Loaded {
		b.kid.TookAll(b.mp.Plan, one.Index, v.u.st.Gen)
	} else {
		*b.mp.Plan.State(b.kid.Snap, one.Index) = st
	}
}

// members brings a collection up to date, in a new array: a loop that runs over
// the old one goes on undisturbed.
func (v *votes) members(mp *state.Map, r *state.Record, rel *mapping.Relationship, joins []unsafe.Pointer, leaves map[unsafe.Pointer]bool) error {
	mp = mp.Of(r)
	field := rel.Members(r.Obj)
	loaded := r.Whole(mp.Plan, rel.Index)
	in := make(map[unsafe.Pointer]bool, len(field))
	now := make([]unsafe.Pointer, 0, len(field)+len(joins))
	for _, k := range field {
		if !in[k] && !leaves[k] {
			in[k] = true
			now = append(now, k)
		}
	}
	if loaded {
		for _, k := range joins {
			if !in[k] {
				in[k] = true
				now = append(now, k)
			}
		}
	}
	v.u.edit(mp, r)
	if !samePointers(now, field) {
		if err := rel.SetMembers(r.Obj, now[:len(now):len(now)]); err != nil {
			return err
		}
	}
	known := cloned(rel.Members(r.Obj))
	if was := *mp.Plan.Many(r.Snap, rel.Index); !v.seen[place{r, mp, rel}] && !samePointers(was, field) {
		// what the program has changed itself is still to be looked at
		known = slices.DeleteFunc(cloned(was), func(p unsafe.Pointer) bool { return leaves[p] })
		for _, k := range joins {
			if (loaded || in[k]) && !slices.Contains(known, k) {
				known = append(known, k)
			}
		}
	}
	if rel.Target.Polymorphic() { // what is still to be added as what it is
		known = slices.DeleteFunc(known, func(p unsafe.Pointer) bool { return v.u.unknownKind(rel.Target, p) })
	}
	*mp.Plan.Many(r.Snap, rel.Index) = known
	if rel.Place != nil {
		if v.u.regrouped == nil {
			v.u.regrouped = map[place]bool{}
		}
		v.u.regrouped[place{r, mp, rel}] = true
	}
	return nil
}

// only brings a HasOne up to date.
func (v *votes) only(mp *state.Map, r *state.Record, rel *mapping.Relationship, joins []unsafe.Pointer, leaves map[unsafe.Pointer]bool) {
	mp = mp.Of(r)
	field, known := rel.OneOf(r.Obj), mp.Plan.One(r.Snap, rel.Index)
	if !v.seen[place{r, mp, rel}] && field != *known { // what the program has put there is still to be looked at
		v.u.edit(mp, r)
		known = mp.Plan.One(r.Snap, rel.Index)
		if *known != nil && leaves[*known] {
			*known = nil
		}
		if len(joins) > 0 && r.Whole(mp.Plan, rel.Index) {
			*known = joins[len(joins)-1]
			if field == nil { // who comes beats that there is none
				v.u.st.Refer(rel, r.Obj, *known)
			}
		}
		return
	}
	now := field
	if now != nil && leaves[now] {
		now = nil
	}
	if len(joins) > 0 && r.Whole(mp.Plan, rel.Index) || len(joins) > 0 && slices.Contains(joins, now) {
		now = joins[len(joins)-1]
	}
	if now != field {
		v.u.st.Refer(rel, r.Obj, now)
	}
	v.u.edit(mp, r)
	if now != nil && v.u.unknownKind(rel.Target, now) {
		return
	}
	*mp.Plan.One(r.Snap, rel.Index) = now
	if now != nil {
		r.TookAll(mp.Plan, rel.Index, v.u.st.Gen)
	} else if field != nil && v.u.wasBlind(rel, field) { // nobody knows who had the place before
		*mp.Plan.State(r.Snap, rel.Index) = state.NotLoaded
	}
}
