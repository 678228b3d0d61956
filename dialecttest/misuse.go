package dialecttest

import (
	"errors"

	"github.com/aludel/aludel/async"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// misuseCases use connections against their contract: each is told, the transaction is
// what its errors say, and the pool is whole.
func misuseCases() []testCase {
	texts := []sql.SQL{"COMMIT", "commit work", "/* x */ COMMIT", "-- x\nROLLBACK", "ROLLBACK", "BEGIN", "START TRANSACTION", "END", "ABORT", "COMMIT AND CHAIN", "ROLLBACK AND CHAIN"}
	return []testCase{
		{name: "COMMIT and ROLLBACK as texts", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := emptyItems(o)
			for i, text := range texts {
				refused := errors.New("no")
				err := o.eng.Begin(e.ctx, func(c *engine.Conn) error {
					o.on(c, t.put(1))
					_, err := c.Execute(e.ctx, sql.Text(text))
					e.is(err, engine.ErrOwnTransaction)
					e.is(c.Flight(e.ctx, []sql.Statement{t.put(2), sql.Text(text)}, false, nil), engine.ErrOwnTransaction)
					err = c.Begin(e.ctx, func(c *engine.Conn) error {
						_, err := c.Execute(e.ctx, sql.Text(text))
						return err
					})
					e.is(err, engine.ErrOwnTransaction)
					o.on(c, t.put(3)) // nothing was sent, and the transaction goes on
					return refused
				})
				e.is(err, refused)
				o.holds(t, 0)
				_, err = o.eng.Execute(e.ctx, sql.Text(text))
				e.is(err, engine.ErrOwnTransaction)
				_, err = async.New(e.ctx, o.eng).Execute(sql.Text(text)).Await(e.ctx)
				e.is(err, engine.ErrOwnTransaction)
				_, err = engine.ExecuteMany(e.ctx, o.eng, sql.Text(text), []sql.Params{{}, {}})
				e.is(err, engine.ErrOwnTransaction)
				e.is(orm.Begin(e.ctx, o.eng, func(s *orm.Session) error {
					c, err := orm.Connection(e.ctx, s)
					if err == nil {
						_, err = c.Execute(e.ctx, sql.Text(text))
					}
					return err
				}), engine.ErrOwnTransaction)
				if i == 0 {
					c := o.connect(engine.Autocommit) // where transactions are the program's own
					for _, s := range []sql.Statement{sql.Text("BEGIN"), t.put(1), sql.Text("ROLLBACK"), sql.Text("BEGIN"), t.put(2), sql.Text("COMMIT"), sql.Text("BEGIN"), t.put(3)} {
						o.on(c, s)
					}
					e.must(c.Close()) // what is open is undone when the connection goes back
					if err := o.want(sql.Select(t.ID), "2"); err != nil {
						return err
					}
					o.exec(sql.Delete(t).AllRows())
				}
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "Close within Begin", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := emptyItems(o)
			err := o.eng.Begin(e.ctx, func(c *engine.Conn) error {
				o.on(c, t.put(1))
				e.must(c.Close())
				_, err := c.Execute(e.ctx, t.put(2))
				e.is(err, engine.ErrConnClosed)
				return nil
			})
			e.is(err, engine.ErrConnClosed)
			o.holds(t, 0)
			err = o.eng.Begin(e.ctx, func(c *engine.Conn) error {
				o.on(c, t.put(1))
				err := c.Begin(e.ctx, func(c *engine.Conn) error { return c.Close() })
				e.is(err, engine.ErrConnClosed)
				_, err = c.Execute(e.ctx, t.put(2))
				e.is(err, engine.ErrConnClosed)
				return nil
			})
			e.is(err, engine.ErrConnClosed)
			o.holds(t, 0)
			o.whole(o.eng)
			return nil
		}},
		{name: "after its end", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := emptyItems(o)
			var kept *engine.Conn
			var sp *engine.Savepoint
			var open *engine.Result
			e.must(o.eng.Begin(e.ctx, func(c *engine.Conn) (err error) {
				kept = c
				o.on(c, t.put(1))
				o.on(c, t.put(2))
				if sp, err = c.Savepoint(e.ctx); err != nil {
					return err
				}
				open, err = c.Execute(e.ctx, sql.Select(t.ID))
				return err
			}))
			_, err := open.All()
			if err != nil {
				e.is(err, engine.ErrResultCut)
			}
			_, err = kept.Execute(e.ctx, t.put(2))
			e.is(err, engine.ErrConnClosed)
			e.is(kept.Commit(e.ctx), engine.ErrConnClosed)
			e.is(kept.Rollback(e.ctx), engine.ErrConnClosed)
			e.is(kept.Begin(e.ctx, func(*engine.Conn) error { return nil }), engine.ErrConnClosed)
			_, err = kept.Savepoint(e.ctx)
			e.is(err, engine.ErrConnClosed)
			if err := sp.Release(e.ctx); err == nil {
				e.Error("a savepoint was released after its transaction")
			}
			if err := sp.Rollback(e.ctx); err == nil {
				e.Error("a savepoint was rolled back after its transaction")
			}
			e.must(kept.Close())
			var db *async.Conn
			e.must(async.New(e.ctx, o.eng).Begin(e.ctx, func(c *async.Conn) error { db = c; return nil }))
			if _, err := db.Execute(t.put(3)).Await(e.ctx); err == nil {
				e.Error("a statement was executed after its transaction")
			}
			var s *orm.Session
			e.must(orm.Begin(e.ctx, o.eng, func(in *orm.Session) error { s = in; return nil }))
			for what, err := range map[string]error{"Flush": s.Flush(e.ctx), "Commit": s.Commit(e.ctx)} {
				if err == nil {
					e.Errorf("%s of a session that is closed", what)
				}
			}
			e.must(s.Close())
			o.holds(t, 2)
			o.whole(o.eng)
			return nil
		}},
	}
}
