package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// bulkOf are the bulk functions over rows of items, each of which changes all of n rows.
func bulkOf(t *itemTable) map[string]func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error) {
	return map[string]func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error){
		"BulkInsert": func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error) {
			for i := range rows {
				rows[i]["id"], rows[i]["code"] = i+100_000, fmt.Sprint("new ", i)
			}
			return engine.BulkInsert(ctx, ex, t, rows, o...)
		},
		"BulkUpsert": func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error) {
			return engine.BulkUpsert(ctx, ex, t, rows, o...)
		},
		"BulkUpdate": func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error) {
			return engine.BulkUpdate(ctx, ex, t, rows, o...)
		},
		"BulkDelete": func(ctx context.Context, ex engine.Executor, rows []sql.Params, o ...engine.BulkOption) (int64, error) {
			return engine.BulkDelete(ctx, ex, t, rows, o...)
		},
	}
}

// bulkBrokenCases end a bulk before it is done: nothing of it is left, the error says why, and
// the engine goes on.
func bulkBrokenCases() []testCase {
	const n = 1200
	start := func(e *env, o *env) (*itemTable, func() []sql.Params) {
		e.Helper()
		t := emptyItems(o)
		made := func() []sql.Params {
			out := make([]sql.Params, n)
			for i := range out {
				out[i] = sql.Params{"id": i, "code": fmt.Sprint("code ", i), "n": 0}
			}
			return out
		}
		_, err := engine.BulkInsert(e.ctx, o.eng, t, made())
		e.must(err)
		return t, func() []sql.Params {
			rows := made()
			for i := range rows {
				rows[i]["n"] = 1
			}
			return rows
		}
	}
	untouched := func(e, o *env, t *itemTable, way string) {
		e.Helper()
		o.whole(o.eng)
		if err := o.want(sql.Select(sql.Count(), sql.Sum(t.N)).From(t), fmt.Sprintf("(%d, 0)", n)); err != nil {
			e.Errorf("%s: %v", way, err)
		}
	}
	return []testCase{
		{name: "a context that is cancelled before", run: func(e *env) error {
			t, rows := start(e, e)
			ctx, cancel := context.WithCancelCause(e.ctx)
			cancel(errPatience)
			for way, f := range bulkOf(t) {
				written, err := f(ctx, e.eng, rows())
				equal(e, way, written, 0)
				e.is(err, errPatience)
				untouched(e, e, t, way)
			}
			_, err := engine.Explain(ctx, e.eng, sql.Select(t))
			e.is(err, errPatience)
			return nil
		}},
		{name: "a context that is cancelled between pages", run: func(e *env) error {
			t, rows := start(e, e)
			for way, f := range bulkOf(t) {
				ctx, cancel := context.WithCancelCause(e.ctx)
				_, err := f(ctx, e.eng, rows(), engine.BulkPage(500), engine.BulkProgress(func(done int64) {
					if done == 1000 {
						cancel(errPatience)
					}
				}))
				cancel(nil)
				e.is(err, errPatience)
				untouched(e, e, t, way)
			}
			return nil
		}},
		{name: "a context that is cancelled between pages, in a transaction", run: func(e *env) error {
			t, rows := start(e, e)
			for way, f := range bulkOf(t) {
				c := e.connect()
				ctx, cancel := context.WithCancelCause(e.ctx)
				_, err := f(ctx, c, rows(), engine.BulkPage(500), engine.BulkProgress(func(int64) { cancel(errPatience) }))
				cancel(nil)
				e.is(err, errPatience)
				if err := c.Commit(e.ctx); !errors.Is(err, engine.ErrPendingRollback) {
					e.Errorf("%s: COMMIT of half of the rows: %v", way, err)
				}
				e.must(c.Rollback(e.ctx))
				e.must(c.Close())
				untouched(e, e, t, way)
			}
			return nil
		}},
		{name: "a context that ends at any time", run: func(e *env) error {
			t, rows := start(e, e)
			for way, f := range bulkOf(t) {
				for i := range 8 {
					done, err := f(e.soon(time.Duration(1+i*i)*time.Millisecond), e.eng, rows(), engine.BulkPage(100))
					if err == nil {
						equal(e, way, done, n)
						if way == "BulkDelete" || way == "BulkInsert" {
							e.exec(sql.Delete(t).AllRows())
						} else {
							e.exec(sql.Update(t).Set(t.N.Set(0)).AllRows())
							continue
						}
						again := rows()
						for j := range again {
							again[j]["n"] = 0
						}
						_, err := engine.BulkInsert(e.ctx, e.eng, t, again)
						e.must(err)
						continue
					}
					if errors.Is(err, engine.ErrCommitUnknown) {
						return nil // then nobody knows, and it is said
					}
					e.is(err, errPatience)
					untouched(e, e, t, way)
				}
			}
			return nil
		}},
		{name: "a session that is killed between pages", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t, rows := start(e, o)
			for way, f := range bulkOf(t) {
				id := o.session(o.eng)
				_, err := f(e.ctx, o.eng, rows(), engine.BulkPage(500), engine.BulkProgress(func(done int64) {
					if done == 500 {
						e.kill(id)
					}
				}))
				if err == nil {
					e.Errorf("%s: no error", way)
				}
				e.disconnected(err)
				untouched(e, o, t, way)
			}
			return nil
		}},
		{name: "a session that is killed at any time", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t, rows := start(e, o)
			f := bulkOf(t)["BulkUpdate"]
			for i := range 6 {
				id := o.session(o.eng)
				ended := make(chan error)
				go func() {
					time.Sleep(time.Duration(i*4) * time.Millisecond)
					ended <- e.h.Server.Kill(e.ctx, e.eng, id)
				}()
				_, err := f(e.ctx, o.eng, rows(), engine.BulkPage(50))
				if kerr := <-ended; err != nil {
					e.must(kerr)
				}
				switch {
				case err == nil:
					o.exec(sql.Update(t).Set(t.N.Set(0)).AllRows())
				case errors.Is(err, engine.ErrCommitUnknown):
					return nil
				default:
					untouched(e, o, t, fmt.Sprint("BulkUpdate ", i))
				}
			}
			return nil
		}},
		{name: "a plan whose session is killed", needs: Network, run: func(e *env) error {
			o := e.own(engine.PoolSize(1), engine.MaxOverflow(0))
			t, _ := start(e, o)
			c := o.connect()
			e.kill(o.session(c))
			_, err := engine.Explain(e.ctx, c, sql.Select(t))
			if oe := (*driver.OperationalError)(nil); !errors.As(err, &oe) || !oe.Disconnected {
				e.Errorf("%v", err)
			}
			e.must(c.Rollback(e.ctx))
			p, err := engine.Explain(e.ctx, c, sql.Select(t))
			if err == nil && p.Root == nil {
				e.Error("no plan")
			}
			e.must(err)
			e.must(c.Close())
			untouched(e, o, t, "Explain")
			return nil
		}},
	}
}
