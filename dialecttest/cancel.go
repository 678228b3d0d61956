package dialecttest

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// forever is a statement that takes long, and can be cancelled.
func (e *env) forever() sql.Statement {
	if s := e.h.Server; s != nil {
		return s.Sleep(30)
	}
	return sql.Text("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000000) SELECT count(*) FROM c")
}

// soon is a context that ends after d, because of errPatience.
func (e *env) soon(d time.Duration) context.Context {
	ctx, cancel := context.WithTimeoutCause(e.ctx, d, errPatience)
	e.Cleanup(cancel)
	return ctx
}

func cancelCases() []testCase {
	return []testCase{
		{name: "while waiting for the pool", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			c := o.connect()
			e.on(c, sql.Select(sql.Val(1)))
			_, err := o.eng.Execute(e.soon(50*time.Millisecond), sql.Select(sql.Val(2)))
			e.is(err, errPatience)
			e.is(err, context.DeadlineExceeded)
			e.must(c.Close())
			o.whole(o.eng)
			return nil
		}},
		{name: "in the middle of a statement", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			var before int64
			if e.h.Server != nil {
				before = o.session(o.eng)
			}
			for range 3 {
				begun := time.Now()
				r, err := o.eng.Execute(e.soon(60*time.Millisecond), e.forever())
				if err == nil {
					_, err = r.All()
				}
				e.is(err, errPatience)
				e.is(err, driver.ErrCancelled)
				if d := time.Since(begun); d > 4*time.Second {
					e.Errorf("it took %v", d)
				}
				o.whole(o.eng)
			}
			if e.h.Server == nil {
				return nil
			}
			equal(e, "the session", o.session(o.eng), before)
			n, err := e.h.Server.Running(e.ctx, e.eng, "30")
			equal(e, "statements that still run", n, 0)
			return err
		}},
		{name: "in a transaction", run: func(e *env) error {
			o := e.own()
			t := emptyItems(o)
			c := o.connect()
			o.on(c, t.put(1))
			r, err := c.Execute(e.soon(60*time.Millisecond), e.forever())
			if err == nil {
				_, err = r.All()
			}
			e.is(err, errPatience)
			// the transaction is as the database has left it; either way it can be rolled back
			e.must(c.Rollback(e.ctx))
			o.on(c, t.put(2))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			return o.want(sql.Select(t.ID), "2")
		}},
		{name: "in the middle of the rows", run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t := numbers(o, 100_000)
			ctx, cancel := context.WithCancelCause(e.ctx)
			defer cancel(nil)
			n := 0
			var last error
			for _, err := range engine.Each(ctx, o.eng, sql.Select2(t.ID, t.Name)) {
				if err != nil {
					last = err
					break
				}
				if n++; n == 10 {
					cancel(errPatience)
				}
			}
			if last == nil {
				equal(e, "without an error the number of rows", n, 100_000)
			} else {
				e.is(last, errPatience)
			}
			o.whole(o.eng)
			return nil
		}},
		{name: "before COMMIT", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			e.on(c, t.put(1))
			ctx, cancel := context.WithCancelCause(e.ctx)
			cancel(errPatience)
			err := c.Commit(ctx)
			e.is(err, errPatience)
			if errors.Is(err, engine.ErrCommitUnknown) {
				e.Errorf("the outcome is known: %v", err)
			}
			e.must(c.Close())
			e.holds(t, 0)
			ctx, cancel = context.WithCancelCause(e.ctx)
			err = e.eng.Begin(ctx, func(c *engine.Conn) error {
				e.on(c, t.put(2))
				cancel(errPatience)
				return nil
			})
			e.is(err, errPatience)
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "at random, and nobody else is hit", run: randomCancels},
		{name: "of writes: done or not, as is said", run: func(e *env) error {
			o := e.own(engine.PoolSize(2), engine.MaxOverflow(0))
			t := emptyItems(o)
			acknowledged := 0
			for i := range 150 {
				_, err := o.eng.Execute(e.soon(time.Duration(rand.IntN(400))*time.Microsecond), t.put(i+1))
				switch {
				case err == nil:
					acknowledged++
				case !errors.Is(err, errPatience):
					e.Errorf("the error is %v", err)
				}
			}
			n, err := engine.One(e.ctx, o.eng, t.count())
			e.must(err)
			if n != acknowledged {
				e.Errorf("%d were acknowledged, %d are there", acknowledged, n)
			}
			o.whole(o.eng)
			return nil
		}},
	}
}

// randomCancels cancels statements at any moment of their life. What comes after
// them on the same connection must not be hit.
func randomCancels(e *env) error {
	o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
	p := e.shop.p
	if e.h.Server == nil {
		t := items(o)
		for i := range 300 {
			_, err := rows(e.soon(time.Duration(rand.IntN(300))*time.Microsecond), o.eng, t.all())
			o.innocent(i, err, t.count())
		}
		return nil
	}
	before := o.session(o.eng)
	for i := range 300 {
		stmt := sql.Statement(sql.Select(p).Where(p.ID.Gt(i % 7)))
		if i%10 == 0 {
			stmt = e.h.Server.Sleep(0.001)
		}
		_, err := rows(e.soon(time.Duration(rand.IntN(1500))*time.Microsecond), o.eng, stmt)
		o.innocent(i, err, sql.Select1(sql.Count()).From(p))
	}
	equal(e, "the session", o.session(o.eng), before)
	o.whole(o.eng)
	return nil
}

// innocent checks what became of a statement that may have been cancelled, and that
// two others after it are not hit.
func (e *env) innocent(i int, err error, q sql.Query[int]) {
	e.Helper()
	if err != nil && !errors.Is(err, errPatience) {
		e.Errorf("statement %d: %v", i, err)
	}
	for range 2 {
		if _, err := engine.One(e.ctx, e.eng, q); err != nil {
			e.Fatalf("an innocent statement after %d: %v", i, err)
		}
	}
}
