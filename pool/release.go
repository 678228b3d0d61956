package pool

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
)

// Release gives the connection back. Open transactions are rolled back and session
// state is reset, within Config.ServerTimeout; if that fails this connection is closed, and
// only this one. The error says so, or is ErrReleased when the lease had ended before;
// there is nothing left to do about either.
func (l Lease) Release() error {
	if !l.end() {
		return ErrReleased
	}
	return l.m.pool.takeBack(l.m)
}

// Invalidate ends the lease and closes the connection, for it is broken; err is
// the reason. If the driver classifies err as a disconnect, the connection's whole
// generation is stale. It answers ErrReleased when the lease had ended before.
func (l Lease) Invalidate(err error) error {
	if !l.end() {
		return ErrReleased
	}
	p := l.m.pool
	if p.cfg.Events.Invalidate != nil {
		p.cfg.Events.Invalidate(l.m, err)
	}
	if e := p.driver.Classify(err); e != nil && e.Disconnected {
		p.Invalidate(l.m.gen)
	}
	p.destroy(l.m, Broken)
	return nil
}

// Detach ends the lease and takes the connection out of the pool. It is the
// caller's now, who closes it; the pool may open another one in its place. It answers
// ErrReleased when the lease had ended before.
func (l Lease) Detach() (driver.Conn, error) {
	if !l.end() {
		return nil, ErrReleased
	}
	p := l.m.pool
	p.mu.Lock()
	p.leave(l.m)
	p.totals.Detached++
	p.free()
	p.mu.Unlock()
	if p.cfg.Events.Detach != nil {
		p.cfg.Events.Detach(l.m)
	}
	return l.m.dc, nil
}

// takeBack brings m to order and gives it to the next one. The slot is not lost
// when the driver or a hook panics.
func (p *Pool) takeBack(m *Member) error {
	why := Broken
	kept := false
	defer func() {
		if !kept {
			p.destroy(m, why)
		}
	}()
	st := m.dc.State()
	if st.Tx == 'X' {
		return nil
	}
	if p.cfg.Unpooled {
		why = Overflow
		return nil
	}
	if p.cfg.Reset == ResetRollback {
		back := st.Tx != 'I' && (st.Tx != '?' || !m.settled)
		if back || st.Dirty || p.cfg.Events.Reset != nil {
			if why = p.useless(m); why != 0 {
				return nil
			}
			why = Unclean
			if err := p.reset(m, back); errors.As(err, new(*driver.NotSupportedError)) {
				return nil // a driver that cannot do it asks for an end of the session: nothing has failed
			} else if err != nil {
				return fmt.Errorf("pool: connection %d could not be brought to order and is closed: %w", m.id, err)
			}
			why = Broken
		}
	}
	if p.cfg.Events.Checkin != nil {
		p.cfg.Events.Checkin(m)
	}
	m.idle = p.now()
	p.mu.Lock()
	kept = true
	if why = p.place(m); why != 0 {
		p.discard(m, why)
	}
	p.mu.Unlock()
	return nil
}

// place finds the next one for m: a waiter, or the idle stack. It says why there is
// none, or 0. p.mu is held.
func (p *Pool) place(m *Member) Reason {
	if why := p.fits(m); why != 0 {
		return why
	}
	if !p.give(m) {
		return Overflow
	}
	return 0
}

// useless says why m will be closed anyhow, so that bringing it to order would be a
// round trip for nothing; 0: it is wanted.
func (p *Pool) useless(m *Member) Reason {
	p.mu.Lock()
	defer p.mu.Unlock()
	if why := p.fits(m); why != 0 {
		return why
	}
	if !p.wanted() {
		return Overflow
	}
	return 0
}

// fits says why m cannot be lent again: 0, Closed, Stale or Expired. p.mu is held.
func (p *Pool) fits(m *Member) Reason {
	switch {
	case p.closed:
		return Closed
	case m.gen != p.gen:
		return Stale
	case m.expires > 0 && p.now() >= m.expires:
		return Expired
	}
	return 0
}

// reset ends what the holder has left open.
func (p *Pool) reset(m *Member, back bool) error {
	ctx, cancel := p.bounded(context.Background(), p.cfg.ServerTimeout)
	defer cancel()
	if p.cfg.Events.Reset != nil {
		if err := p.cfg.Events.Reset(ctx, m); err != nil {
			return err
		}
	}
	if back {
		res, err := m.dc.Run(ctx, []driver.Request{{Stmt: p.cfg.Rollback}})
		if err != nil {
			return err
		}
		if err := res.Close(); err != nil {
			return err
		}
	}
	st := m.dc.State()
	if st.Tx != 'I' && st.Tx != '?' {
		return fmt.Errorf("its transaction is in state %q after %s", st.Tx, p.cfg.Rollback.Text)
	}
	if st.Dirty {
		if err := m.dc.Reset(ctx); err != nil {
			return err
		}
		if m.dc.State().Dirty {
			return errors.New("the driver's Reset has left session state")
		}
	}
	return nil
}
