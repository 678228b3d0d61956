package schema_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func TestNamesThatNoDialectHas(t *testing.T) {
	id := func() *schema.ColumnDef { return schema.Column("id", sqltype.Integer, schema.PrimaryKey) }
	never := func(context.Context, schema.Database) (bool, error) { return false, nil }
	hook := sql.Text("SELECT 1")
	for name, c := range map[string]struct {
		build func(*schema.MetaData)
		want  string // "": no mistake
	}{
		"variant": {func(m *schema.MetaData) {
			schema.NewTable(m, "t", id(), schema.Column("x", sqltype.JSON.WithVariant("postgres", sqltype.JSONB)))
		}, `column t.x: the variant of JSON: "postgres" is no dialect: it is "postgresql"`},
		"variant of members": {func(m *schema.MetaData) {
			schema.NewTable(m, "t", id(), schema.Column("x", sqltype.ArrayOf(sqltype.Text.WithVariant("sqlite3", sqltype.String(9)))))
		}, `the variant of TEXT: "sqlite3" is no dialect: it is "sqlite"`},
		"variant of a variant": {func(m *schema.MetaData) {
			schema.NewTable(m, "t", id(), schema.Column("x", sqltype.Text.WithVariant("mysql", sqltype.String(9).WithVariant("Oracle ", sqltype.Text).WithVariant(" SQLite", sqltype.Text))))
		}, `" SQLite" is no dialect: it is "sqlite"`},
		"only": {func(m *schema.MetaData) {
			tab := schema.NewTable(m, "t", id())
			tab.AddIndex(tab.C("id")).Only("sqlite", "mariadb").Named("ix")
		}, `table t: Only of an index: "mariadb" is no dialect: it is "mysql"`},
		"no name": {func(m *schema.MetaData) {
			tab := schema.NewTable(m, "t", id())
			tab.AddUnique(tab.C("id")).Only("").Named("ix")
		}, `"" is no dialect: these are "postgresql", "mysql" (also for MariaDB), "sqlite"`},
		"hook":            {func(m *schema.MetaData) { m.On(schema.AfterCreate, hook, "MySQL") }, `a hook: "MySQL" is no dialect: it is "mysql"`},
		"hook of a table": {func(m *schema.MetaData) { schema.On(schema.NewTable(m, "t", id()), schema.AfterCreate, hook, "pg") }, `a hook: "pg" is no dialect: it is "postgresql"`},
		"hook with a condition": {func(m *schema.MetaData) {
			schema.OnIf(schema.NewTable(m, "t", id()), schema.AfterCreate, hook, never, "pgx")
		}, `a hook: "pgx" is no dialect: it is "postgresql"`},
		"no condition": {func(m *schema.MetaData) { m.OnIf(schema.AfterCreate, hook, nil) }, "the condition of a hook is nil"},
		"program": {func(m *schema.MetaData) {
			schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "f", Create: map[string]sql.SQL{"postgresql": "x", "postgres": "y"}})
		}, `f: its text: "postgres" is no dialect: it is "postgresql"`},
		"from elsewhere": {func(m *schema.MetaData) {
			tab := schema.NewTable(m, "t", id(), schema.Column("x", sqltype.JSON.WithVariant("oracle", sqltype.Text).WithVariant("mssql", sqltype.Text)))
			tab.AddIndex(tab.C("id")).Only("cockroachdb", "sqlite").Named("ix")
			m.OnIf(schema.AfterCreate, hook, never, "duckdb")
		}, ""},
	} {
		m := schema.NewMetaData()
		c.build(m)
		switch err := m.Check(); {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: the error is %v, want %s", name, err, c.want)
		}
	}
}
