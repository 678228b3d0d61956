package orm

import (
	"errors"

	"github.com/aludel/aludel/sql"
)

// SQL is the query's text and values on a dialect, as in q.SQL(postgres.Dialect). No
// database is asked. What With loads by queries of its own is not in it.
func (q *QueryFor[E]) SQL(d sql.Renderer) (text string, args []any, err error) {
	if d == nil {
		return "", nil, errors.New("a nil was given where a dialect is wanted")
	}
	return d.RenderSQL(sql.StatementOf(q))
}
