package async_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/async"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func open(t *testing.T, d *fake.Driver) *engine.Engine {
	t.Helper()
	d.Always(fake.Step{Prefix: "UPDATE", Summary: driver.Summary{Rows: 1}})
	e, err := engine.OpenDriver(postgres.Dialect, d)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(context.Background()); err != nil {
			t.Error(err)
		}
		d.Check(t)
	})
	return e
}

var ctx = context.Background()

func TestWhatIsIssuedBeforeTheFirstAwaitGoesOutTogether(t *testing.T) {
	d := fake.New()
	a := async.New(ctx, open(t, d))
	one, two := a.Execute(sql.Text("UPDATE a")), a.Execute(sql.Text("UPDATE b"))
	if _, err := one.Await(ctx); err != nil {
		t.Fatal(err)
	}
	three := a.Execute(sql.Text("UPDATE c"))
	for _, f := range []*async.Future[*engine.Result]{two, three, one} {
		if _, err := f.Await(ctx); err != nil {
			t.Fatal(err)
		}
	}
	d.Assert(t, "1 connect", "1 UPDATE a | UPDATE b", "1 UPDATE c")
}

func TestTransactionInOneFlight(t *testing.T) {
	d := fake.New()
	a := async.New(ctx, open(t, d))
	err := a.Begin(ctx, func(c *async.Conn) error {
		c.Execute(sql.Text("UPDATE a"))
		c.Execute(sql.Text("UPDATE b"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Assert(t, "1 connect", "1 BEGIN | UPDATE a | UPDATE b", "1 COMMIT")
}

func TestAwaitStopsWaitingOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("why")
		d := fake.New(fake.Step{Text: "UPDATE slow", Delay: time.Minute, Summary: driver.Summary{Rows: 5}})
		a := async.New(ctx, open(t, d))
		f := a.Execute(sql.Text("UPDATE slow"))
		short, cancel := context.WithTimeoutCause(ctx, time.Second, why)
		defer cancel()
		begun := time.Now()
		if _, err := f.Await(short); !errors.Is(err, why) || time.Since(begun) != time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		r, err := f.Await(ctx)
		if err != nil || r.RowCount() != 5 || time.Since(begun) != time.Minute {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
	})
}

func TestManyGoroutinesIssueAndAwait(t *testing.T) {
	d := fake.New()
	a := async.New(ctx, open(t, d))
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			for i := range 50 {
				f := a.Execute(sql.Text(sql.SQL(fmt.Sprintf("UPDATE t%d_%d", w, i))))
				g := a.Execute(sql.Text("UPDATE x"))
				if _, err := f.Await(ctx); err != nil {
					t.Error(err)
				}
				if _, err := g.Await(ctx); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := len(d.Texts()); n != 16*50*2 {
		t.Errorf("%d statements were sent", n)
	}
	if c := d.Counts(); c.MaxOpen > 1 {
		t.Errorf("%d connections at once: batches of one engine follow each other", c.MaxOpen)
	}
}

func TestCancelledBatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("why")
		d := fake.New(fake.Step{Text: "UPDATE slow", Delay: time.Hour})
		e := open(t, d)
		life, cancel := context.WithCancelCause(ctx)
		a := async.New(life, e)
		f := a.Execute(sql.Text("UPDATE slow"))
		time.AfterFunc(time.Second, func() { cancel(why) })
		if _, err := f.Await(ctx); !errors.Is(err, why) || !errors.Is(err, driver.ErrCancelled) {
			t.Errorf("the error is %v", err)
		}
		if _, err := e.Execute(ctx, sql.Text("UPDATE a")); err != nil {
			t.Error(err)
		}
	})
}

// TestFunctionThatDoesNotReturn: what a function of Begin has sent is rolled back, and what
// it has not sent never is, when it panics or ends its goroutine.
func TestFunctionThatDoesNotReturn(t *testing.T) {
	why := errors.New("why")
	for what, leave := range map[string]func(){"panic": func() { panic(why) }, "Goexit": runtime.Goexit} {
		t.Run(what, func(t *testing.T) {
			d := fake.New()
			e := open(t, d)
			var recovered any
			var unsent *async.Future[*engine.Result]
			var wg sync.WaitGroup
			wg.Go(func() {
				defer func() { recovered = recover() }()
				err := async.New(ctx, e).Begin(ctx, func(c *async.Conn) error {
					if _, err := c.Execute(sql.Text("UPDATE a")).Await(ctx); err != nil {
						t.Error(err)
					}
					unsent = c.Execute(sql.Text("UPDATE b"))
					leave()
					return nil
				})
				t.Errorf("Begin has returned %v", err)
			})
			wg.Wait()
			if want := map[string]any{"panic": why}[what]; recovered != want {
				t.Errorf("recovered %v", recovered)
			}
			if _, err := unsent.Await(ctx); !errors.Is(err, async.ErrNotSent) {
				t.Errorf("what was not sent: %v", err)
			}
			if s := e.Status(); s.InUse != 0 || s.Idle != 1 {
				t.Errorf("the pool is %v", s)
			}
			d.Assert(t, "1 connect", "1 BEGIN | UPDATE a", "1 ROLLBACK")
		})
	}
}
