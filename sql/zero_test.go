package sql_test

import (
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// TestZeros: the zeros of what the builders make, and nil pointers to table structs, are
// errors that come with the statement.
func TestZeros(t *testing.T) {
	table := schema.NewTable(schema.NewMetaData(), "t", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
	type rows struct {
		schema.Rows
		ID schema.Int
	}
	var none *rows
	var when sql.CaseExpr[int]
	insert := func(s sql.InsertStmt) func(sql.Renderer) (string, []any, error) { return s.SQL }
	for what, f := range map[string]func(sql.Renderer) (string, []any, error){
		"insert":                  insert(sql.InsertStmt{}),
		"insert with values":      insert(sql.InsertStmt{}.Values(sql.Assign(table.C("id"), nil))),
		"update":                  sql.UpdateStmt{}.Where(table.C("id").Eq(1)).SQL,
		"delete":                  sql.DeleteStmt{}.AllRows().SQL,
		"text":                    sql.TextStmt{}.SQL,
		"text with a value":       sql.TextStmt{}.Bind("a", 1).SQL,
		"text with columns":       sql.TextStmt{}.Columns(table.C("id")).SQL,
		"text as a subquery":      sql.Select(sql.Count()).From(sql.TextStmt{}.Subquery("q")).SQL,
		"values":                  sql.ValuesStmt{}.SQL,
		"returning":               sql.ReturningStmt[int]{}.SQL,
		"select":                  sql.SelectStmt[int]{}.SQL,
		"assignment":              insert(sql.Insert(table).Values(sql.Assignment{})),
		"an assignment in UPDATE": sql.Update(table).Set(sql.Assignment{}).AllRows().SQL,
		"CASE":                    sql.Select(when.Else(1)).SQL,
		"a nil table struct":      insert(sql.Insert(none)),
		"a nil one, selected":     sql.Select(none).SQL,
		"its alias":               sql.Select(schema.Alias(none, "x")).SQL,
		"an alias without a name": sql.Select(schema.Alias(table, "")).SQL,
	} {
		t.Run(what, func(t *testing.T) {
			text, _, err := f(sqlite.Dialect)
			if err == nil {
				t.Errorf("no error, but %s", text)
			}
		})
	}
	if _, _, err := sql.Select(table).SQL(nil); err == nil {
		t.Error("no dialect, and no error")
	}
}

// TestPaddingLeavesRoom: what a list is padded to is no reason to refuse a statement.
func TestPaddingLeavesRoom(t *testing.T) {
	for _, limit := range []int{32766, 65535} {
		for n := limit - 4200; n <= limit; n++ {
			if p := sql.PaddedLen(n); p > n && p+100 > limit && n+100 <= limit {
				t.Fatalf("%d values are padded to %d: that leaves %d", n, p, limit-p)
			}
		}
	}
}
