package engine

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Given are rows by column.
type Given struct {
	Rows int
	// Values are a list for each column, of as many values. Where Read gives them, it is one value
	// of the kind that all of the column's values have which are not NULL, or NULL.
	Values [][]driver.Value
	// Read, where it is not nil, puts values of the rows from one on into to: a list for each column,
	// to be filled. It may be asked again for the same rows.
	Read func(from int, to [][]driver.Value) error
}

// readRows is how many rows are read together: few enough to stay in the processor's cache.
const readRows = 256

// listRead puts all rows into lists that Read would give.
func (b *bulk) listRead() error {
	if b.read == nil {
		return nil
	}
	values := make([][]driver.Value, len(b.fields))
	for i := range values {
		values[i] = make([]driver.Value, b.n)
	}
	err := b.read(0, values)
	b.values, b.read = values, nil
	return err
}

// InsertDrawn inserts rows of a declared table that are given by column, in c's transaction,
// with keys that are drawn from the key's sequence beforehand; setKey is told each. That is the
// quickest way for thousands of rows whose keys are wanted, for COPY can take them. The generated
// key is not among columns. What is given is not kept.
//
// It reports false, with nothing inserted, where that cannot be: the database draws no keys,
// the column has no sequence of its own, a trigger or a rule may change the keys, or a row is
// not what a COPY of it would be. Most of that is found out by asking the server. After an error
// the transaction can only be rolled back.
func InsertDrawn(ctx context.Context, c *Conn, table *sql.TableNode, columns []*sql.ColumnNode, given Given, setKey func(row int, key int64) error) (done bool, err error) {
	switch {
	case !c.made():
		return false, errNoConn
	case ctx == nil:
		return false, errNoContext
	case c.auto || len(columns) == 0 || len(columns) != len(given.Values):
		return false, nil
	}
	b := &bulk{ctx: ctx, eng: c.eng, c: c, verb: bulkInsert, table: table, feat: c.eng.dialect.Features(), values: given.Values, n: given.Rows, read: given.Read}
	b.def, _ = table.Def.(*schema.Table)
	if b.def == nil || b.n == 0 {
		return false, nil
	}
	for i, n := range columns {
		d := schema.DefOf(n)
		if have := len(given.Values[i]); d == nil || b.read == nil && have != b.n || b.read != nil && have != 1 {
			return false, fmt.Errorf("InsertDrawn: column %s is not one of %s, or has %d values for %d rows", n.Name, table.Ref(), have, b.n)
		}
		b.fields = append(b.fields, bulkField{def: d})
	}
	drawn, _, err := b.drawAndInsert()
	for i := 0; err == nil && i < len(drawn); i++ {
		err = setKey(i, drawn[i])
	}
	if err != nil && c.broken == nil {
		c.broken = err // half of the rows must not be committed
	}
	return drawn != nil && err == nil, err
}
