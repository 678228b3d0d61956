package sqlite

import (
	"errors"
	"regexp"
	"strings"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"
)

// register adds the functions that SQLite leaves to programs: regular expressions
// in the syntax of Go, statistics, and full-text search (FTS5).
//
//   - x REGEXP pattern, and regexp(pattern, x)
//   - regexp_replace(x, pattern, replacement): every match; \1 to \9 are groups
//   - stddev_samp, var_pop, corr, percentile_cont, mode and others of the standard
func register(c *sqlite3.Conn) error {
	const flags = sqlite3.DETERMINISTIC | sqlite3.INNOCUOUS
	return errors.Join(
		c.CreateFunction("regexp", 2, flags, matches),
		c.CreateFunction("regexp_replace", 3, flags, replaced),
		registerStatistics(c),
		fts5.Register(c))
}

// compiled is the expression in argument i, kept as long as the argument is a constant.
func compiled(ctx sqlite3.Context, args []sqlite3.Value, i int) *regexp.Regexp {
	if re, ok := ctx.GetAuxData(i).(*regexp.Regexp); ok {
		return re
	}
	re, err := regexp.Compile(args[i].Text())
	if err != nil {
		ctx.ResultError(err)
		return nil
	}
	ctx.SetAuxData(i, re)
	return re
}

func anyNull(args []sqlite3.Value) bool {
	for _, a := range args {
		if a.Type() == sqlite3.NULL {
			return true
		}
	}
	return false
}

func matches(ctx sqlite3.Context, args ...sqlite3.Value) {
	if anyNull(args) {
		ctx.ResultNull()
		return
	}
	if re := compiled(ctx, args, 0); re != nil {
		ctx.ResultBool(re.Match(args[1].RawText()))
	}
}

func replaced(ctx sqlite3.Context, args ...sqlite3.Value) {
	if anyNull(args) {
		ctx.ResultNull()
		return
	}
	if re := compiled(ctx, args, 1); re != nil {
		ctx.ResultText(re.ReplaceAllString(args[0].Text(), template(args[2].Text())))
	}
}

// template is a replacement with groups as \1 in the form of package regexp.
func template(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '$':
			b.WriteString("$$")
		case c == '\\' && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9':
			i++
			b.WriteString("${" + s[i:i+1] + "}")
		case c == '\\' && i+1 < len(s) && s[i+1] == '\\':
			i++
			b.WriteByte('\\')
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
