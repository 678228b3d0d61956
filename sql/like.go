package sql

import (
	"unicode"
	"unicode/utf8"
)

// The patterns of expressions: what stands in them for any text is escaped by the
// database.

// escaped is x with the characters that have a meaning in a pattern escaped.
func escaped(x Node) Node {
	for _, c := range [...]string{"/", "%", "_"} {
		x = fn(FnReplace, varchar, x, text(c), text("/"+c))
	}
	return x
}

func joined(parts ...Node) Node {
	n := parts[0]
	for _, p := range parts[1:] {
		n = &BinaryNode{Op: OpConcat, L: n, R: p, Type: varchar}
	}
	return n
}

func likeOf(x, pattern Node, escape rune, fold bool) Cond {
	return cond(&LikeNode{X: x, Pattern: pattern, Escape: escape, Fold: fold})
}

// LikeOf is x LIKE pattern, of expressions.
func LikeOf[S, T any](x Textual[S], pattern Textual[T]) Cond {
	return likeOf(NodeOf(x), NodeOf(pattern), 0, false)
}

// ILikeOf is LikeOf without regard to case.
func ILikeOf[S, T any](x Textual[S], pattern Textual[T]) Cond {
	return likeOf(NodeOf(x), NodeOf(pattern), 0, true)
}

// LikeEscape is x LIKE pattern, in which the character behind escape means itself: % and _
// are any text and any character otherwise. No other character escapes.
func LikeEscape[T any](x Textual[T], pattern string, escape rune) Cond {
	return likeEscaped(NodeOf(x), text(pattern), escape, false)
}

// ILikeEscape is [LikeEscape] without regard to case.
func ILikeEscape[T any](x Textual[T], pattern string, escape rune) Cond {
	return likeEscaped(NodeOf(x), text(pattern), escape, true)
}

// LikeEscapeOf is [LikeEscape] of expressions.
func LikeEscapeOf[S, T any](x Textual[S], pattern Textual[T], escape rune) Cond {
	return likeEscaped(NodeOf(x), NodeOf(pattern), escape, false)
}

func likeEscaped(x, pattern Node, escape rune, fold bool) Cond {
	switch {
	case escape == '%' || escape == '_' || escape == 0 || escape == utf8.RuneError:
		return cond(errorf("LIKE cannot be escaped by %q: use a character that no pattern means anything by, as '/'", escape))
	case fold && unicode.IsLetter(escape):
		return cond(errorf("ILIKE cannot be escaped by %q, which has another case: use a character that is no letter, as '/'", escape))
	}
	return likeOf(x, pattern, escape, fold)
}

// HasPrefixOf reports whether x begins with s; % and _ in s mean themselves.
func HasPrefixOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(escaped(NodeOf(s)), text("%")), likeEscape, false)
}

// IHasPrefixOf is HasPrefixOf without regard to case.
func IHasPrefixOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(escaped(NodeOf(s)), text("%")), likeEscape, true)
}

// HasSuffixOf reports whether x ends with s; % and _ in s mean themselves.
func HasSuffixOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(text("%"), escaped(NodeOf(s))), likeEscape, false)
}

// IHasSuffixOf is HasSuffixOf without regard to case.
func IHasSuffixOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(text("%"), escaped(NodeOf(s))), likeEscape, true)
}

// ContainsOf reports whether s is in x; % and _ in s mean themselves.
func ContainsOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(text("%"), escaped(NodeOf(s)), text("%")), likeEscape, false)
}

// IContainsOf is ContainsOf without regard to case.
func IContainsOf[S, T any](x Textual[S], s Textual[T]) Cond {
	return likeOf(NodeOf(x), joined(text("%"), escaped(NodeOf(s)), text("%")), likeEscape, true)
}

// Matches reports whether a part of x matches the regular expression pattern, in
// the database's syntax. Case matters, whatever the collation is. SQLite has the
// syntax of Go, on connections that the bundled driver made.
func Matches[T any](x Textual[T], pattern string) Cond { return regexp(x, pattern, "") }

// IMatches is Matches without regard to case.
func IMatches[T any](x Textual[T], pattern string) Cond { return regexp(x, pattern, "i") }

func regexp[T any](x Textual[T], pattern, flags string) Cond {
	c := fn(FnRegexp, boolean, NodeOf(x), text(pattern))
	c.Word = flags
	return cond(c)
}

// ReplaceMatches is x with every match of the regular expression pattern replaced.
// In replacement \1 to \9 are what its groups matched; MySQL writes them as $1.
func ReplaceMatches[T, R any](x TextualOf[T, R], pattern, replacement string) Str[T, R] {
	return replaceMatches(x, pattern, replacement, "")
}

// IReplaceMatches is ReplaceMatches without regard to case.
func IReplaceMatches[T, R any](x TextualOf[T, R], pattern, replacement string) Str[T, R] {
	return replaceMatches(x, pattern, replacement, "i")
}

func replaceMatches[T, R any](x TextualOf[T, R], pattern, replacement, flags string) Str[T, R] {
	c := fn(FnRegexpReplace, varchar, NodeOf(x), text(pattern), text(replacement))
	c.Word = flags
	return textual[T, R](c)
}
