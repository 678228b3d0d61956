package compile

import (
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
)

// A LiteralError says that a value cannot be written as a literal.
type LiteralError struct{ Dialect, Reason string }

// Error says why.
func (e *LiteralError) Error() string {
	return "the value cannot be written into SQL for " + e.Dialect + ": " + e.Reason
}

// TimeText is a Time (in UTC), Wall, Date or Clock as 2006-01-02 15:04:05.000000
// and the parts of it: the form that all databases read.
func TimeText(v driver.Value) string {
	switch v.Kind() {
	case driver.Date:
		return v.Time().Format(time.DateOnly)
	case driver.Clock:
		if d := v.Duration(); d == 24*time.Hour {
			return "24:00:00.000000"
		}
		return time.UnixMicro(v.Int()).UTC().Format("15:04:05.000000")
	}
	return v.Time().Format("2006-01-02 15:04:05.000000")
}

// Members are the members of an Int64s, Strings or Array.
func Members(v driver.Value) []driver.Value {
	switch v.Kind() {
	case driver.Int64s:
		out := make([]driver.Value, len(v.Int64s()))
		for i, x := range v.Int64s() {
			out[i] = driver.OfInt(x)
		}
		return out
	case driver.Strings:
		out := make([]driver.Value, len(v.Strings()))
		for i, x := range v.Strings() {
			out[i] = driver.OfString(x)
		}
		return out
	}
	return v.Array()
}

// IsDecimal reports whether s is a decimal number and nothing else, and records that it
// is not: what is written into SQL unquoted is looked at once more.
func IsDecimal(c *Compiler, s string) bool {
	t := strings.TrimLeft(s, "+-")
	whole, exp, e := strings.Cut(strings.ToLower(t), "e")
	ok := whole != "" && strings.Trim(whole, "0123456789.") == "" && strings.Count(whole, ".") <= 1 && len(s)-len(t) <= 1
	exp = strings.TrimLeft(exp, "+-")
	if ok = ok && whole != "." && (!e || exp != "" && strings.Trim(exp, "0123456789") == ""); !ok {
		c.Fail(&LiteralError{Dialect: c.g.Name(), Reason: "it is said to be a decimal number, and is none"})
	}
	return ok
}
