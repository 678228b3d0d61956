package sqlite

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// jsonRows writes the elements or the members of a document as a table. json_each would give
// a row for a document that is neither, too.
func jsonRows(c *compile.Compiler, n *sql.FuncTableNode, as string) {
	of := "array"
	if n.Call.Fn == sql.FnJSONMembers {
		of = "object"
	}
	doc := n.Call.Args[0]
	c.Raw("json_each(CASE json_type(")
	c.Top(doc)
	c.Raw(") WHEN '" + of + "' THEN ")
	c.Top(doc)
	c.Raw(" END) AS ")
	c.Ident(as)
}

// FuncColumn makes JSON of what json_each gives as values of SQL. A number with a fraction is
// looked up in the document, which has all its digits.
func (grammar) FuncColumn(c *compile.Compiler, n *sql.ColumnNode, f *sql.FuncTableNode) {
	of := func(name string) { c.ColumnOf(n, name) }
	switch n.Name {
	case "key":
		of("key")
	case "ordinal":
		c.Raw("(")
		of("key")
		c.Raw(" + 1)")
	default:
		c.Raw("CASE WHEN ")
		of("type")
		c.Raw(" IN ('text', 'integer') THEN json_quote(")
		of("value")
		c.Raw(") WHEN ")
		of("type")
		c.Raw(" IN ('true', 'false', 'null') THEN ")
		of("type")
		c.Raw(" WHEN ")
		of("type")
		c.Raw(" = 'real' THEN ")
		c.Operand(f.Call.Args[0], compile.PrecPrimary)
		if f.Call.Fn == sql.FnJSONElements {
			c.Raw(" -> ('$[' || ")
			of("key")
			c.Raw(" || ']')")
		} else {
			c.Raw(" -> ('$.' || json_quote(")
			of("key")
			c.Raw("))")
		}
		c.Raw(" ELSE ")
		of("value")
		c.Raw(" END")
	}
}
