package answers

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// subqueries are the cases of subquery.
func subqueries() []Case {
	u, o, t := Users, Orders, T1
	inner := sql.Select(t.X, t.Y).Subquery("anon_2")
	outer := sql.Select(sql.Col(inner, t.X)).Where(sql.Col(inner, t.Y).Eq(2)).Subquery("anon_1")
	n := t.X.Add(1).As("n")
	labelled := sql.Select(n, t.ID).Subquery("anon_2")
	orders := sql.Select1(sql.Count(o.ID)).Where(sql.Eq(o.UserID, u.ID))
	a, k, num := sql.Column("a", sqltype.Integer), sql.Column("k", sqltype.String()), sql.Column("n", sqltype.Integer)
	return []Case{
		{Name: "subquery_nested_two", Stmt: sql.Select(sql.Col(outer, t.X))},
		{Name: "subquery_labeled_expr_col", Stmt: sql.Select(sql.Col(labelled, n).Mul(2)).OrderBy(sql.Col(labelled, n))},
		{Name: "scalar_subquery_column", Stmt: sql.Select(u.Name, sql.Scalar(orders).As("n"))},
		{Name: "scalar_subquery_order_by", Stmt: sql.Select(u.ID).OrderBy(sql.Scalar(orders).Desc()), Unordered: true},
		{Name: "correlate_except", Stmt: sql.Select(u.ID, sql.Scalar(orders.CorrelateExcept(o)))},
		{Name: "correlate_none_disables", Stmt: sql.Select(u.ID).Where(sql.Exists(sql.Select(o.ID).From(o, u).Where(sql.Eq(o.UserID, u.ID)).NoCorrelate()))},
		{Name: "values_scalar", Stmt: sql.Select(sql.Scalar(sql.Values(a).Row(7)))},
		{Name: "values_lateral_alias", Stmt: sql.Select(sql.Values(k, num).Row("one", 1).As("zz"))},
	}
}
