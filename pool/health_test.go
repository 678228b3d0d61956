package pool

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
)

func TestAbandonedDialServesTheNext(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Connect, 10*time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := p.Acquire(ctx)
		if e, ok := errors.AsType[*TimeoutError](err); !ok || e.Dialing != 1 || !strings.Contains(err.Error(), "1 being opened") {
			t.Error(err)
		}
		begun := time.Now()
		l := acquire(t, p)
		if time.Since(begun) != 9*time.Second || d.Counts().Opened != 1 {
			t.Error(time.Since(begun), d.Counts())
		}
		release(t, l)
	})
}

func TestAbandonedDialIsKeptIdle(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Connect, 10*time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		p.Acquire(ctx)
		time.Sleep(time.Minute)
		if s := p.Status(); s.Idle != 1 {
			t.Error(s)
		}
	})
}

func TestAtMostMaxDials(t *testing.T) {
	bubble(t, small(10, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Connect, time.Second)
		begun := time.Now()
		got := make(chan Lease)
		for range 10 {
			go func() {
				l, err := p.Acquire(context.Background())
				if err != nil {
					t.Error(err)
				}
				got <- l
			}()
		}
		synctest.Wait()
		if s := p.Status(); s.Dialing != 2 || s.Waiting != 10 {
			t.Error(s)
		}
		for range 10 {
			defer (<-got).Release()
		}
		if time.Since(begun) != 5*time.Second {
			t.Error(time.Since(begun))
		}
	})
}

func TestFailedDialGivesItsSlotAndItsErrorToTheWaiter(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		refused := &driver.Error{Class: driver.Operational, Code: "08001", Message: "connection refused"}
		d.Fail(fake.Connect, refused, errors.New("odd"))
		if _, err := p.Acquire(t.Context()); !errors.Is(err, refused) {
			t.Error(err)
		}
		if e, ok := errors.AsType[*driver.Error](func() error { _, err := p.Acquire(t.Context()); return err }()); !ok || e.Err == nil {
			t.Error("the error of connecting is not classified")
		}
		if s := p.Status(); s.Totals.DialErrors != 2 || p.open != 0 {
			t.Error(s)
		}
		release(t, acquire(t, p))
	})
}

func TestDialTimeout(t *testing.T) {
	bubble(t, func(c *Config) { c.DialTimeout = time.Second }, func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Connect, time.Hour)
		begun := time.Now()
		if _, err := p.Acquire(t.Context()); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) != time.Second {
			t.Error(err, time.Since(begun))
		}
	})
}

func TestRecycleWithJitter(t *testing.T) {
	change := func(c *Config) {
		c.Recycle = 100 * time.Second
		c.jitter = func(limit uint64) time.Duration {
			if limit != uint64(10*time.Second) {
				panic(limit)
			}
			return 7 * time.Second
		}
	}
	bubble(t, change, func(t *testing.T, p *Pool, d *fake.Driver) {
		release(t, acquire(t, p))
		time.Sleep(92 * time.Second)
		l := acquire(t, p)
		if id(l) != 1 {
			t.Error("replaced too early")
		}
		time.Sleep(time.Second) // 93 s: it expires while it is lent
		release(t, l)
		l = acquire(t, p)
		if id(l) != 2 || p.Status().Totals.Closed[Expired] != 1 {
			t.Error("not replaced when it came back")
		}
		release(t, l)
		time.Sleep(93 * time.Second)
		l = acquire(t, p)
		if id(l) != 3 || p.Status().Totals.Closed[Expired] != 2 || p.Status().Totals.Acquired != 4 {
			t.Error("not replaced when it was lent", p.Status().Totals)
		}
		release(t, l)
	})
	for range 100 {
		if j := jitter(10); j < 0 || j > 10 {
			t.Fatal(j)
		}
	}
}

func TestPrePing(t *testing.T) {
	bubble(t, func(c *Config) { c.PrePing = true }, func(t *testing.T, p *Pool, d *fake.Driver) {
		release(t, acquire(t, p))
		time.Sleep(time.Second)
		release(t, acquire(t, p)) // idle for no longer than a second: not asked
		d.Assert(t, "1 connect")
		time.Sleep(time.Second + 1)
		release(t, acquire(t, p))
		d.Assert(t, "1 ping")
		a, b := acquire(t, p), acquire(t, p)
		release(t, a, b)
		time.Sleep(time.Minute)
		d.Conns()[1].Vanish()
		d.ClearLog()
		l := acquire(t, p)
		synctest.Wait()
		if id(l) != 3 || p.Status().Generation != 2 || d.Counts().Open != 1 {
			t.Error("a failed ping replaces the whole generation", p.Status())
		}
		release(t, l)
	})
}

func TestPingThatTheCallerEndsSpeaksAgainstNobody(t *testing.T) {
	bubble(t, func(c *Config) { c.PrePing = true }, func(t *testing.T, p *Pool, d *fake.Driver) {
		a, b := acquire(t, p), acquire(t, p)
		release(t, a, b)
		time.Sleep(time.Minute)
		d.Slow(fake.Ping, time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Acquire(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		synctest.Wait()
		if s := p.Status(); s.Generation != 1 || s.Idle != 1 || s.InUse != 0 {
			t.Error(s)
		}
		// Without a deadline of the caller's the pool has its own: dead after 5 s.
		begun := time.Now()
		l := acquire(t, p)
		if time.Since(begun) != 5*time.Second || p.Status().Generation != 2 {
			t.Error(time.Since(begun), p.Status())
		}
		release(t, l)
	})
}

func TestDeadIdleConnectionsAreNeverSeen(t *testing.T) {
	bubble(t, nil, func(t *testing.T, p *Pool, d *fake.Driver) {
		for range 20 { // restarts of the server
			var ls []Lease
			for range 5 {
				ls = append(ls, acquire(t, p))
			}
			release(t, ls...)
			for _, c := range d.Conns() {
				c.Kill()
			}
			time.Sleep(2 * trusted)
			gen := p.Generation()
			l := acquire(t, p)
			if err := l.Conn().Ping(t.Context()); err != nil {
				t.Fatal(err)
			}
			if p.Generation() != gen+1 {
				t.Fatal("one failure counts once", p.Generation(), gen)
			}
			release(t, l)
		}
	})
}

func TestCheckoutIsNotRetriedForEver(t *testing.T) {
	gone := &driver.Error{Class: driver.Operational, Disconnected: true, Message: "gone"}
	tries := 0
	change := func(c *Config) {
		c.Size = 3
		c.Events.Checkout = func(context.Context, *Member) error { tries++; return gone }
	}
	bubble(t, change, func(t *testing.T, p *Pool, d *fake.Driver) {
		if _, err := p.Acquire(t.Context()); !errors.Is(err, gone) || tries != 5 {
			t.Error(err, tries)
		}
		synctest.Wait()
		if s := p.Status(); s.InUse+s.Idle+s.Closing != 0 || s.Totals.Acquired != 0 {
			t.Error(s)
		}
	})
}

func TestInvalidate(t *testing.T) {
	bubble(t, nil, func(t *testing.T, p *Pool, d *fake.Driver) {
		a, b, c := acquire(t, p), acquire(t, p), acquire(t, p)
		release(t, c)
		if err := a.Invalidate(errors.New("odd")); err != nil {
			t.Error(err)
		}
		if s := p.Status(); s.Generation != 1 || s.Idle != 1 {
			t.Error("an error that is no disconnect ends one connection", s)
		}
		a = acquire(t, p)
		x := acquire(t, p)
		gone := &driver.Error{Class: driver.Operational, Disconnected: true}
		a.Invalidate(gone)
		x.Invalidate(gone)
		synctest.Wait()
		if s := p.Status(); s.Generation != 2 || s.InUse != 1 {
			t.Error("two reports of one failure count once", s)
		}
		release(t, b) // of the old generation
		synctest.Wait()
		if s := p.Status(); s.Idle != 0 || s.Totals.Closed[Stale] != 1 {
			t.Error(s)
		}
		release(t, acquire(t, p))
		p.Dispose()
		synctest.Wait()
		if s := p.Status(); s.Idle != 0 || s.Generation != 3 || d.Counts().Open != 0 {
			t.Error(s)
		}
	})
}

func TestStaleDialIsNotTrusted(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Connect, time.Second)
		got := make(chan Lease)
		go func() { got <- acquire(t, p) }()
		synctest.Wait()
		p.Invalidate(p.Generation())
		l := <-got
		if id(l) != 2 || l.Member().Generation() != 2 {
			t.Error(id(l), l.Member().Generation())
		}
		release(t, l)
	})
}

func TestClosingConnectionsCount(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Slow(fake.Close, 3*time.Second)
		l := acquire(t, p)
		l.Invalidate(errors.New("odd"))
		begun := time.Now()
		l = acquire(t, p)
		if time.Since(begun) != 3*time.Second || d.Counts().MaxOpen != 1 {
			t.Error("the server saw more connections than allowed", time.Since(begun), d.Counts())
		}
		release(t, l)
	})
}
