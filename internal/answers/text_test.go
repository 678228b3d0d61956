package answers

import (
	"regexp"
	"strings"
)

// rules are the differences of text that have one reason everywhere. Each changes the
// recorded text to ours.
var rules = []struct {
	why  string
	from *regexp.Regexp
	to   string
}{
	{"lines are not broken", regexp.MustCompile(`\s+`), " "},
	{"placeholders of MySQL are those of the protocol", regexp.MustCompile(`%s`), "?"},
	{"a percent sign is not doubled: no driver formats the text", regexp.MustCompile(`%%`), "%"},
	{"no blank inside the parentheses of a CTE", regexp.MustCompile(`AS \(`), "AS ("},
	{"no line break before a CTE's query", regexp.MustCompile(`\) (SELECT|,)`), ") $1"},
	{"INNER is not written", regexp.MustCompile(`INNER JOIN`), "JOIN"},
	{"a row count is a BIGINT", regexp.MustCompile(`(LIMIT|OFFSET) (\$\d+)::INTEGER`), "$1 $2::BIGINT"},
}

var asItself = regexp.MustCompile(`([\w"` + "`" + `.]+\.)(\w+) AS (\w+)`)

// ours is a recorded text as the rules make it.
func ours(text string) string {
	for _, r := range rules {
		text = r.from.ReplaceAllString(text, r.to)
	}
	// a column that has its name by itself is given none in a subquery
	text = asItself.ReplaceAllStringFunc(text, func(s string) string {
		m := asItself.FindStringSubmatch(s)
		if m[2] == m[3] {
			return m[1] + m[2]
		}
		return s
	})
	return strings.TrimSpace(text)
}
