package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/aludel/aludel/async"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/pool"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func poolCases() []testCase {
	return []testCase{
		{name: "many goroutines", run: func(e *env) error {
			o := e.own(engine.PoolSize(3), engine.MaxOverflow(2))
			t := emptyItems(o)
			var wg sync.WaitGroup
			for w := range 24 {
				wg.Go(func() {
					for i := range 10 {
						if _, err := o.eng.Execute(e.ctx, t.put(w*10+i+1)); err != nil {
							e.Error(err)
						}
						id, err := engine.One(e.ctx, o.eng, sql.Select1(t.ID).Where(t.ID.Eq(w*10+i+1)))
						if err != nil || id != w*10+i+1 {
							e.Errorf("%d: %v, %v", w*10+i+1, id, err)
						}
					}
				})
			}
			wg.Wait()
			o.holds(t, 240)
			if s := o.eng.Status(); s.Totals.Created > 5+uint64(s.Closing) && s.InUse != 0 {
				e.Errorf("the pool is %v", s)
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "exhausted", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0), engine.PoolTimeout(50*time.Millisecond))
			for o.eng.Ping(e.ctx) != nil && e.ctx.Err() == nil { // a slow machine needs longer to dial than it waits here
			}
			c := o.connect()
			_, err := o.eng.Execute(e.ctx, sql.Select(sql.Val(1)))
			var te *pool.TimeoutError
			if !errors.As(err, &te) || te.Size != 1 || te.Longest == nil {
				e.Errorf("the error is %v", err)
			}
			e.must(c.Close())
			o.whole(o.eng)
			return nil
		}},
		{name: "an engine that is closed", run: func(e *env) error {
			eng := e.h.Open(e.T)
			e.must(eng.Ping(e.ctx))
			e.must(eng.Close(e.ctx))
			_, err := eng.Execute(e.ctx, sql.Select(sql.Val(1)))
			e.is(err, pool.ErrClosed)
			return nil
		}},
		{name: "an engine that is disposed of works on", run: func(e *env) error {
			o := e.own()
			o.whole(o.eng)
			o.eng.Dispose()
			equal(e, "idle", o.eng.Status().Idle, 0)
			if e.h.Server != nil {
				o.whole(o.eng)
			}
			return nil
		}},
		{name: "what a session was set to does not go to the next", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			set, setting := sql.Text(e.said(e.h.Server.Set, "Server.Set")), sql.Text(e.said(e.h.Server.Setting, "Server.Setting"))
			before := fmt.Sprint(e.scalar(o.eng, setting))
			c := o.connect()
			o.on(c, set)
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			equal(e, "the setting", fmt.Sprint(e.scalar(o.eng, setting)), before)

			o = e.own(engine.PoolSize(1), engine.MaxOverflow(0), engine.NoReset())
			o.exec(set)
			if after := fmt.Sprint(e.scalar(o.eng, setting)); after == before {
				e.Errorf("with NoReset the setting is %s again", after)
			}
			return nil
		}},
		{name: "nothing is kept on the server for a pooler", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0), engine.TransactionPooler())
			t := emptyItems(o)
			for n := range 3 {
				if err := o.counted(o.eng, t.put(n+1), 1); err != nil {
					return err
				}
			}
			if err := o.eng.Begin(e.ctx, func(c *engine.Conn) error {
				seen := 0
				for id, err := range engine.Each(e.ctx, c, sql.Select1(t.ID).Where(t.ID.Gt(0)).OrderBy(t.ID)) {
					if err != nil {
						return err
					}
					seen++
					if err := o.counted(c, sql.Update(t).Set(t.N.Set(id)).Where(t.ID.Eq(id)), 1); err != nil {
						return err
					}
				}
				equal(e, "rows seen", seen, 3)
				return nil
			}); err != nil {
				return err
			}
			if err := o.want(sql.Select(t.ID, t.N).OrderBy(t.ID), "(1, 1)", "(2, 2)", "(3, 3)"); err != nil {
				return err
			}
			kept := e.said(e.h.Server.Prepared, "Server.Prepared")
			equal(e, "statements that the server keeps", fmt.Sprint(o.scalar(o.eng, sql.Text(kept))), "0")
			return nil
		}},
	}
}

func asyncCases() []testCase {
	return []testCase{
		{name: "many at once", run: func(e *env) error {
			a := async.New(e.ctx, e.eng)
			ids := async.All(a, sql.Select1(e.shop.p.ID).OrderBy(e.shop.p.ID))
			n := async.All(a, sql.Select1(sql.Count()).From(e.shop.o))
			r := a.Execute(sql.Text("SELECT name FROM category WHERE id = :id"), sql.Params{"id": 2})
			all, err := ids.Await(e.ctx)
			e.must(err)
			equal(e, "ids", len(all), 10)
			count, err := n.Await(e.ctx)
			e.must(err)
			equal(e, "count", count[0], 5)
			res, err := r.Await(e.ctx)
			e.must(err)
			name, err := res.ScalarOne()
			equal(e, "name", name, any("tools"))
			e.whole(e.eng)
			return err
		}},
		{name: "a failure concerns itself, without a transaction", run: func(e *env) error {
			t := emptyItems(e)
			a := async.New(e.ctx, e.eng)
			one, again, two := a.Execute(t.put(1)), a.Execute(t.put(1)), a.Execute(t.put(2))
			_, err := two.Await(e.ctx)
			e.must(err)
			_, err = again.Await(e.ctx)
			e.is(err, driver.ErrUnique)
			_, err = one.Await(e.ctx)
			e.must(err)
			e.holds(t, 2)
			e.whole(e.eng)
			return nil
		}},
		{name: "a value that cannot be sent concerns itself, too", run: func(e *env) error {
			t := declare(e, "label", func(t *labelTable) { t.ID.PrimaryKey().NoAutoincrement(); t.Name.Type(sqltype.Text) })
			put := func(id int, name string) sql.Statement {
				return sql.Insert(t).Values(t.ID.Set(id), t.Name.Set(name))
			}
			a := async.New(e.ctx, e.eng)
			results := []*async.Future[*engine.Result]{a.Execute(put(1, "a")), a.Execute(put(2, "nul \x00")), a.Execute(put(3, "c")), a.Execute(put(4, "\x00 nul"))}
			for i, r := range results {
				_, err := r.Await(e.ctx)
				var de *driver.DataError
				if err != nil && (i%2 == 0 || !errors.As(err, &de) || !strings.Contains(err.Error(), "column name:")) {
					e.Errorf("statement %d: %v", i+1, err)
				}
			}
			ids, err := engine.All(e.ctx, e.eng, sql.Select1(t.ID).Where(t.ID.In(1, 3)))
			equal(e, "rows", len(ids), 2)
			e.whole(e.eng)
			return err
		}},
		{name: "in a transaction what comes after a failure is skipped", run: func(e *env) error {
			t := emptyItems(e)
			a := async.New(e.ctx, e.eng)
			err := a.Begin(e.ctx, func(c *async.Conn) error {
				one, again, two := c.Execute(t.put(1)), c.Execute(t.put(1)), c.Execute(t.put(2))
				_, err := two.Await(e.ctx)
				e.is(err, driver.ErrSkipped)
				e.is(err, driver.ErrUnique)
				_, err = one.Await(e.ctx)
				e.must(err)
				_, err = again.Await(e.ctx)
				e.is(err, driver.ErrUnique)
				return err
			})
			e.is(err, driver.ErrUnique)
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "what was not awaited is done before the commit", run: func(e *env) error {
			t := emptyItems(e)
			a := async.New(e.ctx, e.eng)
			e.must(a.Begin(e.ctx, func(c *async.Conn) error {
				for i := range 300 {
					c.Execute(t.put(i + 1))
				}
				return nil
			}))
			e.holds(t, 300)
			err := a.Begin(e.ctx, func(c *async.Conn) error {
				c.Execute(t.put(500))
				c.Execute(t.put(500))
				return nil
			})
			e.is(err, driver.ErrUnique)
			e.holds(t, 300)
			e.whole(e.eng)
			return nil
		}},
		{name: "the context of an Await stops the waiting only", run: func(e *env) error {
			t := emptyItems(e)
			a := async.New(e.ctx, e.eng)
			f := a.Execute(t.put(1))
			ctx, cancel := context.WithCancelCause(e.ctx)
			cancel(errPatience)
			if _, err := f.Await(ctx); err != nil {
				e.is(err, errPatience)
			}
			r, err := f.Await(e.ctx)
			e.must(err)
			equal(e, "RowCount", r.RowCount(), 1)
			e.holds(t, 1)
			return nil
		}},
		{name: "the context of the engine cancels", run: func(e *env) error {
			o := e.own()
			ctx, cancel := context.WithCancelCause(e.ctx)
			a := async.New(ctx, o.eng)
			f := a.Execute(e.forever())
			time.AfterFunc(60*time.Millisecond, func() { cancel(errPatience) })
			_, err := f.Await(e.ctx)
			e.is(err, errPatience)
			o.whole(o.eng)
			return nil
		}},
		{name: "a function that does not return", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := emptyItems(o)
			for what, leave := range map[string]func(){"panic": func() { panic(errExploded) }, "Goexit": runtime.Goexit} {
				var recovered any
				var unsent *async.Future[*engine.Result]
				var wg sync.WaitGroup
				wg.Go(func() {
					defer func() { recovered = recover() }()
					err := async.New(e.ctx, o.eng).Begin(e.ctx, func(c *async.Conn) error {
						if _, err := c.Execute(t.put(1)).Await(e.ctx); err != nil {
							e.Error(err)
						}
						unsent = c.Execute(t.put(2))
						leave()
						return nil
					})
					e.Errorf("%s: Begin has returned %v", what, err)
				})
				wg.Wait()
				equal(e, what, recovered, map[string]any{"panic": errExploded}[what])
				_, err := unsent.Await(e.ctx)
				e.is(err, async.ErrNotSent)
				if s := o.eng.Status(); s.InUse != 0 {
					e.Fatalf("%s: the connection is lost: %v", what, s)
				}
				o.holds(t, 0)
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "rollback", run: func(e *env) error {
			t := emptyItems(e)
			c, err := async.New(e.ctx, e.eng).Connect(e.ctx)
			e.must(err)
			_, err = c.Execute(t.put(1)).Await(e.ctx)
			e.must(err)
			unsent := c.Execute(t.put(2))
			e.must(c.Rollback(e.ctx))
			_, err = unsent.Await(e.ctx)
			e.is(err, async.ErrNotSent)
			late := c.Execute(t.put(3))
			e.must(c.Commit(e.ctx))
			_, err = late.Await(e.ctx)
			e.must(err)
			e.holds(t, 1)
			lost := c.Execute(t.put(4))
			e.must(c.Close())
			_, err = lost.Await(e.ctx)
			e.is(err, async.ErrNotSent)
			e.whole(e.eng)
			e.holds(t, 1)
			return nil
		}},
	}
}
