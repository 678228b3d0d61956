package sql

import "strings"

// A Lexis is how a database cuts a text into tokens: where its strings, quoted names and
// comments end. Raw SQL has parameters outside of them only.
type Lexis uint8

// Lexes. A dialect outside of this module has one of these.
const (
	// LexisPostgreSQL: a backslash escapes in E'…' only, comments nest, $tag$ quotes.
	LexisPostgreSQL Lexis = iota
	// LexisMySQL: a backslash escapes in '…' and "…", ` quotes a name, # begins a comment, as
	// -- does before a blank.
	LexisMySQL
	// LexisSQLite: ` and […] quote names.
	LexisSQLite
	lexes
)

// A TokenKind is what a token of a text is.
type TokenKind uint8

// Kinds of tokens.
const (
	TokenSign    TokenKind = iota // an operator, a bracket, or part of one
	TokenSpace                    // blanks and the ends of lines
	TokenWord                     // a keyword, a name without quotes
	TokenNumber                   // a number
	TokenQuoted                   // a string, or a name in quotes
	TokenComment                  // a comment
	TokenParam                    // a parameter of ours: :name
	TokenEscaped                  // \: for a colon
	TokenOpen                     // a string, a name or a comment that the text ends in
)

// Token is the end of the token that begins at s[i], where a token begins, and what it is.
func (l Lexis) Token(s string, i int) (end int, kind TokenKind) {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch c := s[i]; {
	case isSpace(c):
		for end = i + 1; end < len(s) && isSpace(s[end]); end++ {
		}
		return end, TokenSpace
	case c >= '0' && c <= '9':
		return afterWord(s, i), TokenNumber
	case isNameByte(c) && c != '$':
		end = afterWord(s, i)
		if l == LexisPostgreSQL && end == i+1 && c|0x20 == 'e' && next == '\'' {
			return l.escapes(s, end)
		}
		return end, TokenWord
	case c == '\'', c == '"', c == '`' && l != LexisPostgreSQL:
		return quoted(quoteEnd(s, i, l == LexisMySQL && c != '`'))
	case c == '[' && l == LexisSQLite:
		return until(s, i+1, "]", TokenQuoted)
	case c == '$':
		return l.dollar(s, i)
	case c == '#' && l == LexisMySQL, c == '-' && next == '-' && l.dashes(s, i):
		return l.lineEnd(s, i), TokenComment
	case c == '/' && next == '*':
		return l.comment(s, i)
	case c == '\\' && next == ':':
		return i + 2, TokenEscaped
	case c == ':' && (next == ':' || next == '='):
		return i + 2, TokenSign
	case c == ':' && isNameStart(next) && (i == 0 || !endsOperand(s[i-1])):
		return afterName(s, i+1), TokenParam
	}
	return i + 1, TokenSign
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// isNameStart: what begins the name of a parameter. Beyond ASCII all are letters, as in the
// databases.
func isNameStart(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func isNameByte(c byte) bool { return isNameStart(c) || c >= '0' && c <= '9' || c == '$' }

// endsOperand: a colon behind c belongs to what stands there: to a slice as a[1:n], or to an
// object as {'a':b}.
func endsOperand(c byte) bool {
	return isNameByte(c) || c == ')' || c == ']' || c == '"' || c == '\'' || c == '`'
}

func afterWord(s string, i int) int {
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return i
}

// afterName is afterWord for the name of a parameter, which has no dollars.
func afterName(s string, i int) int {
	for i < len(s) && isNameByte(s[i]) && s[i] != '$' {
		i++
	}
	return i
}

func quoted(end int, ok bool) (int, TokenKind) {
	if !ok {
		return end, TokenOpen
	}
	return end, TokenQuoted
}

func until(s string, from int, mark string, kind TokenKind) (int, TokenKind) {
	if from <= len(s) {
		if at := strings.Index(s[from:], mark); at >= 0 {
			return from + at + len(mark), kind
		}
	}
	return len(s), TokenOpen
}

// quoteEnd is the end of what is quoted by s[i]. A doubled quote is one inside.
func quoteEnd(s string, i int, backslash bool) (end int, ok bool) {
	for j := i + 1; j < len(s); j++ {
		switch {
		case backslash && s[j] == '\\':
			j++
		case s[j] != s[i]:
		case j+1 < len(s) && s[j+1] == s[i]:
			j++
		default:
			return j + 1, true
		}
	}
	return len(s), false
}

// escapes is the end of PostgreSQL's E'…' whose quote is s[i]. A string on another line
// continues it, and has the same escapes.
func (l Lexis) escapes(s string, i int) (int, TokenKind) {
	for {
		end, ok := quoteEnd(s, i, true)
		if !ok {
			return end, TokenOpen
		}
		line := false
		for i = end; i < len(s); {
			switch {
			case s[i] == '\n' || s[i] == '\r':
				line = true
				i++
				continue
			case isSpace(s[i]) && s[i] != '\v':
				i++
				continue
			case s[i] == '-' && i+1 < len(s) && s[i+1] == '-':
				i = l.lineEnd(s, i)
				continue
			}
			break
		}
		if !line || i >= len(s) || s[i] != '\'' {
			return end, TokenQuoted
		}
	}
}

// dollar is PostgreSQL's $tag$…$tag$, or a word.
func (l Lexis) dollar(s string, i int) (int, TokenKind) {
	j := i + 1
	if l == LexisPostgreSQL && (j >= len(s) || s[j] < '0' || s[j] > '9') {
		j = afterName(s, j)
		if j < len(s) && s[j] == '$' {
			return until(s, j+1, s[i:j+1], TokenQuoted)
		}
	}
	return afterWord(s, i+1), TokenWord
}

// dashes: -- begins a comment. On MySQL it does before a blank only: 5--3 is 8 there.
func (l Lexis) dashes(s string, i int) bool {
	return l != LexisMySQL || i+2 >= len(s) || s[i+2] <= ' ' || s[i+2] == 0x7f
}

func (l Lexis) lineEnd(s string, i int) int {
	for ; i < len(s) && s[i] != '\n' && (s[i] != '\r' || l != LexisPostgreSQL); i++ {
	}
	return i
}

// comment is a comment from /* on. On PostgreSQL they nest; MySQL executes those that begin
// with /*! or /*M!, whose tokens are those of the text.
func (l Lexis) comment(s string, i int) (int, TokenKind) {
	if l == LexisMySQL {
		if n := executed(s[i:]); n > 0 {
			return i + n, TokenSign
		}
	}
	if l != LexisPostgreSQL {
		return until(s, i+2, "*/", TokenComment)
	}
	for j, depth := i+2, 1; j+1 < len(s); j++ {
		switch s[j : j+2] {
		case "*/":
			if depth--; depth == 0 {
				return j + 2, TokenComment
			}
			j++
		case "/*":
			depth++
			j++
		}
	}
	return len(s), TokenOpen
}

// executed is the length of what begins a comment that MySQL executes, 0 where s does not.
func executed(s string) int {
	n := 0
	switch {
	case strings.HasPrefix(s, "/*!"):
		n = 3
	case strings.HasPrefix(s, "/*M!"):
		n = 4
	default:
		return 0
	}
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}
