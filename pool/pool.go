package pool

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Pool lends connections. It is safe for use by several goroutines.
type Pool struct {
	driver driver.Driver
	cfg    Config
	keep   int // idle connections that are kept
	max    int // connections at once; -1: no limit
	start  time.Time
	base   context.Context
	stop   context.CancelFunc // ends the attempts to connect

	firstMu sync.Mutex // guards first, and is held while FirstConnect runs
	first   bool       // FirstConnect has succeeded

	mu       sync.Mutex // guards everything below
	idle     []*Member  // the one used last at the end; none while anybody waits
	members  []*Member  // idle and lent
	open     int        // connections that count: members, those being opened, those being closed
	dialing  int
	gen      uint64
	ids      uint64
	queue    queue
	closed   bool
	drained  chan struct{} // closed when the pool is closed and nothing is open
	lastDial error
	totals   Totals
}

// New makes a pool. It opens no connection before the first Acquire. The error
// says what in cfg cannot work.
func New(d driver.Driver, cfg Config) (*Pool, error) {
	if d == nil {
		return nil, errors.New("pool: the driver is nil")
	}
	if err := cfg.check(); err != nil {
		return nil, err
	}
	if cfg.Rollback == nil {
		cfg.Rollback = rollback
	}
	if cfg.jitter == nil {
		cfg.jitter = jitter
	}
	p := &Pool{driver: d, cfg: cfg, keep: cfg.Size, max: cfg.Size + cfg.MaxOverflow, start: time.Now(), gen: 1, drained: make(chan struct{})}
	switch {
	case cfg.Unpooled:
		p.keep, p.max = 0, -1
	case cfg.MaxOverflow < 0:
		p.max = -1
	}
	p.base, p.stop = context.WithCancel(context.Background())
	return p, nil
}

// now is the pool's clock. It is monotonic.
func (p *Pool) now() time.Duration { return time.Since(p.start) }

// Acquire lends a connection: an idle one, a new one, or the first that comes back
// when those in front have been served. It waits until ctx is done or for Config.Timeout,
// and then answers a *TimeoutError. A connection that cannot be opened answers the
// driver's error, classified. The caller ends the lease with Release, Invalidate or Detach.
func (p *Pool) Acquire(ctx context.Context) (Lease, error) {
	if ctx.Err() != nil {
		return Lease{}, fmt.Errorf("pool: no connection was asked for, the context was done before: %w", done(ctx))
	}
	begun := p.now()
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return Lease{}, ErrClosed
	}
	m := p.pop()
	if m == nil {
		return p.acquireSlowly(ctx, begun)
	}
	m.held, m.since = true, begun
	m.stack.record()
	p.totals.Acquired++
	p.mu.Unlock()
	if err := p.admit(ctx, m, begun); err != nil {
		return p.again(ctx, begun, err)
	}
	return Lease{m, m.ticket.Add(1)}, nil
}

// pop takes an idle connection. p.mu is held.
func (p *Pool) pop() *Member {
	n := len(p.idle)
	if n == 0 {
		return nil
	}
	if p.cfg.FIFO {
		m := p.idle[0]
		copy(p.idle, p.idle[1:])
		p.idle[n-1] = nil
		p.idle = p.idle[:n-1]
		return m
	}
	m := p.idle[n-1]
	p.idle[n-1] = nil
	p.idle = p.idle[:n-1]
	return m
}

// acquireSlowly waits for a connection. p.mu is held, and let go.
func (p *Pool) acquireSlowly(ctx context.Context, begun time.Duration) (Lease, error) {
	m, err := p.wait(ctx, begun, false)
	if err != nil {
		return Lease{}, err
	}
	if err := p.admit(ctx, m, p.now()); err != nil {
		return p.again(ctx, begun, err)
	}
	return Lease{m, m.ticket.Add(1)}, nil
}

// again replaces a connection that could not be lent. The caller has had its turn,
// so it goes to the front of the queue.
func (p *Pool) again(ctx context.Context, begun time.Duration, err error) (Lease, error) {
	for try := 1; ; try++ {
		u, replace := errors.AsType[*unfit](err)
		p.mu.Lock()
		p.totals.Acquired--
		switch {
		case !replace:
			p.mu.Unlock()
			return Lease{}, err
		case p.closed:
			p.mu.Unlock()
			return Lease{}, ErrClosed
		case try > p.keep+1:
			p.mu.Unlock()
			return Lease{}, fmt.Errorf("pool: gave up after %d connections that were lost before they could be lent: %w", try, u.err)
		}
		now := p.now()
		m := p.pop()
		if m != nil {
			m.held, m.since = true, now
			m.stack.record()
			p.totals.Acquired++
			p.mu.Unlock()
		} else if m, err = p.wait(ctx, begun, true); err != nil {
			return Lease{}, err
		}
		if err = p.admit(ctx, m, p.now()); err == nil {
			return Lease{m, m.ticket.Add(1)}, nil
		}
	}
}

// give hands m to the first waiter, or keeps it idle. It reports false when nobody
// wants it. p.mu is held.
func (p *Pool) give(m *Member) bool {
	if w := p.queue.pop(); w != nil {
		m.held, m.since, m.stack = true, p.now(), w.stack
		p.totals.Acquired++
		w.ch <- grant{m, nil}
		return true
	}
	if len(p.idle) >= p.keep {
		return false
	}
	m.held = false
	p.idle = append(p.idle, m)
	return true
}

// wanted reports whether give would find a use for a connection. p.mu is held.
func (p *Pool) wanted() bool { return p.queue.n > 0 || len(p.idle) < p.keep }

// serve opens connections while somebody waits and there may be more. p.mu is held.
func (p *Pool) serve() {
	for !p.closed && p.dialing < p.cfg.MaxDials && p.dialing < p.queue.n && (p.max < 0 || p.open < p.max) {
		p.dialing++
		p.open++
		go p.dial(p.gen)
	}
}

// free notes that a connection does not count any more. p.mu is held.
func (p *Pool) free() {
	p.open--
	p.serve()
	if p.closed && p.open == 0 {
		close(p.drained)
	}
}

// join notes m as a connection of the pool. p.mu is held.
func (p *Pool) join(m *Member) {
	m.at = len(p.members)
	p.members = append(p.members, m)
}

// leave notes that m is not to be lent any more. p.mu is held.
func (p *Pool) leave(m *Member) {
	last := len(p.members) - 1
	p.members[m.at] = p.members[last]
	p.members[m.at].at = m.at
	p.members[last] = nil
	p.members = p.members[:last]
}

// bounded is a context of the pool's own for a call to the server.
func (p *Pool) bounded(parent context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if d <= 0 {
		return context.WithCancel(parent)
	}
	return context.WithTimeout(parent, d)
}

// done is why ctx is done: its error and its cause.
func done(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w (%w)", cause, err)
}

func isDeadline(err error) bool { return errors.Is(err, context.DeadlineExceeded) }
