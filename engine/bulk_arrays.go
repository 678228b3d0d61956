package engine

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// insertArrays inserts the page as an array for each column: few parameters, and one
// text for any number of rows. keys, where there are any, are those of the rows.
func (b *bulk) insertArrays(keys []driver.Value) (int64, error) {
	count, err := b.execute(b.arraysNode(keys))
	return b.count(count), err
}

// arraysNode is the INSERT of the page as an array for each column.
func (b *bulk) arraysNode(keys []driver.Value) *sql.InsertNode {
	n := b.node()
	rows := b.rowsNode("")
	if keys != nil {
		g := b.def.Generated()
		n.Columns = append(n.Columns, g.Node())
		l := &sql.ListNode{Type: g.Type, Values: keys}
		body := rows.Body.(*sql.RowsNode)
		body.Names, body.Lists = append(body.Names, g.Name), append(body.Lists, l)
		rows.Cols = append(rows.Cols, &sql.ColumnNode{Table: rows, Name: g.Name, Type: g.Type})
	}
	q := &sql.SelectNode{From: []*sql.TableNode{rows}}
	for i := range b.fields {
		q.Items = append(q.Items, rows.Cols[i])
	}
	for _, c := range b.exprs {
		q.Items = append(q.Items, c.Default.Expr)
	}
	if keys != nil {
		q.Items = append(q.Items, rows.Cols[len(rows.Cols)-1])
	}
	n.Query = q
	return n
}

// execute runs a statement without rows and gives the number of those it wrote.
func (b *bulk) execute(n sql.Node) (int64, error) {
	k := newCall(b.eng)
	defer k.free()
	if err := k.prepareNode(n, nil); err != nil {
		return 0, err
	}
	if err := b.c.start(b.ctx, k); err != nil {
		return 0, err
	}
	if err := k.close(); err != nil {
		return 0, err
	}
	return k.cursor.sum.Rows, nil
}

// insertDrawn inserts the page with keys that are drawn beforehand. done is false
// where they cannot be.
func (b *bulk) insertDrawn() (n int64, done bool, err error) {
	drawn, n, err := b.drawAndInsert()
	for i := 0; err == nil && i < len(drawn); i++ {
		err = b.setKey(b.rows[i], drawn[i])
	}
	return n, drawn != nil, err
}

// drawAndInsert is insertDrawn without the keys being put into the rows; without any there
// are none, and nothing was inserted.
func (b *bulk) drawAndInsert() (drawn []int64, n int64, err error) {
	g := b.def.Generated()
	d, ok := b.eng.dialect.(dialect.KeySource)
	if !ok || g == nil || b.undrawn || !sqltype.ArrayElement(g.Type.In(b.eng.dialect.Name())) {
		return nil, 0, nil
	}
	if drawn, err = b.draw(d, g); err != nil {
		return nil, 0, err
	}
	if len(drawn) != b.n {
		b.undrawn = true // it has no sequence, or something comes in between
		return nil, 0, nil
	}
	n, done, err := b.insertCopied(drawn)
	if !done && err == nil {
		if g.Identity != nil && g.Identity.Always || !b.arraysFit() {
			b.undrawn = true
			return nil, 0, nil
		}
		if err := b.listRead(); err != nil {
			return nil, 0, err
		}
		n, err = b.insertArrays(keyValues(drawn))
	}
	if err == nil && n != int64(b.n) {
		err = fmt.Errorf("the database has inserted %d of %d rows, and so nobody knows which of them have keys", n, b.n)
	}
	return drawn, n, err
}

// draw asks for a key for each row of the page, and on the way for what COPY needs to know
// where it has not been asked.
func (b *bulk) draw(d dialect.KeySource, g *schema.ColumnDef) ([]int64, error) {
	var cols []*sql.ColumnNode
	ask := b.copies == 0 && b.worthCopying()
	if ask {
		cols = b.copyColumns(true)
	}
	var told drawn
	job := told.job(d.DrawKeys(b.eng.table(b.table), g.Node(), b.n, cols))
	b.c.batch(b.ctx, []*Job{job})
	if job.Err != nil {
		return nil, job.Err
	}
	if ask {
		var types []int64
		if told.types != nil {
			types = *told.types
		}
		b.copyTypes(d, cols, types)
	}
	if told.keys == nil {
		return nil, nil
	}
	return *told.keys, nil
}

// keyValues are keys as they are bound.
func keyValues(keys []int64) []driver.Value {
	out := make([]driver.Value, len(keys))
	for i, k := range keys {
		out[i] = driver.OfInt(k)
	}
	return out
}

// drawn is the answer to DrawKeys.
type drawn struct{ keys, types *[]int64 }

// drawnTargets are where its columns go.
var drawnTargets = []driver.Target{
	{Col: 0, Kind: driver.Int64s, Ptr: true, Offset: unsafe.Offsetof(drawn{}.keys)},
	{Col: 1, Kind: driver.Int64s, Ptr: true, Offset: unsafe.Offsetof(drawn{}.types)},
}

// job asks.
func (t *drawn) job(stmt sql.Statement) *Job {
	return &Job{stmt: stmt, take: func(k *call) error {
		for k.next() {
			plan, err := k.cursor.rows.Plan(drawnTargets)
			if err != nil {
				return err
			}
			if err := k.cursor.rows.Fill(plan, unsafe.Pointer(t), &driver.Arena{}); err != nil {
				return err
			}
		}
		return k.close()
	}}
}

// worthCopying reports whether COPY would be tried for the page.
func (b *bulk) worthCopying() bool {
	_, can := b.c.dc.(driver.Copier)
	return can && b.n >= copyRows && b.copies >= 0 && b.verb == bulkInsert && len(b.exprs) == 0
}

// copyColumns are the columns that are copied.
func (b *bulk) copyColumns(key bool) []*sql.ColumnNode {
	cols := make([]*sql.ColumnNode, 0, len(b.fields)+1)
	for _, f := range b.fields {
		cols = append(cols, f.def.Node())
	}
	if key {
		cols = append(cols, b.def.Generated().Node())
	}
	return cols
}

// insertCopied inserts the page by COPY. done is false where that cannot be, or is
// not worth it.
func (b *bulk) insertCopied(keys []int64) (n int64, done bool, err error) {
	d, ok := b.eng.dialect.(dialect.KeySource)
	if !ok || !b.worthCopying() {
		return 0, false, nil
	}
	copier, cols := b.c.dc.(driver.Copier), b.copyColumns(keys != nil)
	if b.copies == 0 {
		if err := b.askCopy(d, cols); err != nil {
			return 0, false, err
		}
	}
	if b.copies < 0 || !b.copyFits(cols) {
		return 0, false, nil
	}
	n, err = b.copyIn(copier, cols, keys)
	return n, true, err
}

// askCopy finds out what types the columns have in the database, and whether COPY means
// the same as INSERT there.
func (b *bulk) askCopy(d dialect.KeySource, cols []*sql.ColumnNode) error {
	types, err := AllAs[int64](b.ctx, b.c, d.CopyTypes(b.eng.table(b.table), cols))
	if err == nil {
		b.copyTypes(d, cols, types)
	}
	return err
}

// copyTypes notes the answer of askCopy.
func (b *bulk) copyTypes(d dialect.KeySource, cols []*sql.ColumnNode, types []int64) {
	b.copies = -1
	if len(types) != len(cols) {
		return
	}
	for i, t := range types {
		want := b.eng.grammar.TypeNumber(cols[i].Type)
		if want == 0 || uint32(t) != want && !d.CopyFits(want, uint32(t)) {
			return // what is declared is something else there: a cast must help
		}
		b.types = append(b.types, uint32(t))
	}
	b.copies = 1
}

// copyFits reports whether all values of the page are of the kinds that the columns have.
func (b *bulk) copyFits(cols []*sql.ColumnNode) bool {
	for i := range b.fields {
		if !b.copies1(cols[i].Type.In(b.eng.dialect.Name()), b.values[i]) {
			return false
		}
	}
	return true
}

func (b *bulk) copies1(d *sqltype.Desc, vs []driver.Value) bool {
	var want driver.Kind
	switch d.Kind {
	case sqltype.KindBoolean:
		want = driver.Bool
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt:
		want = driver.Int
	case sqltype.KindReal, sqltype.KindFloat, sqltype.KindDouble:
		want = driver.Float
	case sqltype.KindNumeric:
		want = driver.Decimal
	case sqltype.KindString, sqltype.KindText:
		want = driver.String
	case sqltype.KindBytes:
		want = driver.Bytes
	case sqltype.KindDate:
		want = driver.Date
	case sqltype.KindTimestamp:
		want = driver.Wall
	case sqltype.KindTimestampTZ:
		want = driver.Time
	case sqltype.KindUUID:
		want = driver.UUID
	case sqltype.KindJSON, sqltype.KindJSONB:
		want = driver.JSON
	default:
		return false
	}
	for _, v := range vs {
		if k := v.Kind(); k != want && k != driver.Null {
			return false
		}
	}
	return true
}

// copyIn sends the page by COPY.
func (b *bulk) copyIn(to driver.Copier, cols []*sql.ColumnNode, keys []int64) (n int64, err error) {
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = c.Name
	}
	w := compile.New(b.eng.grammar)
	w.Qualified(b.table.Schema, b.table.Name)
	name, err := w.Text()
	if err != nil {
		return 0, err
	}
	if err := b.c.ensureBegun(b.ctx); err != nil {
		return 0, err
	}
	if b.eng.watch != nil {
		e := b.eng.watch.step(b.ctx, "COPY "+name, "COPY "+name+" FROM STDIN")
		defer func() { b.eng.watch.after(e, n, err) }()
	}
	at, from, values := 0, 0, b.values
	var room [][]driver.Value
	if b.read != nil {
		room, values = make([][]driver.Value, len(b.fields)), make([][]driver.Value, len(b.fields))
		for i := range room {
			room[i] = make([]driver.Value, min(b.n, readRows))
		}
	}
	n, err = to.CopyIn(b.ctx, name, names, b.types, func(row []driver.Value) (bool, error) {
		if at == b.n {
			return false, nil
		}
		if b.read != nil && at%readRows == 0 {
			from = at
			for i := range room {
				values[i] = room[i][:min(b.n-at, readRows)]
			}
			if err := b.read(at, values); err != nil {
				return false, err
			}
		}
		for i := range b.fields {
			row[i] = values[i][at-from]
		}
		if keys != nil {
			row[len(row)-1] = driver.OfInt(keys[at])
		}
		at++
		return true, nil
	})
	if err != nil {
		err = &StatementError{Op: "COPY " + name, Err: b.eng.classify(err)}
		b.c.after(err)
	}
	return n, err
}

// ensureBegun sends BEGIN when that is due.
func (c *Conn) ensureBegun(ctx context.Context) error {
	if err := c.ready(); err != nil {
		return err
	}
	if err := c.free(); err != nil {
		return err
	}
	for _, text := range c.beginning(driver.Write) {
		if c.eng.watch != nil {
			c.eng.watch.mark(ctx, c, "BEGIN (implicit)", text)
		}
		c.used = true
		if err := c.run(ctx, text, driver.Begin); err != nil {
			c.after(err)
			return err
		}
		c.begun = true
	}
	c.used = true
	return nil
}
