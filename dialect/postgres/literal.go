package postgres

import (
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// quoted is s as a string literal that means the same whatever
// standard_conforming_strings says.
func quoted(s string) string {
	q := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.IndexByte(s, '\\') >= 0 {
		q = "E" + strings.ReplaceAll(q, `\`, `\\`)
	}
	return q
}

// Literal writes a value as DDL needs it.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, t *sqltype.Desc, p compile.Prec) {
	number := func(s string) {
		if s[0] == '-' && p >= compile.PrecNeg {
			s = "(" + s + ")"
		}
		c.Raw(s)
	}
	text := func(s string) {
		if strings.IndexByte(s, 0) >= 0 {
			c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a text with a NUL byte cannot be stored"})
			return
		}
		c.Raw(quoted(s))
	}
	switch v.Kind() {
	case driver.Null:
		c.Raw("NULL")
	case driver.Bool:
		g.Bool(c, v.Bool())
	case driver.Int:
		number(strconv.FormatInt(v.Int(), 10))
	case driver.Uint:
		number(strconv.FormatUint(v.Uint(), 10))
	case driver.Float:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.Raw("'" + strconv.FormatFloat(f, 'g', -1, 64) + "'::DOUBLE PRECISION")
			return
		}
		number(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case driver.Decimal:
		number(v.Str())
	case driver.String:
		text(v.Str())
	case driver.JSON:
		text(string(v.Bytes()))
	case driver.Bytes:
		c.Raw(`E'\\x` + hex.EncodeToString(v.Bytes()) + "'::BYTEA")
	case driver.UUID:
		text(sqltype.FormatUUID(*v.UUID()))
	case driver.Time:
		c.Raw("TIMESTAMP WITH TIME ZONE '" + compile.TimeText(v) + "+00'")
	case driver.Wall:
		c.Raw("TIMESTAMP '" + compile.TimeText(v) + "'")
	case driver.Date:
		c.Raw("DATE '" + compile.TimeText(v) + "'")
	case driver.Clock:
		c.Raw("TIME '" + compile.TimeText(v) + "'")
	case driver.Interval:
		c.Raw("INTERVAL '" + strconv.FormatInt(v.Int(), 10) + " microseconds'")
	case driver.Int64s, driver.Strings, driver.Array:
		g.array(c, v, t)
	default:
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a value of kind " + v.Kind().String() + " has no literal"})
	}
}

func (g grammar) array(c *compile.Compiler, v driver.Value, t *sqltype.Desc) {
	var elem *sqltype.Desc
	if t != nil {
		elem = t.Elem
	}
	c.Raw("ARRAY[")
	for i, x := range compile.Members(v) {
		if i > 0 {
			c.Raw(", ")
		}
		g.Literal(c, x, elem, 0)
	}
	c.Raw("]")
	if elem != nil {
		c.Raw("::")
		typeName(c, t, false)
	}
}
