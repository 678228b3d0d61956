package compile

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// ZeroOne is ANSI for a database whose truth values are the numbers 0 and 1, and which takes no
// word as a condition.
type ZeroOne struct{ ANSI }

// Bool writes 1 or 0.
func (ZeroOne) Bool(c *Compiler, v bool) {
	if v {
		c.Raw("1")
	} else {
		c.Raw("0")
	}
}

// Constant writes 1 = 1 or 1 != 1.
func (ZeroOne) Constant(c *Compiler, v bool, p Prec) {
	end := c.Open(PrecCompare, p)
	if v {
		c.Raw("1 = 1")
	} else {
		c.Raw("1 != 1")
	}
	c.Raw(end)
}

// TruthText is n as a text, where it is a truth value and the database has only numbers for
// these: true or false, as elsewhere. Anything else is n itself.
func TruthText(n sql.Node) sql.Node {
	if t := sql.TypeOf(n); t == nil || t.Kind != sqltype.KindBoolean {
		return n
	}
	return &sql.CaseNode{Type: sqltype.Text.Desc(), Whens: []sql.Branch{
		{Cond: n, Then: &sql.LiteralNode{Word: "'true'"}},
		{Cond: &sql.UnaryNode{Op: sql.OpNot, X: n}, Then: &sql.LiteralNode{Word: "'false'"}},
	}}
}
