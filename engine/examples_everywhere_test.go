package engine_test

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
)

// TestExamplesOfBulksOnAll runs on the servers what go test runs on SQLite alone.
func TestExamplesOfBulksOnAll(t *testing.T) {
	for name, run := range map[string]func(){
		"BulkInsert": ExampleBulkInsert, "BulkInsertSeq": ExampleBulkInsertSeq, "BulkUpsert": ExampleBulkUpsert, "BulkUpdate": ExampleBulkUpdate,
		"ExecuteMany": ExampleExecuteMany, "Conn_CreateAll": ExampleConn_CreateAll, "Engine_CreateAll_condition": ExampleEngine_CreateAll_condition, "Each": ExampleEach, "All": ExampleAll, "AllAs": ExampleAllAs, "One": ExampleOne, "Result": ExampleResult,
	} {
		want := outputOf(t, name)
		t.Run(name, func(t *testing.T) {
			onAll(t, func(t *testing.T, eng *engine.Engine) {
				teasOn = func() (*engine.Engine, error) { return eng, nil }
				defer func() { teasOn = inMemory }()
				if got := printed(t, run); got != want {
					t.Errorf("it prints\n%s\nand on SQLite\n%s", got, want)
				}
			})
		})
	}
}

// outputOf is what an Example of this package prints.
func outputOf(t *testing.T, name string) string {
	t.Helper()
	fset := token.NewFileSet()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		var tree *ast.File
		if tree, err = parser.ParseFile(fset, f.Name(), nil, parser.ParseComments); err != nil {
			t.Fatal(err)
		}
		for _, e := range doc.Examples(tree) {
			if e.Name == name && e.Output != "" {
				return strings.TrimSpace(e.Output)
			}
		}
	}
	t.Fatalf("there is no Example%s with output", name)
	return ""
}

// printed is what f writes to the standard output.
func printed(t *testing.T, f func()) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, text := os.Stdout, make(chan string)
	go func() {
		b, _ := io.ReadAll(r)
		text <- strings.TrimSpace(string(b))
	}()
	os.Stdout = w
	func() {
		defer func() { os.Stdout = out; w.Close() }()
		f()
	}()
	return <-text
}
