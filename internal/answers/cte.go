package answers

import "github.com/aludel/aludel/sql"

// ctes are the cases of cte.
func ctes() []Case {
	u, o, n, t := Users, Orders, Nodes, T1
	s := sql.Sum(o.Total).As("s")
	sums := sql.With("sums", sql.Select(o.UserID, s).GroupBy(o.UserID))
	a := sql.With("a", sql.Select(o.UserID, o.Total).Where(o.Status.Eq("paid")))
	total := sql.Sum(sql.Col(a, o.Total)).As("t")
	b := sql.With("b", sql.Select(sql.Col(a, o.UserID), total).GroupBy(sql.Col(a, o.UserID)))
	gone := sql.With("gone", sql.Delete(o).Where(o.Status.Eq("void")).Returning(o.ID, o.Total))
	ins := sql.With("ins", sql.Insert(n).Values(n.ID.Set(50), n.Label.Set("n50")).Returning(n.ID))
	users := sql.With("o", sql.Select(o.UserID))
	mine := sql.With("My CTE", sql.Select(t.ID))
	typed := "a value has the type of the column that it is compared with"
	return []Case{
		{Name: "simple", Stmt: sql.Select(sql.Col(sums, o.UserID), sql.Col(sums, s)).Where(sql.Col(sums, s).Gt("10")), Text: map[string]string{"*": typed}},
		{Name: "two_ctes_dependent", Stmt: sql.Select(u.Name, sql.Col(b, total)).From(u).Join(b, sql.Eq(sql.Col(b, o.UserID), u.ID))},
		{Name: "dml_cte_delete_returning", Stmt: sql.Select(sql.Col(gone, o.ID), sql.Col(gone, o.Total))},
		{Name: "dml_cte_insert_returning", Stmt: sql.Select(sql.Col(ins, n.ID))},
		{Name: "cte_in_subquery", Stmt: sql.Select(u.ID).Where(u.ID.InQuery(sql.Select1(sql.Col(users, o.UserID).NotNull())))},
		{Name: "cte_name_needs_quotes", Stmt: sql.Select(sql.Col(mine, t.ID))},
	}
}
