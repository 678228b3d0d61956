package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// planInserts orders the pending rows: what another one refers to comes first.
func (f *flush) planInserts() error {
	f.u.eachNote(func(n *noted) { n.ins = nil }) // of an earlier flush
	room := f.one.ins[:]
	f.inserts = f.one.inserts[:0]
	if len(f.u.pending) > len(room) {
		room = make([]insertion, len(f.u.pending))
		f.inserts = make([]*insertion, 0, len(room))
	}
	for at, r := range f.u.pending {
		mp := f.u.mapOf(r)
		if mp == nil || r.Flags&state.Pending == 0 {
			continue
		}
		i := &room[at]
		i.rowOf, i.ties = rowOf{mp, r}, &untied
		for p := 1; p < len(mp.M.Parts); p++ {
			t := i.tied()
			t.more = append(t.more, &insertion{rowOf: i.rowOf, part: uint8(p), ties: &ties{needs: []*insertion{i.at(p - 1)}, by: []*mapping.Link{nil}}})
		}
		if r.Flags&state.Deleted != 0 {
			f.drop = append(f.drop, i)
			continue
		}
		f.u.noting(r).ins = i
		f.inserts = append(f.inserts, i)
	}
	if len(f.inserts) == 0 {
		return nil
	}
	byKey := f.pendingKeys()
	var buf []byte
	for _, i := range f.inserts {
		for _, l := range i.mp.M.Links {
			w := i.at(i.mp.M.PartOf(l.Table()))
			p := f.parentOf(i.rec, l, byKey, &buf)
			if x := f.insertionOf(p); x != nil && x != i {
				t := w.tied()
				t.needs = append(t.needs, x.at(x.mp.M.PartOf(l.TargetTable())))
				t.by = append(t.by, l)
			} else if p == i.rec && int(w.part) <= i.mp.M.PartOf(l.TargetTable()) && !f.u.refers(l, i.rec.Obj) {
				if !l.Optional() {
					return &CircularDependencyError{Rows: []string{f.u.name(i.mp.M, i.rec.Obj), f.u.name(i.mp.M, i.rec.Obj)}}
				}
				w.tied().later = append(w.later, l) // a row that refers to itself
			}
		}
	}
	if f.rows = f.inserts; slices.ContainsFunc(f.rows, func(i *insertion) bool { return len(i.more) > 0 }) {
		f.rows = make([]*insertion, 0, 2*len(f.inserts))
		for _, i := range f.inserts {
			f.rows = append(append(f.rows, i), i.more...)
		}
	}
	for at := 0; at < len(f.rows); at++ {
		switch err := f.visit(f.rows[at], nil); {
		case err == errAgain:
			for _, i := range f.rows {
				i.state, i.trip, i.depth = 0, 0, 0
			}
			at = -1
		case err != nil:
			return err
		}
	}
	for _, i := range f.rows {
		if len(i.later) == 0 {
			continue
		}
		ch := &change{rowOf: i.rowOf, post: true}
		for _, l := range i.later {
			for _, c := range l.Columns {
				if c.Def.Nullable {
					ch.columns = append(ch.columns, c.Index)
				}
			}
		}
		f.updates = append(f.updates, ch)
	}
	if !slices.IsSortedFunc(f.rows, before) { // many rows mostly come in order, and sorting them costs more than looking
		slices.SortStableFunc(f.rows, before)
	}
	f.mix()
	f.inserts = f.inserts[:0]
	for _, i := range f.rows {
		if i.part == 0 {
			f.inserts = append(f.inserts, i)
		}
	}
	return nil
}

// before is where a stands to b in the order of INSERT.
func before(a, b *insertion) int {
	x, y := a.owner(), b.owner()
	switch {
	case a.trip != b.trip:
		return int(a.trip - b.trip)
	case x.Rank != y.Rank:
		return x.Rank - y.Rank
	case a.depth != b.depth:
		return int(a.depth - b.depth)
	}
	return x.Index - y.Index
}

// insertionOf is the insertion of r's object; nil when there is none, or no r.
func (f *flush) insertionOf(r *state.Record) *insertion {
	if r == nil {
		return nil
	}
	if n := f.u.noted(r); n != nil {
		return n.ins
	}
	return nil
}

// at is the insertion into one of the object's tables.
func (i *insertion) at(part int) *insertion {
	if part == 0 {
		return i
	}
	return i.more[part-1]
}

// owner is whose table the row goes into.
func (i *insertion) owner() *mapping.Mapper { return i.mp.M.Parts[i.part].Owner }

// table is where the row goes.
func (i *insertion) table() *sql.TableNode { return i.mp.M.Parts[i.part].Table.Node() }

// parentOf is the pending row that r refers to by l: an object, or a key that was
// given beforehand.
func (f *flush) parentOf(r *state.Record, l *mapping.Link, byKey map[*mapping.Mapper]map[string]*state.Record, buf *[]byte) *state.Record {
	obj := unsafe.Pointer(nil)
	if ks := f.u.known[r]; ks != nil && ks[l.Index].set {
		obj = ks[l.Index].obj
	}
	if obj != nil {
		if pm := f.u.st.Known(l.Parent); pm != nil {
			p, _ := pm.Find(obj)
			return p
		}
	}
	if l.Key == nil || l.Conditional && l.FK == nil || l.ToKey && byKey[rootOf(l.Parent)] == nil {
		return nil
	}
	k, null, _ := l.Key.Read(r.Obj, buf)
	if null {
		return nil
	}
	if !l.ToKey {
		return f.newReferred(l)[keyString(k)]
	}
	return byKey[rootOf(l.Parent)][keyString(k)]
}

// rootOf is the mapper under which m's keys are known.
func rootOf(m *mapping.Mapper) *mapping.Mapper {
	if m.Family != nil {
		return m.Family.Root
	}
	return m
}

// pendingKeys are the pending rows whose keys are known before they are inserted.
func (f *flush) pendingKeys() map[*mapping.Mapper]map[string]*state.Record {
	var out map[*mapping.Mapper]map[string]*state.Record
	for _, i := range f.inserts {
		if len(i.mp.M.Back) == 0 || !hasKey(i.mp.M, i.rec.Obj) {
			continue
		}
		if out == nil {
			out = map[*mapping.Mapper]map[string]*state.Record{}
		}
		root := rootOf(i.mp.M)
		if out[root] == nil {
			out[root] = map[string]*state.Record{}
		}
		k, _, _ := i.mp.Key(i.rec.Obj)
		out[root][keyString(k)] = i.rec
	}
	return out
}

func keyString(k mapping.Key) string { return state.KeyText(k) }

// visit computes where in the order an insertion stands.
func (f *flush) visit(i *insertion, way []*insertion) error {
	switch i.state {
	case 2:
		return nil
	case 1:
		e := &CircularDependencyError{}
		way = way[slices.Index(way, i):]
		for at, w := range way {
			if f.postpone(w, way[(at+1)%len(way)]) {
				return errAgain
			}
		}
		for _, w := range way {
			e.Rows = append(e.Rows, f.u.name(w.mp.M, w.rec.Obj))
		}
		e.Rows = append(e.Rows, e.Rows[0])
		return e
	}
	i.state = 1
	for _, n := range i.needs {
		if err := f.visit(n, append(way, i)); err != nil {
			return err
		}
		trip, depth := n.trip, n.depth+1
		if n.part == 0 && !hasKey(n.mp.M, n.rec.Obj) {
			trip, depth = n.trip+1, 0
		}
		if trip > i.trip {
			i.trip, i.depth = trip, depth
		} else if trip == i.trip {
			i.depth = max(i.depth, depth)
		}
	}
	i.state = 2
	return nil
}

// mapOf is the map that a record is in.
func (u *unit) mapOf(r *state.Record) *state.Map {
	for _, mp := range u.st.Maps() {
		if mp.Holds(r) {
			return mp
		}
	}
	return nil
}

// returned reads what RETURNING gives into the object.
func (f *flush) returned(i *insertion) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		if !cur.Next() {
			if err := cur.Err(); err != nil {
				return err
			}
			return &StaleDataError{Op: "INSERT", Entity: i.mp.M.Name(), Key: "new", Want: 1}
		}
		for _, c := range i.made {
			f.u.write(i.mp, i.rec, c)
		}
		return f.fill(cur, i.mp.M, i.made, i.rec.Obj)
	}
}

// madeKey names the plan of columns that come back from a write.
type madeKey struct{ m *mapping.Mapper }

func (f *flush) fill(cur *engine.Cursor, m *mapping.Mapper, made []*mapping.Column, obj unsafe.Pointer) error {
	p, err := madePlan(cur, m, made)
	if err != nil {
		return err
	}
	var a driver.Arena
	if err := cur.Fill(p, obj, &a); err != nil || !f.told {
		return err
	}
	return stillIs(m, made, obj)
}

func madePlan(cur *engine.Cursor, m *mapping.Mapper, made []*mapping.Column) (driver.Plan, error) {
	if p := cur.Kept(madeKey{m}); p != nil {
		return p, nil
	}
	return cur.Plan(madeKey{m}, func() ([]driver.Target, error) {
		ts := make([]driver.Target, len(made))
		for at, c := range made {
			t, err := c.Target(at)
			if err != nil {
				return nil, err
			}
			ts[at] = t
		}
		return ts, nil
	})
}

// generated takes the key from the protocol, where there is no RETURNING. What else
// the database has made up is read back at the end.
func (f *flush) generated(i *insertion) func(*engine.Cursor) error {
	for _, c := range i.made {
		if c != i.mp.M.Generated {
			f.reread = append(f.reread, i.rowOf)
			break
		}
	}
	return func(cur *engine.Cursor) error {
		sum, err := cur.Close()
		if err != nil || !slices.Contains(i.made, i.mp.M.Generated) {
			return err
		}
		for _, c := range i.made {
			f.u.write(i.mp, i.rec, c)
		}
		return i.mp.M.Generated.StoreInt(i.rec.Obj, sum.LastID)
	}
}
