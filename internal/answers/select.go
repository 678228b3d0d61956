package answers

import "github.com/aludel/aludel/sql"

// selects are the cases of select.
func selects() []Case {
	u, o, p := Users, Orders, Products
	return []Case{
		{Name: "whole_table", Stmt: sql.Select(p)},
		{Name: "literal_label", Stmt: sql.Select(sql.Literal(1).As("column1"))},
		{Name: "distinct", Stmt: sql.Select(o.Status).Distinct()},
		{Name: "select_from_only", Stmt: sql.Select(sql.Count()).From(u)},
		{Name: "bool_column_standalone", Stmt: sql.Select(u.ID).Where(u.Active), Text: map[string]string{
			"mysql": "a column of truth values is a condition everywhere", "sqlite": "a column of truth values is a condition everywhere"}},
		{Name: "bool_eq_true", Stmt: sql.Select(u.ID).Where(u.Active.Eq(true)), Text: map[string]string{"*": "a value is bound, true as any other"}},
		{Name: "bool_eq_false_constant", Stmt: sql.Select(u.ID).Where(sql.Eq(u.Active, sql.Typed[bool](sql.False()))), Text: map[string]string{
			"postgresql": "FALSE is in capitals", "mysql": "the literal of all databases without truth values is 0"}},
		{Name: "or_false_seed", Stmt: sql.Select(u.ID).Where(sql.Or(sql.False(), u.ID.Eq(3)))},
	}
}
