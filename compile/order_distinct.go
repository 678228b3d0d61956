package compile

import (
	"bytes"
	"slices"

	"github.com/aludel/aludel/sql"
)

// told refuses an ORDER BY that a SELECT with DISTINCT cannot have: rows that are one row to it
// could stand in several places. cols is the select list.
func (c *Compiler) told(n *sql.SelectNode, cols []sql.Node) bool {
	if n.More != nil && len(n.More.DistinctOn) > 0 {
		return c.toldOn(n)
	}
	return c.toldBy(cols, n.OrderBy)
}

// toldBy is told for what is compared, of the items of an ORDER BY.
func (c *Compiler) toldBy(cols, by []sql.Node) bool {
	for _, x := range by {
		x = sorted(x)
		switch x.(type) {
		case *sql.RefNode, *sql.TextNode:
			continue
		}
		if c.selects(cols, x) {
			continue
		}
		if col := c.unselected(cols, x); col != nil {
			c.failf("OrderBy sorts by %s.%s, which DISTINCT does not look at: what it makes one could stand in several places; select that column too, or group and sort by a Min or Max of it", col.Table.Ref(), col.Name)
			return false
		}
		if hint := c.g.SortsDistinct(); hint != "" {
			c.Unsupported("DISTINCT sorted by an expression that is not selected", hint)
			return false
		}
	}
	return true
}

// toldOn is told for DISTINCT ON, whose expressions are those by which is sorted first.
func (c *Compiler) toldOn(n *sql.SelectNode) bool {
	on, items := n.More.DistinctOn, n.Columns()
	left := len(on)
	for i, x := range n.OrderBy {
		x = c.meantBy(items, sorted(x))
		if slices.ContainsFunc(n.OrderBy[:i], func(y sql.Node) bool { return sameExpr(x, c.meantBy(items, sorted(y))) }) {
			continue
		}
		if !slices.ContainsFunc(on, func(y sql.Node) bool { return sameExpr(x, c.meantBy(items, y)) }) {
			break
		}
		left--
	}
	if left > 0 && left < len(on) || left == len(on) && len(n.OrderBy) > 0 {
		c.failf("OrderBy begins with the expressions of DistinctOn, in any order: the rows that it keeps one of must stand together")
		return false
	}
	return true
}

// meantBy is the expression that x is a name of, or is itself.
func (c *Compiler) meantBy(items []sql.Node, x sql.Node) sql.Node {
	if ref, ok := x.(*sql.RefNode); ok {
		if at := slices.IndexFunc(items, func(y sql.Node) bool { l, ok := y.(*sql.LabelNode); return ok && l.Name == ref.Name }); at >= 0 {
			x = items[at]
		}
	}
	return unlabelled(x)
}

// sorted is the expression in an item of ORDER BY.
func sorted(n sql.Node) sql.Node {
	if o, ok := n.(*sql.OrderNode); ok {
		return o.X
	}
	return n
}

func (c *Compiler) selects(cols []sql.Node, x sql.Node) bool {
	return slices.ContainsFunc(cols, func(y sql.Node) bool {
		if _, raw := unlabelled(y).(*sql.TextNode); raw {
			return true // who knows what is in it
		}
		return y == x || sameOutput(y, x) || sameExpr(unlabelled(y), unlabelled(x))
	})
}

// unselected is a column in x that is no item of cols, nil if there is none. What subqueries and
// aggregates are made of is not looked at.
func (c *Compiler) unselected(cols []sql.Node, x sql.Node) (found *sql.ColumnNode) {
	sql.Walk(x, func(n sql.Node) bool {
		switch n := n.(type) {
		case *sql.SelectNode:
			return false
		case *sql.CallNode:
			if n.Agg || n.Over != nil {
				return false
			}
		case *sql.ColumnNode:
			if found == nil && !c.selects(cols, n) {
				found = n
			}
			return false
		}
		return found == nil
	})
	return found
}

// sameExpr reports whether two expressions are written the same, values included.
func sameExpr(a, b sql.Node) bool {
	if a == b {
		return true
	}
	var k, l sql.Key
	k.Node(a)
	l.Node(b)
	return k.Err == nil && l.Err == nil && bytes.Equal(k.Bytes, l.Bytes) && slices.Equal(k.Binds, l.Binds) && slices.Equal(k.Lists, l.Lists)
}
