package engine_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// scripted is an engine over a fake driver that answers UPDATE with one row and
// SELECT with one number, beside its script.
func scripted(t *testing.T, d *fake.Driver, opts ...engine.Option) *engine.Engine {
	t.Helper()
	d.Always(
		fake.Step{Prefix: "UPDATE", Summary: driver.Summary{Rows: 1}},
		fake.Step{Prefix: "SELECT", Columns: []driver.Column{fake.Col("n", driver.Int)}, Rows: [][]driver.Value{fake.Row(driver.OfInt(7))}},
		fake.Step{Prefix: "SAVEPOINT"}, fake.Step{Prefix: "RELEASE"}, fake.Step{Prefix: "ROLLBACK TO"},
	)
	e, err := engine.OpenDriver(postgres.Dialect, d, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if s := e.Status(); s.InUse != 0 {
			t.Errorf("connections are lent: %v", s)
		}
		if err := e.Close(context.Background()); err != nil {
			t.Error(err)
		}
		d.Check(t)
	})
	return e
}

var ctx = context.Background()

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// run executes raw SQL and closes the result.
func run(ex engine.Executor, text sql.SQL) error {
	r, err := ex.Execute(ctx, sql.Text(text))
	if err == nil {
		err = r.Close()
	}
	return err
}

func TestBeginTravelsWithTheFirstStatement(t *testing.T) {
	d := fake.New()
	e := scripted(t, d)
	c, err := e.Connect(ctx)
	must(t, err)
	must(t, run(c, "UPDATE a"))
	must(t, run(c, "UPDATE b"))
	must(t, c.Commit(ctx))
	must(t, run(c, "UPDATE c"))
	must(t, c.Close())
	d.Assert(t, "1 connect", "1 BEGIN | UPDATE a", "1 UPDATE b", "1 COMMIT", "1 BEGIN | UPDATE c", "1 ROLLBACK")
}

func TestConnectThatExecutesNothingSendsNothing(t *testing.T) {
	d := fake.New()
	e := scripted(t, d)
	for range 3 {
		c, err := e.Connect(ctx)
		must(t, err)
		must(t, c.Commit(ctx))
		must(t, c.Rollback(ctx))
		must(t, c.Close())
		must(t, e.Begin(ctx, func(*engine.Conn) error { return nil }))
	}
	d.Assert(t, "1 connect")
}

func TestAutocommitSendsTheStatementAlone(t *testing.T) {
	d := fake.New()
	e := scripted(t, d)
	n, err := engine.OneAs[int](ctx, e, sql.Text("SELECT 1"))
	must(t, err)
	if n != 7 {
		t.Error(n)
	}
	c, err := e.Connect(ctx, engine.Autocommit)
	must(t, err)
	must(t, run(c, "UPDATE a"))
	must(t, c.Commit(ctx))
	must(t, c.Close())
	for _, l := range d.Transcript() {
		if strings.Contains(l, "BEGIN") || strings.Contains(l, "COMMIT") || strings.Contains(l, "ROLLBACK") {
			t.Errorf("sent: %s", l)
		}
	}
}

func TestSavepointBeginsTheTransaction(t *testing.T) {
	d := fake.New()
	e := scripted(t, d)
	must(t, e.Begin(ctx, func(c *engine.Conn) error {
		return c.Begin(ctx, func(c *engine.Conn) error { return run(c, "UPDATE a") })
	}))
	if got := strings.Join(d.Texts(), "; "); got != "BEGIN; SAVEPOINT aludel_1; UPDATE a; RELEASE SAVEPOINT aludel_1; COMMIT" {
		t.Error(got)
	}
}

func TestIsolationIsPartOfBegin(t *testing.T) {
	d := fake.New()
	e := scripted(t, d, engine.DefaultIsolation(dialect.RepeatableRead))
	must(t, e.Begin(ctx, func(c *engine.Conn) error { return run(c, "UPDATE a") }))
	must(t, e.Begin(ctx, func(c *engine.Conn) error { return run(c, "UPDATE b") }, engine.Isolation(dialect.Serializable), engine.ReadOnly))
	if got := strings.Join(d.Texts(), "; "); got != "BEGIN ISOLATION LEVEL REPEATABLE READ; UPDATE a; COMMIT; BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY; UPDATE b; COMMIT" {
		t.Error(got)
	}
}

// TestWhatWasNotSentIsSentAgain: and nothing else is.
func TestWhatWasNotSentIsSentAgain(t *testing.T) {
	for name, c := range map[string]struct {
		loss fake.Loss
		tx   bool
		want int // how often the statement went out
	}{
		"unsent":                   {fake.Unsent, false, 1},
		"sent":                     {fake.Lost, false, 1},
		"unsent, in a transaction": {fake.Unsent, true, 1},
		"sent, in a transaction":   {fake.Lost, true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			first := "UPDATE x"
			if c.tx {
				first = "BEGIN"
			}
			d := fake.New(fake.Step{Text: "UPDATE warm"}, fake.Step{Text: first, Lose: c.loss})
			e := scripted(t, d)
			must(t, run(e, "UPDATE warm"))
			var err error
			if c.tx {
				err = e.Begin(ctx, func(c *engine.Conn) error { return run(c, "UPDATE x") })
			} else {
				err = run(e, "UPDATE x")
			}
			if (err == nil) != (c.loss == fake.Unsent) || err != nil && !errors.Is(err, driver.ErrDisconnected) {
				t.Errorf("the error is %v", err)
			}
			n := 0
			for _, s := range d.Texts() {
				if s == "UPDATE x" {
					n++
				}
			}
			if n != c.want {
				t.Errorf("it went out %d times", n)
			}
		})
	}
}

func TestNothingIsSentAgainWithinATransaction(t *testing.T) {
	d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Text: "UPDATE a"}, fake.Step{Text: "UPDATE b", Lose: fake.Unsent})
	e := scripted(t, d)
	err := e.Begin(ctx, func(c *engine.Conn) error {
		must(t, run(c, "UPDATE a"))
		err := run(c, "UPDATE b")
		if !errors.Is(err, driver.ErrDisconnected) {
			t.Errorf("the error is %v", err)
		}
		if err := run(c, "UPDATE c"); !errors.Is(err, engine.ErrPendingRollback) {
			t.Errorf("the error is %v", err)
		}
		return err
	})
	if !errors.Is(err, driver.ErrDisconnected) {
		t.Errorf("the error is %v", err)
	}
}

func TestOutcomesOfCommit(t *testing.T) {
	for name, c := range map[string]struct {
		step fake.Step
		want error
	}{
		"plain":          {fake.Step{}, nil},
		"answer lost":    {fake.Step{Lose: fake.Lost}, engine.ErrCommitUnknown},
		"not replicated": {fake.Step{Summary: driver.Summary{Warnings: []driver.Warning{{Code: "01000", Text: "canceling wait for synchronous replication", Routine: "SyncRepWaitForLSN"}}}}, engine.ErrNotReplicated},
		"a warning":      {fake.Step{Summary: driver.Summary{Warnings: []driver.Warning{{Code: "01000", Text: "late", Routine: "exec_stmt_raise"}, {Code: "57P01"}}}}, nil},
		"rolled back":    {fake.Step{Summary: driver.Summary{Tag: "ROLLBACK"}}, engine.ErrRolledBack},
		"refused":        {fake.Step{Err: &driver.Error{Class: driver.Integrity, Constraint: driver.ForeignKey}}, driver.ErrForeignKey},
	} {
		for _, flight := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				c.step.Text = "COMMIT"
				d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Text: "UPDATE a"}, c.step)
				e := scripted(t, d)
				conn, err := e.Connect(ctx)
				must(t, err)
				if flight {
					err = conn.Flight(ctx, update("a", "c"), true, nil) // one alone would go without COMMIT
				} else {
					must(t, run(conn, "UPDATE a"))
					err = conn.Commit(ctx)
				}
				if !errors.Is(err, c.want) || c.want == nil && err != nil {
					t.Errorf("the error is %v", err)
				}
				if errors.Is(err, engine.ErrCommitUnknown) != (c.want == engine.ErrCommitUnknown) {
					t.Errorf("the error is %v", err)
				}
				must(t, conn.Rollback(ctx))
				must(t, run(conn, "UPDATE b"))
				must(t, conn.Close())
			})
		}
	}
}

func TestExhaustedPoolNamesTheHolder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := fake.New()
		e := scripted(t, d, engine.PoolSize(1), engine.MaxOverflow(0))
		c, err := e.Connect(ctx)
		must(t, err)
		begun := time.Now()
		err = run(e, "UPDATE a")
		if d := time.Since(begun); d != 30*time.Second {
			t.Errorf("it waited %v", d)
		}
		want := "UPDATE: pool: waited 30s for a connection: 1 of 1 in use (size 1, overflow 0), 0 others waiting; the longest is held for 30s at "
		if err == nil || !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "flight_test.go:") {
			t.Errorf("the error is %v", err)
		}
		must(t, c.Close())
		must(t, run(e, "UPDATE a"))
	})
}

func TestContextEndsTheWaitForAStatement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		why := errors.New("why")
		d := fake.New(fake.Step{Text: "UPDATE slow", Delay: time.Hour})
		e := scripted(t, d)
		short, cancel := context.WithTimeoutCause(ctx, time.Second, why)
		defer cancel()
		begun := time.Now()
		_, err := e.Execute(short, sql.Text("UPDATE slow"))
		if !errors.Is(err, why) || !errors.Is(err, driver.ErrCancelled) || time.Since(begun) != time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		must(t, run(e, "UPDATE a"))
	})
}
