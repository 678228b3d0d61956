package mysql

import (
	"encoding/hex"
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

// Literal writes a value as DDL needs it.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, _ *sqltype.Desc, p compile.Prec) {
	number := func(s string) {
		if s[0] == '-' && p >= compile.PrecNeg {
			s = "(" + s + ")"
		}
		c.Raw(s)
	}
	text := func(s string) {
		if strings.IndexByte(s, 0) >= 0 {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a text with a NUL byte is not written into DDL"})
			return
		}
		c.Raw(quoted(s))
	}
	if v.IsInfinite() {
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "it has no infinite times"})
		return
	}
	switch v.Kind() {
	case driver.Null:
		c.Raw("NULL")
	case driver.Bool:
		g.Bool(c, v.Bool())
	case driver.Int, driver.Interval:
		number(strconv.FormatInt(v.Int(), 10))
	case driver.Uint:
		number(strconv.FormatUint(v.Uint(), 10))
	case driver.Float:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "it has neither NaN nor an infinity"})
			return
		}
		number(strconv.FormatFloat(v.Float(), 'e', -1, 64)) // without an exponent it would be a decimal
	case driver.Decimal:
		if compile.IsDecimal(c, v.Str()) {
			number(v.Str())
		}
	case driver.String:
		text(v.Str())
	case driver.JSON:
		text(string(v.Bytes()))
	case driver.Bytes:
		c.Raw("x'" + hex.EncodeToString(v.Bytes()) + "'")
	case driver.UUID:
		c.Raw(quoted(sqltype.FormatUUID(*v.UUID())))
	case driver.Time, driver.Wall, driver.Date, driver.Clock:
		if y := v.Time().Year(); v.Kind() != driver.Clock && (y < 0 || y > 9999) {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "years have four digits: " + strconv.Itoa(y) + " has no place"})
			return
		}
		c.Raw(quoted(compile.TimeText(v)))
	case driver.Parts:
		if s := v.Span(); s.Months == 0 && s.Days == 0 {
			number(strconv.FormatInt(s.Micros, 10))
			return
		}
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "an interval of months or days is no number of microseconds"})
	case driver.Range, driver.Pairs:
		text(string(driver.AppendText(nil, v)))
	default:
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a value of kind " + v.Kind().String() + " has no literal"})
	}
}
