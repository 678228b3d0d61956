package orm

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// manyRows is from how many new objects of a kind on they share an INSERT that returns
// their keys. Fewer have one each, so that an error names the object.
const manyRows = 8

// A batch is an INSERT of several rows whose keys the database makes up.
type batch struct {
	n    *sql.InsertNode
	rows []*insertion
}

// sameKind is how many of ins, from the first on, are of one mapper.
func sameKind(ins []*insertion) int {
	n := 1
	for n < len(ins) && ins[n].mp == ins[0].mp {
		n++
	}
	return n
}

// onlyKey reports whether all that the database makes up of a row is its key, an integer.
func (i *insertion) onlyKey() bool {
	m := i.mp.M
	return len(i.made) == 1 && i.made[0] == m.Generated && m.Identity.Shape == mapping.OneInt
}

// takes reports whether the row may be another one of the batch.
func (b *batch) takes(i *insertion, columns []*sql.ColumnNode, limit int) bool {
	return b != nil && b.n != nil && i.onlyKey() && b.rows[0].mp == i.mp && len(b.rows) < limit && slices.Equal(b.n.Columns, columns)
}

// returnedKeys reads the keys of a batch into its objects. Databases give them in the
// order of the rows without promising it; but they count up, or down, so that another
// order is seen.
func (f *flush) returnedKeys(b *batch) func(*engine.Cursor) error {
	return func(cur *engine.Cursor) error {
		var last, step int64
		n := 0
		for ; n < len(b.rows) && cur.Next(); n++ {
			i := b.rows[n]
			f.u.write(i.mp, i.rec, i.mp.M.Generated)
			if err := f.fill(cur, i.mp.M, i.made, i.rec.Obj); err != nil {
				return err
			}
			k, _, _ := i.mp.Key(i.rec.Obj)
			if way := k.N[0] - last; n == 1 {
				step = way
			} else if n > 1 && (way > 0) != (step > 0) {
				return fmt.Errorf("the keys of %d new rows of %s came back neither rising nor falling, so that nobody knows which row has which: flush fewer than %d of them at a time",
					len(b.rows), i.mp.M.Table.FullName(), manyRows)
			}
			last = k.N[0]
		}
		for cur.Next() {
			n++
		}
		if err := cur.Err(); err != nil {
			return err
		}
		if n != len(b.rows) {
			return &StaleDataError{Op: "INSERT", Entity: b.rows[0].mp.M.Name(), Key: "new", Rows: int64(n), Want: int64(len(b.rows))}
		}
		return nil
	}
}
