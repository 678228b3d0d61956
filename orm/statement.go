package orm

import "github.com/aludel/aludel/sql"

// tree is a query that is built already.
type tree struct{ n sql.Node }

func (t tree) BuildQuery() sql.Node { return t.n }

// A selecting is a SELECT that is built already. Its address is a query, so that
// making a statement of it costs nothing.
type selecting sql.SelectNode

func (t *selecting) BuildQuery() sql.Node { return (*sql.SelectNode)(t) }

// An inserting and an updating are the same for INSERT and UPDATE.
type (
	inserting sql.InsertNode
	updating  sql.UpdateNode
)

func (t *inserting) BuildQuery() sql.Node { return (*sql.InsertNode)(t) }
func (t *updating) BuildQuery() sql.Node  { return (*sql.UpdateNode)(t) }

// statement is a tree as a statement.
func statement(n sql.Node) sql.Statement {
	switch n := n.(type) {
	case *sql.SelectNode:
		return sql.QueryFrom[sql.Record]((*selecting)(n))
	case *sql.InsertNode:
		return sql.QueryFrom[sql.Record]((*inserting)(n))
	case *sql.UpdateNode:
		return sql.QueryFrom[sql.Record]((*updating)(n))
	}
	return sql.QueryFrom[sql.Record](tree{n})
}
