package sqlite

import (
	"slices"

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

// Alternatives makes numbers of decimals where one of them is computed: or the one value
// would be a text, the other a number.
func (g grammar) Alternatives(xs []sql.Node) []sql.Node {
	texts, numbers := false, false
	for _, x := range xs {
		if isDecimal(sql.TypeOf(x)) {
			texts, numbers = texts || stored(x), numbers || !stored(x)
		}
	}
	if !texts || !numbers {
		return xs
	}
	return g.Comparable(xs)
}

// Sorted gives a decimal that is a text, and no column any more, the collation of decimals,
// and a text in which decimals are compared that of texts.
func (grammar) Sorted(x sql.Node) sql.Node {
	t := sql.TypeOf(x)
	switch {
	case isDecimal(t):
		switch n := x.(type) {
		case *sql.BindNode:
			return x // its placeholder says it
		case *sql.ColumnNode:
			if len(itemsOf(n)) == 0 {
				return x
			}
		}
		if stored(x) {
			return collated(x, "decimal")
		}
	case t.IsText() && hasDecimal(x):
		return collated(x, "BINARY")
	}
	return x
}

// inDecimals compares with the members of a JSON array, in which decimals are texts.
func inDecimals(c *compile.Compiler, n *sql.InNode, l *sql.ListNode) {
	value := "value"
	switch _, column := n.X.(*sql.ColumnNode); {
	case column:
		c.Operand(n.X, compile.PrecConcat)
	case stored(n.X):
		c.Raw("(")
		c.Top(n.X)
		c.Raw(") COLLATE decimal")
	default: // a number, which is no text
		value = "CAST(value AS NUMERIC)"
		c.Raw("CAST(")
		c.Top(n.X)
		c.Raw(" AS NUMERIC)")
	}
	if n.Not {
		c.Raw(" NOT")
	}
	c.Raw(" IN (SELECT " + value + " FROM json_each(")
	c.ArrayBind(l)
	c.Raw("))")
}

func collated(x sql.Node, collation string) sql.Node {
	return &sql.CallNode{Fn: sql.FnCollate, Name: sql.FnCollate.Name(), Word: collation, Args: []sql.Node{x}, Type: sql.TypeOf(x)}
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
	if (n.Name == "min" || n.Name == "max") && len(n.Args) == 1 {
		call := *n
		call.Args = []sql.Node{g.Sorted(n.Args[0])}
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
		out[i] = collated(x, "BINARY")
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
func stored(n sql.Node) bool { return storedIn(n, nil) }

// storedIn is stored inside of recursive CTEs, whose own columns are what their others are.
func storedIn(n sql.Node, around []*sql.CTENode) bool {
	all := func(xs ...sql.Node) bool {
		for _, x := range xs {
			if !storedIn(x, around) {
				return false
			}
		}
		return true
	}
	switch n := n.(type) {
	case *sql.BindNode, *sql.LiteralNode, *sql.ExcludedNode:
		return true
	case *sql.ColumnNode:
		if t := n.Table.CTE; t != nil {
			if slices.Contains(around, t) {
				return true
			}
			around = append(around[:len(around):len(around)], t)
		}
		return all(itemsOf(n)...)
	case *sql.ScalarNode:
		s, ok := n.Query.(*sql.SelectNode)
		return !ok || len(s.Columns()) != 1 || storedIn(s.Columns()[0], around)
	case *sql.LabelNode:
		return storedIn(n.X, around)
	case *sql.NullableNode:
		return storedIn(n.X, around)
	case *sql.TypedNode:
		return storedIn(n.X, around)
	case *sql.CallNode:
		return n.Fn == sql.FnNull || n.Fn == sql.FnAny || n.Fn == sql.FnAll || n.Fn == sql.FnNone && (n.Name == "coalesce" || n.Name == "nullif" || n.Name == "min" || n.Name == "max") && all(n.Args...)
	case *sql.CaseNode:
		for _, w := range n.Whens {
			if !storedIn(w.Then, around) {
				return false
			}
		}
		return n.Else == nil || storedIn(n.Else, around)
	}
	return false
}

// itemsOf are what a subquery or CTE computes a column of, in each member of a set
// operation; none where a table holds it.
func itemsOf(n *sql.ColumnNode) []sql.Node {
	body := n.Table.Body
	if n.Table.CTE != nil {
		body = n.Table.CTE.Body
	}
	for i, c := range n.Table.Cols {
		if c.Name != n.Name {
			continue
		}
		return itemsAt(nil, body, i)
	}
	return nil
}

func itemsAt(out []sql.Node, query sql.Node, i int) []sql.Node {
	s, ok := query.(*sql.SelectNode)
	if !ok {
		return out
	}
	if items := s.Columns(); i < len(items) && (len(s.Sets) == 0 || s.Sets[0].Op != "") {
		out = append(out, items[i])
	}
	for _, m := range s.Sets {
		out = itemsAt(out, m.Query, i)
	}
	return out
}

// OuterAggregates is false: they are "misused" there.
func (grammar) OuterAggregates() bool { return false }
