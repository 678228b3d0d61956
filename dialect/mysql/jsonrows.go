package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
)

// FuncTable writes JSON_TABLE, and refuses functions, of which there are none in FROM. Keys
// have no column in JSON_TABLE: they are elements of an array of their own.
func (g grammar) FuncTable(c *compile.Compiler, n *sql.FuncTableNode, as string) {
	doc := func() {
		c.Raw("CASE WHEN json_type(")
		c.Top(n.Call.Args[0])
		if n.Call.Fn == sql.FnJSONElements {
			c.Raw(") = 'ARRAY' THEN ")
		} else {
			c.Raw(") = 'OBJECT' THEN ")
		}
		c.Top(n.Call.Args[0])
		c.Raw(" END")
	}
	switch n.Call.Fn {
	case sql.FnJSONElements:
		c.Raw("JSON_TABLE(")
		doc()
		c.Raw(", '$[*]' COLUMNS (ordinal FOR ORDINALITY, ")
		c.Ident("value")
		c.Raw(" JSON PATH '$'))")
	case sql.FnJSONMembers:
		c.Raw("JSON_TABLE(json_keys(")
		doc()
		c.Raw("), '$[*]' COLUMNS (ordinal FOR ORDINALITY, ")
		c.Ident("key")
		c.Raw(" LONGTEXT PATH '$'))")
	default:
		g.ANSI.FuncTable(c, n, as)
		return
	}
	c.Raw(" AS ")
	c.Ident(as)
}

// FuncColumn looks the value of a member up in the document. MariaDB's paths do not find
// keys that begin with a minus: their values are found by their place.
func (g grammar) FuncColumn(c *compile.Compiler, n *sql.ColumnNode, f *sql.FuncTableNode) {
	if f.Call.Fn != sql.FnJSONMembers || n.Name != "value" {
		g.ANSI.FuncColumn(c, n, f)
		return
	}
	if !g.mysql {
		c.Raw("CASE WHEN ")
		c.ColumnOf(n, "key")
		c.Raw(" LIKE '-%' THEN json_extract(json_extract(")
		c.Top(f.Call.Args[0])
		c.Raw(", '$.*'), concat('$[', ")
		c.ColumnOf(n, "ordinal")
		c.Raw(" - 1, ']')) ELSE ")
	}
	c.Raw("json_extract(")
	c.Top(f.Call.Args[0])
	c.Raw(", concat('$.', json_quote(")
	c.ColumnOf(n, "key")
	c.Raw(")))")
	if !g.mysql {
		c.Raw(" END")
	}
}
