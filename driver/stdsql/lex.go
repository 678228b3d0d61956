package stdsql

import "github.com/aludel/aludel/driver"

// words are what a connection must know of a text without parsing it.
type words struct {
	first, second string // in capitals
	main          string // first, or the verb behind the common table expressions of a WITH
	returning     bool   // RETURNING occurs
	autocommit    bool   // a variable of that name occurs
}

// read finds the words of text outside of quotes and comments.
func read(text string, mysql bool) words {
	var w words
	depth := 0
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '(':
			depth++
			i++
		case c == ')':
			depth--
			i++
		case c == '\'' || c == '"' || c == '`':
			i = afterQuote(text, i, mysql && c != '`')
		case c == '#' && mysql:
			i = after(text, i, "\n")
		case c == '-' && startsComment(text[i:], mysql):
			i = after(text, i, "\n")
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			i = after(text, i+2, "*/")
		case c == '$' && !mysql:
			i = afterDollar(text, i)
		case c == '.' || c == '@' || c == ':': // a name follows, not a keyword
			from := i + 1
			for i++; i < len(text) && wordByte(text[i]); i++ {
			}
			w.autocommit = w.autocommit || capitals(text[from:i]) == "AUTOCOMMIT"
		case wordByte(c):
			from := i
			for ; i < len(text) && wordByte(text[i]); i++ {
			}
			w.add(capitals(text[from:i]), depth)
		default:
			i++
		}
	}
	return w
}

func (w *words) add(s string, depth int) {
	switch {
	case w.first == "":
		w.first, w.main = s, s
	case w.second == "":
		w.second = s
	}
	switch s {
	case "RETURNING":
		w.returning = true
	case "AUTOCOMMIT":
		w.autocommit = true
	case "SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE":
		if w.main == "WITH" && depth <= 0 {
			w.main = s
		}
	}
}

// rows reports whether a statement answers with rows.
func (w *words) rows(v driver.Verb) bool {
	switch w.main {
	case "SELECT", "VALUES", "TABLE", "SHOW", "DESC", "DESCRIBE", "EXPLAIN", "ANALYZE", "CHECK", "CHECKSUM", "OPTIMIZE",
		"REPAIR", "CALL", "EXECUTE", "HELP", "PRAGMA", "FETCH", "XA", "HANDLER":
		return true
	case "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE":
		return w.returning
	}
	return w.returning || v == driver.Query
}

// standardTx is what a statement makes of the transaction where the database is
// not known: DDL may end it or not.
func standardTx(first, second string) byte {
	switch first {
	case "BEGIN", "START":
		return 'T'
	case "COMMIT", "END", "ABORT":
		return 'I'
	case "ROLLBACK":
		if second == "TO" {
			return 0
		}
		return 'I'
	case "SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE",
		"SHOW", "PRAGMA":
		return 0
	}
	return '?'
}

func wordByte(c byte) bool {
	return c == '_' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// capitals does not allocate for the words that are compared: they are short,
// and most texts have them in capitals.
func capitals(s string) string {
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			b := []byte(s)
			for j := range b {
				if b[j] >= 'a' && b[j] <= 'z' {
					b[j] -= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}

// startsComment says whether -- begins a comment: in MySQL only before a blank,
// for 5--1 is a number there.
func startsComment(s string, mysql bool) bool {
	if len(s) < 2 || s[1] != '-' {
		return false
	}
	return !mysql || len(s) == 2 || s[2] <= ' '
}

func afterQuote(text string, i int, backslash bool) int {
	q := text[i]
	for i++; i < len(text); i++ {
		switch {
		case text[i] == '\\' && backslash:
			i++
		case text[i] == q:
			return i + 1 // a doubled one begins the next quote at once
		}
	}
	return i
}

func after(text string, i int, end string) int {
	for ; i+len(end) <= len(text); i++ {
		if text[i:i+len(end)] == end {
			return i + len(end)
		}
	}
	return len(text)
}

// afterDollar skips PostgreSQL's $tag$ … $tag$; a $1 is not one.
func afterDollar(text string, i int) int {
	j := i + 1
	for j < len(text) && wordByte(text[j]) {
		j++
	}
	if j == len(text) || text[j] != '$' || j > i+1 && text[i+1] >= '0' && text[i+1] <= '9' {
		return j
	}
	return after(text, j+1, text[i:j+1])
}
