package answers

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// quoting are the cases of quoting.
func quoting() []Case {
	q := Quirks
	dotted := schema.NewTable(schema.NewMetaData(schema.InSchema("db.owner")), "t", schema.Column("id", sqltype.Integer))
	plain := schema.NewTable(schema.NewMetaData(), "t", schema.Column("1st", sqltype.Integer), schema.Column("a$b", sqltype.Integer), schema.Column("_x", sqltype.Integer))
	return []Case{
		{Name: "order_by_reserved", Stmt: sql.Select(q.Group).OrderBy(q.Group)},
		{Name: "schema_dotted", Stmt: sql.Select(dotted), Err: "db.owner"},
		{Name: "schema_tablename_label", Run: func(e *Env) (*Answer, error) { // compiled only: there is no such schema
			text, _, err := e.Engine.Dialect().RenderSQL(sql.StatementOf(sql.Select(Ledger.ID.As("fin_ledger_id"))))
			return &Answer{SQL: text}, err
		}},
		{Name: "bind_from_quirky_column", Stmt: sql.Select(q.Plain).Where(q.WithSpace.Eq("s p"))},
		{Name: "digits_first", Stmt: sql.Select(plain), Err: "t"},
	}
}
