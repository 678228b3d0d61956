package compile_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// nodeTypes are the types with a node method in package sql, from its source: a new
// one cannot be forgotten.
func nodeTypes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../sql/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Name.Name != "node" || fn.Recv == nil || fn.Type.Results != nil {
				continue
			}
			if star, ok := fn.Recv.List[0].Type.(*ast.StarExpr); ok {
				out = append(out, star.X.(*ast.Ident).Name)
			}
		}
	}
	return out
}

// TestEveryNodeIsKnown: each kind of node is in the corpus, and the key and the
// compiler have a case for it.
func TestEveryNodeIsKnown(t *testing.T) {
	met := map[string]bool{}
	for _, c := range corpus.All() {
		seen := map[sql.Node]bool{}
		sql.Walk(sql.StatementOf(c.Stmt), func(n sql.Node) bool {
			met[reflect.TypeOf(n).Elem().Name()] = true
			if seen[n] {
				return false
			}
			seen[n] = true
			return true
		})
	}
	types := nodeTypes(t)
	if len(types) < 25 {
		t.Fatalf("only %q were found", types)
	}
	for _, name := range types {
		if !met[name] {
			t.Errorf("no case of the corpus has a %s", name)
		}
	}
	for name := range met {
		if !slices.Contains(types, name) {
			t.Errorf("%s has no node method in package sql", name)
		}
	}
	for _, c := range corpus.All() {
		k := keyOf(c.Stmt)
		_, err := compile.Compile(postgres.Dialect.Grammar(), sql.StatementOf(c.Stmt), k)
		if err != nil && strings.Contains(err.Error(), "mistake in aludel") {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
}

func TestNamesOfCasesDiffer(t *testing.T) {
	seen := map[string]bool{}
	all := corpus.All()
	for _, c := range all {
		if seen[c.Name] {
			t.Errorf("two cases are named %q", c.Name)
		}
		seen[c.Name] = true
	}
	if len(all) < 150 {
		t.Errorf("%d cases", len(all))
	}
	for _, m := range []map[string]string{corpus.NotExecuted, corpus.DifferentRows} {
		for name := range m {
			if !seen[name] {
				t.Errorf("there is no case %q", name)
			}
		}
	}
}
