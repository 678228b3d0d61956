package orm

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/valueroom"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// manyRows is from how many new objects of a kind on they share an INSERT that returns
// their keys. Fewer have one each, so that an error names the object.
const manyRows = 8

// maxRows bounds the rows of one INSERT.
const maxRows = 512

// A batch is an INSERT that is being put together. Its values stand in a list for each
// column as long as they can travel in arrays, and are nodes of the tree otherwise.
type batch struct {
	n      *sql.InsertNode
	of     *insertion      // its first row
	step   int             // where it stands among the steps
	keys   []*insertion    // whose keys the database makes up and returns
	from   int             // where these stand among the flight's rows, as long as they follow each other there
	lists  []givenValues   // of the columns
	values *valueroom.Room // for them
	rows   int             // so far
	most   int             // how many there may be, for the room that they take
	nodes  []sql.Node      // room
	binds  []sql.BindNode  // room

	// of rows that are in no lists: see unlist
	read  []*mapping.Column // instead of the lists' values; nil: they are in the lists
	kinds []driver.Value    // of each column one that is not NULL
	look  []driver.Value    // room
	objs  []unsafe.Pointer  // room
}

type givenValues struct {
	given
	values []driver.Value
}

// onlyKey reports whether all that the database makes up of a row is its key, an integer.
func (i *insertion) onlyKey() bool {
	m := i.mp.M
	return len(i.made) == 1 && i.made[0] == m.Generated && m.Identity.Shape == mapping.OneInt
}

// insertSteps are the INSERTs of one flight. Rows with nothing to be told by the
// database share a statement, and so do many rows of which it only makes the keys; the
// others have one each, so that what comes back belongs to its row.
func (f *flush) insertSteps(ins []*insertion, d dialect.Dialect) ([]step, error) {
	features := d.Features()
	returning := features.InsertReturning
	var steps []step
	var last *batch // of rows that are told nothing
	var many *batch // of rows that are told their keys
	var all []*batch
	same := 0       // how many of one kind follow
	keys := false   // … and their keys come back together
	arrays := false // … and their values can travel in arrays
	wide := 1       // … and how many placeholders a value takes at most
	var alike listing
	for at := 0; at < len(ins); at++ {
		i := ins[at]
		if same == 0 {
			same = f.alike(ins[at:])
			many, keys = nil, returning && same >= manyRows
			arrays, wide = f.fit(i, d)
		}
		same--
		row, err := f.row(i)
		if err != nil {
			return nil, err
		}
		limit := maxRows
		if features.MaxBinds > 0 && len(row) > 0 {
			limit = min(limit, features.MaxBinds/(wide*len(row)))
		}
		together := limit // of those whose values are in lists
		if features.ArrayRows || features.Embedded {
			together = arrayRows
		}
		if len(i.made) == 0 && len(row) > 0 && last.takes(i, row, limit, together) {
			if err := last.add(row); err != nil {
				return nil, err
			}
			steps[last.step].what, steps[last.step].of = "INSERT of new rows of "+i.mp.M.Parts[i.part].Table.FullName(), rowOf{}
			n := f.list(&alike, last, i.depth, ins[at+1:at+1+same], together-last.rows)
			at, same = at+n, same-n
			continue
		}
		// A deeper row may refer to one that is given its key, whose INSERT has come behind many's.
		if i.onlyKey() && many.takes(i, row, limit, together) && (many.step == len(steps)-1 || i.depth == many.of.depth) {
			if err := many.add(row); err != nil {
				return nil, err
			}
			n := f.list(&alike, many, i.depth, ins[at+1:at+1+same], together-many.rows)
			if many.told(ins, at, 1+n); alike.columns == nil {
				if err := many.relist(); err != nil {
					return nil, err
				}
			}
			at, same = at+n, same-n
			continue
		}
		most := 1
		if len(row) > 0 && (len(i.made) == 0 || keys && i.onlyKey()) {
			most = min(1+same, max(together, 1))
		}
		b := newBatch(i, row, most, arrays, &f.values)
		b.step = len(steps)
		all = append(all, b)
		alike = f.listing(i, b)
		st := step{stmt: b.n, what: "INSERT of ", of: i.rowOf}
		if g := i.mp.M.Generated; g != nil && !slices.Contains(i.made, g) {
			st.fail = thereAlready(i.mp.M)
		}
		last = nil
		switch {
		case len(i.made) == 0:
			last = b
		case keys && i.onlyKey() && len(row) > 0:
			many = b
			b.from, b.keys = at, ins[at:at+1:at+1]
			b.n.Returning = []sql.Node{i.mp.M.Generated.Def.Node()}
			st.what, st.of = "INSERT of new rows of "+i.mp.M.Parts[i.part].Table.FullName(), rowOf{}
			st.read = f.returnedKeys(b)
			if features.ArrayRows && alike.columns != nil && most >= drawnRows {
				b.unlist(alike.columns, row)
			}
		case returning:
			for _, c := range i.made {
				b.n.Returning = append(b.n.Returning, c.Def.Node())
			}
			st.read = f.returned(i)
			if features.ReturnsEarly && fetches(i.made) {
				f.reread = append(f.reread, i.rowOf)
			}
		default:
			st.read = f.generated(i)
		}
		steps = append(steps, st)
	}
	for _, b := range all {
		if b.lists != nil && b.keys != nil && b.rows >= drawnRows {
			steps[b.step].many = b
			if b.read != nil {
				continue // it becomes a statement where it cannot be copied
			}
		}
		if err := b.relist(); err != nil {
			return nil, err
		}
		if features.Embedded && b.lists != nil && b.rows >= repeatRows {
			f.repeatedInsert(b, &steps[b.step])
			continue
		}
		b.finish(features.ArrayRows)
	}
	if features.ArrayRows {
		asArrays(steps, d, &f.values)
	}
	return steps, nil
}

// placeholders is how many of them a value of one of m's columns takes at most.
func placeholders(m *mapping.Mapper, d dialect.Dialect) int {
	n := 1
	for _, c := range m.Columns {
		n = max(n, compile.Placeholders(d.Grammar(), c.Def.Type))
	}
	return n
}

// newBatch begins with a row; most is how many there may be with those that follow.
func newBatch(i *insertion, row []given, most int, arrays bool, room *valueroom.Room) *batch {
	piece := &struct { // of memory, because many flushes insert one row
		batch batch
		node  sql.InsertNode
		rows  [1][]sql.Node
	}{}
	b := &piece.batch
	*b = batch{values: room, of: i, n: &piece.node, most: most}
	*b.n = sql.InsertNode{Table: i.table(), Columns: make([]*sql.ColumnNode, len(row)), Rows: piece.rows[:0], Defaults: true}
	for at := range row {
		b.n.Columns[at] = row[at].column
		arrays = arrays && row[at].expr == nil
	}
	if arrays && most > 1 {
		b.lists = make([]givenValues, len(row))
		for at := range row {
			b.lists[at].given = row[at]
		}
	}
	if len(row) > 0 {
		_ = b.add(row) // it reads no other one
	}
	return b
}

// takes reports whether the row may be another one of the INSERT, which has so many at most
// with values that are nodes, or in lists.
func (b *batch) takes(i *insertion, row []given, limit, inLists int) bool {
	if b == nil || b.lists == nil && b.rows >= limit || b.rows >= inLists || b.n.Table != i.table() || len(b.n.Columns) != len(row) {
		return false
	}
	for at := range row {
		if row[at].column != b.n.Columns[at] || row[at].expr != nil && b.rows >= limit {
			return false
		}
	}
	return true
}

// told adds n of ins, from at on, to those whose keys come back. Rows that follow each other need no
// list of their own.
func (b *batch) told(ins []*insertion, at, n int) {
	if b.from >= 0 && b.from+len(b.keys) == at {
		b.keys = ins[b.from : at+n : at+n]
		return
	}
	b.from, b.keys = -1, append(b.keys, ins[at:at+n]...)
}

// add adds a row.
func (b *batch) add(row []given) error {
	if b.read != nil && slices.ContainsFunc(row, func(g given) bool { return g.expr != nil }) {
		if err := b.relist(); err != nil {
			return err
		}
	}
	b.rows++
	if b.read != nil {
		b.note(row)
		return nil
	}
	if b.lists != nil && slices.ContainsFunc(row, func(g given) bool { return g.expr != nil }) {
		b.spread(b.rows - 1)
	}
	if b.lists != nil {
		b.reserve(b.rows, len(row))
		for at := range row {
			l := &b.lists[at]
			l.values = append(l.values, row[at].value)
		}
		return nil
	}
	nodes, binds := b.room(len(row))
	for at := range row {
		if nodes[at] = row[at].expr; nodes[at] == nil {
			binds[at] = sql.BindNode{Value: row[at].value, Type: row[at].typ}
			nodes[at] = &binds[at]
		}
	}
	b.n.Rows = append(b.n.Rows, nodes)
	return nil
}

// reserve makes room for so many rows in the lists: for the first few, then for all that may come.
func (b *batch) reserve(rows, width int) {
	if cap(b.lists[0].values) >= rows {
		return
	}
	n := min(b.most, 32)
	if rows > 1 {
		n = min(max(2*(rows-1), b.most), arrayRows)
	}
	for at, room := range b.values.Take(width, n) {
		b.lists[at].values = append(room, b.lists[at].values...)
	}
}

// room is for the nodes of one more row.
func (b *batch) room(width int) ([]sql.Node, []sql.BindNode) {
	if len(b.nodes) < width {
		n := width * min(max(b.most-len(b.n.Rows), 1), max(2*len(b.n.Rows), 8))
		b.nodes, b.binds = make([]sql.Node, n), make([]sql.BindNode, n)
	}
	nodes, binds := b.nodes[:width:width], b.binds[:width]
	b.nodes, b.binds = b.nodes[width:], b.binds[width:]
	return nodes, binds
}

// spread makes nodes of the n rows in the lists.
func (b *batch) spread(n int) {
	lists := b.lists
	b.lists = nil
	for r := range n {
		nodes, binds := b.room(len(lists))
		for at := range lists {
			binds[at] = sql.BindNode{Value: lists[at].values[r], Type: lists[at].typ}
			nodes[at] = &binds[at]
		}
		b.n.Rows = append(b.n.Rows, nodes)
	}
}

// finish makes the statement of the lists: with arrays, where there are such things, else with rows of VALUES.
func (b *batch) finish(arrays bool) {
	switch {
	case b.lists == nil:
	case b.rows < manyRows:
		b.spread(b.rows)
	case !arrays:
		b.n.Lists = make([]*sql.ListNode, len(b.lists))
		for at, l := range b.lists {
			b.n.Lists[at] = &sql.ListNode{Type: l.typ, Values: l.values}
		}
	default:
		cols := make([]sql.RowColumn, len(b.lists))
		for at, l := range b.lists {
			cols[at] = sql.RowColumn{Name: l.column.Name, Type: l.column.Type, Values: l.values}
		}
		b.n.Query = arrayQuery(cols)
	}
}

// returnedKeys reads the keys of a batch into its objects. Databases give them in the
// order of the rows without promising it; but they count up, or down, so that another
// order is seen.
func (f *flush) returnedKeys(b *batch) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		mp := b.keys[0].mp
		plan, err := madePlan(cur, mp.M, b.keys[0].made)
		if err != nil {
			return err
		}
		var arena driver.Arena
		var last, step int64
		n := 0
		for ; n < len(b.keys) && cur.Next(); n++ {
			i := b.keys[n]
			if i.mp != mp {
				mp = i.mp
				if plan, err = madePlan(cur, mp.M, i.made); err != nil {
					return err
				}
			}
			f.u.write(mp, i.rec, mp.M.Generated)
			if err := cur.Fill(plan, i.rec.Obj, &arena); err != nil {
				return err
			}
			k, _, _ := mp.Key(i.rec.Obj)
			if way := k.N[0] - last; n == 1 {
				step = way
			} else if n > 1 && (way > 0) != (step > 0) {
				return fmt.Errorf("the keys of %d new rows of %s came back neither rising nor falling, so that nobody knows which row has which: flush fewer than %d of them at a time",
					len(b.keys), mp.M.Table.FullName(), manyRows)
			}
			last = k.N[0]
		}
		for cur.Next() {
			n++
		}
		if err := cur.Err(); err != nil {
			return err
		}
		if n != len(b.keys) {
			return &StaleDataError{Op: "INSERT", Entity: mp.M.Name(), Key: "new", Rows: int64(n), Want: int64(len(b.keys))}
		}
		return nil
	}
}
