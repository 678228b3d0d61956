package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// recursive is the body of a recursive CTE, with columns of its members that have one type
// where the database wants it, or takes that of the first one for all rows: a text that
// grows is cut or refused otherwise, a decimal rounded.
func (c *Compiler) recursive(t *sql.CTENode) sql.Node {
	body, ok := t.Body.(*sql.SelectNode)
	if !ok || !t.Recursive || len(body.Sets) != 1 {
		return t.Body
	}
	next, ok := body.Sets[0].Query.(*sql.SelectNode)
	if !ok || len(next.Sets) > 0 {
		return t.Body
	}
	first, then := slices.Clone(body.Columns()), slices.Clone(next.Columns())
	if len(first) != len(then) {
		return t.Body
	}
	names, changed := sql.OutputNames(first), false
	for i := range first {
		a, b := unlabelled(first[i]), unlabelled(then[i])
		if col, ok := b.(*sql.ColumnNode); ok && (col.Table.CTE == t || isColumn(a) && sql.TypeOf(a).Equal(col.Type)) {
			continue
		}
		x, y := c.g.Recursive(a, b)
		if x != a {
			first[i], changed = &sql.LabelNode{X: x, Name: names[i]}, true
		}
		if y != b {
			then[i], changed = &sql.LabelNode{X: y, Name: names[i]}, true
		}
	}
	if !changed {
		return t.Body
	}
	whole, rest := *body, *next
	whole.Items, rest.Items = first, then
	whole.Sets = slices.Clone(body.Sets)
	whole.Sets[0].Query = &rest
	return &whole
}

func isColumn(n sql.Node) bool {
	_, ok := n.(*sql.ColumnNode)
	return ok
}

// Wider is a as an integer or a decimal of the type that b has, where that one holds more:
// of members of a recursive CTE, whose first one says what all are.
func Wider(a, b sql.Node) sql.Node {
	s, t := sql.TypeOf(a), sql.TypeOf(b)
	switch {
	case s == nil || t == nil:
	case s.Kind == sqltype.KindNumeric && s.Precision > 0 && t.Kind == sqltype.KindNumeric, s.IsInteger() && t.Kind == sqltype.KindNumeric:
		return &sql.CastNode{X: a, Type: &sqltype.Desc{Kind: sqltype.KindNumeric}}
	case s.IsInteger() && t.IsInteger() && s.Kind < t.Kind:
		return &sql.CastNode{X: a, Type: t}
	}
	return a
}
