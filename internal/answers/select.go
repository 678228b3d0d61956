package answers

import "github.com/aludel/aludel/sql"

// Reasons that several cases have.
const (
	alwaysBound = "a value is bound, true as any other"
	noAnon      = "a subquery has the name that it was given"
)

// selects are the cases of select.
func selects() []Case {
	u, o, p := Users, Orders, Products
	return []Case{
		{Name: "whole_table", Stmt: sql.Select(p)},
		{Name: "literal_label", Stmt: sql.Select(sql.Literal(1).As("column1"))},
		{Name: "distinct", Stmt: sql.Select(o.Status).Distinct()},
		{Name: "order_by_string_label", Stmt: sql.Select(o.Total.As("amount")).OrderBy(sql.Label("amount"))},
		{Name: "with_only_columns", Stmt: sql.Select(u).Where(u.ID.Eq(7)).WithOnlyColumns(u.Name)},
		{Name: "add_columns", Stmt: sql.Select(u.ID).AddColumns(o.Status).CartesianProduct()},
		{Name: "select_from_only", Stmt: sql.Select(sql.Count()).From(u)},
		{Name: "bool_column_standalone", Stmt: sql.Select(u.ID).Where(u.Active), Text: map[string]string{
			"mysql": "a column of truth values is a condition everywhere", "sqlite": "a column of truth values is a condition everywhere"}},
		{Name: "bool_eq_true", Stmt: sql.Select(u.ID).Where(u.Active.Eq(true)), Text: map[string]string{"*": alwaysBound}},
		{Name: "bool_eq_false_constant", Stmt: sql.Select(u.ID).Where(sql.Eq(u.Active, sql.Typed[bool](sql.False()))), Text: map[string]string{
			"postgresql": "FALSE is in capitals", "mysql": "the literal of all databases without truth values is 0"}},
		{Name: "or_false_seed", Stmt: sql.Select(u.ID).Where(sql.Or(sql.False(), u.ID.Eq(3)))},
		{Name: "column_collation_order_mysql", Stmt: sql.Select(u.Name).OrderBy(sql.Collate(u.Name, "utf8mb4_bin").Desc())},
	}
}
