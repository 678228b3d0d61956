package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// json writes what belongs to JSON documents. A path is a chain of ->, which takes a
// key of objects or an index of arrays and never one for the other.
func (g grammar) json(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	doc := n.Args[0]
	b := "json_"
	if isJSONB(doc) {
		b = "jsonb_"
	}
	path := func() { chain(c, doc, n.Args[1:1+len(n.Word)]) }
	when := func(kind string, then func()) {
		c.Raw("CASE " + b + "typeof(")
		path()
		c.Raw(") WHEN '" + kind + "' THEN ")
		then()
		c.Raw(" END")
	}
	text := func() {
		c.Raw("(")
		path()
		c.Raw(") #>> '{}'")
	}
	switch n.Fn {
	case sql.FnJSONGet:
		end := ""
		if n.Word != "" {
			end = c.Open(compile.PrecConcat, p)
		}
		path()
		c.Raw(end)
	case sql.FnJSONText:
		end := c.Open(compile.PrecConcat, p)
		text()
		c.Raw(end)
	case sql.FnJSONInt:
		when("number", func() { c.Raw("CAST(CAST("); text(); c.Raw(" AS NUMERIC) AS BIGINT)") })
	case sql.FnJSONFloat:
		when("number", func() { c.Raw("CAST("); text(); c.Raw(" AS " + float + ")") })
	case sql.FnJSONBool:
		when("boolean", func() { c.Raw("CAST("); text(); c.Raw(" AS BOOLEAN)") })
	case sql.FnJSONType:
		c.Raw(b + "typeof(")
		path()
		c.Raw(")")
	case sql.FnJSONLength:
		when("array", func() { c.Raw(b + "array_length("); path(); c.Raw(")") })
	case sql.FnJSONRemove:
		end := c.Open(compile.PrecConcat, p)
		jsonb(c, doc)
		c.Raw(" #- ")
		steps(c, n)
		c.Raw(end)
	case sql.FnJSONSet, sql.FnJSONReplace:
		g.set(c, n, n.Fn == sql.FnJSONSet)
	case sql.FnJSONInsert:
		c.Raw("CASE WHEN (")
		path()
		c.Raw(") IS NULL THEN ")
		g.set(c, n, true)
		c.Raw(" ELSE ")
		jsonb(c, doc)
		c.Raw(" END")
	case sql.FnJSONContains:
		end := c.Open(compile.PrecConcat, p)
		jsonb(c, doc)
		c.Raw(" @> ")
		jsonb(c, n.Args[1])
		c.Raw(end)
	case sql.FnJSONHasKey:
		// not ?, which finds the elements of arrays too
		c.Raw("CASE WHEN ")
		c.Operand(doc, compile.PrecConcat)
		c.Raw(" IS NOT NULL THEN " + b + "typeof(")
		c.Top(doc)
		c.Raw(") = 'object' AND (")
		chain(c, doc, n.Args[1:])
		c.Raw(") IS NOT NULL END")
	case sql.FnJSONMatch:
		c.Raw("jsonb_path_exists(")
		jsonb(c, doc)
		c.Raw(", CAST(")
		c.Top(n.Args[1])
		c.Raw(" AS JSONPATH))")
	default:
		c.Unsupported(n.Fn.Lacking())
	}
}

func chain(c *compile.Compiler, doc sql.Node, path []sql.Node) {
	c.Operand(doc, compile.PrecPrimary)
	for _, s := range path {
		c.Raw(" -> ")
		c.Operand(s, compile.PrecPrimary)
	}
}

func steps(c *compile.Compiler, n *sql.CallNode) {
	c.Raw("ARRAY[")
	for i := range n.Word {
		if i > 0 {
			c.Raw(", ")
		}
		c.Raw("CAST(")
		c.Top(n.Args[1+i])
		c.Raw(" AS TEXT)")
	}
	c.Raw("]")
}

func (g grammar) set(c *compile.Compiler, n *sql.CallNode, create bool) {
	c.Raw("jsonb_set(")
	jsonb(c, n.Args[0])
	c.Raw(", ")
	steps(c, n)
	c.Raw(", coalesce(") // a NULL would make the whole document NULL
	if x := n.Args[len(n.Args)-1]; isJSON(x) {
		jsonb(c, x)
	} else {
		c.Raw("to_jsonb(")
		c.Top(x)
		c.Raw(")")
	}
	c.Raw(", 'null'), ")
	g.Bool(c, create)
	c.Raw(")")
}

func isJSON(n sql.Node) bool { k := kind(n); return k == sqltype.KindJSON || k == sqltype.KindJSONB }

// isJSONB reports whether x is a JSONB here: a column of that type, a changed document,
// or a part of one.
func isJSONB(x sql.Node) bool {
	switch x := x.(type) {
	case *sql.CallNode:
		if x.Fn == sql.FnJSONGet {
			return isJSONB(x.Args[0])
		}
		if x.Fn >= sql.FnJSONRemove && x.Fn <= sql.FnJSONReplace {
			return true
		}
	case *sql.LabelNode:
		return isJSONB(x.X)
	}
	return kind(x) == sqltype.KindJSONB
}

// jsonb writes x as the type that has the operators.
func jsonb(c *compile.Compiler, x sql.Node) {
	if isJSONB(x) {
		c.Operand(x, compile.PrecPrimary)
		return
	}
	c.Raw("CAST(")
	c.Top(x)
	c.Raw(" AS JSONB)")
}

// Compare compares documents as JSONB: JSON has no comparison.
func (g grammar) Compare(c *compile.Compiler, n *sql.BinaryNode, p compile.Prec) {
	if kind(n.L) != sqltype.KindJSON && kind(n.R) != sqltype.KindJSON {
		g.ANSI.Compare(c, n, p)
		return
	}
	if n.Op != sql.OpEq && n.Op != sql.OpNe {
		c.Unsupported("order among JSON documents", "compare the values of paths: Path(…).Int()")
		return
	}
	end := c.Open(compile.PrecCompare, p)
	jsonb(c, n.L)
	c.Raw(map[sql.Op]string{sql.OpEq: " = ", sql.OpNe: " != "}[n.Op])
	jsonb(c, n.R)
	c.Raw(end)
}

// arrays are PostgreSQL's own types and full-text search.
var arrays = map[sql.Fn]compile.Form{
	sql.FnArray: {Text: "ARRAY[{*}]"}, sql.FnArrayQuery: {Text: "ARRAY{0}"}, sql.FnArraySlice: {Text: "({0})[{1}:{2}]"},
	sql.FnArrayContains: compile.Infix("@>", compile.PrecConcat), sql.FnArrayContained: compile.Infix("<@", compile.PrecConcat),
	sql.FnArrayOverlaps: compile.Infix("&&", compile.PrecConcat), sql.FnArrayAny: {Text: "ANY ({0})"}, sql.FnArrayAll: {Text: "ALL ({0})"},
	sql.FnArrayConcat: compile.Infix("||", compile.PrecConcat), sql.FnArrayAppend: compile.Call("array_append"), sql.FnArrayRemove: compile.Call("array_remove"),
	sql.FnArrayLength: compile.Call("cardinality"), sql.FnArrayPosition: compile.Call("array_position"), sql.FnUnnest: compile.Call("unnest"),
	sql.FnAdjacent: compile.Infix("-|-", compile.PrecConcat), sql.FnBefore: compile.Infix("<<", compile.PrecConcat), sql.FnAfter: compile.Infix(">>", compile.PrecConcat),
	sql.FnRangeLower: compile.Call("lower"), sql.FnRangeUpper: compile.Call("upper"), sql.FnRangeEmpty: compile.Call("isempty"),
	sql.FnRangeUnion: compile.Infix("+", compile.PrecAdd), sql.FnRangeIntersection: compile.Infix("*", compile.PrecMul), sql.FnRangeDifference: compile.Infix("-", compile.PrecAdd),
	sql.FnRangeContains: compile.Infix("@>", compile.PrecConcat), sql.FnRangeContained: compile.Infix("<@", compile.PrecConcat), sql.FnRangeOverlaps: compile.Infix("&&", compile.PrecConcat),
	sql.FnRangeNotAfter: compile.Infix("&<", compile.PrecConcat), sql.FnRangeNotBefore: compile.Infix("&>", compile.PrecConcat), sql.FnRangeMerge: compile.Call("range_merge"),
	sql.FnRangeLowerInc: compile.Call("lower_inc"), sql.FnRangeUpperInc: compile.Call("upper_inc"), sql.FnRangeLowerInf: compile.Call("lower_inf"), sql.FnRangeUpperInf: compile.Call("upper_inf"),
	sql.FnHstoreContains: compile.Infix("@>", compile.PrecConcat), sql.FnHstoreContained: compile.Infix("<@", compile.PrecConcat), sql.FnHstoreConcat: compile.Infix("||", compile.PrecConcat),
	sql.FnHstoreHasAll: compile.Call("exists_all"), sql.FnHstoreHasAny: compile.Call("exists_any"), sql.FnHstoreKeys: compile.Call("akeys"), sql.FnHstoreValues: compile.Call("avals"),
	sql.FnNetContains: compile.Infix(">>=", compile.PrecConcat), sql.FnNetContained: compile.Infix("<<=", compile.PrecConcat),
	sql.FnHstoreGet: compile.Infix("->", compile.PrecConcat), sql.FnHstoreHas: compile.Call("exist"), sql.FnHstoreDelete: compile.Call("delete"),
	sql.FnTSVector: {Text: "to_tsvector(CAST({0} AS REGCONFIG), {1})"}, sql.FnTSMatch: compile.Infix("@@", compile.PrecConcat),
	sql.FnTSRank: compile.Call("ts_rank"), sql.FnTSHeadline: {Text: "ts_headline(CAST({0} AS REGCONFIG), {1}, {2})"},
	sql.FnJSONArray: compile.Call("json_build_array"), sql.FnJSONObject: compile.Call("json_build_object"),
}

// search writes full-text search.
func (g grammar) search(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	if n.Fn == sql.FnTSQuery {
		c.Form(compile.Form{Text: n.Word + "(CAST({0} AS REGCONFIG), {1})"}, n, p)
		return
	}
	end := c.Open(compile.PrecConcat, p)
	c.Raw("to_tsvector(concat_ws(' ', ")
	c.List(n.Args[1:])
	c.Raw(")) @@ ")
	if n.Word == "boolean" {
		c.Raw("to_tsquery(")
	} else {
		c.Raw("websearch_to_tsquery(")
	}
	c.Top(n.Args[0])
	c.Raw(")" + end)
}
