package pool

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
)

// TestStress lets many goroutines acquire with random deadlines and end their
// leases in every way there is, while connections die: no slot is lost, the limit holds,
// and no connection has two holders (the fake would complain).
func TestStress(t *testing.T) {
	d := fake.New()
	d.KeepTx = true
	cfg := Defaults()
	cfg.Size, cfg.MaxOverflow, cfg.PrePing, cfg.PingAfterIdle = 3, 3, true, 0
	cfg.Recycle = 50 * time.Millisecond
	cfg.Events.Reset = func(context.Context, *Member) error {
		if rand.IntN(200) == 0 {
			panic("reset")
		}
		return nil
	}
	p, err := New(d, cfg)
	if err != nil {
		t.Fatal(err)
	}
	gone := &driver.Error{Class: driver.Operational, Disconnected: true}
	var served, gaveUp atomic.Int64
	once := func(i int) {
		defer func() { recover() }()
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(300))*time.Microsecond)
		defer cancel()
		l, err := p.Acquire(ctx)
		if err != nil {
			gaveUp.Add(1)
			return
		}
		served.Add(1)
		defer l.Release()
		touch(l, "IT"[i%2], i%3 == 0)
		switch rand.IntN(60) {
		case 0:
			l.Invalidate(gone)
		case 1:
			l.Invalidate(errors.New("odd"))
		case 2:
			if c, err := l.Detach(); err == nil {
				c.Close(context.Background())
			}
		case 3:
			l.Conn().Raw().(*fake.Conn).Kill()
		case 4:
			go l.Release() // against the deferred one
		case 5:
			panic("holder")
		}
	}
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			for i := range 400 {
				once(i)
				d.ClearLog()
			}
		})
	}
	wg.Wait()
	t.Logf("%d served, %d gave up, %+v", served.Load(), gaveUp.Load(), p.Status().Totals)
	if err := p.Close(t.Context()); err != nil {
		t.Error(err)
	}
	c := d.Counts()
	if s := p.Status(); s.InUse+s.Idle+s.Waiting+s.Dialing+s.Closing != 0 || c.Open != 0 {
		t.Error(s, c)
	}
	// A detached connection does not count for the pool, but its server sees it
	// until it is closed: at most one for each goroutine.
	if served.Load() == 0 || c.MaxOpen > 6+32 {
		t.Error(served.Load(), c)
	}
	d.Check(t)
}
