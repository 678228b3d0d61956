package compile_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// hostile are names that want to get out of their quotes.
var hostile = []string{`a"b`, `"`, `""`, "`", "``", "a`b", `'`, `a'b`, `\`, `a\"b`, `a\`, `]`, `[x]`, `; DROP TABLE x; --`, `"; DROP TABLE x; --`, "`; DROP TABLE x; --",
	"a b", " a", "a.b", "a.*", "*", "%", "?", "$1", ":x", "::text", "/*", "*/", "--", "#", "a\nb", "a\tb", "a\x01b", "select", "Select", "naïve", "名前", "ß", "\u202eabc",
	"\ufeff", "a\u0300", "null", "true", "1", "1a", "_", "__proto__"}

// naughty are the strings of the big list, where it lies beside the repository.
func naughty(t *testing.T) []string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		dir = filepath.Dir(dir)
		content, err := os.ReadFile(filepath.Join(dir, "shared", "data", "naughty-strings.json"))
		if err != nil {
			continue
		}
		var out []string
		if err := json.Unmarshal(content, &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	t.Log("shared/data/naughty-strings.json is not beside the repository: the names of this file are all that is tried")
	return nil
}

// unquoted reads one identifier from the beginning of s as a database would.
func unquoted(s string, q byte) (name, rest string, ok bool) {
	if s == "" {
		return "", "", false
	}
	if s[0] != q {
		i := 0
		for i < len(s) && (s[i] >= 'a' && s[i] <= 'z' || s[i] == '_' || i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '$')) {
			i++
		}
		return s[:i], s[i:], i > 0
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != q {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == q {
			b.WriteByte(q)
			i++
			continue
		}
		return b.String(), s[i+1:], true
	}
	return "", "", false
}

// TestNamesStayInTheirQuotes puts hostile names into every place of a name: reading
// the SQL as the database does gives them back, and nothing else.
func TestNamesStayInTheirQuotes(t *testing.T) {
	tried := 0
	for _, g := range targets() {
		q := g.d.Grammar().Quote()
		for _, name := range append(naughty(t), hostile...) {
			table := sql.NewTable(name, name)
			col := sql.NewValue[int, int](sql.NewColumn(table, name, sqltype.Integer.Desc(), false, nil))
			text, _, err := g.d.RenderSQL(sql.StatementOf(sql.Select(col.As(name + "_"))))
			if err != nil {
				var ident *compile.IdentError
				if !errors.As(err, &ident) {
					t.Errorf("%s: %q: %v", g.name, name, err)
				}
				continue
			}
			tried++
			rest := text
			for _, part := range []struct{ before, name string }{{"SELECT ", name}, {".", name}, {".", name}, {" AS ", name + "_"}, {" FROM ", name}, {".", name}} {
				after, ok := strings.CutPrefix(rest, part.before)
				if !ok {
					t.Errorf("%s: %q got out: %s", g.name, name, text)
					break
				}
				got, r, ok := unquoted(after, q)
				if !ok || got != part.name {
					t.Errorf("%s: %q is read as %q in %s", g.name, name, got, text)
					break
				}
				rest = r
			}
			if !t.Failed() && rest != "" {
				t.Errorf("%s: %q leaves %q behind", g.name, name, rest)
			}
		}
	}
	if tried < len(hostile) {
		t.Errorf("only %d names were tried", tried)
	}
}

// TestNamesOnServers uses the hostile names on the databases: as a table's alias, a
// label, a column of a subquery. The answer's column has the very name.
func TestNamesOnServers(t *testing.T) {
	for _, s := range servers(t) {
		for _, name := range append(naughty(t), hostile...) {
			inner := sql.Select(sql.Literal(7).As(name)).Subquery(name)
			rows, err := s.run(sql.Select(inner).OrderBy(sql.Col(inner, sql.Literal(7).As(name))))
			if refused(err) || name == "" && err != nil {
				continue
			}
			if err != nil || len(rows) != 1 || rows[0] != "7" {
				t.Errorf("%s: %q: %v %v", s.d.Name(), name, rows, err)
			}
		}
	}
}

// TestValuesOnServers: what goes in as a value, in a literal too, comes out again.
func TestValuesOnServers(t *testing.T) {
	for _, s := range servers(t) {
		for _, v := range append(naughty(t), append(hostile, "")...) {
			rows, err := s.run(sql.Select(sql.When(sql.Eq(sql.Val(v), sql.Val(v)), v).End()))
			if err != nil || len(rows) != 1 || rows[0] != shown(v) && rows[0] != v {
				t.Errorf("%s: %q became %q: %v", s.d.Name(), v, rows, err)
			}
			c := compile.New(s.d.Grammar())
			c.Raw("SELECT ")
			c.Literal(sql.NodeOf(sql.Val(v)))
			text, err := c.Text()
			if err != nil {
				t.Errorf("%s: %q: %v", s.d.Name(), v, err)
				continue
			}
			if rows, err = s.request(statement(text), nil); err != nil || len(rows) != 1 || rows[0] != shown(v) && rows[0] != v {
				t.Errorf("%s: literal %q became %q: %v", s.d.Name(), v, rows, err)
			}
		}
	}
}
