package vet

import (
	"go/types"
	"strings"
)

// module is whose calls are looked at.
const module = "github.com/aludel/aludel"

// values are the types, by package, whose values never change: a call that gives one and does
// nothing else is of no use when its result is dropped. A test goes through
// all methods of the module that give their receiver's type again and fails for
// one that stands neither here nor in changing.
var values = map[string]string{
	"sql": "Agg Assignment Bool Bound CTE CTEOption CaseExpr Conflict DeleteStmt FuncTable Grouping InsertStmt " +
		"JSON JSONPath Joined ListArg MergeMatched MergeNotMatched MergeStmt Num Operator Order Quantified " +
		"ReturningStmt SelectStmt Str Subquery SwitchExpr TextStmt Tuple UpdateStmt Value ValuesStmt Window WindowFn",
	"orm":     "LoadFor QueryFor SessionOption",
	"schema":  "ColumnOption FKOption MetaOption SequenceOption TableOption TablePart ViewOption",
	"engine":  "BulkOption ConnOption Engine ExplainOption Option",
	"dburl":   "URL",
	"sqltype": "Of",
}

// changing are the types with methods that give their receiver again after having
// changed it: declarations, and the rows of a result that are left out.
var changing = map[string]string{
	"schema": "Array Constraint Decimal Def Enum Multirange NullArray NullDecimal NullEnum NullMultirange NullRange NullText Range Text",
	"orm":    "ToHasOne ToLoose ToMany ToOne ToOneOf",
	"engine": "Result",
}

// has tells whether a list holds the type, or what the pointer points to.
func has(list map[string]string, t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	pkg, ok := strings.CutPrefix(n.Obj().Pkg().Path(), module+"/")
	return ok && strings.Contains(" "+list[pkg]+" ", " "+n.Obj().Name()+" ")
}
