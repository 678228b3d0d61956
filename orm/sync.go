package orm

import (
	"fmt"
	"slices"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// sync finds what the program has changed in relationships, and brings the three
// places where one is written into agreement: the child's foreign key, its
// reference, and the parent's collection. It does no I/O, and changes nothing when
// it returns an error.
//
// What has changed since the last look has a vote. An object (a new reference, a
// new member of a collection) beats a key, and both beat what says only "not there
// any more"; two objects that disagree are an error.
func (u *unit) sync() error {
	if err := u.knownKinds(); err != nil {
		return err
	}
	if len(u.unheld) > 0 {
		u.takeIn()
	}
	if _, err := u.addLate(); err != nil {
		return err
	}
	v := &votes{u: u, whole: true}
	start := len(u.pending)
	maps := u.st.Maps()
	if len(maps) > 1 {
		maps = slices.Clone(maps)
	}
	for _, mp := range maps {
		if len(mp.M.Rels)+len(mp.M.Links) == 0 {
			continue
		}
		for r := range mp.All() {
			if r.Flags&(state.Deleted|state.Gone) != 0 || !u.looksChanged(mp, r) {
				continue
			}
			v.voters = append(v.voters, rowOf{mp, r})
			if err := u.reachFrom(mp, r); err != nil {
				return err
			}
		}
	}
	if err := v.settleFrom(start); err != nil {
		return err
	}
	clear(u.seated)
	if err := u.fits(); err != nil {
		return err
	}
	u.places()
	return nil
}

// addGraph is Add of one object: what can be reached from it is added as well, and
// agrees with it afterwards.
func (u *unit) addGraph(m *mapping.Mapper, obj unsafe.Pointer) error {
	start := len(u.pending)
	r, err := u.add(m, obj, "")
	if err != nil {
		return err
	}
	if len(m.Rels)+len(m.Links) == 0 {
		return nil // it stands alone
	}
	mp := u.st.Map(m)
	v := u.freshVotes()
	v.voters = append(v.voters, rowOf{mp, r})
	if err := u.reachFrom(mp, r); err != nil {
		return err
	}
	return v.settleFrom(start)
}

// settleFrom reaches on from what was added meanwhile, and lets all of it vote.
func (v *votes) settleFrom(start int) error {
	u := v.u
	for i := start; i < len(u.pending); i++ {
		r := u.pending[i]
		mp := u.mapOf(r)
		if mp == nil || r.Flags&state.Deleted != 0 || len(mp.M.Rels)+len(mp.M.Links) == 0 {
			continue
		}
		v.voters = append(v.voters, rowOf{mp, r}) // to vote twice changes nothing
		if err := u.reachFrom(mp, r); err != nil {
			return err
		}
	}
	if len(v.voters) == 0 && (!v.whole || len(u.takings) == 0) {
		return nil
	}
	if v.of == nil {
		v.of = map[*state.Record]*ballot{}
	}
	for _, x := range v.voters {
		if err := v.collect(x.mp, x.rec); err != nil {
			return err
		}
	}
	if err := v.decide(); err != nil {
		return err
	}
	if err := v.decidePairs(); err != nil {
		return err
	}
	return v.apply()
}

// looksChanged reports whether one of the places where a relationship is written
// differs from what is known.
func (u *unit) looksChanged(mp *state.Map, r *state.Record) bool {
	for i, rel := range mp.M.Rels {
		if rel.Kind == mapping.Many {
			if !samePointers(rel.Members(r.Obj), *mp.Plan.Many(r.Snap, i)) || rel.Map != nil && rel.CheckMembers(r.Obj) != nil {
				return true
			}
		} else if rel.OneOf(r.Obj) != *mp.Plan.One(r.Snap, i) {
			return true
		}
	}
	for _, c := range mp.M.Choices {
		if c.Stranger(r.Obj) != nil {
			return true
		}
	}
	if len(mp.M.Links) == 0 {
		return false
	}
	if r.Flags&state.Pending != 0 || len(u.known) > 0 && u.known[r] != nil {
		return true
	}
	for _, l := range mp.M.Links {
		for _, c := range l.Reads {
			if !mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
				return true
			}
		}
	}
	return false
}

func (u *unit) reachFrom(mp *state.Map, r *state.Record) error {
	for _, c := range mp.M.Choices {
		if err := c.Stranger(r.Obj); err != nil {
			return fmt.Errorf("%s: %w", u.name(mp.M, r.Obj), err)
		}
	}
	for i, rel := range mp.M.Rels {
		if rel.ViewOnly() {
			if err := u.viewChanged(mp, r, rel); err != nil {
				return err
			}
			continue
		}
		if rel.Kind != mapping.Many {
			to := rel.OneOf(r.Obj)
			if to == nil || to == *mp.Plan.One(r.Snap, i) {
				continue
			}
			if !rel.Kinds() && u.unknownKind(rel.Target, to) {
				continue
			}
			if _, err := u.add(rel.KindIn(r.Obj), to, u.name(mp.M, r.Obj)+"."+rel.Name); err != nil {
				return err
			}
			continue
		}
		if err := rel.CheckMembers(r.Obj); err != nil {
			return fmt.Errorf("%s: %w", u.name(mp.M, r.Obj), err)
		}
		field := rel.Members(r.Obj)
		if samePointers(field, *mp.Plan.Many(r.Snap, i)) {
			continue
		}
		for n, to := range field {
			path := u.name(mp.M, r.Obj) + "." + rel.Name + "[" + strconv.Itoa(n) + "]"
			if to == nil {
				return &NilMemberError{Path: path}
			}
			if u.unknownKind(rel.Target, to) {
				continue
			}
			if _, err := u.add(rel.Target, to, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// A ballot is the votes on where one child belongs by one link.
type ballot struct {
	mp    *state.Map
	kid   *state.Record
	link  *mapping.Link
	objs  []vote // positive votes of objects
	key   bool   // the foreign key was changed to something
	less  bool   // something says: not there any more
	held  bool   // … but its columns are written by another link
	next  *ballot
	to    *state.Record // decided: the parent
	toMap *state.Map
	null  bool // decided: none
	drop  bool // … and it is deleted, for it is nobody's any more
	keep  bool // decided: the key as it stands
}

type vote struct {
	parent *state.Record
	mp     *state.Map
}

type votes struct {
	u         *unit
	voters    []rowOf
	of        map[*state.Record]*ballot
	order     []*ballot
	spare     []*ballot // empty ones
	looked    []place   // collections, and HasOnes, that differ from what is known of them
	seen      map[place]bool
	pairs     map[pairKey]*pairVote
	pairOrder []*pairVote
	whole     bool // all objects are looked at, and not the graph of one
	seats     map[seat]*ballot
	sitters   map[*mapping.Link]map[unsafe.Pointer][]*state.Record
	buf       []byte
}

// place is a collection, or a HasOne, of one object.
type place struct {
	rec *state.Record
	mp  *state.Map
	rel *mapping.Relationship
}

// collect takes the votes of one object: as a child, by reference and key, and as a
// parent, by collection.
func (v *votes) collect(mp *state.Map, r *state.Record) error {
	m := mp.M
	for _, l := range m.Links {
		v.child(mp, r, l)
	}
	for i, rel := range m.Rels {
		switch {
		case rel.ViewOnly():
			if err := v.u.viewChanged(mp, r, rel); err != nil {
				return err
			}
		case rel.Kind == mapping.Many:
			if err := v.collection(mp, r, rel, i); err != nil {
				return err
			}
		case rel.Kind == mapping.HasOne:
			v.single(mp, r, rel, i)
		}
	}
	return nil
}

func (v *votes) child(mp *state.Map, r *state.Record, l *mapping.Link) {
	if l.One != nil {
		ref, known := l.One.OneOf(r.Obj), *mp.Plan.One(r.Snap, l.One.Index)
		if ref != known {
			b := v.ballot(mp, r, l)
			if ref == nil {
				b.less = true
			} else {
				v.object(b, l.Parent, ref)
			}
		}
	}
	if l.Key == nil || l.One == nil && l.Back == nil {
		return
	}
	if r.Flags&state.Pending == 0 && v.u.known[r] == nil && v.unchanged(mp, r, l) {
		return
	}
	now, known := v.u.present(l, r.Obj, &v.buf), v.u.knownParent(mp, r, l, &v.buf)
	if now.sameKey(known) {
		return
	}
	if b := v.ballot(mp, r, l); now.null {
		b.less = true
	} else {
		b.key = true
	}
}

func (v *votes) unchanged(mp *state.Map, r *state.Record, l *mapping.Link) bool {
	for _, c := range l.Reads {
		if !mp.Plan.FieldSame(r.Obj, r.Snap, c.Index) {
			return false
		}
	}
	return true
}

// object is a positive vote for a parent, whom reach has made known.
func (v *votes) object(b *ballot, m *mapping.Mapper, parent unsafe.Pointer) {
	mp := v.u.st.Map(m)
	p, _ := mp.Find(parent)
	if p == nil {
		return
	}
	mp = mp.Of(p)
	for _, o := range b.objs {
		if o.parent == p {
			return
		}
	}
	b.objs = append(b.objs, vote{p, mp})
}

func (v *votes) collection(mp *state.Map, r *state.Record, rel *mapping.Relationship, i int) error {
	field, known := rel.Members(r.Obj), *mp.Plan.Many(r.Snap, i)
	if samePointers(field, known) {
		return nil
	}
	v.looked = append(v.looked, place{r, mp, rel})
	in := make(map[unsafe.Pointer]bool, len(known))
	for _, k := range known {
		in[k] = true
	}
	kids := v.u.st.Map(rel.Target)
	for _, k := range field {
		if was, ok := in[k]; ok {
			if was {
				in[k] = false // seen
			}
			continue
		}
		kid, _ := kids.Find(k)
		switch {
		case kid == nil || kid.Obj != k:
		case rel.Pair != nil:
			v.pair(rel, mp, r, kids, kid).plus = true
		default:
			v.object(v.ballot(kids, kid, rel.Link), mp.M, r.Obj)
		}
	}
	removed := 0
	for _, k := range known {
		if !in[k] {
			continue
		}
		kid, _ := kids.Find(k)
		if kid == nil || kid.Flags&(state.Deleted|state.Gone) != 0 {
			continue
		}
		removed++
		if rel.Pair != nil {
			v.pair(rel, mp, r, kids, kid).minus = true
			continue
		}
		v.ballot(kids, kid, rel.Link).less = true
	}
	if removed > 0 && *mp.Plan.State(r.Snap, i) == state.Partial {
		return &PartialCollectionError{Parent: v.u.name(mp.M, r.Obj), Relation: rel.Name, Removed: removed}
	}
	return nil
}

func (v *votes) single(mp *state.Map, r *state.Record, rel *mapping.Relationship, i int) {
	now, known := rel.OneOf(r.Obj), *mp.Plan.One(r.Snap, i)
	if now == known {
		return
	}
	v.looked = append(v.looked, place{r, mp.Of(r), rel})
	kids := v.u.st.Map(rel.Target)
	if known != nil {
		if kid, _ := kids.Find(known); kid != nil && kid.Flags&(state.Deleted|state.Gone) == 0 {
			v.ballot(kids, kid, rel.Link).less = true
		}
	}
	if now != nil {
		if kid, _ := kids.Find(now); kid != nil {
			v.object(v.ballot(kids, kid, rel.Link), mp.M, r.Obj)
		}
	}
}

// decide counts the votes. Nothing is changed yet.
func (v *votes) decide() error {
	if err := v.share(); err != nil {
		return err
	}
	if v.whole {
		v.letSittersGo()
	}
	for i := 0; i < len(v.order); i++ { // evict adds to it
		b := v.order[i]
		if len(b.objs) == 1 {
			if v.u.orphaned[b.kid] != nil {
				v.u.revive(b.mp, b.kid)
			}
			v.u.undelete(b.mp, b.kid, true)
		}
		if b.kid.Flags&(state.Deleted|state.Gone) != 0 {
			v.u.stray(b)
			continue
		}
		switch {
		case len(b.objs) > 1:
			return &RelationConflictError{Child: v.u.name(b.mp.M, b.kid.Obj), A: v.u.name(b.link.Parent, b.objs[0].parent.Obj), B: v.u.name(b.link.Parent, b.objs[1].parent.Obj)}
		case len(b.objs) == 1:
			b.to, b.toMap = b.objs[0].parent, b.objs[0].mp
			if b.to.Flags&(state.Deleted|state.Gone) != 0 {
				return &DeletedParentError{Child: v.u.name(b.mp.M, b.kid.Obj), Parent: v.u.name(b.link.Parent, b.to.Obj), Relation: relationOf(b.link)}
			}
			if err := v.sits(b); err != nil {
				return err
			}
			if err := v.sharedKey(b); err != nil {
				return err
			}
			if err := v.contradicts(b); err != nil {
				return err
			}
		case b.key:
			b.keep = true
			if b.link.Conditional && b.link.Tag == nil {
				break // the key alone does not tell whether it belongs there
			}
			if p := v.u.present(b.link, b.kid.Obj, &v.buf); p.obj != nil {
				b.toMap = v.u.st.Map(b.link.Parent)
				b.to, _ = b.toMap.Find(p.obj)
				if b.to != nil && b.to.Flags&state.Deleted != 0 { // the key is that of the object which takes its place
					if x := twin(b.toMap, b.to, v.u.twins(b.toMap)); x != nil {
						b.to = x
					}
				}
				if b.to != nil {
					b.toMap = b.toMap.Of(b.to)
				}
				if err := v.sits(b); err != nil {
					return err
				}
			}
		case b.less:
			if b.null = true; b.held {
				break
			}
			if err := v.orphan(b); err != nil {
				return err
			}
		}
		v.evict(b)
	}
	return nil
}

// evict lets go of the one that a child takes the place of, in a relationship to one,
// where nobody has said anything about it.
func (v *votes) evict(b *ballot) {
	if b.to == nil || b.link.Back == nil || b.link.Back.Kind != mapping.HasOne {
		return
	}
	former := *b.toMap.Plan.One(b.to.Snap, b.link.Back.Index)
	if former == b.kid.Obj {
		return
	}
	var x *state.Record
	if former != nil {
		x, _ = b.mp.Find(former)
	} else if !b.to.Whole(b.toMap.Plan, b.link.Back.Index) {
		x = v.formerOf(b)
	}
	if x == nil || x.Flags&(state.Deleted|state.Gone) != 0 {
		return
	}
	v.letGo(b.mp, x, b.link)
}
