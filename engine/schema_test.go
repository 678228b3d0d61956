package engine_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const testSchema = "aludel schema test" // with blanks, so that it must be quoted

// onAll runs f on an empty database of each dialect.
func onAll(t *testing.T, f func(t *testing.T, eng *engine.Engine)) {
	t.Run("sqlite", func(t *testing.T) { f(t, openURL(t, "sqlite:///"+filepath.Join(t.TempDir(), "a.db"))) })
	for name, env := range map[string]string{"postgresql": "ALUDEL_TEST_POSTGRES", "mysql": "ALUDEL_TEST_MYSQL"} {
		t.Run(name, func(t *testing.T) {
			at := os.Getenv(env)
			if at == "" {
				t.Skip(env + " is not set: make test runs this against real servers")
			}
			admin := openURL(t, at)
			drop := func() {
				if name == "mysql" {
					execute(t, admin, ddl.DropSchema{Name: testSchema, IfExists: true, Cascade: true})
				} else {
					execute(t, admin, sql.Text(`DROP SCHEMA IF EXISTS "`+testSchema+`" CASCADE`))
				}
			}
			drop()
			execute(t, admin, ddl.CreateSchema{Name: testSchema})
			t.Cleanup(drop)
			u, err := url.Parse(at)
			if err != nil {
				t.Fatal(err)
			}
			if name == "mysql" {
				u.Path = "/" + testSchema
			} else {
				q := u.Query()
				q.Set("search_path", `"`+testSchema+`"`)
				u.RawQuery = strings.ReplaceAll(q.Encode(), "+", "%20")
			}
			f(t, openURL(t, u.String()))
		})
	}
}

func openURL(t *testing.T, at string) *engine.Engine {
	t.Helper()
	eng, err := aludel.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close(context.Background()) })
	return eng
}

func execute(t *testing.T, eng engine.Executor, statements ...sql.Statement) {
	t.Helper()
	for _, s := range statements {
		if err := try(t, eng, s); err != nil {
			t.Fatal(err)
		}
	}
}

func try(t *testing.T, eng engine.Executor, s sql.Statement) error {
	t.Helper()
	res, err := eng.Execute(context.WithoutCancel(t.Context()), s) // also while the test is cleaned up
	if err == nil {
		err = res.Close()
	}
	return err
}

// show are the rows of s as text.
func show(t *testing.T, eng engine.Executor, s sql.Statement) []string {
	t.Helper()
	res, err := eng.Execute(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.All()
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, r := range rows {
		out = append(out, r.String())
	}
	return out
}

// tables are the names of what CREATE made.
func tables(t *testing.T, eng *engine.Engine) []string {
	t.Helper()
	var out []string
	for _, row := range show(t, eng, eng.Dialect().Grammar().(compile.SchemaGrammar).Existing("")) {
		if !strings.Contains(row, "sqlite_") {
			out = append(out, row)
		}
	}
	return out
}

func both(t *testing.T, eng *engine.Engine, m *schema.MetaData) (drop func()) {
	t.Helper()
	if err := eng.CreateAll(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		if err := eng.DropAll(t.Context(), m); err != nil {
			t.Fatal(err)
		}
		if left := tables(t, eng); len(left) > 0 {
			t.Errorf("left behind: %q", left)
		}
	}
}

func TestEverySchemaIsCreatedAndDropped(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		g := eng.Dialect().Grammar().(compile.SchemaGrammar)
		for _, c := range corpus.Schemas() {
			if c.Changes != nil || c.Name == "in a schema" {
				continue
			}
			t.Run(c.Name, func(t *testing.T) {
				m := c.MetaData()
				create, drop, err := c.Plan(compile.TraitsOf(g))
				for _, s := range [][]ddl.Statement{create, drop} {
					if _, e := compile.AllDDL(g, s); e != nil && err == nil {
						err = e
					}
				}
				if err != nil {
					if got := eng.CreateAll(t.Context(), m); got == nil || got.Error() != err.Error() {
						t.Errorf("CreateAll says %v, want %v", got, err)
					}
					if left := tables(t, eng); len(left) > 0 {
						t.Errorf("made all the same: %q", left)
					}
					return
				}
				done := both(t, eng, m)
				was := tables(t, eng)
				if len(was) < len(m.Tables()) {
					t.Errorf("there are %q", was)
				}
				if err := eng.CreateAll(t.Context(), m); err != nil {
					t.Errorf("a second time: %v", err)
				}
				if now := tables(t, eng); !slices.Equal(now, was) {
					t.Errorf("a second time made something: %q, then %q", was, now)
				}
				done()
				if err := eng.DropAll(t.Context(), m); err != nil {
					t.Errorf("dropping nothing: %v", err)
				}
			})
		}
	})
}

func TestTablesInAnotherSchema(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		if eng.Dialect().Name() == "sqlite" {
			t.Skip("a schema is an attached file, which one connection has")
		}
		const name = "aludel other schema"
		execute(t, eng, ddl.CreateSchema{Name: name, IfNotExists: true})
		defer execute(t, eng, ddl.DropSchema{Name: name, Cascade: true})
		mood := &sqltype.Desc{Kind: sqltype.KindEnum, Name: "mood", Schema: name, Values: []string{"a"}}
		m := schema.NewMetaData(schema.InSchema(name))
		schema.NewTable(m, "p", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("m", mood), schema.Column("c_id", sqltype.Integer, schema.References("c.id")), schema.Comment("p"))
		schema.NewTable(m, "c", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("p_id", sqltype.Integer, schema.References("p.id"), schema.Indexed))
		for range 2 {
			if err := eng.CreateAll(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		if here := tables(t, eng); len(here) > 0 {
			t.Errorf("in the default schema: %q", here)
		}
		if there := show(t, eng, eng.Dialect().Grammar().(compile.SchemaGrammar).Existing(name)); len(there) < 4 {
			t.Errorf("there are %q", there)
		}
		for range 2 {
			if err := eng.DropAll(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// couple is two tables that refer to each other.
func couple() *schema.MetaData {
	m := schema.NewMetaData()
	schema.NewTable(m, "a", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("b_id", sqltype.Integer, schema.References("b.id")),
		schema.Column("a_id", sqltype.Integer, schema.References("a.id")))
	schema.NewTable(m, "b", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a_id", sqltype.Integer, schema.NotNull, schema.References("a.id")))
	return m
}

func TestCycleOfTablesWithRowsIsDropped(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := couple()
		drop := both(t, eng, m)
		a, b := m.Table("a"), m.Table("b")
		execute(t, eng, sql.Insert(a).Values(a.C("id").Set(1)), sql.Insert(b).Values(b.C("id").Set(1), b.C("a_id").Set(1)),
			sql.Update(a).Set(a.C("b_id").Set(1), a.C("a_id").Set(1)).AllRows())
		for _, s := range []sql.Statement{sql.Insert(b).Values(b.C("id").Set(2), b.C("a_id").Set(7)), sql.Update(a).Set(a.C("b_id").Set(7)).AllRows()} {
			if err := try(t, eng, s); !errors.Is(err, driver.ErrForeignKey) {
				t.Errorf("a key of the cycle is not checked: %v", err)
			}
		}
		drop()
	})
}

func TestTableThatOthersReferToIsNotDropped(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := couple()
		drop := both(t, eng, m)
		other := schema.NewMetaData()
		schema.NewTable(other, "a", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
		x := schema.NewTable(other, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a_id", sqltype.Integer, schema.References("a.id")))
		if err := eng.CreateAll(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		a := m.Table("a")
		execute(t, eng, sql.Insert(a).Values(a.C("id").Set(1)), sql.Insert(x).Values(x.C("id").Set(1), x.C("a_id").Set(1)))
		if err := eng.DropAll(t.Context(), m); err == nil {
			t.Error("a table was dropped from under a row that refers to it")
		}
		if err := eng.DropAll(t.Context(), other, x); err != nil {
			t.Error(err)
		}
		drop()
	})
}

// A CreateAll that ended between the tables and the keys that close their cycle.
func TestInterruptedCreateAllIsContinued(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := couple()
		g := eng.Dialect().Grammar().(compile.SchemaGrammar)
		all, err := ddl.CreateAll(m, compile.TraitsOf(g))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			if _, key := s.(ddl.AddForeignKey); !key {
				execute(t, eng, s)
			}
		}
		drop := both(t, eng, m)
		a := m.Table("a")
		execute(t, eng, sql.Insert(a).Values(a.C("id").Set(1)))
		if err := try(t, eng, sql.Update(a).Set(a.C("b_id").Set(7)).AllRows()); !errors.Is(err, driver.ErrForeignKey) {
			t.Errorf("the key was not added: %v", err)
		}
		drop()
	})
}

func TestDefaultsOfTheDatabase(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		hostile := `it's "5" \n \' %s ? :x $1 größer 🎈` + "\r\n\t"
		x := schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey),
			schema.Column("i", sqltype.Integer, schema.ServerDefault(sql.Val(-5))),
			schema.Column("s", sqltype.String(80), schema.ServerDefault(sql.Val(hostile))),
			schema.Column("t", sqltype.Text, schema.ServerDefault(sql.Val(hostile))),
			schema.Column("f", sqltype.Float, schema.ServerDefault(sql.Val(-1.5e-7))),
			schema.Column("b", sqltype.Boolean, schema.ServerDefault(sql.True())),
			schema.Column("n", sqltype.Numeric(20, 4), schema.ServerDefault(sql.Val("12345678901234.5000"))),
			schema.Column("e", sqltype.Integer, schema.ServerDefault(sql.Number(sql.Val(3)).Mul(4))),
			schema.Column("day", sqltype.Date, schema.ServerDefault(sql.Val("2026-02-03"))))
		at := schema.Declare(m, "at", func(a *moments) {
			a.ID.PrimaryKey()
			a.Now.ServerDefault(sql.Now())
			a.Then.ServerDefault(sql.Val(time.Date(2026, 2, 3, 4, 5, 6, 789000, time.UTC)))
		})
		drop := both(t, eng, m)
		execute(t, eng, sql.Insert(x).Values(x.C("id").Set(1)), sql.Insert(at).Values(at.ID.Set(1)))
		for col, want := range map[string]string{"i": "-5", "f": "-1.5e-07", "b": "true", "n": "12345678901234.5000", "e": "12"} {
			res, err := eng.Execute(t.Context(), sql.Select(x.C(col)))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := res.ScalarOne(); err != nil || fmt.Sprint(got) != want {
				t.Errorf("%s is %v, %v, want %s", col, got, err, want)
			}
		}
		for _, col := range []string{"s", "t"} {
			res, err := eng.Execute(t.Context(), sql.Select(x.C(col)))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := res.ScalarOne(); err != nil || got != hostile {
				t.Errorf("%s is %q, %v, want %q", col, got, err, hostile)
			}
		}
		now, err := engine.One(t.Context(), eng, sql.Select1(at.Now))
		if err != nil || time.Since(now).Abs() > time.Minute {
			t.Errorf("now is %v, %v", now, err)
		}
		then, err := engine.One(t.Context(), eng, sql.Select1(at.Then))
		if want := time.Date(2026, 2, 3, 4, 5, 6, 789000, time.UTC); err != nil || !then.Equal(want) {
			t.Errorf("then is %v, %v, want %v", then, err, want)
		}
		drop()
	})
}

type moments struct {
	schema.Rows
	ID   schema.Int
	Now  schema.Time
	Then schema.Time
}

func TestChecksHoldWhatTheySay(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		texts := []string{`back\slash ' quote`, `\`, `\'; DROP TABLE x; --`, "größer 🎈\r\n", `%_ ? :x $1 /`}
		m := schema.NewMetaData()
		x := schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("s", sqltype.String(40)),
			schema.Column("n", sqltype.Numeric(10, 2)), schema.Column("mood", sqltype.Enum("mood", "glad", `it's\`)))
		values := make([]any, len(texts))
		for i, s := range texts {
			values[i] = s
		}
		x.AddCheck(x.C("s").In(values...))
		x.AddCheck(x.C("n").Ge("9.5"))
		drop := both(t, eng, m)
		if eng.Dialect().Name() == "mysql" {
			execute(t, eng, sql.Text("FLUSH TABLES x")) // so that the text of the checks is read back
		}
		for i, s := range texts {
			execute(t, eng, sql.Insert(x).Values(x.C("id").Set(i+1), x.C("s").Set(s)))
		}
		execute(t, eng, sql.Insert(x).Values(x.C("id").Set(100), x.C("n").Set("10.00"), x.C("mood").Set(`it's\`)))
		for _, bad := range []sql.Assignment{x.C("s").Set("else"), x.C("n").Set("9.49"), x.C("n").Set("-100")} {
			if err := try(t, eng, sql.Insert(x).Values(x.C("id").Set(200), bad)); !errors.Is(err, driver.ErrCheck) {
				t.Errorf("%v was taken: %v", bad.Value, err)
			}
		}
		if err := try(t, eng, sql.Text("INSERT INTO x (id, mood) VALUES (201, 'else')")); err == nil {
			t.Error("a value outside of the enumeration was taken")
		}
		drop()
	})
}

func TestKeysThatCountUpAndKeysThatDoNot(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		up := schema.NewTable(m, "up", schema.Column("id", sqltype.BigInt, schema.PrimaryKey), schema.Column("n", sqltype.Integer))
		still := schema.NewTable(m, "still", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement), schema.Column("n", sqltype.Integer))
		drop := both(t, eng, m)
		execute(t, eng, sql.Insert(up).Values(up.C("n").Set(1)), sql.Insert(up).Values(up.C("id").Set(int64(1)<<40), up.C("n").Set(2)))
		if got := show(t, eng, sql.Select(up.C("id")).OrderBy(up.C("id"))); !slices.Equal(got, []string{"(1)", "(1099511627776)"}) {
			t.Errorf("keys %q", got)
		}
		if err := try(t, eng, sql.Insert(still).Values(still.C("n").Set(1))); err == nil {
			t.Errorf("a key was made up: %q", show(t, eng, sql.Select(still.C("id"))))
		}
		drop()
	})
}

func TestCommentsAreKept(t *testing.T) {
	table, column := `a 'table' \ and -- a`+"\nsecond line ü", `it's \' "x" % /* ?`
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.ColumnComment(column)), schema.Comment(table))
		drop := both(t, eng, m)
		var got []string
		switch eng.Dialect().Name() {
		case "postgresql":
			got = scalars(t, eng, `SELECT obj_description('x'::regclass) UNION ALL SELECT col_description('x'::regclass, 1)`)
		case "mysql":
			got = scalars(t, eng, `SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() UNION ALL SELECT column_comment FROM information_schema.columns WHERE table_schema = DATABASE()`)
		case "sqlite":
			text := scalars(t, eng, `SELECT sql FROM sqlite_master WHERE name = 'x'`)[0]
			if !strings.Contains(text, table) || !strings.Contains(text, column) {
				t.Errorf("%q", text)
			}
			got = []string{table, column}
		}
		if !slices.Equal(got, []string{table, column}) {
			t.Errorf("comments %q", got)
		}
		drop()
	})
}

func scalars(t *testing.T, eng *engine.Engine, text sql.SQL) []string {
	t.Helper()
	res, err := eng.Execute(t.Context(), sql.Text(text))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.All()
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, r := range rows {
		out = append(out, fmt.Sprint(r.At(0)))
	}
	return out
}

func TestCollationOfAColumn(t *testing.T) {
	names := map[string][2]string{"postgresql": {"C", "und-x-icu"}, "mysql": {"utf8mb4_bin", "utf8mb4_general_ci"}, "sqlite": {"BINARY", "NOCASE"}}
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		x := schema.Declare(m, "x", func(x *collated) {
			x.ID.PrimaryKey()
			x.Bytes.Size(20).Collation(names[eng.Dialect().Name()][0])
			x.Words.Size(20).Collation(names[eng.Dialect().Name()][1])
		})
		drop := both(t, eng, m)
		for i, s := range []string{"b", "A", "a", "B"} {
			execute(t, eng, sql.Insert(x).Values(x.ID.Set(i+1), x.Bytes.Set(s), x.Words.Set(s)))
		}
		if got := show(t, eng, sql.Select(x.Bytes).OrderBy(x.Bytes)); !slices.Equal(got, []string{"('A')", "('B')", "('a')", "('b')"}) {
			t.Errorf("by code point: %q", got)
		}
		if got := show(t, eng, sql.Select(x.Words).OrderBy(x.Words)); strings.ToUpper(strings.Join(got, "")) != "('A')('A')('B')('B')" {
			t.Errorf("by words: %q", got)
		}
		drop()
	})
}

type collated struct {
	schema.Rows
	ID    schema.Int
	Bytes schema.String
	Words schema.String
}
