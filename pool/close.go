package pool

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/aludel/aludel/driver"
)

// A Reason says why a connection was closed.
type Reason uint8

// Reasons.
const (
	_        Reason = iota
	Broken          // lost, reported by Lease.Invalidate, or left by a panic
	Unclean         // it could not be brought to order when it came back
	Stale           // its generation was invalidated
	Expired         // it has reached Config.Recycle
	Overflow        // it came back and was not wanted: beyond Size, or Unpooled
	Closed          // the pool was closed
	reasons
)

var reasonNames = [reasons]string{"none", "broken", "unclean", "stale", "expired", "overflow", "closed"}

// String is the reason in one word.
func (r Reason) String() string {
	if r < reasons {
		return reasonNames[r]
	}
	return fmt.Sprintf("reason %d", uint8(r))
}

// destroy closes m in a goroutine: nobody has to wait for a server that does not
// answer. m counts until that is over.
func (p *Pool) destroy(m *Member, why Reason) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.discard(m, why)
}

// discard is destroy with p.mu held.
func (p *Pool) discard(m *Member, why Reason) {
	p.leave(m)
	p.totals.Closed[why]++
	go func() {
		err := p.shut(m.dc)
		defer func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.free()
		}()
		if p.cfg.Events.Close != nil {
			p.cfg.Events.Close(m, why, err)
		}
	}()
}

// shut closes a connection of the driver. A panic of the driver becomes an error:
// what is being thrown away must not end the process.
func (p *Pool) shut(dc driver.Conn) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("pool: a panic while a connection was closed: %v", v)
		}
	}()
	ctx, cancel := p.bounded(context.Background(), p.cfg.ServerTimeout)
	defer cancel()
	return dc.Close(ctx)
}

// Generation is the present generation: connections opened from now on belong to it.
func (p *Pool) Generation() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.gen
}

// Invalidate makes all connections of a generation stale, for the server is gone:
// idle ones are closed, lent ones when they come back. It does nothing when that
// generation has passed already, so that many reports of one failure count once.
func (p *Pool) Invalidate(generation uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gen == generation {
		p.gen++
		p.clear(Stale)
	}
}

// clear closes the idle connections. p.mu is held.
func (p *Pool) clear(why Reason) {
	for _, m := range p.idle {
		p.discard(m, why)
	}
	p.idle = nil
}

// Dispose closes the idle connections now and the lent ones when they come back.
// The pool goes on with new ones.
func (p *Pool) Dispose() { p.Invalidate(p.Generation()) }

// Close ends the pool: waiters and later calls of Acquire get ErrClosed, idle
// connections are closed, and lent ones when they come back. It returns when all are closed, or
// when ctx is done, then with a *CloseError. It may be called again, to wait again.
func (p *Pool) Close(ctx context.Context) error {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		p.clear(Closed)
		for w := p.queue.pop(); w != nil; w = p.queue.pop() {
			w.ch <- grant{nil, ErrClosed}
		}
		if p.open == 0 {
			close(p.drained)
		}
	}
	p.mu.Unlock()
	p.stop()
	select {
	case <-p.drained:
		return nil
	case <-ctx.Done():
	}
	holders := p.Holders()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == 0 {
		return nil
	}
	return &CloseError{Holders: holders, Closing: p.open - len(holders), Cause: context.Cause(ctx)}
}

// Holders are those who have a connection now, the longest first.
func (p *Pool) Holders() []Holder {
	p.mu.Lock()
	now := p.now()
	var hs []Holder
	for _, m := range p.members {
		if m.held {
			hs = append(hs, m.holder(now))
		}
	}
	p.mu.Unlock()
	slices.SortFunc(hs, func(a, b Holder) int { return cmp.Compare(b.Age, a.Age) })
	return hs
}
