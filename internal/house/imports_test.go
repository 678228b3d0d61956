package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// root is the module's directory, as a test of this package sees it.
var root = filepath.Join("..", "..")

const module = "github.com/aludel/aludel"

// A row is a line of the import table: a package and what it may import.
type row struct {
	name    string   // relative to the module; "." is the root package
	later   bool     // does not exist yet
	allowed []string // packages of this module, or modules of others
}

var (
	quoted  = regexp.MustCompile("`([^`]+)`(\\+?)")
	comment = regexp.MustCompile(`^\| *` + "`")
)

// parseTable reads the import table of ARCHITECTURE.md: the lines between the
// two comments. A name with a + stands for the package and all it may import.
func parseTable(text string) ([]row, error) {
	_, text, ok := strings.Cut(text, "<!-- imports: begin -->")
	text, _, ok2 := strings.Cut(text, "<!-- imports: end -->")
	if !ok || !ok2 {
		return nil, errors.New("the comments that enclose the table are missing")
	}
	var rows []row
	for line := range strings.Lines(text) {
		if !comment.MatchString(line) {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%d cells instead of 3 in %q", len(cells), line)
		}
		r := row{name: quoted.FindStringSubmatch(cells[0])[1], later: strings.Contains(cells[0], "(later)")}
		for _, m := range quoted.FindAllStringSubmatch(cells[2], -1) {
			name := m[1]
			above := slices.IndexFunc(rows, func(r row) bool { return r.name == name })
			if above < 0 && !strings.Contains(name, ".") {
				return nil, fmt.Errorf("%s may import %s, which does not stand above it", r.name, name)
			}
			r.allowed = append(r.allowed, name)
			if m[2] == "+" {
				r.allowed = append(r.allowed, rows[above].allowed...)
			}
		}
		if slices.ContainsFunc(rows, func(o row) bool { return o.name == r.name }) {
			return nil, fmt.Errorf("two rows for %s", r.name)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// allows tells whether the row allows an import.
func (r row) allows(path string) bool {
	if path == module || strings.HasPrefix(path, module+"/") {
		return slices.Contains(r.allowed, relative(path))
	}
	return slices.ContainsFunc(r.allowed, func(a string) bool {
		return strings.Contains(a, ".") && (path == a || strings.HasPrefix(path, a+"/"))
	})
}

// relative is a package's name in the table.
func relative(path string) string {
	if path == module {
		return "."
	}
	return strings.TrimPrefix(path, module+"/")
}

// A listed is what "go list" says of a package.
type listed struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func list(t *testing.T) map[string]listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		var e *exec.ExitError
		if errors.As(err, &e) {
			t.Fatalf("go list: %v\n%s", err, e.Stderr)
		}
		t.Fatalf("go list: %v", err)
	}
	packages := map[string]listed{}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		packages[p.ImportPath] = p
	}
}

func TestImportsGoDown(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := parseTable(string(text))
	if err != nil {
		t.Fatalf("the import table of ARCHITECTURE.md: %v", err)
	}
	packages := list(t)
	for path, p := range packages {
		if path != module && !strings.HasPrefix(path, module+"/") {
			continue
		}
		at := slices.IndexFunc(rows, func(r row) bool { return r.name == relative(path) })
		if at < 0 {
			t.Errorf("package %s is not in the import table of ARCHITECTURE.md: add a row below all that it imports", relative(path))
			continue
		}
		if rows[at].later {
			t.Errorf("package %s exists: take its (later) out of the import table of ARCHITECTURE.md", relative(path))
		}
		for _, imported := range p.Imports {
			if !packages[imported].Standard && imported != "C" && !rows[at].allows(imported) {
				t.Errorf("package %s imports %s, which the import table of ARCHITECTURE.md does not allow", relative(path), imported)
			}
		}
	}
	for _, r := range rows {
		// Asked of the file system, because go list leaves out what is not built for this platform.
		if files, _ := filepath.Glob(filepath.Join(root, r.name, "*.go")); len(files) == 0 && !r.later {
			t.Errorf("the import table of ARCHITECTURE.md has a row for %s, which does not exist", r.name)
		}
	}
}

// TestTableIsUnderstood makes sure that the test above can fail.
func TestTableIsUnderstood(t *testing.T) {
	enclosed := func(rows string) string { return "<!-- imports: begin -->\n" + rows + "<!-- imports: end -->" }
	rows, err := parseTable(enclosed("| `a` | x | |\n| `b` | x | `a`, `example.com/m` |\n| `c` (later) | x | `b`+ |\n"))
	if err != nil {
		t.Fatal(err)
	}
	c := rows[2]
	if !c.later || !c.allows(module+"/a") || !c.allows(module+"/b") || !c.allows("example.com/m/v2") {
		t.Errorf("c = %+v", c)
	}
	if c.allows(module+"/c/d") || c.allows("example.com/mm") || rows[0].allows(module+"/b") {
		t.Error("allows too much")
	}
	for _, wrong := range []string{"| `a` | x | `b` |\n| `b` | x | |\n", "| `a` | x | |\n| `a` | x | |\n", "| `a` | x |\n"} {
		if _, err := parseTable(enclosed(wrong)); err == nil {
			t.Errorf("no error for %q", wrong)
		}
	}
}
