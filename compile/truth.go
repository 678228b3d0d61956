package compile

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// TruthText is n as a text, where it is a truth value and the database has only numbers for
// these: true or false, as elsewhere. Anything else is n itself.
func TruthText(n sql.Node) sql.Node {
	if t := sql.TypeOf(n); t == nil || t.Kind != sqltype.KindBoolean {
		return n
	}
	return &sql.CaseNode{Type: sqltype.Text.Desc(), Whens: []sql.Branch{
		{Cond: n, Then: &sql.LiteralNode{Word: "'true'"}},
		{Cond: &sql.UnaryNode{Op: sql.OpNot, X: n}, Then: &sql.LiteralNode{Word: "'false'"}},
	}}
}
