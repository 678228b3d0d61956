package dialecttest

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"
	"sync"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// explosive is a type whose methods panic.
type explosive struct{ n int64 }

var errExploded = errors.New("exploded")

func (x explosive) Value() (driver.Value, error) {
	if x.n < 0 {
		panic(errExploded)
	}
	return x.n, nil
}

func (x *explosive) Scan(v any) error {
	if n, _ := v.(int64); n == 13 {
		panic(errExploded)
	}
	return nil
}

type minedTable struct {
	schema.Rows
	ID schema.Int
	X  schema.Col[explosive]
	D  schema.Int
}

// A mine is a hook that panics.
type mine struct{ before, after bool }

func (m *mine) Before(_ context.Context, e *engine.Event) {
	if m.before && !e.Step {
		panic(errExploded)
	}
}

func (m *mine) After(e *engine.Event) {
	if m.after && !e.Step {
		panic(errExploded)
	}
}

// panicCases are panics in what users bring along and that is called while a statement runs. Those
// of hooks and loops go on; those of a type's methods and of defaults are the errors of the call.
// What was begun is rolled back and given back.
func panicCases() []testCase {
	return []testCase{{name: "everywhere", run: func(e *env) error {
		m := &mine{}
		o := e.own(engine.Watch(m), engine.PoolSize(1), engine.MaxOverflow(0))
		armed := false
		t := declare(o, "mined", func(t *minedTable) {
			t.ID.PrimaryKey()
			t.X.Type(sqltype.As[explosive](sqltype.BigInt))
			t.D.DefaultFunc(func() int {
				if armed {
					panic(errExploded)
				}
				return 1
			})
		})
		o.exec(sql.Insert(t).Values(t.ID.Set(1), t.X.Set(explosive{13})))
		put := func() sql.Statement { return sql.Insert(t).Values(t.ID.Set(2), t.X.Set(explosive{1})) }
		q := sql.Select1(t.X)
		for what, f := range map[string]func(ex engine.Executor){
			"a loop": func(ex engine.Executor) {
				for range engine.Each(e.ctx, ex, sql.Select1(t.ID)) {
					panic(errExploded)
				}
			},
			"a hook before":   func(ex engine.Executor) { m.before = true; ex.Execute(e.ctx, put()) },
			"a hook after":    func(ex engine.Executor) { m.after = true; ex.Execute(e.ctx, put()) },
			"a hook, queried": func(ex engine.Executor) { m.after = true; engine.All(e.ctx, ex, sql.Select1(t.ID)) },
			"a flight": func(ex engine.Executor) {
				m.after = true
				engine.ExecuteMany(e.ctx, ex, sql.Insert(t), []sql.Params{{"id": 4, "x": explosive{1}}, {"id": 5, "x": explosive{1}}})
			},
		} {
			explodes := func(way string, f func()) {
				defer func() {
					if r := recover(); r != error(errExploded) {
						e.Errorf("%s, %s: recovered %v", what, way, r)
					}
					armed, m.before, m.after = false, false, false
					if s := o.eng.Status(); s.InUse != 0 {
						e.Fatalf("%s, %s: the connection is lost: %v", what, way, s)
					}
				}()
				f()
			}
			explodes("on the engine", func() { f(o.eng) })
			o.exec(sql.Delete(t).Where(t.ID.Gt(1)))
			explodes("in a transaction", func() {
				o.eng.Begin(e.ctx, func(c *engine.Conn) error {
					o.on(c, sql.Insert(t).Values(t.ID.Set(9), t.X.Set(explosive{1})))
					f(c)
					return nil
				})
			})
			if err := o.want(sql.Select(t.ID), "1"); err != nil {
				e.Errorf("%s: %v", what, err)
			}
		}
		// the methods of a type are called for a value or a row: that is the error of the call
		for what, f := range map[string]func(ex engine.Executor) error{
			"Scan in All":   func(ex engine.Executor) error { _, err := engine.All(e.ctx, ex, q); return err },
			"Scan in First": func(ex engine.Executor) error { _, err := engine.First(e.ctx, ex, q); return err },
			"Scan in AllAs": func(ex engine.Executor) error {
				_, err := engine.AllAs[struct{ X explosive }](e.ctx, ex, q)
				return err
			},
			"Scan in Each": func(ex engine.Executor) (last error) {
				for _, err := range engine.Each(e.ctx, ex, q) {
					last = err
				}
				return last
			},
			"Value": func(ex engine.Executor) error {
				_, err := ex.Execute(e.ctx, sql.Insert(t), sql.Params{"id": 3, "x": explosive{-1}})
				return err
			},
		} {
			exploded := func(way string, err error) {
				var p *sqltype.PanicError
				if !errors.As(err, &p) || p.Value != any(errExploded) || !errors.Is(err, errExploded) || len(p.Stack) == 0 {
					e.Errorf("%s, %s: %v", what, way, err)
				}
				if s := o.eng.Status(); s.InUse != 0 {
					e.Fatalf("%s, %s: the connection is lost: %v", what, way, s)
				}
			}
			exploded("on the engine", f(o.eng))
			exploded("in a transaction", o.eng.Begin(e.ctx, func(c *engine.Conn) error {
				o.on(c, sql.Insert(t).Values(t.ID.Set(9), t.X.Set(explosive{1})))
				return f(c)
			}))
			if err := o.want(sql.Select(t.ID), "1"); err != nil {
				e.Errorf("%s: %v", what, err)
			}
		}
		// the function of a default is asked while the statement is made: that is its error
		unmade := func(ex engine.Executor) {
			armed = true
			_, err := ex.Execute(e.ctx, put())
			armed = false
			var p *schema.PanicError
			if !errors.As(err, &p) || !errors.Is(err, errExploded) || !strings.HasSuffix(p.Column, ".d") {
				e.Errorf("a default that panics: %v", err)
			}
		}
		unmade(o.eng)
		if err := o.eng.Begin(e.ctx, func(c *engine.Conn) error { unmade(c); return nil }); err != nil {
			return err
		}
		if err := o.want(sql.Select(t.ID), "1"); err != nil {
			e.Errorf("a default that panics: %v", err)
		}
		o.whole(o.eng)
		return nil
	}}, {name: "a deadlock", needs: Network, run: deadlock}}
}

// deadlock: the database ends one of two transactions. That one is told so, and
// nothing further is executed as if it went on.
func deadlock(e *env) error {
	t := items(e)
	var wg sync.WaitGroup
	var both sync.WaitGroup // each holds its first row
	both.Add(2)
	errs := make([]error, 2)
	for i := range 2 {
		wg.Go(func() {
			c, err := e.eng.Connect(e.ctx)
			if err != nil {
				errs[i] = err
				both.Done()
				return
			}
			defer c.Close()
			up := func(id int) error {
				_, err := c.Execute(e.ctx, sql.Update(t).Set(t.N.SetExpr(t.N.Add(1))).Where(t.ID.Eq(id)))
				return err
			}
			errs[i] = up(1 + i)
			both.Done()
			both.Wait()
			if errs[i] != nil {
				return
			}
			if errs[i] = up(2 - i); errs[i] == nil {
				errs[i] = c.Commit(e.ctx)
				return
			}
			if err := up(3); !errors.Is(err, engine.ErrPendingRollback) {
				e.Errorf("after a deadlock another statement is executed: %v", err)
			}
			if err := c.Rollback(e.ctx); err != nil {
				e.Error(err)
			}
		})
	}
	wg.Wait()
	loser := errs[0]
	if loser == nil {
		loser = errs[1]
	}
	e.is(loser, dbapi.ErrRetryable)
	if errs[0] != nil && errs[1] != nil {
		e.Errorf("both have failed: %v, %v", errs[0], errs[1])
	}
	e.whole(e.eng)
	return e.want(sql.Select(t.N).OrderBy(t.ID), "11", "21", "30")
}
