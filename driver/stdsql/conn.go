package stdsql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"

	"github.com/aludel/aludel/driver"
)

// Connect makes a connection, or borrows one.
func (d *Driver) Connect(ctx context.Context) (driver.Conn, error) {
	dc, ses, err := d.open(ctx)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return nil, cancelled(cause, err)
		}
		return nil, d.classify(err)
	}
	c := &conn{d: d, c: dc, ses: ses, stmts: newStatements(max(d.o.Statements, 0)), tx: 'I'}
	if c.ses.Kill == nil && d.o.Kill != nil {
		c.ses.Kill = func(ctx context.Context) error { return d.o.Kill(ctx, dc) }
	}
	c.watch.init(c)
	if d.o.Refuse != nil {
		if err := d.o.Refuse(ctx, dc); err != nil {
			return nil, errors.Join(err, c.Close(ctx))
		}
	}
	return c, nil
}

// conn is a connection.
type conn struct {
	d     *Driver
	c     sqldriver.Conn
	ses   Session
	stmts *statements
	watch watch
	tx    byte
	dirty bool
	open  *results // of the last Run, nil when the connection is free
	args  []sqldriver.NamedValue
	big   bool // args has a uint64, which not all drivers take
	dest  []sqldriver.Value
}

// errClosed is the answer of a connection that is gone.
var errClosed = &driver.Error{Class: driver.Operational, Disconnected: true, Message: "the connection is closed"}

// Raw is the driver's own connection. It must not be used while Results are open.
func (c *conn) Raw() any { return c.c }

// State tells what is known: the transaction from the statements that have run.
func (c *conn) State() driver.State {
	s := driver.State{Tx: c.tx, Dirty: c.dirty}
	if c.ses.Written != nil {
		s.Written = c.ses.Written()
	}
	return s
}

// Cancel stops what runs. Without a Kill it ends the context that the driver got.
func (c *conn) Cancel(ctx context.Context) error { return c.watch.cancel(ctx) }

// Alive asks the driver what it knows, without a round trip.
func (c *conn) Alive() error {
	if c.tx == 'X' {
		return errClosed
	}
	err := error(nil)
	if c.ses.Alive != nil {
		err = c.ses.Alive()
	}
	if v, ok := c.c.(sqldriver.Validator); ok && err == nil && !v.IsValid() {
		err = sqldriver.ErrBadConn
	}
	if err != nil {
		c.tx = 'X'
		return c.d.classify(err)
	}
	return nil
}

// Ping asks the server, where the driver can.
func (c *conn) Ping(ctx context.Context) error {
	if c.tx == 'X' {
		return errClosed
	}
	if c.open != nil {
		return driver.ErrBusy
	}
	p, ok := c.c.(sqldriver.Pinger)
	if !ok {
		return c.Alive()
	}
	if err := ctx.Err(); err != nil {
		return cancelled(context.Cause(ctx), nil)
	}
	if c.ses.Cut == nil {
		return c.outcome(ctx, p.Ping(ctx))
	}
	stop := context.AfterFunc(ctx, c.ses.Cut)
	err := p.Ping(context.Background())
	if !stop() {
		c.tx = 'X' // cut, or about to be
		if err == nil {
			err = sqldriver.ErrBadConn
		}
	}
	return c.outcome(ctx, err)
}

// Reset undoes what was left in the session. Where the driver has no way to do
// that it says so, and the connection must be closed.
func (c *conn) Reset(ctx context.Context) error {
	switch {
	case c.tx == 'X':
		return errClosed
	case c.open != nil:
		return driver.ErrBusy
	case c.tx != 'I' && c.tx != '?':
		return &driver.Error{Class: driver.Programming, Message: "the session cannot be reset inside a transaction: commit it or roll it back first"}
	case !c.dirty && c.tx == 'I':
		return nil
	case c.ses.Reset == nil:
		return &driver.Error{Class: driver.NotSupported, Message: "this driver cannot undo what a statement has left in the session (settings, temporary tables, locks): close the connection"}
	}
	c.stmts.drop()
	if err := c.outcome(ctx, c.ses.Reset(ctx)); err != nil {
		c.tx = 'X' // nobody knows what half of it has done
		if c.ses.Cut != nil {
			c.ses.Cut()
		}
		return err
	}
	c.dirty, c.tx = false, 'I'
	return nil
}

// Close ends the connection, or gives it back. A statement that runs is stopped.
func (c *conn) Close(ctx context.Context) error {
	bad := c.tx != 'I' || c.dirty || c.open != nil
	if c.tx != 'X' && c.open != nil {
		_ = c.watch.cancel(ctx) // what follows ends the connection in any case
		c.open.abandon()
	} else if c.tx != 'X' && !bad {
		c.stmts.closeAll() // a borrowed connection lives on
	}
	c.tx = 'X'
	c.watch.end()
	if c.ses.Close != nil {
		return c.ses.Close(ctx, bad)
	}
	return c.c.Close()
}

// outcome classifies err and notes what it means for the connection. ctx is what
// the work was done under: when it is done, that is why.
func (c *conn) outcome(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	e := c.d.classify(err)
	if v, ok := c.c.(sqldriver.Validator); ok && !e.Disconnected && !v.IsValid() {
		lost := *e
		lost.Disconnected = true
		e = &lost
	}
	switch {
	case e.Disconnected:
		c.tx = 'X'
	case c.tx == 'T' && c.d.o.Failed != nil:
		c.tx = c.d.o.Failed(e)
	case c.tx == 'T':
		c.tx = '?'
	}
	if cause := context.Cause(ctx); cause != nil && (e.Cancelled || e.Disconnected || errors.Is(err, ctx.Err())) {
		x := cancelled(cause, e)
		x.Disconnected = e.Disconnected
		return x
	}
	return e
}
