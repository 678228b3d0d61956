package engine

import (
	"context"
	"errors"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/pool"
	"github.com/aludel/aludel/sql"
)

// detachLimit is how much of an open result is taken into memory when its
// connection is needed for another statement.
const detachLimit = 64 << 20

// cursor is the answer to a call while it is read.
type cursor struct {
	conn     *Conn      // whose transaction it is in; nil for one statement on the engine
	lease    pool.Lease // of a statement on the engine
	leased   bool
	dc       driver.Conn
	results  driver.Results
	rows     driver.Rows
	open     bool
	detached bool
	n        int64
	sum      driver.Summary
	err      error
	event    *Event
}

// head reads to the head of the answer of the statement that was sent last, past
// the skipped-over answers of before requests (BEGIN).
func (c *call) head(before int) error {
	for range before {
		rows, err := c.cursor.results.Next()
		if err != nil {
			return err
		}
		if _, err = rows.Close(); err != nil {
			return err
		}
	}
	rows, err := c.cursor.results.Next()
	if err != nil {
		return err
	}
	c.cursor.rows, c.cursor.open = rows, true
	return nil
}

// next moves to the next row. At the end, and after an error, the cursor is closed.
func (c *call) next() bool {
	if !c.cursor.open {
		return false
	}
	if c.cursor.rows.Next() {
		c.cursor.n++
		return true
	}
	c.close()
	return false
}

// close ends the answer and gives back what it holds.
func (c *call) close() error {
	cur := &c.cursor
	if !cur.open {
		return cur.err
	}
	cur.open = false
	var err error
	cur.sum, err = cur.rows.Close()
	if n, ok := c.node.(*sql.InsertNode); ok && n.Conflict != nil && err == nil {
		cur.sum.Rows = c.upserted(n, cur.sum.Rows)
	}
	if err == nil {
		err = cur.results.Close()
	} else {
		cur.results.Close()
	}
	if err != nil {
		cur.err = c.failed(err)
	}
	c.done()
	return cur.err
}

// cut is close for an answer whose connection goes on without it: who reads it
// further is told.
func (c *call) cut() {
	open := c.cursor.open
	c.close()
	if open && c.cursor.err == nil {
		c.cursor.err = ErrResultCut
	}
}

// guard is deferred where code of the user's runs while c is open: his Scan, a hook.
// When it panics, what c holds is given back, and the panic goes on.
func (c *call) guard(finished *bool) {
	if *finished {
		return
	}
	cur := &c.cursor
	cur.event = nil // no hook is called any more
	switch {
	case cur.open:
		c.close()
	case cur.leased:
		c.abort(errPanicked)
	}
}

var errPanicked = errors.New("a panic ended it")

// done gives the connection back, and tells those who watch.
func (c *call) done() {
	cur := &c.cursor
	if cur.conn != nil {
		if cur.conn.current == c {
			cur.conn.current = nil
		}
		if _, more := cur.results.(*joint); more {
			cur.conn.amid(cur.err)
		} else {
			cur.conn.after(cur.err)
			cur.conn.settled()
		}
	} else if cur.leased {
		cur.leased = false
		if lost(cur.err) {
			cur.lease.Invalidate(cur.err)
		} else if err := cur.lease.Release(); err != nil && cur.err == nil {
			c.eng.released(err)
		}
	}
	if cur.event != nil {
		rows := cur.n
		if c.prog != nil && len(c.prog.Columns) == 0 {
			rows = cur.sum.Rows
		}
		c.eng.watch.after(cur.event, rows, cur.err)
		cur.event = nil
	}
}

// abort is for a call that failed before it had an answer.
func (c *call) abort(err error) error {
	cur := &c.cursor
	if cur.results != nil {
		cur.results.Close()
	}
	cur.err = c.failed(err)
	c.done()
	return cur.err
}

// failed is an error of the driver with its class and the statement's name and text.
func (c *call) failed(err error) error { return c.wrong(c.eng.classify(err)) }

// wrong is an error of this side, as a value that does not fit, with the
// statement's name and text.
func (c *call) wrong(err error) error {
	var se *StatementError
	if errors.As(err, &se) {
		return err
	}
	out := &StatementError{Op: opOf(c.node), Err: c.inColumn(err), Hint: placeholderHint(c.key.Lexis, c.node, err)}
	if c.prog != nil {
		out.SQL = c.prog.SQL
	}
	if c.cursor.event != nil {
		out.Site = c.cursor.event.Site
	}
	return out
}

// classify gives a driver's error its class; errors of this side stay what they are.
func (e *Engine) classify(err error) error {
	if errors.Is(err, driver.ErrSkipped) || errors.Is(err, driver.ErrTooLarge) || errors.Is(err, driver.ErrBusy) {
		return err
	}
	if de := e.drv.Classify(err); de != nil {
		var same *driver.Error
		if errors.As(err, &same) && same == de {
			return err
		}
		if de.Err == nil {
			de.Err = err
		}
		return de
	}
	return err
}

func lost(err error) bool { return err != nil && errors.Is(err, driver.ErrDisconnected) }

// detach takes what is left of the answer into memory, so that the connection is
// free for another statement.
func (c *call) detach() error {
	cur := &c.cursor
	if !cur.open || cur.detached {
		return nil
	}
	if err := cur.rows.Detach(detachLimit); err != nil {
		if errors.Is(err, driver.ErrTooLarge) {
			err = errors.Join(err, errors.New("read it to its end, close it, or use another connection before the next statement"))
		}
		cur.open = false
		cur.rows.Close()
		cur.results.Close()
		cur.err = c.failed(err)
		c.done()
		return cur.err
	}
	cur.detached = true
	if cur.conn != nil && cur.conn.current == c {
		cur.conn.current = nil
	}
	return nil
}

// driverPlan is the adapter's plan for targets, kept by the columns and key.
func (c *call) driverPlan(key any, targets func() ([]driver.Target, error)) (driver.Plan, error) {
	rows := c.cursor.rows
	shape := rows.Shape()
	if p := c.prog.kept(shape, key, false); p != nil {
		return p, nil
	}
	ts, err := targets()
	if err != nil {
		return nil, err
	}
	p, err := rows.Plan(ts)
	if err == nil {
		c.prog.keep(shape, key, false, p)
	}
	return p, err
}

// A Cursor is the answer to a statement, for packages that map rows themselves. It
// is used by one goroutine and must be closed; reading it to its end ends the
// statement, and Close tells what it did.
type Cursor struct {
	c     *call // nil after Close
	owned bool  // the call ends with the cursor
	sum   driver.Summary
	err   error
}

// Query executes stmt and gives its rows as they come.
func Query(ctx context.Context, ex Executor, stmt sql.Statement, params ...sql.Params) (*Cursor, error) {
	e, err := engineOf(ex)
	if err != nil {
		return nil, err
	}
	c := newCall(e)
	if err := c.prepare(stmt, params); err != nil {
		c.free()
		return nil, err
	}
	if err := ex.start(ctx, c); err != nil {
		c.free()
		return nil, err
	}
	return &Cursor{c: c, owned: true}, nil
}

// Columns are the nodes of the columns, in order; nil for raw SQL that did not say
// them, and after Close.
func (u *Cursor) Columns() []sql.Node {
	if u == nil || u.c == nil {
		return nil
	}
	return u.c.prog.Columns
}

// Names are the names of the columns; nil after Close.
func (u *Cursor) Names() []string {
	if u == nil || u.c == nil {
		return nil
	}
	return u.c.names()
}

// Next moves to the next row; false at the end and after an error.
func (u *Cursor) Next() bool { return u != nil && u.c != nil && u.c.next() }

// Kept is the plan that Plan has kept under key; nil where there is none, which Plan then makes
// or says why it cannot. To ask first costs less than targets that are not needed.
func (u *Cursor) Kept(key any) driver.Plan {
	if u == nil || u.c == nil || !u.c.cursor.open {
		return nil
	}
	return u.c.prog.kept(u.c.cursor.rows.Shape(), key, false)
}

// Plan is the way of the columns to targets. It is kept with the statement, under
// key, which must say what the targets are.
func (u *Cursor) Plan(key any, targets func() ([]driver.Target, error)) (driver.Plan, error) {
	if u == nil || u.c == nil {
		return nil, ErrResultClosed
	}
	if !u.c.cursor.open {
		return nil, u.c.cursor.err
	}
	p, err := u.c.driverPlan(key, targets)
	if err != nil {
		return nil, u.c.wrong(err)
	}
	return p, nil
}

// Fill stores the present row at dst. It may be called with several plans for one row.
func (u *Cursor) Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error {
	if u == nil || u.c == nil {
		return ErrResultClosed
	}
	if err := u.c.cursor.rows.Fill(p, dst, a); err != nil {
		return u.c.wrong(err)
	}
	return nil
}

// Err is what ended the rows, nil at their end.
func (u *Cursor) Err() error {
	if u == nil {
		return errNoResult
	}
	if u.c == nil {
		return u.err
	}
	return u.c.cursor.err
}

// Close ends the answer and says what the statement did. It may be called twice.
func (u *Cursor) Close() (driver.Summary, error) {
	if u == nil {
		return driver.Summary{}, errNoResult
	}
	if u.c == nil {
		return u.sum, u.err
	}
	u.err = u.c.close()
	u.sum = u.c.cursor.sum
	if u.owned {
		u.c.free()
		u.c = nil
	}
	return u.sum, u.err
}

// names are the result's column names: those of the statement, or what the database says.
func (c *call) names() []string {
	if c.prog.Names != nil {
		return c.prog.Names
	}
	if c.cursor.rows == nil || c.cursor.rows.Shape() == nil {
		return nil
	}
	cols := c.cursor.rows.Shape().Columns
	out := make([]string, len(cols))
	for i := range cols {
		out[i] = cols[i].Name
	}
	return out
}
