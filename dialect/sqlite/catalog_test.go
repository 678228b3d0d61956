package sqlite_test

import (
	"context"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func openNew(t *testing.T) *engine.Engine {
	t.Helper()
	eng, err := engine.Open(sqlite.Dialect, "sqlite:///"+filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close(context.Background()) })
	return eng
}

func text(s sql.SQL) sql.Statement { return sql.Text(s) }

func id() *schema.ColumnDef {
	return schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement)
}

func integer(name string, options ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.Integer, options...)
}

func varchar(name string, options ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.String(20), options...)
}

const everything = `SELECT type, name FROM sqlite_schema WHERE name != 'sqlite_sequence' ORDER BY 1, 2`

// Each declaration is created, once more without effect, read back from the catalogue and
// dropped without a rest.
func TestCatalogueHasWhatWasDeclared(t *testing.T) {
	on := func(text sql.SQL) map[string]sql.SQL { return map[string]sql.SQL{"sqlite": text} }
	for _, c := range []struct {
		name  string
		build func(m *schema.MetaData)
		then  []sql.Statement // executed after the creation
		ask   sql.SQL
		want  []string
	}{
		{name: "strict tables and tables without row ids", build: func(m *schema.MetaData) {
			schema.NewTable(m, "a", id(), schema.Column("t", sqltype.Text), schema.WithOptions(sqlite.Strict()))
			schema.NewTable(m, "b", id(), schema.WithOptions(sqlite.WithoutRowID()))
			schema.NewTable(m, "c", id(), schema.WithOptions(sqlite.WithoutRowID(), sqlite.Strict()))
			schema.NewTable(m, "d", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.WithOptions(sqlite.Autoincrement()))
		}, ask: `SELECT name, wr, strict, EXISTS (SELECT 1 FROM sqlite_schema s WHERE s.name = l.name AND s.sql LIKE '%AUTOINCREMENT%') FROM pragma_table_list l WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY 1`,
			want: []string{"a | 0 | 1 | 0", "b | 1 | 0 | 0", "c | 1 | 1 | 0", "d | 0 | 0 | 1"}},
		{name: "foreign keys", build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", integer("a", schema.PrimaryKey), integer("b", schema.PrimaryKey))
			key := func(options ...schema.FKOption) schema.TablePart {
				return schema.ForeignKeyOn([]string{"pa", "p b"}, []string{"p.a", "p.b"}, options...)
			}
			schema.NewTable(m, "c", id(), integer("pa"), integer("p b"), key(schema.OnDelete(schema.SetDefault), schema.OnUpdate(schema.SetNull)), key(schema.OnDelete(schema.Restrict)), key(schema.OnUpdate(schema.Cascade), schema.UseAlter))
		}, ask: `SELECT id, seq, "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list('c') ORDER BY id DESC, seq`, want: []string{
			"2 | 0 | p | pa | a | SET NULL | SET DEFAULT", "2 | 1 | p | p b | b | SET NULL | SET DEFAULT", "1 | 0 | p | pa | a | NO ACTION | RESTRICT", "1 | 1 | p | p b | b | NO ACTION | RESTRICT",
			"0 | 0 | p | pa | a | CASCADE | NO ACTION", "0 | 1 | p | p b | b | CASCADE | NO ACTION",
		}},
		{name: "a foreign key that sets defaults", build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", id())
			schema.NewTable(m, "c", id(), integer("p_id", schema.ServerDefault(sql.Val(7)), schema.References("p.id", schema.OnDelete(schema.SetDefault))))
		}, then: []sql.Statement{text("INSERT INTO p VALUES (1), (7)"), text("INSERT INTO c VALUES (1, 1)"), text("DELETE FROM p WHERE id = 1")}, ask: "SELECT p_id FROM c", want: []string{"7"}},
		{name: "indexes", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a", schema.UniqueColumn), integer("b"))
			t.AddIndex(t.C("a").Desc(), t.C("b")).Named("it's \"i1\"").Comment("why it's there")
			t.AddIndex(sql.Lower(sql.String(t.C("a")))).UniqueIndex().Where(t.C("a").Ne("it's")).Named("i2")
		}, ask: `SELECT l.name, l."unique", l.origin, l.partial, (SELECT group_concat(coalesce(i.name, '?') || i."desc", ',') FROM pragma_index_xinfo(l.name) i WHERE i.key), coalesce((SELECT substr(sql, instr(sql, ' ON ')) FROM sqlite_schema s WHERE s.name = l.name), '') FROM pragma_index_list('x') l ORDER BY 1`, want: []string{
			"i2 | 1 | c | 1 | ?0 |  ON x ((lower(a))) WHERE a != 'it''s'", `it's "i1" | 0 | c | 0 | a1,b0 |  ON x /* why it's there */ (a DESC, b)`, "sqlite_autoindex_x_1 | 1 | pk | 0 | id0 | ", "sqlite_autoindex_x_2 | 1 | u | 0 | a0 | ",
		}},
		{name: "comments and resolutions", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", integer("id"), integer("a", schema.ColumnComment("the */ column"), schema.References("x.id", schema.FKComment("the foreign key"))), schema.Comment("the table"),
				schema.WithOptions(sqlite.PrimaryKeyOnConflict(sqlite.Ignore), sqlite.UniqueOnConflict(sqlite.Replace, "a")))
			t.SetPrimaryKey("pk", t.C("id")).Comment("the key")
			t.AddUnique(t.C("a")).Comment("the unique")
			t.AddCheck(t.C("a").Ne(5)).Named("no five").Comment("the check")
		}, then: []sql.Statement{text("INSERT INTO x VALUES (1, NULL), (1, NULL)")}, ask: `SELECT sql FROM sqlite_schema WHERE name = 'x' UNION ALL SELECT count(*) FROM x`, want: []string{
			"CREATE TABLE x ( /* the table */\n\tid INTEGER NOT NULL,\n\ta INTEGER /* the * / column */,\n\tCONSTRAINT pk PRIMARY KEY (id) ON CONFLICT IGNORE /* the key */,\n\tCONSTRAINT uq_x_a UNIQUE (a) ON CONFLICT REPLACE /* the unique */,\n" +
				"\tCONSTRAINT fk_x_a_x FOREIGN KEY(a) REFERENCES x (id) /* the foreign key */,\n\tCONSTRAINT \"no five\" CHECK (a != 5) /* the check */\n)", "1"}},
		{name: "domains", build: func(m *schema.MetaData) {
			zip := schema.NewDomain(m, "zip", sqltype.String(10), func(v sql.Value[string, string]) sql.Cond { return v.Ne("it's") }, schema.DomainNotNull, schema.DomainDefault(sql.Val("o'0")))
			schema.NewTable(m, "x", id(), schema.Column("a", zip), schema.Column("b", zip, schema.ServerDefault(sql.Val("own"))))
		}, then: []sql.Statement{text("INSERT INTO x (id) VALUES (1)")}, ask: `SELECT name, type, "notnull", dflt_value, (SELECT a || b FROM x) FROM pragma_table_info('x') WHERE name != 'id'`,
			want: []string{"a | VARCHAR(10) | 1 | 'o''0' | o'0own", "b | VARCHAR(10) | 1 | 'own' | o'0own"}},
		{name: "computed columns", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), integer("a"), integer("b"))
			t.Column("a").Computed = &schema.Computed{Expr: sql.NodeOf(sql.Number(t.C("id")).Add(1)), Stored: true}
			t.Column("b").Computed = &schema.Computed{Expr: sql.NodeOf(sql.Number(t.C("id")).Add(2))}
		}, ask: `SELECT name, hidden FROM pragma_table_xinfo('x') ORDER BY cid`, want: []string{"id | 0", "a | 3", "b | 2"}},
		{name: "views and triggers", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"))
			first := schema.NewView(m, "first view", sql.Select(t.C("id"), t.C("a")).Where(t.C("a").Ne("it's")))
			schema.NewView(m, "above", sql.Select(first.C("id")).From(first))
			schema.NewProgram(m, schema.Program{Kind: schema.Trigger, Name: "it's shouting", Table: t, Create: on(`CREATE TRIGGER "it's shouting" AFTER INSERT ON x BEGIN UPDATE x SET a = upper(NEW.a) WHERE id = NEW.id; END`)})
		}, then: []sql.Statement{text("INSERT INTO x VALUES (1, 'a')")}, ask: `SELECT type, name, tbl_name, (SELECT a FROM "first view") FROM sqlite_schema WHERE type IN ('view', 'trigger') ORDER BY 1, 2`,
			want: []string{"trigger | it's shouting | x | A", "view | above | above | A", "view | first view | first view | A"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			eng := openNew(t)
			m := schema.NewMetaData()
			c.build(m)
			for range 2 {
				if err := eng.CreateAll(t.Context(), m); err != nil {
					t.Fatal(err)
				}
			}
			scratch.Do(t, eng, c.then...)
			if got := scratch.Ask(t, eng, c.ask); !slices.Equal(got, c.want) {
				t.Errorf("the catalogue says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
			for range 2 {
				if err := eng.DropAll(t.Context(), m); err != nil {
					t.Fatal(err)
				}
			}
			if after := scratch.Ask(t, eng, everything); len(after) > 0 {
				t.Errorf("DropAll leaves %q", after)
			}
		})
	}
}

// A foreign key that is deferred is looked at by COMMIT.
func TestDeferredForeignKey(t *testing.T) {
	eng := openNew(t)
	m := schema.NewMetaData()
	schema.NewTable(m, "p", id())
	schema.NewTable(m, "c", id(), integer("p_id", schema.References("p.id", schema.Initially("deferred"))))
	if err := eng.CreateAll(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	for _, parent := range []int{7, 8} {
		err := eng.Begin(t.Context(), func(c *engine.Conn) error {
			scratch.Do(t, c, sql.Insert(m.Table("c")).Values(m.Table("c").C("id").Set(parent), m.Table("c").C("p_id").Set(7)))
			scratch.Do(t, c, sql.Insert(m.Table("p")).Values(m.Table("p").C("id").Set(parent)))
			return nil
		})
		if err != nil {
			t.Errorf("%d: %v", parent, err)
		}
	}
	if err := eng.Begin(t.Context(), func(c *engine.Conn) error {
		scratch.Do(t, c, sql.Insert(m.Table("c")).Values(m.Table("c").C("id").Set(1), m.Table("c").C("p_id").Set(9)))
		return nil
	}); err == nil {
		t.Error("a key that is nowhere was committed")
	}
}

// A temporary table lives on one connection, in front of a table of its name.
func TestTemporaryTables(t *testing.T) {
	eng := openNew(t)
	m := schema.NewMetaData()
	x := schema.NewTable(m, "x", id(), varchar("a", schema.UniqueColumn))
	schema.Temporary(x)
	if err := eng.CreateAll(t.Context(), m); err == nil || !strings.Contains(err.Error(), "temporary") {
		t.Errorf("a table that would vanish at once: %v", err)
	}
	scratch.Do(t, eng, text("CREATE TABLE x (kept INTEGER)"))
	conn, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for range 2 {
		if err := conn.CreateAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	scratch.Do(t, conn, sql.Insert(x).Values(x.C("id").Set(1)))
	names := sql.SQL(`SELECT schema, name FROM pragma_table_list WHERE name = 'x' ORDER BY 1`)
	if got := scratch.Ask(t, conn, names); !slices.Equal(got, []string{"main | x", "temp | x"}) {
		t.Errorf("%q", got)
	}
	for range 2 {
		if err := conn.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if got := scratch.Ask(t, conn, names); !slices.Equal(got, []string{"main | x"}) {
		t.Errorf("%q", got)
	}
}

// What SQLite reads and forgets, or does not take, is refused before it is sent.
func TestOptionsThatCannotBe(t *testing.T) {
	g := sqlite.Dialect.Grammar().(compile.SchemaGrammar)
	for want, build := range map[string]func(t *schema.Table){
		"DEFERRABLE unique constraints": func(t *schema.Table) { t.AddUnique(t.C("a")).Initially("deferred") },
		"DEFERRABLE primary keys":       func(t *schema.Table) { t.SetPrimaryKey("", t.C("id")).Deferrable() },
		"INCLUDE":                       func(t *schema.Table) { t.SetPrimaryKey("", t.C("id")).Include(t.C("a")) },
		"DEFAULT that is a query": func(t *schema.Table) {
			t.Column("a").ServerDefault = sql.NodeOf(sql.Scalar(sql.Select1(sql.Count()).From(t)))
		},
		"said to be a decimal number":        func(t *schema.Table) { t.Column("n").ServerDefault = sql.NodeOf(sql.Val("NaN")) },
		"it is said to be a decimal":         func(t *schema.Table) { t.Column("n").ServerDefault = sql.NodeOf(sql.Val(driver.OfDecimal("NaN"))) },
		"NaN is no decimal number":           func(t *schema.Table) { t.Column("n").ServerDefault = sql.NodeOf(sql.Val(math.NaN())) },
		"DEFAULT made of another column (b)": func(t *schema.Table) { t.Column("a").ServerDefault = sql.NodeOf(sql.Number(t.C("b")).Add(1)) },
		"a comment cannot hold a NUL":        func(t *schema.Table) { t.AddUnique(t.C("a")).Comment("\x00") },
		"action of a foreign key on some of": func(t *schema.Table) {
			schema.AddForeignKey(t, []sql.Expr{t.C("a")}, []sql.Expr{t.C("id")}, schema.OnDeleteOf(schema.SetNull, "a"))
		},
	} {
		m := schema.NewMetaData()
		build(schema.NewTable(m, "x", id(), integer("a"), integer("b"), schema.Column("n", sqltype.Numeric(9, 2))))
		plan, err := ddl.CreateAll(m, compile.TraitsOf(g))
		if err == nil {
			_, err = compile.AllDDL(g, plan)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
