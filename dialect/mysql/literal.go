package mysql

import (
	"math"
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

var quotes = strings.NewReplacer("'", "''", `\`, `\\`)

// quoted is s as a string literal, for sessions without NO_BACKSLASH_ESCAPES. The
// hexadecimal form, which would be good for all, is not: MariaDB keeps the text of a
// CHECK, and writes such a literal into it without its quotes doubled.
func quoted(s string) string { return "'" + quotes.Replace(s) + "'" }

var literals = compile.Literals{Quote: quoted, NUL: "a text with a NUL byte is not written into DDL"}

// Literal writes a value as DDL needs it.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, _ *sqltype.Desc, p compile.Prec) {
	switch v.Kind() {
	case driver.Float:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "it has neither NaN nor an infinity"})
			return
		}
		literals.Number(c, strconv.FormatFloat(v.Float(), 'e', -1, 64), p) // without an exponent it would be a decimal
	case driver.Decimal:
		if compile.IsDecimal(c, v.Str()) {
			literals.Number(c, v.Str(), p)
		}
	default:
		literals.Write(c, v, p)
	}
}
