package compile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// TestGoldenTableOptions writes tables with the options that one dialect has and others
// leave out.
func TestGoldenTableOptions(t *testing.T) {
	table := func(m *schema.MetaData, name string, parts ...schema.TablePart) *schema.Table {
		id := []schema.TablePart{schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a", sqltype.Integer, schema.NotNull),
			schema.Column("b c", sqltype.String(20), schema.UniqueColumn), schema.UniqueOn("uq_t", "a", "b c")}
		return schema.NewTable(m, name, append(id, parts...)...)
	}
	m := schema.NewMetaData()
	p1, p2 := table(m, "p1"), table(m, "p 2")
	cases := []struct {
		name    string
		options []schema.TableOption
	}{
		{"unlogged", []schema.TableOption{postgres.Unlogged(), postgres.Storage("fillfactor", "70"), postgres.Tablespace("fast")}},
		{"inherits", []schema.TableOption{postgres.Inherits(p1), postgres.Storage("fillfactor", "70")}},
		{"inherits two", []schema.TableOption{postgres.Inherits(p1), postgres.Inherits(p2)}},
		{"engine", []schema.TableOption{mysql.Engine("InnoDB"), mysql.Charset("utf8mb4"), mysql.RowFormat("DYNAMIC")}},
		{"strict", []schema.TableOption{sqlite.Strict(), sqlite.WithoutRowID()}},
		{"conflicts", []schema.TableOption{sqlite.PrimaryKeyOnConflict(sqlite.Fail), sqlite.NotNullOnConflict(sqlite.Abort, "a"), sqlite.UniqueOnConflict(sqlite.Ignore, "b c", "a"), sqlite.UniqueOnConflict(sqlite.Replace, "b c")}},
		{"autoincrement", []schema.TableOption{sqlite.Autoincrement(), sqlite.PrimaryKeyOnConflict(sqlite.Rollback), sqlite.Strict()}},
		{"conflict of no resolution", []schema.TableOption{sqlite.PrimaryKeyOnConflict("IGNORE; DROP TABLE t")}},
		{"conflict of a column that is nullable", []schema.TableOption{sqlite.NotNullOnConflict(sqlite.Abort, "b c")}},
		{"conflict of no constraint", []schema.TableOption{sqlite.UniqueOnConflict(sqlite.Abort, "a")}},
	}
	for name, g := range schemaGrammars(t) {
		var b strings.Builder
		write := func(title string, t *schema.Table) {
			text, err := compile.DDL(g, ddl.CreateTable{Table: t})
			if err != nil {
				text = "error: " + err.Error()
			}
			fmt.Fprintf(&b, "== %s\n%s\n\n", title, text)
		}
		for _, c := range cases {
			write(c.name, table(schema.NewMetaData(), "t", schema.WithOptions(c.options...)))
		}
		write("autoincrement of a key of two", schema.NewTable(schema.NewMetaData(), "t", schema.Column("a", sqltype.Integer, schema.PrimaryKey), schema.Column("b", sqltype.Integer, schema.PrimaryKey), schema.WithOptions(sqlite.Autoincrement())))
		write("autoincrement with a name", schema.NewTable(schema.NewMetaData(), "t", schema.Column("a", sqltype.Integer), schema.PrimaryKeyOn("pk_t", "a"), schema.WithOptions(sqlite.Autoincrement())))
		golden.Check(t, "testdata/"+name+"/options.sql", []byte(b.String()))
	}
}
