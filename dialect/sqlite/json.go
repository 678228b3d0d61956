package sqlite

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// json writes what belongs to JSON documents. A path is put together of quoted keys and
// indexes by the database, so that any text can be a key.
func (g grammar) json(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	doc := n.Args[0]
	at := func(name string) {
		c.Raw(name + "(")
		c.Top(doc)
		if n.Word != "" {
			c.Raw(", ")
			path(c, n)
		}
		c.Raw(")")
	}
	get := func() {
		c.Operand(doc, compile.PrecPrimary)
		c.Raw(" -> ")
		if n.Word == "" {
			c.Raw("'$'")
			return
		}
		c.Raw("(")
		path(c, n)
		c.Raw(")")
	}
	kind := func() { c.Raw("CASE "); at("json_type") }
	switch n.Fn {
	case sql.FnJSONGet:
		end := c.Open(compile.PrecConcat, p)
		get()
		c.Raw(end)
	case sql.FnJSONText:
		kind()
		c.Raw(" WHEN 'text' THEN ")
		extract(c, n)
		c.Raw(" WHEN 'null' THEN NULL ELSE ")
		get()
		c.Raw(" END")
	case sql.FnJSONInt:
		kind()
		c.Raw(" WHEN 'integer' THEN ")
		extract(c, n)
		c.Raw(" WHEN 'real' THEN CAST(round(")
		extract(c, n)
		c.Raw(") AS INTEGER) END")
	case sql.FnJSONFloat:
		c.Raw("CASE WHEN ")
		at("json_type")
		c.Raw(" IN ('integer', 'real') THEN CAST(")
		extract(c, n)
		c.Raw(" AS REAL) END")
	case sql.FnJSONBool:
		kind()
		c.Raw(" WHEN 'true' THEN 1 WHEN 'false' THEN 0 END")
	case sql.FnJSONType:
		kind()
		c.Raw(" WHEN 'text' THEN 'string' WHEN 'integer' THEN 'number' WHEN 'real' THEN 'number' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE ")
		at("json_type")
		c.Raw(" END")
	case sql.FnJSONLength:
		kind()
		c.Raw(" WHEN 'array' THEN ")
		at("json_array_length")
		c.Raw(" END")
	case sql.FnJSONRemove:
		at("json_remove")
	case sql.FnJSONSet, sql.FnJSONInsert, sql.FnJSONReplace:
		inside := len(n.Word) > 1 // what leads to the last step is not made
		if inside {
			c.Raw("CASE WHEN json_type(")
			c.Top(doc)
			c.Raw(", ")
			path(c, &sql.CallNode{Word: n.Word[:len(n.Word)-1], Args: n.Args})
			c.Raw(") IS NOT NULL THEN ")
		}
		c.Raw(n.Fn.Name() + "(")
		c.Top(doc)
		c.Raw(", ")
		path(c, n)
		c.Raw(", ")
		member(c, n.Args[len(n.Args)-1])
		c.Raw(")")
		if inside {
			c.Raw(" ELSE ")
			c.Top(doc)
			c.Raw(" END")
		}
	case sql.FnJSONMerge:
		c.Form(compile.Call("json_patch"), n, p)
	case sql.FnJSONHasKey:
		c.Form(compile.Form{Text: "CASE WHEN {0!} IS NOT NULL THEN json_type({0}, '$.' || json_quote({1})) IS NOT NULL END"}, n, p)
	default:
		c.Unsupported(n.Fn.Lacking())
	}
}

func extract(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("json_extract(")
	c.Top(n.Args[0])
	c.Raw(", ")
	path(c, n)
	c.Raw(")")
}

func path(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("'$")
	for i, kind := range n.Word {
		switch kind {
		case 'k', 'm':
			c.Raw(".' || json_quote(")
			c.Top(n.Args[1+i])
			c.Raw(") || '")
		case 'n':
			c.Raw("[#' || ")
			c.Operand(n.Args[1+i], compile.PrecPrimary)
			c.Raw(" || ']")
		default:
			c.Raw("[' || ")
			c.Operand(n.Args[1+i], compile.PrecPrimary)
			c.Raw(" || ']")
		}
	}
	c.Raw("'")
}

// member writes a value as a part of a document, where truth values and documents are no
// numbers and no texts.
func member(c *compile.Compiler, x sql.Node) {
	t := sql.TypeOf(x)
	switch {
	case t != nil && t.Kind == sqltype.KindBoolean:
		c.Raw("json(CASE WHEN ")
		c.Cond(x, compile.PrecNot+1)
		c.Raw(" THEN 'true' WHEN NOT ")
		c.Cond(x, compile.PrecPrimary)
		c.Raw(" THEN 'false' END)")
	case t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB || t.Kind == sqltype.KindNumeric): // the text of a decimal is a number of JSON
		c.Raw("json(")
		c.Top(x)
		c.Raw(")")
	case t != nil && (t.Kind == sqltype.KindTimestamp || t.Kind == sqltype.KindTimestampTZ): // as RFC 3339 has them
		c.Raw("replace(")
		c.Top(x)
		c.Raw(", ' ', 'T')")
		if t.Kind == sqltype.KindTimestampTZ {
			c.Raw(" || 'Z'")
		}
	default:
		c.Top(x)
	}
}

// members writes the values of json_object and json_array; in an object every other one
// is a key.
func members(c *compile.Compiler, n *sql.CallNode) {
	for i, x := range n.Args {
		if i > 0 {
			c.Raw(", ")
		}
		if n.Fn == sql.FnJSONObject && i%2 == 0 || n.Fn == sql.FnJSONObjectAgg && i == 0 {
			c.Top(x)
			continue
		}
		member(c, x)
	}
}

// jsonAgg writes an aggregate of JSON, which is NULL of no rows as on other databases.
func jsonAgg(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("CASE WHEN count(*)")
	c.WriteFilter(n)
	c.WriteOver(n)
	c.Raw(" > 0 THEN ")
	name := "json_group_array"
	if n.Fn == sql.FnJSONObjectAgg {
		name = "json_group_object"
	}
	c.WriteCallArgs(name, n, func() { members(c, n) })
	c.WriteFilter(n)
	c.WriteOver(n)
	c.Raw(" END")
}

// equalJSON compares what two documents hold, whatever order their keys are in.
func equalJSON(c *compile.Compiler, l, r sql.Node) {
	side := func(x sql.Node) {
		c.Raw("SELECT fullkey, replace(type, 'real', 'integer'), atom FROM json_tree(")
		c.Top(x)
		c.Raw(")")
	}
	missing := func(a, b sql.Node) {
		c.Raw("NOT EXISTS (")
		side(a)
		c.Raw(" EXCEPT ")
		side(b)
		c.Raw(")")
	}
	c.Raw("CASE WHEN ")
	c.Operand(l, compile.PrecConcat)
	c.Raw(" IS NOT NULL AND ")
	c.Operand(r, compile.PrecConcat)
	c.Raw(" IS NOT NULL THEN ")
	missing(l, r)
	c.Raw(" AND ")
	missing(r, l)
	c.Raw(" END")
}

func isJSON(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && (t.Kind == sqltype.KindJSON || t.Kind == sqltype.KindJSONB)
}

func isArray(n sql.Node) bool {
	t := sql.TypeOf(n)
	return t != nil && t.Kind == sqltype.KindArray
}
