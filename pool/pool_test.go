package pool

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
)

// bubble runs f with a pool on a fake driver, in fake time, and checks afterwards
// that nothing was leaked: no slot, no connection, no breach of the contract.
func bubble(t *testing.T, change func(*Config), f func(t *testing.T, p *Pool, d *fake.Driver)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := fake.New()
		cfg := Defaults()
		if change != nil {
			change(&cfg)
		}
		p, err := New(d, cfg)
		if err != nil {
			t.Fatal(err)
		}
		f(t, p, d)
		ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
		defer cancel()
		if err := p.Close(ctx); err != nil {
			t.Error(err)
		}
		if s := p.Status(); s.InUse+s.Idle+s.Waiting+s.Dialing+s.Closing != 0 || p.open != 0 {
			t.Errorf("after Close: %v (open %d)", s, p.open)
		}
		if n := d.Counts().Open; n != 0 {
			t.Errorf("%d connections are open after Close", n)
		}
		d.Check(t)
	})
}

func acquire(t *testing.T, p *Pool) Lease {
	t.Helper()
	l, err := p.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func release(t *testing.T, ls ...Lease) {
	t.Helper()
	for _, l := range ls {
		if err := l.Release(); err != nil {
			t.Error(err)
		}
	}
}

func id(l Lease) uint64 { return l.Member().ID() }

func small(size, overflow int) func(*Config) {
	return func(c *Config) { c.Size, c.MaxOverflow = size, overflow }
}

func TestSizeAndOverflow(t *testing.T) {
	bubble(t, small(2, 1), func(t *testing.T, p *Pool, d *fake.Driver) {
		if d.Counts().Opened != 0 {
			t.Error("a connection was opened before it was needed")
		}
		a, b, c := acquire(t, p), acquire(t, p), acquire(t, p)
		if s := p.Status(); s.InUse != 3 || s.Overflow != 1 || s.String() != "3 in use, 0 idle (size 2, overflow 1 of 1)" {
			t.Error(s)
		}
		release(t, a, b, c)
		synctest.Wait()
		if s := p.Status(); s.Idle != 2 || s.Overflow != 0 || s.Totals.Closed[Overflow] != 1 {
			t.Error(s)
		}
		if id(acquire(t, p)) != 2 || id(acquire(t, p)) != 1 {
			t.Error("the one used last is not lent first")
		}
		for _, h := range p.Holders() {
			t.Log(h)
		}
		for _, m := range slices.Clone(p.members) {
			(Lease{m, m.ticket.Load()}).Release()
		}
	})
}

func TestFIFOIdleSide(t *testing.T) {
	bubble(t, func(c *Config) { c.FIFO = true }, func(t *testing.T, p *Pool, d *fake.Driver) {
		a, b := acquire(t, p), acquire(t, p)
		release(t, a, b)
		c := acquire(t, p)
		if id(c) != 1 {
			t.Error("the one idle longest is not lent first")
		}
		release(t, c)
	})
}

func TestUnpooled(t *testing.T) {
	bubble(t, func(c *Config) { c.Unpooled = true }, func(t *testing.T, p *Pool, d *fake.Driver) {
		var ls []Lease
		for range 20 {
			ls = append(ls, acquire(t, p))
		}
		release(t, ls...)
		synctest.Wait()
		if got := d.Counts(); got.Opened != 20 || got.Open != 0 {
			t.Error(got)
		}
	})
}

func TestNoLimitOfOverflow(t *testing.T) {
	bubble(t, small(1, -1), func(t *testing.T, p *Pool, d *fake.Driver) {
		var ls []Lease
		for range 30 {
			ls = append(ls, acquire(t, p))
		}
		release(t, ls...)
		synctest.Wait()
		if got := d.Counts(); got.MaxOpen != 30 || got.Open != 1 {
			t.Error(got)
		}
	})
}

func TestTimeoutNamesTheLongestHolder(t *testing.T) {
	bubble(t, small(1, 1), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		time.Sleep(11 * time.Second)
		b := acquire(t, p)
		go func() { // one more waiter, for the figure, who gives up after this one
			time.Sleep(time.Second)
			if _, err := p.Acquire(context.Background()); err == nil {
				t.Error("a third connection of two")
			}
		}()
		begun := time.Now()
		_, err := p.Acquire(t.Context())
		e, ok := errors.AsType[*TimeoutError](err)
		if !ok || time.Since(begun) != 30*time.Second || !e.Timeout() || errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err, time.Since(begun))
		}
		if e.InUse != 2 || e.Size != 1 || e.MaxOverflow != 1 || e.Longest == nil || e.Longest.Conn != id(a) || e.Longest.Age != 41*time.Second {
			t.Errorf("%+v", e)
		}
		if !strings.HasSuffix(e.Longest.File, "pool_test.go") || e.Longest.Line == 0 || !strings.Contains(e.Longest.Function, "acquire") {
			t.Errorf("%+v", e.Longest)
		}
		want := fmt.Sprintf("pool: waited 30s for a connection: 2 of 2 in use (size 1, overflow 1), 1 other waiting; the longest is held for 41s at pool/pool_test.go:%d (pool.acquire): close what is not needed any more, or raise the pool's size", e.Longest.Line)
		if err.Error() != want {
			t.Errorf("\n%s\n%s", err, want)
		}
		time.Sleep(2 * time.Second)
		release(t, a, b)
		if s := p.Status(); s.Totals.Timeouts != 2 || s.Waiting != 0 || s.Totals.WaitTime != 60*time.Second {
			t.Error(s.Totals)
		}
	})
}

func TestCtxEndsTheWait(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		enough := errors.New("enough")
		deadline, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := p.Acquire(deadline)
		if e, ok := errors.AsType[*TimeoutError](err); !ok || !errors.Is(err, context.DeadlineExceeded) || !e.Timeout() || e.Waited != time.Second {
			t.Error(err)
		}
		cancelled, stop := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { stop(enough) })
		_, err = p.Acquire(cancelled)
		if e, ok := errors.AsType[*TimeoutError](err); !ok || !errors.Is(err, context.Canceled) || !errors.Is(err, enough) || e.Timeout() {
			t.Error(err)
		}
		if _, err = p.Acquire(cancelled); !errors.Is(err, context.Canceled) || !errors.Is(err, enough) {
			t.Error(err)
		}
		release(t, a)
	})
}

func TestWaitersAreServedInTheirOrder(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		var order []int
		for i := range 8 {
			go func() {
				l, err := p.Acquire(context.Background())
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, i)
				time.Sleep(time.Millisecond)
				l.Release()
			}()
			synctest.Wait()
		}
		gaveUp, cancel := context.WithTimeout(t.Context(), time.Microsecond)
		defer cancel()
		p.Acquire(gaveUp)
		release(t, a)
		fresh := acquire(t, p) // must not overtake
		if !slices.Equal(order, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
			t.Error(order)
		}
		release(t, fresh)
	})
}

// TestHandOverAndGivingUpAtOnce lets a connection come back in the very moment in
// which its waiter gives up: either the waiter has it or the next one, never nobody.
func TestHandOverAndGivingUpAtOnce(t *testing.T) {
	for range 50 {
		bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
			a := acquire(t, p)
			ctx, cancel := context.WithCancel(t.Context())
			got := make(chan Lease, 2)
			wait := func(ctx context.Context) {
				if l, err := p.Acquire(ctx); err == nil {
					got <- l
				}
			}
			go wait(ctx)
			synctest.Wait()
			go wait(context.Background())
			synctest.Wait()
			go cancel()
			go a.Release()
			l := <-got
			l.Release()
			synctest.Wait()
			if s := p.Status(); s.InUse+s.Idle != 1 {
				t.Error(s)
			}
			if len(got) == 1 {
				(<-got).Release()
			}
		})
	}
}

func TestDoubleReleaseIsHarmless(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		a.SetData("note")
		release(t, a)
		b := acquire(t, p)
		if b.Data() != "note" || id(b) != 1 {
			t.Error("Data has not stayed with the connection")
		}
		if err := a.Release(); err != ErrReleased {
			t.Error(err)
		}
		if err := a.Invalidate(errors.New("x")); err != ErrReleased {
			t.Error(err)
		}
		if _, err := a.Detach(); err != ErrReleased {
			t.Error(err)
		}
		a.SetData("other")
		a.Settle()
		if a.Valid() || a.Data() != nil || a.Member() != nil || a.Conn().Alive() != ErrReleased || a.Conn().State().Tx != 'X' {
			t.Error("the old lease reaches the connection")
		}
		if (Lease{}).Release() != ErrReleased || (Lease{}).Valid() {
			t.Error("the zero Lease")
		}
		if !b.Valid() || b.Data() != "note" || b.Conn().Ping(t.Context()) != nil {
			t.Error("the new lease was harmed")
		}
		release(t, b)
	})
}

func TestDetach(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		c, err := a.Detach()
		if err != nil {
			t.Fatal(err)
		}
		b := acquire(t, p)
		if id(b) != 2 || p.Status().Totals.Detached != 1 {
			t.Error("the slot was not given back")
		}
		release(t, b)
		c.Close(t.Context())
	})
}

func TestCloseEndsWaitersAndNamesHolders(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		a := acquire(t, p)
		failed := make(chan error)
		go func() {
			_, err := p.Acquire(context.Background())
			failed <- err
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		closed := make(chan error)
		go func() { closed <- p.Close(ctx) }()
		if err := <-failed; err != ErrClosed {
			t.Error(err)
		}
		err := <-closed
		if e, ok := errors.AsType[*CloseError](err); !ok || len(e.Holders) != 1 || !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "pool_test.go:") {
			t.Error(err)
		}
		if _, err := p.Acquire(t.Context()); err != ErrClosed {
			t.Error(err)
		}
		release(t, a)
	})
}

func TestConfigIsChecked(t *testing.T) {
	for _, c := range []struct {
		change func(*Config)
		want   string
	}{
		{small(-1, 0), "Size is -1"},
		{small(0, 0), "there could never be a connection"},
		{small(1, -2), "MaxOverflow is -2"},
		{func(c *Config) { c.MaxDials = 0 }, "MaxDials is 0"},
		{func(c *Config) { c.Timeout = -1 }, "Timeout is -1ns"},
		{func(c *Config) { c.Reset = 9 }, "Reset is 9"},
	} {
		cfg := Defaults()
		c.change(&cfg)
		if _, err := New(fake.New(), cfg); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if _, err := New(nil, Defaults()); err == nil {
		t.Error("a nil driver")
	}
}

var _ driver.Conn = ended{}
