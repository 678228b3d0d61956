package sqlite

import (
	"context"
	"fmt"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

const maxParams = 32766 // SQLITE_MAX_VARIABLE_NUMBER

// Results are the answers of a batch: each request is executed when Next comes
// to it.
type Results struct {
	c      *Conn
	ctx    context.Context
	rs     []driver.Request
	at     int
	failed bool  // requests are skipped up to the next Sync
	first  error // of the batch, that nobody was told yet
	rows   Rows
	done   bool
}

var _ driver.Results = (*Results)(nil)

// Run implements driver.Conn.
func (c *Conn) Run(ctx context.Context, rs []driver.Request) (driver.Results, error) {
	switch {
	case c.broken != nil:
		return nil, c.broken
	case c.results != nil:
		return nil, driver.ErrBusy
	case ctx.Err() != nil && !undoes(rs):
		return nil, cancelled(ctx, "nothing was executed")
	}
	r := &Results{c: c, ctx: ctx, rs: rs} // not reused: who closes it twice must not close another's
	c.results = r
	return r, nil
}

// undoes reports whether a batch only rolls back, which a done ctx does not hinder.
func undoes(rs []driver.Request) bool {
	for i := range rs {
		if rs[i].Stmt.Verb != driver.Rollback {
			return false
		}
	}
	return len(rs) > 0
}

// Next implements driver.Results.
func (r *Results) Next() (driver.Rows, error) {
	if r.done {
		return nil, nil
	}
	r.leave()
	if r.at == len(r.rs) {
		return nil, nil
	}
	q := &r.rs[r.at]
	r.at++
	if r.failed {
		r.failed = !q.Sync
		return nil, driver.ErrSkipped
	}
	if err := r.c.execute(r, q); err != nil {
		r.failed = !q.Sync
		return nil, err
	}
	return &r.rows, nil
}

// leave closes the answer before the next.
func (r *Results) leave() {
	if r.rows.open {
		if _, err := r.rows.Close(); err != nil && r.first == nil {
			r.first = err
		}
	}
}

// Close executes what is left of the batch, without its rows.
func (r *Results) Close() error {
	if r.done {
		return nil
	}
	for r.at < len(r.rs) {
		if _, err := r.Next(); err != nil && err != driver.ErrSkipped && r.first == nil {
			r.first = err
		}
	}
	r.leave()
	r.free()
	return r.first
}

// free lets the connection run another batch.
func (r *Results) free() {
	r.done = true
	if r.c.results == r {
		r.c.results = nil
	}
}

// execute runs a request up to its first row, which it leaves in r.rows.
func (c *Conn) execute(r *Results, q *driver.Request) (err error) {
	if c.broken != nil {
		return c.broken
	}
	if len(q.Args) > maxParams {
		return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("the statement has %d parameters: SQLite takes %d at most; split it", len(q.Args), maxParams)}
	}
	verb := q.Stmt.Verb
	if r.ctx.Err() != nil && verb != driver.Rollback {
		return cancelled(r.ctx, "the statement was not executed")
	}
	defer c.rescue(&err)
	p, err := c.handle(q.Stmt)
	if err != nil {
		return err
	}
	p.open = true
	defer func() {
		if err != nil {
			c.finish(p)
		}
	}()
	if err := p.check(len(q.Args)); err != nil {
		return err
	}
	if err := c.touch(&p.facts); err != nil { // again, if the handle was kept
		return err
	}
	c.touched.session = c.touched.session || q.Stmt.Session
	select {
	case <-c.wake: // of a Cancel that came too late
	default:
	}
	c.interrupt.begin(r.ctx)
	if !p.reads || verb == driver.Write || verb == driver.Begin && !p.facts.deferred {
		if err := c.enter(r.ctx); err != nil {
			return err
		}
	}
	for i, v := range q.Args {
		if err := c.bind(p, i+1, v); err != nil {
			return fail(i, err)
		}
	}
	r.rows = Rows{r: r, p: p, s: p.s, shape: p.shape, open: true, max: int64(q.Max)}
	if err := r.rows.start(verb); err != nil {
		r.rows.open = false
		return err
	}
	return nil
}

// start executes the statement up to its first row: only then a change of the
// schema is seen, and a statement that writes has written all.
func (r *Rows) start(verb driver.Verb) error {
	c, p := r.r.c, r.p
	if verb == driver.Commit || verb == driver.Rollback || p.facts.ends {
		c.interrupt.deaf = true // or they answer INTERRUPT, the transaction stays open
	}
	var total, last int64
	if !p.reads {
		total = c.lib.TotalChanges()
		if p.facts.upsert {
			last = c.lib.LastInsertRowID()
			c.lib.SetLastInsertRowID(0)
		}
	}
	began := !c.lib.GetAutocommit()
	c.written++
	var err error
	if !p.withRows {
		c.interrupt.work(p.s)
		err = p.s.Exec()
		c.interrupt.rest()
		r.state = over
	} else {
		err = r.step()
		r.state = max(r.state, first)
	}
	if !p.reads {
		r.total = total
		if p.facts.insert {
			r.sum.LastID = c.lib.LastInsertRowID()
			if p.facts.upsert && r.sum.LastID == 0 {
				c.lib.SetLastInsertRowID(last)
			}
		}
	}
	if err != nil {
		err = r.explain(err, began)
		return err
	}
	if p.withRows {
		if n := p.s.Status(sqlite3.STMTSTATUS_REPREPARE, false); n != p.changes {
			p.changes, p.shape = n, shapeOf(p.s)
			r.shape = p.shape
		}
		if !p.reads {
			// All changes are made with the first row. An interrupt could not undo
			// them any more, but would be reported as if it had.
			c.interrupt.deaf = true
		}
	}
	if r.state == over {
		r.conclude()
	}
	return nil
}

// step asks SQLite for the next row.
func (r *Rows) step() error {
	i := &r.r.c.interrupt
	i.work(r.s)
	more := r.s.Step()
	i.rest()
	if more {
		return nil
	}
	r.state = over
	return r.s.Err()
}

// explain classifies an error of the running statement. began tells whether a
// transaction was open before it.
func (r *Rows) explain(err error, began bool) error {
	c := r.r.c
	e := classifyIn(err, r.p.text)
	if began && c.lib.GetAutocommit() {
		e.Detail = "SQLite has rolled back the whole transaction"
	}
	if !e.Cancelled {
		// SQLite says BUSY when it was interrupted while it waited for a lock.
		if e.Number&0xff != int(sqlite3.BUSY) || c.interrupt.asked() == nil {
			return e
		}
		e.Cancelled, e.Retryable, e.Hint = true, false, "it waited for a lock of another process, or of a connection outside Aludel"
	}
	e.Message = "the statement was cancelled"
	if r.r.ctx.Err() != nil {
		cause := context.Cause(r.r.ctx)
		e.Message += ": " + cause.Error()
		e.Err = &both{cause, e.Err}
	}
	if e.Detail != "" {
		e.Message += "; " + e.Detail
	}
	return e
}

// both is the cause of an interrupt, and the library's error.
type both struct{ cause, lib error }

func (b *both) Error() string   { return b.lib.Error() + ": " + b.cause.Error() }
func (b *both) Unwrap() []error { return []error{b.cause, b.lib} }

// finish ends the execution of p: the handle is free, and the gate if no
// transaction is open.
func (c *Conn) finish(p *prepared) {
	c.interrupt.end()
	c.interrupt.deaf = false
	if c.broken == nil {
		c.idle(p)
		c.release()
	}
}

// fail names the parameter that cannot be bound.
func fail(i int, err error) error {
	e := classify(err)
	if e.Number == 0 {
		e.Class = driver.Data
	}
	e.Parameter, e.Message = i+1, fmt.Sprintf("parameter %d: %s", i+1, e.Message)
	return e
}
