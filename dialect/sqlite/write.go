package sqlite

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// UpdateFrom refuses RETURNING of other tables, which SQLite does not see there.
func (g grammar) UpdateFrom(c *compile.Compiler, n *sql.UpdateNode) {
	c.OnlyTarget(n.Table, n.Returning, "UPDATE … From with RETURNING of another table's columns")
	g.ANSI.UpdateFrom(c, n)
}

// DeleteUsing writes WHERE EXISTS, for there is no USING.
func (grammar) DeleteUsing(c *compile.Compiler, n *sql.DeleteNode) { c.DeleteExists(n) }

// Conflict refuses the name of a constraint.
func (g grammar) Conflict(c *compile.Compiler, n *sql.InsertNode) {
	if n.Conflict.Constraint != "" {
		c.Unsupported("OnConflictWith the name of a constraint", "name its columns: OnConflict(columns…)")
		return
	}
	g.ANSI.Conflict(c, n)
}

// Rows writes VALUES, which unlike UNION ALL has no limit of its own.
func (grammar) Rows(c *compile.Compiler, t *sql.TableNode, n *sql.RowsNode) {
	c.Raw("(SELECT ")
	names := n.Names
	if n.Ordinal != "" {
		names = append(names[:len(names):len(names)], n.Ordinal)
	}
	for i, name := range names {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw("column" + strconv.Itoa(i+1) + " AS ")
		c.Ident(name)
	}
	c.Raw(" FROM (VALUES ")
	for i := range n.Len() {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw("(")
		for j, l := range n.Lists {
			if j > 0 {
				c.Raw(", ")
			}
			c.Cell(l, i)
		}
		if n.Ordinal != "" {
			c.Raw(", " + strconv.Itoa(i+1))
		}
		c.Raw(")")
	}
	c.Raw(")) AS ")
	c.Ident(t.As)
}
