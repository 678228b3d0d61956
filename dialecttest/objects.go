package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// What databases have beside tables.
const (
	Sequences         Feature = "sequences"
	IdentityAlways    Feature = "GENERATED ALWAYS AS IDENTITY"
	IdentityStart     Feature = "the first number of an identity column"
	VirtualColumns    Feature = "VIRTUAL columns"
	PartialIndexes    Feature = "partial indexes"
	FunctionalIndexes Feature = "indexes over expressions"
	CoveringIndexes   Feature = "INCLUDE"
	NullsNotDistinct  Feature = "NULLS NOT DISTINCT"
	PrefixIndexes     Feature = "indexes over a part of a column"
	OperatorClasses   Feature = "operator classes"
	Exclusion         Feature = "exclusion constraints"
	AlterConstraints  Feature = "ALTER TABLE … ADD CONSTRAINT"
	MaterializedViews Feature = "materialized views"
	ReplacedViews     Feature = "CREATE OR REPLACE VIEW"
	CheckedViews      Feature = "WITH CHECK OPTION"
	DatabaseSchemas   Feature = "CREATE SCHEMA"
)

// holds is everything that the database has, one line each.
func holds(e *env) []string {
	e.Helper()
	g := e.eng.Dialect().Grammar().(compile.SchemaGrammar)
	out, err := rows(e.ctx, e.eng, g.Existing(e.h.Schema))
	e.must(err)
	slices.Sort(out)
	return out
}

// object is a case about one MetaData: it is created twice, used and dropped, and the
// database then has what it had before.
func object(name string, needs Feature, build func(*env, *schema.MetaData) func() error) testCase {
	return testCase{name: name, needs: needs, run: func(e *env) error {
		m := schema.NewMetaData()
		use := build(e, m)
		before := holds(e)
		if err := e.eng.CreateAll(e.ctx, m); err != nil {
			return err
		}
		made := holds(e)
		if slices.Equal(before, made) {
			e.Error("CreateAll made nothing that the catalogue knows")
		}
		dropped := false
		defer func() {
			if !dropped {
				_ = e.eng.DropAll(e.ctx, m)
			}
		}()
		if err := e.eng.CreateAll(e.ctx, m); err != nil {
			return fmt.Errorf("CreateAll once more: %w", err)
		}
		if again := holds(e); !slices.Equal(made, again) {
			e.Errorf("CreateAll once more made\n%s\nof\n%s", strings.Join(again, "\n"), strings.Join(made, "\n"))
		}
		if err := use(); err != nil {
			return err
		}
		dropped = true
		if err := e.eng.DropAll(e.ctx, m); err != nil {
			return fmt.Errorf("DropAll: %w", err)
		}
		if after := holds(e); !slices.Equal(before, after) {
			e.Errorf("DropAll leaves\n%s\nof\n%s", strings.Join(after, "\n"), strings.Join(before, "\n"))
		}
		return e.eng.DropAll(e.ctx, m)
	}}
}

type counted struct {
	schema.Rows
	ID schema.Int64
	V  schema.NullString
}

// refused reports whether err is one of the database's own about a constraint.
func refused(e *env, what string, err error) {
	e.Helper()
	if !errors.As(err, new(*driver.Error)) && !errors.As(err, new(*driver.IntegrityError)) {
		e.Errorf("%s: the error is %v", what, err)
	}
}

func objectCases() []testCase {
	count := func(e *env, t *counted, n int) (ids []int64, err error) {
		for range n {
			if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.V.Set("x"))); err != nil {
				return nil, err
			}
		}
		return engine.All(e.ctx, e.eng, sql.Select1(t.ID).OrderBy(t.ID))
	}
	return slices.Concat([]testCase{
		object("a sequence, as expression and default", Sequences, func(e *env, m *schema.MetaData) func() error {
			s := schema.NewSequence(m, `it's "a" seq`, schema.StartWith(5), schema.IncrementBy(5), schema.MinValue(5), schema.MaxValue(1000), schema.Cache(1))
			t := schema.Declare(m, "seq_user", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey().NoAutoincrement().ServerDefault(s.Next()) })
			return func() error {
				ids, err := count(e, t, 2)
				equal(e, "the ids", fmt.Sprint(ids), "[5 10]")
				if err != nil {
					return err
				}
				n, err := engine.One(e.ctx, e.eng, sql.Select1(s.Next()))
				equal(e, "the next value", n, 15)
				return err
			}
		}),
		object("an identity column", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "identified", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey().Identity() })
			return func() error {
				ids, err := count(e, t, 2)
				equal(e, "the ids", fmt.Sprint(ids), "[1 2]")
				return err
			}
		}),
		object("an identity column that starts elsewhere", IdentityStart, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "identified_from", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey().Identity(schema.StartWith(100)) })
			return func() error {
				ids, err := count(e, t, 2)
				equal(e, "the ids", fmt.Sprint(ids), "[100 101]")
				return err
			}
		}),
		object("an identity column that is always made", IdentityAlways, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "identified_always", func(t *counted) {
				t.V.Size(40)
				t.ID.PrimaryKey().IdentityAlways(schema.StartWith(-2), schema.IncrementBy(-3), schema.MinValue(-100), schema.MaxValue(-1), schema.Cycle, schema.Cache(1))
			})
			return func() error {
				ids, err := count(e, t, 2)
				equal(e, "the ids", fmt.Sprint(ids), "[-5 -2]")
				_, refusal := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(7)))
				if refusal == nil {
					e.Error("a value was taken")
				}
				return err
			}
		}),
		computed("stored columns", "", true),
		computed("virtual columns", VirtualColumns, false),
		ofKey("stored columns of the key that counts up", ComputedOfKey, true),
		ofKey("virtual columns of the key that counts up", VirtualColumns, false),
		object("a domain with a rule", "", func(e *env, m *schema.MetaData) func() error {
			zip := schema.NewDomain(m, "zip code's", sqltype.String(10), func(v sql.Value[string, string]) sql.Cond { return v.Ne("it's") })
			t := schema.NewTable(m, "address", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("zip", zip), schema.Column("zip2", zip))
			return func() error {
				if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.C("id").Set(1), t.C("zip").Set("12345"))); err != nil {
					return err
				}
				_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.C("id").Set(2), t.C("zip2").Set("it's")))
				refused(e, "a value against the rule", err)
				return e.want(sql.Select(t.C("zip")).Where(t.C("zip").Eq("12345")), "'12345'")
			}
		}),
		object("views that read each other", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "viewed", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			first := schema.NewView(m, "viewed some", sql.Select(t.ID, t.V.As("it's")).Where(t.V.Ne("'; DROP TABLE viewed; --"), t.ID.In(1, 2, 3)))
			second := schema.NewView(m, "viewed_again", sql.Select(first.C("id"), first.C("it's")).From(first).Where(first.C("id").Ne(2)))
			return func() error {
				if _, err := count(e, t, 4); err != nil {
					return err
				}
				return e.want(sql.Select(second.C("id")).From(second).OrderBy(second.C("id")), "1", "3")
			}
		}),
		object("a materialized view", MaterializedViews, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "kept", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			v := schema.NewView(m, "kept_rows", sql.Select(t.ID).Where(t.ID.Gt(0)), schema.Materialized)
			return func() error {
				if _, err := count(e, t, 2); err != nil {
					return err
				}
				if err := e.want(sql.Select(v.C("id")).From(v)); err != nil {
					return err
				}
				e.exec(ddl.RefreshView{View: v})
				return e.want(sql.Select(v.C("id")).From(v).OrderBy(v.C("id")), "1", "2")
			}
		}),
		object("a view in the place of another", ReplacedViews, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "replaced", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			schema.NewView(m, "replaced_view", sql.Select(t.ID), schema.OrReplace)
			return func() error { return nil }
		}),
		object("a view that checks what is written through it", CheckedViews, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "checked", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey().NoAutoincrement() })
			schema.NewView(m, "checked_view", sql.Select(t.ID).Where(t.ID.Lt(10)), schema.WithCheckOption("CASCADED"))
			return func() error {
				_, err := e.eng.Execute(e.ctx, sql.Text("INSERT INTO checked_view (id) VALUES (11)"))
				if err == nil {
					e.Error("the row was taken")
				}
				return nil
			}
		}),
		object("a database schema with a table", DatabaseSchemas, func(e *env, m *schema.MetaData) func() error {
			schema.NewNamespace(m, `odd "space's`)
			in := schema.NewMetaData(schema.InSchema(`odd "space's`))
			t := schema.NewTable(in, "there", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
			schema.NewTable(m, "beside", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
			return func() error {
				if err := errors.Join(e.eng.CreateAll(e.ctx, in), e.eng.CreateAll(e.ctx, in)); err != nil {
					return err
				}
				e.exec(sql.Insert(t).Values(t.C("id").Set(1)))
				return errors.Join(e.want(sql.Select(t.C("id")), "1"), e.eng.DropAll(e.ctx, in))
			}
		}),
		object("hooks around tables", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "hooked", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			schema.On(t, schema.AfterCreate, sql.Insert(t).Values(t.ID.Set(7), t.V.Set("it's the first")))
			schema.On(t, schema.AfterCreate, sql.Text("THIS IS NO SQL"), "some other database")
			m.On(schema.AfterCreate, sql.Insert(t).Values(t.ID.Set(8), t.V.Set(`\'; --`)))
			holding := func(n int) schema.Condition {
				return func(ctx context.Context, db schema.Database) (bool, error) {
					var have int
					err := db.Ask(ctx, sql.Select(sql.Count()).From(t), &have)
					return have == n && db.Dialect() == e.eng.Dialect().Name(), err
				}
			}
			m.OnIf(schema.AfterCreate, sql.Insert(t).Values(t.ID.Set(9), t.V.Set("asked")), holding(2))
			m.OnIf(schema.AfterCreate, sql.Insert(t).Values(t.ID.Set(10), t.V.Set("no")), holding(2))
			schema.OnIf(t, schema.BeforeDrop, sql.Text("NO SQL, AND NOT EXECUTED"), holding(0))
			schema.On(t, schema.BeforeDrop, sql.Delete(t).Where(t.ID.Gt(0)))
			return func() error {
				return e.want(sql.Select(t.ID, t.V).OrderBy(t.ID), "(7, 'it's the first')", `(8, '\'; --')`, "(9, 'asked')")
			}
		}),
		object("a trigger", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "triggered", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			texts := e.h.Words.Shout
			if texts == nil {
				e.Skip("the harness says no Words.Shout")
			}
			on := func(text sql.SQL) map[string]sql.SQL { return map[string]sql.SQL{e.eng.Dialect().Name(): text} }
			var after []schema.Object
			if len(texts) > 1 {
				after = append(after, schema.NewProgram(m, schema.Program{Kind: schema.Function, Name: "shout", Create: on(texts[0])}))
			}
			schema.NewProgram(m, schema.Program{Kind: schema.Trigger, Name: "shouting", Table: schema.Of(t), After: after, Create: on(texts[len(texts)-1])})
			return func() error {
				if _, err := count(e, t, 1); err != nil {
					return err
				}
				return e.want(sql.Select(t.V), "'X'")
			}
		}),
		object("a table of the rows of a query", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "copied", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey() })
			return func() error {
				if _, err := count(e, t, 2); err != nil {
					return err
				}
				e.exec(ddl.CreateTableAs{Name: `the "copy"`, Query: sql.Select(t.ID, sql.Val(`it's\`).As("w")).Where(t.ID.Gt(1))})
				c := schema.NewTable(schema.NewMetaData(), `the "copy"`, schema.Column("id", sqltype.BigInt), schema.Column("w", sqltype.Text))
				defer e.exec(ddl.DropTable{Table: c})
				return e.want(sql.Select(c.C("id"), c.C("w")), `(2, 'it's\')`)
			}
		}),
		object("constraints that are added and dropped", AlterConstraints, func(e *env, m *schema.MetaData) func() error {
			t := schema.Declare(m, "altered", func(t *counted) { t.V.Size(40); t.ID.PrimaryKey().NoAutoincrement() })
			return func() error {
				other := schema.NewTable(schema.NewMetaData(), "altered", schema.Column("id", sqltype.BigInt), schema.Column("v", sqltype.String(20)))
				other.AddCheck(other.C("v").Ne("it's")).Named("no it's")
				other.AddUnique(other.C("v")).Named("one v")
				if _, err := e.eng.Execute(e.ctx, ddl.AddConstraint{Check: other.Checks[0]}); err != nil {
					return err
				}
				e.exec(ddl.AddConstraint{Unique: other.Uniques[0]}, sql.Insert(t).Values(t.ID.Set(1), t.V.Set("a")))
				_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(2), t.V.Set("it's")))
				refused(e, "CHECK", err)
				_, err = e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(2), t.V.Set("a")))
				refused(e, "UNIQUE", err)
				e.exec(ddl.DropConstraint{Table: schema.Of(t), Name: "no it's"}, ddl.DropConstraint{Table: schema.Of(t), Name: "one v"}, sql.Insert(t).Values(t.ID.Set(2), t.V.Set("a")))
				return nil
			}
		}),
		object("an exclusion constraint", Exclusion, func(e *env, m *schema.MetaData) func() error {
			t := schema.NewTable(m, "booked", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("during", sqltype.Int4Range))
			schema.AddExclude(t, schema.Without{Item: t.C("during"), Operator: "&&"}).Where(sql.Not(t.C("id").Eq(99)))
			return func() error {
				row := func(id int, r sqltype.Range[int]) sql.Statement {
					return sql.Insert(t).Values(t.C("id").Set(id), t.C("during").Set(r))
				}
				e.exec(row(1, sqltype.HalfOpen(1, 5)), row(2, sqltype.HalfOpen(5, 9)), row(99, sqltype.HalfOpen(1, 9)))
				_, err := e.eng.Execute(e.ctx, row(3, sqltype.HalfOpen(4, 6)))
				refused(e, "a row that overlaps", err)
				return nil
			}
		}),
	}, indexCases())
}

type computedTable struct {
	schema.Rows
	ID    schema.Int
	Price schema.NullInt
	Total schema.NullInt
}

func computed(name string, needs Feature, stored bool) testCase {
	return object(name, needs, func(e *env, m *schema.MetaData) func() error {
		t := schema.Declare(m, "computed_"+fmt.Sprint(stored), func(t *computedTable) {
			t.ID.PrimaryKey()
			x := sql.Typed[int](t.Price.Mul(2).Add(1))
			if stored {
				t.Total.Stored(x)
			} else {
				t.Total.Virtual(x)
			}
		})
		return func() error {
			e.exec(sql.Insert(t).Rows([]sql.Assignment{t.ID.Set(1), t.Price.Set(10)}, []sql.Assignment{t.ID.Set(2), t.Price.SetNull()}))
			e.exec(sql.Update(t).Set(t.Price.Set(20)).Where(t.ID.Eq(1)))
			return e.want(sql.Select(t.ID, t.Total).OrderBy(t.ID), "(1, 41)", "(2, NULL)")
		}
	})
}

// indexCases are indexes with all that they can say; that they are there is seen by
// what they refuse, or by the name that is taken.
func indexCases() []testCase {
	index := func(name string, needs Feature, declare func(t *schema.Table), use func(e *env, t *schema.Table) error) testCase {
		return object(name, needs, func(e *env, m *schema.MetaData) func() error {
			t := schema.NewTable(m, "indexed", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a", sqltype.String(40)),
				schema.Column("b", sqltype.Integer), schema.Column("long", sqltype.Text))
			declare(t)
			return func() error {
				if use == nil {
					return nil
				}
				return use(e, t)
			}
		})
	}
	row := func(t *schema.Table, id int, a, b any) sql.Statement {
		return sql.Insert(t).Values(t.C("id").Set(id), t.C("a").Set(a), t.C("b").Set(b))
	}
	twice := func(first, second [2]any) func(*env, *schema.Table) error {
		return func(e *env, t *schema.Table) error {
			e.exec(row(t, 1, first[0], first[1]))
			_, err := e.eng.Execute(e.ctx, row(t, 2, second[0], second[1]))
			refused(e, "the second row", err)
			return nil
		}
	}
	return []testCase{
		index("a partial unique index", PartialIndexes, func(t *schema.Table) {
			t.AddIndex(t.C("b")).UniqueIndex().Where(sql.Not(t.C("a").Eq("it's"))).Named("partial index")
		}, func(e *env, t *schema.Table) error {
			e.exec(row(t, 3, "it's", 1), row(t, 4, "it's", 1))
			return twice([2]any{"x", 1}, [2]any{"y", 1})(e, t)
		}),
		index("a unique index over an expression", FunctionalIndexes, func(t *schema.Table) {
			t.AddIndex(sql.Lower(sql.String(t.C("a")))).UniqueIndex().Named("functional")
		}, twice([2]any{"X", 1}, [2]any{"x", 2})),
		index("an index in descending order", "", func(t *schema.Table) { t.AddIndex(t.C("a").Desc(), t.C("b")).Named("down") }, nil),
		index("a covering index", CoveringIndexes, func(t *schema.Table) { t.AddIndex(t.C("a")).UniqueIndex().Include(t.C("b")).Named("covering") }, twice([2]any{"x", 1}, [2]any{"x", 2})),
		index("a unique constraint that covers", CoveringIndexes, func(t *schema.Table) { t.AddUnique(t.C("a")).Include(t.C("b")).Named("covering_u") }, twice([2]any{"x", 1}, [2]any{"x", 2})),
		index("NULLs that are not distinct", NullsNotDistinct, func(t *schema.Table) {
			t.AddUnique(t.C("a")).NullsNotDistinct()
			t.AddIndex(t.C("b")).UniqueIndex().NullsNotDistinct()
		}, twice([2]any{nil, 1}, [2]any{nil, 2})),
		index("an index over a part of a text", PrefixIndexes, func(t *schema.Table) { t.AddIndex(t.C("long")).Prefix(t.C("long"), 10).Named("prefix") }, nil),
		index("an index with an operator class and parameters", OperatorClasses, func(t *schema.Table) {
			t.AddIndex(t.C("a")).OpClass(t.C("a"), "varchar_pattern_ops").Using("btree").With("fillfactor", "70").Tablespace("pg_default").Concurrently().Named("ops")
			t.AddIndex(t.C("b")).Using("brin").With("pages_per_range", "16").Named("brin")
			t.AddIndex(t.C("b")).Using("hash").Named("hashed")
		}, nil),
		index("what one dialect alone has", "", func(t *schema.Table) {
			t.AddIndex(t.C("a")).OpClass(t.C("a"), "varchar_pattern_ops").Only("postgresql")
			t.AddIndex(t.C("long")).Prefix(t.C("long"), 10).Only("mysql")
			t.AddUnique(t.C("a")).NullsNotDistinct().Only("postgresql")
			t.AddCheck(t.C("b").Ne(5)).Only("postgresql", "mysql", "sqlite")
		}, func(e *env, t *schema.Table) error {
			_, err := e.eng.Execute(e.ctx, row(t, 1, "a", 5))
			refused(e, "CHECK", err)
			return nil
		}),
	}
}
