package compile

import (
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// Literals writes the literals in which databases agree that keep times, UUIDs and
// documents as texts. The literals of numbers, where they differ, are the dialect's.
type Literals struct {
	Quote func(string) string // a text as a string literal
	NUL   string              // why a text with a NUL byte is refused
}

// Number writes s, in parentheses where its sign could be taken for an operator.
func (Literals) Number(c *Compiler, s string, p Prec) {
	if s[0] == '-' && p >= PrecNeg {
		s = "(" + s + ")"
	}
	c.Raw(s)
}

// Text writes s as a string literal.
func (l Literals) Text(c *Compiler, s string) {
	if strings.IndexByte(s, 0) >= 0 {
		c.Fail(&LiteralError{Dialect: c.g.Name(), Reason: l.NUL})
		return
	}
	c.Raw(l.Quote(s))
}

// Write writes a value of any kind but a float or a decimal.
func (l Literals) Write(c *Compiler, v driver.Value, p Prec) {
	fail := func(reason string) { c.Fail(&LiteralError{Dialect: c.g.Name(), Reason: reason}) }
	if v.IsInfinite() {
		fail("it has no infinite times")
		return
	}
	switch v.Kind() {
	case driver.Null:
		c.Raw("NULL")
	case driver.Bool:
		c.g.Bool(c, v.Bool())
	case driver.Int, driver.Interval:
		l.Number(c, strconv.FormatInt(v.Int(), 10), p)
	case driver.Uint:
		l.Number(c, strconv.FormatUint(v.Uint(), 10), p)
	case driver.String:
		l.Text(c, v.Str())
	case driver.JSON:
		l.Text(c, string(v.Bytes()))
	case driver.Bytes:
		c.Raw("x'" + hex.EncodeToString(v.Bytes()) + "'")
	case driver.UUID:
		c.Raw(l.Quote(sqltype.FormatUUID(*v.UUID())))
	case driver.Time, driver.Wall, driver.Date, driver.Clock:
		if y := v.Time().Year(); v.Kind() != driver.Clock && (y < 0 || y > 9999) {
			fail("years have four digits: " + strconv.Itoa(y) + " has no place")
			return
		}
		c.Raw(l.Quote(TimeText(v)))
	case driver.Parts:
		if s := v.Span(); s.Months == 0 && s.Days == 0 {
			l.Number(c, strconv.FormatInt(s.Micros, 10), p)
			return
		}
		fail("an interval of months or days is no number of microseconds")
	case driver.Range, driver.Pairs:
		l.Text(c, string(driver.AppendText(nil, v)))
	default:
		fail("a value of kind " + v.Kind().String() + " has no literal")
	}
}
