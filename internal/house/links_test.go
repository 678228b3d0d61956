package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// libraries are the database libraries below the bundled dialects.
var libraries = map[string]string{
	"sqlite":   "github.com/ncruces/go-sqlite3",
	"postgres": "github.com/jackc/pgx/v5",
	"mysql":    "github.com/go-sql-driver/mysql",
}

// TestEngineLinksOnlyWhatIsUsed looks at what a program links that opens an engine with
// one dialect: the library of that, and of no other.
func TestEngineLinksOnlyWhatIsUsed(t *testing.T) {
	for dialect := range libraries {
		linked := linkedBy(t, `package main

import (
	"github.com/aludel/aludel/dialect/`+dialect+`"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func main() {
	eng, err := engine.Open(`+dialect+`.Dialect, "sqlite://")
	_, _, _ = eng, err, orm.NewBase
}
`)
		for other, library := range libraries {
			if linked[library] != (other == dialect) {
				t.Errorf("a program with engine.Open(%s.Dialect, …) links %s: %v", dialect, library, linked[library])
			}
		}
	}
}

// TestFrontDoorLinksAll makes sure that the test above can fail.
func TestFrontDoorLinksAll(t *testing.T) {
	linked := linkedBy(t, "package main\n\nimport _ \"github.com/aludel/aludel\"\n\nfunc main() {}\n")
	for _, library := range libraries {
		if !linked[library] {
			t.Errorf("aludel.Open does not link %s", library)
		}
	}
}

// linkedBy are the modules of others from which a program links packages.
func linkedBy(t *testing.T, program string) map[string]bool {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-f", "{{if .DepsErrors}}{{.ImportPath}}: {{.DepsErrors}}{{end}}{{with .Module}}{{.Path}}{{end}}", file)
	cmd.Dir = root
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	linked := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		linked[strings.TrimSpace(line)] = true
	}
	if !linked[module] {
		t.Fatalf("go list says:\n%s", out)
	}
	return linked
}
