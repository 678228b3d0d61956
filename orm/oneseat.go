package orm

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
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

// sitter is who an Add gave a seat to.
type sitter struct {
	kid *state.Record
	obj unsafe.Pointer
}

// sits refuses two children that are given to one parent before the session has looked at
// all objects: in one look, by Adds, or by an Add while the parent was given another one.
func (v *votes) sits(b *ballot) error {
	if b.to == nil || b.link.Back == nil || b.link.Back.Kind != mapping.HasOne {
		return nil
	}
	at := seat{b.to, b.link}
	conflict := func(other unsafe.Pointer) error {
		name := func(obj unsafe.Pointer) string { return v.u.name(b.mp.M, obj) }
		return &RelationConflictError{Child: v.u.name(b.toMap.M, b.to.Obj) + "." + b.link.Back.Name, A: name(other), B: name(b.kid.Obj)}
	}
	if other := v.seats[at]; other != nil && other != b {
		return conflict(other.kid.Obj)
	}
	if x := v.u.seated[at]; x.kid != nil && x.kid != b.kid && v.stillSits(x, b) {
		return conflict(x.obj)
	}
	if !v.whole {
		now, known := b.link.Back.OneOf(b.to.Obj), *b.toMap.Plan.One(b.to.Snap, b.link.Back.Index)
		if now != known && now != nil && now != b.kid.Obj && !v.saw(place{b.to, b.toMap, b.link.Back}) {
			return conflict(now)
		}
		if v.u.seated == nil {
			v.u.seated = map[seat]sitter{}
		}
		v.u.seated[at] = sitter{b.kid, b.kid.Obj}
	}
	if v.seats == nil {
		v.seats = map[seat]*ballot{}
	}
	v.seats[at] = b
	return nil
}

// stillSits reports whether x has the seat that b wants, and nobody has said that it leaves.
func (v *votes) stillSits(x sitter, b *ballot) bool {
	if x.kid.Obj != x.obj || x.kid.Flags&(state.Deleted|state.Gone|state.Dead) != 0 {
		return false
	}
	for o := v.of[x.kid]; o != nil; o = o.next {
		if o.link == b.link {
			return false
		}
	}
	if b.link.One != nil && b.link.One.OneOf(x.obj) != b.to.Obj {
		return false
	}
	return v.u.knownParent(v.u.st.Map(b.link.Child).Of(x.kid), x.kid, b.link, &v.buf).obj == b.to.Obj
}

// saw reports whether a place is one that votes were collected from.
func (v *votes) saw(at place) bool { return slices.Contains(v.looked, at) }

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
		known := false
		for _, r := range v.sitting(t.mp, t.link)[t.obj] {
			if r != t.kid {
				known = true
				v.letGo(v.u.st.Map(t.link.Child).Of(r), r, t.link)
			}
		}
		if !known {
			note(&v.u.blind, t.kid, t.link)
		}
	}
}

// wasBlind reports whether kid was given to a place of which nobody knows whether it was free,
// and that no flush has written it there since.
func (u *unit) wasBlind(rel *mapping.Relationship, kid unsafe.Pointer) bool {
	if len(u.blind) == 0 || rel.Link == nil {
		return false
	}
	r, _ := u.st.Map(rel.Target).Find(kid)
	if r == nil || u.blind[r] != rel.Link {
		return false
	}
	delete(u.blind, r)
	return true
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
	if !errors.Is(err, driver.ErrUnique) {
		return err
	}
	if of.rec == nil {
		return u.crowdedAmong(err)
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

// crowdedAmong is crowded for a statement of many rows: the database does not say which of
// them it refuses, but of what column it speaks.
func (u *unit) crowdedAmong(err error) error {
	var de *driver.Error
	if !errors.As(err, &de) {
		return err
	}
	var found *state.Record
	n := 0
	for r, l := range u.blind {
		c := l.Columns[0].Def
		if r.Flags&(state.Deleted|state.Gone|state.Dead) != 0 || de.Table != "" && de.Table != c.Table().Name || !strings.Contains(de.Name+" "+de.Column+" "+de.Message+" "+de.Detail, c.Name) {
			continue
		}
		if n++; found == nil || r.No < found.No {
			found = r
		}
	}
	if found == nil {
		return err
	}
	l := u.blind[found]
	var buf []byte
	mp := u.st.Map(l.Child).Of(found)
	p := u.knownParent(mp, found, l, &buf)
	if p.obj == nil {
		return err
	}
	e := &UnknownFormerError{Child: u.name(mp.M, found.Obj), Parent: u.name(l.Parent, p.obj), Relation: l.Back.FullName(), Err: err}
	if n > 1 {
		e.Child = fmt.Sprintf("one of %d objects, as %s,", n, e.Child)
	}
	return e
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
