package compile

import (
	"strings"
	"unicode"
)

// TypeName writes the name of a type of the database's own, as the user gave it:
// words, a list in parentheses, dots between a schema and a name, brackets. What could
// end the place that a type has in a statement is refused.
func (c *Compiler) TypeName(name string) {
	depth, brackets := 0, 0
	for i, r := range name {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == ' ' || r == '.':
		case r == ',' && depth > 0, r == '-' && depth > 0 && !strings.HasPrefix(name[i:], "--"):
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '[':
			brackets++
		case r == ']':
			brackets--
		default:
			depth = -1
		}
		if depth < 0 || brackets < 0 || brackets > 1 {
			depth = -1
			break
		}
	}
	if depth != 0 || brackets != 0 || strings.TrimSpace(name) != name || name == "" || !unicode.IsLetter([]rune(name)[0]) && name[0] != '_' {
		c.failf("%q is not the name of a type: it has words, with a list in parentheses behind them", name)
		return
	}
	c.Raw(name)
}
