package answers

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// texts are the cases of text_literal.
func texts() []Case {
	u, o := Users, Orders
	id, name := sql.Column("id", sqltype.Integer), sql.Column("name", sqltype.String())
	st := sql.Text("SELECT id, name FROM users").Columns(id, name).Subquery("st")
	ids := sql.With("st", sql.Text("SELECT id FROM users").Columns(id))
	grouped := "raw SQL is put in parentheses always"
	return []Case{
		{Name: "text_bind", Stmt: sql.Text("SELECT * FROM users WHERE id = :uid AND name != :nm").Bind("uid", 1).Bind("nm", "x"), Differs: map[string]Difference{
			"sqlite": {Why: "SQLite says what its columns were declared as, and they are read so; the recorded balance is that of an earlier case",
				Rows: `[[1, "ed", "Ed Jones", 30, true, "100.50", {"datetime": "2024-01-02T03:04:05"}, null]]`}},
			Text: map[string]string{"postgresql": "a text beside raw SQL has no type, for it may be meant as anything"}},
		{Name: "text_escaped_colon", Stmt: sql.Text(`SELECT id FROM users WHERE name = :nm AND note\:\:x`).Bind("nm", "ed"), Err: "error",
			Text: map[string]string{}},
		{Name: "text_expanding_empty", Stmt: sql.Text("SELECT id FROM users WHERE id IN :ids").Bind("ids", sql.List[int]()), Text: map[string]string{
			"postgresql": "an empty array has the type of what it is compared with", "mysql": "the query without rows is one for all types", "sqlite": "the query without rows is one for all types"}},
		{Name: "text_columns", Stmt: sql.Text("SELECT id, name FROM users").Columns(u.ID, u.Name)},
		{Name: "text_columns_subquery", Stmt: sql.Select(sql.Col(st, name)).Where(sql.Col(st, id).Eq(2))},
		{Name: "text_columns_cte", Stmt: sql.Select(sql.Col(ids, id), o.ID).From(ids).Join(o, sql.Eq(o.UserID, sql.Col(ids, id)))},
		{Name: "text_in_and", Stmt: sql.Select(u.ID).Where(sql.And(sql.FragmentCond("age > 1 OR age IS NULL"), u.ID.Gt(0))), Text: map[string]string{"*": grouped}},
		{Name: "text_in_or", Stmt: sql.Select(u.ID).Where(sql.Or(sql.FragmentCond("age > 1 AND id > 1"), u.ID.Gt(3))), Text: map[string]string{"*": grouped}},
		{Name: "literal_column_label", Stmt: sql.Select(sql.Fragment("1 + 1", sqltype.Integer).As("two")), Text: map[string]string{"*": grouped}},
		{Name: "bindparam_conflict_error", Stmt: sql.Select(u.ID).Where(u.Name.Eq("a"), sql.Eq(u.ID, sql.Param[int]("name_1"))), Params: sql.Params{"name_1": 3},
			Differs: map[string]Difference{"*": {Why: "values have no names, so that no parameter's name can be taken", Runs: true, Rows: "[]", Keys: []string{"id"}}}},
		{Name: "bindparam_same_name_reused", Stmt: sql.Select(u.ID).Where(sql.Or(sql.Eq(u.Name, sql.Param[string]("s")), sql.Eq(u.Fullname, sql.Param[string]("s")))), Params: sql.Params{"s": "ed"}},
		{Name: "bindparam_odd_name", Stmt: sql.Select(u.ID).Where(sql.Eq(u.Name, sql.Param[string]("we ird:name(1)"))), Params: sql.Params{"we ird:name(1)": "ed"}},
	}
}
