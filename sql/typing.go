package sql

import "github.com/aludel/aludel/sqltype"

// TypeOf is the SQL type of an expression, nil where it is not known.
func TypeOf(n Node) *sqltype.Desc {
	switch n := n.(type) {
	case *ColumnNode:
		return n.Type
	case *BindNode:
		return n.Type
	case *CallNode:
		return n.Type
	case *CastNode:
		return n.Type
	case *CaseNode:
		return n.Type
	case *TypedNode:
		return n.Type
	case *LabelNode:
		return TypeOf(n.X)
	case *NullableNode:
		return TypeOf(n.X)
	case *OrderNode:
		return TypeOf(n.X)
	case *ExcludedNode:
		return n.Column.Type
	case *BinaryNode:
		switch {
		case n.Type != nil:
			return n.Type
		case n.Op >= OpEq && n.Op <= OpIsNotDistinct:
			return sqltype.Boolean.Desc()
		}
		return wider(TypeOf(n.L), TypeOf(n.R))
	case *UnaryNode:
		if n.Op == OpNeg {
			return TypeOf(n.X)
		}
		return sqltype.Boolean.Desc()
	case *ListOpNode, *InNode, *BetweenNode, *LikeNode, *ExistsNode:
		return sqltype.Boolean.Desc()
	case *LiteralNode:
		if n.Word == "TRUE" || n.Word == "FALSE" {
			return sqltype.Boolean.Desc()
		}
	case *ScalarNode:
		if s, ok := n.Query.(*SelectNode); ok {
			if items := s.Columns(); len(items) == 1 {
				return TypeOf(items[0])
			}
		}
		if v, ok := n.Query.(*ValuesNode); ok && len(v.Cols) == 1 {
			return v.Cols[0].Type
		}
	case Extension:
		t, _ := n.Result()
		return t
	}
	return nil
}

// wider is the type of an arithmetic operation on a and b.
func wider(a, b *sqltype.Desc) *sqltype.Desc {
	switch {
	case a == nil:
		return b
	case b == nil || !a.IsNumber() || !b.IsNumber():
		return a
	case a.Kind >= b.Kind:
		if a.Kind == sqltype.KindNumeric && !b.IsInteger() && b.Kind != sqltype.KindNumeric {
			return b
		}
		return a
	}
	return wider(b, a)
}

// MayBeNull reports whether the value of n may be NULL, apart from outer joins,
// which only the statement knows: outer tells it of a table.
func MayBeNull(n Node, outer func(*TableNode) bool) bool {
	null := func(xs ...Node) bool {
		for _, x := range xs {
			if x != nil && MayBeNull(x, outer) {
				return true
			}
		}
		return false
	}
	switch n := n.(type) {
	case *ColumnNode:
		return n.Null || outer != nil && outer(n.Table)
	case *BindNode:
		return n.Name == "" && n.Value.IsNull()
	case *LiteralNode:
		return n == nullNode
	case *NullableNode:
		return !n.Not
	case *LabelNode:
		return null(n.X)
	case *CastNode:
		return n.Try || null(n.X)
	case *BinaryNode:
		if n.Op == OpIsDistinct || n.Op == OpIsNotDistinct {
			return false
		}
		return null(n.L, n.R)
	case *UnaryNode:
		return n.Op != OpIsNull && n.Op != OpIsNotNull && null(n.X)
	case *ListOpNode:
		return null(n.Xs...)
	case *CallNode:
		switch n.Null {
		case NullNever:
			return false
		case NullAlways:
			return true
		}
		if n.Name == "coalesce" {
			for _, a := range n.Args {
				if !null(a) {
					return false
				}
			}
			return true
		}
		return null(n.Args...)
	case *CaseNode:
		if n.Else == nil || null(n.Else) {
			return true
		}
		for _, w := range n.Whens {
			if null(w.Then) {
				return true
			}
		}
		return false
	case *InNode:
		_, list := n.List.(*ListNode)
		return null(n.X) || !list
	case *BetweenNode:
		return null(n.X, n.Lo, n.Hi)
	case *LikeNode:
		return null(n.X, n.Pattern)
	case *ExistsNode:
		return false
	case *ExcludedNode:
		return n.Column.Null
	case *TypedNode:
		return null(n.X)
	case *TextNode:
		return false // the user said how it is read
	case *TupleNode:
		return null(n.Xs...)
	case Extension:
		_, null := n.Result()
		return null
	}
	return true
}
