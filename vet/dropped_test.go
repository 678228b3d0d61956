package vet

import (
	"bytes"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/packages"
)

// TestDropped runs over programs that use the module beside this one.
func TestDropped(t *testing.T) {
	dir, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, dir, Dropped, "./dropped")
	analysistest.RunWithSuggestedFixes(t, dir, Dropped, "./mended")
}

// TestGoVet runs the command below go vet, as the documentation says, and by itself.
func TestGoVet(t *testing.T) {
	tool := filepath.Join(t.TempDir(), "aludelvet")
	if out, err := exec.Command("go", "build", "-o", tool, "./aludelvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, c := range [][]string{{"go", "vet", "-vettool=" + tool, "./mended"}, {tool, "./mended"}} {
		cmd := exec.Command(c[0], c[1:]...)
		cmd.Dir = "testdata"
		out, err := cmd.CombinedOutput()
		if want := "mended.go:11:2: the result of Where is dropped: s does not change"; err == nil || !bytes.Contains(out, []byte(want)) {
			t.Errorf("%s: %v, want an exit code other than 0 and %q\n%s", c, err, want, out)
		}
	}
}

// TestEveryBuilderIsKnown goes through all exported methods of the module that
// give their receiver's type again: what dropping the result means must have been decided.
func TestEveryBuilderIsKnown(t *testing.T) {
	names, err := packages.Load(&packages.Config{Mode: packages.NeedName, Dir: ".."}, "./...")
	if err != nil {
		t.Fatal(err)
	}
	var public []string // what users import; the rest takes minutes to compile
	for _, p := range names {
		path := strings.TrimPrefix(p.PkgPath, module+"/")
		if p.Name != "main" && !strings.HasPrefix(path, "internal/") && !strings.HasPrefix(path, "examples/") && path != "dialecttest" {
			public = append(public, p.PkgPath)
		}
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports, Dir: ".."}, public...)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Error(e)
		}
		path := strings.TrimPrefix(p.PkgPath, module+"/")
		for _, name := range p.Types.Scope().Names() {
			o, ok := p.Types.Scope().Lookup(name).(*types.TypeName)
			if !ok || !o.Exported() || o.IsAlias() {
				continue
			}
			seen[path+"."+name] = true
			n := o.Type().(*types.Named)
			for m := range n.Methods() {
				if !m.Exported() || m.Signature().Results().Len() != 1 {
					continue
				}
				r := m.Signature().Results().At(0).Type()
				if !types.Identical(m.Signature().Recv().Type(), r) && !types.Identical(n, r) || inner[path+"."+name] {
					continue
				}
				if has(values, r) == has(changing, r) {
					t.Errorf("%s.%s.%s gives its receiver's type again: put the type into one of the lists of values.go", path, name, m.Name())
				}
			}
		}
	}
	for _, list := range []map[string]string{values, changing} {
		for pkg, names := range list {
			for name := range strings.FieldsSeq(names) {
				if !seen[pkg+"."+name] {
					t.Errorf("values.go names %s.%s, which does not exist", pkg, name)
				}
			}
		}
	}
}

// inner are types below what users write: nodes and descriptions, and contracts of
// packages that only the module's own packages import.
var inner = map[string]bool{
	"sql.ColumnNode": true, "sql.TextNode": true, "sqltype.Desc": true,
	"orm/mapping.Mapper": true, "orm/mapping.PairSide": true, "orm/state.Map": true,
}

// TestDocumented holds the package's documentation against the command's name.
func TestDocumented(t *testing.T) {
	for file, want := range map[string]string{"doc.go": "go vet -vettool=$(which aludelvet) ./...", "../README.md": "go vet -vettool=$(which aludelvet) ./..."} {
		text, err := os.ReadFile(file)
		if err != nil || !bytes.Contains(text, []byte(want)) {
			t.Errorf("%s does not say %q (%v)", file, want, err)
		}
	}
}
