package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// moves are the foreign keys that an UPDATE sets whose other side is a field.
func moves(m *mapping.Mapper, n *sql.UpdateNode) []*mapping.Link {
	set := map[sql.Node]bool{}
	for _, a := range n.Set {
		set[a.Column] = true
		for _, c := range a.Tuple {
			set[c] = true
		}
	}
	var out []*mapping.Link
	for _, l := range m.Links {
		if l.Back != nil && slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return set[columnIn(n.Table, c)] }) {
			out = append(out, l)
		}
	}
	return out
}

// regroup takes objects whose foreign key a statement has changed out of the collections
// where they were, and puts them into those that are loaded and have them now.
func (u *unit) regroup(mp *state.Map, l *mapping.Link, kids []*state.Record) error {
	v := &votes{u: u}
	parent := make(map[unsafe.Pointer]unsafe.Pointer, len(kids))
	joins := map[unsafe.Pointer][]unsafe.Pointer{}
	for _, k := range kids {
		if !k.Persistent() {
			continue
		}
		p := u.present(l, k.Obj, &v.buf)
		parent[k.Obj] = p.obj
		if p.obj != nil {
			joins[p.obj] = append(joins[p.obj], k.Obj)
		}
	}
	for pm, o := range u.st.All(l.Parent) {
		if !o.Persistent() {
			continue
		}
		leaves := map[unsafe.Pointer]bool{}
		for _, k := range reached(l.Back, o.Obj) {
			if p, moved := parent[k]; moved && p != o.Obj {
				leaves[k] = true
			}
		}
		switch come := joins[o.Obj]; {
		case len(leaves) == 0 && len(come) == 0:
		case l.Back.Kind == mapping.Many:
			if err := v.members(pm, o, l.Back, come, leaves); err != nil {
				return err
			}
		default:
			v.only(pm, o, l.Back, come, leaves)
		}
	}
	return nil
}

// mayHaveCome has the collections read again, by their next Of, that rows may have come to which the
// session does not know: n has concerned so many rows (-1: nobody knows), of which the session has
// known known.
func (s *Session) mayHaveCome(n sql.Node, rows int64, known int) {
	if rows == 0 {
		return
	}
	switch n := n.(type) {
	case *sql.InsertNode:
		s.pairsWritten(n.Table)
		s.inserted(n)
	case *sql.UpdateNode:
		s.pairsWritten(n.Table)
		if rows != int64(known) {
			s.updated(n)
		}
	case *sql.DeleteNode:
		s.pairsWritten(n.Table)
	}
}

// updated is mayHaveCome of an UPDATE.
func (s *Session) updated(upd *sql.UpdateNode) {
	m := mapping.Of(upd.Table)
	if m == nil || m.IsView() {
		return
	}
	for _, l := range moves(m, upd) {
		if !letsGo(l, upd) {
			s.u.outdate(l)
		}
	}
}

// outdate has the collections at the other side of l read again by their next Of.
func (u *unit) outdate(l *mapping.Link) {
	for pm, o := range u.st.All(l.Parent) {
		if !o.Persistent() || !pm.M.IsA(l.Back.Mapper) {
			continue
		}
		if st := pm.Plan.State(o.Snap, l.Back.Index); *st == state.Loaded {
			u.edit(pm, o)
			*pm.Plan.State(o.Snap, l.Back.Index) = state.Aged
		}
	}
}

// letsGo reports whether n lets all rows go that refer to something by l.
func letsGo(l *mapping.Link, n *sql.UpdateNode) bool {
	for _, a := range n.Set {
		if a.Column == nil || !slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return columnIn(n.Table, c) == sql.Node(a.Column) }) {
			continue
		}
		switch v := a.Value.(type) {
		case *sql.BindNode:
			if v.Name == "" && v.Value.IsNull() {
				return true
			}
		case *sql.LiteralNode:
			if v.Word == "NULL" {
				return true
			}
		}
	}
	return false
}

// takeBack gives an object what its row has, and undoes the pairs that were not written.
// A foreign key that is what it was speaks for the reference when the session looks next.
func (u *unit) takeBack(mp *state.Map, r *state.Record) error {
	u.restore(mp, r)
	u.relinked()
	if d := u.softly[r]; d.orphan != nil {
		delete(u.softly, r)
		if err := u.orphanBack(mp.Of(r), r, d.orphan, true); err != nil {
			return err
		}
	}
	if err := u.untie(mp.Of(r), r); err != nil {
		return err
	}
	return u.unpair(r)
}

// untie takes an object that was given to one which is still to get its key out of that one's
// collection again: its foreign key, which says nothing, has no vote.
func (u *unit) untie(mp *state.Map, r *state.Record) error {
	ks := u.known[r]
	if ks == nil {
		return nil
	}
	v := &votes{u: u, of: map[*state.Record]*ballot{}}
	for _, l := range mp.M.Links {
		k := ks[l.Index]
		if l.Key == nil || !k.set || k.obj == nil || !k.null || !u.present(l, r.Obj, &v.buf).sameKey(k) {
			continue
		}
		b := v.ballot(mp, r, l)
		b.null, b.held = true, true
	}
	if len(v.order) == 0 {
		return nil
	}
	return v.apply()
}

// unpair takes back the pairs of an object that were added or removed and are not written.
func (u *unit) unpair(r *state.Record) error {
	if len(u.pairs.rows) == 0 {
		return nil
	}
	v := &votes{u: u}
	done := map[pairKey]bool{}
	for _, k := range u.pairs.order {
		if there, ok := u.pairs.rows[k]; ok && !done[k] && (k.rec[0] == r || k.rec[1] == r) {
			done[k] = true
			x := &pairVote{key: k, plus: !there, minus: there}
			for i, s := range k.pair.Sides {
				x.maps[i] = u.st.Map(s.Mapper).Of(k.rec[i])
			}
			v.pairOrder = append(v.pairOrder, x)
		}
	}
	return v.apply()
}
