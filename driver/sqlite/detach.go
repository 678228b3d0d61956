package sqlite

import (
	"fmt"
	"math"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// kept is the rest of a result in memory: cells as SQLite gave them.
type kept struct {
	cells []keptCell
	data  []byte // of texts and blobs
	cols  int
	row   int  // from 1; 0: Next has not been called
	cell  cell // its own: the connection may be another's by now
}

type keptCell struct {
	class sqlite3.Datatype
	num   uint64 // the number, or where the bytes begin
	size  int
}

// Detach implements driver.Rows. A limit of 0 or less is none. When it fails the
// answer has ended: its Close returns the error again.
func (r *Rows) Detach(limit int) error {
	if r.kept != nil || !r.open {
		return r.err
	}
	if r.r.at < len(r.r.rs) {
		return &driver.Error{Class: driver.Programming, Message: "Detach of a result with requests of its batch still to come: only the last one can leave the connection"}
	}
	k := &kept{cols: len(r.shape.Columns)}
	const cellSize = 32
	for r.Next() {
		for col := range k.cols {
			k.add(r.load(col))
		}
		if size := len(k.cells)*cellSize + len(k.data); limit > 0 && size > limit {
			r.err = &driver.Error{Class: driver.Operational, Err: driver.ErrTooLarge,
				Message: fmt.Sprintf("%v (%d bytes): read it to its end before the next statement, or in parts", driver.ErrTooLarge, limit)}
			break
		}
	}
	r.end()
	r.r.free()
	if r.err != nil {
		return r.err
	}
	r.kept = k
	return nil
}

func (k *kept) add(c *cell) {
	out := keptCell{class: c.class}
	switch c.class {
	case sqlite3.INTEGER:
		out.num = uint64(c.int)
	case sqlite3.FLOAT:
		out.num = math.Float64bits(c.float)
	case sqlite3.TEXT, sqlite3.BLOB:
		out.num, out.size = uint64(len(k.data)), len(c.raw)
		k.data = append(k.data, c.raw...)
	}
	k.cells = append(k.cells, out)
}

func (k *kept) next() bool {
	if k.cols == 0 || k.row*k.cols >= len(k.cells) {
		return false
	}
	k.row++
	return true
}

func (k *kept) load(col int) *cell {
	c := &k.cell
	if k.row == 0 {
		c.class = sqlite3.NULL
		return c
	}
	in := &k.cells[(k.row-1)*k.cols+col]
	c.class, c.raw = in.class, nil
	switch in.class {
	case sqlite3.INTEGER:
		c.int = int64(in.num)
	case sqlite3.FLOAT:
		c.float = math.Float64frombits(in.num)
	case sqlite3.TEXT, sqlite3.BLOB:
		c.raw = k.data[in.num : int(in.num)+in.size]
	}
	return c
}
