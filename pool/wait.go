package pool

import (
	"context"
	"time"
)

// A grant is what a waiter gets: a connection, or why there is none.
type grant struct {
	m   *Member
	err error
}

// A waiter stands in the queue. Its channel has room for one grant, and gets one
// exactly when it is taken out of the queue by somebody else.
type waiter struct {
	ch         chan grant
	timer      *time.Timer
	stack      stack
	prev, next *waiter
	queued     bool
}

// A queue is the waiters in their order. Pool.mu guards it.
type queue struct {
	head, tail *waiter
	n          int
	spare      []*waiter // to be used again
}

func (q *queue) waiter() *waiter {
	if n := len(q.spare); n > 0 {
		w := q.spare[n-1]
		q.spare = q.spare[:n-1]
		return w
	}
	return &waiter{ch: make(chan grant, 1)}
}

// put lets w stand at the end, or in front.
func (q *queue) put(w *waiter, front bool) {
	w.queued = true
	q.n++
	switch {
	case q.head == nil:
		q.head, q.tail = w, w
	case front:
		w.next, q.head.prev = q.head, w
		q.head = w
	default:
		w.prev, q.tail.next = q.tail, w
		q.tail = w
	}
}

func (q *queue) remove(w *waiter) {
	if w.prev == nil {
		q.head = w.next
	} else {
		w.prev.next = w.next
	}
	if w.next == nil {
		q.tail = w.prev
	} else {
		w.next.prev = w.prev
	}
	w.prev, w.next, w.queued = nil, nil, false
	q.n--
}

// pop takes the first waiter out; nil: nobody waits.
func (q *queue) pop() *waiter {
	w := q.head
	if w != nil {
		q.remove(w)
	}
	return w
}

// wait stands in the queue until there is a connection, ctx is done or the pool's
// own time is over, which is counted from begun. p.mu is held, and let go.
func (p *Pool) wait(ctx context.Context, begun time.Duration, front bool) (*Member, error) {
	w := p.queue.waiter()
	w.stack.record()
	p.queue.put(w, front)
	p.serve()
	p.totals.Waited++
	p.mu.Unlock()

	var timeout <-chan time.Time
	if p.cfg.Timeout > 0 {
		left := begun + p.cfg.Timeout - p.now()
		if w.timer == nil {
			w.timer = time.NewTimer(left)
		} else {
			w.timer.Reset(left)
		}
		timeout = w.timer.C
	}
	var g grant
	var given bool
	select {
	case g = <-w.ch:
		given = true
	case <-ctx.Done():
	case <-timeout:
	}
	if w.timer != nil {
		w.timer.Stop()
	}

	p.mu.Lock()
	waited := p.now() - begun
	p.totals.WaitTime += waited
	if !given && w.queued {
		p.queue.remove(w)
		p.queue.spare = append(p.queue.spare, w)
		err := p.timeout(ctx, waited)
		p.mu.Unlock()
		return nil, err
	}
	if !given {
		g = <-w.ch // it came in between: who grants holds p.mu, so it is there
	}
	p.queue.spare = append(p.queue.spare, w)
	if g.m != nil && ctx.Err() != nil {
		err := p.timeout(ctx, waited)
		p.passOn(g.m)
		p.mu.Unlock()
		return nil, err
	}
	p.mu.Unlock()
	return g.m, g.err
}

// passOn gives away a connection that was granted to somebody who had given up.
// p.mu is held.
func (p *Pool) passOn(m *Member) {
	p.totals.Acquired--
	if why := p.place(m); why != 0 {
		p.discard(m, why)
	}
}

// timeout describes the pool to somebody who got nothing. p.mu is held.
func (p *Pool) timeout(ctx context.Context, waited time.Duration) error {
	p.totals.Timeouts++
	e := &TimeoutError{Waited: waited, Size: p.cfg.Size, MaxOverflow: p.cfg.MaxOverflow, Waiting: p.queue.n, Dialing: p.dialing, LastDial: p.lastDial}
	if p.cfg.Unpooled {
		e.Size, e.MaxOverflow = 0, -1
	}
	e.InUse = len(p.members) - len(p.idle)
	e.Closing = p.open - p.dialing - len(p.members)
	if ctx.Err() != nil {
		e.Ctx, e.Cause = ctx.Err(), context.Cause(ctx)
	}
	var longest *Member
	for _, m := range p.members {
		if m.held && (longest == nil || m.since < longest.since) {
			longest = m
		}
	}
	if longest != nil {
		h := longest.holder(p.now())
		e.Longest = &h
	}
	return e
}

// holder describes who has m. p.mu is held.
func (m *Member) holder(now time.Duration) Holder {
	h := Holder{Conn: m.id, Age: now - m.since}
	h.Function, h.File, h.Line = m.stack.site()
	return h
}
