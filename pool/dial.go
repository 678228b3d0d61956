package pool

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"time"

	"github.com/aludel/aludel/driver"
)

// dial opens a connection for whoever waits first when it is there. It belongs to
// the generation of the time when it began: what was opened while the server went
// away is not trusted.
func (p *Pool) dial(gen uint64) {
	ctx, cancel := p.bounded(p.base, p.cfg.DialTimeout)
	defer cancel()
	m, err := p.connect(ctx, gen)

	p.mu.Lock()
	defer p.mu.Unlock()
	p.dialing--
	p.lastDial = err
	if err != nil {
		p.totals.DialErrors++
		if w := p.queue.pop(); w != nil {
			w.ch <- grant{nil, err}
		}
		p.free()
		return
	}
	p.totals.Created++
	p.join(m)
	if why := p.place(m); why != 0 {
		p.discard(m, why)
	}
	p.serve()
}

// connect opens a connection and lets the hooks prepare it. A panic of the driver or of
// a hook becomes an error: this goroutine is the pool's, so nobody else could
// recover it.
func (p *Pool) connect(ctx context.Context, gen uint64) (m *Member, err error) {
	var dc driver.Conn
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("pool: a panic while a connection was opened: %v\n%s", v, debug.Stack())
		}
		if err != nil && dc != nil {
			m = nil
			p.shut(dc)
		}
	}()
	dc, err = p.driver.Connect(ctx)
	if err != nil {
		dc = nil
		if e := p.driver.Classify(err); e != nil {
			return nil, e
		}
		return nil, err
	}
	m = &Member{pool: p, dc: dc, gen: gen, made: time.Now(), fresh: true}
	if p.cfg.Recycle > 0 {
		m.expires = p.now() + p.cfg.Recycle - p.cfg.jitter(uint64(p.cfg.Recycle/10))
	}
	p.mu.Lock()
	p.ids++
	m.id = p.ids
	p.mu.Unlock()
	if p.cfg.Events.FirstConnect != nil {
		if err := p.firstConnect(ctx, m); err != nil {
			return nil, err
		}
	}
	if p.cfg.Events.Connect != nil {
		if err := p.cfg.Events.Connect(ctx, m); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (p *Pool) firstConnect(ctx context.Context, m *Member) error {
	p.firstMu.Lock()
	defer p.firstMu.Unlock()
	if p.first {
		return nil
	}
	if err := p.cfg.Events.FirstConnect(ctx, m); err != nil {
		return err
	}
	p.first = true
	return nil
}

// jitter is a random time below limit.
func jitter(limit uint64) time.Duration { return time.Duration(rand.Uint64N(limit + 1)) }
