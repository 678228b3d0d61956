package schema

import (
	"slices"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// HasDefaults reports whether an INSERT into t, or an UPDATE, may have to fill
// something in.
func (t *Table) HasDefaults() (insert, update bool) {
	for _, c := range t.Columns {
		insert = insert || c.Default != nil
		update = update || c.OnUpdate != nil
	}
	return insert, update
}

// node is the value of the default for one row.
func (d *Default) node(c *ColumnDef) sql.Node {
	switch {
	case d.Expr != nil:
		return d.Expr
	case d.Func != nil:
		return value(c, d.Func())
	}
	return value(c, d.Value)
}

func value(c *ColumnDef, x any) sql.Node {
	v, err := sqltype.EncodeAny(x, c.Type)
	return &sql.BindNode{Value: v, Type: c.Type, Err: err}
}

// FillInsert is n with the defaults of the columns that it does not give. A
// default that is a function is asked for each row.
func FillInsert(n *sql.InsertNode) *sql.InsertNode {
	t, ok := n.Table.Def.(*Table)
	if !ok || n.Defaults || n.Err != nil {
		return n
	}
	var missing []*ColumnDef
	for _, c := range t.Columns {
		if c.Default != nil && !slices.Contains(n.Columns, c.node) {
			missing = append(missing, c)
		}
	}
	if len(missing) == 0 {
		return n
	}
	f := *n
	f.Defaults = true
	f.Columns = slices.Clip(n.Columns)
	if n.Query != nil {
		return n // rows of a query have what the query gives
	}
	rows := n.Rows
	if len(rows) == 0 {
		rows = [][]sql.Node{nil}
	}
	f.Rows = make([][]sql.Node, len(rows))
	for i, r := range rows {
		f.Rows[i] = make([]sql.Node, len(r), len(r)+len(missing))
		copy(f.Rows[i], r)
	}
	for _, c := range missing {
		f.Columns = append(f.Columns, c.node)
		for i := range f.Rows {
			f.Rows[i] = append(f.Rows[i], c.Default.node(c))
		}
	}
	return &f
}

// FillUpdate is n with the on-update values of the columns that it does not set.
func FillUpdate(n *sql.UpdateNode) *sql.UpdateNode {
	t, ok := n.Table.Def.(*Table)
	if !ok || n.Defaults || !slices.ContainsFunc(t.Columns, func(c *ColumnDef) bool { return c.OnUpdate != nil }) {
		return n
	}
	f := *n
	f.Set = slices.Clip(n.Set)
	for _, c := range t.Columns {
		if c.OnUpdate != nil && !slices.ContainsFunc(n.Set, func(a sql.Assignment) bool { return a.Column == c.node }) {
			f.Set = append(f.Set, sql.Assignment{Column: c.node, Value: c.OnUpdate.node(c)})
		}
	}
	f.Defaults = true
	return &f
}
