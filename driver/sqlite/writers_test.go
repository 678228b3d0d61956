package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

func eachStore(t *testing.T, f func(t *testing.T, d *Driver)) {
	t.Run("file", func(t *testing.T) { f(t, fileDriver(t)) })
	t.Run("memory", func(t *testing.T) { f(t, New(Config{})) })
}

func TestWriters(t *testing.T) {
	eachStore(t, func(t *testing.T, d *Driver) {
		const writers = 32
		each := 100 / slow
		must(t, connect(t, d), "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT)")
		must(t, connect(t, d), "INSERT INTO t VALUES (1, 0)")
		var conns []*Conn
		for range writers {
			conns = append(conns, connect(t, d))
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		var turns []int // in the order of their transactions
		start := make(chan struct{})
		for i, c := range conns {
			wg.Go(func() {
				<-start
				for range each {
					res, err := c.Run(background, []driver.Request{{Stmt: stmt("BEGIN IMMEDIATE")}, {Stmt: stmt("UPDATE t SET n = n + 1")}})
					if err == nil {
						err = res.Close()
					}
					mu.Lock()
					turns = append(turns, i)
					mu.Unlock()
					if err == nil {
						_, err = do(c, "COMMIT")
					}
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		close(start)
		wg.Wait()
		if n := one(t, conns[0], "SELECT n FROM t"); n != int64(writers*each) {
			t.Fatal(n)
		}
		// First come, first served: while all are there, nobody has many turns more than another.
		turnsOf := make([]int, writers)
		for _, i := range turns[:len(turns)*3/4] {
			turnsOf[i]++
		}
		low, high := turnsOf[0], turnsOf[0]
		for _, n := range turnsOf {
			low, high = min(low, n), max(high, n)
		}
		if slow == 1 && high > 2*low {
			t.Errorf("the fastest writer had %d turns, the slowest %d", high, low)
		}
	})
}

// Who writes on one connection while it has a transaction open on another waits for
// itself, and must not do so for ever.
func TestWriterTimeout(t *testing.T) {
	d := New(Config{WriterTimeout: 20 * time.Millisecond})
	a, b := connect(t, d), connect(t, d)
	must(t, a, "CREATE TABLE t (id INTEGER PRIMARY KEY)")
	must(t, a, "BEGIN")
	must(t, a, "INSERT INTO t VALUES (1)")

	_, err := do(b, "INSERT INTO t VALUES (2)")
	var e *driver.Error
	if !errors.As(err, &e) || e.Class != driver.Operational || e.Code != "SQLITE_BUSY" || e.Cancelled || e.Disconnected || e.Hint == "" {
		t.Fatalf("%v", err)
	}
	must(t, a, "COMMIT")
	must(t, b, "INSERT INTO t VALUES (2)")
	if n := one(t, a, "SELECT count(*) FROM t"); n != int64(2) {
		t.Fatal(n)
	}
}

// Connections that come and go beside writers never see BUSY either.
func TestConnectBesideWriters(t *testing.T) {
	d := fileDriver(t)
	c := connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	must(t, c, "BEGIN IMMEDIATE")
	must(t, c, "INSERT INTO t VALUES (1)")
	other := connect(t, d) // does not wait for the writer
	if n := one(t, other, "SELECT count(*) FROM t"); n != int64(0) {
		t.Fatal(n)
	}
	must(t, c, "COMMIT")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 40 / slow {
				c, err := d.Connect(background)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := do(c.(*Conn), "INSERT INTO t VALUES (1)"); err != nil {
					t.Error(err)
				}
				if err := c.Close(background); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestReadersKeepTheirSnapshot(t *testing.T) {
	eachStore(t, func(t *testing.T, d *Driver) {
		w, r := connect(t, d), connect(t, d)
		must(t, w, "CREATE TABLE t (n INT)")
		must(t, w, "INSERT INTO t VALUES (1), (2), (3)")
		res, _ := r.Run(background, []driver.Request{{Stmt: stmt("SELECT n FROM t")}})
		rows, err := res.Next()
		if err != nil || !rows.Next() {
			t.Fatal(err)
		}
		must(t, w, "INSERT INTO t VALUES (4)") // by the goroutine that has the result open: no deadlock
		must(t, w, "DELETE FROM t WHERE n < 3")
		if n := 1 + len(all(t, rows)); n != 3 {
			t.Fatal(n)
		}
		res.Close()
		must(t, r, "BEGIN DEFERRED")
		if n := one(t, r, "SELECT count(*) FROM t"); n != int64(2) {
			t.Fatal(n)
		}
		must(t, w, "DELETE FROM t")
		if n := one(t, r, "SELECT count(*) FROM t"); n != int64(2) {
			t.Fatal(n)
		}
		// Its snapshot is old: it cannot write any more, and must begin again.
		_, err = do(r, "INSERT INTO t VALUES (5)")
		var e *driver.Error
		if !errors.As(err, &e) || !e.Retryable || e.Number != 517 || e.Class != driver.Operational {
			t.Fatal(err)
		}
		must(t, r, "ROLLBACK")
		must(t, w, "INSERT INTO t VALUES (6)")
	})
}

func TestMemoryIsSharedByTheDriverOnly(t *testing.T) {
	d := New(Config{File: ":memory:"})
	c := connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	if _, err := do(connect(t, New(Config{})), "SELECT * FROM t"); err == nil {
		t.Fatal("another Driver sees the table")
	}
	c.Close(background)
	must(t, connect(t, d), "SELECT * FROM t") // it outlives its last connection
}

func TestWaitForTheGateEnds(t *testing.T) {
	d := fileDriver(t)
	a, b := connect(t, d), connect(t, d)
	must(t, a, "CREATE TABLE t (n INT)")
	must(t, a, "BEGIN IMMEDIATE")
	w := b.State().Written
	cause := errors.New("enough")
	ctx, cancel := context.WithTimeoutCause(background, 20*time.Millisecond, cause)
	defer cancel()
	_, err := doCtx(ctx, b, "INSERT INTO t VALUES (1)")
	if !errors.Is(err, cause) || !errors.Is(err, driver.ErrCancelled) || b.State().Written != w {
		t.Fatal(err)
	}
	go func() {
		time.Sleep(20 * time.Millisecond)
		b.Cancel(background)
	}()
	if _, err := do(b, "INSERT INTO t VALUES (1)"); !errors.Is(err, driver.ErrCancelled) || b.State().Written != w {
		t.Fatal(err)
	}
	must(t, b, "SELECT * FROM t") // readers do not wait
	must(t, b, "BEGIN DEFERRED")
	must(t, b, "ROLLBACK")
	// A connection that is closed in a transaction gives the gate back.
	done := make(chan error)
	go func() {
		_, err := do(b, "INSERT INTO t VALUES (1)")
		done <- err
	}()
	time.Sleep(10 * time.Millisecond)
	if err := a.Close(background); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if b.holds {
		t.Fatal("held")
	}
}

// What takes the gate, and until when.
func TestGateIsHeldForTheTransaction(t *testing.T) {
	c := open(t)
	for _, x := range []struct {
		text  string
		holds bool
	}{
		{"CREATE TABLE t (n INT)", false},
		{"BEGIN", true}, {"COMMIT", false},
		{"BEGIN DEFERRED", false}, {"SELECT 1", false}, {"INSERT INTO t VALUES (1)", true}, {"SELECT 1", true}, {"COMMIT", false},
		{"begin /* READ ONLY */", false}, {"ROLLBACK", false},
		{"SAVEPOINT a", false}, {"INSERT INTO t VALUES (1)", true}, {"ROLLBACK TO a", true}, {"RELEASE a", false},
		{"CREATE TABLE IF NOT EXISTS t (n INT)", false},
		{"PRAGMA user_version = 3", false},
	} {
		must(t, c, x.text)
		if c.holds != x.holds {
			t.Fatalf("after %s: %v", x.text, c.holds)
		}
	}
	// A write that was taken for a query, or for nothing, is found out by SQLite.
	for i, v := range []driver.Verb{driver.Query, driver.Utility} {
		must(t, c, "BEGIN DEFERRED")
		s := &driver.Statement{Text: fmt.Sprintf("INSERT INTO t VALUES (%d)", i), Verb: v}
		res, _ := c.Run(background, []driver.Request{{Stmt: s}})
		if err := res.Close(); err != nil || !c.holds {
			t.Fatal(err, c.holds)
		}
		must(t, c, "ROLLBACK")
	}
}

// Writers outside the gate (another process) are waited for by busy_timeout, as
// long as ctx allows.
func TestBusyFromOutside(t *testing.T) {
	d := New(Config{File: filepath.Join(t.TempDir(), "x"), Pragmas: map[string]string{"busy_timeout": "300"}})
	c := connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	outside, err := sqlite3.Open(d.file)
	if err != nil {
		t.Fatal(err)
	}
	defer outside.Close()
	if err := outside.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	_, err = do(c, "BEGIN IMMEDIATE")
	var e *driver.Error
	if !errors.As(err, &e) || e.Number&0xff != 5 || e.Class != driver.Operational || c.holds || c.State().Tx != 'I' {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(background, 30*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err = doCtx(ctx, c, "INSERT INTO t VALUES (1)")
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 250*time.Millisecond {
		t.Fatal(time.Since(start), err)
	}
	done := make(chan error)
	go func() {
		_, err := do(c, "INSERT INTO t VALUES (1)")
		done <- err
	}()
	time.Sleep(20 * time.Millisecond)
	if err := outside.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}
