package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Recursive makes one type of both, without a length: what the first one is, is what the
// database wants both to be together.
func (grammar) Recursive(first, next sql.Node) (a, b sql.Node) {
	if isString(first) && isString(next) {
		return &sql.CastNode{X: first, Type: sqltype.Text.Desc()}, &sql.CastNode{X: next, Type: sqltype.Text.Desc()}
	}
	return compile.Wider(first, next), next
}

func isString(n sql.Node) bool {
	switch kind(n) {
	case sqltype.KindString, sqltype.KindChar, sqltype.KindText:
		return true
	}
	return false
}
