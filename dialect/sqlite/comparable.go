package sqlite

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

var asNumber = &sqltype.Desc{Kind: sqltype.KindNumeric}

// Comparable makes numbers of decimals where one of them is computed: decimals are
// stored as texts, which are compared with each other by their collation, but what is
// computed of them is a number, and every number is less than any text.
func (grammar) Comparable(xs []sql.Node) []sql.Node {
	decimal, some := false, false
	for _, x := range xs {
		decimal = decimal || isDecimal(sql.TypeOf(x))
		some = some || !stored(x)
	}
	if !decimal {
		return apart(moments(xs))
	}
	if !some {
		return xs
	}
	out := make([]sql.Node, len(xs))
	for i, x := range xs {
		if out[i] = x; isDecimal(sql.TypeOf(x)) {
			out[i] = &sql.CastNode{X: x, Type: asNumber}
		}
	}
	return out
}

// moments gives dates that are compared with times a time of day, midnight: all are texts,
// and a text is greater than what it begins with.
func moments(xs []sql.Node) []sql.Node {
	dates, times := false, false
	for _, x := range xs {
		switch kindOf(x) {
		case sqltype.KindDate:
			dates = true
		case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
			times = true
		}
	}
	if !dates || !times {
		return xs
	}
	out := make([]sql.Node, len(xs))
	for i, x := range xs {
		if out[i] = x; kindOf(x) == sqltype.KindDate {
			out[i] = &sql.CastNode{X: x, Type: sqltype.Timestamp.Desc()}
		}
	}
	return out
}

func kindOf(n sql.Node) sqltype.Kind {
	if t := sql.TypeOf(n); t != nil {
		return t.Kind
	}
	return sqltype.KindUnknown
}

// Call writes functions under their names; nullif compares its arguments.
func (g grammar) Call(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	if len(n.Within) > 0 {
		c.Unsupported("WITHIN GROUP", "PercentileCont and others are here without it; number the rows in a subquery for the rest")
		return
	}
	if n.Name == "nullif" && len(n.Args) == 2 {
		call := *n
		call.Args = g.Comparable(n.Args)
		n = &call
	}
	g.ANSI.Call(c, n, p)
}

// apart keeps texts from being compared by the collation of decimals that are compared
// somewhere inside of them: a COLLATE is taken from any depth.
func apart(xs []sql.Node) []sql.Node {
	var out []sql.Node
	for i, x := range xs {
		if t := sql.TypeOf(x); t != nil && !t.IsText() || !hasDecimal(x) {
			continue
		}
		if out == nil {
			out = append(out, xs...)
		}
		out[i] = &sql.CallNode{Fn: sql.FnCollate, Name: sql.FnCollate.Name(), Word: "BINARY", Args: []sql.Node{x}, Type: sql.TypeOf(x)}
	}
	if out == nil {
		return xs
	}
	return out
}

func hasDecimal(n sql.Node) bool {
	found := false
	sql.Walk(n, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.BindNode:
			found = found || isDecimal(n.Type)
		case *sql.ColumnNode, *sql.TableNode, *sql.SelectNode, *sql.TupleNode:
			return false
		}
		return !found
	})
	return found
}

// stored reports whether a decimal is a text still.
func stored(n sql.Node) bool {
	all := func(xs ...sql.Node) bool {
		for _, x := range xs {
			if !stored(x) {
				return false
			}
		}
		return true
	}
	switch n := n.(type) {
	case *sql.BindNode, *sql.LiteralNode, *sql.ExcludedNode:
		return true
	case *sql.ColumnNode:
		item := itemOf(n)
		return item == nil || stored(item)
	case *sql.ScalarNode:
		s, ok := n.Query.(*sql.SelectNode)
		return !ok || len(s.Columns()) != 1 || stored(s.Columns()[0])
	case *sql.LabelNode:
		return stored(n.X)
	case *sql.NullableNode:
		return stored(n.X)
	case *sql.TypedNode:
		return stored(n.X)
	case *sql.CallNode:
		return n.Fn == sql.FnNull || n.Fn == sql.FnAny || n.Fn == sql.FnAll || n.Fn == sql.FnNone && (n.Name == "coalesce" || n.Name == "nullif" || n.Name == "min" || n.Name == "max") && all(n.Args...)
	case *sql.CaseNode:
		for _, w := range n.Whens {
			if !stored(w.Then) {
				return false
			}
		}
		return n.Else == nil || stored(n.Else)
	}
	return false
}

// itemOf is what a subquery or CTE computes a column of, nil where a table holds it.
func itemOf(n *sql.ColumnNode) sql.Node {
	body := n.Table.Body
	if n.Table.CTE != nil {
		body = n.Table.CTE.Body
	}
	s, ok := body.(*sql.SelectNode)
	if !ok {
		return nil
	}
	items := s.Columns()
	for i, c := range n.Table.Cols {
		if c.Name == n.Name && i < len(items) {
			return items[i]
		}
	}
	return nil
}
