package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// wide is as many characters as a text has room for that is no column.
const wide = 16383

// Recursive gives the first one room for those that follow, whose rows are stored as the
// first one is.
func (grammar) Recursive(first, next sql.Node) (a, b sql.Node) {
	if t := sql.TypeOf(first); t != nil && (t.Kind == sqltype.KindString || t.Kind == sqltype.KindChar || t.Kind == sqltype.KindText) {
		return &sql.CastNode{X: first, Type: &sqltype.Desc{Kind: sqltype.KindString, Size: wide}}, next
	}
	return compile.Wider(first, next), next
}
