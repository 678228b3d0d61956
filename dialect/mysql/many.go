package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// manyMembers are how many members of a list have a placeholder each, so that an index is
// searched for each of them; a list of more is one JSON text.
const manyMembers = 16384

// all is a LIMIT that leaves nothing out. A table with one is made once and gets an index. Without
// it an UPDATE and a DELETE, of which MariaDB makes no join, parse the list anew for each row: with
// 20,000 rows and as many members they do not end. Where it is NOT IN, or a text whose collation must
// give way, no index serves, and a list that large wants a table of its own.
const all = " LIMIT 18446744073709551615"

// In compares with the members of a list.
func (g grammar) In(c *compile.Compiler, n *sql.InNode, l *sql.ListNode) {
	as, item := memberOf(l.Type.In(g.Name()))
	if as == "" || !c.Many(l, manyMembers) {
		g.ANSI.In(c, n, l)
		return
	}
	c.Operand(n.X, compile.PrecConcat)
	if n.Not {
		c.Raw(" NOT")
	}
	kept := item == "v" && !n.Not
	c.Raw(" IN (SELECT " + item + " FROM ")
	if kept {
		c.Raw("(SELECT v FROM ")
	}
	c.Raw("JSON_TABLE(")
	c.ArrayBind(l)
	c.Raw(", '$[*]' COLUMNS (v " + as + " PATH '$' ERROR ON ERROR)) AS vs")
	if kept {
		c.Raw(all + ") AS vs")
	}
	c.Raw(")")
}

// memberOf is the type of a column that holds members of a list, "" where JSON has no form for
// them, and what is compared with: a text that gives way to the collation of what is left of IN, as a
// value that is bound does, and the column of a table does not.
func memberOf(t *sqltype.Desc) (as, item string) {
	if t == nil {
		return "", ""
	}
	switch t.Kind {
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt:
		if t.Unsigned {
			return "BIGINT UNSIGNED", "v"
		}
		return "BIGINT", "v"
	case sqltype.KindNumeric:
		return "DECIMAL(65, 30)", "v"
	case sqltype.KindDouble:
		return "DOUBLE", "v"
	case sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindEnum, sqltype.KindUUID:
		return "LONGTEXT", "json_unquote(json_quote(v))"
	}
	return "", ""
}
