package compile

import "github.com/aludel/aludel/sql"

// A Prec is how tightly an operator binds. Where databases disagree (the place of
// ||, of NOT, of chains of comparisons) the levels are far enough apart that
// parentheses are written.
type Prec uint8

// Precedences, the loosest first.
const (
	precLowest  Prec = iota
	PrecOr           // OR
	PrecAnd          // AND
	PrecNot          // NOT, NOT EXISTS
	PrecCompare      // = != < IS IN BETWEEN LIKE: never chained
	PrecConcat       // ||
	PrecAdd          // + -
	PrecMul          // * / %
	PrecNeg          // -x
	precPrimary      // a name, a call, a literal, what has parentheses of its own
)

// PrecPrimary is what an operand must have that is never parenthesised.
const PrecPrimary = precPrimary

var infixText = [...]string{
	sql.OpOr: " OR ", sql.OpAnd: " AND ",
	sql.OpEq: " = ", sql.OpNe: " != ", sql.OpLt: " < ", sql.OpLe: " <= ", sql.OpGt: " > ", sql.OpGe: " >= ",
	sql.OpConcat: " || ", sql.OpAdd: " + ", sql.OpSub: " - ", sql.OpMul: " * ", sql.OpDiv: " / ", sql.OpMod: " % ",
}

func precOf(op sql.Op) Prec {
	switch op {
	case sql.OpOr:
		return PrecOr
	case sql.OpAnd:
		return PrecAnd
	case sql.OpNot:
		return PrecNot
	case sql.OpConcat:
		return PrecConcat
	case sql.OpAdd, sql.OpSub:
		return PrecAdd
	case sql.OpMul, sql.OpDiv, sql.OpFloorDiv, sql.OpMod:
		return PrecMul
	case sql.OpNeg:
		return PrecNeg
	}
	return PrecCompare
}

func (c *Compiler) binary(n *sql.BinaryNode, p Prec) {
	switch n.Op {
	case sql.OpIsDistinct, sql.OpIsNotDistinct:
		c.comparing++
		c.g.Distinct(c, c.comparable(n), p)
		c.comparing--
	case sql.OpConcat:
		c.g.Concat(c, n, p)
	case sql.OpAdd, sql.OpSub, sql.OpMul, sql.OpDiv, sql.OpFloorDiv, sql.OpMod:
		if c.noNumber(n.Op == sql.OpAdd || n.Op == sql.OpSub, n.L, n.R) {
			return
		}
		c.computing++
		c.arithmetic(n, p)
		c.computing--
	case sql.OpEq, sql.OpNe, sql.OpLt, sql.OpLe, sql.OpGt, sql.OpGe:
		c.comparing++
		c.g.Compare(c, c.comparable(n), p)
		c.comparing--
	default:
		c.Infix(n.Op, n.L, n.R, p)
	}
}

func (c *Compiler) arithmetic(n *sql.BinaryNode, p Prec) {
	switch n.Op {
	case sql.OpDiv:
		c.g.Div(c, n, p)
	case sql.OpFloorDiv:
		c.g.FloorDiv(c, n, p)
	case sql.OpMod:
		c.g.Mod(c, n, p)
	default:
		c.Infix(n.Op, n.L, n.R, p)
	}
}

// FloorQuotient writes the quotient of two integers, rounded down: what quotient writes, which is
// cut towards zero, and one less where there is a remainder and the signs differ. number is around that condition
// where it is none by itself.
func (c *Compiler) FloorQuotient(n *sql.BinaryNode, p Prec, quotient func(), number, end string) {
	closing := c.Open(PrecAdd, p)
	quotient()
	c.Raw(" - " + number)
	c.Infix(sql.OpMod, n.L, n.R, PrecConcat)
	c.Raw(" != 0 AND (")
	c.expr(n.L, PrecConcat)
	c.Raw(" < 0) != (")
	c.expr(n.R, PrecConcat)
	c.Raw(" < 0)" + end)
	c.Raw(closing)
}

// comparable is n with operands that can be compared.
func (c *Compiler) comparable(n *sql.BinaryNode) *sql.BinaryNode {
	c.operands[0], c.operands[1] = n.L, n.R
	if xs := c.g.Comparable(c.operands[:2:2]); xs[0] != n.L || xs[1] != n.R {
		return &sql.BinaryNode{Op: n.Op, L: xs[0], R: xs[1], Type: n.Type}
	}
	return n
}

func (c *Compiler) between(n *sql.BetweenNode, p Prec) {
	c.comparing++
	c.operands = [3]sql.Node{n.X, n.Lo, n.Hi}
	if xs := c.g.Comparable(c.operands[:]); xs[0] != n.X || xs[1] != n.Lo || xs[2] != n.Hi {
		n = &sql.BetweenNode{X: xs[0], Lo: xs[1], Hi: xs[2], Not: n.Not, Symmetric: n.Symmetric}
	}
	c.g.Between(c, n, p)
	c.comparing--
}

// Infix writes l op r. Operators associate to the left.
func (c *Compiler) Infix(op sql.Op, l, r sql.Node, p Prec) {
	own := precOf(op)
	end := c.Open(own, p)
	left := own
	if own == PrecCompare {
		left++ // never chained
	}
	c.expr(l, left)
	if int(op) >= len(infixText) || infixText[op] == "" {
		c.failf("sql: the operator %d cannot stand between two operands", op)
		return
	}
	c.Raw(infixText[op])
	right := own + 1
	if op == sql.OpConcat {
		right = own // a || (b || c) is a || b || c
	}
	c.expr(r, right)
	c.Raw(end)
}

func (c *Compiler) unary(n *sql.UnaryNode, p Prec) {
	switch n.Op {
	case sql.OpIsNull, sql.OpIsNotNull:
		end := c.Open(PrecCompare, p)
		c.expr(n.X, PrecCompare+1)
		if n.Op == sql.OpIsNull {
			c.Raw(" IS NULL")
		} else {
			c.Raw(" IS NOT NULL")
		}
		c.Raw(end)
	case sql.OpNot:
		end := c.Open(PrecNot, p)
		c.Raw("NOT ")
		c.cond(n.X, PrecConcat) // a comparison too: modes of some databases bind NOT tighter
		c.Raw(end)
	case sql.OpNeg:
		if c.noNumber(true, n.X) {
			return
		}
		end := c.Open(PrecNeg, p)
		c.Raw("-")
		c.computing++
		c.expr(n.X, precPrimary) // -(-x): two signs begin a comment
		c.computing--
		c.Raw(end)
	default:
		c.failf("sql: the operator %d does not take one operand", n.Op)
	}
}

func (c *Compiler) chain(n *sql.ListOpNode, p Prec) {
	end := c.Open(precOf(n.Op), p)
	c.terms(n.Op, n.Xs)
	c.Raw(end)
}

// terms writes conditions with op between them. Where a database takes only so many side
// by side, each being one more level of its tree, they are put into parentheses in groups.
func (c *Compiler) terms(op sql.Op, xs []sql.Node) {
	size, most := 1, c.g.MaxTerms()
	for most > 0 && (len(xs)+size-1)/size > most {
		size *= most
	}
	for i := 0; i < len(xs); i += size {
		if i > 0 {
			c.Raw(infixText[op])
		}
		if part := xs[i:min(i+size, len(xs))]; len(part) > 1 {
			c.parens(func() { c.terms(op, part) })
		} else {
			c.cond(part[0], precOf(op)+1)
		}
	}
}
