package mysql

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Cast writes CAST to one of the few types that it may name.
func (g grammar) Cast(c *compile.Compiler, n *sql.CastNode, p compile.Prec) {
	x := n.X
	if n.Type.In(g.Name()).IsText() {
		x = compile.TruthText(x)
	}
	as := func(word string) {
		c.Raw("CAST(")
		c.Top(x)
		c.Raw(" AS " + word + ")")
	}
	sized := func(word string, size int) {
		if size > 0 {
			word += "(" + strconv.Itoa(size) + ")"
		}
		as(word)
	}
	digits := func(p int) int {
		if p == 0 {
			return 6
		}
		return p
	}
	switch t := n.Type.In(g.Name()); t.Kind {
	case sqltype.KindBoolean:
		if sql.TypeOf(n.X).IsText() {
			c.Unsupported("CAST of a text to BOOLEAN", "compare it with the texts that mean true")
			return
		}
		end := c.Open(compile.PrecCompare, p)
		c.Operand(n.X, compile.PrecConcat)
		c.Raw(" != 0" + end)
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindInterval:
		if t.Unsigned {
			as("UNSIGNED")
			return
		}
		from := sql.TypeOf(n.X)
		if _, column := n.X.(*sql.ColumnNode); !column && from != nil && from.Kind == sqltype.KindNumeric {
			// a decimal that is bound is a text, which would be cut at the point
			c.Raw("CAST(")
			as("DECIMAL(65, 30)")
			c.Raw(" AS SIGNED)")
			return
		}
		as("SIGNED")
	case sqltype.KindReal:
		as("FLOAT")
	case sqltype.KindFloat, sqltype.KindDouble:
		as("DOUBLE")
	case sqltype.KindNumeric:
		if t.Precision > 0 {
			as("DECIMAL(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")")
			return
		}
		as("DECIMAL(65, 30)")
	case sqltype.KindString, sqltype.KindChar:
		sized("CHAR", t.Size)
	case sqltype.KindText, sqltype.KindEnum, sqltype.KindUUID:
		as("CHAR")
	case sqltype.KindBytes:
		sized("BINARY", t.Size)
	case sqltype.KindDate:
		as("DATE")
	case sqltype.KindTime:
		sized("TIME", digits(t.Precision))
	case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		sized("DATETIME", digits(t.Precision))
	case sqltype.KindJSON, sqltype.KindJSONB:
		if g.mysql {
			as("JSON")
		} else {
			as("CHAR") // MariaDB's JSON is a text
		}
	case sqltype.KindNamed:
		c.Raw("CAST(")
		c.Top(n.X)
		c.Raw(" AS ")
		c.TypeName(t.Name)
		c.Raw(")")
	default:
		c.Unsupported("CAST to "+t.String(), "")
	}
}

// Alternatives makes moments of the values beside columns and expressions: values are
// bound as texts, and what is a moment here and a text there is a text in the end, of
// which 12:00:00.500 and 12:00:00.500000 are two.
func (grammar) Alternatives(xs []sql.Node) []sql.Node {
	var out []sql.Node
	mixed := false
	for i, x := range xs {
		b, ok := x.(*sql.BindNode)
		if !ok || b.Type == nil {
			mixed = true
			continue
		}
		switch b.Type.Kind {
		case sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ:
			if out == nil {
				out = append(out, xs...)
			}
			out[i] = &sql.CastNode{X: x, Type: &sqltype.Desc{Kind: b.Type.Kind}}
		}
	}
	if !mixed || out == nil {
		return xs
	}
	return out
}
