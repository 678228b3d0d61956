package mysql_test

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

// A hole is a socket from which nothing comes any more once it is open.
type hole struct {
	net.Conn
	open   *atomic.Bool
	closed chan struct{}
	once   atomic.Bool
}

func (h *hole) Read(b []byte) (int, error) {
	n, err := h.Conn.Read(b)
	if h.open.Load() {
		<-h.closed
		return 0, net.ErrClosed
	}
	return n, err
}

func (h *hole) Close() error {
	if h.once.CompareAndSwap(false, true) {
		close(h.closed)
	}
	return h.Conn.Close()
}

func TestABlackHoleCostsTwoSeconds(t *testing.T) {
	var open atomic.Bool
	cfg := config(t)
	cfg.MySQL.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		return &hole{Conn: c, open: &open, closed: make(chan struct{})}, err
	}
	d := makeDriver(t, cfg)
	for _, verb := range []driver.Verb{driver.Query, driver.Commit} {
		open.Store(false)
		c := connectBy(t, d)
		ctx, stop := context.WithTimeout(context.Background(), 30*time.Millisecond)
		defer stop()
		open.Store(true)
		start := time.Now()
		_, _, err := runWith(ctx, c, driver.Request{Stmt: &driver.Statement{Text: "COMMIT", Verb: verb}})
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, driver.ErrDisconnected) {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 1500*time.Millisecond || took > 5*time.Second {
			t.Fatal(took)
		}
		if c.State().Tx != 'X' {
			t.Fatal(c.State())
		}
	}
	open.Store(false)
	c := connectBy(t, d)
	open.Store(true)
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer stop()
	if err := c.Ping(ctx); !errors.Is(err, context.DeadlineExceeded) || c.State().Tx != 'X' {
		t.Fatal(err, c.State())
	}
}
