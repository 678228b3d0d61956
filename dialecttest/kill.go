package dialecttest

import (
	"errors"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// session is the server's name of a connection's session.
func (e *env) session(ex engine.Executor) int64 {
	e.Helper()
	ids, err := engine.AllAs[int64](e.ctx, ex, sql.Text(e.h.Server.Identify))
	e.must(err)
	return ids[0]
}

func (e *env) kill(session int64) {
	e.Helper()
	e.must(e.h.Server.Kill(e.ctx, e.eng, session))
}

func (e *env) disconnected(err error) {
	e.Helper()
	var oe *driver.OperationalError
	if !errors.As(err, &oe) || !oe.Disconnected {
		e.Errorf("the error is %v, want an OperationalError of a lost connection", err)
	}
}

func killCases() []testCase {
	return []testCase{
		{name: "idle", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			for range 20 {
				before := o.session(o.eng)
				e.kill(before)
				if after := o.session(o.eng); after == before {
					e.Error("the session is the same")
				}
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "all idle ones", needs: Network, run: func(e *env) error {
			o := e.own()
			for range 5 {
				var conns []*engine.Conn
				var ids []int64
				for range 4 {
					c, err := o.eng.Connect(e.ctx)
					e.must(err)
					conns, ids = append(conns, c), append(ids, o.session(c))
				}
				for _, c := range conns {
					e.must(c.Close())
				}
				for _, id := range ids {
					e.kill(id)
				}
				for range 4 {
					o.session(o.eng)
				}
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "while a statement runs", needs: Network, run: func(e *env) error {
			o := e.own()
			c := o.connect()
			id := o.session(c)
			begun := time.Now()
			failed := make(chan error)
			go func() {
				r, err := c.Execute(e.ctx, e.h.Server.Sleep(20))
				if err == nil {
					_, err = r.All()
				}
				failed <- err
			}()
			time.Sleep(100 * time.Millisecond)
			e.kill(id)
			e.disconnected(<-failed)
			if d := time.Since(begun); d > 10*time.Second {
				e.Errorf("it took %v", d)
			}
			_, err := c.Execute(e.ctx, sql.Select(sql.Val(1)))
			e.is(err, engine.ErrPendingRollback)
			e.must(c.Rollback(e.ctx))
			if after := o.session(c); after == id {
				e.Error("the session is the same")
			}
			e.must(c.Close())
			o.whole(o.eng)
			return nil
		}},
		{name: "within a transaction", needs: Network, run: func(e *env) error {
			o := e.own()
			t := emptyItems(e)
			c := o.connect()
			o.on(c, t.put(1))
			e.kill(o.session(c))
			_, err := c.Execute(e.ctx, t.put(2))
			e.disconnected(err)
			_, err = c.Execute(e.ctx, t.put(3))
			e.is(err, engine.ErrPendingRollback)
			e.is(c.Commit(e.ctx), engine.ErrPendingRollback)
			e.must(c.Rollback(e.ctx))
			o.on(c, t.put(4))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			o.whole(o.eng)
			return e.want(sql.Select(t.ID), "4")
		}},
		{name: "within Begin", needs: Network, run: func(e *env) error {
			o := e.own()
			t := emptyItems(e)
			err := o.eng.Begin(e.ctx, func(c *engine.Conn) error {
				o.on(c, t.put(1))
				e.kill(o.session(c))
				return nil
			})
			if err == nil {
				e.Error("a transaction whose session was killed has been committed")
			}
			e.holds(t, 0)
			o.whole(o.eng)
			return nil
		}},
		{name: "before Connect has executed anything", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			id := o.session(o.eng)
			c := o.connect() // lent, and nothing sent
			e.kill(id)
			if _, err := c.Execute(e.ctx, sql.Select(sql.Val(1))); err != nil {
				e.disconnected(err)
				e.must(c.Rollback(e.ctx))
			}
			e.must(c.Close())
			o.whole(o.eng)
			return nil
		}},
		{name: "while rows are read", needs: Network, run: func(e *env) error {
			t := numbers(e, 100_000)
			o := e.own()
			c := o.connect(engine.Autocommit)
			id := o.session(c)
			r, err := c.Execute(e.ctx, sql.Select(t.ID, t.Name))
			e.must(err)
			_, _, err = r.FetchOne()
			e.must(err)
			e.kill(id)
			all, err := r.All()
			if err == nil {
				equal(e, "without an error the number of rows", len(all), 100_000-1)
			} else {
				e.disconnected(err)
			}
			c.Close()
			o.whole(o.eng)
			return nil
		}},
	}
}
