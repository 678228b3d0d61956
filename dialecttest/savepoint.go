package dialecttest

import (
	"context"
	"errors"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func savepointCases() []testCase {
	boom := errors.New("boom")
	ids := func(t *itemTable) sql.Statement { return sql.Select(t.ID).OrderBy(t.ID) }
	return []testCase{
		{name: "release and rollback", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			e.on(c, t.put(1))
			a, err := c.Savepoint(e.ctx)
			e.must(err)
			e.on(c, t.put(2))
			e.must(a.Release(e.ctx))
			b, err := c.Savepoint(e.ctx)
			e.must(err)
			e.on(c, t.put(3))
			e.must(b.Rollback(e.ctx))
			e.on(c, t.put(4))
			e.must(c.Commit(e.ctx))
			return e.want(ids(t), "1", "2", "4")
		}},
		{name: "as the first thing of a transaction", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			a, err := c.Savepoint(e.ctx)
			e.must(err)
			e.on(c, t.put(1))
			e.must(a.Rollback(e.ctx))
			e.on(c, t.put(2))
			e.must(c.Commit(e.ctx))
			return e.want(ids(t), "2")
		}},
		{name: "nested", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				err := c.Begin(e.ctx, func(c *engine.Conn) error {
					e.on(c, t.put(2))
					e.is(c.Begin(e.ctx, func(c *engine.Conn) error {
						e.on(c, t.put(3))
						return boom
					}), boom)
					e.on(c, t.put(4))
					return nil
				})
				e.must(err)
				e.is(c.Begin(e.ctx, func(c *engine.Conn) error {
					e.on(c, t.put(5))
					e.must(c.Begin(e.ctx, func(c *engine.Conn) error { e.on(c, t.put(6)); return nil }))
					return boom
				}), boom)
				return nil
			})
			e.must(err)
			return e.want(ids(t), "1", "2", "4")
		}},
		{name: "panic", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				func() {
					defer func() { equal(e, "what was recovered", recover(), any(boom)) }()
					c.Begin(e.ctx, func(c *engine.Conn) error {
						e.on(c, t.put(2))
						panic(boom)
					})
				}()
				return nil
			})
			e.must(err)
			return e.want(ids(t), "1")
		}},
		{name: "a context that ends before the release", run: func(e *env) error {
			t := emptyItems(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(1))
				ctx, cancel := context.WithCancelCause(e.ctx)
				e.is(c.Begin(ctx, func(c *engine.Conn) error {
					e.on(c, t.put(2))
					cancel(boom)
					return nil
				}), boom)
				e.on(c, t.put(3)) // the transaction goes on, without what has failed
				return nil
			})
			e.must(err)
			return e.want(ids(t), "1", "3")
		}},
		{name: "heals a failed transaction", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			e.on(c, t.put(1))
			err := c.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(2))
				_, err := c.Execute(e.ctx, t.put(1))
				return err
			})
			if err == nil {
				e.Error("no error for a duplicate")
			}
			e.on(c, t.put(3))
			e.must(c.Commit(e.ctx))
			return e.want(ids(t), "1", "3")
		}},
		{name: "misuse", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			outer, err := c.Savepoint(e.ctx)
			e.must(err)
			inner, err := c.Savepoint(e.ctx)
			e.must(err)
			e.on(c, t.put(1))
			e.must(outer.Rollback(e.ctx))
			e.is(inner.Rollback(e.ctx), engine.ErrSavepointEnded)
			e.is(inner.Release(e.ctx), engine.ErrSavepointEnded)
			e.is(outer.Release(e.ctx), engine.ErrSavepointEnded)
			e.is(outer.Rollback(e.ctx), engine.ErrSavepointEnded)
			again, err := c.Savepoint(e.ctx)
			e.must(err)
			e.must(c.Commit(e.ctx))
			e.is(again.Rollback(e.ctx), engine.ErrSavepointEnded)
			later, err := c.Savepoint(e.ctx)
			e.must(err)
			e.must(c.Close())
			e.is(later.Release(e.ctx), engine.ErrConnClosed)
			auto := e.connect(engine.Autocommit)
			if _, err := auto.Savepoint(e.ctx); err == nil {
				e.Error("a savepoint in autocommit")
			}
			return auto.Close()
		}},
		{name: "a read before the first write", run: func(e *env) error {
			t := items(e)
			c := e.connect()
			if err := e.wantOn(c, t.count(), "3"); err != nil {
				return err
			}
			sp, err := c.Savepoint(e.ctx)
			e.must(err)
			e.on(c, t.put(7))
			e.must(sp.Rollback(e.ctx))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			e.holds(t, 3)
			return nil
		}},
	}
}
