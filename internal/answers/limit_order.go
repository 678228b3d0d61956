package answers

import "github.com/aludel/aludel/sql"

// limits are the cases of limit_order.
func limits() []Case {
	u, o := Users, Orders
	return []Case{
		{Name: "limit_bindparam", Stmt: sql.Select(u.ID).OrderBy(u.ID).LimitOf(sql.Param[int]("lim")).OffsetOf(sql.Param[int]("off")),
			Params: sql.Params{"lim": 2, "off": 1}, Text: map[string]string{"mysql": "LIMIT … OFFSET is MySQL's too, and in the order that one reads"}},
		{Name: "limit_reset", Stmt: sql.Select(u.ID).Limit(5).NoLimit()},
		{Name: "fetch_with_ties", Stmt: sql.Select(o.ID).OrderBy(o.Status).Limit(1).WithTies(), Text: map[string]string{"*": "a row count is a BIGINT"}},
		{Name: "order_by_unresolvable_string", Stmt: sql.Select(u.ID).OrderBy(sql.Label("nosuch")), Err: "the select list has no column of that name"},
		{Name: "group_by_two_having_two", Stmt: sql.Select(o.Status).GroupBy(o.Status, o.UserID).Having(sql.Sum(o.Total).Gt("1")).Having(sql.Count().Lt(10)),
			Differs: map[string]Difference{"sqlite": {Why: "the recorded database had lost an order to an earlier case", Rows: `[["open"], ["paid"], ["paid"], ["void"]]`}},
			Text:    map[string]string{"*": "a value has the type of what it is compared with: NUMERIC, and BIGINT for a count"}},
	}
}
