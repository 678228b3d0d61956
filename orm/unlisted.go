package orm

import (
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
)

// Thousands of new rows that can be copied need no lists of their values, which would be most of
// what a flush allocates and of what the garbage collector looks through: that all of them fit is
// found out beforehand, a few hundred at a time, and they are read once more when they are sent.
// Where it turns out that they cannot be copied, they are put into lists after all.

// unlist lets b's rows be read by columns when they are sent; row is its first one, which is in its
// lists.
func (b *batch) unlist(columns []*mapping.Column, row []given) {
	b.read, b.kinds = columns, make([]driver.Value, len(columns))
	b.note(row)
	for at := range b.lists {
		b.lists[at].values = nil
	}
}

// note remembers a value of each column that is not NULL, for its kind.
func (b *batch) note(row []given) {
	for at := range row {
		if b.kinds[at].IsNull() {
			b.kinds[at] = row[at].value
		}
	}
}

// fit reports whether objects can be b's next rows, and notes them.
func (b *batch) fit(objs []unsafe.Pointer) bool {
	if cap(b.look) < len(objs) {
		b.look = make([]driver.Value, listedRows)
	}
	vs := b.look[:len(objs)]
	for at, c := range b.read {
		if !c.List(vs, objs) {
			return false
		}
		for _, v := range vs {
			if !b.kinds[at].IsNull() {
				break
			}
			b.kinds[at] = v
		}
	}
	return true
}

// rowsFrom puts rows, from one on, into to, a list for each column that is to be filled.
func (b *batch) rowsFrom(from int, to [][]driver.Value) (err error) {
	for n := len(to[0]); n > 0 && err == nil; {
		objs := b.objs[:0]
		for _, i := range b.keys[from:][:min(n, listedRows)] {
			objs = append(objs, i.rec.Obj)
		}
		b.objs = objs
		for at, c := range b.read {
			vs := to[at][len(to[at])-n:][:len(objs)]
			if c.List(vs, objs) {
				continue
			}
			for k, obj := range objs {
				if vs[k], err = c.Stored(obj); err != nil {
					return err
				}
			}
		}
		from, n = from+len(objs), n-len(objs)
	}
	return err
}

// relist puts b's rows into lists, those of which the keys are noted.
func (b *batch) relist() error {
	if b.read == nil {
		return nil
	}
	if n := len(b.keys); n > 0 {
		b.reserve(n, len(b.lists))
		to := make([][]driver.Value, len(b.lists))
		for at := range to {
			to[at] = b.lists[at].values[:n]
		}
		if err := b.rowsFrom(0, to); err != nil {
			return err
		}
		for at := range to {
			b.lists[at].values = to[at]
		}
	}
	b.read = nil
	return nil
}

// whole makes b a statement that carries its rows.
func (b *batch) whole() error {
	if b.read == nil {
		return nil // it is one
	}
	err := b.relist()
	if err == nil {
		b.finish(true)
	}
	return err
}

// given are b's rows for InsertDrawn.
func (b *batch) given() engine.Given {
	g := engine.Given{Rows: b.rows, Values: make([][]driver.Value, len(b.lists))}
	for at := range b.lists {
		if g.Values[at] = b.lists[at].values; b.read != nil {
			g.Values[at] = b.kinds[at : at+1]
		}
	}
	if b.read != nil {
		g.Read = b.rowsFrom
	}
	return g
}
