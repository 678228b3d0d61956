package orm

import "github.com/aludel/aludel/sql"

// tree is a query that is built already.
type tree struct{ n sql.Node }

func (t tree) BuildQuery() sql.Node { return t.n }

// A selecting is a SELECT that is built already. Its address is a query, so that
// making a statement of it costs nothing.
type selecting sql.SelectNode

func (t *selecting) BuildQuery() sql.Node { return (*sql.SelectNode)(t) }

// statement is a tree as a statement.
func statement(n sql.Node) sql.Statement {
	if n, ok := n.(*sql.SelectNode); ok {
		return sql.QueryFrom[sql.Record]((*selecting)(n))
	}
	return sql.QueryFrom[sql.Record](tree{n})
}
