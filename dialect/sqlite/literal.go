package sqlite

import (
	"math"
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

var literals = compile.Literals{Quote: quoted, NUL: "a literal cannot hold a NUL byte"}

// Literal writes a value as it is stored.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, _ *sqltype.Desc, p compile.Prec) {
	switch v.Kind() {
	case driver.Int, driver.Interval:
		if v.Int() == math.MinInt64 {
			c.Raw("(-9223372036854775807 - 1)") // or the digits alone would make a float
			return
		}
		literals.Write(c, v, p)
	case driver.Uint:
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a value of kind " + v.Kind().String() + " has no literal"})
	case driver.Float:
		s := strconv.FormatFloat(v.Float(), 'g', -1, 64)
		switch f := v.Float(); {
		case math.IsNaN(f):
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "it has no NaN"})
			return
		case math.IsInf(f, 0):
			s = strings.TrimSuffix(strings.TrimPrefix(s, "+"), "Inf") + "9e999"
		case !strings.ContainsAny(s, ".e"):
			s += ".0"
		}
		literals.Number(c, s, p)
	case driver.Decimal:
		if compile.IsDecimal(c, v.Str()) {
			c.Raw(quoted(v.Str()))
		}
	default:
		literals.Write(c, v, p)
	}
}
