package mapping

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// folds.txt says which characters a collation takes for the same, as code points in
// hexadecimal: what they fold to, a colon, and they. It is what the collations general_ci,
// unicode_ci, unicode_520_ci and uca1400_ai_ci of MariaDB say, put together: what one of
// them takes for the same has one fold. It says nothing of small and capital ASCII letters.
//
//go:embed folds.txt
var foldTable string

var folds = sync.OnceValue(func() map[rune]string {
	out := make(map[rune]string, 8192)
	code := func(s string) rune {
		n, err := strconv.ParseUint(s, 16, 32)
		if err != nil {
			return utf8.RuneError
		}
		return rune(n)
	}
	for line := range strings.Lines(foldTable) {
		for group := range strings.SplitSeq(strings.TrimSpace(line), "; ") {
			to, from, _ := strings.Cut(group, ":")
			var b strings.Builder
			for s := range strings.FieldsFuncSeq(to, func(r rune) bool { return r == '+' }) {
				b.WriteRune(code(s))
			}
			for span := range strings.FieldsSeq(from) {
				first, last, is := strings.Cut(span, "-")
				if !is {
					last = first
				}
				for r := code(first); r <= code(last); r++ {
					out[r] = b.String()
				}
			}
		}
	}
	return out
})

// Fold is the same for two texts that a database may take for equal, whatever its collation
// is: case, accents, width and blanks at the end do not count, nor do characters that have no
// weight, or lie beyond the first 65,536. It may be the same for two texts that no database
// takes for equal.
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c >= ' ' && c < 0x7f && !(c >= 'A' && c <= 'Z') && !(i > 0 && c == 's' && s[i-1] == 's')
	}
	if plain {
		return strings.TrimRight(s, " ")
	}
	table := folds()
	b := make([]byte, 0, len(s))
	put := func(r rune) {
		switch {
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r > 0xffff, r == 0:
			return
		}
		if r != 's' || len(b) == 0 || b[len(b)-1] != 's' { // ß is s, and ss
			b = utf8.AppendRune(b, r)
		}
	}
	for _, r := range s {
		if to, is := table[r]; is {
			for _, x := range to {
				put(x)
			}
			continue
		}
		put(r)
	}
	return strings.TrimRight(string(b), " ")
}

// FoldShifted is Fold for a collation that was chosen for the column, which may take no
// notice of blanks and punctuation anywhere.
func FoldShifted(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, Fold(s))
}
