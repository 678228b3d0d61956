package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The options of tables that one dialect has are taken by its server, and seen there;
// the other dialects leave them out.
func TestOptionsOfTables(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		id := schema.Column("id", sqltype.Integer, schema.PrimaryKey)
		x := schema.NewTable(m, "x", id, schema.Column("s", sqltype.String(20)))
		schema.Options(x, mysql.Engine("InnoDB"), mysql.Charset("latin1"), mysql.RowFormat("COMPRESSED"), mysql.AutoIncrement(500), mysql.PartitionByHash(id, 3),
			sqlite.WithoutRowID(), postgres.Partitioned("hash", id))
		drop := both(t, eng, m)
		ask := map[string]sql.SQL{
			"mysql":      "SHOW CREATE TABLE x",
			"postgresql": "SELECT pg_get_partkeydef('x'::regclass)",
			"sqlite":     "SELECT sql FROM sqlite_schema WHERE name = 'x'",
		}[eng.Dialect().Name()]
		res, err := eng.Execute(t.Context(), sql.Text(ask))
		if err != nil {
			t.Fatal(err)
		}
		row, err := res.One()
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprint(row.At(row.Len() - 1))
		for _, want := range map[string][]string{
			"mysql":      {"ENGINE=InnoDB", "CHARSET=latin1", "ROW_FORMAT=COMPRESSED", "AUTO_INCREMENT=500", "PARTITION BY HASH", "PARTITIONS 3"},
			"postgresql": {"HASH (id)"},
			"sqlite":     {"WITHOUT ROWID"},
		}[eng.Dialect().Name()] {
			if !strings.Contains(text, want) {
				t.Errorf("%s is not in %s", want, text)
			}
		}
		drop()
	})
}

// A column of a table made at run time has a key, by which parameters and C know it,
// defaults of each kind, and what the program hangs on it.
func TestColumnsMadeAtRunTime(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		calls := 0
		next := func() any { calls++; return calls }
		p := schema.NewTable(m, "p", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
		x := schema.NewTable(m, "x",
			schema.Column("the id", sqltype.Integer, schema.PrimaryKey, schema.Key("id"), schema.Info("owner", "sales")),
			schema.Column("v", sqltype.Integer, schema.DefaultValue(7)),
			schema.Column("f", sqltype.Integer, schema.DefaultFunc(next), schema.OnUpdateFunc(next)),
			schema.Column("e", sqltype.Integer, schema.DefaultExpr(sql.Add(sql.Number(sql.Val(2)), sql.Number(sql.Val(3))))),
			schema.Column("p_id", sqltype.Integer, schema.References("p.id", schema.FKInfo("why", "it belongs there"))))
		drop := both(t, eng, m)
		if _, err := engine.ExecuteMany(t.Context(), eng, sql.Insert(x), []sql.Params{{"id": 1}, {"id": 2}}); err != nil {
			t.Fatal(err)
		}
		if _, err := engine.ExecuteMany(t.Context(), eng, sql.Insert(x), []sql.Params{{"the id": 3}}); err == nil {
			t.Error("the column is known by its key, and was given by its name")
		}
		execute(t, eng, sql.Update(x).Set(x.C("v").Set(8)).Where(x.C("id").Eq(2)), sql.Insert(p).Values(p.C("id").Set(1)))
		if got := fmt.Sprint(show(t, eng, sql.Select(x.C("id"), x.C("v"), x.C("f"), x.C("e")).OrderBy(x.C("id")))); got != "[(1, 7, 1, 5) (2, 8, 3, 5)]" {
			t.Error(got)
		}
		if x.Column("the id").Info["owner"] != "sales" || x.ForeignKeys[0].Info["why"] != "it belongs there" {
			t.Error("what was hung on the column or the key is not there")
		}
		drop()
	})
}
