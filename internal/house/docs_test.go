package house

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aludel/aludel/internal/golden"
)

// example is how a guide says which Example stands in it: <!-- example: sql Select -->
// and, below the code, <!-- end -->.
var example = regexp.MustCompile(`(?s)<!-- example: (\S+) (\S*) -->\n.*?<!-- end -->`)

// TestGoldenGuides holds the code in the guides against the Examples of the packages,
// which the tests run. "make golden" puts it there.
func TestGoldenGuides(t *testing.T) {
	guides, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(guides) == 0 {
		t.Fatal("no guides", err)
	}
	for _, guide := range guides {
		text, err := os.ReadFile(guide)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		want := example.ReplaceAllFunc(text, func(block []byte) []byte {
			n++
			m := example.FindSubmatch(block)
			code, output, err := exampleOf(string(m[1]), string(m[2]))
			if err != nil {
				t.Errorf("%s: %v", guide, err)
				return block
			}
			return fmt.Appendf(nil, "<!-- example: %s %s -->\n```go\n%s\n```\n\n```\n%s```\n<!-- end -->", m[1], m[2], code, output)
		})
		if n == 0 {
			t.Errorf("%s has no example", guide)
		}
		golden.Check(t, guide, want)
	}
}

// exampleOf is the body and the output of an Example of a package.
func exampleOf(dir, name string) (code, output string, err error) {
	files, err := filepath.Glob(filepath.Join("../..", dir, "*_test.go"))
	if err != nil {
		return "", "", err
	}
	fset := token.NewFileSet()
	for _, file := range files {
		tree, err := parser.ParseFile(fset, file, nil, parser.ParseComments)
		if err != nil {
			return "", "", err
		}
		for _, e := range doc.Examples(tree) {
			if e.Name != name {
				continue
			}
			var b strings.Builder
			if block := bodyOf(tree, "Example"+name); block != nil {
				comments := e.Comments[:0:0]
				for _, c := range e.Comments {
					if !strings.HasPrefix(strings.ToLower(c.Text()), "output:") {
						comments = append(comments, c)
					}
				}
				config := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}
				if err := config.Fprint(&b, fset, &printer.CommentedNode{Node: block, Comments: comments}); err != nil {
					return "", "", err
				}
			}
			return unbraced(b.String()), e.Output, nil
		}
	}
	return "", "", fmt.Errorf("package %s has no Example%s", dir, name)
}

// bodyOf is the body of a function of a file. What go/doc has for the code of an Example is the whole file where
// that holds nothing else.
func bodyOf(tree *ast.File, name string) *ast.BlockStmt {
	for _, d := range tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == name {
			return f.Body
		}
	}
	return nil
}

// unbraced is the inside of a block.
func unbraced(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "{"), "}")
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "\t")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
