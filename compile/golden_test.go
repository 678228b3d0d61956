package compile_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/sql"
)

// A target is a dialect under the name of its golden files.
type target struct {
	name string
	d    dialect.Dialect
}

func targets() []target {
	return []target{{"postgresql", postgres.Dialect}, {"mariadb", mysql.Dialect}, {"mysql", mysql.MySQL}, {"sqlite", sqlite.Dialect}}
}

// TestGolden compares the SQL of every statement of the corpus with what is
// checked in, byte for byte. ALUDEL_UPDATE_GOLDEN=1 writes it anew.
func TestGolden(t *testing.T) {
	for _, g := range targets() {
		for _, topic := range corpus.Topics() {
			var b strings.Builder
			for _, c := range topic.Cases {
				fmt.Fprintf(&b, "-- %s\n%s\n", c.Name, rendered(g.d, c.Stmt))
			}
			golden.Check(t, "testdata/"+g.name+"/"+topic.Name+".sql", []byte(b.String()))
		}
	}
}

func rendered(d dialect.Dialect, s sql.Statement) string {
	text, args, err := d.RenderSQL(sql.StatementOf(s))
	var unsupported *compile.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return "unsupported: " + oneLine(err.Error()) + "\n"
	case err != nil:
		return "error: " + oneLine(err.Error()) + "\n"
	}
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = fmt.Sprintf("%q", s)
		}
	}
	if len(args) > 0 {
		return oneLine(text) + "\n" + oneLine(fmt.Sprint("-- ", args)) + "\n"
	}
	return oneLine(text) + "\n"
}

// oneLine shows control characters and what is no UTF-8 so that a case stays on its line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return '␀' + r
		}
		return r
	}, s)
}

func refused(err error) bool {
	var unsupported *compile.UnsupportedError
	var ident *compile.IdentError
	return errors.As(err, &unsupported) || errors.As(err, &ident)
}
