package answers

import "github.com/aludel/aludel/sql"

// setops are the cases of setops.
func setops() []Case {
	u, o, p, a, b := Users, Orders, Products, T1, T2
	k := u.ID.As("k")
	both := sql.Select(k).Union(sql.Select(o.ID.As("k"))).Subquery("u")
	names := sql.With("names", sql.Select(u.Name.As("n")).UnionAll(sql.Select(p.Name)))
	return []Case{
		{Name: "except", Stmt: sql.Select(u.ID).Except(sql.Select(o.UserID))},
		{Name: "intersect_all_except_all", Stmt: sql.Select(u.ID).IntersectAll(sql.Select(o.UserID))},
		{Name: "nested_union_in_except", Stmt: sql.Select(a.ID).Union(sql.Select(b.ID)).Except(sql.Select(sql.Literal(1))),
			Differs: map[string]Difference{"sqlite": {Why: "the member becomes a subquery, for SQLite has no parentheses there", Runs: true, Rows: "[[2], [3]]", Keys: []string{"id"}}},
			Text:    map[string]string{"sqlite": "the member becomes a subquery"}},
		{Name: "union_subquery", Stmt: sql.Select(sql.Col(both, k)).Where(sql.Col(both, k).Gt(2))},
		{Name: "union_in_cte", Stmt: sql.Select(sql.Count()).From(names)},
		{Name: "union_labels_mismatch", Stmt: sql.Select(u.Name.As("a")).Union(sql.Select(p.Sku.As("b")))},
		{Name: "union_for_update", Stmt: sql.Select(a.ID).Union(sql.Select(b.ID)).ForUpdate(),
			Differs: map[string]Difference{"*": {Why: "a lock that cannot be had is refused, not left out", Err: "the rows of a UNION cannot be locked"}}},
		{Name: "union_literal_null", Stmt: sql.Select(u.ID, u.Age).Union(sql.Select(o.ID, sql.NullOf[int]())), Differs: map[string]Difference{
			"sqlite": {Why: "the recorded database had lost an order to an earlier case", Rows: "[[1, 30], [1, null], [2, 25], [2, null], [3, null], [4, 41], [4, null]]"}},
			Text: map[string]string{"postgresql": "NULL has the type that was said, or PostgreSQL takes it for a text where nothing else tells"}},
		{Name: "scalar_union", Stmt: sql.Select(sql.Scalar(sql.Select1(sql.Max(a.ID)).Union(sql.Select1(sql.Max(a.ID))))),
			Text: map[string]string{"*": "names are counted in each member by itself"}},
	}
}
