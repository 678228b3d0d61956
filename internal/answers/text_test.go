package answers

import (
	"regexp"
	"slices"
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
	{"what CASE compares needs no parentheses", regexp.MustCompile(`WHEN \(([^()]*)\) THEN`), "WHEN $1 THEN"},
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

var anonymous = regexp.MustCompile(`^anon_\d+$`)

// renamed are recorded names, and their text, where what has no name has that of its
// function here: those of ours that are the name of one, with a number.
func renamed(text string, recorded, keys []string) (string, []string) {
	if len(recorded) != len(keys) {
		return text, recorded
	}
	out := slices.Clone(recorded)
	for i, k := range keys {
		name, number, _ := cutLast(k, "_")
		if anonymous.MatchString(recorded[i]) && name != "anon" && number != "" && strings.Trim(number, "0123456789") == "" {
			text = strings.Replace(text, " AS "+recorded[i], " AS "+k, 1)
			out[i] = k
		}
	}
	return text, out
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
