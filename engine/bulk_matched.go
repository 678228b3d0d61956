package engine

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A matcher finds the row of a page that a row of RETURNING belongs to, by the key that the
// rows give, so that it does not matter in which order the database answers. A key that does
// not come back as it was given (a collation that takes two texts for one, a trigger, another
// unique constraint of MariaDB) ends that: the page is undone and goes row by row, and so do
// those after it.
type matcher struct {
	key     []int          // which of the fields
	room    unsafe.Pointer // a struct of the rows' type, for the key that came back
	targets []driver.Target
	shape   *driver.Shape
	plan    driver.Plan
	rows    map[string]int // of the page, by their key
	taken   []bool         // which of them had an answer
	text    []byte
	off     bool
}

// planMatch makes the matcher, where all of the key is in fields of the rows.
func (b *bulk) planMatch() error {
	if len(b.back) == 0 || b.feat.Embedded || !b.feat.InsertReturning {
		return nil
	}
	key := b.key
	if b.verb == bulkInsert {
		key = b.def.PrimaryKey()
	}
	m, fields := &matcher{}, scan.FieldsOf(b.record)
	for _, c := range key {
		at := -1
		for i := range b.fields {
			if b.fields[i].def == c {
				at = i
			}
		}
		f, ok := b.holds(fields, c)
		if at < 0 || !ok || f.mapped != nil && f.mapped.Reader != nil {
			return nil
		}
		to, err := sqltype.Target(f.Type, c.Type)
		if err != nil {
			return fmt.Errorf("BulkReturning: column %s: %w", c.Name, err)
		}
		to.Col, to.Offset = len(b.back)+len(m.key), f.Offset
		m.targets, m.key = append(m.targets, to), append(m.key, at)
	}
	if len(m.key) > 0 {
		m.room = reflect.New(b.record).UnsafePointer()
		b.match = m
	}
	return nil
}

// add puts a value into the text of a key, in which two keys differ if a value does.
func (m *matcher) add(v driver.Value) {
	at := len(m.text)
	m.text = driver.AppendText(append(m.text, byte(v.Kind())), v)
	m.text = fmt.Append(m.text, "/", len(m.text)-at)
}

// page notes the keys of the page, and reports whether they differ.
func (m *matcher) page(b *bulk) bool {
	if m.rows == nil {
		m.rows = make(map[string]int, b.n)
	}
	clear(m.rows)
	for i := range b.n {
		m.text = m.text[:0]
		for _, f := range m.key {
			m.add(b.values[f][i])
		}
		m.rows[string(m.text)] = i
	}
	if cap(m.taken) < b.n {
		m.taken = make([]bool, b.n)
	}
	m.taken = m.taken[:b.n]
	clear(m.taken)
	return len(m.rows) == b.n
}

// find is the number of the row that an answer belongs to, or -1.
func (m *matcher) find(b *bulk, rows driver.Rows) (int, error) {
	if s := rows.Shape(); s != m.shape {
		p, err := rows.Plan(m.targets)
		if err != nil {
			return -1, err
		}
		m.shape, m.plan = s, p
	}
	if err := rows.Fill(m.plan, m.room, &b.arena); err != nil {
		return -1, err
	}
	m.text = m.text[:0]
	for _, f := range m.key {
		v, err := b.fields[f].value(m.room)
		if err != nil {
			return -1, nil // it is not what was given
		}
		m.add(v)
	}
	i, ok := m.rows[string(m.text)]
	if !ok || m.taken[i] {
		return -1, nil
	}
	m.taken[i] = true
	return i, nil
}

// insertMatched inserts the page in one statement with RETURNING, and stores what comes back
// in the rows. done is false where that cannot be, and nothing has happened.
func (b *bulk) insertMatched() (n int64, done bool, err error) {
	m := b.match
	if m == nil || m.off || b.n <= fewRows || b.c.auto || b.arrays() && !b.arraysFit() || !m.page(b) {
		return 0, false, nil
	}
	back := b.back[:len(b.back):len(b.back)]
	for _, f := range m.key {
		back = append(back, b.fields[f].def)
	}
	sp, err := b.c.Savepoint(b.ctx)
	if err != nil {
		return 0, false, err
	}
	k, once, err := b.returning(back, nil)
	if err != nil {
		return 0, false, err
	}
	if once {
		defer k.free()
	}
	matched, err := b.answers(k, func(_ int, rows driver.Rows) (bool, error) {
		i, err := m.find(b, rows)
		if err != nil || i < 0 {
			return false, err
		}
		return true, b.fill(rows, b.rows[i])
	})
	switch {
	case err != nil:
		return 0, false, err
	case matched:
		return int64(b.n), true, sp.Release(b.ctx)
	}
	m.off = true
	return 0, false, sp.Rollback(b.ctx)
}

// insertDrawnReturning inserts the page with keys that are drawn beforehand, and finds by them
// the rows that RETURNING belongs to. done is false where that cannot be, and nothing has
// happened.
func (b *bulk) insertDrawnReturning() (n int64, done bool, err error) {
	g := b.def.Generated()
	d, ok := b.eng.dialect.(dialect.KeySource)
	switch {
	case !ok || b.verb != bulkInsert || b.setKey == nil || b.undrawn || b.n <= fewRows || b.c.auto || !b.arraysFit():
		return 0, false, nil
	case g.Identity != nil && g.Identity.Always || !sqltype.ArrayElement(g.Type.In(b.eng.dialect.Name())):
		return 0, false, nil
	}
	drawn, err := b.draw(d, g)
	if err != nil {
		return 0, false, err
	}
	if len(drawn) != b.n {
		b.undrawn = true
		return 0, false, nil
	}
	rows := make(map[int64]int, b.n)
	for i, k := range drawn {
		rows[k] = i
	}
	sp, err := b.c.Savepoint(b.ctx)
	if err != nil {
		return 0, false, err
	}
	k, _, err := b.returning(append(b.back[:len(b.back):len(b.back)], g), keyValues(drawn))
	if err != nil {
		return 0, false, err
	}
	defer k.free()
	var key int64
	var plan driver.Plan
	matched, err := b.answers(k, func(_ int, answer driver.Rows) (_ bool, err error) {
		if plan == nil {
			if plan, err = answer.Plan([]driver.Target{{Col: len(b.back), Kind: driver.Int, Size: 8}}); err != nil {
				return false, err
			}
		}
		if err := answer.Fill(plan, unsafe.Pointer(&key), &b.arena); err != nil {
			return false, err
		}
		i, ok := rows[key]
		delete(rows, key)
		if !ok {
			return false, nil
		}
		return true, b.fill(answer, b.rows[i])
	})
	switch {
	case err != nil:
		return 0, false, err
	case matched:
		return int64(b.n), true, sp.Release(b.ctx)
	}
	b.undrawn = true
	return 0, false, sp.Rollback(b.ctx)
}

// returning is the statement for the page that gives back columns, and whether it is for this
// page alone. keys, where there are any, are those of the rows.
func (b *bulk) returning(back []*schema.ColumnDef, keys []driver.Value) (k *call, once bool, err error) {
	if !b.arrays() {
		k, err = b.fillMany(back)
		return k, false, err
	}
	n := b.arraysNode(keys)
	for _, c := range back {
		n.Returning = append(n.Returning, c.Node())
	}
	k = newCall(b.eng)
	if err := k.prepareNode(sql.Node(n), nil); err != nil {
		k.free()
		return nil, false, err
	}
	return k, true, nil
}

// answers executes k and hands its rows to take, until that is false. It reports whether each
// row of the page had one.
func (b *bulk) answers(k *call, take func(i int, rows driver.Rows) (bool, error)) (all bool, err error) {
	if err := b.c.start(b.ctx, k); err != nil {
		return false, err
	}
	finished := false
	defer k.guard(&finished)
	i := 0
	for ; k.next(); i++ {
		taken := false
		if i < b.n {
			taken, err = take(i, k.cursor.rows)
		}
		if !taken {
			break
		}
	}
	if err != nil {
		err = k.wrong(err)
	}
	if cerr := k.close(); err == nil {
		err = cerr
	}
	finished = true
	return err == nil && i == b.n, err
}
