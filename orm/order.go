package orm

import (
	"slices"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// The order of a flush. As a rule it is: inserts, what is referred to first;
// updates; rows of association tables out and in; deletes, what refers first. Each
// kind is a few batches then.
//
// That order fails where a row takes a unique value that another one gives up
// later: a row that replaces a deleted one, two that swap their values. Only when
// there is such a pair, the rows are ordered one by one: what gives up a value
// comes before what takes it, beside the foreign keys' demands. A circle of such
// demands is broken by parking: the giver gets a free value first.

type nodeKind uint8

const (
	insertNode nodeKind = iota
	updateNode
	parkNode
	unpairNode
	pairNode
	deleteNode
)

// node is a row's operation, or the rows of association tables.
type node struct {
	kind  nodeKind
	done  bool
	part  uint8 // of a removal: which of the object's tables
	trip  int32 // how many flights of generated keys come before
	pos   int32
	in    int32
	level int32 // how many updates of the same chain come before
	ins   *insertion
	upd   *change
	del   *removal
	park  *parking
	out   []edge
}

// edge says that a node comes before another; key is the unique value that is given
// up, "" for a foreign key.
type edge struct {
	to  *node
	key uniqueKey
}

type uniqueKey struct {
	columns *[]*mapping.Column
	value   string
}

// sequence puts the flush into its order.
func (f *flush) sequence() error {
	if len(f.updates)+len(f.deletes)+len(f.pairs.gone)+len(f.pairs.come) == 0 {
		f.sequenceRows()
		return nil
	}
	room, seq := f.one.node[:], f.one.seq[:0]
	if n := len(f.rows) + len(f.updates); n > len(room) || len(f.deletes) > 0 {
		room = make([]node, n)
		seq = make([]*node, 0, len(room)+len(f.deletes)+2)
	}
	add := func(n *node) { n.pos = int32(len(seq)); seq = append(seq, n) }
	next := func() *node { n := &room[0]; room = room[1:]; return n }
	for _, i := range f.rows {
		if i.over {
			continue
		}
		n := next()
		n.kind, n.ins = insertNode, i
		i.fresh = i.part == 0 && !hasKey(i.mp.M, i.rec.Obj)
		add(n)
	}
	for _, ch := range f.updates {
		n := next()
		n.kind, n.upd = updateNode, ch
		add(n)
	}
	if len(f.pairs.gone) > 0 || f.unpairs() {
		add(&node{kind: unpairNode})
	}
	if len(f.pairs.come) > 0 {
		add(&node{kind: pairNode})
	}
	for _, n := range f.removals() {
		add(n)
	}
	renamed := f.renamed(seq)
	wrong := f.uniqueEdges(seq, renamed)
	parks, err := f.parkChains(seq)
	if err != nil {
		return err
	}
	if wrong || len(renamed) > 0 {
		f.keyEdges(seq)
		f.renamedEdges(seq, renamed)
		if seq, err = f.sort(seq); err != nil {
			return err
		}
	}
	if len(parks) > 0 {
		seq = append(parks, seq...)
	}
	f.trips(seq)
	f.seq = seq
	return nil
}

// sequenceRows is sequence of rows that are inserted, and nothing else: none of them waits for what
// another operation gives up, and they are in their order already, so that no nodes are needed.
func (f *flush) sequenceRows() {
	at := int32(0)
	for _, i := range f.rows {
		for _, x := range i.needs {
			if y := f.insertionOf(x.rec); y != nil {
				at = max(at, y.after)
			}
		}
		i.trip = at
		if i.fresh = i.part == 0 && !hasKey(i.mp.M, i.rec.Obj); i.fresh {
			i.after = at + 1
		}
	}
	f.only = f.rows
}

// trips says with which flight each goes: one that needs a key that the database
// makes up comes after the flight that brings it.
func (f *flush) trips(seq []*node) {
	at := int32(0)
	need := func(r *state.Record) {
		if i := f.insertionOf(r); i != nil {
			at = max(at, i.after)
		}
	}
	for _, n := range seq {
		switch n.kind {
		case insertNode:
			for _, x := range n.ins.needs {
				need(x.rec)
			}
		case updateNode:
			f.needs(n.upd, need)
		case pairNode:
			for _, k := range f.pairs.come {
				need(k.rec[0])
				need(k.rec[1])
			}
		}
		n.trip = at
		if n.kind == insertNode && n.ins.fresh {
			n.ins.after = at + 1
		}
	}
}

// needs are the rows whose keys an update writes or asks for.
func (f *flush) needs(ch *change, need func(*state.Record)) {
	if ch.post {
		need(ch.rec)
	}
	for i, k := range f.u.known[ch.rec] {
		if !k.set || k.obj == nil {
			continue
		}
		if pm := f.u.st.Known(ch.mp.M.Links[i].Parent); pm != nil {
			if r := pm.PendingAt(k.obj); r != nil {
				need(r)
			}
		}
	}
}

// unpairs reports whether deleted objects take rows of association tables with them.
func (f *flush) unpairs() bool {
	return slices.ContainsFunc(f.deletes, func(d *removal) bool { return len(d.mp.M.Pairs) > 0 })
}

// uniqueEdges ties nodes that give up a unique value to those that take it. It
// reports whether one of them contradicts the order.
func (f *flush) uniqueEdges(seq []*node, renamed map[newKey]*node) bool {
	giving := givingKeys(renamed)
	gives := map[uniqueKey]giver{}
	watched := map[*[]*mapping.Column]bool{}
	for _, n := range seq {
		switch n.kind {
		case updateNode:
			for _, u := range n.upd.mp.M.Uniques {
				if !n.upd.post && touches(*u, n.upd.columns) {
					f.give(gives, watched, giving, rowOf{n.upd.mp, n.upd.base()}, n, u)
				}
			}
		case deleteNode:
			for _, u := range n.del.mp.M.Uniques {
				if (*u)[0].Part == int(n.part) {
					f.give(gives, watched, giving, n.del.rowOf, n, u)
				}
			}
		}
	}
	if len(gives) == 0 {
		return false
	}
	wrong := false
	take := func(n *node, u *[]*mapping.Column, obj unsafe.Pointer) {
		if !watched[u] {
			return
		}
		if v, ok := valueKey(*u, obj); ok {
			k := uniqueKey{u, v}
			first := gives[k]
			for g := &first; g != nil && g.node != nil; g = g.also {
				if g.node != n {
					g.node.out = append(g.node.out, edge{n, k})
					n.in++
					wrong = wrong || g.node.pos > n.pos
				}
			}
		}
	}
	for _, n := range seq {
		switch n.kind {
		case insertNode:
			for _, u := range n.ins.mp.M.Uniques {
				if (*u)[0].Part == int(n.ins.part) {
					take(n, u, n.ins.rec.Obj)
				}
			}
		case updateNode:
			for _, u := range n.upd.mp.M.Uniques {
				if touches(*u, n.upd.columns) {
					take(n, u, n.upd.rec.Obj)
				}
			}
		}
	}
	return wrong
}

func touches(u []*mapping.Column, columns []int) bool {
	return slices.ContainsFunc(u, func(c *mapping.Column) bool { return slices.Contains(columns, c.Index) })
}

// giver gives up a unique value; also are those that give up another one which the
// database may take for the same.
type giver struct {
	node *node
	also *giver
}

// give notes what n gives up: what the row has, and what it has by then where an update of
// giving, of another row's key, takes it along.
func (f *flush) give(gives map[uniqueKey]giver, watched map[*[]*mapping.Column]bool, giving map[*state.Record]*node, row rowOf, n *node, u *[]*mapping.Column) {
	note := func(obj unsafe.Pointer) {
		v, ok := valueKey(*u, obj)
		if !ok {
			return
		}
		k := uniqueKey{u, v}
		g := giver{node: n}
		if was, ok := gives[k]; ok {
			also := was
			g.also = &also
		}
		gives[k] = g
		watched[u] = true
	}
	note(f.stored(row.mp, row.rec, *u))
	if obj := f.taken(row, *u, giving); obj != nil {
		note(obj)
	}
}

// stored is an object with what the database has in columns. It is valid until the
// next call for the same mapper.
func (f *flush) stored(mp *state.Map, r *state.Record, columns []*mapping.Column) unsafe.Pointer {
	if f.scratch == nil {
		f.scratch = map[*mapping.Mapper]unsafe.Pointer{}
	}
	obj := f.scratch[mp.M]
	if obj == nil {
		obj = mp.M.Blank()
		f.scratch[mp.M] = obj
	}
	for _, c := range columns {
		mp.Plan.Restore(obj, r.Snap, c.Index)
	}
	return obj
}

// valueKey tells the values of columns apart as a unique constraint does, or more
// coarsely: texts are folded, for the collation may. There is none when one is NULL.
func valueKey(columns []*mapping.Column, obj unsafe.Pointer) (string, bool) {
	b, texts := appendValueKey(nil, columns, obj, false)
	return string(b), texts >= 0
}

// appendValueKey appends what valueKey tells, and with coarse what is the same also where a collation
// was chosen, and says how many values are texts: -1 when one of the values is NULL.
func appendValueKey(b []byte, columns []*mapping.Column, obj unsafe.Pointer, coarse bool) (_ []byte, texts int) {
	for _, c := range columns {
		v, err := c.Stored(obj)
		if err != nil || v.IsNull() {
			return nil, -1
		}
		var s string
		switch v.Kind() {
		case driver.String:
			if s = mapping.Fold(v.Str()); coarse || c.Def.Collation != "" {
				s = mapping.FoldShifted(s)
			}
			texts++
		case driver.Decimal:
			s = mapping.DecimalForm(v.Str())
		case driver.Float:
			s = strconv.FormatFloat(v.Float()+0, 'g', -1, 64) // -0 is 0
		case driver.Time, driver.Wall, driver.Date:
			s = strconv.FormatInt(v.Time().UnixMicro(), 10)
		default:
			s = mapping.Text(v.Go())
		}
		b = append(strconv.AppendInt(b, int64(len(s)), 10), ':')
		b = append(b, s...)
	}
	return b, texts
}

// keyEdges ties nodes by foreign keys: what is referred to is inserted before, and
// what refers to a row leaves it before that is deleted.
func (f *flush) keyEdges(seq []*node) {
	ins, del := map[*state.Record]*node{}, map[*state.Record][]*node{}
	rows := map[*insertion]*node{}
	for _, n := range seq {
		switch n.kind {
		case insertNode:
			ins[n.ins.rec], rows[n.ins] = n, n // the last of its tables
		case deleteNode:
			del[n.del.rec] = append(del[n.del.rec], n)
		}
	}
	tie := func(a, b *node) {
		if a != nil && b != nil && a != b {
			a.out = append(a.out, edge{to: b})
			b.in++
		}
	}
	var buf []byte
	leaves := func(n *node, mp *state.Map, r *state.Record, columns []int) {
		for _, l := range mp.M.Links {
			if l.Key == nil || columns != nil && !touches(l.Columns, columns) || columns == nil && l.PostUpdate() {
				continue
			}
			k, null, _ := l.Key.Read(f.stored(mp, r, l.Columns), &buf)
			if null {
				continue
			}
			if p := f.u.st.Referred(l, k); p != nil {
				for _, d := range del[p] {
					if n.del == nil || n.del.rec != p && !f.isCut(reference{n.del, d.del, l}) {
						tie(n, d)
					}
				}
			}
		}
	}
	var unpair *node
	for _, n := range seq {
		switch n.kind {
		case insertNode:
			for _, need := range n.ins.needs {
				tie(rows[need], n)
			}
		case updateNode:
			if n.upd.post {
				tie(ins[n.upd.rec], n)
			}
			for i, k := range f.u.known[n.upd.rec] {
				if k.set && k.obj != nil {
					if p, _ := f.u.st.Map(n.upd.mp.M.Links[i].Parent).Find(k.obj); p != nil {
						tie(ins[p], n)
					}
				}
			}
			if !n.upd.post {
				leaves(n, n.upd.mp, n.upd.base(), n.upd.columns)
			}
		case unpairNode:
			unpair = n
		case pairNode:
			for _, x := range seq {
				if x.kind == insertNode {
					tie(x, n)
				}
			}
			tie(unpair, n)
		case deleteNode:
			leaves(n, n.del.mp, n.del.rec, nil)
			for _, d := range del[n.del.rec] {
				if d.part < n.part {
					tie(n, d)
				}
			}
			tie(unpair, n)
		}
	}
}
