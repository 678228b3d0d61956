package vet

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Dropped reports calls that build a statement, a query, an expression or an
// option which nobody takes. Where the value stands in a variable of the function it
// suggests the assignment that was forgotten.
var Dropped = &analysis.Analyzer{
	Name:     "dropped",
	Doc:      "report statements, queries and expressions of Aludel that are built and dropped\n\nThey are values: q.Where(…) gives a longer query and leaves q as it is. Write q = q.Where(…).",
	URL:      "https://pkg.go.dev/" + module + "/vet",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	in.Preorder([]ast.Node{(*ast.ExprStmt)(nil), (*ast.DeferStmt)(nil), (*ast.GoStmt)(nil)}, func(n ast.Node) {
		switch s := n.(type) {
		case *ast.ExprStmt:
			if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
				check(pass, call, true)
			}
		case *ast.DeferStmt:
			check(pass, s.Call, false)
		case *ast.GoStmt:
			check(pass, s.Call, false)
		}
	})
	return nil, nil
}

// check reports the call if its result is a value. It may suggest an assignment if
// the call is a statement of its own.
func check(pass *analysis.Pass, call *ast.CallExpr, alone bool) {
	fn := typeutil.StaticCallee(pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != module && !strings.HasPrefix(fn.Pkg().Path(), module+"/") {
		return
	}
	result := pass.TypesInfo.TypeOf(call) // with its type arguments, where the signature has a parameter
	if fn.Signature().Results().Len() != 1 || !has(values, result) || adds(fn) {
		return
	}
	d := analysis.Diagnostic{Pos: call.Pos(), End: call.End()}
	v := root(pass.TypesInfo, call)
	switch {
	case v == nil || !types.Identical(v.Type(), result):
		d.Message = fmt.Sprintf("the result of %s is dropped: it is a value, and building it has no effect of its own", fn.Name())
	default:
		d.Message = fmt.Sprintf("the result of %s is dropped: %s does not change; write %[2]s = %[2]s.…", fn.Name(), v.Name())
		if alone {
			d.SuggestedFixes = []analysis.SuggestedFix{{
				Message:   fmt.Sprintf("Assign the result to %s", v.Name()),
				TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.Pos(), NewText: []byte(v.Name() + " = ")}},
			}}
		}
	}
	pass.Report(d)
}

// adds tells whether a function is given a MetaData, which keeps what it makes: a domain
// is there, whether or not a column has it.
func adds(fn *types.Func) bool {
	for p := range fn.Signature().Params().Variables() {
		if has(map[string]string{"schema": "MetaData"}, p.Type()) {
			return true
		}
	}
	return false
}

// root is the variable of a function that a chain of method calls begins with, nil if it
// begins with something else.
func root(info *types.Info, call *ast.CallExpr) *types.Var {
	for {
		method, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		switch x := ast.Unparen(method.X).(type) {
		case *ast.CallExpr:
			call = x
		case *ast.Ident:
			v, ok := info.Uses[x].(*types.Var)
			if !ok || v.Parent() == nil || v.Pkg() == nil || v.Parent() == v.Pkg().Scope() {
				return nil
			}
			return v
		default:
			return nil
		}
	}
}
