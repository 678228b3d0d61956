package engine

import (
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// updatePage changes the rows that have the page's keys.
func (b *bulk) updatePage() (n int64, err error) {
	if b.feat.Embedded || b.n == 1 || b.arrays() && !b.arraysFit() {
		if err := b.distinct(); err != nil {
			return 0, err
		}
		return b.updateEach()
	}
	rows := b.rowsNode("")
	u := &sql.UpdateNode{Table: b.table, From: []*sql.TableNode{rows}}
	for i, f := range b.fields {
		if b.isKey(f.def) {
			u.Where = append(u.Where, &sql.BinaryNode{Op: sql.OpEq, L: f.def.Node(), R: rows.Cols[i]})
		} else {
			u.Set = append(u.Set, sql.Assignment{Column: f.def.Node(), Value: rows.Cols[i]})
		}
	}
	n, err = b.execute(u)
	if err == nil && n < int64(b.n) {
		err = b.distinct()
	}
	return n, err
}

// distinct is an error when a key of the page is there twice.
func (b *bulk) distinct() error {
	if b.rising() {
		return nil
	}
	seen := make(map[string]int, b.n)
	var key []byte
	for i := range b.n {
		key = key[:0]
		for j, f := range b.fields {
			if b.isKey(f.def) {
				at := len(key)
				key = driver.AppendText(append(key, byte(b.values[j][i].Kind())), b.values[j][i])
				key = fmt.Append(key, "/", len(key)-at)
			}
		}
		if first, ok := seen[string(key)]; ok {
			return fmt.Errorf("rows %d and %d have the same key: a page can set the columns of a row once", b.seen+int64(first)+1, b.seen+int64(i)+1)
		}
		seen[string(key)] = i
	}
	return nil
}

// rising reports whether the keys of the page are integers, each above the one before.
func (b *bulk) rising() bool {
	for j, f := range b.fields {
		if !b.isKey(f.def) {
			continue
		}
		vs := b.values[j]
		for i, v := range vs {
			if v.Kind() != driver.Int || i > 0 && v.Int() <= vs[i-1].Int() {
				return false
			}
		}
		return true // others of the key cannot make two rows the same
	}
	return false
}

func (b *bulk) updateEach() (int64, error) {
	if b.single == nil || b.verb == bulkUpdate && b.fills() {
		binds := make([]sql.BindNode, len(b.fields))
		u := &sql.UpdateNode{Table: b.table}
		for i, f := range b.fields {
			binds[i].Type = f.def.Type
			if b.isKey(f.def) {
				u.Where = append(u.Where, &sql.BinaryNode{Op: sql.OpEq, L: f.def.Node(), R: &binds[i]})
			} else {
				u.Set = append(u.Set, sql.Assignment{Column: f.def.Node(), Value: &binds[i]})
			}
		}
		if err := b.prepareSingle(u, binds); err != nil {
			return 0, err
		}
	}
	return b.eachCounted()
}

// fills reports whether the table's declaration sets columns on update.
func (b *bulk) fills() bool { _, on := b.def.HasDefaults(); return on }

func (b *bulk) prepareSingle(n sql.Node, binds []sql.BindNode) error {
	k := newCall(b.eng)
	if err := k.prepareNode(n, nil); err != nil {
		k.free()
		return err
	}
	if b.single != nil {
		b.single.free()
	}
	b.single, b.places = k, place(k, binds)
	return nil
}

// eachCounted executes single for each row and adds up what it wrote.
func (b *bulk) eachCounted() (n int64, err error) {
	err = b.whole(func() error {
		return b.each(func(_ int, rows driver.Rows) error {
			sum, err := rows.Close()
			n += sum.Rows
			return err
		})
	})
	return n, err
}

// deletePage deletes the rows that have the page's keys.
func (b *bulk) deletePage() (int64, error) {
	if len(b.fields) == 1 && (!b.arrays() || b.arraysFit()) && !b.hasNull() {
		f := b.fields[0]
		l := &sql.ListNode{Type: f.def.Type, Values: b.values[0]}
		return b.execute(&sql.DeleteNode{Table: b.table, Where: []sql.Node{&sql.InNode{X: f.def.Node(), List: l}}})
	}
	if b.feat.Embedded || b.n == 1 || b.arrays() && !b.arraysFit() {
		if b.single == nil {
			binds := make([]sql.BindNode, len(b.fields))
			d := &sql.DeleteNode{Table: b.table}
			for i, f := range b.fields {
				binds[i].Type = f.def.Type
				d.Where = append(d.Where, &sql.BinaryNode{Op: sql.OpEq, L: f.def.Node(), R: &binds[i]})
			}
			if err := b.prepareSingle(d, binds); err != nil {
				return 0, err
			}
		}
		return b.eachCounted()
	}
	rows := b.rowsNode("")
	d := &sql.DeleteNode{Table: b.table, From: []*sql.TableNode{rows}}
	for i, f := range b.fields {
		d.Where = append(d.Where, &sql.BinaryNode{Op: sql.OpEq, L: f.def.Node(), R: rows.Cols[i]})
	}
	return b.execute(d)
}

// hasNull reports whether one of the keys is NULL, which no row has: a list of keys with it
// means the same, but is what linters look for.
func (b *bulk) hasNull() bool {
	for _, v := range b.values[0] {
		if v.IsNull() {
			return true
		}
	}
	return false
}
