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

var literals = compile.Literals{Quote: quoted, NUL: "a text with a NUL byte cannot be stored"}

// Literal writes a value as DDL needs it.
func (g grammar) Literal(c *compile.Compiler, v driver.Value, t *sqltype.Desc, p compile.Prec) {
	ofOwn := func() { // what is no text says what it is: a text alone may be taken for one
		if t := t.In(name); t != nil && t.Kind > sqltype.KindNamed {
			c.Raw("::")
			typeName(c, t, true)
		}
	}
	if v.IsInfinite() {
		word := map[driver.Kind]string{driver.Time: "TIMESTAMP WITH TIME ZONE '", driver.Wall: "TIMESTAMP '", driver.Date: "DATE '"}[v.Kind()]
		c.Raw(word + string(driver.AppendText(nil, v)) + "'")
		return
	}
	switch v.Kind() {
	case driver.Null:
		c.Raw("NULL")
	case driver.Bool:
		g.Bool(c, v.Bool())
	case driver.Int:
		literals.Number(c, strconv.FormatInt(v.Int(), 10), p)
	case driver.Uint:
		literals.Number(c, strconv.FormatUint(v.Uint(), 10), p)
	case driver.Float:
		if f := v.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			c.Raw("'" + strconv.FormatFloat(f, 'g', -1, 64) + "'::DOUBLE PRECISION")
			return
		}
		if f := v.Float(); f == 0 && math.Signbit(f) {
			c.Raw("'-0'::DOUBLE PRECISION") // -0 would be an integer, which has no sign
			return
		}
		literals.Number(c, strconv.FormatFloat(v.Float(), 'g', -1, 64), p)
	case driver.Decimal:
		if s := v.Str(); s == "NaN" || strings.HasSuffix(s, "Infinity") {
			c.Raw(quoted(s) + "::NUMERIC")
		} else if compile.IsDecimal(c, s) {
			literals.Number(c, s, p)
		}
		if t := t.In(name); t != nil && t.Kind == sqltype.KindMoney {
			c.Raw("::MONEY")
		}
	case driver.String:
		literals.Text(c, v.Str())
		ofOwn()
	case driver.Range, driver.Pairs:
		literals.Text(c, string(driver.AppendText(nil, v)))
		ofOwn()
	case driver.JSON:
		literals.Text(c, string(v.Bytes()))
	case driver.Bytes:
		c.Raw(`E'\\x` + hex.EncodeToString(v.Bytes()) + "'::BYTEA")
	case driver.UUID:
		literals.Text(c, sqltype.FormatUUID(*v.UUID()))
	case driver.Time:
		c.Raw("TIMESTAMP WITH TIME ZONE '" + moment(v, "+00") + "'")
	case driver.Wall:
		c.Raw("TIMESTAMP '" + moment(v, "") + "'")
	case driver.Date:
		c.Raw("DATE '" + moment(v, "") + "'")
	case driver.Clock:
		c.Raw("TIME '" + compile.TimeText(v) + "'")
	case driver.Interval:
		c.Raw("INTERVAL '" + strconv.FormatInt(v.Int(), 10) + " microseconds'")
	case driver.Parts:
		c.Raw("INTERVAL '" + string(driver.AppendText(nil, v)) + "'")
	case driver.Int64s, driver.Strings, driver.Array:
		if t := t.In(name); t != nil && t.Kind == sqltype.KindMultirange {
			literals.Text(c, string(driver.AppendText(nil, v)))
			ofOwn()
			return
		}
		g.array(c, v, t.In(name))
	default:
		c.Fail(&compile.LiteralError{Dialect: g.Name(), Reason: "a value of kind " + v.Kind().String() + " has no literal"})
	}
}

// moment is a time of any year.
func moment(v driver.Value, zone string) string {
	if y := v.Time().Year(); y <= 0 || y > 9999 {
		return string(driver.AppendText(nil, v))
	}
	return compile.TimeText(v) + zone
}

func (g grammar) array(c *compile.Compiler, v driver.Value, t *sqltype.Desc) {
	g.members(c, v, t, false)
}

func (g grammar) members(c *compile.Compiler, v driver.Value, t *sqltype.Desc, nested bool) {
	var elem *sqltype.Desc
	if t != nil {
		elem = t.Elem
	}
	open := "ARRAY["
	if nested {
		open = "["
	}
	c.Raw(open)
	for i, x := range compile.Members(v) {
		if i > 0 {
			c.Raw(", ")
		}
		if k := x.Kind(); (k == driver.Array || k == driver.Int64s || k == driver.Strings) && elem != nil && elem.Kind == sqltype.KindArray {
			g.members(c, x, elem, true)
			continue
		}
		g.Literal(c, x, elem, 0)
	}
	c.Raw("]")
	if elem != nil && !nested {
		c.Raw("::")
		typeName(c, t, false)
	}
}
