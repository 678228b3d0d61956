package stdsql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"

	"github.com/aludel/aludel/driver"
)

// rows are the answer to one request.
type rows struct {
	r      *results
	q      *driver.Request
	rs     sqldriver.Rows // nil: none, or taken into memory, or closed
	once   sqldriver.Stmt // to close after rs
	shape  *shape
	dest   []sqldriver.Value // the present row
	stash  *stash            // the rest, after Detach
	sum    driver.Summary
	err    error
	eof    bool
	on     bool // dest holds a row
	closed bool
}

// Shape is that of this execution.
func (r *rows) Shape() *driver.Shape { return &r.shape.Shape }

// Next reads a row.
func (r *rows) Next() bool {
	r.on = false
	if r.stash != nil {
		r.on = r.stash.next(r.dest)
		return r.on
	}
	if r.rs == nil || r.eof || r.err != nil {
		return false
	}
	if r.q.Max > 0 && r.sum.Rows == int64(r.q.Max) {
		return false
	}
	w := &r.r.c.watch
	if w.done.Load() {
		r.fail(cancelled(context.Cause(r.r.ctx), nil))
		return false
	}
	var err error
	if r.r.watched {
		w.calls.Add(1)
		err = r.rs.Next(r.dest)
		w.calls.Add(1)
	} else {
		err = r.rs.Next(r.dest)
	}
	switch {
	case err == nil:
		r.sum.Rows++
		r.on = true
		return true
	case err == io.EOF:
		r.eof = true
		if m, ok := r.rs.(sqldriver.RowsNextResultSet); !ok || !m.HasNextResultSet() {
			w.end() // nothing of it runs at the server any more
		}
	default:
		r.fail(r.r.c.outcome(r.r.ctx, err))
	}
	return false
}

func (r *rows) fail(err error) {
	r.err = err
	r.r.skip = !r.q.Sync
}

// errNoRow is the answer to Fill and Values without a row.
var errNoRow = &driver.Error{Class: driver.Programming, Message: "there is no present row: Next was not called, or said that there are no more"}

// The rest of a result that nobody wants is read when it is short, for that is
// cheaper than stopping the statement.
const (
	shortRows  = 100
	shortBytes = 64 << 10
)

// Close ends the answer.
func (r *rows) Close() (driver.Summary, error) {
	if r.closed {
		return r.sum, r.err
	}
	r.closed, r.on = true, false
	if r.rs == nil {
		if r.stash != nil {
			r.stash = &stash{}
		}
		return r.sum, r.err
	}
	c := r.r.c
	stopped := false
	if !r.eof && r.err == nil {
		stopped = r.dropRest()
	}
	c.watch.calls.Add(1)
	err := r.rs.Close()
	c.watch.calls.Add(1)
	r.rs = nil
	c.watch.end()
	if r.once != nil {
		_ = r.once.Close() // the next statement sees what is wrong with the connection
		r.once = nil
	}
	if err != nil && r.err == nil {
		e := c.outcome(r.r.ctx, err)
		// Our own kill is no error, the caller's ctx is one.
		if x := (*driver.Error)(nil); !stopped || r.r.ctx.Err() != nil || !errors.As(e, &x) || !x.Cancelled {
			r.fail(e)
		}
	}
	return r.sum, r.err
}

// dropRest gets rid of the rows that are left: a few are read, for many the
// statement is stopped, which it reports. A statement that writes is never
// stopped, for that would undo it.
func (r *rows) dropRest() bool {
	c := r.r.c
	max := r.q.Max > 0 && r.sum.Rows == int64(r.q.Max)
	if c.ses.Kill == nil || r.q.Stmt.Verb != driver.Query {
		if max {
			r.sum.More = true // there may be
		}
		return false
	}
	from := c.received()
	for n := 0; n < shortRows && c.received()-from < shortBytes && !c.watch.done.Load(); n++ {
		c.watch.calls.Add(1)
		err := r.rs.Next(r.dest)
		c.watch.calls.Add(1)
		if err == io.EOF {
			r.eof = true
			return false
		}
		if err != nil {
			r.fail(c.outcome(r.r.ctx, err))
			return false
		}
		r.sum.More = r.sum.More || max
	}
	// An error is not lost: without the kill the rest is read, which takes longer.
	_ = c.watch.kill(context.Background())
	return true
}

func (c *conn) received() uint64 {
	if c.ses.Received == nil {
		return 0
	}
	return c.ses.Received()
}
