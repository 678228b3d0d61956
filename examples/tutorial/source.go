package main

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

//go:embed *.go oneway/*.go bothways/*.go testdata/mistakes/mistakes.go
var sources embed.FS

// source is the text of this program's declarations by name, functions with what
// is between their braces only.
var source = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	read := func(fs embed.FS, dir, prefix string) {
		files, err := fs.ReadDir(dir)
		if err != nil {
			panic(err) // what is embedded can be read
		}
		for _, f := range files {
			if f.IsDir() || strings.HasSuffix(f.Name(), "_test.go") {
				continue
			}
			text, err := fs.ReadFile(strings.TrimPrefix(dir+"/", "./") + f.Name())
			if err != nil {
				panic(err)
			}
			cut(string(text), prefix, texts)
		}
	}
	read(sources, ".", "")
	read(sources, "oneway", "oneway.")
	read(sources, "bothways", "bothways.")
	read(sources, "testdata/mistakes", "mistakes.")

	return texts
})

// cut puts the declarations of a file into texts.
func cut(file, prefix string, texts map[string]string) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", file, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(err) // it was compiled
	}
	between := func(from, to token.Pos) string {
		return file[fset.Position(from).Offset:fset.Position(to).Offset]
	}
	for _, d := range tree.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := d.Name.Name
			if d.Recv != nil {
				name = strings.TrimPrefix(between(d.Recv.List[0].Type.Pos(), d.Recv.List[0].Type.End()), "*") + "." + name
				texts[prefix+name] = between(d.Pos(), d.End())
				continue
			}
			texts[prefix+name] = outdent(between(d.Body.Lbrace+1, d.Body.Rbrace))
		case *ast.GenDecl:
			from := d.Pos()
			if d.Doc != nil {
				from = d.Doc.Pos()
			}
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					texts[prefix+s.Name.Name] = between(from, d.End())
				case *ast.ValueSpec:
					texts[prefix+s.Names[0].Name] = between(from, d.End())
				}
			}
		}
	}
}

// outdent takes one tab from each line, and blank lines from both ends.
func outdent(s string) string {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimPrefix(l, "\t")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n\t ")
}

// declaration is the text of a declaration, as "Products" or "oneway.Order".
func declaration(name string) string {
	text, ok := source()[name]
	if !ok {
		return fmt.Sprintf("// there is no declaration %s in this program", name)
	}
	return text
}

// body is the text of the function d.
func body(d demo) string {
	name := runtime.FuncForPC(reflect.ValueOf(d).Pointer()).Name()
	return declaration(name[strings.LastIndexByte(name, '.')+1:])
}

// mistake is a wrong line of testdata/mistakes and the compiler's message, which
// stands beside it.
func mistake(name string) (line, message string) {
	for l := range strings.Lines(declaration("mistakes." + name)) {
		if code, says, ok := strings.Cut(l, "// ERROR "); ok {
			return strings.TrimSpace(code), strings.TrimSpace(says)
		}
	}
	return name, "there is no such mistake in testdata/mistakes"
}
