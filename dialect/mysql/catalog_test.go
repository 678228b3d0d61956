package mysql_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func TestMain(m *testing.M) { os.Exit(scratch.Main(m)) }

func open(t *testing.T) *engine.Engine {
	t.Helper()
	eng := scratch.Databases()[2].Open(t)
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

const (
	everything = `SELECT table_type, table_name FROM information_schema.tables WHERE table_schema = DATABASE() UNION ALL
SELECT routine_type, routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() UNION ALL
SELECT 'TRIGGER', trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1, 2`
	partitions = `SELECT partition_name, partition_method, partition_expression, coalesce(partition_description, '') FROM information_schema.partitions WHERE table_schema = DATABASE() AND table_name = 'split' ORDER BY partition_ordinal_position`
	foreign    = `SELECT constraint_name, match_option, update_rule, delete_rule FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE() ORDER BY 1`
)

// A catalogued case is a declaration, and what the server's catalogue says of it.
type catalogued struct {
	name   string
	naming schema.Naming
	build  func(m *schema.MetaData)
	then   []sql.Statement // executed after the creation
	ask    sql.SQL
	want   []string
}

// Each declaration is created, once more without effect, read back from the catalogue and
// dropped without a rest.
func TestCatalogueHasWhatWasDeclared(t *testing.T) {
	eng := open(t)
	for _, c := range catalogue() {
		t.Run(c.name, func(t *testing.T) {
			before := scratch.Ask(t, eng, everything)
			m := schema.NewMetaData(schema.WithNaming(c.naming))
			c.build(m)
			defer func() {
				if t.Failed() {
					_ = eng.DropAll(t.Context(), m)
				}
			}()
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
			if after := scratch.Ask(t, eng, everything); !slices.Equal(after, before) {
				t.Errorf("DropAll leaves\n%s\nof\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
			}
		})
	}
}

func catalogue() []catalogued {
	split := func(column string, f func(t *schema.Table, c *schema.ColumnDef) schema.TableOption) func(*schema.MetaData) {
		return func(m *schema.MetaData) {
			t := schema.NewTable(m, "split", integer("id"), schema.Column("at", sqltype.Date), varchar("region"))
			schema.Options(t, f(t, t.Column(column)))
		}
	}
	on := func(text sql.SQL) map[string]sql.SQL { return map[string]sql.SQL{"mysql": text} }
	return []catalogued{
		{name: "partitions by hash", build: split("id", func(_ *schema.Table, c *schema.ColumnDef) schema.TableOption { return mysql.PartitionByHash(c, 2) }),
			ask: partitions, want: []string{"p0 | HASH | `id` | ", "p1 | HASH | `id` | "}},
		{name: "partitions by key", build: split("region", func(t *schema.Table, c *schema.ColumnDef) schema.TableOption {
			return mysql.PartitionByKey(2, c, t.Column("id"))
		}), ask: partitions, want: []string{"p0 | KEY | `region`,`id` | ", "p1 | KEY | `region`,`id` | "}},
		{name: "partitions by range", build: split("at", func(_ *schema.Table, c *schema.ColumnDef) schema.TableOption {
			return mysql.PartitionByRange(c, mysql.LessThan("before", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), mysql.LessThan("it's `first`", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)), mysql.TheRest("rest"))
		}), then: []sql.Statement{text("INSERT INTO split VALUES (1, '2026-01-01', 'x')")}, ask: partitions,
			want: []string{"before | RANGE COLUMNS | `at` | '2026-01-01'", "it's `first` | RANGE COLUMNS | `at` | '2026-04-01'", "rest | RANGE COLUMNS | `at` | MAXVALUE"}},
		{name: "rows in partitions by range", build: split("id", func(_ *schema.Table, c *schema.ColumnDef) schema.TableOption {
			return mysql.PartitionByRange(c, mysql.LessThan("a", -5), mysql.LessThan("b", 10))
		}), then: []sql.Statement{text("INSERT INTO split VALUES (9, NULL, 'x'), (-6, NULL, 'y')")}, ask: "SELECT id FROM split PARTITION (a)", want: []string{"-6"}},
		{name: "partitions by list", build: split("region", func(_ *schema.Table, c *schema.ColumnDef) schema.TableOption {
			return mysql.PartitionByList(c, mysql.OneOf("north", "oslo", `it's\`, nil), mysql.OneOf("south", "rome"), mysql.TheRest("rest"))
		}), ask: partitions, want: []string{"north | LIST COLUMNS | `region` | 'oslo','it''s\\\\',NULL", "south | LIST COLUMNS | `region` | 'rome'", "rest | LIST COLUMNS | `region` | MAXVALUE"}},
		{name: "storage", build: func(m *schema.MetaData) {
			schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), varchar("a"), schema.Comment(`it's \ "a" table`),
				schema.WithOptions(mysql.Engine("InnoDB"), mysql.Charset("utf8mb4"), mysql.Collate("utf8mb4_bin"), mysql.RowFormat("COMPRESSED"), mysql.Option("key_block_size", "8"), mysql.Option("STATS_PERSISTENT", "1"), mysql.AutoIncrement(500)))
		}, ask: `SELECT engine, row_format, table_collation, auto_increment, create_options, table_comment, (SELECT collation_name FROM information_schema.columns c WHERE c.table_schema = t.table_schema AND c.table_name = 'x' AND column_name = 'a')
FROM information_schema.tables t WHERE table_schema = DATABASE() AND table_name = 'x'`, want: []string{`InnoDB | Compressed | utf8mb4_bin | 500 | stats_persistent=1 row_format=COMPRESSED key_block_size=8 | it's \ "a" table | utf8mb4_bin`}},
		{name: "other engines", build: func(m *schema.MetaData) {
			schema.NewTable(m, "x", id(), schema.WithOptions(mysql.Engine("Aria"), mysql.Option("TRANSACTIONAL", "0"), mysql.Option("page_checksum", "1")))
			schema.NewTable(m, "y", id(), schema.WithOptions(mysql.Engine("MEMORY")))
		}, ask: `SELECT table_name, engine FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1`, want: []string{"x | Aria", "y | MEMORY"}},
		{name: "foreign keys", build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", id())
			schema.NewTable(m, "c", id(), integer("a", schema.References("p.id", schema.FKName("k1"), schema.OnDelete(schema.SetNull), schema.OnUpdate(schema.Cascade))),
				integer("b", schema.References("p.id", schema.FKName("k2"), schema.OnDelete(schema.Restrict), schema.Match("simple"))), integer("c", schema.References("p.id", schema.FKName("k3"), schema.UseAlter)))
		}, ask: foreign, want: []string{"k1 | NONE | CASCADE | SET NULL", "k2 | NONE | RESTRICT | RESTRICT", "k3 | NONE | RESTRICT | RESTRICT"}},
		{name: "indexes, and comments on them", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", integer("id"), varchar("a"), schema.Column("long", sqltype.Text), integer("b", schema.ColumnComment("it's")))
			t.SetPrimaryKey("", t.C("id")).Comment(`the 'key' \`)
			t.AddIndex(t.C("a").Desc(), t.C("b")).Named("i1").Comment("the index")
			t.AddIndex(t.C("long")).Prefix(t.C("long"), 10).UniqueIndex().Named("i2")
			t.AddIndex(t.C("long")).Using("fulltext").Named("i3")
			t.AddIndex(t.C("b")).Using("hash").Named("i4")
			t.AddUnique(t.C("b"), t.C("a")).Named("u1").Comment("the unique")
		}, ask: `SELECT index_name, seq_in_index, column_name, non_unique, coalesce(sub_part, ''), index_type, index_comment FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2`, want: []string{
			"i1 | 1 | a | 1 |  | BTREE | the index", "i1 | 2 | b | 1 |  | BTREE | the index",
			"i2 | 1 | long | 0 | 10 | BTREE | ", "i3 | 1 | long | 1 |  | FULLTEXT | ", "i4 | 1 | b | 1 |  | BTREE | ",
			`PRIMARY | 1 | id | 0 |  | BTREE | the 'key' \`, "u1 | 1 | b | 0 |  | BTREE | the unique", "u1 | 2 | a | 0 |  | BTREE | the unique",
		}},
		{name: "sequences", build: func(m *schema.MetaData) {
			schema.NewSequence(m, "it's counting", schema.StartWith(-1), schema.IncrementBy(-2), schema.MinValue(-9), schema.MaxValue(-1), schema.Cache(7), schema.Cycle)
		}, ask: "SELECT minimum_value, maximum_value, start_value, increment, cache_size, cycle_option FROM `it's counting`", want: []string{"-9 | -1 | -1 | -2 | 7 | 1"}},
		{name: "domains", build: func(m *schema.MetaData) {
			zip := schema.NewDomain(m, "zip code", sqltype.String(10), func(v sql.Value[string, string]) sql.Cond { return v.Ne("it's") }, schema.DomainNotNull, schema.DomainDefault(sql.Val("o'0")))
			schema.NewTable(m, "x", id(), schema.Column("a", zip), schema.Column("b", zip, schema.ServerDefault(sql.Val("own"))))
		}, ask: `SELECT column_name, column_type, is_nullable, column_default, (SELECT check_clause FROM information_schema.check_constraints k WHERE k.constraint_schema = DATABASE() AND k.constraint_name = c.column_name)
FROM information_schema.columns c WHERE table_schema = DATABASE() AND column_name != 'id' ORDER BY 1`, want: []string{"a | varchar(10) | NO | 'o''0' | `a` <> 'it\\'s'", "b | varchar(10) | NO | 'own' | `b` <> 'it\\'s'"}},
		{name: "views", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"))
			first := schema.NewView(m, "first view", sql.Select(t.C("id"), t.C("a")).Where(t.C("a").Ne("it's")), schema.OrReplace, schema.WithCheckOption("CASCADED"))
			schema.NewView(m, "above", sql.Select(first.C("id")).From(first))
		}, ask: `SELECT table_name, check_option, is_updatable FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY 1`, want: []string{"above | NONE | YES", "first view | CASCADED | YES"}},
		{name: "functions, procedures and triggers", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"))
			f := schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "shout", Create: on("CREATE FUNCTION shout(s VARCHAR(20)) RETURNS VARCHAR(20) DETERMINISTIC RETURN upper(s)")})
			schema.NewProgram(m, schema.Program{Kind: schema.Trigger, Name: "it's shouting", Table: t, After: []schema.Object{f}, Create: on("CREATE TRIGGER `it's shouting` BEFORE INSERT ON x FOR EACH ROW SET NEW.a = shout(NEW.a)")})
			schema.NewProgram(m, schema.Program{Kind: schema.Procedure, Name: "fill", Create: on("CREATE PROCEDURE fill() INSERT INTO x VALUES (1, 'a')")})
		}, then: []sql.Statement{text("CALL fill()")}, ask: `SELECT trigger_name, event_object_table, action_timing, (SELECT a FROM x), (SELECT group_concat(routine_name ORDER BY 1) FROM information_schema.routines WHERE routine_schema = DATABASE()) FROM information_schema.triggers WHERE trigger_schema = DATABASE()`,
			want: []string{"it's shouting | x | BEFORE | A | fill,shout"}},
		{name: "computed columns, and defaults made of others", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), integer("a"), integer("b"), integer("d"))
			t.Column("b").Computed = &schema.Computed{Expr: sql.NodeOf(sql.Add(sql.Number(sql.Val(1)), sql.Number(sql.Val(2)))), Stored: true}
			t.Column("d").ServerDefault = sql.NodeOf(t.C("a"))
		}, then: []sql.Statement{text("INSERT INTO x (id, a) VALUES (1, 7)")}, ask: `SELECT column_name, extra, (SELECT d FROM x) FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name IN ('b', 'd') ORDER BY 1`,
			want: []string{"b | STORED GENERATED | 7", "d |  | 7"}},
		{name: "names that are cut", naming: schema.Naming{ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}", Check: "ck_{table_name}_{constraint_name}", Index: "ix_{table_name}_{column_0_N_name}"}, build: func(m *schema.MetaData) {
			long := strings.Repeat("größe_", 10)
			schema.NewTable(m, long, id())
			t := schema.NewTable(m, "x", id(), integer(long, schema.References(long+".id")))
			t.AddCheck(t.C("id").Gt(0)).Named(long)
			t.AddIndex(t.C(long), t.C("id"))
		}, ask: `SELECT name, char_length(name) FROM (SELECT DISTINCT constraint_name AS name FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_name != 'PRIMARY' UNION SELECT index_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name LIKE 'ix%') AS n ORDER BY 1`,
			want: []string{"ck_x_größe_größe_größe_größe_größe_größe_größe_größe_größe__2ed2 | 64", "fk_x_größe_größe_größe_größe_größe_größe_größe_größe_größe__da35 | 64", "ix_x_größe_größe_größe_größe_größe_größe_größe_größe_größe__0989 | 64"}},
	}
}

// A temporary table lives on one connection, in front of a table of its name, and is dropped
// without it.
func TestTemporaryTables(t *testing.T) {
	eng := open(t)
	m := schema.NewMetaData()
	x := schema.NewTable(m, "x", id(), varchar("a", schema.Indexed), schema.WithOptions(mysql.Engine("MEMORY")))
	schema.Temporary(x)
	if err := eng.CreateAll(t.Context(), m); err == nil || !strings.Contains(err.Error(), "temporary") {
		t.Errorf("a table that would vanish at once: %v", err)
	}
	scratch.Do(t, eng, text("CREATE TABLE x (kept INTEGER)"))
	defer scratch.Do(t, eng, text("DROP TABLE x"))
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
	if got := scratch.Ask(t, conn, "SHOW CREATE TABLE x"); !strings.Contains(got[0], "CREATE TEMPORARY TABLE `x`") || !strings.Contains(got[0], "ENGINE=MEMORY") || !strings.Contains(got[0], "KEY `ix_x_a` (`a`)") {
		t.Errorf("%q", got)
	}
	for range 2 {
		if err := conn.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if got := scratch.Ask(t, conn, "SHOW CREATE TABLE x"); !strings.Contains(got[0], "CREATE TABLE `x`") || !strings.Contains(got[0], "`kept`") {
		t.Errorf("%q", got)
	}
}

// DROP SCHEMA would take along what is in it, which DropAll does not let happen.
func TestSchemaThatIsNotEmptyStays(t *testing.T) {
	eng := open(t)
	name := fmt.Sprintf("aludel `odd` %d", os.Getpid())
	m := schema.NewMetaData()
	schema.NewNamespace(m, name)
	in := schema.NewMetaData(schema.InSchema(name))
	schema.NewTable(in, "x", id())
	for _, m := range []*schema.MetaData{m, in} {
		if err := eng.CreateAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if err := eng.DropAll(t.Context(), m); err == nil || !strings.Contains(err.Error(), "it holds the table x") {
		t.Errorf("%v", err)
	}
	if _, err := eng.Execute(t.Context(), ddl.DropSchema{Name: name}); err == nil || !strings.Contains(err.Error(), "Cascade") {
		t.Errorf("%v", err)
	}
	if err := eng.DropAll(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := eng.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	scratch.Do(t, eng, ddl.CreateSchema{Name: name}, ddl.CreateTableAs{Schema: name, Name: "y", Query: sql.Select(sql.Val(1).As("n"))}, ddl.DropSchema{Name: name, Cascade: true})
	if got := scratch.Ask(t, eng, "SHOW DATABASES LIKE 'aludel `odd`%'"); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// What MariaDB reads and forgets, or does not take, is refused before it is sent.
func TestOptionsThatCannotBe(t *testing.T) {
	g := mysql.Dialect.Grammar().(compile.SchemaGrammar)
	for want, build := range map[string]func(t *schema.Table){
		"of what is no column of the table": func(t *schema.Table) { schema.Options(t, mysql.PartitionByHash(id(), 2)) },
		"of no column":                      func(t *schema.Table) { schema.Options(t, mysql.PartitionByKey(2)) },
		"a range has LessThan":              func(t *schema.Table) { schema.Options(t, mysql.PartitionByRange(t.Column("id"), mysql.OneOf("p", 1))) },
		"a string does not fit INTEGER": func(t *schema.Table) {
			schema.Options(t, mysql.PartitionByRange(t.Column("id"), mysql.LessThan("p", "x; --")))
		},
		"RANGE COLUMNS without parts":   func(t *schema.Table) { schema.Options(t, mysql.PartitionByRange(t.Column("id"))) },
		"HASH into 0 parts":             func(t *schema.Table) { schema.Options(t, mysql.PartitionByHash(t.Column("id"), 0)) },
		"partition p of no values":      func(t *schema.Table) { schema.Options(t, mysql.PartitionByList(t.Column("id"), mysql.OneOf("p"))) },
		"ENGINE that is said twice":     func(t *schema.Table) { schema.Options(t, mysql.Engine("InnoDB"), mysql.Engine("Aria")) },
		`"A;" is not a word`:            func(t *schema.Table) { schema.Options(t, mysql.Option("a; DROP TABLE x", "1")) },
		"\"X'Y\" is not a word":         func(t *schema.Table) { schema.Options(t, mysql.Option("x'y", "1")) },
		"DEFERRABLE unique constraints": func(t *schema.Table) { t.AddUnique(t.C("a")).Initially("deferred") },
		"DEFERRABLE primary keys":       func(t *schema.Table) { t.SetPrimaryKey("", t.C("id")).Deferrable() },
		"INCLUDE":                       func(t *schema.Table) { t.SetPrimaryKey("", t.C("id")).Include(t.C("a")) },
		"comments on checks":            func(t *schema.Table) { t.AddCheck(t.C("a").Gt(0)).Named("c").Comment("x") },
		"comments on foreign keys": func(t *schema.Table) {
			schema.AddForeignKey(t, []sql.Expr{t.C("a")}, []sql.Expr{t.C("id")}, schema.FKComment("x"))
		},
		"DEFAULT that is a query": func(t *schema.Table) {
			t.Column("a").ServerDefault = sql.NodeOf(sql.Scalar(sql.Select1(sql.Count()).From(t)))
		},
		"exclusion constraints": func(t *schema.Table) { schema.AddExclude(t, schema.Without{Item: t.C("a"), Operator: "="}) },
		"SET DEFAULT as the action": func(t *schema.Table) {
			schema.AddForeignKey(t, []sql.Expr{t.C("a")}, []sql.Expr{t.C("id")}, schema.OnDelete(schema.SetDefault))
		},
		"action of a foreign key on some of its": func(t *schema.Table) {
			schema.AddForeignKey(t, []sql.Expr{t.C("a")}, []sql.Expr{t.C("id")}, schema.OnDeleteOf(schema.SetNull, "a"))
		},
		"DEFERRABLE foreign keys": func(t *schema.Table) {
			schema.AddForeignKey(t, []sql.Expr{t.C("a")}, []sql.Expr{t.C("id")}, schema.Deferrable)
		},
	} {
		m := schema.NewMetaData()
		build(schema.NewTable(m, "x", id(), integer("a")))
		plan, err := ddl.CreateAll(m, compile.TraitsOf(g))
		if err == nil {
			_, err = compile.AllDDL(g, plan)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	x := schema.NewTable(schema.NewMetaData(), "x", id())
	for want, s := range map[string]ddl.Statement{
		"CASCADE":             ddl.DropTable{Table: x, Cascade: true},
		"VALIDATE CONSTRAINT": ddl.ValidateConstraint{Table: x, Name: "c"},
	} {
		if _, err := compile.DDL(g, s); err == nil || !strings.Contains(err.Error(), "mysql has no "+want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
