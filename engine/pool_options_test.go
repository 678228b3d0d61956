package engine_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/pool"
)

// used are the connections of a driver that statements went to, in their order.
func used(d *fake.Driver) (ids []int) {
	for _, e := range d.Log() {
		if e.Op == fake.Run && e.Text == "UPDATE a" {
			ids = append(ids, e.Conn)
		}
	}
	return ids
}

// ask executes something on the engine.
func ask(t *testing.T, e *engine.Engine) {
	t.Helper()
	must(t, run(e, "UPDATE a"))
}

func same(t *testing.T, what string, got, want []int) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: the statements went to the connections %v, not %v", what, got, want)
	}
}

func TestPoolRecycleReplacesAnOldConnection(t *testing.T) {
	for _, on := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			d := fake.New()
			var opts []engine.Option
			want := []int{1, 1, 1}
			if on {
				opts, want = append(opts, engine.PoolRecycle(100*time.Second)), []int{1, 1, 2}
			}
			e := scripted(t, d, opts...)
			ask(t, e)
			time.Sleep(89 * time.Second) // it lasts at least nine tenths of its age
			ask(t, e)
			time.Sleep(12 * time.Second)
			ask(t, e)
			synctest.Wait()
			same(t, "recycle", used(d), want)
			if n := e.Status().Totals.Closed[pool.Expired]; int(n) != want[2]-1 {
				t.Errorf("%d connections expired", n)
			}
		})
	}
}

func TestPrePingAsksAfterASecond(t *testing.T) {
	for _, on := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			d := fake.New()
			var opts []engine.Option
			if on {
				opts = append(opts, engine.PrePing())
			}
			e := scripted(t, d, opts...)
			ask(t, e)
			ask(t, e) // it was used just now: not asked again
			d.Assert(t, "1 connect", "1 UPDATE a", "1 UPDATE a")
			time.Sleep(time.Second + 1)
			ask(t, e)
			if on {
				d.Assert(t, "1 ping", "1 UPDATE a")
			} else {
				d.Assert(t, "1 UPDATE a")
			}
			time.Sleep(time.Minute)
			d.Conns()[0].Vanish() // nothing is seen of it but by asking
			sent := 0
			d.Hook(fake.Run, func(_ context.Context, c *fake.Conn) error {
				if c.ID() == 1 {
					sent++
				}
				return nil
			})
			ask(t, e)
			if want := map[bool]int{false: 1, true: 0}[on]; sent != want {
				t.Errorf("ping %v: %d statements were sent to a dead server", on, sent)
			}
			same(t, "afterwards", used(d), []int{2})
		})
	}
}

func TestPoolIdleSide(t *testing.T) {
	for what, want := range map[string][]int{"LIFO": {3, 3, 3}, "FIFO": {1, 2, 3}} {
		synctest.Test(t, func(t *testing.T) {
			d := fake.New()
			var opts []engine.Option
			if what == "FIFO" {
				opts = append(opts, engine.PoolFIFO())
			}
			e := scripted(t, d, opts...)
			var cs []*engine.Conn
			for range 3 {
				c, err := e.Connect(ctx)
				must(t, err)
				must(t, run(c, "SELECT 1"))
				cs = append(cs, c)
			}
			for _, c := range cs {
				must(t, c.Close())
			}
			d.ClearLog()
			for range 3 {
				ask(t, e)
			}
			same(t, what, used(d), want)
		})
	}
}

func TestPoolEventsOfAnEngine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []string
		say := func(what string) func(context.Context, *pool.Member) error {
			return func(_ context.Context, m *pool.Member) error {
				got = append(got, what+" "+string('0'+rune(m.ID())))
				return nil
			}
		}
		refuse := errors.New("not today")
		checkout := say("checkout")
		refusing := false
		d := fake.New()
		e := scripted(t, d, engine.PoolSize(1), engine.MaxOverflow(0), engine.PoolEvents(pool.Events{
			FirstConnect: say("first"), Connect: say("connect"), Reset: say("reset"),
			Checkout: func(ctx context.Context, m *pool.Member) error {
				if refusing {
					return refuse
				}
				return checkout(ctx, m)
			},
			Checkin:    func(m *pool.Member) { say("checkin")(nil, m) },
			Invalidate: func(m *pool.Member, reason error) { say("invalidate")(nil, m) },
			Close:      func(m *pool.Member, why pool.Reason, err error) { say("close "+why.String())(nil, m) },
		}))
		is := func(what string, want ...string) {
			t.Helper()
			synctest.Wait()
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q, not %q", what, got, want)
			}
			got = nil
		}
		if is("Open"); d.Counts().Opened != 0 {
			t.Error("Open has connected")
		}
		ask(t, e)
		is("the first statement", "first 1", "connect 1", "checkout 1", "reset 1", "checkin 1")
		c, err := e.Connect(ctx)
		must(t, err)
		must(t, run(c, "UPDATE a"))
		must(t, c.Close())
		is("a transaction", "checkout 1", "reset 1", "checkin 1")
		d.Conns()[0].Kill()
		time.Sleep(time.Millisecond) // what came back just now is not looked at
		ask(t, e)
		is("a dead connection", "invalidate 1", "close broken 1", "connect 2", "checkout 2", "reset 2", "checkin 2")
		refusing = true
		if err := run(e, "UPDATE a"); !errors.Is(err, refuse) {
			t.Errorf("an event's error is not the statement's: %v", err)
		}
		refusing, got = false, nil
		ask(t, e)
		is("afterwards", "checkout 2", "reset 2", "checkin 2")
		must(t, e.Close(ctx))
		is("Close", "close closed 2")
	})
}

func TestConnectEventRefusesTheConnection(t *testing.T) {
	d := fake.New()
	refuse := errors.New("wrong server")
	e := scripted(t, d, engine.PoolEvents(pool.Events{
		Connect: func(context.Context, *pool.Member) error { return refuse },
	}))
	if err := run(e, "UPDATE a"); !errors.Is(err, refuse) {
		t.Errorf("it is %v", err)
	}
	d.Assert(t, "1 connect", "1 close")
}
