package answers

import "github.com/aludel/aludel/sql"

// windows are the cases of window.
func windows() []Case {
	o := Orders
	sum := func(w sql.Window) sql.Statement { return sql.Select(sql.Sum(o.Total).Over(w)) }
	byID := sql.WindowBy(o.ID)
	around := byID.Rows(sql.Preceding(1), sql.Following(1))
	distance := map[string]string{"mysql": "MariaDB takes no parameters there"}
	return []Case{
		{Name: "partition_order", Stmt: sql.Select(o.ID, sql.Rank().Over(sql.PartitionBy(o.UserID).OrderBy(o.Total.Desc())))},
		{Name: "empty_over", Stmt: sum(sql.Window{})},
		{Name: "rows_unbounded_current", Stmt: sum(byID.Rows(sql.UnboundedPreceding, sql.CurrentRow))},
		{Name: "rows_between", Stmt: sum(around), Text: distance},
		{Name: "rows_following_both", Stmt: sum(byID.Rows(sql.Following(1), sql.Following(3))), Text: distance},
		{Name: "groups", Stmt: sum(sql.WindowBy(o.Status).Groups(sql.Preceding(1), sql.CurrentRow))},
		{Name: "exclude", Stmt: sum(around.ExcludeCurrentRow())},
		{Name: "lag_lead", Stmt: sql.Select(sql.Lag(o.Total, 1).Over(byID), sql.Lead(o.Total, 1).Over(byID)), Text: map[string]string{"*": "the distance is written always"}},
		{Name: "order_by_over", Stmt: sql.Select(o.ID).OrderBy(sql.RowNumber().Over(sql.WindowBy(o.Total.Desc())))},
		{Name: "over_nulls_last", Stmt: sql.Select(sql.Rank().Over(sql.WindowBy(o.PlacedOn.Desc().NullsLast())))},
	}
}
