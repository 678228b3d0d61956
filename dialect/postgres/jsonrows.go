package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// jsonRows writes the elements or the members of a document as a table: none of what is no
// array and no object, which the functions would refuse.
func jsonRows(c *compile.Compiler, n *sql.FuncTableNode, as string) {
	doc, b, of, fn := n.Call.Args[0], "json_", "array", "array_elements("
	if n.Call.Fn == sql.FnJSONMembers {
		of, fn = "object", "each("
	}
	write := func() { c.Top(doc) }
	for _, col := range n.Cols {
		if col.Type.Kind == sqltype.KindJSONB {
			b = "jsonb_"
		}
	}
	if b == "json_" && isJSONB(doc) {
		write = func() {
			c.Raw("CAST(")
			c.Top(doc)
			c.Raw(" AS JSON)")
		}
	}
	c.Raw(b + fn + "CASE " + b + "typeof(")
	write()
	c.Raw(") WHEN '" + of + "' THEN ")
	write()
	c.Raw(" END)")
	if n.Call.Fn == sql.FnJSONElements {
		c.Raw(" WITH ORDINALITY")
	}
	c.Raw(" AS ")
	c.Ident(as)
	c.Raw(" (")
	for i, col := range n.Cols {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(col.Name)
	}
	c.Raw(")")
}
