package compile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/internal/golden"
)

func schemaGrammars(t *testing.T) map[string]compile.SchemaGrammar {
	t.Helper()
	out := map[string]compile.SchemaGrammar{}
	for _, d := range []dialect.Dialect{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		g, ok := d.Grammar().(compile.SchemaGrammar)
		if !ok {
			t.Fatalf("the grammar of %s is no SchemaGrammar", d.Name())
		}
		out[d.Name()] = g
	}
	return out
}

func TestGoldenDDL(t *testing.T) {
	cases := corpus.Schemas()
	if len(cases) < 40 {
		t.Fatalf("%d cases", len(cases))
	}
	for name, g := range schemaGrammars(t) {
		var b strings.Builder
		for _, c := range cases {
			fmt.Fprintf(&b, "== %s\n", c.Name)
			create, drop, err := c.Plan(compile.TraitsOf(g))
			for _, statements := range [][]ddl.Statement{create, drop} {
				texts, e := compile.AllDDL(g, statements)
				if e != nil {
					err = e
					break
				}
				for _, text := range texts {
					b.WriteString(text + ";\n")
				}
			}
			if err != nil {
				fmt.Fprintf(&b, "error: %v\n", err)
			}
			b.WriteByte('\n')
		}
		golden.Check(t, "testdata/"+name+"/ddl.sql", []byte(b.String()))
	}
}

func TestNamesOfSchemaCasesDiffer(t *testing.T) {
	var names []string
	for _, c := range corpus.Schemas() {
		if slices.Contains(names, c.Name) {
			t.Errorf("two cases are named %q", c.Name)
		}
		names = append(names, c.Name)
	}
}
