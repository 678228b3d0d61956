package sqlite

import (
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Literal writes a value as it is stored.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, _ *sqltype.Desc, p compile.Prec) {
	number := func(s string) {
		if s[0] == '-' && p >= compile.PrecNeg {
			s = "(" + s + ")"
		}
		c.Raw(s)
	}
	text := func(s string) {
		if strings.IndexByte(s, 0) >= 0 {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a literal cannot hold a NUL byte"})
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
		if v.Int() == math.MinInt64 {
			c.Raw("(-9223372036854775807 - 1)") // or the digits alone would make a float
			return
		}
		number(strconv.FormatInt(v.Int(), 10))
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
		number(s)
	case driver.Decimal:
		if compile.IsDecimal(c, v.Str()) {
			c.Raw(quoted(v.Str()))
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
