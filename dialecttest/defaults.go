package dialecttest

import (
	"fmt"
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type defaultTable struct {
	schema.Rows
	ID      schema.Int
	Value   schema.String
	Func    schema.Int
	Expr    schema.Int
	Server  schema.String
	Changed schema.Int
	Made    schema.Time
}

func defaultCases() []testCase {
	return []testCase{
		{name: "insert", run: func(e *env) error {
			t, _ := defaults(e)
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Changed.Set(0)), sql.Insert(t).Values(t.ID.Set(2), t.Value.Set("given"), t.Func.Set(7), t.Expr.Set(7), t.Server.Set("given"), t.Changed.Set(0)))
			if err := e.want(t.seen(), "(1, 'it's', 101, 3, 'from \"the\" server', 0)", "(2, 'given', 7, 7, 'given', 0)"); err != nil {
				return err
			}
			made, err := engine.All(e.ctx, e.eng, sql.Select1(t.Made))
			for _, m := range made {
				if d := time.Since(m); d < -time.Hour/2 || d > time.Hour/2 {
					e.Errorf("made at %v", m)
				}
			}
			return err
		}},
		{name: "each row by itself", run: func(e *env) error {
			t, calls := defaults(e)
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Changed.Set(0)).Values(t.ID.Set(2), t.Changed.Set(0)).Values(t.ID.Set(3), t.Changed.Set(0)))
			equal(e, "calls", *calls, 3)
			return e.want(sql.Select(t.Func).OrderBy(t.ID), "101", "102", "103")
		}},
		{name: "many executions", run: func(e *env) error {
			t, calls := defaults(e)
			if _, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(t), []sql.Params{{"id": 1, "changed": 0}, {"id": 2, "changed": 0}}); err != nil {
				return err
			}
			equal(e, "calls", *calls, 2)
			return e.want(sql.Select(t.Func, t.Value).OrderBy(t.ID), "(101, 'it's')", "(102, 'it's')")
		}},
		{name: "update", run: func(e *env) error {
			t, _ := defaults(e)
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Changed.Set(0)), sql.Insert(t).Values(t.ID.Set(2), t.Changed.Set(0)))
			e.exec(sql.Update(t).Set(t.Value.Set("x")).Where(t.ID.Eq(1)), sql.Update(t).Set(t.Value.Set("y"), t.Changed.Set(-1)).Where(t.ID.Eq(2)))
			return e.want(sql.Select(t.Value, t.Changed).OrderBy(t.ID), "('x', 1)", "('y', -1)")
		}},
		{name: "left to the database", run: func(e *env) error {
			t, calls := defaults(e)
			e.exec(sql.Insert(t).WithoutDefaults().Values(t.ID.Set(1), t.Value.Set("v"), t.Func.Set(1), t.Expr.Set(1), t.Changed.Set(0)))
			_, err := e.eng.Execute(e.ctx, sql.Insert(t).WithoutDefaults().Values(t.ID.Set(2), t.Value.Set("v"), t.Expr.Set(1), t.Changed.Set(0)))
			e.is(err, driver.ErrNotNull)
			equal(e, "calls", *calls, 0)
			return e.want(t.seen(), "(1, 'v', 1, 1, 'from \"the\" server', 0)")
		}},
		{name: "of a query", run: func(e *env) error {
			t, calls := defaults(e)
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Changed.Set(0)).Values(t.ID.Set(2), t.Changed.Set(5)))
			from := schema.Alias(t, "source")
			columns := []sql.Expr{t.ID, t.Func, t.Changed}
			for i, q := range []sql.Statement{
				sql.Select(from.ID.Add(10), from.Func, from.Changed).Where(from.ID.Le(2)),
				sql.Select(from.ID.Add(20), sql.Max(from.Func), from.Changed).Where(from.ID.Le(2)).GroupBy(from.ID, from.Changed),
				sql.Select(from.ID.Add(30), from.Func, from.Changed).Distinct().Where(from.ID.Le(2)),
				sql.Select(from.ID.Add(40), from.Func, from.Changed).Where(from.ID.Eq(1)).UnionAll(sql.Select(from.ID.Add(40), from.Func, from.Changed).Where(from.ID.Eq(2))),
				sql.Select(from.ID.Add(50), from.Func, from.Changed).Where(from.ID.Le(2)).OrderBy(from.ID).Limit(2),
			} {
				e.exec(sql.Insert(t).FromSelect(columns, q))
				first := 10*i + 11
				want := []string{fmt.Sprintf("(%d, 'it's', 101, 3, 'from \"the\" server', 0)", first), fmt.Sprintf("(%d, 'it's', 102, 3, 'from \"the\" server', 5)", first+1)}
				if err := e.want(sql.Select(t.ID, t.Value, t.Func, t.Expr, t.Server, t.Changed).Where(t.ID.Between(first, first+1)).OrderBy(t.ID), want...); err != nil {
					return err
				}
			}
			equal(e, "calls", *calls, 2)
			for _, q := range []sql.Statement{sql.Select(from.ID.Add(60), from.Changed), sql.Text("SELECT id + 60, changed FROM defaulted")} {
				if _, err := e.eng.Execute(e.ctx, sql.Insert(t).FromSelect([]sql.Expr{t.ID, t.Changed}, q)); err == nil || !strings.Contains(err.Error(), "give the column in the query") {
					e.Errorf("a default that nobody can fill in: %v", err)
				}
			}
			return nil
		}},
		{name: "computed columns take no value", run: func(e *env) error {
			t, err := tryDeclare(e, "computed", func(t *doubledTable) {
				t.ID.PrimaryKey().NoAutoincrement() // of which MariaDB computes nothing
				t.Double.Stored(t.ID.Mul(2))
			})
			if err != nil {
				return err
			}
			e.exec(sql.Insert(t).Values(t.ID.Set(1)))
			for _, stmt := range []sql.Statement{
				sql.Insert(t).Values(t.ID.Set(2), t.Double.Set(4)),
				sql.Insert(t).FromSelect([]sql.Expr{t.ID, t.Double}, sql.Select(t.ID.Add(7), t.Double)),
				sql.Update(t).Set(t.Double.Set(4)).Where(t.ID.Eq(1)),
				sql.Insert(t).Values(t.ID.Set(1)).OnConflict(t.ID).DoUpdate(t.Double.Set(3)),
			} {
				if _, err := e.eng.Execute(e.ctx, stmt); err == nil || !strings.Contains(err.Error(), "the database computes column double") {
					e.Errorf("a value for a computed column: %v", err)
				}
			}
			return e.want(sql.Select(t.ID, t.Double), "(1, 2)")
		}},
		{name: "returning", needs: InsertReturning, run: func(e *env) error {
			t, _ := defaults(e)
			return e.want(sql.Insert(t).Values(t.ID.Set(1), t.Changed.Set(0)).Returning(t.Value, t.Func, t.Expr, t.Server), "('it's', 101, 3, 'from \"the\" server')")
		}},
		{name: "a composite key", run: func(e *env) error {
			t := declare(e, "pair", func(t *pairTable) {
				t.A.PrimaryKey()
				t.B.Size(20).PrimaryKey()
			})
			r, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.A.Set(1), t.B.Set("x")))
			if err != nil {
				return err
			}
			key, err := r.InsertedPrimaryKey()
			equal(e, "the key", fmt.Sprint(key), "[1 x]")
			return err
		}},
	}
}

type doubledTable struct {
	schema.Rows
	ID     schema.Int
	Double schema.Int
}

type pairTable struct {
	schema.Rows
	A schema.Int
	B schema.String
}

func (t *defaultTable) seen() sql.Statement {
	return sql.Select(t.ID, t.Value, t.Func, t.Expr, t.Server, t.Changed).OrderBy(t.ID)
}

// defaults is a table with each kind of default, and how often the function was called.
func defaults(e *env) (*defaultTable, *int) {
	calls := 0
	return declare(e, "defaulted", func(t *defaultTable) {
		t.ID.PrimaryKey()
		t.Value.Size(40).Default("it's")
		t.Func.DefaultFunc(func() int { calls++; return 100 + calls })
		t.Expr.DefaultExpr(sql.Add(sql.Number(sql.Val(1)), sql.Number(sql.Val(2))))
		t.Server.Size(40).ServerDefault(sql.Val(`from "the" server`))
		t.Changed.OnUpdateExpr(t.Changed.Add(1))
		t.Made.ServerDefault(sql.Now())
	}), &calls
}
