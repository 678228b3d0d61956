package dialecttest

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// put inserts one row.
func (t *itemTable) put(id int) sql.Statement {
	return sql.Insert(t).Values(t.ID.Set(id), t.Code.Set(fmt.Sprint("row ", id)), t.N.Set(id))
}

func (t *itemTable) count() sql.Query[int] { return sql.Select1(sql.Count()).From(t) }

// holds expects that so many rows are in the table, seen from another connection.
func (e *env) holds(t *itemTable, n int) {
	e.Helper()
	got, err := engine.One(e.ctx, e.eng, t.count())
	e.must(err)
	equal(e, "the number of rows", got, n)
}

// connect lends a connection until the end of the test.
func (e *env) connect(opts ...engine.ConnOption) *engine.Conn {
	e.Helper()
	c, err := e.eng.Connect(e.ctx, opts...)
	e.must(err)
	e.Cleanup(func() { c.Close() })
	return c
}

func (e *env) on(c *engine.Conn, s sql.Statement) {
	e.Helper()
	r, err := c.Execute(e.ctx, s)
	if err == nil {
		err = r.Close()
	}
	e.must(err)
}

func transactionCases() []testCase {
	boom := errors.New("boom")
	return []testCase{
		{name: "begins by itself, and commits", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			equal(e, "InTransaction at first", c.InTransaction(), false)
			e.on(c, t.put(1))
			equal(e, "InTransaction", c.InTransaction(), true)
			e.must(c.Commit(e.ctx))
			equal(e, "InTransaction after Commit", c.InTransaction(), false)
			e.holds(t, 1)
			e.on(c, t.put(2)) // the next one begins
			e.must(c.Rollback(e.ctx))
			e.on(c, t.put(3))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			return e.want(sql.Select(t.ID).OrderBy(t.ID), "1", "3")
		}},
		{name: "close rolls back", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			e.on(c, t.put(1))
			e.must(c.Close())
			e.must(c.Close())
			e.holds(t, 0)
			_, err := c.Execute(e.ctx, t.put(2))
			e.is(err, engine.ErrConnClosed)
			e.is(c.Commit(e.ctx), engine.ErrConnClosed)
			e.is(c.Rollback(e.ctx), engine.ErrConnClosed)
			return nil
		}},
		{name: "commit and rollback of nothing", run: func(e *env) error {
			c := e.connect()
			e.must(c.Commit(e.ctx))
			e.must(c.Rollback(e.ctx))
			e.must(c.Commit(e.ctx))
			return c.Close()
		}},
		{name: "Begin commits", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				return e.wantOn(c, t.count(), "1")
			})
			e.holds(t, 1)
			return err
		}},
		{name: "Begin rolls back at an error", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				return fmt.Errorf("no: %w", boom)
			})
			e.is(err, boom)
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "Begin rolls back at a panic, which goes on", run: func(e *env) error {
			t := emptyItems(e)
			func() {
				defer func() { equal(e, "what was recovered", recover(), any(boom)) }()
				e.eng.Begin(e.ctx, func(c *engine.Conn) error {
					e.on(c, t.put(1))
					panic(boom)
				})
			}()
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "Begin rolls back at Goexit", run: func(e *env) error {
			t := emptyItems(e)
			done := make(chan struct{})
			go func() {
				defer close(done)
				e.eng.Begin(e.ctx, func(c *engine.Conn) error {
					if _, err := c.Execute(e.ctx, t.put(1)); err != nil {
						e.Error(err)
					}
					runtime.Goexit()
					return nil
				})
			}()
			<-done
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "nothing after the end within Begin", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				e.must(c.Commit(e.ctx))
				_, err := c.Execute(e.ctx, t.put(2))
				e.is(err, engine.ErrTxEnded)
				_, err = c.Savepoint(e.ctx)
				e.is(err, engine.ErrTxEnded)
				e.is(c.Commit(e.ctx), engine.ErrTxEnded)
				e.is(c.Rollback(e.ctx), engine.ErrTxEnded)
				return nil
			})
			e.holds(t, 1)
			e.must(err)
			return e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(3))
				e.must(c.Rollback(e.ctx))
				_, err := c.Execute(e.ctx, t.put(4))
				e.is(err, engine.ErrTxEnded)
				return nil
			})
		}},
		{name: "a failed statement and what comes after it", run: failedStatement},
		{name: "an error that is swallowed within Begin", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				c.Execute(e.ctx, t.put(1)) // a duplicate
				return nil
			})
			// a transaction that the database holds for failed is not committed, and that is said
			n, qerr := engine.One(e.ctx, e.eng, t.count())
			e.must(qerr)
			if (err == nil) != (n == 1) {
				e.Errorf("the error is %v, and there are %d rows", err, n)
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "autocommit", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect(engine.Autocommit)
			e.on(c, t.put(1))
			e.holds(t, 1)
			e.must(c.Rollback(e.ctx))
			if _, err := c.Execute(e.ctx, t.put(1)); err == nil {
				e.Error("no error for a duplicate")
			}
			e.on(c, t.put(2)) // a failure concerns itself
			e.must(c.Close())
			e.holds(t, 2)
			return nil
		}},
		{name: "on the engine each statement is by itself", run: func(e *env) error {
			t := emptyItems(e)
			e.exec(t.put(1))
			if _, err := e.eng.Execute(e.ctx, t.put(1)); err == nil {
				e.Error("no error for a duplicate")
			}
			e.exec(t.put(2))
			e.holds(t, 2)
			return nil
		}},
		{name: "rollback of a schema change", needs: TransactionalDDL, run: func(e *env) error {
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, sql.Text("CREATE TABLE gone (a INTEGER)"))
				return boom
			})
			e.is(err, boom)
			if _, err := e.eng.Execute(e.ctx, sql.Text("SELECT * FROM gone")); err == nil {
				e.Error("the table is there")
			}
			return nil
		}},
		{name: "a result that is open at the end", run: func(e *env) error {
			t := items(e)
			c := e.connect()
			r, err := c.Execute(e.ctx, t.all())
			e.must(err)
			_, _, err = r.FetchOne()
			e.must(err)
			e.on(c, t.put(9))
			e.must(c.Commit(e.ctx))
			rest, err := r.All()
			if err != nil || len(rest) != 2 {
				e.Errorf("what was read before the commit: %v, %v", rest, err)
			}
			r, err = c.Execute(e.ctx, t.all())
			e.must(err)
			e.must(c.Close())
			for range 2 {
				if all, err := r.All(); !errors.Is(err, engine.ErrResultCut) {
					e.Errorf("the result of a closed connection: %d rows, %v", len(all), err)
				}
			}
			e.is(r.Close(), engine.ErrResultCut)
			c = e.connect()
			r, err = c.Execute(e.ctx, t.all())
			e.must(err)
			_, _, err = r.FetchOne()
			e.must(err)
			e.must(c.Rollback(e.ctx))
			_, _, err = r.FetchOne()
			e.is(err, engine.ErrResultCut)
			e.must(c.Close())
			e.whole(e.eng)
			return nil
		}},
	}
}

// failedStatement: where the database holds the whole transaction for failed, the
// engine says so by itself; elsewhere the transaction goes on.
func failedStatement(e *env) error {
	t := emptyItems(e)
	c := e.connect()
	e.on(c, t.put(1))
	_, dup := c.Execute(e.ctx, t.put(1))
	if dup == nil {
		e.Error("no error for a duplicate")
	}
	_, err := c.Execute(e.ctx, t.put(2))
	if c.Driver().State().Tx == 'E' {
		e.is(err, engine.ErrPendingRollback)
		e.is(err, dup)
		e.is(c.Commit(e.ctx), engine.ErrPendingRollback)
		_, err = c.Savepoint(e.ctx)
		e.is(err, engine.ErrPendingRollback)
		e.must(c.Rollback(e.ctx))
		e.holds(t, 0)
		e.on(c, t.put(3))
		e.must(c.Commit(e.ctx))
		e.holds(t, 1)
		return nil
	}
	e.must(err)
	e.must(c.Commit(e.ctx))
	e.holds(t, 2)
	return nil
}
