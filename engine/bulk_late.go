package engine

import (
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// late reads what BulkReturning asks for behind the INSERT, by the key that comes back: where
// RETURNING is answered before triggers run, and a trigger fills one of the columns. It is for
// databases where a statement costs no round trip.
type late struct {
	key    []*schema.ColumnDef
	values [][]driver.Value // of the page's rows
	into   []driver.Target
	room   []driver.Value
	shape  *driver.Shape
	plan   driver.Plan
	read   *call
	places []int
}

// planLate makes b.late, where it is needed.
func (b *bulk) planLate() error {
	if !b.feat.ReturnsEarly || !slices.ContainsFunc(b.back, func(c *schema.ColumnDef) bool { return c.Fetched }) {
		return nil
	}
	l := &late{key: b.def.PrimaryKey()}
	if len(l.key) == 0 {
		return fmt.Errorf("BulkReturning: a trigger fills one of the columns, %s answers before it has run, and %s has no primary key by which the row could be read again", b.eng.dialect.Name(), b.def.FullName())
	}
	l.values = make([][]driver.Value, len(l.key))
	l.room = make([]driver.Value, len(l.key))
	for i, c := range l.key {
		l.into = append(l.into, driver.Target{Col: i, Kind: sqltype.ValueKind(c.Type), Offset: uintptr(i) * unsafe.Sizeof(driver.Value{}),
			Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
				*(*driver.Value)(p) = kept(v)
				return nil
			}})
	}
	b.late = l
	return nil
}

// kept is v with memory of its own.
func kept(v driver.Value) driver.Value {
	switch v.Kind() {
	case driver.String:
		return driver.OfString(string(v.Bytes()))
	case driver.Decimal:
		return driver.OfDecimal(string(v.Bytes()))
	case driver.Bytes:
		return driver.OfBytes(slices.Clone(v.Bytes()))
	case driver.JSON:
		return driver.OfJSON(slices.Clone(v.Bytes()))
	case driver.UUID:
		id := *v.UUID()
		return driver.OfUUID(&id)
	}
	return v
}

// note keeps the key of the row that was inserted.
func (l *late) note(rows driver.Rows) error {
	if s := rows.Shape(); s != l.shape {
		p, err := rows.Plan(l.into)
		if err != nil {
			return err
		}
		l.shape, l.plan = s, p
	}
	if err := rows.Fill(l.plan, unsafe.Pointer(&l.room[0]), &driver.Arena{}); err != nil {
		return err
	}
	for i, v := range l.room {
		l.values[i] = append(l.values[i], v)
	}
	return nil
}

// readLate reads the page's rows again.
func (b *bulk) readLate() (err error) {
	l := b.late
	if l.read == nil {
		binds := make([]sql.BindNode, len(l.key))
		q := &sql.SelectNode{From: []*sql.TableNode{b.table}}
		for _, c := range b.back {
			q.Items = append(q.Items, c.Node())
		}
		for i, c := range l.key {
			binds[i].Type = c.Type
			q.Where = append(q.Where, &sql.BinaryNode{Op: sql.OpEq, L: c.Node(), R: &binds[i]})
		}
		l.read = newCall(b.eng)
		if err := l.read.prepareNode(q, nil); err != nil {
			return err
		}
		l.places = place(l.read, binds)
	}
	b.shape = nil
	_, b.args, err = b.c.repeatRows(b.ctx, l.read, l.places, l.values, b.n, b.args, func(i int, rows driver.Rows) error {
		if !rows.Next() {
			_, err := rows.Close()
			if err == nil {
				err = fmt.Errorf("row %d: it is there no more when BulkReturning reads it: a trigger has deleted it, or changed its key", b.seen+int64(i)+1)
			}
			return err
		}
		if err := b.fill(rows, b.rows[i]); err != nil {
			return err
		}
		_, err := rows.Close()
		return err
	})
	for i := range l.values {
		l.values[i] = l.values[i][:0]
	}
	return err
}
