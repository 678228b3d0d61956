package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func indexCases() []catalogued {
	return []catalogued{{name: "indexes", build: func(m *schema.MetaData) {
		t := schema.NewTable(m, "x", id(), varchar("a"), integer("b"), schema.Column("doc", sqltype.JSONB), schema.Column("tags", sqltype.ArrayOf(sqltype.Integer)))
		t.AddIndex(t.C("a"), t.C("b")).Include(t.C("id")).Named("i1")
		t.AddIndex(sql.Lower(sql.String(t.C("a"))), t.C("b").Desc().NullsLast()).UniqueIndex().Where(t.C("a").Ne("it's")).Named("i2")
		t.AddIndex(t.C("a")).OpClass(t.C("a"), "varchar_pattern_ops").With("fillfactor", "70").Named("i3")
		t.AddIndex(t.C("doc")).Using("gin").OpClass(t.C("doc"), "jsonb_path_ops").With("fastupdate", "off").Named("i4")
		t.AddIndex(t.C("b")).Using("brin").With("pages_per_range", "16").Named("i5")
		t.AddIndex(t.C("b")).Using("hash").Tablespace("pg_default").Named("i6")
		t.AddIndex(t.C("tags")).Using("gin").Named("i7")
		t.AddIndex(t.C("b").Asc().NullsFirst()).UniqueIndex().NullsNotDistinct().Named("i8")
		t.AddIndex(t.C("b")).Concurrently().Named("it's \"i9\"")
	}, ask: indexes, want: []string{
		"CREATE INDEX i1 ON public.x USING btree (a, b) INCLUDE (id)",
		"CREATE UNIQUE INDEX i2 ON public.x USING btree (lower((a)::text), b DESC NULLS LAST) WHERE ((a)::text <> 'it''s'::text)",
		"CREATE INDEX i3 ON public.x USING btree (a varchar_pattern_ops) WITH (fillfactor='70')",
		"CREATE INDEX i4 ON public.x USING gin (doc jsonb_path_ops) WITH (fastupdate=off)",
		"CREATE INDEX i5 ON public.x USING brin (b) WITH (pages_per_range='16')",
		"CREATE INDEX i6 ON public.x USING hash (b)",
		"CREATE INDEX i7 ON public.x USING gin (tags)",
		"CREATE UNIQUE INDEX i8 ON public.x USING btree (b NULLS FIRST) NULLS NOT DISTINCT",
		`CREATE INDEX "it's ""i9""" ON public.x USING btree (b)`,
	}}}
}

func objectCases() []catalogued {
	mood := sqltype.Enum("mood", "glad", "it's")
	return []catalogued{
		{name: "sequences and identity columns", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", schema.Column("id", sqltype.BigInt, schema.PrimaryKey, schema.WithIdentityAlways(schema.StartWith(10), schema.IncrementBy(5), schema.MinValue(5), schema.MaxValue(100), schema.Cycle, schema.Cache(3))))
			schema.NewSequence(m, "counts", schema.StartWith(-1), schema.IncrementBy(-2), schema.MinValue(-9), schema.MaxValue(-1))
			small := schema.NewSequence(m, "owned")
			small.Type, small.OwnedBy = sqltype.SmallInt.Desc(), t.Column("id")
		}, ask: `SELECT s.sequencename, s.data_type::TEXT, s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle, s.cache_size,
coalesce((SELECT d.refobjid::REGCLASS || ' ' || d.deptype::TEXT FROM pg_depend d WHERE d.objid = ('public.' || s.sequencename)::REGCLASS AND d.deptype IN ('a', 'i')), 'free') FROM pg_sequences s ORDER BY 1`,
			want: []string{"counts | bigint | -1 | -9 | -1 | -2 | false | 1 | free", "owned | smallint | 1 | 1 | 32767 | 1 | false | 1 | x a", "x_id_seq | bigint | 10 | 5 | 100 | 5 | true | 3 | x i"}},
		{name: "a sequence goes with the table that owns it", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id())
			schema.NewSequence(m, "owned").OwnedBy = t.Column("id")
		}, then: []sql.Statement{text("DROP TABLE x")}, ask: `SELECT count(*) FROM pg_sequences`, want: []string{"0"}},
		{name: "domains", build: func(m *schema.MetaData) {
			zip := schema.NewDomain(m, "zip code", sqltype.String(10), func(v sql.Value[string, string]) sql.Cond { return v.Ne("it's") }, schema.DomainNotNull, schema.DomainDefault(sql.Val("o'0")))
			schema.NewTable(m, "x", id(), schema.Column("a", zip), schema.Column("b", zip, schema.NotNull), schema.Column("c", zip, schema.ServerDefault(sql.Val("own"))))
		}, then: []sql.Statement{text("INSERT INTO x (id) VALUES (1)")},
			ask:  `SELECT typname, typnotnull, typdefault, pg_get_constraintdef(c.oid), (SELECT count(*) FROM pg_attribute a WHERE a.atttypid = t.oid AND a.attrelid = 'x'::REGCLASS), (SELECT a || ' ' || c FROM x) FROM pg_type t JOIN pg_constraint c ON c.contypid = t.oid WHERE t.typnamespace = 'public'::REGNAMESPACE`,
			want: []string{"zip code | true | 'o''0'::character varying | CHECK (((VALUE)::text <> 'it''s'::text)) | 3 | o'0 own"}},
		{name: "enumerations of several tables", build: func(m *schema.MetaData) {
			schema.NewTable(m, "x", id(), schema.Column("m", mood), schema.Column("ms", sqltype.ArrayOf(mood)))
			schema.NewTable(m, "y", id(), schema.Column("m", mood, schema.ServerDefault(sql.Val("it's"))))
		}, ask: `SELECT t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder), (SELECT string_agg(a.attrelid::REGCLASS || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attrelid::REGCLASS::TEXT, a.attnum) FROM pg_attribute a WHERE a.atttypid IN (t.oid, t.typarray))
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.oid, t.typname, t.typarray`, want: []string{"mood | glad,it's | x.m mood, x.ms mood[], y.m mood"}},
		{name: "views", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"))
			first := schema.NewView(m, "first view", sql.Select(t.C("id"), t.C("a")).Where(t.C("a").Ne("it's")), schema.OrReplace, schema.WithCheckOption("LOCAL"))
			kept := schema.NewView(m, "kept", sql.Select(first.C("id")).From(first), schema.Materialized)
			schema.NewView(m, "above", sql.Select(kept.C("id")).From(kept))
		}, ask: `SELECT relkind::TEXT, relname, coalesce(reloptions::TEXT, ''), regexp_replace(pg_get_viewdef(oid), '\s+', ' ', 'g') FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::REGNAMESPACE ORDER BY relname`,
			want: []string{
				"v | above |  |  SELECT kept.id FROM kept;",
				"v | first view | {check_option=local} |  SELECT x.id, x.a FROM x WHERE ((x.a)::text <> 'it''s'::text);",
				`m | kept |  |  SELECT "first view".id FROM "first view";`,
			}},
		{name: "functions, procedures and triggers that need each other", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"), integer("n", schema.ServerDefault(sql.Func("seven", sqltype.Integer))))
			on := func(text sql.SQL) map[string]sql.SQL { return map[string]sql.SQL{"postgresql": text} }
			last := &schema.Program{}
			f := schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "shout", Create: on(`CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a = upper(NEW.a); RETURN NEW; END $$`)})
			*last = *schema.NewProgram(m, schema.Program{Kind: schema.Trigger, Name: "it's shouting", Table: t, After: []schema.Object{f}, Create: on(`CREATE TRIGGER "it's shouting" BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION shout()`)})
			schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "seven", Early: true, Create: on(`CREATE FUNCTION seven() RETURNS INTEGER LANGUAGE SQL AS 'SELECT 7'`)})
			schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "twice", Args: "integer", Create: on(`CREATE FUNCTION twice(integer) RETURNS INTEGER LANGUAGE SQL AS 'SELECT 2 * $1'`)})
			schema.NewProgram(m, schema.Program{Kind: schema.Procedure, Name: "fill", Create: on(`CREATE PROCEDURE fill() LANGUAGE SQL AS 'INSERT INTO x (id, a) VALUES (1, ''a'')'`)})
			schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "elsewhere", Create: map[string]sql.SQL{"mysql": "CREATE FUNCTION elsewhere() RETURNS INTEGER RETURN 1"}})
		}, then: []sql.Statement{text("CALL fill()")},
			ask:  `SELECT p.prokind::TEXT, p.proname, (SELECT tgname FROM pg_trigger WHERE tgfoid = p.oid), (SELECT a || n FROM x) FROM pg_proc p WHERE p.pronamespace = 'public'::REGNAMESPACE ORDER BY 2`,
			want: []string{"p | fill | <nil> | A7", "f | seven | <nil> | A7", "f | shout | it's shouting | A7", "f | twice | <nil> | A7"}},
		{name: "statements around the tables", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", id(), varchar("a"))
			m.On(schema.BeforeCreate, sql.Text("CREATE TABLE IF NOT EXISTS log (what TEXT)"), "postgresql")
			m.On(schema.BeforeCreate, sql.Text("NO SQL AT ALL"), "mysql", "sqlite")
			schema.On(t, schema.BeforeCreate, sql.Text("INSERT INTO log VALUES ('before ' || (to_regclass('x') IS NULL))"))
			schema.On(t, schema.AfterCreate, sql.Text("INSERT INTO log VALUES ('after ' || (to_regclass('x') IS NULL))"))
			m.On(schema.AfterDrop, sql.Text("DROP TABLE log"))
		}, ask: `SELECT what FROM log ORDER BY what DESC`, want: []string{"before true", "after false"}},
		{name: "computed columns and collations", build: func(m *schema.MetaData) {
			schema.Declare(m, "x", func(t *calculated) {
				t.ID.PrimaryKey()
				t.Name.Size(20).Collation("C")
				t.Twice.Stored(sql.Mul(t.ID, sql.Number(sql.Val(2))))
			})
		}, ask: `SELECT a.attname, a.attgenerated::TEXT, a.attnotnull, coalesce(l.collname, ''), pg_get_expr(d.adbin, d.adrelid) FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = 'x'::REGCLASS AND a.attnum > 1 ORDER BY 1`, want: []string{"name |  | true | C | <nil>", "twice | s | true |  | (id * 2)"}},
	}
}

type calculated struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Twice schema.Int
}

// An extension is made where there is none, and stays: others may use it.
func TestExtensionIsMadeAndStays(t *testing.T) {
	eng := open(t)
	m := schema.NewMetaData()
	schema.NewExtension(m, "pg_trgm")
	x := schema.NewTable(m, "x", id(), varchar("a"))
	x.AddIndex(x.C("a")).Using("gin").OpClass(x.C("a"), "gin_trgm_ops")
	for range 2 {
		if err := eng.CreateAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if got := scratch.Ask(t, eng, indexes); !slices.Equal(got, []string{"CREATE INDEX ix_x_a ON public.x USING gin (a gin_trgm_ops)"}) {
			t.Errorf("%q", got)
		}
		if err := eng.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if got := scratch.Ask(t, eng, "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'"); len(got) != 1 {
			t.Error("the extension is gone")
		}
	}
	scratch.Do(t, eng, ddl.DropObject{Object: m.Objects()[0]})
	if got := scratch.Ask(t, eng, "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'"); len(got) != 0 {
		t.Error("the extension was not dropped")
	}
}

// A type that a table outside of the call uses stays.
func TestEnumerationOfAnotherTableStays(t *testing.T) {
	eng := open(t)
	m := schema.NewMetaData()
	mood := sqltype.Enum("mood", "glad")
	x := schema.NewTable(m, "x", id(), schema.Column("m", mood))
	schema.NewTable(m, "y", id(), schema.Column("m", mood))
	types := sql.SQL("SELECT typname FROM pg_type WHERE typtype = 'e'")
	for _, step := range []struct {
		do   func() error
		want int
	}{
		{func() error { return eng.CreateAll(t.Context(), m) }, 1},
		{func() error { return eng.DropAll(t.Context(), m, x) }, 1},
		{func() error { return eng.DropAll(t.Context(), m) }, 0},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := scratch.Ask(t, eng, types); len(got) != step.want {
			t.Errorf("%q, want %d", got, step.want)
		}
	}
}

// Changes that are made by themselves, with the words that CreateAll leaves out.
func TestChangesByThemselves(t *testing.T) {
	eng := open(t)
	conn, err := eng.Connect(t.Context(), engine.Autocommit)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	m := schema.NewMetaData()
	x := schema.NewTable(m, "x", id(), integer("p_id"))
	p := schema.NewTable(m, "p", id())
	if err := eng.CreateAll(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	defer eng.DropAll(t.Context(), m)
	scratch.Do(t, conn, text("INSERT INTO x VALUES (1, 7), (2, NULL)"))

	i := x.AddIndex(x.C("p_id")).Concurrently().Where(x.C("id").Gt(0))
	_ = i
	scratch.Do(t, conn, ddl.CreateIndex{Index: x.Indexes[0]})
	if got := scratch.Ask(t, conn, `SELECT indisvalid, pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = 'ix_x_p_id'::REGCLASS`); !slices.Equal(got, []string{"true | CREATE INDEX ix_x_p_id ON public.x USING btree (p_id) WHERE (id > 0)"}) {
		t.Errorf("%q", got)
	}
	if err := eng.Begin(t.Context(), func(c *engine.Conn) error {
		_, err := c.Execute(t.Context(), ddl.DropIndex{Index: x.Indexes[0], Concurrently: true})
		return err
	}); err == nil {
		t.Error("an index was dropped concurrently inside of a transaction")
	}
	scratch.Do(t, conn, ddl.DropIndex{Index: x.Indexes[0], Concurrently: true}, ddl.DropIndex{Index: x.Indexes[0], Concurrently: true, IfExists: true})
	if got := scratch.Ask(t, conn, `SELECT relname FROM pg_class WHERE relname = 'ix_x_p_id'`); len(got) != 0 {
		t.Errorf("%q", got)
	}

	schema.AddForeignKey(x, []sql.Expr{x.C("p_id")}, []sql.Expr{p.C("id")}, schema.FKName("late"))
	x.AddCheck(x.C("id").Gt(1)).Named("more")
	scratch.Do(t, conn, ddl.AddForeignKey{ForeignKey: x.ForeignKeys[0], NotValid: true}, ddl.AddConstraint{Check: x.Checks[0], NotValid: true})
	valid := sql.SQL(`SELECT conname, convalidated FROM pg_constraint WHERE conname IN ('late', 'more') ORDER BY 1`)
	if got := scratch.Ask(t, conn, valid); !slices.Equal(got, []string{"late | false", "more | false"}) {
		t.Errorf("%q", got)
	}
	for _, name := range []string{"late", "more"} {
		if _, err := conn.Execute(t.Context(), ddl.ValidateConstraint{Table: x, Name: name}); err == nil {
			t.Errorf("%s: rows that violate it were found valid", name)
		}
	}
	scratch.Do(t, conn, text("DELETE FROM x WHERE id = 1"), ddl.ValidateConstraint{Table: x, Name: "late"}, ddl.ValidateConstraint{Table: x, Name: "more"})
	if got := scratch.Ask(t, conn, valid); !slices.Equal(got, []string{"late | true", "more | true"}) {
		t.Errorf("%q", got)
	}

	if _, err := conn.Execute(t.Context(), ddl.DropConstraint{Table: p, Name: "p_pkey"}); err == nil {
		t.Error("a key was dropped that another one refers to")
	}
	scratch.Do(t, conn, ddl.DropConstraint{Table: p, Name: "p_pkey", Cascade: true})
	if got := scratch.Ask(t, conn, valid); !slices.Equal(got, []string{"more | true"}) {
		t.Errorf("%q", got)
	}
	v := schema.NewView(schema.NewMetaData(), "v", sql.Select(x.C("id")))
	scratch.Do(t, conn, ddl.CreateObject{Object: v})
	if _, err := conn.Execute(t.Context(), ddl.DropTable{Table: x}); err == nil {
		t.Error("a table was dropped that a view reads")
	}
	scratch.Do(t, conn, ddl.DropTable{Table: x, Cascade: true}, ddl.CreateSchema{Name: "it's \"odd\""}, text(`CREATE TABLE "it's ""odd""".t (a INTEGER)`))
	if _, err := conn.Execute(t.Context(), ddl.DropSchema{Name: "it's \"odd\""}); err == nil {
		t.Error("a schema was dropped that is not empty")
	}
	scratch.Do(t, conn, ddl.DropSchema{Name: "it's \"odd\"", Cascade: true})
	if got := scratch.Ask(t, conn, `SELECT nspname FROM pg_namespace WHERE nspname LIKE 'it%' UNION ALL SELECT viewname FROM pg_views WHERE viewname = 'v'`); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

// A temporary table lives on one connection, beside a table of its name.
func TestTemporaryTables(t *testing.T) {
	eng := open(t)
	m := schema.NewMetaData()
	x := schema.NewTable(m, "x", id(), varchar("a", schema.Indexed), schema.WithOptions(postgres.OnCommit("delete rows"), postgres.Storage("fillfactor", "50")))
	schema.Temporary(x)
	if err := eng.CreateAll(t.Context(), m); err == nil || !strings.Contains(err.Error(), "temporary") {
		t.Errorf("a table that would vanish at once: %v", err)
	}
	scratch.Do(t, eng, text("CREATE TABLE x (id INTEGER)"))
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
	kinds := sql.SQL(`SELECT relkind::TEXT, relpersistence::TEXT, relname, reloptions::TEXT FROM pg_class WHERE relname IN ('x', 'ix_x_a') AND relnamespace = pg_my_temp_schema() ORDER BY 3`)
	if got := scratch.Ask(t, conn, kinds); !slices.Equal(got, []string{"i | t | ix_x_a | <nil>", "r | t | x | {fillfactor=50}"}) {
		t.Errorf("%q", got)
	}
	scratch.Do(t, conn, sql.Insert(x).Values(x.C("id").Set(1)))
	if got := scratch.Ask(t, conn, "SELECT count(*) FROM x"); got[0] != "1" {
		t.Errorf("%q", got)
	}
	if err := conn.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := scratch.Ask(t, conn, "SELECT count(*) FROM x"); got[0] != "0" {
		t.Errorf("rows after COMMIT: %q", got)
	}
	for range 2 {
		if err := conn.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	if got := scratch.Ask(t, conn, kinds); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// What PostgreSQL does not take is refused before it is sent, and says what was wrong.
func TestOptionsThatCannotBe(t *testing.T) {
	traits := compile.TraitsOf(postgres.Dialect.Grammar().(compile.SchemaGrammar))
	for want, build := range map[string]func(t *schema.Table){
		"ON COMMIT of a table that is not temporary": func(t *schema.Table) { schema.Options(t, postgres.OnCommit("drop")) },
		"ON COMMIT DROP TABLE X":                     func(t *schema.Table) { schema.Temporary(t); schema.Options(t, postgres.OnCommit("drop table x")) },
		"UNLOGGED temporary tables":                  func(t *schema.Table) { schema.Temporary(t); schema.Options(t, postgres.Unlogged()) },
		"TABLESPACE is said twice":                   func(t *schema.Table) { schema.Options(t, postgres.Tablespace("a"), postgres.Tablespace("b")) },
		"PARTITION BY HASH over 0 columns":           func(t *schema.Table) { schema.Options(t, postgres.Partitioned("hash")) },
		"PARTITION BY LIST over 2 columns":           func(t *schema.Table) { schema.Options(t, postgres.Partitioned("list", t.Columns...)) },
		"what is no column of the table":             func(t *schema.Table) { schema.Options(t, postgres.Partitioned("hash", id())) },
		"is not split":                               func(t *schema.Table) { postgres.AddPartition(t, "p", postgres.TheRest()) },
		"its bound is for LIST": func(t *schema.Table) {
			schema.Options(t, postgres.Partitioned("range", t.Column("id")))
			postgres.AddPartition(t, "p", postgres.OneOf(1))
		},
		"2 values for 1 columns": func(t *schema.Table) {
			schema.Options(t, postgres.Partitioned("range", t.Column("id")))
			postgres.AddPartition(t, "p", postgres.Between([]any{1, 2}, []any{3}))
		},
		"no remainder 3": func(t *schema.Table) {
			schema.Options(t, postgres.Partitioned("hash", t.Column("id")))
			postgres.AddPartition(t, "p", postgres.Remainder(3, 3))
		},
		"has no rest": func(t *schema.Table) {
			schema.Options(t, postgres.Partitioned("hash", t.Column("id")))
			postgres.AddPartition(t, "p", postgres.TheRest())
		},
		"Deferrable is for unique and exclusion constraints": func(t *schema.Table) { t.AddCheck(t.C("id").Gt(0)).Deferrable() },
		"Where is for indexes":                               func(t *schema.Table) { t.AddUnique(t.C("id")).Where(t.C("id").Gt(0)) },
		"UniqueIndex is for indexes":                         func(t *schema.Table) { t.AddUnique(t.C("id")).UniqueIndex() },
		"Include is for indexes":                             func(t *schema.Table) { t.AddCheck(t.C("id").Gt(0)).Include(t.C("a")) },
		`INITIALLY "later"`:                                  func(t *schema.Table) { t.AddUnique(t.C("id")).Initially("later") },
		"check with a comment has no name":                   func(t *schema.Table) { t.AddCheck(t.C("id").Gt(0)).Comment("x") },
		"DEFAULT made of another column (a)":                 func(t *schema.Table) { t.Column("id").ServerDefault = sql.NodeOf(t.C("a")) },
		"DEFAULT that is a query": func(t *schema.Table) {
			t.Column("id").ServerDefault = sql.NodeOf(sql.Scalar(sql.Select1(sql.Count()).From(t)))
		},
	} {
		m := schema.NewMetaData()
		build(schema.NewTable(m, "x", integer("id"), integer("a")))
		plan, err := ddl.CreateAll(m, traits)
		if err == nil {
			_, err = compile.AllDDL(postgres.Dialect.Grammar().(compile.SchemaGrammar), plan)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
		var un *compile.UnsupportedError
		if strings.HasPrefix(want, "DEFAULT") && !errors.As(err, &un) {
			t.Errorf("%T %v", err, fmt.Sprint(err))
		}
	}
}
