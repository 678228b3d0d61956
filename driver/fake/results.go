package fake

import (
	"context"
	"errors"
	"strings"

	"github.com/aludel/aludel/driver"
)

// results answer one flight.
type results struct {
	c        *Conn
	ctx      context.Context
	rs       []driver.Request
	at       int // the request that Next comes to
	skipping bool
	cur      *rows
	first    error // the first error that nobody was told
	closed   bool
}

var errClosed = errors.New("the results are closed")

// Next implements driver.Results.
func (r *results) Next() (driver.Rows, error) {
	if r.closed {
		return nil, errClosed
	}
	r.finish()
	if r.at == len(r.rs) {
		return nil, nil
	}
	defer r.c.alone(Run)()
	q := &r.rs[r.at]
	r.at++
	if r.skipping {
		r.skipping = !q.Sync
		return nil, driver.ErrSkipped
	}
	rows, err := r.execute(q)
	if err != nil {
		r.failed(q)
		return nil, err
	}
	r.cur = rows
	return rows, nil
}

// failed notes that q has failed: what is skipped, and what it does to the
// transaction.
func (r *results) failed(q *driver.Request) {
	r.skipping = !q.Sync
	r.c.mu.Lock()
	defer r.c.mu.Unlock()
	if r.c.tx == 'T' && !r.c.d.KeepTx {
		r.c.tx = 'E'
	}
}

func (r *results) execute(q *driver.Request) (*rows, error) {
	c := r.c
	if err := r.over(); err != nil {
		return nil, err
	}
	c.mu.Lock()
	tx, stop := c.tx, c.stop
	c.mu.Unlock()
	undo := q.Stmt.Verb == driver.Rollback || q.Stmt.Verb == driver.Commit || strings.HasPrefix(q.Stmt.Text, "ROLLBACK TO")
	if tx == 'E' && !undo {
		return nil, &driver.Error{Class: driver.Internal, Code: "25P02", Message: "the transaction has failed before, statements are ignored until it is rolled back"}
	}
	s, err := c.d.answer(c, q)
	if err != nil {
		return nil, err
	}
	if s.Delay > 0 {
		if err := sleep(r.ctx, s.Delay, stop); err != nil {
			return nil, err
		}
		if err := r.over(); err != nil {
			return nil, err
		}
	}
	w := &rows{r: r, q: q, s: s, shape: c.d.intern(s.Columns)}
	if len(s.Rows) == 0 && (s.Err != nil || s.Lose != Keep) {
		return nil, w.trouble()
	}
	if s.Columns == nil {
		w.done = true
		if err := w.complete(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// over says why nothing can run any more: the connection or the ctx.
func (r *results) over() error {
	if err := r.c.gone(); err != nil {
		return err
	}
	if r.ctx.Err() != nil {
		return cancelled(context.Cause(r.ctx))
	}
	return nil
}

func (c *Conn) lose() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dead, c.tx = true, 'X'
}

// finish ends the answer that is open and keeps its error for Close.
func (r *results) finish() {
	if r.cur == nil {
		return
	}
	told := r.cur.told
	if _, err := r.cur.Close(); err != nil && !told && r.first == nil {
		r.first = err
	}
	r.cur = nil
}

// Close implements driver.Results: what is left is executed, for it was sent.
func (r *results) Close() error {
	if r.closed {
		return nil
	}
	for {
		rows, err := r.Next()
		if err != nil && r.first == nil && !errors.Is(err, driver.ErrSkipped) {
			r.first = err
		}
		if rows == nil && err == nil {
			break
		}
	}
	r.closed = true
	r.release()
	return r.first
}

// release makes the connection free for another Run.
func (r *results) release() {
	r.c.mu.Lock()
	defer r.c.mu.Unlock()
	if r.c.results == r {
		r.c.results, r.c.stop = nil, nil
	}
}
