package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// planInserts orders the pending rows: what another one refers to comes first.
func (f *flush) planInserts() error {
	of := map[*state.Record]*insertion{}
	for _, r := range f.u.pending {
		mp := f.u.mapOf(r)
		if mp == nil || r.Flags&state.Pending == 0 {
			continue
		}
		i := &insertion{rowOf: rowOf{mp, r}}
		for p := 1; p < len(mp.M.Parts); p++ {
			i.more = append(i.more, &insertion{rowOf: i.rowOf, part: p, needs: []*insertion{i.at(p - 1)}, by: []*mapping.Link{nil}})
		}
		if r.Flags&state.Deleted != 0 {
			f.drop = append(f.drop, i)
			continue
		}
		of[r] = i
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
			if p := f.parentOf(i.rec, l, byKey, &buf); p != nil && of[p] != nil && of[p] != i {
				w.needs = append(w.needs, of[p].at(of[p].mp.M.PartOf(l.TargetTable())))
				w.by = append(w.by, l)
			} else if p == i.rec && w.part <= i.mp.M.PartOf(l.TargetTable()) && !hasKey(l.Parent, i.rec.Obj) {
				if !l.Optional() {
					return &CircularDependencyError{Rows: []string{f.u.name(i.mp.M, i.rec.Obj), f.u.name(i.mp.M, i.rec.Obj)}}
				}
				w.later = append(w.later, l) // a row that refers to itself
			}
		}
	}
	for _, i := range f.inserts {
		f.rows = append(append(f.rows, i), i.more...)
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
	slices.SortStableFunc(f.rows, func(a, b *insertion) int {
		x, y := a.owner(), b.owner()
		switch {
		case a.trip != b.trip:
			return a.trip - b.trip
		case x.Rank != y.Rank:
			return x.Rank - y.Rank
		case a.depth != b.depth:
			return a.depth - b.depth
		case x != y:
			return x.Index - y.Index
		}
		return a.mp.M.Index - b.mp.M.Index
	})
	f.inserts = f.inserts[:0]
	for _, i := range f.rows {
		if i.part == 0 {
			f.inserts = append(f.inserts, i)
		}
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
	if l.Key == nil || l.Conditional && l.FK == nil || byKey[rootOf(l.Parent)] == nil {
		return nil
	}
	k, null, _ := l.Key.Read(r.Obj, buf)
	if null {
		return nil
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

func keyString(k mapping.Key) string {
	return string(append(unsafe.Slice((*byte)(unsafe.Pointer(&k.N)), unsafe.Sizeof(k.N)), k.B...))
}

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

// maxRows bounds the rows of one INSERT.
const maxRows = 512

// insertSteps are the INSERTs of one flight. Rows with nothing to be told by the
// database share a statement, and so do many rows of which it only makes the keys; the
// others have one each, so that what comes back belongs to its row.
func (f *flush) insertSteps(ins []*insertion, features dialect.Features) ([]step, error) {
	returning := features.InsertReturning
	var steps []step
	var last *sql.InsertNode
	var many *batch
	same := 0 // how many of one kind follow
	for at, i := range ins {
		if same == 0 {
			same = sameKind(ins[at:])
			if many = nil; returning && same >= manyRows {
				many = &batch{}
			}
		}
		same--
		columns, values, err := f.row(i)
		if err != nil {
			return nil, err
		}
		limit := maxRows
		if features.ArrayRows && f.arrays(i.mp.M) {
			limit = arrayRows
		} else if features.MaxBinds > 0 && len(columns) > 0 {
			limit = min(limit, features.MaxBinds/len(columns))
		}
		if last != nil && len(i.made) == 0 && len(columns) > 0 && last.Table == i.table() && len(last.Rows) < limit && slices.Equal(last.Columns, columns) {
			last.Rows = append(last.Rows, values)
			steps[len(steps)-1].what, steps[len(steps)-1].of = "INSERT of new rows of "+i.mp.M.Parts[i.part].Table.FullName(), rowOf{}
			continue
		}
		if many.takes(i, columns, limit) {
			many.n.Rows, many.rows = append(many.n.Rows, values), append(many.rows, i)
			continue
		}
		n := &sql.InsertNode{Table: i.table(), Columns: columns, Defaults: true}
		if len(columns) > 0 {
			n.Rows = [][]sql.Node{values}
		}
		st := step{stmt: n, what: "INSERT of ", of: i.rowOf}
		switch {
		case len(i.made) == 0:
			last = n
		case many != nil && i.onlyKey() && len(columns) > 0:
			last = nil
			many = &batch{n: n, rows: []*insertion{i}}
			n.Returning = []sql.Node{i.mp.M.Generated.Def.Node()}
			st.what, st.of = "INSERT of new rows of "+i.mp.M.Parts[i.part].Table.FullName(), rowOf{}
			st.read = f.returnedKeys(many)
		case returning:
			last = nil
			for _, c := range i.made {
				n.Returning = append(n.Returning, c.Def.Node())
			}
			st.read = f.returned(i)
		default:
			last = nil
			st.read = f.generated(i)
		}
		steps = append(steps, st)
	}
	return steps, nil
}

// row is what an INSERT gives for an object. Defaults of the program's are put into
// the object, too.
func (f *flush) row(i *insertion) (columns []*sql.ColumnNode, values []sql.Node, err error) {
	m, obj := i.mp.M, i.rec.Obj
	for _, l := range m.Links {
		if ks := f.u.known[i.rec]; ks != nil && ks[l.Index].set && ks[l.Index].obj != nil && !slices.Contains(i.later, l) && hasKey(l.Parent, ks[l.Index].obj) {
			f.u.copyKey(i.mp, i.rec, l, ks[l.Index].obj)
		}
	}
	i.made = nil
	if i.part == 0 {
		if err := f.firstVersion(i); err != nil {
			return nil, nil, err
		}
	}
	columns, values = make([]*sql.ColumnNode, 0, len(m.Columns)), make([]sql.Node, 0, len(m.Columns))
	binds := make([]sql.BindNode, len(m.Columns))
	if i.part > 0 {
		vals, err := keyValues(m.Key, obj)
		if err != nil {
			return nil, nil, err
		}
		columns, values = append(columns, m.PartKey(i.part)...), append(values, vals...)
	}
	for at, c := range m.Columns {
		if c.Part != i.part {
			continue
		}
		if i.isLater(c) {
			columns, values = append(columns, c.Def.Node()), append(values, &sql.LiteralNode{Word: "NULL"})
			continue
		}
		if c == m.Generated && zeroKey(m, obj) {
			i.made = append(i.made, c)
			continue
		}
		if c.Def.Computed != nil {
			i.made = append(i.made, c)
			continue
		}
		wanted, null, err := f.u.wantsDefault(i.rec, c)
		if err != nil {
			return nil, nil, err
		}
		if null {
			columns, values = append(columns, c.Def.Node()), append(values, &sql.LiteralNode{Word: "NULL"})
			continue
		}
		if wanted {
			switch d := c.Def.Default; {
			case d != nil && d.Expr != nil:
				columns, values = append(columns, c.Def.Node()), append(values, d.Expr)
				i.made = append(i.made, c)
				continue
			case d != nil:
				v := d.Value
				if d.Func != nil {
					v = f.s.call(d.Func)
				}
				f.u.write(i.mp, i.rec, c)
				if err := c.StoreGo(obj, v); err != nil {
					return nil, nil, err
				}
			case c.Def.ServerDefault != nil:
				i.made = append(i.made, c)
				continue
			}
		}
		if binds[at], err = c.Bound(obj); err != nil {
			return nil, nil, err
		}
		columns, values = append(columns, c.Def.Node()), append(values, &binds[at])
	}
	return columns, values, nil
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
	p, err := cur.Plan(madeKey{m}, func() ([]driver.Target, error) {
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
	if err != nil {
		return err
	}
	var a driver.Arena
	return cur.Fill(p, obj, &a)
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
		return i.mp.M.Generated.Store(i.rec.Obj, driver.OfInt(sum.LastID))
	}
}
