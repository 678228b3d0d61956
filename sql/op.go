package sql

// An Op is an operator.
type Op uint8

// Operators.
const (
	OpNone Op = iota
	OpOr
	OpAnd
	OpNot
	OpEq
	OpNe
	OpLt
	OpLe
	OpGt
	OpGe
	OpIsDistinct
	OpIsNotDistinct
	OpIsNull
	OpIsNotNull
	OpConcat
	OpAdd
	OpSub
	OpMul
	OpDiv      // true division: 7 / 2 is 3.5
	OpFloorDiv // rounds towards minus infinity: -7 // 2 is -4
	OpMod
	OpNeg
)

var negated = map[Op]Op{
	OpEq: OpNe, OpNe: OpEq, OpLt: OpGe, OpGe: OpLt, OpGt: OpLe, OpLe: OpGt,
	OpIsDistinct: OpIsNotDistinct, OpIsNotDistinct: OpIsDistinct,
	OpIsNull: OpIsNotNull, OpIsNotNull: OpIsNull,
}

// negate is NOT n, in the form a person would write: x != 1 for NOT x = 1.
func negate(n Node) Node {
	switch n := n.(type) {
	case *BinaryNode:
		if op, ok := negated[n.Op]; ok {
			return &BinaryNode{Op: op, L: n.L, R: otherQuantifier(n.R)}
		}
	case *UnaryNode:
		if n.Op == OpNot {
			return n.X
		}
		if op, ok := negated[n.Op]; ok {
			return &UnaryNode{Op: op, X: n.X}
		}
	case *InNode:
		return &InNode{X: n.X, List: n.List, Not: !n.Not}
	case *BetweenNode:
		return &BetweenNode{X: n.X, Lo: n.Lo, Hi: n.Hi, Not: !n.Not, Symmetric: n.Symmetric}
	case *LikeNode:
		c := *n
		c.Not = !n.Not
		return &c
	case *ExistsNode:
		return &ExistsNode{Query: n.Query, Not: !n.Not}
	case *LiteralNode:
		switch n.Word {
		case "TRUE":
			return falseNode
		case "FALSE":
			return trueNode
		}
	case *ErrNode:
		return n
	}
	return &UnaryNode{Op: OpNot, X: n}
}

// otherQuantifier makes ALL of ANY and ANY of ALL: NOT x = ANY (q) is x != ALL (q).
func otherQuantifier(n Node) Node {
	c, ok := n.(*CallNode)
	if !ok {
		return n
	}
	other := *c
	switch c.Fn {
	case FnAny, FnAll:
		other.Fn = FnAny + FnAll - c.Fn
	case FnArrayAny, FnArrayAll:
		other.Fn = FnArrayAny + FnArrayAll - c.Fn
	default:
		return n
	}
	other.Name = other.Fn.Name()
	return &other
}

var (
	nullNode  = &LiteralNode{"NULL"}
	trueNode  = &LiteralNode{"TRUE"}
	falseNode = &LiteralNode{"FALSE"}
)

// chain joins conditions with AND or OR, in xs itself where they have room: nested chains of the same operator are
// flattened, and constants that decide or do not matter are left out.
func chain(op Op, xs []Node) Node {
	neutral, decides := trueNode, falseNode
	if op == OpOr {
		neutral, decides = falseNode, trueNode
	}
	out := xs[:0]
	for _, x := range xs {
		if l, ok := x.(*ListOpNode); ok && l.Op == op { // it takes more room than it stood in
			out = make([]Node, 0, len(xs)+len(l.Xs))
			break
		}
	}
	for _, x := range xs {
		switch x := x.(type) {
		case *LiteralNode:
			if x == neutral {
				continue
			}
			if x == decides {
				return decides
			}
		case *ListOpNode:
			if x.Op == op {
				out = append(out, x.Xs...)
				continue
			}
		}
		out = append(out, x)
	}
	switch len(out) {
	case 0:
		return neutral
	case 1:
		return out[0]
	}
	return &ListOpNode{Op: op, Xs: out[:len(out):len(out)]}
}
