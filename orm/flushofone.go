package orm

import (
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// flushOfOne is room for what most flushes are: one row. It is part of the flush, because each
// piece of memory of its own costs more than the piece.
type flushOfOne struct {
	node    [1]node
	seq     [3]*node
	change  [1]change
	changes [1]*change
	columns [2]int
	last    [2]int
	ins     [1]insertion
	inserts [1]*insertion
	levels  [1][]*change
	update  updateOfOne
}

// updateOfOne is the UPDATE of one row, mostly of one of its columns.
type updateOfOne struct {
	taken bool
	node  sql.UpdateNode
	set   [1]sql.Assignment
	value [1]sql.BindNode
	recs  [1]*state.Record
}
