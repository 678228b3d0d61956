package orm

import (
	"fmt"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A unit is the unit of work: what the session's objects are to become, and the
// way back to what they were.
type unit struct {
	st     *state.Store
	strict bool // a contradiction between object and key is an error
	log    *slog.Logger

	pending []*state.Record // in the order of Add
	late    []*postponed    // Adds of objects whose key another one still has
	// known is the foreign key and the parent of each child as Sync has left
	// them, where that is not what the database has.
	known map[*state.Record][]parentKnown
	// notes hold, among other things, images of records as they were before their first
	// change in the transaction. Snapshots are replaced and never edited, so that the old
	// one is kept.
	notes [][]noted // in chunks, by slot
	slots uint32    // that are taken
	one   [1]noted  // the first chunk
	few   [2][]noted
	votes *votes        // those of the last Add, for their room
	room  []parentKnown // for known
	// asks holds what was said of columns of objects that are to be inserted.
	asks map[*state.Record]map[int]asked
	// orphaned are records that are deleted because nobody has them, and by what they were
	// somebody's; whom somebody takes in is not.
	orphaned map[*state.Record]*mapping.Link
	unheld   map[*state.Record]bool          // marked by a cascade or as nobody's, from what is looked at again by each flush: see takeIn
	seated   map[seat]sitter                 // by Adds since the last look at all objects
	takings  []taking                        // who sat there before is to be looked for
	blind    map[*state.Record]*mapping.Link // given to a place that was not loaded, and no row in memory was there
	letGo    map[*state.Record]*mapping.Link // pending, and a reference that owned them leads elsewhere
	along    map[*state.Record]*state.Record // what goes along with a soft delete: with whose
	softly   map[*state.Record]softDeletion  // soft deletes that no flush has written
	strays   map[place][]unsafe.Pointer      // deleted objects that were given to others
	// regrouped are the ordered collections that were changed since the last flush.
	regrouped map[place]bool
	released  map[*state.Record][]ballot // whom withdraw has let go because they are deleted, by whom they belonged to
	withdrew  map[*state.Record][]seat   // what withdraw has taken out of collections, because it never is a row
	swept     map[*state.Record]bool     // whose rows that go along were read for this flush
	expunged  map[unsafe.Pointer]bool    // that were pending
	levels    []level                    // open savepoints
	relink    []func()                   // collections in maps that are to be restored
	misfit    error                      // a parent's key that its child's foreign key has no room for
	// pairs are the rows of association tables to be inserted and deleted.
	pairs pairs
}

type image struct {
	snap  unsafe.Pointer
	flags state.Flags
	gen   uint32
}

// written is what fields of a pending object held before the session wrote into them.
type written struct {
	snap    unsafe.Pointer
	columns []*mapping.Column
}

// parentKnown is where a child belongs by a link, as the program last heard of it.
type parentKnown struct {
	set   bool
	null  bool
	given bool // by an object: to a reference or a collection
	key   mapping.Key
	text  string         // key.B, of its own
	obj   unsafe.Pointer // the parent, when it is in memory
}

func newUnit(st *state.Store) *unit {
	return &unit{st: st, log: slog.Default()}
}

// note puts v into a map that is made when it is needed: most sessions only read.
func note[V any](m *map[*state.Record]V, r *state.Record, v V) {
	if *m == nil {
		*m = map[*state.Record]V{}
	}
	(*m)[r] = v
}

// edit prepares a record for a change of its snapshot or flags.
func (u *unit) edit(m *state.Map, r *state.Record) {
	if n := u.noted(r); n != nil && n.held {
		return
	}
	m = m.Of(r)
	u.hold(r, image{r.Snap, r.Flags, r.Gen})
	snap := m.NewSnap()
	m.Plan.Clone(snap, r.Snap)
	r.Snap = snap
}

// write notes what a field of a pending object holds before the session writes into it.
func (u *unit) write(m *state.Map, r *state.Record, c *mapping.Column) {
	if r.Flags&state.Pending == 0 {
		return
	}
	m = m.Of(r)
	n := u.noting(r)
	if c == m.M.Generated {
		if n.keyed = n.keyed || n.had == nil && zeroKey(m.M, r.Obj); n.keyed {
			return
		}
	}
	h := n.had
	if h == nil {
		h = &written{snap: m.NewSnap()}
		n.had = h
	}
	for _, x := range h.columns {
		if x.Index == c.Index {
			return
		}
	}
	m.Plan.CopyField(h.snap, r.Obj, c.Index)
	h.columns = append(h.columns, c)
}

// knownParent is where a child belonged by l when it was last looked at.
func (u *unit) knownParent(m *state.Map, r *state.Record, l *mapping.Link, buf *[]byte) parentKnown {
	if ks := u.known[r]; ks != nil && ks[l.Index].set {
		return ks[l.Index]
	}
	if r.Flags&state.Pending != 0 {
		return parentKnown{null: true}
	}
	m = m.Of(r)
	obj := r.Obj
	for _, c := range l.Reads {
		if !m.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
			obj = reflect.New(m.M.Struct).UnsafePointer()
			for _, c := range l.Reads {
				m.Plan.Restore(obj, r.Snap, c.Index)
			}
			break
		}
	}
	p := u.present(l, obj, buf)
	if p.obj == nil && !p.null && p.text != "" && l.One != nil { // a join may have found it by another spelling of the key
		p.obj = *m.Plan.One(r.Snap, l.One.Index)
	}
	return p
}

// present is where obj's foreign key says that it belongs.
func (u *unit) present(l *mapping.Link, obj unsafe.Pointer, buf *[]byte) parentKnown {
	if l.Key == nil {
		return parentKnown{null: true}
	}
	k, null, zero := l.Key.Read(obj, buf)
	p := parentKnown{null: null || zero && !nullable(l), key: k, text: string(k.B)}
	p.key.B = nil
	if !p.null {
		if x := u.st.Referred(l, k); x != nil {
			p.obj = x.Obj
		}
	}
	return p
}

// nullable reports whether the fields of a foreign key can say NULL. Where they
// cannot, their zero says that there is none.
func nullable(l *mapping.Link) bool {
	for _, c := range l.Columns {
		if c.Nullable {
			return true
		}
	}
	return false
}

func (p parentKnown) sameKey(q parentKnown) bool {
	return p.null == q.null && (p.null || p.key.N == q.key.N && p.text == q.text)
}

// settle notes where a child belongs from now on.
func (u *unit) settle(mp *state.Map, r *state.Record, l *mapping.Link, p parentKnown) {
	ks := u.known[r]
	if ks == nil {
		n := len(mp.Of(r).M.Links)
		if len(u.room) < n {
			u.room = make([]parentKnown, max(n, min(2*len(u.known), 256)))
		}
		ks, u.room = u.room[:n:n], u.room[n:]
		note(&u.known, r, ks)
	}
	p.set = true
	ks[l.Index] = p
}

// elsewhere reports whether a child that the database ties to parent was given to
// another one, or to none, since.
func (u *unit) elsewhere(kid *state.Record, l *mapping.Link, parent unsafe.Pointer) bool {
	if u == nil {
		return false
	}
	if kid.Flags&(state.Deleted|state.Gone) != 0 {
		return true
	}
	ks := u.known[kid]
	if ks == nil || !ks[l.Index].set {
		return false
	}
	k := ks[l.Index]
	if l.Conditional && !k.null && k.obj == nil { // by its key it may be
		var buf []byte
		return u.present(l, kid.Obj, &buf).obj != parent
	}
	return k.obj != parent
}

// pendingOf are the children that were given to parent and that the database does
// not tie to it yet.
func (u *unit) pendingOf(l *mapping.Link, parent unsafe.Pointer) []unsafe.Pointer {
	if u == nil || len(u.known) == 0 {
		return nil
	}
	var out []unsafe.Pointer
	for _, r := range u.st.All(l.Child) {
		if ks := u.known[r]; ks != nil && ks[l.Index].set && ks[l.Index].obj == parent && r.Flags&(state.Deleted|state.Gone) == 0 {
			out = append(out, r.Obj)
		}
	}
	return out
}

// fits is the error of a key that was copied since the last call, and did not fit.
func (u *unit) fits() error {
	err := u.misfit
	u.misfit = nil
	return err
}

// add makes obj pending. path says how it was reached; "" for Add itself.
func (u *unit) add(m *mapping.Mapper, obj unsafe.Pointer, path string) (*state.Record, error) {
	mp := u.st.Map(m)
	r, found := mp.Quick(obj)
	if found != state.Known && path != "" && m.Generated == nil {
		if x := mp.Renamed(obj); x != nil { // a natural key that was changed
			r, found = x, state.Known
		}
	}
	if found == state.Copy && m.Generated == nil {
		if _, is := mp.Quick(r.Obj); is != state.Known {
			found = state.Unknown // the other one gives this key up
		}
	}
	if found != state.Known && m.Abstract {
		return nil, fmt.Errorf("%s is abstract: no row is one, but what inherits from it", m.Name())
	}
	switch {
	case found == state.Known:
		if path == "" { // Add takes Delete back
			if err := u.takeBackDelete(mp, r); err != nil {
				return nil, err
			}
			delete(u.unheld, r)
			delete(u.letGo, r)
		}
		return r, nil
	case found == state.Copy && r.Flags&state.Deleted != 0 && (path == "" || m.Generated == nil): // the row becomes this object's
	case found == state.Copy:
		return nil, &IdentityConflictError{Entity: m.Name(), Key: m.KeyText(obj), Path: orAdd(path), Deleted: r.Flags&state.Deleted != 0}
	case path != "" && m.Generated != nil && !zeroKey(m, obj):
		if x := mp.Renamed(obj); x != nil && x.Flags&state.Gone != 0 {
			return nil, fmt.Errorf("%s: %w, and was in this unit of work: Add it if it is to be a row again", path, &ObjectDeletedError{Entity: m.Name(), Key: m.KeyText(obj)})
		}
		return nil, &DetachedError{Entity: m.Name(), Key: m.KeyText(obj), Path: path}
	}
	r = mp.Add(obj)
	delete(u.expunged, obj)
	u.hold(r, image{flags: state.Dead})
	u.pending = append(u.pending, r)
	return r, nil
}

func orAdd(path string) string {
	if path == "" {
		return "Add"
	}
	return path
}

// zeroKey reports whether the generated part of an object's key is still to be made.
func zeroKey(m *mapping.Mapper, obj unsafe.Pointer) bool {
	return m.Generated.Zero(obj)
}

// name names an object in messages: Order 12, or a new Order.
func (u *unit) name(m *mapping.Mapper, obj unsafe.Pointer) string {
	if m.Generated != nil && zeroKey(m, obj) {
		return fmt.Sprintf("a new %s", m.Name())
	}
	return rowName(m, obj)
}

func samePointers(a, b []unsafe.Pointer) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// cloned is a copy in an array of its own; nil stays nil.
func cloned(a []unsafe.Pointer) []unsafe.Pointer {
	if a == nil {
		return nil
	}
	return append(make([]unsafe.Pointer, 0, len(a)), a...)
}

// drop forgets one object.
func (u *unit) drop(mp *state.Map, r *state.Record) {
	delete(u.known, r)
	for _, l := range u.levels { // the record may become another object's
		if delete(l.images, r); l.dead != nil {
			l.dead[r] = true
		}
	}
	delete(u.asks, r)
	delete(u.orphaned, r)
	delete(u.unheld, r)
	delete(u.letGo, r)
	delete(u.along, r)
	delete(u.softly, r)
	maps.DeleteFunc(u.regrouped, func(at place, _ bool) bool { return at.rec == r })
	maps.DeleteFunc(u.strays, func(at place, _ []unsafe.Pointer) bool { return at.rec == r })
	delete(u.swept, r)
	delete(u.withdrew, r)
	for x, at := range u.withdrew {
		u.withdrew[x] = slices.DeleteFunc(at, func(s seat) bool { return s.parent == r })
	}
	delete(u.released, r)
	for p, kids := range u.released {
		u.released[p] = slices.DeleteFunc(kids, func(b ballot) bool { return b.kid == r })
	}
	maps.DeleteFunc(u.along, func(_, o *state.Record) bool { return o == r })
	u.pairs.forget(r)
	u.pending = slices.DeleteFunc(u.pending, func(x *state.Record) bool { return x == r })
	mp.Of(r).Drop(r)
}

// end forgets the way back: the transaction is over.
func (u *unit) end() {
	clear(u.known)
	u.room, u.votes = nil, nil
	clear(u.asks)
	u.forgetNotes()
	u.pairs.clear()
	u.unmark()
	u.levels = nil
	u.pending, u.late, u.takings = nil, nil, nil
	clear(u.seated)
	clear(u.blind)
}

// unmark forgets what the cascades of a flush have found.
func (u *unit) unmark() {
	clear(u.orphaned)
	clear(u.unheld)
	clear(u.letGo)
	clear(u.along)
	clear(u.softly)
	clear(u.regrouped)
	clear(u.strays)
	clear(u.released)
	clear(u.withdrew)
	clear(u.swept)
	clear(u.blind)
	clear(u.expunged)
}

// forgetAll is the end of all objects; savepoints that are open stay so.
func (u *unit) forgetAll() {
	levels := u.levels
	u.end()
	for i, l := range levels {
		levels[i] = level{wrote: l.wrote}
	}
	u.levels = levels
}

// committed drops what was deleted and forgets the way back. What is still pending stays so.
func (u *unit) committed() {
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			if r.Flags&state.Gone != 0 {
				mp.Drop(r)
			}
		}
	}
	u.end()
}
