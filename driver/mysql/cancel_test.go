package mysql_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

// long runs for many seconds, in the server's processor; its middle is a place
// that a KILL QUERY finds.
var long = stmt("SELECT count(*) FROM seq_1_to_20000 a, seq_1_to_20000 b WHERE a.seq * b.seq % 7 = 8")

func command(t *testing.T, watcher driver.Conn, id any) string {
	t.Helper()
	return fmt.Sprint(one(t, watcher, "SELECT command FROM information_schema.processlist WHERE id = ?", driver.OfInt(id.(int64))))
}

func TestCancelStopsTheServerAndHitsNoInnocent(t *testing.T) {
	d := makeDriver(t, config(t))
	c, watcher := connectBy(t, d), connectBy(t, d)
	id := one(t, c, "SELECT CONNECTION_ID()")
	short := stmt("SELECT seq FROM seq_1_to_3000")
	cause := errors.New("enough of it")
	cancelled, finished := 0, 0
	for i := range 200 {
		ctx, stop := context.WithCancelCause(context.Background())
		time.AfterFunc(time.Duration(rand.IntN(2000))*time.Microsecond, func() { stop(cause) })
		q := long
		if i%2 == 0 {
			q = short // which is about to end by itself
		}
		_, _, err := runWith(ctx, c, driver.Request{Stmt: q})
		switch {
		case err == nil:
			finished++
		case errors.Is(err, driver.ErrCancelled) && errors.Is(err, cause):
			cancelled++
		default:
			t.Fatal(i, err)
		}
		for range 3 {
			if n := one(t, c, "SELECT 1"); n != int64(1) {
				t.Fatal(n)
			}
		}
		if i%20 == 1 {
			// the answer comes a moment before the server notes that it is idle
			got := command(t, watcher, id)
			for end := time.Now().Add(2 * time.Second); got != "Sleep" && time.Now().Before(end); got = command(t, watcher, id) {
				time.Sleep(time.Millisecond)
			}
			if got != "Sleep" {
				t.Fatal("the server still does: ", got)
			}
		}
	}
	if one(t, c, "SELECT CONNECTION_ID()") != id {
		t.Fatal("another connection")
	}
	t.Log(cancelled, "cancelled,", finished, "finished")
	if cancelled < 100 {
		t.Fatal("too few were cancelled")
	}
}

func TestCancelFromOutside(t *testing.T) {
	c := connect(t)
	if err := c.Cancel(context.Background()); err != nil {
		t.Fatal("nothing runs:", err)
	}
	must(t, c, "BEGIN")
	done := make(chan error)
	time.AfterFunc(50*time.Millisecond, func() { done <- c.Cancel(context.Background()) })
	_, _, err := run(c, driver.Request{Stmt: long})
	var oe *driver.OperationalError
	if !errors.Is(err, driver.ErrCancelled) || !errors.As(err, &oe) || oe.Number != 1317 {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'T' { // only the statement
		t.Fatal(s)
	}
}

// The result has 10¹⁸ rows: nobody reads or drops them to their end, so that the
// server must have been stopped when Close comes back. How many came until the
// KILL arrived depends on the machine and is no matter.
func TestCancelBetweenRows(t *testing.T) {
	d := makeDriver(t, config(t))
	c, watcher := connectBy(t, d), connectBy(t, d)
	id := one(t, c, "SELECT CONNECTION_ID()")
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	res, err := c.Run(ctx, []driver.Request{{Stmt: stmt("SELECT a.seq FROM seq_1_to_1000000 a, seq_1_to_1000000 b, seq_1_to_1000000 c")}, request("SELECT 1")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	stop()
	ended := make(chan error, 1)
	go func() {
		for rows.Next() {
		}
		_, err := rows.Close()
		ended <- err
	}()
	select {
	case err = <-ended:
	case <-time.After(time.Minute):
		must(t, watcher, fmt.Sprint("KILL ", id))
		<-ended
		t.Fatal("the server was still sending after a minute")
	}
	if !errors.Is(err, driver.ErrCancelled) || !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := res.Next(); !errors.Is(err, driver.ErrSkipped) {
		t.Fatal(err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	if now := one(t, c, "SELECT CONNECTION_ID()"); now != id { // it is in step: the answer is that of this question
		t.Fatal("another connection: ", now)
	}
	if q := one(t, watcher, "SELECT count(*) FROM information_schema.processlist WHERE id = ? AND info LIKE '%seq_1_to_1000000%'", driver.OfInt(id.(int64))); q != int64(0) {
		t.Fatal("the statement is still at work")
	}
}

func TestCommitIsNotInterrupted(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_calm", "id int primary key")
	must(t, c, "BEGIN")
	must(t, c, "INSERT INTO myd_calm VALUES (1)")
	ctx, stop := context.WithCancel(context.Background())
	res, err := c.Run(ctx, []driver.Request{request("COMMIT")})
	if err != nil {
		t.Fatal(err)
	}
	stop()
	// Nothing was sent yet: the commit has certainly not happened.
	if _, err := res.Next(); !errors.Is(err, driver.ErrCancelled) {
		t.Fatal(err)
	}
	if err := res.Close(); err != nil || c.State().Tx != 'T' {
		t.Fatal(err, c.State())
	}
	must(t, c, "COMMIT")
}

// A trap of the library: only ResetSession, which Alive calls, sees that an idle connection has died.
func TestKilledConnection(t *testing.T) {
	d := makeDriver(t, config(t))
	killer := connectBy(t, d)
	for _, where := range []string{"in a statement", "between rows", "idle"} {
		c := connectBy(t, d)
		id := one(t, c, "SELECT CONNECTION_ID()").(int64)
		kill := func() { must(t, killer, fmt.Sprint("KILL ", id)) }
		var err error
		switch where {
		case "in a statement":
			killed := make(chan error)
			time.AfterFunc(30*time.Millisecond, func() {
				_, _, err := run(killer, request(fmt.Sprint("KILL ", id)))
				killed <- err
			})
			_, _, err = run(c, driver.Request{Stmt: long})
			if err := <-killed; err != nil {
				t.Fatal(err)
			}
		case "between rows":
			res, e := c.Run(context.Background(), []driver.Request{{Stmt: stmt("SELECT a.seq FROM seq_1_to_1000 a, seq_1_to_1000 b")}})
			if e != nil {
				t.Fatal(e)
			}
			rows, e := res.Next()
			if e != nil || !rows.Next() {
				t.Fatal(e)
			}
			kill()
			for rows.Next() {
			}
			_, err = rows.Close()
			_ = res.Close()
		case "idle":
			kill()
			for range 100 {
				if err = c.Alive(); err != nil {
					break
				}
				time.Sleep(time.Millisecond)
			}
		}
		if !errors.Is(err, driver.ErrDisconnected) {
			t.Fatal(where, err)
		}
		if c.State().Tx != 'X' {
			t.Fatal(where, c.State())
		}
		if _, err := c.Run(context.Background(), []driver.Request{request("SELECT 1")}); !errors.Is(err, driver.ErrDisconnected) {
			t.Fatal(where, err)
		}
		if err := c.Alive(); err == nil {
			t.Fatal(where)
		}
	}
}

func TestCloseWaitsForTheServer(t *testing.T) {
	d := makeDriver(t, config(t))
	watcher := connectBy(t, d)
	for _, busy := range []bool{false, true} {
		c := connectBy(t, d)
		id := one(t, c, "SELECT CONNECTION_ID()").(int64)
		if busy {
			res, err := c.Run(context.Background(), []driver.Request{{Stmt: stmt("SELECT a.seq FROM seq_1_to_1000 a, seq_1_to_1000 b")}})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := res.Next(); err != nil {
				t.Fatal(err)
			}
		}
		start := time.Now()
		if err := c.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took > 500*time.Millisecond {
			t.Fatal(took)
		}
		for n := 0; ; n++ { // the server hangs up a moment before it forgets the connection
			if rows, _ := must(t, watcher, "SELECT id FROM information_schema.processlist WHERE id = ?", driver.OfInt(id)); len(rows) == 0 {
				break
			}
			if n == 200 {
				t.Fatal("busy ", busy, ": it is still there")
			}
			time.Sleep(time.Millisecond)
		}
		if c.State().Tx != 'X' {
			t.Fatal(c.State())
		}
	}
}

func TestCloseLetsGoOfLocks(t *testing.T) {
	d := makeDriver(t, config(t))
	other := connectBy(t, d)
	table(t, other, "myd_locks", "id int primary key")
	must(t, other, "INSERT INTO myd_locks VALUES (1)")
	for range 20 {
		c := connectBy(t, d)
		must(t, c, "BEGIN")
		must(t, c, "SELECT * FROM myd_locks FOR UPDATE")
		if err := c.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		must(t, other, "SELECT * FROM myd_locks FOR UPDATE NOWAIT")
	}
}

func TestConnectGivesUp(t *testing.T) {
	d := makeDriver(t, config(t))
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := d.Connect(ctx); !errors.Is(err, context.Canceled) || !errors.Is(err, driver.ErrCancelled) {
		t.Fatal(err)
	}
}

func TestAWriteIsNeverStoppedByAnEarlyClose(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_early", "n int")
	res, err := c.Run(context.Background(), []driver.Request{{Stmt: stmt("INSERT INTO myd_early SELECT seq FROM seq_1_to_20000 RETURNING n"), Max: 1}})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	if sum, err := rows.Close(); err != nil {
		t.Fatal(sum, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	if n := one(t, c, "SELECT count(*) FROM myd_early"); n != int64(20000) {
		t.Fatal(n)
	}
}
