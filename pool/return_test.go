package pool

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
)

func touch(l Lease, tx byte, dirty bool) { l.Conn().Raw().(*fake.Conn).Touch(tx, dirty) }

func TestResetOnReturn(t *testing.T) {
	bubble(t, small(1, 0), func(t *testing.T, p *Pool, d *fake.Driver) {
		for _, c := range []struct {
			tx    byte
			dirty bool
			want  []string
		}{
			{'I', false, nil},
			{'T', false, []string{"1 ROLLBACK"}},
			{'E', false, []string{"1 ROLLBACK"}},
			{'I', true, []string{"1 reset"}},
			{'T', true, []string{"1 ROLLBACK", "1 reset"}},
		} {
			l := acquire(t, p)
			touch(l, c.tx, c.dirty)
			d.ClearLog()
			release(t, l)
			d.Assert(t, c.want...)
		}
	})
}

func TestResetNone(t *testing.T) {
	bubble(t, func(c *Config) { c.Reset = ResetNone }, func(t *testing.T, p *Pool, d *fake.Driver) {
		l := acquire(t, p)
		touch(l, 'T', true)
		release(t, l)
		l = acquire(t, p)
		if l.Conn().State() != (driver.State{Tx: 'T', Dirty: true}) {
			t.Error(l.Conn().State())
		}
		d.Assert(t, "1 connect")
		release(t, l)
	})
}

func TestUnknownTransactionState(t *testing.T) {
	bubble(t, func(c *Config) { c.Rollback = &driver.Statement{Text: "ROLLBACK AND NO CHAIN", Verb: driver.Rollback} }, func(t *testing.T, p *Pool, d *fake.Driver) {
		d.HideTx = true
		l := acquire(t, p)
		release(t, l)
		d.Assert(t, "1 connect", "1 ROLLBACK AND NO CHAIN")
		l = acquire(t, p)
		l.Settle()
		release(t, l)
		l = acquire(t, p) // the word of the last holder is not valid for this one
		release(t, l)
		d.Assert(t, "1 ROLLBACK AND NO CHAIN")
	})
}

func TestFailedResetClosesOneConnection(t *testing.T) {
	bubble(t, nil, func(t *testing.T, p *Pool, d *fake.Driver) {
		d.Script(fake.Step{Text: "ROLLBACK", Err: errors.New("no")}, fake.Step{Text: "ROLLBACK", Tx: 'T'}, fake.Step{Text: "ROLLBACK", Delay: time.Hour})
		other := acquire(t, p)
		for _, want := range []string{"no", "transaction is in state 'T'", "cancelled"} {
			l := acquire(t, p)
			touch(l, 'T', false)
			begun := time.Now()
			if err := l.Release(); err == nil || !strings.Contains(err.Error(), want) {
				t.Error(err)
			}
			if time.Since(begun) > 5*time.Second {
				t.Error("the reset is bounded", time.Since(begun))
			}
		}
		l := acquire(t, p)
		touch(l, 'I', true)
		d.Fail(fake.Reset, errors.New("cannot"))
		if err := l.Release(); err == nil || !strings.Contains(err.Error(), "cannot") {
			t.Error(err)
		}
		release(t, other)
		synctest.Wait()
		if s := p.Status(); s.Idle != 1 || s.Generation != 1 || s.Totals.Closed[Unclean] != 4 {
			t.Error(s, s.Totals)
		}
	})
}

func TestLostConnectionIsNotKept(t *testing.T) {
	bubble(t, nil, func(t *testing.T, p *Pool, d *fake.Driver) {
		l := acquire(t, p)
		touch(l, 'X', false)
		release(t, l)
		synctest.Wait()
		if s := p.Status(); s.Idle != 0 || s.Totals.Closed[Broken] != 1 {
			t.Error(s)
		}
	})
}

func TestOverflowIsNotBroughtToOrderFirst(t *testing.T) {
	bubble(t, small(1, 1), func(t *testing.T, p *Pool, d *fake.Driver) {
		a, b := acquire(t, p), acquire(t, p)
		touch(b, 'T', true)
		release(t, a)
		d.ClearLog()
		release(t, b)
		synctest.Wait()
		d.Assert(t, "2 close")
	})
}

func TestPanicsLoseNoSlot(t *testing.T) {
	var where string
	hook := func(name string) func(context.Context, *Member) error {
		return func(context.Context, *Member) error {
			if where == name {
				panic(name)
			}
			return nil
		}
	}
	change := func(c *Config) {
		c.Size, c.MaxOverflow = 1, 0
		c.Events.Connect, c.Events.Checkout, c.Events.Reset = hook("connect"), hook("checkout"), hook("reset")
	}
	bubble(t, change, func(t *testing.T, p *Pool, d *fake.Driver) {
		where = "connect"
		if _, err := p.Acquire(t.Context()); err == nil || !strings.Contains(err.Error(), "panic while a connection was opened: connect") {
			t.Error(err)
		}
		where = ""
		release(t, acquire(t, p))
		for _, where = range []string{"checkout", "reset"} {
			func() {
				defer func() {
					if v := recover(); v != where {
						t.Error("the panic of the hook did not go on:", v)
					}
				}()
				l, err := p.Acquire(t.Context())
				if err != nil {
					t.Error(err)
				}
				defer l.Release()
			}()
			where = ""
			release(t, acquire(t, p))
		}
		if s := p.Status(); s.Idle != 1 || s.InUse != 0 {
			t.Error(s)
		}
	})
}

func TestEventsInTheirOrder(t *testing.T) {
	var log []string
	fail := map[string]error{}
	note := func(name string) func(context.Context, *Member) error {
		return func(ctx context.Context, m *Member) error {
			log = append(log, name)
			err := fail[name]
			delete(fail, name)
			return err
		}
	}
	change := func(c *Config) {
		c.Events = Events{
			FirstConnect: note("first"), Connect: note("connect"), Checkout: note("checkout"), Reset: note("reset"),
			Checkin:    func(m *Member) { log = append(log, "checkin") },
			Invalidate: func(m *Member, reason error) { log = append(log, "invalidate "+reason.Error()) },
			Detach:     func(m *Member) { log = append(log, "detach") },
			Close:      func(m *Member, why Reason, err error) { log = append(log, "close "+why.String()) },
		}
	}
	bubble(t, change, func(t *testing.T, p *Pool, d *fake.Driver) {
		expect := func(want ...string) {
			t.Helper()
			synctest.Wait()
			if !slices.Equal(log, want) {
				t.Errorf("got %q, want %q", log, want)
			}
			log = nil
		}
		fail["first"] = errors.New("not yet")
		if _, err := p.Acquire(t.Context()); err == nil || err.Error() != "not yet" {
			t.Error(err)
		}
		expect("first")
		l := acquire(t, p)
		expect("first", "connect", "checkout")
		release(t, l)
		expect("reset", "checkin")
		fail["checkout"] = errors.New("refused")
		if _, err := p.Acquire(t.Context()); err == nil || err.Error() != "refused" {
			t.Error(err)
		}
		expect("checkout", "reset", "checkin")
		l = acquire(t, p)
		l.Invalidate(errors.New("odd"))
		expect("checkout", "invalidate odd", "close broken")
		c, _ := acquire(t, p).Detach()
		c.Close(t.Context())
		expect("connect", "checkout", "detach")
		fail["connect"] = errors.New("no")
		if _, err := p.Acquire(t.Context()); err == nil || err.Error() != "no" {
			t.Error(err)
		}
		expect("connect")
		if d.Counts().Open != 0 {
			t.Error("a connection that a hook refused is open")
		}
		fail["reset"] = errors.New("no")
		if err := acquire(t, p).Release(); err == nil {
			t.Error("the error of a hook is told")
		}
		expect("connect", "checkout", "reset", "close unclean")
	})
}
