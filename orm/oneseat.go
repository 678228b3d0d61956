package orm

import (
	"errors"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A relationship to one has room for one child. What an object held when it was not loaded
// is nevertheless known where the row that refers to it is in memory.

// seat is the room of one parent for a child.
type seat struct {
	parent *state.Record
	link   *mapping.Link
}

// taking is a child that an Add gave to a parent whose relationship was not loaded: who sat
// there is looked for by the next look at all objects, which needs one walk for all of them.
type taking struct {
	seat
	obj    unsafe.Pointer // of the parent
	mp     *state.Map
	kid    *state.Record
	kidObj unsafe.Pointer
}

// sits refuses two children that objects give to one parent in one look.
func (v *votes) sits(b *ballot) error {
	if len(b.objs) != 1 || b.link.Back == nil || b.link.Back.Kind != mapping.HasOne {
		return nil
	}
	at := seat{b.to, b.link}
	if other := v.seats[at]; other != nil && other != b {
		name := func(b *ballot) string { return v.u.name(b.mp.M, b.kid.Obj) }
		return &RelationConflictError{Child: v.u.name(b.toMap.M, b.to.Obj) + "." + b.link.Back.Name, A: name(other), B: name(b)}
	}
	if v.seats == nil {
		v.seats = map[seat]*ballot{}
	}
	v.seats[at] = b
	return nil
}

// formerOf is the row in memory that refers to b's new parent, whose relationship is not loaded.
func (v *votes) formerOf(b *ballot) *state.Record {
	if !v.whole {
		v.u.takings = append(v.u.takings, taking{seat{b.to, b.link}, b.to.Obj, b.mp, b.kid, b.kid.Obj})
		return nil
	}
	for _, r := range v.sitting(b.mp, b.link)[b.to.Obj] {
		if r != b.kid {
			return r
		}
	}
	note(&v.u.blind, b.kid, b.link)
	return nil
}

// sitting is which rows refer to whom by l.
func (v *votes) sitting(mp *state.Map, l *mapping.Link) map[unsafe.Pointer][]*state.Record {
	if by := v.sitters[l]; by != nil {
		return by
	}
	by := map[unsafe.Pointer][]*state.Record{}
	for x, r := range v.u.st.All(l.Child) {
		if r.Flags&(state.Pending|state.Deleted|state.Gone) != 0 {
			continue
		}
		if p := v.u.knownParent(x, r, l, &v.buf); p.obj != nil {
			by[p.obj] = append(by[p.obj], r)
		}
	}
	if v.sitters == nil {
		v.sitters = map[*mapping.Link]map[unsafe.Pointer][]*state.Record{}
	}
	v.sitters[l] = by
	return by
}

// letSittersGo lets go of whom the Adds since the last look have taken the place of.
func (v *votes) letSittersGo() {
	takings := v.u.takings
	v.u.takings = nil
	for _, t := range takings {
		if t.kid.Obj != t.kidObj || t.parent.Obj != t.obj || t.kid.Flags&(state.Deleted|state.Gone|state.Dead) != 0 {
			continue
		}
		if v.u.knownParent(t.mp, t.kid, t.link, &v.buf).obj != t.obj {
			continue
		}
		for _, r := range v.sitting(t.mp, t.link)[t.obj] {
			if r != t.kid {
				v.letGo(v.u.st.Map(t.link.Child).Of(r), r, t.link)
			}
		}
	}
}

// letGo says that nobody has a child any more, where nothing else was said about it.
func (v *votes) letGo(mp *state.Map, r *state.Record, l *mapping.Link) {
	for o := v.of[r]; o != nil; o = o.next {
		if o.link == l {
			return
		}
	}
	v.ballot(mp, r, l).less = true
}

// crowded explains why the database refuses a row: the place that it was given in a
// relationship to one, which is not loaded, may be taken by a row that nobody knows here.
func (u *unit) crowded(of rowOf, err error) error {
	if of.rec == nil || !errors.Is(err, driver.ErrUnique) {
		return err
	}
	var buf []byte
	for _, l := range of.mp.M.Links {
		if l.Back == nil || l.Back.Kind != mapping.HasOne || l.Back.ViewOnly() {
			continue
		}
		p := u.present(l, of.rec.Obj, &buf)
		if p.obj == nil || p.sameKey(u.stored(of, l, &buf)) {
			continue
		}
		mp := u.st.Map(l.Parent)
		r, _ := mp.Find(p.obj)
		if r == nil || r.Flags&state.Pending != 0 || u.blind[of.rec] != l && r.Whole(mp.Of(r).Plan, l.Back.Index) {
			continue
		}
		return &UnknownFormerError{Child: u.name(of.mp.M, of.rec.Obj), Parent: u.name(mp.Of(r).M, r.Obj), Relation: l.Back.FullName(), Err: err}
	}
	return err
}

// stored is where a row belongs in the database; nowhere, when it is still to be inserted.
func (u *unit) stored(of rowOf, l *mapping.Link, buf *[]byte) parentKnown {
	if of.rec.Flags&state.Pending != 0 {
		return parentKnown{null: true}
	}
	obj := reflect.New(of.mp.M.Struct).UnsafePointer()
	for _, c := range l.Reads {
		of.mp.Plan.Restore(obj, of.rec.Snap, c.Index)
	}
	return u.present(l, obj, buf)
}
