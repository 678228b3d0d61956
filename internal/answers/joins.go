package answers

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// joins are the cases of joins.
func joins() []Case {
	u, o, p := Users, Orders, Products
	m := schema.Alias(u, "m")
	s := sql.Sum(o.Total).As("s")
	sums := sql.Select(o.UserID, s).GroupBy(o.UserID).Subquery("anon_1")
	lat := sql.Select(o.Total.As("t")).Where(sql.Eq(o.UserID, u.ID)).Lateral("anon_1")
	some := sql.TableSample("orders_1", o, sql.System, 25)
	return []Case{
		{Name: "full_join_mysql", Stmt: sql.Select(u.Name, o.ID).From(u).FullJoin(o, sql.Eq(u.ID, o.UserID)), Err: "mysql has no FULL JOIN"},
		{Name: "self_join_alias", Stmt: sql.Select(u.Name, m.Name).Join(m, sql.Eq(u.ManagerID, m.ID))},
		{Name: "join_to_subquery", Stmt: sql.Select(u.Name, sql.Col(sums, s)).Join(sums, sql.Eq(sql.Col(sums, o.UserID), u.ID))},
		{Name: "join_and_extra_from", Stmt: sql.Select(u.ID, p.ID).From(u, p).Join(o).Where(p.ID.Eq(1)),
			Text: map[string]string{"*": "the joins follow all tables of FROM, so that their conditions see each; the foreign key decides which side is written first"}},
		{Name: "lateral_implicit_from", Stmt: sql.Select(u.ID, sql.Col(lat, o.Total.As("t")))},
		{Name: "tablesample_system", Run: func(e *Env) (*Answer, error) {
			a, err := e.Ask(sql.Select(sql.Col(some, o.ID)))
			if err == nil && len(a.Rows) == 4 { // the table is one page, which is in the sample or not: both are right
				a.Rows = nil
			}
			return a, err
		}, Text: map[string]string{"*": "SYSTEM is in capitals, with a blank before its argument"}},
		{Name: "ambiguous_join_error", Stmt: sql.Select(u.ID).Join(p), Err: "no foreign key is between it and users"},
	}
}
