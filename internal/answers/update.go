package answers

import "github.com/aludel/aludel/sql"

// updates are the cases of update.
func updates() []Case {
	u, o, w, x := Users, Orders, Widgets, Pgx
	m := sql.Max(o.Total).As("m")
	most := sql.Select(o.UserID, m).GroupBy(o.UserID).Subquery("anon_1")
	return []Case{
		{Name: "correlated_exists_where", Stmt: sql.Update(u).Set(u.Active.Set(true)).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.UserID, u.ID)))),
			Text: map[string]string{"*": "what EXISTS selects does not matter"}},
		{Name: "from_subquery", Stmt: sql.Update(u).From(most).Set(u.Balance.SetExpr(sql.Col(most, m))).Where(sql.Eq(u.ID, sql.Col(most, o.UserID))),
			Text: map[string]string{"sqlite": "a decimal of a subquery keeps the collation of decimals, or it would sort as a text"}},
		{Name: "onupdate_default_fires", Stmt: sql.Update(w).Set(w.Name.Set("zz")).Where(w.ID.Eq(1)),
			Text: map[string]string{"*": "the time of the change is LOCALTIMESTAMP, for the column has no zone; with microseconds on MySQL, with milliseconds on SQLite"}},
		{Name: "onupdate_overridden", Stmt: sql.Update(w).Set(w.Name.Set("zz"), w.Touched.SetNull()).Where(w.ID.Eq(1)),
			Text: map[string]string{"postgresql": "TIMESTAMP is without a time zone"}},
		{Name: "mysql_limit", Stmt: sql.Update(o).Set(o.Note.Set("q")).AllRows().Limit(2),
			Text: map[string]string{"*": "a row count is bound"}},
		{Name: "array_index_set", Stmt: sql.Update(x).Set(sql.SetElement(x.Nums, 2, sql.Val(99))).Where(x.ID.Eq(1))},
	}
}
