package pool

import (
	"context"
	"errors"
	"time"
)

// unfit says that a connection could not be lent and another one should be tried.
type unfit struct{ err error }

func (e *unfit) Error() string { return e.err.Error() }
func (e *unfit) Unwrap() error { return e.err }

var errExpired = errors.New("pool: the connection has reached its age")

// trusted is for how long a connection that came back is taken to be alive. It is less than
// a server's end takes to be known; a look is a system call, of some 2 µs.
const trusted = 50 * time.Microsecond

// admit finds out whether m can be lent. If not, m is closed or given back, and the
// error is an *unfit where another connection should be tried. The slot is not lost
// when the driver or a hook panics.
func (p *Pool) admit(ctx context.Context, m *Member, now time.Duration) (err error) {
	sound := false
	defer func() {
		if !sound {
			p.destroy(m, Broken)
		}
	}()
	if !m.fresh {
		if m.expires > 0 && now >= m.expires {
			sound = true
			p.destroy(m, Expired)
			return &unfit{errExpired}
		}
		if now-m.idle > trusted {
			if err := m.dc.Alive(); err != nil {
				sound = true
				p.dead(m, err)
				return &unfit{err}
			}
		}
		if p.cfg.PrePing && now-m.idle > p.cfg.PingAfterIdle {
			if err := p.ping(ctx, m); err != nil {
				sound = true
				return err
			}
		}
	}
	if p.cfg.Events.Checkout != nil {
		if err := p.cfg.Events.Checkout(ctx, m); err != nil {
			sound = true
			if e := p.driver.Classify(err); e != nil && e.Disconnected {
				p.dead(m, err)
				return &unfit{err}
			}
			return errors.Join(err, p.takeBack(m))
		}
	}
	m.fresh, m.settled = false, false
	sound = true
	return nil
}

// ping asks the server. A failure closes m; it speaks against the generation unless
// the caller's ctx was the reason.
func (p *Pool) ping(ctx context.Context, m *Member) error {
	bounded, cancel := p.bounded(ctx, p.cfg.ServerTimeout)
	defer cancel()
	err := m.dc.Ping(bounded)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		p.destroy(m, Broken)
		return errors.Join(done(ctx), err)
	}
	p.dead(m, err)
	return &unfit{err}
}

// dead closes m and makes its generation stale.
func (p *Pool) dead(m *Member, err error) {
	if p.cfg.Events.Invalidate != nil {
		p.cfg.Events.Invalidate(m, err)
	}
	p.Invalidate(m.gen)
	p.destroy(m, Broken)
}
