package postgres_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func TestMain(m *testing.M) { os.Exit(scratch.Main(m)) }

func open(t *testing.T) *engine.Engine {
	t.Helper()
	eng := scratch.Databases()[1].Open(t)
	t.Cleanup(func() { eng.Close(context.Background()) })
	return eng
}

func text(s sql.SQL) sql.Statement { return sql.Text(s) }

// everything is what the catalogue knows of the schema public.
const everything = `SELECT relkind::TEXT, relname::TEXT FROM pg_class WHERE relnamespace = 'public'::REGNAMESPACE
UNION ALL SELECT 'type', typname::TEXT FROM pg_type WHERE typnamespace = 'public'::REGNAMESPACE AND typtype IN ('e', 'd')
UNION ALL SELECT 'function', proname::TEXT FROM pg_proc WHERE pronamespace = 'public'::REGNAMESPACE ORDER BY 1, 2`

const (
	constraints = `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::REGNAMESPACE AND conparentid = 0 ORDER BY 1`
	indexes     = `SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace = 'public'::REGNAMESPACE AND NOT indisprimary ORDER BY c.relname`
	partitions  = `SELECT i.inhparent::REGCLASS::TEXT, c.relname, pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relkind = 'r' ORDER BY c.relname`
)

func id() *schema.ColumnDef {
	return schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement)
}

func integer(name string, options ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.Integer, options...)
}

func varchar(name string, options ...schema.ColumnOption) *schema.ColumnDef {
	return schema.Column(name, sqltype.String(20), options...)
}

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
	for _, c := range slices.Concat(partitionCases(), constraintCases(), indexCases(), objectCases()) {
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

func partitionCases() []catalogued {
	split := func(by string, column string, f func(t *schema.Table)) func(*schema.MetaData) {
		return func(m *schema.MetaData) {
			t := schema.NewTable(m, "split", integer("id"), schema.Column("at", sqltype.Date), varchar("region"))
			schema.Options(t, postgres.Partitioned(by, t.Column(column)))
			f(t)
		}
	}
	day := func(month time.Month) []any { return []any{time.Date(2026, month, 1, 0, 0, 0, 0, time.UTC)} }
	return []catalogued{
		{name: "partitions by range", build: split("range", "at", func(t *schema.Table) {
			postgres.AddPartition(t, "before", postgres.Between([]any{postgres.MinValue}, day(1)))
			postgres.AddPartition(t, `it's "first"`, postgres.Between(day(1), day(4)))
			postgres.AddPartition(t, "rest", postgres.TheRest())
		}), then: []sql.Statement{text(`INSERT INTO split VALUES (1, '2026-02-03', 'x')`)}, ask: partitions, want: []string{
			"split | before | FOR VALUES FROM (MINVALUE) TO ('2026-01-01')",
			`split | it's "first" | FOR VALUES FROM ('2026-01-01') TO ('2026-04-01')`,
			"split | rest | DEFAULT",
		}},
		{name: "rows in partitions by range", build: split("range", "at", func(t *schema.Table) {
			postgres.AddPartition(t, "first", postgres.Between(day(1), day(4)))
			postgres.AddPartition(t, "later", postgres.Between(day(4), []any{postgres.MaxValue}))
		}), then: []sql.Statement{text(`INSERT INTO split VALUES (1, '2026-03-31', 'x'), (2, '2026-04-01', 'y')`)},
			ask: `SELECT id, tableoid::REGCLASS::TEXT FROM split ORDER BY 1`, want: []string{"1 | first", "2 | later"}},
		{name: "partitions by list", build: split("LIST", "region", func(t *schema.Table) {
			postgres.AddPartition(t, "north", postgres.OneOf("oslo", "it's", nil))
			postgres.AddPartition(t, "south", postgres.OneOf("rome"))
		}), ask: partitions, want: []string{"split | north | FOR VALUES IN ('oslo', 'it''s', NULL)", "split | south | FOR VALUES IN ('rome')"}},
		{name: "partitions by hash", build: split("hash", "id", func(t *schema.Table) {
			for i := range 3 {
				postgres.AddPartition(t, fmt.Sprint("part", i), postgres.Remainder(3, i))
			}
		}), ask: partitions, want: []string{"split | part0 | FOR VALUES WITH (modulus 3, remainder 0)", "split | part1 | FOR VALUES WITH (modulus 3, remainder 1)",
			"split | part2 | FOR VALUES WITH (modulus 3, remainder 2)"}},
		{name: "partitions over two columns, with a key and an index", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "split", integer("a", schema.PrimaryKey), integer("b", schema.PrimaryKey), integer("c", schema.Indexed))
			schema.Options(t, postgres.Partitioned("range", t.Column("a"), t.Column("b")))
			postgres.AddPartition(t, "one", postgres.Between([]any{1, postgres.MinValue}, []any{5, 7}))
		}, ask: partitions, want: []string{"split | one | FOR VALUES FROM (1, MINVALUE) TO (5, 7)"}},
		{name: "storage", build: func(m *schema.MetaData) {
			schema.NewTable(m, "x", id(), schema.WithOptions(postgres.Unlogged(), postgres.Storage("fillfactor", "70"), postgres.Storage("autovacuum_enabled", "false"),
				postgres.Using("heap"), postgres.Tablespace("pg_default")))
		}, ask: `SELECT relpersistence::TEXT, reloptions::TEXT, amname, reltablespace FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE relname = 'x'`,
			want: []string{"u | {fillfactor=70,autovacuum_enabled=false} | heap | 0"}},
		{name: "inheritance of several", build: func(m *schema.MetaData) {
			one, two := schema.NewTable(m, "one parent", integer("a")), schema.NewTable(m, "two", integer("b"))
			schema.NewTable(m, "child", integer("c"), schema.WithOptions(postgres.Inherits(one), postgres.Inherits(two), postgres.Storage("fillfactor", "50")))
		}, ask: `SELECT inhrelid::REGCLASS::TEXT, inhparent::REGCLASS::TEXT, inhseqno FROM pg_inherits ORDER BY 3`, want: []string{`child | "one parent" | 1`, "child | two | 2"}},
	}
}

func constraintCases() []catalogued {
	return []catalogued{
		{name: "foreign keys", build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", integer("a", schema.PrimaryKey, schema.NoAutoincrement), integer("b", schema.PrimaryKey))
			key := func(name string, options ...schema.FKOption) schema.TablePart {
				return schema.ForeignKeyOn([]string{"pa", "p b"}, []string{"p.a", "p.b"}, append(options, schema.FKName(name))...)
			}
			schema.NewTable(m, "c", id(), integer("pa", schema.ServerDefault(sql.Val(7))), integer("p b"),
				key("k1", schema.OnDeleteOf(schema.SetNull, "p b")), key("k2", schema.OnDeleteOf(schema.SetDefault, "pa")), key("k3", schema.OnDelete(schema.SetDefault), schema.OnUpdate(schema.SetNull)),
				key("k4", schema.Match("full"), schema.Deferrable, schema.Initially("deferred")), key("k5", schema.Deferrable, schema.OnDelete(schema.Restrict), schema.OnUpdate(schema.Cascade)), key("k6", schema.UseAlter))
		}, ask: constraints, want: []string{
			"c_pkey | PRIMARY KEY (id)",
			`k1 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b) ON DELETE SET NULL ("p b")`,
			`k2 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b) ON DELETE SET DEFAULT (pa)`,
			`k3 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b) ON UPDATE SET NULL ON DELETE SET DEFAULT`,
			`k4 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b) MATCH FULL DEFERRABLE INITIALLY DEFERRED`,
			`k5 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b) ON UPDATE CASCADE ON DELETE RESTRICT DEFERRABLE`,
			`k6 | FOREIGN KEY (pa, "p b") REFERENCES p(a, b)`,
			"p_pkey | PRIMARY KEY (a, b)",
		}},
		{name: "a foreign key that sets one of its columns", build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", integer("a", schema.PrimaryKey, schema.NoAutoincrement), integer("b", schema.PrimaryKey))
			schema.NewTable(m, "c", id(), integer("a"), integer("b"), schema.ForeignKeyOn([]string{"a", "b"}, []string{"p.a", "p.b"}, schema.OnDeleteOf(schema.SetNull, "b")))
		}, then: []sql.Statement{text(`INSERT INTO p VALUES (1, 2)`), text(`INSERT INTO c VALUES (1, 1, 2)`), text(`DELETE FROM p`)},
			ask: `SELECT a, b IS NULL FROM c`, want: []string{"1 | true"}},
		{name: "keys that can be put off", build: func(m *schema.MetaData) {
			t := schema.NewTable(m, "x", integer("a"), integer("b"), schema.Column("r", sqltype.Int4Range))
			t.SetPrimaryKey("pk", t.C("a")).Initially("deferred").Include(t.C("b"))
			t.AddUnique(t.C("b")).Deferrable().Named("u1")
			t.AddUnique(t.C("b")).Initially("DEFERRED").Named("u2")
			t.AddUnique(t.C("a"), t.C("b")).Initially("immediate").NullsNotDistinct().Named("u3")
			t.AddUnique(t.C("b")).Include(t.C("a")).Named("u4")
			schema.AddExclude(t, schema.Without{Item: t.C("r"), Operator: "&&"}).Initially("deferred").Include(t.C("a")).Where(t.C("a").Gt(0)).Named("x1")
			schema.AddExclude(t, schema.Without{Item: t.C("a"), Operator: "="}).Using("btree").Deferrable().Named("x2")
		}, then: []sql.Statement{text(`INSERT INTO x VALUES (1, 1), (2, 2)`), text(`UPDATE x SET a = 3 - a`)}, ask: constraints, want: []string{
			"pk | PRIMARY KEY (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED",
			"u1 | UNIQUE (b) DEFERRABLE",
			"u2 | UNIQUE (b) DEFERRABLE INITIALLY DEFERRED",
			"u3 | UNIQUE NULLS NOT DISTINCT (a, b)",
			"u4 | UNIQUE (b) INCLUDE (a)",
			"x1 | EXCLUDE USING gist (r WITH &&) INCLUDE (a) WHERE ((a > 0)) DEFERRABLE INITIALLY DEFERRED",
			"x2 | EXCLUDE USING btree (a WITH =) DEFERRABLE",
		}},
		{name: "comments on everything", build: func(m *schema.MetaData) {
			one := schema.NewTable(m, "one", id(), schema.Comment(`the 'table' \ 1`))
			one.PKComment = "the key"
			t := schema.NewTable(m, "x", integer("id", schema.ColumnComment("the column")), integer("one_id", schema.References("one.id", schema.FKComment("the foreign key"))))
			t.SetPrimaryKey("", t.C("id"))
			t.AddUnique(t.C("one_id")).Comment("the unique")
			t.AddCheck(t.C("id").Gt(0)).Named("positive").Comment("the check; --")
			t.AddIndex(t.C("one_id")).Comment("the index")
			schema.AddExclude(t, schema.Without{Item: t.C("id"), Operator: "="}).Using("btree").Comment("the exclusion")
		}, ask: `SELECT d.description COLLATE "C" FROM pg_description d WHERE d.objoid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::REGNAMESPACE UNION SELECT oid FROM pg_constraint WHERE connamespace = 'public'::REGNAMESPACE) ORDER BY 1`,
			want: []string{`the 'table' \ 1`, "the check; --", "the column", "the exclusion", "the foreign key", "the index", "the key", "the unique"}},
		{name: "names that are cut", naming: schema.Naming{PrimaryKey: "pk_{table_name}", ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}", Unique: "uq_{table_name}_{column_0_N_name}",
			Check: "ck_{table_name}_{constraint_name}", Index: "ix_{table_name}_{column_0_N_name}"}, build: func(m *schema.MetaData) {
			long := strings.Repeat("long_", 11) + "name"
			schema.NewTable(m, long, id())
			t := schema.NewTable(m, "x", id(), integer(long, schema.References(long+".id"), schema.Indexed), schema.UniqueOn("", "id", long))
			t.AddCheck(t.C("id").Gt(0)).Named(long)
		}, ask: `SELECT DISTINCT name, length(name) FROM (SELECT conname::TEXT FROM pg_constraint WHERE connamespace = 'public'::REGNAMESPACE UNION ALL SELECT relname::TEXT FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::REGNAMESPACE) AS n (name) ORDER BY 1`,
			want: []string{
				"ck_x_long_long_long_long_long_long_long_long_long_long_lon_3245 | 63",
				"fk_x_long_long_long_long_long_long_long_long_long_long_lon_f347 | 63",
				"ix_x_long_long_long_long_long_long_long_long_long_long_lon_b382 | 63",
				"pk_long_long_long_long_long_long_long_long_long_long_long_name | 62",
				"pk_x | 4",
				"uq_x_id_long_long_long_long_long_long_long_long_long_long__5cb2 | 63",
			}},
	}
}
