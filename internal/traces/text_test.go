package traces

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
	{"the column stands before the value", regexp.MustCompile(`\? = (\w+\.\w+)`), "$1 = ?"},
	{"a foreign key stands before what it refers to", regexp.MustCompile(`ON (\w+\.id) = (\w+\.\w+_id)`), "ON $2 = $1"},
}

var (
	placeholder = regexp.MustCompile(`\$\d+`)
	savepoint   = regexp.MustCompile(`(sa_savepoint|aludel)_(\d+)`)
)

// returning is what comes back, with or without the names of tables, which SQLite does not take.
var returning = regexp.MustCompile(`RETURNING ((?:\w+\.)?\w+(?:, (?:\w+\.)?\w+)*)$`)

func unqualified(text string) string {
	return returning.ReplaceAllStringFunc(text, func(s string) string {
		var names []string
		for _, n := range strings.Split(strings.TrimPrefix(s, "RETURNING "), ", ") {
			names = append(names, n[strings.Index(n, ".")+1:])
		}
		return "RETURNING {" + strings.Join(names, ", ") + "}"
	})
}

// points gives savepoints one name, whoever made it.
func points(text string) string { return savepoint.ReplaceAllString(text, "s$2") }

// recordedText is a recorded text as the rules make it.
func recordedText(text string) string {
	for _, r := range rules {
		text = r.from.ReplaceAllString(text, r.to)
	}
	return unqualified(points(strings.TrimSpace(text)))
}

// Of our own lines there are four rules:
//
//   - PostgreSQL is told the types of values ($1::INTEGER), which recorded texts leave to it.
//   - A list is one value, so that one text serves for every length: = ANY (array), or
//     IN (SELECT value FROM json_each(…)) on SQLite. It is compared as IN (?, ?).
//   - One asks for two rows at most (LIMIT 2), which is as many as it takes to know that
//     there is not one alone.
//   - SQLite begins with the first statement that writes, so that readers hold up nobody;
//     where BEGIN stands is not compared there.
var (
	typeOf = regexp.MustCompile(`\?::[A-Z]+(\[\])?`)
	list   = regexp.MustCompile(`= ANY \(\?\)|IN \(SELECT value FROM json_each\(\?\)\)`)
)

func ourLines(ls []line, dialect string) []line {
	out := make([]line, 0, len(ls))
	for _, l := range ls {
		if l.text == "BEGIN" && dialect == "sqlite" {
			continue
		}
		l.text = unqualified(typeOf.ReplaceAllString(l.text, "?"))
		out = append(out, spread(limited(l)))
	}
	return out
}

// limited is l without the LIMIT of One.
func limited(l line) line {
	text, found := strings.CutSuffix(l.text, " LIMIT ?")
	if !found || len(l.rows) != 1 {
		return l
	}
	row := l.rows[0]
	if n := len(row) - 1; row[n] == "2" {
		l.text, l.rows = text, [][]string{row[:n]}
		if n == 0 {
			l.rows = nil
		}
	}
	return l
}

// spread is l with each value of a list by itself.
func spread(l line) line {
	for {
		at := list.FindStringIndex(l.text)
		if at == nil || len(l.rows) != 1 {
			return l
		}
		row, n := l.rows[0], strings.Count(l.text[:at[0]], "?")
		items := strings.Fields(strings.Trim(row[n], "[]"))
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(items)), ", ")
		l.text = l.text[:at[0]] + "IN (" + marks + ")" + l.text[at[1]:]
		all := append(append(append([]string(nil), row[:n]...), items...), row[n+1:]...)
		l.rows = [][]string{all}
	}
}
