package sqlite

import (
	"slices"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// SortsDistinct: they can.
func (grammar) SortsDistinct() string { return "" }

// Lateral is refused.
func (grammar) Lateral(c *compile.Compiler) {
	c.Unsupported("LATERAL", "use a scalar subquery in the select list, or a window function in a subquery")
}

// Values writes a union of SELECTs: the columns of VALUES have no names that could be said.
func (grammar) Values(c *compile.Compiler, n *sql.ValuesNode) { c.ValuesUnion(n) }

// ValuesTable writes the union in parentheses.
func (grammar) ValuesTable(c *compile.Compiler, n *sql.ValuesNode, as string) {
	c.Raw("(")
	c.ValuesUnion(n)
	c.Raw(") AS ")
	c.Ident(as)
}

// columnsOf are the columns of SQLite's own table-valued functions.
var columnsOf = map[string][]string{
	"json_each":       {"key", "value", "type", "atom", "id", "parent", "fullkey", "path"},
	"json_tree":       {"key", "value", "type", "atom", "id", "parent", "fullkey", "path"},
	"generate_series": {"value"},
}

// FuncTable writes the call and its alias. The columns have names of their own, which
// cannot be changed.
func (grammar) FuncTable(c *compile.Compiler, n *sql.FuncTableNode, as string) {
	switch {
	case n.Call.Fn == sql.FnJSONElements || n.Call.Fn == sql.FnJSONMembers:
		jsonRows(c, n, as)
		return
	case n.Ordinality:
		c.Unsupported("WITH ORDINALITY", "json_each has the position of an array's member as key")
		return
	case n.Define:
		c.Unsupported("column definitions of a function in FROM", "take the values apart with json_extract")
		return
	}
	if known := columnsOf[strings.ToLower(n.Call.Name)]; known != nil {
		for _, col := range n.Cols {
			if !slices.Contains(known, col.Name) {
				c.Unsupported("column "+col.Name+" of "+n.Call.Name, "its columns cannot be renamed; they are "+strings.Join(known, ", "))
				return
			}
		}
	}
	c.FuncCall(n)
	c.Raw(" AS ")
	c.Ident(as)
}
