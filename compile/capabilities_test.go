package compile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
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
			holds(t, c, has, s.d, text, err)
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

// holds compares what a row says with what a dialect has made of it.
func holds(t *testing.T, c corpus.Capability, has corpus.Has, d dialect.Dialect, text string, err error) {
	t.Helper()
	switch {
	case has == corpus.Refuses && !refused(err):
		t.Errorf("%s on %s is said to be lacking: %s %v", c.Name, d.Name(), text, err)
	case has != corpus.Refuses && err != nil:
		t.Errorf("%s on %s: %v", c.Name, d.Name(), err)
	case has == corpus.Supports && !strings.Contains(text, c.Word):
		t.Errorf("%s on %s is emulated: %s", c.Name, d.Name(), text)
	case has == corpus.Emulates && strings.Contains(text, c.Word):
		t.Errorf("%s on %s is no emulation: %s", c.Name, d.Name(), text)
	}
}

// TestSchemaCapabilities is the same of types and schemas, as text: package engine creates and
// drops each of these cases.
func TestSchemaCapabilities(t *testing.T) {
	for _, x := range targets() {
		if x.name == "mysql" {
			continue // the columns are of MariaDB
		}
		g := x.d.Grammar().(compile.SchemaGrammar)
		for _, c := range corpus.SchemaCapabilities() {
			of := c.SchemaCase()
			if of == nil || of.Changes != nil {
				t.Errorf("%s: there is no case %q of a whole schema", c.Name, c.Case)
				continue
			}
			var texts []string
			create, _, err := of.Plan(compile.TraitsOf(g))
			if err == nil {
				texts, err = compile.AllDDL(g, create)
			}
			holds(t, c, hasOn(c, x.d), x.d, strings.Join(texts, "; "), err)
		}
	}
}

// A transactionCapability is a row about how a transaction begins.
type transactionCapability struct {
	corpus.Capability
	options dialect.TxOptions
}

func transactionCapabilities() []transactionCapability {
	const s, e, n = corpus.Supports, corpus.Emulates, corpus.Refuses
	row := func(name, word string, pg, my, lite corpus.Has, o dialect.TxOptions) transactionCapability {
		return transactionCapability{corpus.Capability{Name: name, Word: word, Postgres: pg, MariaDB: my, SQLite: lite}, o}
	}
	return []transactionCapability{
		row("READ UNCOMMITTED", "READ UNCOMMITTED", s, s, n, dialect.TxOptions{Isolation: dialect.ReadUncommitted}),
		row("READ COMMITTED", "READ COMMITTED", s, s, e, dialect.TxOptions{Isolation: dialect.ReadCommitted}),
		row("REPEATABLE READ", "REPEATABLE READ", s, s, e, dialect.TxOptions{Isolation: dialect.RepeatableRead}),
		row("SERIALIZABLE", "SERIALIZABLE", s, s, e, dialect.TxOptions{Isolation: dialect.Serializable}),
		row("transactions that only read", "READ ONLY", s, s, e, dialect.TxOptions{ReadOnly: true}),
		row("one state for all reads", "SNAPSHOT", e, s, e, dialect.TxOptions{Snapshot: true}),
		row("transactions that wait until they cannot fail", "DEFERRABLE", s, n, n, dialect.TxOptions{Isolation: dialect.Serializable, ReadOnly: true, Deferrable: true}),
	}
}

// TestTransactionCapabilities begins each kind of transaction, and ends it.
func TestTransactionCapabilities(t *testing.T) {
	for _, s := range servers(t) {
		for _, c := range transactionCapabilities() {
			begin, err := s.d.Begin(c.options)
			holds(t, c.Capability, hasOn(c.Capability, s.d), s.d, strings.Join(begin, "; "), err)
			if err != nil {
				continue
			}
			s.exec(begin...)
			s.exec(s.d.Rollback())
			if strings.HasPrefix(begin[0], "PRAGMA") {
				s.exec("PRAGMA query_only = 0") // which the engine puts back
			}
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
	rows := func(cs []corpus.Capability) {
		for _, c := range cs {
			fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", c.Name, word[c.Postgres], word[c.MariaDB], word[c.SQLite])
		}
	}
	rows(corpus.Capabilities())
	b.WriteString("\n| types and schemas | PostgreSQL 15 | MariaDB 10.11 | SQLite |\n|---|---|---|---|\n")
	rows(corpus.SchemaCapabilities())
	b.WriteString("\n| transactions | PostgreSQL 15 | MariaDB 10.11 | SQLite |\n|---|---|---|---|\n")
	for _, c := range transactionCapabilities() {
		rows([]corpus.Capability{c.Capability})
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
	yes("it tells how many rows an upsert wrote", func(f dialect.Features) bool { return f.UpsertCounted })
	b.WriteString(end + tail)
	golden.Check(t, capabilitiesPage, []byte(b.String()))
}
