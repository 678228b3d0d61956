package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// DistinctOn writes DISTINCT ON (…).
func (grammar) DistinctOn(c *compile.Compiler, on func()) {
	c.Raw("DISTINCT ON (")
	on()
	c.Raw(") ")
}

// FuncTable writes the call, its alias and its columns, with their types where the
// function has none.
func (grammar) FuncTable(c *compile.Compiler, n *sql.FuncTableNode, as string) {
	if n.Call.Fn == sql.FnJSONElements || n.Call.Fn == sql.FnJSONMembers {
		jsonRows(c, n, as)
		return
	}
	c.FuncCall(n)
	if n.Ordinality {
		c.Raw(" WITH ORDINALITY")
	}
	c.Raw(" AS ")
	c.Ident(as)
	for i, col := range n.Cols {
		if i == 0 {
			c.Raw(" (")
		} else {
			c.Raw(", ")
		}
		c.Ident(col.Name)
		if n.Define {
			c.Raw(" ")
			typeName(c, col.Type, true)
		}
	}
	if len(n.Cols) > 0 {
		c.Raw(")")
	}
}

// Sample writes TABLESAMPLE.
func (grammar) Sample(c *compile.Compiler, n *sql.SampleNode) {
	c.Raw(" TABLESAMPLE " + string(n.Method) + " (")
	c.Top(n.Percent)
	c.Raw(")")
	if n.Seed != nil {
		c.Raw(" REPEATABLE (")
		c.Top(n.Seed)
		c.Raw(")")
	}
}

// Fetch writes FETCH FIRST n ROWS WITH TIES.
func (g grammar) Fetch(c *compile.Compiler, limit, offset sql.Node, ties, percent bool) {
	if percent {
		g.ANSI.Fetch(c, limit, offset, ties, percent)
		return
	}
	if offset != nil {
		c.Raw(" OFFSET (") // ROWS and FETCH want expressions in parentheses
		c.Top(offset)
		c.Raw(") ROWS")
	}
	c.Raw(" FETCH FIRST (")
	c.Top(limit)
	c.Raw(") ROWS WITH TIES")
}
