package fake

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Conn is a connection of a Driver. Beside the contract it has what a test
// needs to see and to break it: ID, Kill and Vanish.
type Conn struct {
	d       *Driver
	id      int
	using   atomic.Bool // a call is under way: a second one breaks the contract
	flights int

	mu      sync.Mutex // guards everything below: a test looks from another goroutine
	tx      byte
	dirty   bool
	written uint64
	dead    bool // the server's side is gone
	unseen  bool // and Alive has no way to notice
	closed  bool
	results *results
	stop    chan struct{} // closed by Cancel; nil while nothing runs
}

// ID is the connection's number, from 1 in the order of opening.
func (c *Conn) ID() int { return c.id }

// Kill ends the connection from the server's side. Alive notices.
func (c *Conn) Kill() { c.die(false) }

// Vanish ends the connection without a sign, like a cable that was pulled: Alive
// does not notice, Ping and Run fail.
func (c *Conn) Vanish() { c.die(true) }

func (c *Conn) die(unseen bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dead, c.unseen = true, unseen
}

// Touch sets what State says of the transaction and of session state.
func (c *Conn) Touch(tx byte, dirty bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tx, c.dirty = tx, dirty
}

// enter notes that a call begins; the returned function ends it.
func (c *Conn) enter(op Op) func() {
	c.mu.Lock()
	closed := c.closed
	c.mu.Unlock()
	if closed {
		c.d.complain("connection %d: %s after close", c.id, op)
	}
	return c.alone(op)
}

// alone notes that a goroutine uses the connection, and complains when there is
// one already.
func (c *Conn) alone(op Op) func() {
	if !c.using.CompareAndSwap(false, true) {
		c.d.complain("connection %d: %s while another goroutine uses it", c.id, op)
		return func() {}
	}
	return func() { c.using.Store(false) }
}

func (c *Conn) note(op Op) {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	c.d.log = append(c.d.log, Entry{At: time.Now(), Conn: c.id, Op: op})
}

// gone asks whether the server's side still exists, and notes it in State if not.
func (c *Conn) gone() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead || c.closed {
		c.dead, c.tx = true, 'X'
		return lost()
	}
	return nil
}

// Run implements driver.Conn. The script is asked for a request when its turn
// comes, so that one that is skipped uses no step up.
func (c *Conn) Run(ctx context.Context, rs []driver.Request) (driver.Results, error) {
	defer c.enter(Run)()
	c.mu.Lock()
	busy := c.results != nil
	c.mu.Unlock()
	if busy {
		return nil, driver.ErrBusy
	}
	if ctx.Err() != nil {
		return nil, cancelled(context.Cause(ctx))
	}
	if err := c.d.trouble(ctx, Run, c); err != nil {
		return nil, err
	}
	if err := c.gone(); err != nil {
		return nil, err
	}
	if len(rs) > 0 && c.d.unsent(&rs[0]) {
		c.Kill()
		return nil, lost()
	}
	c.flights++
	c.send(rs)
	r := &results{c: c, ctx: ctx, rs: rs}
	c.mu.Lock()
	c.results, c.stop = r, make(chan struct{})
	c.mu.Unlock()
	return r, nil
}

func (c *Conn) send(rs []driver.Request) {
	c.d.mu.Lock()
	now := time.Now()
	for i := range rs {
		q := &rs[i]
		c.d.log = append(c.d.log, Entry{At: now, Conn: c.id, Op: Run, Flight: c.flights, Text: q.Stmt.Text,
			Args: cloneAll(q.Args), Verb: q.Stmt.Verb, Max: q.Max, Fetch: q.Fetch, Sync: q.Sync})
	}
	c.d.mu.Unlock()
	c.mu.Lock()
	for i := range rs {
		c.written += uint64(len(rs[i].Stmt.Text) + 8*len(rs[i].Args) + 1)
	}
	c.mu.Unlock()
}

// State implements driver.Conn.
func (c *Conn) State() driver.State {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := driver.State{Tx: c.tx, Dirty: c.dirty, Written: c.written}
	switch {
	case c.closed, c.tx == 'X':
		s.Tx = 'X'
	case c.d.HideTx:
		s.Tx = '?'
	}
	return s
}

// Cancel implements driver.Conn: it ends the delay of the step that runs.
func (c *Conn) Cancel(ctx context.Context) error {
	if err := c.d.trouble(ctx, Cancel, c); err != nil {
		return err
	}
	c.note(Cancel)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil {
		close(c.stop)
		c.stop = make(chan struct{})
	}
	return nil
}

// Alive implements driver.Conn: it notices Kill, and not Vanish.
func (c *Conn) Alive() error {
	defer c.enter(Alive)()
	if err := c.d.trouble(context.Background(), Alive, c); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead && !c.unseen {
		c.tx = 'X'
		return lost()
	}
	return nil
}

// Ping implements driver.Conn.
func (c *Conn) Ping(ctx context.Context) error {
	defer c.enter(Ping)()
	c.note(Ping)
	if err := c.d.trouble(ctx, Ping, c); err != nil {
		return err
	}
	return c.gone()
}

// Reset implements driver.Conn.
func (c *Conn) Reset(ctx context.Context) error {
	defer c.enter(Reset)()
	c.note(Reset)
	if tx := c.State().Tx; tx == 'T' || tx == 'E' {
		c.d.complain("connection %d: reset inside a transaction", c.id)
	}
	if err := c.d.trouble(ctx, Reset, c); err != nil {
		return err
	}
	if err := c.gone(); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dirty = false
	return nil
}

// Close implements driver.Conn.
func (c *Conn) Close(ctx context.Context) error {
	defer c.enter(Close)()
	c.note(Close)
	err := c.d.trouble(ctx, Close, c)
	c.mu.Lock()
	already := c.closed
	c.closed, c.results = true, nil
	c.mu.Unlock()
	if already {
		return nil
	}
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	c.d.counts.Open--
	if i := slices.Index(c.d.open, c); i >= 0 {
		c.d.open = slices.Delete(c.d.open, i, i+1)
	}
	return err
}

// Raw is c itself. It implements driver.Conn.
func (c *Conn) Raw() any { return c }
