package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// json writes what belongs to JSON documents. A path is put together of quoted keys and
// indexes by the database, so that any text can be a key. An index of what is no array
// would find the whole of it: that is asked first.
func (g grammar) json(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	value := n.Args[len(n.Args)-1]
	when := func(test string, then func()) {
		c.Raw("CASE WHEN json_type(")
		g.get(c, n)
		c.Raw(") " + test + " THEN ")
		then()
		c.Raw(" END")
	}
	const number = "IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL')"
	unquoted := func() { c.Raw("json_unquote("); g.get(c, n); c.Raw(")") }
	switch n.Fn {
	case sql.FnJSONGet:
		g.get(c, n)
	case sql.FnJSONText:
		when("!= 'NULL'", unquoted)
	case sql.FnJSONInt:
		when(number, func() { c.Raw("CAST(CAST("); unquoted(); c.Raw(" AS DECIMAL(65, 30)) AS SIGNED)") })
	case sql.FnJSONFloat:
		when(number, func() { c.Raw("CAST("); unquoted(); c.Raw(" AS DOUBLE)") })
	case sql.FnJSONBool:
		when("= 'BOOLEAN'", func() { unquoted(); c.Raw(" = 'true'") })
	case sql.FnJSONType:
		c.Raw("CASE json_type(")
		g.get(c, n)
		c.Raw(") WHEN 'OBJECT' THEN 'object' WHEN 'ARRAY' THEN 'array' WHEN 'STRING' THEN 'string' WHEN 'BOOLEAN' THEN 'boolean' WHEN 'NULL' THEN 'null' ELSE CASE WHEN json_type(")
		g.get(c, n)
		c.Raw(") IS NOT NULL THEN 'number' END END")
	case sql.FnJSONLength:
		when("= 'ARRAY'", func() { c.Raw("json_length("); g.get(c, n); c.Raw(")") })
	case sql.FnJSONRemove:
		c.Raw("json_remove(")
		c.Top(n.Args[0])
		c.Raw(", ")
		g.path(c, n, len(n.Word))
		c.Raw(")")
	case sql.FnJSONSet, sql.FnJSONInsert, sql.FnJSONReplace:
		c.Raw(n.Fn.Name() + "(")
		c.Top(n.Args[0])
		c.Raw(", ")
		g.path(c, n, len(n.Word))
		c.Raw(", ")
		g.member(c, value)
		c.Raw(")")
	case sql.FnJSONMerge:
		c.Form(compile.Call("json_merge_patch"), n, p)
	case sql.FnJSONContains:
		c.Form(compile.Call("json_contains"), n, p)
	case sql.FnJSONHasKey:
		g.key(c, rune(n.Word[0]))
		c.Form(compile.Form{Text: "json_contains_path({0}, 'one', concat('$.', json_quote({1})))"}, n, p)
	default:
		c.Unsupported(n.Fn.Lacking())
	}
}

// get writes json_extract.
func (g grammar) get(c *compile.Compiler, n *sql.CallNode) {
	if n.Word == "" {
		c.Top(n.Args[0])
		return
	}
	guards := 0
	for i, kind := range n.Word {
		if kind == 'k' || kind == 'm' {
			continue
		}
		if guards == 0 {
			c.Raw("CASE WHEN ")
		} else {
			c.Raw(" AND ")
		}
		guards++
		c.Raw("json_type(")
		g.prefix(c, n, i)
		c.Raw(") = 'ARRAY'")
	}
	if guards > 0 {
		c.Raw(" THEN ")
	}
	g.prefix(c, n, len(n.Word))
	if guards > 0 {
		c.Raw(" END")
	}
}

// prefix writes json_extract of the first steps of the path.
func (g grammar) prefix(c *compile.Compiler, n *sql.CallNode, steps int) {
	if steps == 0 {
		c.Top(n.Args[0])
		return
	}
	c.Raw("json_extract(")
	c.Top(n.Args[0])
	c.Raw(", ")
	g.path(c, n, steps)
	c.Raw(")")
}

// key refuses what a path of MariaDB cannot lead to: quoted or not, it answers NULL.
func (g grammar) key(c *compile.Compiler, kind rune) {
	if kind == 'm' && !g.mysql {
		c.Unsupported("a path to a key that begins with a minus", "read the whole document, and look for the key in it")
	}
}

func (g grammar) path(c *compile.Compiler, n *sql.CallNode, steps int) {
	c.Raw("concat('$'")
	for i, kind := range n.Word[:steps] {
		switch {
		case kind == 'k' || kind == 'm':
			g.key(c, kind)
			c.Raw(", '.', json_quote(")
			c.Top(n.Args[1+i])
			c.Raw(")")
		case kind == 'n' && g.mysql:
			c.Raw(", '[last-', -1 - ")
			c.Operand(n.Args[1+i], compile.PrecPrimary)
			c.Raw(", ']'")
		default:
			c.Raw(", '[', ")
			c.Top(n.Args[1+i])
			c.Raw(", ']'")
		}
	}
	c.Raw(")")
}

// member writes a value as a part of a document, where truth values and documents are no
// numbers and no texts.
func (g grammar) member(c *compile.Compiler, x sql.Node) {
	t := sql.TypeOf(x)
	switch {
	case t != nil && t.Kind == sqltype.KindBoolean:
		c.Raw("json_extract(CASE WHEN ")
		c.Cond(x, compile.PrecNot+1)
		c.Raw(" THEN 'true' WHEN NOT ")
		c.Cond(x, compile.PrecPrimary)
		c.Raw(" THEN 'false' END, '$')")
	case t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB):
		if g.mysql {
			c.Raw("CAST(")
			c.Top(x)
			c.Raw(" AS JSON)")
			return
		}
		c.Raw("json_extract(")
		c.Top(x)
		c.Raw(", '$')")
	case t != nil && t.Kind == sqltype.KindTimestamp: // as RFC 3339 has them
		c.Raw("replace(")
		c.Top(x)
		c.Raw(", ' ', 'T')")
	case t != nil && t.Kind == sqltype.KindTimestampTZ:
		c.Raw("concat(replace(")
		c.Top(x)
		c.Raw(", ' ', 'T'), 'Z')")
	default:
		c.Top(x)
	}
}

func (g grammar) members(c *compile.Compiler, n *sql.CallNode) {
	for i, x := range n.Args {
		if i > 0 {
			c.Raw(", ")
		}
		if n.Fn == sql.FnJSONObject && i%2 == 0 || n.Fn == sql.FnJSONObjectAgg && i == 0 {
			c.Top(x)
			continue
		}
		g.member(c, x)
	}
}

// jsonAgg writes an aggregate of JSON.
func (g grammar) jsonAgg(c *compile.Compiler, n *sql.CallNode) {
	switch {
	case n.Filter != nil:
		c.Unsupported("FILTER on an aggregate of JSON", "select the rows in a subquery")
		return
	case n.Over != nil:
		c.Unsupported("aggregate of JSON as a window function", "aggregate in a subquery")
		return
	case len(n.OrderBy) > 0 && (g.mysql || n.Fn == sql.FnJSONObjectAgg):
		c.Unsupported("ORDER BY inside "+n.Name, "sort the rows in a subquery")
		return
	}
	name := "json_arrayagg"
	if n.Fn == sql.FnJSONObjectAgg {
		name = "json_objectagg"
	}
	c.WriteCallArgs(name, n, func() { g.members(c, n) })
}

func isJSON(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB)
}

// Compare compares documents by what they hold, whatever order their keys are in.
func (g grammar) Compare(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	l, ok := n.L.(*sql.TupleNode)
	if r, ok2 := n.R.(*sql.TupleNode); ok && ok2 && len(l.Xs) == len(r.Xs) && (n.Op == sql.OpEq || n.Op == sql.OpNe) {
		// member by member: rows with a NULL in them are compared as if it were a value
		xs := make([]sql.Node, len(l.Xs))
		for i := range l.Xs {
			xs[i] = &sql.BinaryNode{Op: n.Op, L: l.Xs[i], R: r.Xs[i]}
		}
		c.Operand(&sql.ListOpNode{Op: map[sql.Op]sql.Op{sql.OpEq: sql.OpAnd, sql.OpNe: sql.OpOr}[n.Op], Xs: xs}, p)
		return
	}
	switch {
	case isArray(n.L) || isArray(n.R):
		c.Unsupported(sql.FnArray.Lacking())
		return
	case !isJSON(n.L) && !isJSON(n.R):
		g.ANSI.Compare(c, n, p)
		return
	case n.Op != sql.OpEq && n.Op != sql.OpNe:
		c.Unsupported("order among JSON documents", "compare the values of paths: Path(…).Int()")
		return
	case g.mysql:
		end := c.Open(compile.PrecCompare, p)
		g.member(c, n.L)
		c.Raw(map[sql.Op]string{sql.OpEq: " = ", sql.OpNe: " != "}[n.Op])
		g.member(c, n.R)
		c.Raw(end)
		return
	}
	end := ""
	if n.Op == sql.OpNe {
		end = c.Open(compile.PrecNot, p)
		c.Raw("NOT ")
	}
	c.Raw("CASE WHEN ") // of NULL it would be anything
	c.Operand(n.L, compile.PrecConcat)
	c.Raw(" IS NOT NULL AND ")
	c.Operand(n.R, compile.PrecConcat)
	c.Raw(" IS NOT NULL THEN json_equals(")
	c.Top(n.L)
	c.Raw(", ")
	c.Top(n.R)
	c.Raw(") END" + end)
}

// search writes MATCH … AGAINST.
func (g grammar) search(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("MATCH (")
	c.List(n.Args[1:])
	c.Raw(") AGAINST (")
	c.Top(n.Args[0])
	if n.Word == "boolean" {
		c.Raw(" IN BOOLEAN MODE")
	}
	c.Raw(")")
}

func isArray(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && t.Kind == sqltype.KindArray
}
