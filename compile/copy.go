package compile

import (
	"strings"

	"github.com/aludel/aludel/sql"
)

// notForExecution begins every text of Copyable.
const notForExecution = "-- to be read, not executed: its values are written into it\n"

// Copyable is the text of n with its values as literals, for a person to read or to paste
// into a client of the database, under a comment that says so. Programs
// execute the statement itself, whose values are bound. A parameter without a value, and a value
// that has no literal, are errors.
func Copyable(g Grammar, n sql.Node) (string, error) {
	k := &sql.Key{Lexis: g.Lexis()}
	k.Node(n)
	if k.Err != nil {
		return "", k.Err
	}
	c := newCompiler(g, k)
	c.inline = true
	c.places = make([]int32, len(k.Binds))
	c.statement(n)
	if c.err != nil {
		return "", c.err
	}
	var b strings.Builder
	b.WriteString(notForExecution)
	b.Write(c.buf)
	return b.String(), nil
}
