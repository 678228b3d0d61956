package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func isolationCases() []testCase {
	return []testCase{
		{name: "each level", run: func(e *env) error {
			t := items(e)
			for _, level := range []dialect.Isolation{dialect.ReadCommitted, dialect.RepeatableRead, dialect.Serializable} {
				err := e.eng.Begin(e.ctx, func(c *engine.Conn) error { return e.wantOn(c, t.count(), "3") }, engine.Isolation(level))
				if err != nil {
					return err
				}
			}
			return nil
		}},
		{name: "read uncommitted", needs: ReadUncommitted, run: func(e *env) error {
			return e.eng.Begin(e.ctx, func(c *engine.Conn) error { return e.wantOn(c, e.shop.catCount(), "4") }, engine.Isolation(dialect.ReadUncommitted))
		}},
		{name: "no such level", run: func(e *env) error {
			if _, err := e.eng.Connect(e.ctx, engine.Isolation("READ ONCE")); err == nil {
				e.Error("no error")
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "ends with the transaction", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := items(o)
			err := o.eng.Begin(e.ctx, func(c *engine.Conn) error { return o.wantOn(c, t.count(), "3") }, engine.Isolation(dialect.Serializable), engine.ReadOnly)
			e.must(err)
			// the same connection again: it writes, and does not see a snapshot of its beginning
			c := o.connect()
			o.on(c, t.put(9))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			o.holds(t, 4)
			return nil
		}},
		{name: "the level is the transaction's, and nobody else's", needs: Network, run: levels},
		{name: "read only", run: func(e *env) error {
			t := items(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				if err := e.wantOn(c, t.count(), "3"); err != nil {
					return err
				}
				_, err := c.Execute(e.ctx, t.put(7))
				if err == nil {
					e.Error("a write in a transaction that only reads")
				}
				return err
			}, engine.ReadOnly)
			if err == nil {
				e.Error("no error")
			}
			e.holds(t, 3)
			e.exec(t.put(8)) // nothing of it stays
			return nil
		}},
		{name: "read only refuses schema changes", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := items(o)
			table := sql.SourceOf(t).Name
			for _, text := range []string{"CREATE TABLE ro_new (a int)", "DROP TABLE " + table, "ALTER TABLE " + table + " ADD COLUMN ro int"} {
				c := o.connect(engine.ReadOnly)
				if r, err := c.Execute(o.ctx, sql.Text(sql.SQL(text))); err == nil {
					r.Close()
					e.Errorf("%s in a transaction that only reads", text)
				} else if f := o.eng.Dialect().Features(); f.LazyBegin || !f.TransactionalDDL {
					e.is(err, engine.ErrReadOnly)
				}
				e.must(c.Rollback(o.ctx))
				e.must(c.Close())
			}
			o.holds(t, 3)
			o.exec(t.put(8)) // nothing of it stays with the connection
			o.holds(t, 4)
			return nil
		}},
		{name: "snapshot", run: func(e *env) error {
			t := items(e)
			c := e.connect(engine.Snapshot)
			if err := e.wantOn(c, t.count(), "3"); err != nil {
				return err
			}
			e.exec(t.put(7))
			if err := e.wantOn(c, t.count(), "3"); err != nil {
				return err
			}
			e.must(c.Close())
			e.holds(t, 4)
			return nil
		}},
		{name: "not with autocommit", run: func(e *env) error {
			o := e.own(engine.DefaultIsolation(dialect.Serializable))
			for _, opt := range []engine.ConnOption{engine.Isolation(dialect.Serializable), engine.ReadOnly, engine.Snapshot, engine.Immediate} {
				if _, err := o.eng.Connect(e.ctx, engine.Autocommit, opt); err == nil {
					e.Error("an option that has no effect is taken")
				}
			}
			t := emptyItems(o)
			c := o.connect(engine.Autocommit)
			o.on(c, t.put(1))
			e.must(c.Close())
			o.holds(t, 1)
			o.whole(o.eng)
			return nil
		}},
		{name: "immediate", run: func(e *env) error {
			t := items(e)
			return e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				e.on(c, t.put(9))
				return nil
			}, engine.Immediate)
		}},
		{name: "writers do not lose updates", run: func(e *env) error {
			t := items(e)
			const workers, rounds = 6, 20
			errs := make(chan error)
			for range workers {
				go func() {
					for range rounds {
						err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
							_, err := c.Execute(e.ctx, sql.Update(t).Set(t.N.SetExpr(t.N.Add(1))).Where(t.ID.Eq(1)))
							return err
						})
						if err != nil {
							errs <- err
							return
						}
					}
					errs <- nil
				}()
			}
			for range workers {
				e.must(<-errs)
			}
			return e.want(sql.Select(t.N).Where(t.ID.Eq(1)), "130")
		}},
		{name: "a lock that is waited for is given up with the context", run: func(e *env) error {
			t := items(e)
			c := e.connect()
			e.on(c, sql.Update(t).Set(t.N.Set(1)).Where(t.ID.Eq(1)))
			ctx, cancel := context.WithTimeoutCause(e.ctx, 100*time.Millisecond, errPatience)
			defer cancel()
			begun := time.Now()
			_, err := e.eng.Execute(ctx, sql.Update(t).Set(t.N.Set(2)).Where(t.ID.Eq(1)))
			e.is(err, errPatience)
			if d := time.Since(begun); d > 5*time.Second {
				e.Errorf("it took %v", d)
			}
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			e.whole(e.eng)
			return e.want(sql.Select(t.N).Where(t.ID.Eq(1)), "1")
		}},
		{name: "a deferred constraint fails at COMMIT", needs: DeferredConstraints, run: deferred},
	}
}

// levels asks the server for the level of a transaction within it, and of the next one on
// the same connection.
func levels(e *env) error {
	o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
	t := items(o)
	level, usually := e.said(e.h.Server.Level, "Server.Level"), e.said(e.h.Server.Usual, "Server.Usual")
	normal := func(s string) string { return strings.ToUpper(strings.ReplaceAll(strings.Trim(s, "'"), "-", " ")) }
	session := fmt.Sprint(e.scalar(o.eng, sql.Text(e.h.Server.Identify)))
	usual := normal(fmt.Sprint(e.scalar(o.eng, sql.Text(usually))))
	is := func(what, want string, opts ...engine.ConnOption) error {
		return o.eng.Begin(e.ctx, func(c *engine.Conn) error {
			if err := o.wantOn(c, t.count(), "3"); err != nil {
				return err
			}
			equal(e, "the session", fmt.Sprint(e.scalar(c, sql.Text(e.h.Server.Identify))), session)
			var got []string
			for range 10 {
				time.Sleep(e.h.Server.Lag)
				var err error
				if got, err = rows(e.ctx, c, sql.Text(level)); err != nil {
					return err
				}
				if len(got) == 1 && normal(got[0]) == want {
					return nil
				}
			}
			e.Errorf("%s: the level is %q, not %s", what, got, want)
			return nil
		}, opts...)
	}
	for _, level := range []dialect.Isolation{dialect.Serializable, dialect.ReadUncommitted, dialect.RepeatableRead, dialect.ReadCommitted} {
		if err := is("Isolation", string(level), engine.Isolation(level)); err != nil {
			return err
		}
		if err := is("after "+string(level), usual); err != nil {
			return err
		}
	}
	if err := is("Snapshot", string(dialect.RepeatableRead), engine.Snapshot); err != nil {
		return err
	}
	if err := is("after Snapshot", usual); err != nil {
		return err
	}
	o.whole(o.eng)
	return nil
}

var errPatience = errors.New("out of patience")

func (s *shop) catCount() sql.Statement { return sql.Select(sql.Count()).From(s.cat) }

type childTable struct {
	schema.Rows
	ID     schema.Int
	Parent schema.Int
}

// deferred is a COMMIT that the database refuses: the transaction is rolled back,
// and the connection goes on.
func deferred(e *env) error {
	t := items(e)
	child := declare(e, "child", func(c *childTable) {
		c.ID.PrimaryKey()
		c.Parent.References(t.ID, schema.Initially("DEFERRED"))
	})
	c := e.connect()
	e.on(c, sql.Insert(child).Values(child.ID.Set(1), child.Parent.Set(99)))
	err := c.Commit(e.ctx)
	e.is(err, driver.ErrForeignKey)
	if errors.Is(err, engine.ErrCommitUnknown) {
		e.Errorf("the outcome is known: %v", err)
	}
	equal(e, "InTransaction", c.InTransaction(), false)
	e.on(c, sql.Insert(child).Values(child.ID.Set(2), child.Parent.Set(1)))
	e.must(c.Commit(e.ctx))
	e.must(c.Close())
	err = e.eng.Begin(e.ctx, func(c *engine.Conn) error {
		e.on(c, sql.Insert(child).Values(child.ID.Set(3), child.Parent.Set(99)))
		return nil
	})
	e.is(err, driver.ErrForeignKey)
	for _, insert := range []sql.Statement{
		sql.Insert(child).Values(child.ID.Set(4), child.Parent.Set(99)), // commits by itself
		sql.Insert(child).Values(child.ID.Set(5), child.Parent.Set(99)).Returning(child.ID),
	} {
		for _, each := range []func(int, *engine.Cursor) error{nil, readThrough} {
			c := e.connect()
			err := c.Flight(e.ctx, []sql.Statement{insert}, true, each)
			e.is(err, driver.ErrForeignKey)
			if errors.Is(err, engine.ErrCommitUnknown) || errors.Is(err, engine.ErrCommittedAnyway) {
				e.Errorf("it is rolled back: %v", err)
			}
			equal(e, "InTransaction", c.InTransaction(), false)
			e.must(c.Close())
		}
	}
	e.whole(e.eng)
	return e.want(sql.Select(child.ID), "2")
}

// readThrough reads an answer to its end.
func readThrough(_ int, cur *engine.Cursor) error {
	for cur.Next() {
	}
	_, err := cur.Close()
	return err
}
