package answers

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// An AbsTable has a column that is compared by its absolute value.
type AbsTable struct {
	schema.Rows
	V schema.Int
}

// Abses is in no database.
var Abses = schema.Declare(schema.NewMetaData(), "tt", func(t *AbsTable) { t.V.PrimaryKey() })

// absEq is how such a column is compared: in Go a function, where the type has operators
// of its own in the recorded expression.
func absEq(x sql.NumericOf[int, int], n int) sql.Cond {
	return sql.Eq(sql.Abs(x), sql.Abs(sql.Number(sql.Val(n))))
}

// customs are the cases of custom.
func customs() []Case {
	return []Case{
		{Name: "comparator_factory", Stmt: sql.Select(Abses.V).Where(absEq(Abses.V, -5)), Err: "tt"},
		{Name: "named_callable_generic", Stmt: sql.Select(sql.Func("as_utc", sqltype.Timestamp, Users.CreatedAt).As("u")), Err: "as_utc"},
	}
}
