package pgx

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

var errWhy = errors.New("the user left")

// A trap of pgx: a ctx that ends closes the connection, and each later result is "conn closed".
func TestCancelKeepsTheConnection(t *testing.T) {
	c := dial(t)
	pid := one(t, c, "select pg_backend_pid()").rows[0][0]
	ctx, cancel := context.WithCancelCause(bg)
	time.AfterFunc(30*time.Millisecond, func() { cancel(errWhy) })
	at := time.Now()
	a := batchCtx(t, ctx, c, req("select pg_sleep(20)"))
	if e := Classify(a[0].err); !errors.Is(a[0].err, errWhy) || !errors.Is(a[0].err, driver.ErrCancelled) || e.Code != "57014" || e.Disconnected {
		t.Fatal(a[0].err)
	}
	if took := time.Since(at); took > time.Second {
		t.Errorf("it took %v", took)
	}
	expect(t, "state", string(c.State().Tx), "I")
	expect(t, "the same process", one(t, c, "select pg_backend_pid()").rows[0][0], pid)
}

func TestContextThatIsDoneSendsNothing(t *testing.T) {
	c := dial(t)
	ctx, cancel := context.WithCancelCause(bg)
	cancel(errWhy)
	was := c.State().Written
	for what, call := range map[string]func() error{
		"Run":  func() error { _, err := c.Run(ctx, []driver.Request{req("select 1")}); return err },
		"Ping": func() error { return c.Ping(ctx) },
	} {
		if err := call(); !errors.Is(err, errWhy) || !errors.Is(err, driver.ErrCancelled) {
			t.Errorf("%s: %v", what, err)
		}
	}
	expect(t, "written", c.State().Written, was)
}

// TestRandomCancelsHitNobodyElse cancels at any moment of a statement, and runs
// others right behind it: none of them may be hit.
func TestRandomCancelsHitNobodyElse(t *testing.T) {
	c := dial(t)
	pid := one(t, c, "select pg_backend_pid()").rows[0][0]
	hit, innocents := 0, 0
	st := stmt("select count(*) from generate_series(1, 3000)")
	for range 500 {
		ctx, cancel := context.WithCancel(bg)
		timer := time.AfterFunc(time.Duration(rand.IntN(1500))*time.Microsecond, cancel)
		res, err := c.Run(ctx, []driver.Request{{Stmt: st}})
		if err == nil {
			rows, err := res.Next()
			if err == nil {
				_, err = rows.Close()
			}
			if err != nil {
				hit++
				if !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
			}
			res.Close()
		}
		for range 2 {
			for _, a := range batch(t, c, driver.Request{Stmt: st}) {
				if a.err != nil {
					innocents++
				}
			}
		}
		timer.Stop()
		cancel()
	}
	t.Logf("%d of 500 were cancelled in time", hit)
	expect(t, "innocents", innocents, 0)
	expect(t, "the same process", one(t, c, "select pg_backend_pid()").rows[0][0], pid)
}

func TestCancelGoesOnUntilTheBatchIsOver(t *testing.T) {
	c := dial(t)
	ctx, cancel := context.WithTimeout(bg, 50*time.Millisecond)
	defer cancel()
	var rs []driver.Request
	for range 5 {
		r := req("select pg_sleep(20)")
		r.Sync = true
		rs = append(rs, r)
	}
	at := time.Now()
	for i, a := range batchCtx(t, ctx, c, rs...) {
		if !errors.Is(a.err, context.DeadlineExceeded) {
			t.Errorf("statement %d: %v", i, a.err)
		}
	}
	if took := time.Since(at); took > 3*time.Second {
		t.Errorf("it took %v", took)
	}
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}

func TestCancelInATransaction(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table ct (a int)")
	ctx, cancel := context.WithTimeout(bg, 50*time.Millisecond)
	defer cancel()
	a := batchCtx(t, ctx, c, req("BEGIN"), req("insert into ct values (1)"), req("select pg_sleep(20)"), req("COMMIT"))
	if a[0].err != nil || a[1].err != nil || !errors.Is(a[2].err, context.DeadlineExceeded) || a[3].err != driver.ErrSkipped {
		t.Fatal(a)
	}
	expect(t, "state", string(c.State().Tx), "E")
	one(t, c, "ROLLBACK")
	expect(t, "stored", one(t, c, "select count(*) from ct").rows, "[[0]]")
}

func TestCancelFromAnotherGoroutine(t *testing.T) {
	c := dial(t)
	if err := c.Cancel(bg); err != nil {
		t.Fatal(err)
	}
	stop := make(chan error, 1)
	time.AfterFunc(50*time.Millisecond, func() { stop <- c.Cancel(bg) })
	a := batch(t, c, req("select pg_sleep(20)"))
	if e := Classify(a[0].err); e == nil || !e.Cancelled {
		t.Fatal(a[0].err)
	}
	if err := <-stop; err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			c.Cancel(bg)
		}
	}()
	innocents := 0
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		batch(t, c, req("select count(*) from generate_series(1, 2000)")) // may be hit
		c.cancelMu.Lock()
		for range 2 { // while no request is out
			if a := batch(t, c, req("select 1")); a[0].err != nil {
				innocents++
			}
		}
		c.cancelMu.Unlock()
	}
	expect(t, "innocents", innocents, 0)
}

func TestSlowReaderAfterACancelKeepsTheConnection(t *testing.T) {
	c := dial(t)
	ctx, cancel := context.WithCancel(bg)
	res, err := c.Run(ctx, []driver.Request{req("select repeat('x', 1000) from generate_series(1, 100000)")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	cancel()
	time.Sleep(guard + 200*time.Millisecond)
	for rows.Next() {
	}
	if _, err := rows.Close(); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := res.Close(); err != nil {
		t.Error(err)
	}
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}

// A trap of pgx: ReceiveMessage wraps a FATAL as "receive message failed"; it has to keep its code.
func TestKilledInTheMiddleOfAStatement(t *testing.T) {
	c, other := dial(t), dial(t)
	pid := one(t, c, "select pg_backend_pid()::int4").rows[0][0].(int64)
	killed := make(chan struct{})
	time.AfterFunc(50*time.Millisecond, func() {
		defer close(killed)
		batch(t, other, req("select pg_terminate_backend($1::int4)", driver.OfInt(pid)))
	})
	defer func() { <-killed }()
	a := batch(t, c, req("select pg_sleep(20)"), req("select 2"))
	if e := Classify(a[0].err); e == nil || e.Code != "57P01" || !e.Disconnected || !errors.Is(a[0].err, driver.ErrDisconnected) {
		t.Fatalf("%#v", a[0].err)
	}
	expect(t, "state", string(c.State().Tx), "X")
	if _, err := c.Run(bg, []driver.Request{req("select 1")}); !errors.Is(err, driver.ErrDisconnected) {
		t.Errorf("Run afterwards: %v", err)
	}
}

// A trap: on the idle connection a look finds data, the FATAL, and not the end of the stream.
func TestKilledWhileIdle(t *testing.T) {
	for _, how := range []string{"Alive", "Run"} {
		c, other := dial(t), dial(t)
		if err := c.Alive(); err != nil {
			t.Fatal(err)
		}
		pid := one(t, c, "select pg_backend_pid()::int4").rows[0][0].(int64)
		one(t, other, "select pg_terminate_backend($1::int4, 2000)", driver.OfInt(pid))
		was := c.State().Written
		var err error
		if how == "Alive" {
			err = c.Alive()
		} else if _, err = c.Run(bg, []driver.Request{req("select 1")}); err == nil { // TCP takes the bytes all the same
			_, err = c.results.Next()
			was = c.State().Written
		}
		if e := Classify(err); e == nil || !e.Disconnected || e.Code != "57P01" {
			t.Errorf("%s: %v", how, err)
		}
		expect(t, "written", c.State().Written, was)
		expect(t, "state", string(c.State().Tx), "X")
	}
}

// TestServerThatFallsSilent puts a proxy before the server that stops forwarding:
// a cancelled statement gives the connection up after the guard.
func TestServerThatFallsSilent(t *testing.T) {
	cfg, err := pgconn.ParseConfig(dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(cfg.Host, cfg.Port)
	dir, err := os.MkdirTemp("", "pgx")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	l, err := net.Listen("unix", filepath.Join(dir, fmt.Sprintf(".s.PGSQL.%d", cfg.Port)))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	silent := make(chan struct{})
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial(network, address)
			if err != nil {
				in.Close()
				continue
			}
			pipe := func(to, from net.Conn) {
				b := make([]byte, 4096)
				for {
					n, err := from.Read(b)
					if err != nil {
						to.Close()
						return
					}
					select {
					case <-silent:
					default:
						to.Write(b[:n])
					}
				}
			}
			go pipe(in, out)
			go pipe(out, in)
		}
	}()
	cfg.Host = dir
	dc, err := New(Config{Conn: cfg}).Connect(bg)
	if err != nil {
		t.Fatal(err)
	}
	c := dc.(*conn)
	one(t, c, "select 1")
	close(silent)
	ctx, cancel := context.WithTimeout(bg, 50*time.Millisecond)
	defer cancel()
	at := time.Now()
	a := batchCtx(t, ctx, c, req("select 1"))
	if e := Classify(a[0].err); e == nil || !e.Disconnected || !errors.Is(a[0].err, context.DeadlineExceeded) {
		t.Errorf("%v", a[0].err)
	}
	if took := time.Since(at); took < guard || took > 3*guard {
		t.Errorf("it took %v", took)
	}
	expect(t, "state", string(c.State().Tx), "X")
	ctx2, free := context.WithTimeout(bg, time.Second)
	defer free()
	c.Close(ctx2)
}
