package dialecttest

import (
	"fmt"
	"time"

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
