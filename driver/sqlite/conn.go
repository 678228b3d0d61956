package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite/gate"
)

// Conn is one connection. It is used by one goroutine at a time; only Cancel may
// be called from another.
type Conn struct {
	d          *Driver
	lib        *sqlite3.Conn
	file       *gate.File // nil in memory
	gate       *gate.Gate
	holds      bool // the gate
	interrupt  interrupt
	wake       chan struct{} // ends the wait for the gate, by Cancel
	statements statements
	results    *Results // the open batch
	buf        []byte   // for texts that are bound
	cell       cell     // for values that are read
	written    uint64
	touched    touched
	broken     error // why the connection cannot be used any more
}

var _ driver.Conn = (*Conn)(nil)

var errClosed = &driver.Error{Class: driver.Operational, Disconnected: true, Message: "the SQLite connection is closed"}

// State tells whether a transaction is open. SQLite knows at any time: also
// after an interrupt, which may have rolled it back.
func (c *Conn) State() driver.State {
	s := driver.State{Tx: 'X', Dirty: c.touched.any(), Written: c.written}
	if c.broken == nil {
		s.Tx = 'T'
		if c.lib.GetAutocommit() {
			s.Tx = 'I'
		}
	}
	return s
}

// Cancel stops the statement that runs, or its wait for the gate, and returns
// when SQLite has stopped, or with ctx's cause when ctx is done before.
func (c *Conn) Cancel(ctx context.Context) error {
	if !c.interrupt.stop() {
		return nil
	}
	select {
	case c.wake <- struct{}{}:
	default:
	}
	// SQLite looks up after some microseconds; there is nothing to wait on.
	for pause := 20 * time.Microsecond; c.interrupt.steps.Load() && c.interrupt.wasStopped(); pause = min(2*pause, time.Millisecond) {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(pause):
		}
	}
	return nil
}

// Alive tells whether the connection is open: there is no server that could hang up.
func (c *Conn) Alive() error { return c.broken }

// Ping reads from the database file.
func (c *Conn) Ping(ctx context.Context) error {
	if c.broken != nil {
		return c.broken
	}
	if c.results != nil {
		return driver.ErrBusy
	}
	if ctx.Err() != nil {
		return cancelled(ctx, "the ping was given up")
	}
	c.interrupt.begin(ctx)
	defer c.interrupt.end()
	_, err := c.text("SELECT 1 FROM sqlite_schema LIMIT 1")
	if err != nil && ctx.Err() != nil {
		return cancelled(ctx, "the ping was given up")
	}
	return err
}

// Raw is the *sqlite3.Conn. Statements that it prepares are closed by Close;
// what it writes does not pass the gate.
func (c *Conn) Raw() any { return c.lib }

// Close rolls back what is open and closes the connection. ctx is not needed:
// nothing is waited for.
func (c *Conn) Close(context.Context) (err error) {
	if c.lib == nil {
		return nil
	}
	defer func() {
		c.lib = nil
		c.broken = errClosed
		c.leave()
	}()
	defer c.rescue(&err)
	c.results = nil
	c.interrupt.deaf = true
	for _, s := range slices.Collect(c.lib.Stmts()) { // the library answers BUSY while a statement lives
		s.Close()
	}
	c.statements.init(0)
	if !c.lib.GetAutocommit() {
		// The library's Close would do it, unless it fails: with an open blob the
		// connection stays, and must not keep the database locked.
		err = c.lib.Exec("ROLLBACK")
	}
	if err := errors.Join(err, c.lib.Close()); err != nil {
		return classify(err)
	}
	return nil
}

// leave gives the gate and the file back.
func (c *Conn) leave() {
	if c.holds {
		c.holds = false
		c.gate.Unlock()
	}
	if c.file != nil {
		c.file.Close()
		c.file = nil
	}
}

// errPatience ends the waiting for another writer.
var errPatience = errors.New("the other transaction was not ended in time")

// enter takes the gate unless the connection has it.
func (c *Conn) enter(ctx context.Context) error {
	if c.holds || c.gate.TryLock() {
		c.holds = true
		return nil
	}
	within := ctx
	if c.d.patience > 0 {
		var stop context.CancelFunc
		within, stop = context.WithTimeoutCause(ctx, c.d.patience, errPatience)
		defer stop()
	}
	err := c.gate.Lock(within, c.wake)
	for errors.Is(err, gate.ErrStopped) && !c.interrupt.wasStopped() {
		err = c.gate.Lock(within, c.wake) // the signal was for the statement before
	}
	switch {
	case err == nil:
		c.holds = true
		return nil
	case errors.Is(err, gate.ErrStopped):
		return &driver.Error{Class: driver.Operational, Cancelled: true, Message: "cancelled while another connection wrote: nothing was executed", Err: err}
	case errors.Is(err, errPatience):
		return &driver.Error{Class: driver.Operational, Code: codeName(sqlite3.ExtendedErrorCode(sqlite3.BUSY)), Number: int(sqlite3.BUSY), Err: err,
			Message: fmt.Sprintf("waited %v for another connection of this process, which has written and not ended its transaction: nothing was executed", c.d.patience),
			Hint:    "commit, roll back or close what is open; does the same goroutine hold it?"}
	}
	e := cancelled(ctx, "given up while another connection wrote: nothing was executed")
	e.Hint = "a transaction on another connection of this process was open for the whole time; does the same goroutine hold it?"
	return e
}

// release gives the gate back once no transaction is open.
func (c *Conn) release() {
	if c.holds && c.lib.GetAutocommit() {
		c.holds = false
		c.gate.Unlock()
	}
}

// rescue turns a panic of the library into an error: it panics when its memory
// is exhausted, and the connection cannot be used afterwards.
func (c *Conn) rescue(err *error) {
	r := recover()
	if r == nil {
		return
	}
	cause, ok := r.(error)
	if !ok {
		cause = fmt.Errorf("%v", r)
	}
	c.broken = &driver.Error{Class: driver.Internal, Disconnected: true, Err: cause,
		Message: fmt.Sprintf("SQLite gave up: %v; was a value or a result too large for its memory? The connection cannot be used any more", cause)}
	*err = c.broken
}

// cancelled is the error of work that ctx ended.
func cancelled(ctx context.Context, what string) *driver.Error {
	cause := context.Cause(ctx)
	return &driver.Error{Class: driver.Operational, Cancelled: true, Message: what + ": " + cause.Error(), Err: cause}
}
