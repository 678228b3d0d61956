package vet

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Unloaded reports reads of a collection of objects that a query in the same function gave
// without loading it: the field is nil, and a loop over it runs no times. What the function
// says anything else about is left alone: a With, Of, Preload, Join or any other use of the
// relationship, a value for the field, a query that was begun elsewhere.
var Unloaded = &analysis.Analyzer{
	Name:      "unloaded",
	Doc:       "report reads of collections that nothing has loaded\n\nA collection that a query does not load is nil. Write With(orm.SelectIn(Products.Orders)), or Products.Orders.Of(ctx, s, p).",
	URL:       "https://pkg.go.dev/" + module + "/vet",
	Requires:  []*analysis.Analyzer{inspect.Analyzer},
	FactTypes: []analysis.Fact{new(eager)},
	Run:       runUnloaded,
}

// eager is a relationship that is loaded with every query, by declaration.
type eager struct{}

func (*eager) AFact()         {}
func (*eager) String() string { return "loaded by declaration" }

func runUnloaded(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	in.Preorder([]ast.Node{(*ast.CallExpr)(nil)}, func(n ast.Node) {
		method, ok := ast.Unparen(n.(*ast.CallExpr).Fun).(*ast.SelectorExpr)
		if !ok || method.Sel.Name != "Loading" {
			return
		}
		if f := relationship(pass.TypesInfo, method.X); f != nil && f.Pkg() == pass.Pkg {
			pass.ExportObjectFact(f, &eager{})
		}
	})
	in.Preorder([]ast.Node{(*ast.FuncDecl)(nil)}, func(n ast.Node) {
		if f := n.(*ast.FuncDecl); f.Body != nil {
			readings(pass, f.Body)
		}
	})
	return nil, nil
}

// collections are the relationships of a table struct whose field in the object is a
// collection that a query must load, by name.
type collections map[string]*types.Var

// readings reports what one function reads of what it has not loaded.
func readings(pass *analysis.Pass, body *ast.BlockStmt) {
	info := pass.TypesInfo
	objects := map[*types.Var]collections{} // variables that hold what a query gave
	set := map[*types.Var]int{}             // how often a variable is assigned
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if v := variable(info, l); v != nil {
					set[v]++
				}
			}
			if len(n.Rhs) == 1 {
				if v := variable(info, n.Lhs[0]); v != nil {
					if of := found(pass, n.Rhs[0]); of != nil {
						objects[v] = of
					} else if x, ok := ast.Unparen(n.Rhs[0]).(*ast.IndexExpr); ok && objects[variable(info, x.X)] != nil {
						objects[v] = objects[variable(info, x.X)]
					}
				}
			}
		case *ast.RangeStmt:
			if v := variable(info, n.Value); v != nil {
				set[v]++
				if of := objects[variable(info, n.X)]; of != nil {
					objects[v] = of
				}
			}
		}
		return true
	})
	if len(objects) == 0 {
		return
	}
	said := map[string]bool{} // relationships that the function says something else of
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if f := relationship(info, n); f != nil {
				said[f.Name()] = true
			}
		case *ast.AssignStmt:
			for _, l := range n.Lhs {
				if s, ok := ast.Unparen(l).(*ast.SelectorExpr); ok {
					said[s.Sel.Name] = true
				}
			}
		case *ast.KeyValueExpr: // an object that is made here, and may be the one that is found
			if id, ok := n.Key.(*ast.Ident); ok {
				said[id.Name] = true
			}
		case *ast.UnaryExpr:
			if s, ok := ast.Unparen(n.X).(*ast.SelectorExpr); ok && n.Op == token.AND {
				said[s.Sel.Name] = true
			}
		}
		return true
	})
	ast.Inspect(body, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x := ast.Unparen(s.X)
		if i, ok := x.(*ast.IndexExpr); ok {
			x = ast.Unparen(i.X)
		}
		v := variable(info, x)
		if v == nil || set[v] != 1 || objects[v][s.Sel.Name] == nil || said[s.Sel.Name] {
			return true
		}
		pass.ReportRangef(s, "nothing has loaded %s of what the query gave: it is nil, whatever the database has; add With(orm.SelectIn(….%[1]s)) to the query, or ask by ….%[1]s.Of", s.Sel.Name)
		return true
	})
}

// variable is the variable that an expression names, nil when it is none.
func variable(info *types.Info, x ast.Expr) *types.Var {
	id, ok := x.(*ast.Ident)
	if !ok {
		return nil
	}
	if v, ok := info.Defs[id].(*types.Var); ok {
		return v
	}
	v, _ := info.Uses[id].(*types.Var)
	return v
}

// found are the collections that are not loaded in what a call gives: that of All, One or
// First of a query that begins with Select there and says no With, or of a table's Get.
func found(pass *analysis.Pass, x ast.Expr) collections {
	call, ok := ast.Unparen(x).(*ast.CallExpr)
	if !ok || !ofORM(pass.TypesInfo, call, "All", "One", "First", "Get") {
		return nil
	}
	for first := true; ; first = false {
		fun := ast.Unparen(call.Fun)
		if i, ok := fun.(*ast.IndexExpr); ok { // with its type argument
			fun = i.X
		}
		method, ok := fun.(*ast.SelectorExpr)
		if !ok {
			return nil
		}
		switch method.Sel.Name {
		case "With":
			return nil
		case "Get":
			if first {
				return unloaded(pass, method.X)
			}
		case "Select":
			if ofORM(pass.TypesInfo, call, "Select") && len(call.Args) == 1 {
				return unloaded(pass, call.Args[0])
			}
		}
		if call, ok = ast.Unparen(method.X).(*ast.CallExpr); !ok {
			return nil
		}
	}
}

// ofORM reports whether a function or method of package orm is called that has one of names.
func ofORM(info *types.Info, call *ast.CallExpr, names ...string) bool {
	fn := typeutil.StaticCallee(info, call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == module+"/orm" && slices.Contains(names, fn.Name())
}

// unloaded are the collections of a table struct that a query leaves alone.
func unloaded(pass *analysis.Pass, table ast.Expr) collections {
	t := types.Unalias(pass.TypesInfo.TypeOf(table))
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	out := collections{}
	for f := range st.Fields() {
		if has(map[string]string{"orm": "ToMany"}, f.Type()) && !pass.ImportObjectFact(f, &eager{}) {
			out[f.Name()] = f
		}
	}
	return out
}

// relationship is the field of a table struct that an expression names, nil when it is none.
func relationship(info *types.Info, x ast.Expr) *types.Var {
	s, ok := ast.Unparen(x).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	f, ok := info.Uses[s.Sel].(*types.Var)
	if !ok || !f.IsField() || !has(map[string]string{"orm": "ToMany"}, f.Type()) {
		return nil
	}
	return f
}
