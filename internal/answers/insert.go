package answers

import "github.com/aludel/aludel/sql"

// inserts are the cases of insert.
func inserts() []Case {
	n, p, u, w, l := Nodes, Products, Users, Widgets, Ledger
	return []Case{
		{Name: "values_kwargs", Stmt: sql.Insert(n).Values(n.ID.Set(9), n.Label.Set("n"))},
		{Name: "values_dict", Stmt: sql.Insert(n).Rows([]sql.Assignment{n.ID.Set(9), n.Label.Set("n")})},
		{Name: "multi_values", Stmt: sql.Insert(n).Values(n.ID.Set(10), n.Label.Set("a")).Values(n.ID.Set(11), n.Label.Set("b"))},
		{Name: "sql_expr_value", Stmt: sql.Insert(n).Values(n.ID.Set(12), n.Label.SetExpr(sql.Upper(sql.String(sql.Val("abc")))))},
		{Name: "bindparam_value", Stmt: sql.Insert(n).Values(n.ID.SetExpr(sql.Param[int]("the_id")), n.Label.SetExpr(sql.Param[string]("lb"))), Params: sql.Params{"the_id": 14, "lb": "q"}},
		{Name: "returning_mysql_not_rejected_at_compile", Stmt: sql.Insert(n).Values(n.ID.Set(17)).Returning(n.ID),
			Text: map[string]string{"*": "what is returned is of the one table"}},
		{Name: "returning_sort_by_order", Stmt: sql.Insert(p).Values(p.ID.Set(901), p.Name.Set("a")).Values(p.ID.Set(902), p.Name.Set("b")).Returning(p.ID, p.Name),
			Differs: map[string]Difference{"*": {Why: "several rows are one statement, and what is returned says which row it is of", Runs: true, Rows: `[[901, "a"], [902, "b"]]`, Keys: []string{"id", "name"}}}},
		{Name: "from_select_no_defaults", Stmt: sql.Insert(w).FromSelect([]sql.Expr{w.Name}, sql.Select(u.Name)).WithoutDefaults()},
		{Name: "from_select_union", Stmt: sql.Insert(n).FromSelect([]sql.Expr{n.ID}, sql.Select(sql.Literal(401)).Union(sql.Select(sql.Literal(402)))),
			Text: map[string]string{"*": "names are counted in each member by itself"}},
		{Name: "sqlite_on_conflict_nothing", Stmt: sql.Insert(p).Values(p.Sku.Set("A-1")).OnConflict(p.Sku).DoNothing()},
		{Name: "mysql_on_duplicate_ordered", Stmt: sql.Insert(p).Values(p.ID.Set(1), p.Name.Set("n")).OnConflict(p.ID).DoUpdate(p.Stock.Set(5), p.Name.SetExpr(sql.Concat(sql.Excluded(p.Name), sql.Val("!")))),
			Differs: map[string]Difference{"mysql": {Why: "one row was written; the database counts a changed row as two", Count: new(int64(1))}},
			Text:    map[string]string{"*": "no blanks are around the sign of an assignment, here as in UPDATE"}},
		{Name: "schema_insert", Run: written(sql.Insert(l).Values(l.Amount.Set("5.00"), l.Owner.Set("me"))),
			Text: map[string]string{"postgresql": "a key that the database generates is returned where it is asked for; a type has no length, or a value that is too long would be cut"}},
	}
}

// written is the text of a statement that cannot be executed, for it is of a schema that
// no database has.
func written(s sql.Statement) func(*Env) (*Answer, error) {
	return func(e *Env) (*Answer, error) {
		text, _, err := e.Engine.Dialect().RenderSQL(sql.StatementOf(s))
		return &Answer{SQL: text}, err
	}
}
