package sqlite

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Cast writes CAST to a storage class, or the function that gives the form in
// which values of the type are stored: SQLite's own CAST to DATE would take the
// year for a number.
func (g grammar) Cast(c *compile.Compiler, n *sql.CastNode, p compile.Prec) {
	x := n.X
	if n.Type.In(g.Name()).IsText() {
		x = compile.TruthText(x)
	}
	around := func(before, after string) {
		c.Raw(before)
		c.Top(x)
		c.Raw(after)
	}
	from := sql.TypeOf(n.X)
	switch t := n.Type.In(g.Name()); t.Kind {
	case sqltype.KindBoolean:
		if from.IsText() {
			c.Unsupported("CAST of a text to BOOLEAN", "compare it with the texts that mean true")
			return
		}
		end := c.Open(compile.PrecCompare, p)
		c.Operand(n.X, compile.PrecConcat)
		c.Raw(" != 0" + end)
	case sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt:
		switch { // to the nearest, as the other databases
		case from.IsFloat():
			// … and halves to the even one, as they make an integer of a float
			c.Raw("CAST(CASE WHEN ")
			c.Operand(n.X, compile.PrecAdd)
			around(" - floor(", ") = 0.5 THEN 2 * round(")
			c.Operand(n.X, compile.PrecMul)
			around(" / 2) ELSE round(", ") END AS INTEGER)")
			return
		case from.IsNumber() && !from.IsInteger(): // round would make a float of a large integer
			around("CASE typeof(", ") COLLATE BINARY WHEN 'integer' THEN ") // or the decimal's collation would compare
			around("", " ELSE CAST(round(")
			around("", ") AS INTEGER) END")
			return
		}
		around("CAST(", " AS INTEGER)")
	case sqltype.KindReal, sqltype.KindFloat, sqltype.KindDouble:
		around("CAST(", " AS REAL)")
	case sqltype.KindNumeric:
		if t.Precision > 0 {
			around("round(", ", "+strconv.Itoa(t.Scale)+")")
			return
		}
		around("CAST(", " AS NUMERIC)")
	case sqltype.KindString, sqltype.KindChar:
		if t.Size > 0 {
			around("substr(CAST(", " AS TEXT), 1, "+strconv.Itoa(t.Size)+")")
			return
		}
		around("CAST(", " AS TEXT)")
	case sqltype.KindText, sqltype.KindEnum, sqltype.KindUUID:
		around("CAST(", " AS TEXT)")
	case sqltype.KindJSON, sqltype.KindJSONB:
		around("json(", ")")
	case sqltype.KindBytes:
		around("CAST(", " AS BLOB)")
	case sqltype.KindDate:
		around("date(", ")")
	case sqltype.KindTime:
		around("strftime('%H:%M:%f000', ", ")")
	case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		around("strftime('%Y-%m-%d %H:%M:%f000', ", ")")
	case sqltype.KindInterval:
		around("CAST(", " AS INTEGER)")
	case sqltype.KindNamed:
		around("CAST(", " AS ")
		c.TypeName(t.Name)
		c.Raw(")")
	default:
		c.Unsupported("CAST to "+t.String(), "")
	}
}
