package sqlite

import "strings"

// facts are what the adapter must know of a text before SQLite executes it.
type facts struct {
	insert   bool   // its key is last_insert_rowid
	upsert   bool   // it may update instead, and leave the last key of another statement behind
	ends     bool   // COMMIT, END, ROLLBACK, RELEASE: not to be interrupted
	deferred bool   // BEGIN that takes no lock
	session  bool   // it may leave something in the session
	once     bool   // its handle cannot be used again
	pragma   string // the pragma that it sets
	temp     bool   // it may make something temporary
	attach   bool
}

// learn reads the facts from a text.
func learn(text string) facts {
	var f facts
	l := lexer{text: text}
	word := l.next()
	if is(word, "WITH") { // the statement's verb comes after the common table expressions
		for word != "" && (l.depth > 0 || !is(word, "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE")) {
			word = l.next()
		}
	}
	switch {
	case is(word, "INSERT", "REPLACE"):
		f.insert = true
		own := false
		for w := l.next(); w != ""; w = l.next() {
			f.upsert = f.upsert || is(w, "CONFLICT")
			own = own || is(w, "LAST_INSERT_ROWID")
		}
		f.upsert = f.upsert && !own
	case is(word, "COMMIT", "END", "ROLLBACK", "RELEASE"):
		f.ends = true
	case is(word, "BEGIN"):
		f.deferred = is(l.next(), "DEFERRED") || strings.Contains(strings.ToUpper(text), "READ ONLY")
	case is(word, "CREATE"):
		for w := l.next(); w != "" && !f.temp; w = l.next() {
			f.temp = is(w, "TEMP", "TEMPORARY")
		}
		f.session = f.temp
	case is(word, "ATTACH", "DETACH"):
		f.attach, f.session = true, true
	case is(word, "PRAGMA"):
		f.once = true
		f.pragma = strings.ToLower(l.next())
		after := l.next()
		if after == "." {
			f.pragma = strings.ToLower(l.next())
			after = l.next()
		}
		if after != "=" && after != "(" || !sessionPragmas[f.pragma] {
			f.pragma = ""
		}
		f.session = f.pragma != ""
	}
	return f
}

func is(word string, any ...string) bool {
	for _, w := range any {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

// isWord reports whether s can stand in a text as it is.
func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}

// A lexer cuts a text into words, quoted pieces and single other characters. It
// knows no grammar: it only finds where things are not in quotes or comments.
type lexer struct {
	text  string
	at    int
	depth int // of parentheses
}

// next is the next piece; quoted ones with their quotes, "" at the end.
func (l *lexer) next() string {
	t := l.text
	for l.at < len(t) {
		start := l.at
		c := t[start]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			l.at++
			continue
		case strings.HasPrefix(t[start:], "--"):
			l.skip(2, "\n")
			continue
		case strings.HasPrefix(t[start:], "/*"):
			l.skip(2, "*/")
			continue
		case c == '\'' || c == '"' || c == '`':
			l.skip(1, string(c)) // a doubled quote is two pieces, which does no harm here
		case c == '[':
			l.skip(1, "]")
		case wordByte(c):
			for l.at < len(t) && wordByte(t[l.at]) {
				l.at++
			}
		default:
			l.at++
			if c == '(' {
				l.depth++
			} else if c == ')' {
				l.depth--
			}
		}
		return t[start:l.at]
	}
	return ""
}

func (l *lexer) skip(open int, end string) {
	l.at += open
	if i := strings.Index(l.text[l.at:], end); i >= 0 {
		l.at += i + len(end)
	} else {
		l.at = len(l.text)
	}
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= 0x80 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
