package engine

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// InsertDrawn inserts rows of a declared table that are given by column, in c's transaction,
// with keys that are drawn from the key's sequence beforehand; setKey is told each. That is the
// quickest way for thousands of rows whose keys are wanted, for COPY can take them. values
// holds a list for each of columns, all as long as the first; the generated key is not
// among them. They are not kept.
//
// It reports false, with nothing inserted, where that cannot be: the database draws no keys,
// the column has no sequence of its own, a trigger or a rule may change the keys, or a row is
// not what a COPY of it would be. Most of that is found out by asking the server. After an error
// the transaction can only be rolled back.
func InsertDrawn(ctx context.Context, c *Conn, table *sql.TableNode, columns []*sql.ColumnNode, values [][]driver.Value, setKey func(row int, key int64) error) (done bool, err error) {
	switch {
	case !c.made():
		return false, errNoConn
	case ctx == nil:
		return false, errNoContext
	case c.auto || len(columns) == 0 || len(columns) != len(values):
		return false, nil
	}
	b := &bulk{ctx: ctx, eng: c.eng, c: c, verb: bulkInsert, table: table, feat: c.eng.dialect.Features(), values: values, n: len(values[0])}
	b.def, _ = table.Def.(*schema.Table)
	if b.def == nil || b.n == 0 {
		return false, nil
	}
	for i, n := range columns {
		d := schema.DefOf(n)
		if d == nil || len(values[i]) != b.n {
			return false, fmt.Errorf("InsertDrawn: column %s is not one of %s, or has %d values for %d rows", n.Name, table.Ref(), len(values[i]), b.n)
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
