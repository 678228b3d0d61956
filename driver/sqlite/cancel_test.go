package sqlite

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

const endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 1000000000) SELECT count(*) FROM c"

func TestCtxStopsAStatement(t *testing.T) {
	c := open(t)
	cause := errors.New("the user has left")
	ctx, cancel := context.WithCancelCause(background)
	time.AfterFunc(50*time.Millisecond, func() { cancel(cause) })
	start := time.Now()
	_, err := doCtx(ctx, c, endless)
	var e *driver.Error
	if !errors.As(err, &e) || !e.Cancelled || e.Class != driver.Operational || !errors.Is(err, cause) || !errors.Is(err, driver.ErrCancelled) {
		t.Fatal(err)
	}
	if d := time.Since(start); d > 2*time.Second {
		t.Fatal(d)
	}
	must(t, c, "SELECT 1") // the next statement is not hit
	if _, err := doCtx(ctx, c, "SELECT 1"); !errors.Is(err, cause) {
		t.Fatal(err)
	}
}

// A batch is over when its ctx is: also what follows a Sync.
func TestCtxStopsTheBatch(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT)")
	ctx, cancel := context.WithTimeout(background, 30*time.Millisecond)
	defer cancel()
	res, err := c.Run(ctx, []driver.Request{{Stmt: stmt(endless), Sync: true}, {Stmt: stmt("INSERT INTO t VALUES (1)")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Close(); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(0) {
		t.Fatal(n)
	}
}

func TestCancelFromAnotherGoroutine(t *testing.T) {
	c := open(t)
	if err := c.Cancel(background); err != nil { // nothing runs
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		time.Sleep(30 * time.Millisecond)
		done <- c.Cancel(background)
	}()
	if _, err := do(c, endless); !errors.Is(err, driver.ErrCancelled) {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	must(t, c, "SELECT 1")
	// Between two rows there is nothing to wait for.
	res, _ := c.Run(background, []driver.Request{{Stmt: stmt("SELECT value FROM json_each('[1,2,3]')")}})
	rows, _ := res.Next()
	rows.Next()
	if err := c.Cancel(background); err != nil || rows.Next() {
		t.Fatal(err)
	}
	if _, err := rows.Close(); !errors.Is(err, driver.ErrCancelled) {
		t.Fatal(err)
	}
	res.Close()
	must(t, c, "SELECT 1")
}

// Many cancels at any time hit the statement that runs or nothing.
func TestCancelHitsNobodyElse(t *testing.T) {
	c := open(t)
	for i := range 100 / slow {
		ctx, cancel := context.WithTimeout(background, time.Duration(i*20)*time.Microsecond)
		doCtx(ctx, c, strings.Replace(endless, "1000000000", "2000", 1))
		cancel()
		must(t, c, "SELECT 1")
	}
}

func TestInterruptRollsBack(t *testing.T) {
	d := fileDriver(t)
	c, other := connect(t, d), connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	interrupted := func(text string) error {
		ctx, cancel := context.WithTimeout(background, 20*time.Millisecond)
		defer cancel()
		_, err := doCtx(ctx, c, text)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		return err
	}
	must(t, c, "BEGIN IMMEDIATE")
	must(t, c, "INSERT INTO t VALUES (1)")
	interrupted(endless) // a query leaves the transaction as it is
	if s := c.State(); s.Tx != 'T' || !c.holds {
		t.Fatalf("%c", s.Tx)
	}
	err := interrupted("INSERT INTO t " + endless)
	var e *driver.Error
	if !errors.As(err, &e) || e.Detail == "" {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'I' || c.holds {
		t.Fatalf("%c %v", s.Tx, c.holds)
	}
	must(t, other, "INSERT INTO t VALUES (2)") // the gate is free
	if n := one(t, c, "SELECT group_concat(n) FROM t"); n != "2" {
		t.Fatal(n)
	}
}

// COMMIT and ROLLBACK are not interrupted: they would leave the transaction open.
func TestEndOfTransactionIsNotInterrupted(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT)")
	ctx, cancel := context.WithCancel(background)
	must(t, c, "BEGIN IMMEDIATE")
	must(t, c, "INSERT INTO t VALUES (1)")
	cancel()
	// With a ctx that is done COMMIT is not begun: nobody would know …
	if _, err := doCtx(ctx, c, "COMMIT"); !errors.Is(err, driver.ErrCancelled) || c.State().Tx != 'T' {
		t.Fatal(err)
	}
	// … and ROLLBACK is executed all the same.
	if _, err := doCtx(ctx, c, "ROLLBACK"); err != nil || c.State().Tx != 'I' {
		t.Fatal(err)
	}
}

// When rows of a statement that writes have come, all is written: a ctx that
// ends now must not make an error of what is committed.
func TestCtxAfterTheFirstRowReturned(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT)")
	ctx, cancel := context.WithCancel(background)
	res, _ := c.Run(ctx, []driver.Request{{Stmt: stmt("INSERT INTO t VALUES (1), (2) RETURNING n")}})
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	cancel()
	if s, err := rows.Close(); err != nil || s.Rows != 2 {
		t.Fatal(s, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(2) {
		t.Fatal(n)
	}
}

// A Cancel that meant the statement before and signals late does not end the
// next one's wait for the gate.
func TestLateCancelOfTheGate(t *testing.T) {
	d := fileDriver(t)
	a, b := connect(t, d), connect(t, d)
	must(t, a, "CREATE TABLE t (n INT)")
	must(t, a, "BEGIN IMMEDIATE")
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(10 * time.Millisecond)
		b.wake <- struct{}{} // as Cancel does, after the statement it stopped has ended
		time.Sleep(10 * time.Millisecond)
		do(a, "COMMIT")
	}()
	must(t, b, "INSERT INTO t VALUES (1)")
	<-done // its connection is closed by this goroutine
}

// A ctx that ends while SQLite is at work, at the first look at it from there.
type during struct {
	context.Context
	looks, from int
}

func (d *during) Done() <-chan struct{} { return make(chan struct{}) }
func (d *during) Err() error {
	if d.looks++; d.looks > d.from {
		return context.Canceled
	}
	return nil
}

// SQLite looks at the ctx each thousand operations, counted over the executions
// of a handle, and also when a statement has ended and its autocommit is in the
// file: what it stops there is done, and must not be called cancelled.
func TestCtxWhileAStatementEnds(t *testing.T) {
	for _, text := range []string{
		"INSERT INTO t VALUES (1)",
		"INSERT INTO t VALUES (1) RETURNING n",
		"INSERT INTO t SELECT 1 FROM json_each('[1,2,3,4,5,6,7,8,9,10]') WHERE value = 5",
	} {
		c := open(t)
		must(t, c, "CREATE TABLE t (n INT)")
		s := stmt(text)
		done, cancelled := int64(0), 0
		for range 2000 / slow {
			res, err := c.Run(&during{Context: background, from: 3}, []driver.Request{{Stmt: s}}) // Run, execute and the library have looked
			if err != nil {
				t.Fatal(err)
			}
			switch err := res.Close(); {
			case err == nil:
				done++
			case errors.Is(err, driver.ErrCancelled):
				cancelled++
			default:
				t.Fatal(err)
			}
		}
		if n := one(t, c, "SELECT count(*) FROM t"); n != done {
			t.Errorf("%s: %d were said to be done, %v are there (%d cancelled)", text, done, n, cancelled)
		}
		if done == 0 || c.State().Tx != 'I' || c.holds {
			t.Errorf("%s: %d done, %d cancelled, %c", text, done, cancelled, c.State().Tx)
		}
	}
}

// In a transaction too: what was called cancelled is not there when it is committed,
// or the whole transaction has been rolled back.
func TestCtxWhileAStatementEndsInATransaction(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT)")
	s := stmt("INSERT INTO t VALUES (1)")
	want := int64(0)
	for range 60 {
		must(t, c, "BEGIN IMMEDIATE")
		here := int64(0)
		for range 50 {
			res, _ := c.Run(&during{Context: background, from: 3}, []driver.Request{{Stmt: s}})
			err := res.Close()
			if err == nil {
				here++
			}
			if c.State().Tx == 'I' {
				if !errors.Is(err, driver.ErrCancelled) {
					t.Fatal(err)
				}
				here = 0
				break
			}
		}
		if c.State().Tx == 'T' {
			must(t, c, "COMMIT")
		}
		want += here
	}
	if n := one(t, c, "SELECT count(*) FROM t"); n != want {
		t.Errorf("%d were said to be done, %v are there", want, n)
	}
}
