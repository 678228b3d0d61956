package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// SetElement writes column[i]=value.
func (grammar) SetElement(c *compile.Compiler, a sql.Assignment) {
	c.Ident(a.Column.Name)
	c.Raw("[")
	c.Top(a.At)
	c.Raw("]=")
	c.Top(a.Value)
}

// Merge writes MERGE.
func (grammar) Merge(c *compile.Compiler, n *sql.MergeNode) {
	if len(n.Returning) > 0 {
		c.Unsupported("MERGE … RETURNING", "PostgreSQL has it from version 17 on; SELECT the rows after it")
		return
	}
	c.WriteMerge(n)
}

// Rows writes unnest with an array for each column: one text for any number of rows.
func (grammar) Rows(c *compile.Compiler, t *sql.TableNode, n *sql.RowsNode) {
	c.Raw("unnest(")
	for i, l := range n.Lists {
		if i > 0 {
			c.Raw(", ")
		}
		c.ArrayBind(l)
	}
	c.Raw(")")
	if n.Ordinal != "" {
		c.Raw(" WITH ORDINALITY")
	}
	c.Raw(" AS ")
	c.Ident(t.As)
	c.Raw(" (")
	for i, name := range n.Names {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(name)
	}
	if n.Ordinal != "" {
		c.Raw(", ")
		c.Ident(n.Ordinal)
	}
	c.Raw(")")
}
