package sqlite_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/sql"
)

// FuzzReading compares the parameters that a raw text has for us with those that SQLite
// itself finds in it, since it knows :name too.
func FuzzReading(f *testing.F) {
	for _, s := range []string{"SELECT :a, ':b' /* :c */, :d", "SELECT \":a\" AS [:b], :c AS `:d` -- :e\n, :f", "SELECT 5--:a\n, :b", `SELECT 'a\' || :a || ' :b', :c`, "VALUES (:a),(:b),(:a)", "SELECT x'00', 1.5e3, :größe /* :x /* */"} {
		f.Add(s)
	}
	conn, err := sqlite3.Open(":memory:")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { conn.Close() })
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, "\\\x00") || strings.Contains(s, "::") { // \: is ours, :: is a cast of others
			return
		}
		stmt, tail, err := conn.Prepare(s)
		if err != nil || stmt == nil {
			return // it is no SQL
		}
		defer stmt.Close()
		if strings.TrimSpace(tail) != "" {
			return
		}
		var theirs, ours []string
		for i := range stmt.BindCount() {
			theirs = append(theirs, stmt.BindName(i+1))
		}
		n := sql.StatementOf(sql.Text(sql.SQL(s))).(*sql.TextNode).For(sqlite.Dialect.Grammar().Lexis())
		for _, b := range n.Binds {
			if name := ":" + b.Name; !slices.Contains(ours, name) {
				ours = append(ours, name)
			}
		}
		for _, name := range theirs {
			if name == "" || name[0] != ':' || strings.Contains(name, "$") || name[1] >= '0' && name[1] <= '9' {
				return // what is no parameter of ours is an error when it is executed
			}
		}
		if n.Err != nil && strings.Contains(s, "/*") {
			return // SQLite takes a comment that does not end, we do not
		}
		if n.Err != nil || !slices.Equal(ours, theirs) {
			if touching(s) {
				return // a colon behind a word or a quote: an error when it is executed
			}
			t.Errorf("%q: SQLite has %q, we have %q (%v)", s, theirs, ours, n.Err)
		}
	})
}

// touching: a colon stands directly behind a word, a quote or a closing bracket.
func touching(s string) bool {
	for i := 1; i < len(s); i++ {
		c := s[i-1]
		if s[i] == ':' && (strings.IndexByte(")]\"'`_$", c) >= 0 || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80) {
			return true
		}
	}
	return false
}
