package orm

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// Where a statement costs no round trip, many rows that are written alike have one each
// after all: it is made and prepared once, and executed with the values of each. That is
// quicker there than a statement for many rows, and an error names its row.

// repeatRows is from how many rows on that is done: fewer have statements that can be read
// as they are.
const repeatRows = 16

// perRow is a statement with the values of many executions.
type perRow struct {
	stmt   sql.Node
	binds  []sql.BindNode                          // its placeholders
	values [][]driver.Value                        // a list for each of them
	of     func(row int) rowOf                     // nil: they have no names yet
	read   func(row int, sum driver.Summary) error // nil: nothing is to be learned
}

// rows is how many executions there are.
func (r *perRow) rows() int { return len(r.values[0]) }

// put makes the statement that of the row.
func (r *perRow) put(row int) {
	for at, vs := range r.values {
		r.binds[at].Value = vs[row]
	}
}

// repeat executes what st has for many rows.
func (f *flush) repeat(ctx context.Context, c *engine.Conn, st *step) error {
	r := st.rows
	var said error
	row, err := engine.Repeat(ctx, c, statement(r.stmt), r.binds, r.values, func(row int, sum driver.Summary) error {
		if r.read != nil {
			said = r.read(row, sum)
		}
		return said
	})
	if err == nil {
		return nil
	}
	switch {
	case said != nil && ours(said):
		err = said
	case st.fail != nil:
		err = st.fail(err)
	}
	of := rowOf{}
	if r.of != nil {
		of = r.of(row)
	}
	return fmt.Errorf("flush: %s: %w", st.rowText(f.u, row), f.u.crowded(of, err))
}

// rowText is what st does with a row.
func (st step) rowText(u *unit, row int) string {
	if st.rows.of == nil {
		return fmt.Sprintf("%s: row %d of %d", st.what, row+1, st.rows.rows())
	}
	of := st.rows.of(row)
	return st.what + u.name(of.mp.M, of.rec.Obj)
}

// repeatedInsert executes b's INSERT for each of its rows. Their keys come from the protocol.
func (f *flush) repeatedInsert(b *batch, st *step) {
	r := &perRow{binds: make([]sql.BindNode, len(b.lists)), values: make([][]driver.Value, len(b.lists))}
	row := make([]sql.Node, len(b.lists))
	for at := range b.lists {
		r.values[at] = b.lists[at].values
		r.binds[at].Type = b.lists[at].typ
		row[at] = &r.binds[at]
	}
	b.n.Rows, b.n.Returning = [][]sql.Node{row}, nil
	r.stmt = b.n
	if b.keys != nil {
		r.read = func(row int, sum driver.Summary) error {
			i := b.keys[row]
			if sum.Rows == 0 {
				return &StaleDataError{Op: "INSERT", Entity: i.mp.M.Name(), Key: "new", Want: 1}
			}
			f.u.write(i.mp, i.rec, i.mp.M.Generated)
			return i.mp.M.Generated.StoreInt(i.rec.Obj, sum.LastID)
		}
	}
	st.stmt, st.read, st.rows = nil, nil, r
}
