package house

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNoNameOfDatabaseSQL keeps the exported names of package sql apart from
// those of database/sql: a file that uses one of them tells an editor which of
// the two packages to import.
func TestNoNameOfDatabaseSQL(t *testing.T) {
	std, err := exec.Command("go", "list", "-f", "{{.Dir}}", "database/sql").Output() // go/build knows no GOROOT after -trimpath
	if err != nil {
		t.Fatal(err)
	}
	taken := exported(t, strings.TrimSpace(string(std)))
	if len(taken) < 20 || !taken["Rows"] {
		t.Fatalf("database/sql was not read: %d names", len(taken))
	}
	own := exported(t, filepath.Join(root, "sql"))
	if len(own) < 20 {
		t.Fatalf("package sql was not read: %d names", len(own))
	}
	for name := range own {
		if taken[name] {
			t.Errorf("sql.%s exists in database/sql, too: name it otherwise", name)
		}
	}
}

// exported returns the exported package-level names of the package in dir.
func exported(t *testing.T, dir string) map[string]bool {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for name := range f.Scope.Objects {
			if token.IsExported(name) {
				names[name] = true
			}
		}
	}
	return names
}

// methodLookup is reflect's Method and MethodByName, whose name is not a constant.
var methodLookup = regexp.MustCompile(`\.Method\(|\.MethodByName\([^"]`)

// library reports whether a program that uses Aludel may link the file.
func library(name string) bool {
	for _, other := range []string{"bench/", "dialecttest/", "examples/", "internal/", "vet/"} {
		if strings.HasPrefix(name, other) {
			return false
		}
	}
	return true
}

// TestNoMethodIsLookedUpByName keeps programs small: the linker cannot leave out one
// exported method of any type where a program may ask reflect for each.
func TestNoMethodIsLookedUpByName(t *testing.T) {
	files(t, func(name string, content []byte) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || !library(name) {
			return
		}
		if m := methodLookup.Find(content); m != nil && bytes.Contains(content, []byte(`"reflect"`)) {
			t.Errorf("%s looks up methods with %s…): every program that links it gets 4 MB larger", name, m)
		}
	})
}
