package mysql

import (
	"slices"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A column that counts up has its number only after the row was checked and its other columns
// were computed, which is why the server refuses expressions of it. MariaDB lets a virtual column have it
// that nothing kept is made of: no index, CHECK, DEFAULT or stored column.

// Check refuses a column that counts up, and a comment.
func (g grammar) Check(c *compile.Compiler, k *schema.Check) {
	if k.Comment != "" {
		c.Unsupported("comments on checks", "put it on the table")
		return
	}
	refuseCounting(c, "CHECK", k.Table(), k.Cond)
	g.ANSI.Check(c, k)
}

// Computed refuses a column that counts up.
func (g grammar) Computed(c *compile.Compiler, col *schema.ColumnDef) {
	switch {
	case col.Computed.Stored:
		refuseCounting(c, "STORED column", col.Table(), col.Computed.Expr)
	case g.mysql:
		refuseCounting(c, "VIRTUAL column", col.Table(), col.Computed.Expr)
	case g.indexed(col):
		refuseCounting(c, "VIRTUAL column with an index", col.Table(), col.Computed.Expr)
	}
	g.ANSI.Computed(c, col)
}

// refuseCounting refuses x, an expression of what is kept, if it is made of the column of t
// that counts up, be it by way of a virtual column.
func refuseCounting(c *compile.Compiler, what string, t *schema.Table, x sql.Node) {
	col := t.Generated()
	if col == nil || !madeOf(x, col, map[*schema.ColumnDef]bool{}) {
		return
	}
	c.Unsupported(what+" of a column that counts up ("+col.FullName()+")", "leave it out, or declare the column with NoAutoincrement")
}

// madeOf reports whether x has col in it, or a virtual column that is made of col. seen are the
// virtual columns that were looked into.
func madeOf(x sql.Node, col *schema.ColumnDef, seen map[*schema.ColumnDef]bool) bool {
	found := false
	sql.Walk(x, func(n sql.Node) bool {
		d := schema.DefOf(n)
		switch {
		case d == nil:
		case d == col:
			found = true
		case d.Computed != nil && !d.Computed.Stored && !seen[d]:
			seen[d] = true
			found = found || madeOf(d.Computed.Expr, col, seen)
		}
		return !found
	})
	return found
}

// indexed reports whether an index or a key has the column.
func (g grammar) indexed(col *schema.ColumnDef) bool {
	t, traits := col.Table(), compile.TraitsOf(g)
	for _, u := range t.AllUniques() {
		if traits.Makes(u.Only) && slices.Contains(u.Columns, col) {
			return true
		}
	}
	for _, f := range t.ForeignKeys {
		if slices.Contains(f.Columns, col) {
			return true
		}
	}
	for _, i := range t.AllIndexes() {
		if traits.Makes(i.Only) && slices.ContainsFunc(i.Items, func(n sql.Node) bool { return madeOf(n, col, map[*schema.ColumnDef]bool{}) }) {
			return true
		}
	}
	return col.PrimaryKey
}
