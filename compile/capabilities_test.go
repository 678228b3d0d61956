package compile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/sql"
)

// hasOn is what a capability's row says of a dialect.
func hasOn(c corpus.Capability, d dialect.Dialect) corpus.Has {
	return map[string]corpus.Has{"postgresql": c.Postgres, "mysql": c.MariaDB, "sqlite": c.SQLite}[d.Name()]
}

// TestCapabilities holds what is declared of each database against the database: what is there
// runs, by the words that were said, or by others; what is lacking is refused before anything is sent.
func TestCapabilities(t *testing.T) {
	for _, s := range servers(t) {
		for _, c := range corpus.Capabilities() {
			stmt := c.Statement()
			if stmt == nil {
				t.Errorf("%s: the corpus has no %s", c.Name, c.Case)
				continue
			}
			text, _, err := s.d.RenderSQL(sql.StatementOf(stmt))
			has := hasOn(c, s.d)
			switch {
			case has == corpus.Refuses && !refused(err):
				t.Errorf("%s on %s is said to be lacking: %s %v", c.Name, s.d.Name(), text, err)
			case has != corpus.Refuses && err != nil:
				t.Errorf("%s on %s: %v", c.Name, s.d.Name(), err)
			case has == corpus.Supports && !strings.Contains(text, c.Word):
				t.Errorf("%s on %s is emulated: %s", c.Name, s.d.Name(), text)
			case has == corpus.Emulates && strings.Contains(text, c.Word):
				t.Errorf("%s on %s is no emulation: %s", c.Name, s.d.Name(), text)
			}
			if err != nil {
				continue
			}
			if why := corpus.NotExecuted[c.Case]; why != "" {
				t.Errorf("%s: %s is not executed, since %s", c.Name, c.Case, why)
				continue
			}
			s.undone(func() {
				if _, err := s.run(stmt); err != nil {
					t.Errorf("%s on %s: %v", c.Name, s.d.Name(), err)
				}
			})
		}
	}
}

// undone runs f in a transaction that is rolled back.
func (s *server) undone(f func()) {
	s.t.Helper()
	begin, err := s.d.Begin(dialect.TxOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.exec(begin...)
	f()
	s.exec(s.d.Rollback())
}

const capabilitiesPage = "../docs/dialects.md"

// TestGoldenCapabilities prints what is declared, and what the dialects say of themselves, into the page.
func TestGoldenCapabilities(t *testing.T) {
	page, err := os.ReadFile(capabilitiesPage)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- capabilities: begin -->\n", "<!-- capabilities: end -->\n"
	head, rest, ok := strings.Cut(string(page), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", capabilitiesPage)
	}
	var b strings.Builder
	b.WriteString(head + begin)
	b.WriteString("| capability | PostgreSQL 15 | MariaDB 10.11 | SQLite |\n|---|---|---|---|\n")
	word := map[corpus.Has]string{corpus.Supports: "yes", corpus.Emulates: "emulated", corpus.Refuses: "refused"}
	for _, c := range corpus.Capabilities() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, word[c.Postgres], word[c.MariaDB], word[c.SQLite])
	}
	b.WriteString("\n| what a dialect says of itself | PostgreSQL | MariaDB | SQLite |\n|---|---|---|---|\n")
	f := make([]dialect.Features, 0, 3)
	for _, x := range targets() {
		if x.name != "mysql" {
			f = append(f, x.d.Features())
		}
	}
	yes := func(name string, of func(dialect.Features) bool) {
		b.WriteString("| " + name)
		for _, x := range f {
			b.WriteString(" | " + map[bool]string{true: "yes", false: "no"}[of(x)])
		}
		b.WriteString(" |\n")
	}
	number := func(name string, of func(dialect.Features) int) {
		b.WriteString("| " + name)
		for _, x := range f {
			if n := of(x); n > 0 {
				fmt.Fprintf(&b, " | %d", n)
			} else {
				b.WriteString(" | no limit")
			}
		}
		b.WriteString(" |\n")
	}
	number("placeholders of a statement", func(f dialect.Features) int { return f.MaxBinds })
	yes("one placeholder in several places", func(f dialect.Features) bool { return f.NumberedBinds })
	number("length of a name", func(f dialect.Features) int { return f.MaxIdent })
	yes("… in characters, not bytes", func(f dialect.Features) bool { return f.MaxIdentChars })
	yes("truth values are a type", func(f dialect.Features) bool { return f.NativeBool })
	yes("UUIDs are a type", func(f dialect.Features) bool { return f.NativeUUID })
	yes("arrays are types", func(f dialect.Features) bool { return f.NativeArray })
	yes("enumerations are types with a name", func(f dialect.Features) bool { return f.NativeEnum })
	yes("savepoints", func(f dialect.Features) bool { return f.Savepoints })
	yes("CREATE and DROP can be rolled back", func(f dialect.Features) bool { return f.TransactionalDDL })
	yes("comments of tables and columns", func(f dialect.Features) bool { return f.Comments })
	yes("schemas", func(f dialect.Features) bool { return f.Schemas })
	yes("sequences", func(f dialect.Features) bool { return f.Sequences })
	yes("many statements in one flight", func(f dialect.Features) bool { return f.Pipelining })
	yes("the protocol tells a generated key", func(f dialect.Features) bool { return f.LastInsertID })
	b.WriteString(end + tail)
	golden.Check(t, capabilitiesPage, []byte(b.String()))
}
