package engine

import (
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// How rows are inserted follows from what the database has, and from what is to come
// back:
//
//   - Nothing comes back: COPY, an array for each column, or rows of VALUES.
//   - Only the key that is counted up does, and it can be drawn beforehand: the same, with
//     the key among what is given. Nobody needs to know the order of an answer.
//   - More than that key does: the same, with RETURNING, whose rows are found by it.
//   - The rows give a key by which an answer is found to belong to one of them, as an upsert's:
//     one statement with RETURNING, whose answers may come in any order (see matcher).
//   - The key counts up in the order of the rows (MariaDB): rows of VALUES with RETURNING. When
//     the answer is not in that order, a trigger has had its say; the page is undone and goes
//     row by row.
//   - Else row by row, with one answer for each, in one flight where there is such a thing.
//
// Where a statement costs no round trip, row by row is the quickest anyway.

// fewRows is up to how many rows go one by one, so that an error names the row.
const fewRows = 4

// copyRows is from how many rows on COPY is quicker than arrays.
const copyRows = 300

func (b *bulk) insertPage() (int64, error) {
	back := len(b.back) > 0
	switch {
	case b.feat.Embedded, len(b.fields) == 0:
		return b.insertEach()
	case b.arrays():
		switch {
		case b.n <= fewRows && back:
		case back && (b.verb == bulkUpsert || len(b.back) > 1 || b.setKey == nil):
			if n, done, err := b.insertMatched(); done || err != nil {
				return n, err
			}
			if n, done, err := b.insertDrawnReturning(); done || err != nil {
				return n, err
			}
		case back:
			if n, done, err := b.insertDrawn(); done || err != nil {
				return n, err
			}
		default:
			if n, done, err := b.insertCopied(nil); done || err != nil {
				return n, err
			}
			if b.arraysFit() {
				return b.insertArrays(nil)
			}
			return b.insertMany()
		}
		return b.insertEach()
	case !back:
		return b.insertMany()
	}
	if n, done, err := b.insertMatched(); done || err != nil {
		return n, err
	}
	if b.verb == bulkInsert && b.setKey != nil && b.feat.InsertReturning && b.n > 1 && !b.c.auto {
		return b.insertCounted()
	}
	return b.insertEach()
}

// node is the INSERT without its rows.
func (b *bulk) node() *sql.InsertNode {
	n := &sql.InsertNode{Table: b.table, Defaults: true}
	for _, f := range b.fields {
		n.Columns = append(n.Columns, f.def.Node())
	}
	for _, c := range b.exprs {
		n.Columns = append(n.Columns, c.Node())
	}
	if b.verb != bulkUpsert {
		return n
	}
	n.Conflict = &sql.ConflictNode{Nothing: b.nothing, Set: b.set}
	for _, c := range b.key {
		n.Conflict.Target = append(n.Conflict.Target, c.Node())
	}
	if b.nothing || len(b.set) > 0 {
		return n
	}
	for _, f := range b.fields {
		if !b.isKey(f.def) && f.def.Default == nil && f.def.Kinds == nil { // what a row is it stays
			n.Conflict.Set = append(n.Conflict.Set, sql.Assignment{Column: f.def.Node(), Value: &sql.ExcludedNode{Column: f.def.Node()}})
		}
	}
	n.Conflict.Nothing = len(n.Conflict.Set) == 0
	return n
}

func (b *bulk) isKey(c *schema.ColumnDef) bool {
	for _, k := range b.key {
		if k == c {
			return true
		}
	}
	return false
}

// count is what the caller is told of a page of which the database says n.
func (b *bulk) count(n int64) int64 {
	if b.verb == bulkUpsert || n < 0 {
		return int64(b.n)
	}
	return n
}

// values of a row of VALUES, in binds.
func (b *bulk) row(binds []sql.BindNode) []sql.Node {
	row := make([]sql.Node, 0, len(b.fields)+len(b.exprs))
	for i, f := range b.fields {
		binds[i].Type = f.def.Type
		row = append(row, &binds[i])
	}
	for _, c := range b.exprs {
		row = append(row, c.Default.Expr)
	}
	return row
}

// prepareRows compiles the statement for n rows of VALUES.
func (b *bulk) prepareRows(n int, back []*schema.ColumnDef) (*call, []sql.BindNode, error) {
	node, w := b.node(), len(b.fields)
	binds := make([]sql.BindNode, n*w)
	if len(node.Columns) > 0 {
		node.Rows = make([][]sql.Node, n)
		for i := range n {
			node.Rows[i] = b.row(binds[i*w : (i+1)*w])
		}
	}
	for _, c := range back {
		node.Returning = append(node.Returning, c.Node())
	}
	k := newCall(b.eng)
	return k, binds, k.prepareNode(node, nil)
}

// place finds, for each placeholder of k, which of binds it is: its number, or -1 for a
// value of the statement's own.
func place(k *call, binds []sql.BindNode) []int {
	out := make([]int, len(k.prog.Slots))
	if len(binds) == 0 {
		for i := range out {
			out[i] = -1
		}
		return out
	}
	first := uintptr(unsafe.Pointer(&binds[0]))
	for i, s := range k.prog.Slots {
		out[i] = -1
		if s.Bind < 0 {
			continue
		}
		if off := uintptr(unsafe.Pointer(k.key.Binds[s.Bind])) - first; off < uintptr(len(binds))*unsafe.Sizeof(binds[0]) {
			out[i] = int(off / unsafe.Sizeof(binds[0]))
		}
	}
	return out
}

// insertEach inserts row by row.
func (b *bulk) insertEach() (int64, error) {
	plain := len(b.back) == 1 && b.setKey != nil && b.feat.LastInsertID && b.verb == bulkInsert
	if b.single == nil {
		back := b.back
		if plain {
			back = nil
		}
		if b.late != nil {
			back = b.late.key
		}
		k, binds, err := b.prepareRows(1, back)
		if err != nil {
			return 0, err
		}
		b.single, b.places = k, place(k, binds)
	}
	var n int64
	read := func(i int, rows driver.Rows) error {
		if len(b.back) > 0 && !plain {
			if !rows.Next() {
				if _, err := rows.Close(); err != nil {
					return err
				}
				return fmt.Errorf("the database has inserted nothing, and so BulkReturning has nothing to store")
			}
			var err error
			if b.late != nil {
				err = b.late.note(rows)
			} else {
				err = b.fill(rows, b.rows[i])
			}
			if err != nil {
				return err
			}
			n++
			_, err = rows.Close()
			return err
		}
		sum, err := rows.Close()
		if err == nil && plain {
			err = b.setKey(b.rows[i], sum.LastID)
		}
		n += sum.Rows
		if b.verb == bulkUpsert {
			n = int64(i + 1)
		}
		return err
	}
	err := b.whole(func() error {
		if err := b.each(read); err != nil || b.late == nil {
			return err
		}
		return b.readLate()
	})
	return n, err
}

// each executes single for each row of the page.
func (b *bulk) each(read func(i int, rows driver.Rows) error) (err error) {
	var bad int
	if bad, b.args, err = b.c.repeatRows(b.ctx, b.single, b.places, b.values, b.n, b.args, read); err != nil {
		return fmt.Errorf("row %d: %w", b.seen+int64(bad)+1, err)
	}
	return nil
}

// fill stores what comes back in a row.
func (b *bulk) fill(rows driver.Rows, row unsafe.Pointer) error {
	if s := rows.Shape(); s != b.shape {
		p, err := rows.Plan(b.targets)
		if err != nil {
			return err
		}
		b.shape, b.backPlan = s, p
	}
	return rows.Fill(b.backPlan, row, &b.arena)
}

// insertMany inserts the page as rows of VALUES.
func (b *bulk) insertMany() (int64, error) {
	k, err := b.fillMany(nil)
	if err != nil {
		return 0, err
	}
	if err := b.c.start(b.ctx, k); err != nil {
		return 0, err
	}
	if err := k.close(); err != nil {
		return 0, err
	}
	return b.count(k.cursor.sum.Rows), nil
}

// fillMany is the statement for the rows of the page, with their values. That of a
// whole page is kept for the next.
func (b *bulk) fillMany(back []*schema.ColumnDef) (*call, error) {
	w := len(b.fields)
	if len(b.exprs) == 0 {
		return b.fillLists(back)
	}
	k, places := b.many, b.manyPlaces
	if k == nil || b.manyRows != b.n {
		var binds []sql.BindNode
		var err error
		if k, binds, err = b.prepareRows(b.n, back); err != nil {
			return nil, err
		}
		places = place(k, binds)
		b.many, b.manyPlaces, b.manyRows = k, places, b.n
		b.passing(k)
	}
	for s, p := range places {
		if p >= 0 {
			k.args[s] = b.values[p%w][p/w]
		}
	}
	return k, nil
}

// fillLists is fillMany of rows that give nothing but values: no node is made for each.
func (b *bulk) fillLists(back []*schema.ColumnDef) (*call, error) {
	n := b.node()
	n.Lists = make([]*sql.ListNode, len(b.fields))
	for i, f := range b.fields {
		n.Lists[i] = &sql.ListNode{Type: f.def.Type, Values: b.values[i]}
	}
	for _, c := range back {
		n.Returning = append(n.Returning, c.Node())
	}
	if b.many == nil {
		b.many = newCall(b.eng)
	}
	if err := b.many.prepareNode(n, nil); err != nil {
		return nil, err
	}
	b.passing(b.many)
	return b.many, nil
}

// passing lets the driver forget the statement of the last page, which has a number of rows
// of its own.
func (b *bulk) passing(k *call) {
	if b.n == b.limit {
		return
	}
	p := k.prog
	once := p.stmt
	once.Once = true
	k.prog = &program{Compiled: p.Compiled, stmt: once, made: p.made, took: p.took, items: p.items}
}

// insertCounted inserts rows of VALUES whose keys come back in RETURNING.
func (b *bulk) insertCounted() (n int64, err error) {
	sp, err := b.c.Savepoint(b.ctx)
	if err != nil {
		return 0, err
	}
	ordered, err := b.insertReturned()
	if err == nil && ordered {
		return int64(b.n), sp.Release(b.ctx)
	}
	if err != nil {
		return 0, err
	}
	if err := sp.Rollback(b.ctx); err != nil {
		return 0, err
	}
	return b.insertEach()
}

// insertReturned stores what RETURNING gives in the rows, in its order, and reports
// whether the keys rise in it: then it is the order of the rows, in which they are counted.
func (b *bulk) insertReturned() (ordered bool, err error) {
	k, err := b.fillMany(append(b.back[:len(b.back):len(b.back)], b.def.Generated()))
	if err != nil {
		return false, err
	}
	var key, last int64
	var keyPlan driver.Plan
	return b.answers(k, func(i int, rows driver.Rows) (_ bool, err error) {
		if keyPlan == nil {
			if keyPlan, err = rows.Plan([]driver.Target{{Col: len(b.back), Kind: driver.Int, Size: 8}}); err != nil {
				return false, err
			}
		}
		if err := rows.Fill(keyPlan, unsafe.Pointer(&key), &b.arena); err != nil || i > 0 && key <= last {
			return false, err
		}
		last = key
		return true, b.fill(rows, b.rows[i])
	})
}
