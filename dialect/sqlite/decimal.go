package sqlite

import "github.com/aludel/aludel/sql"

// compared gives the sides of a comparison of decimals one kind. Decimals are texts, and
// what is computed from them is a number: SQLite holds every number for less than every
// text. A text beside a number is made one.
func compared(n *sql.BinaryNode) *sql.BinaryNode {
	if !isDecimal(sql.TypeOf(n.L)) || !isDecimal(sql.TypeOf(n.R)) {
		return n
	}
	l, r := computed(n.L), computed(n.R)
	if l == r {
		return n
	}
	c := *n
	if l {
		c.R = plusZero(n.R)
	} else {
		c.L = plusZero(n.L)
	}
	return &c
}

func plusZero(n sql.Node) sql.Node {
	return &sql.BinaryNode{Op: sql.OpAdd, L: n, R: &sql.LiteralNode{Word: "0"}}
}

// computed reports whether the value of a decimal expression is a number.
func computed(n sql.Node) bool {
	switch n := n.(type) {
	case *sql.LabelNode:
		return computed(n.X)
	case *sql.NullableNode:
		return computed(n.X)
	case *sql.TypedNode:
		return computed(n.X)
	case *sql.BinaryNode, *sql.UnaryNode:
		return true
	case *sql.CallNode:
		return n.Name == "sum" || n.Name == "avg" || n.Name == "total" || n.Name == "abs"
	case *sql.ScalarNode:
		s, ok := n.Query.(*sql.SelectNode)
		return ok && len(s.Columns()) == 1 && computed(s.Columns()[0])
	case *sql.ColumnNode:
		body := n.Table.Body
		if n.Table.CTE != nil {
			body = n.Table.CTE.Body
		}
		s, ok := body.(*sql.SelectNode)
		if !ok {
			return false
		}
		items := s.Columns()
		for i, c := range n.Table.Cols {
			if c.Name == n.Name && i < len(items) {
				return computed(items[i])
			}
		}
	}
	return false
}
