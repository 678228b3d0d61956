package pgx

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/aludel/aludel/driver"
)

// results are the answers of a flight, in its order.
type results struct {
	c      *conn
	ctx    context.Context
	rs     []driver.Request
	uses   []use
	portal string // of the last request, "" when it has none

	at      int  // requests that have been asked for
	skip    int  // requests before this one are skipped
	idle    bool // no transaction was open when the flight began
	again   bool // it was sent a second time
	open    bool // rows has not been closed
	apart   bool // rows was detached: the connection may run others
	closed  bool
	pending error // the first error that was not returned yet
	rows    rows
}

// Next closes the answer before and reads to the head of the next one.
func (r *results) Next() (driver.Rows, error) {
	if r.closed {
		return nil, nil
	}
	r.settle()
	if r.at == len(r.rs) {
		return nil, nil
	}
	rows, err := r.next()
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// settle closes the present rows and keeps an error that nobody was told.
func (r *results) settle() {
	if !r.open {
		return
	}
	r.open = false
	if err := r.rows.finish(); err != nil && r.pending == nil {
		r.pending = err
	}
}

func (r *results) next() (*rows, error) {
	r.at++
	if r.c.lost != nil {
		return nil, r.c.lost
	}
	if r.at <= r.skip {
		return nil, driver.ErrSkipped
	}
	u := &r.uses[r.at-1]
	r.rows = rows{r: r, desc: u.p.desc}
	for {
		m, err := r.c.receive()
		if err != nil {
			return nil, err
		}
		switch m := m.(type) {
		case *pgproto3.ParameterDescription:
			u.p.params = m.ParameterOIDs
		case *pgproto3.NoData:
			u.p.desc, u.p.ready = noColumns, true
		case *pgproto3.RowDescription:
			u.p.desc, u.p.ready = shapes.of(m.Fields), true
		case *pgproto3.BindComplete:
			r.rows.desc = u.p.desc
			r.open = true
			return &r.rows, nil
		case *pgproto3.ErrorResponse:
			pe := pgconn.ErrorResponseToPgError(m)
			err := r.fail(pe)
			if r.resend(pe, u) {
				return r.next()
			}
			return nil, err
		case *pgproto3.ReadyForQuery:
			return nil, r.c.lose(errUnexpected)
		}
	}
}

var errUnexpected = errors.New("the server ended the flight before it answered all of it")

// fail takes an error of the present request: the server skips to the next Sync,
// whose ReadyForQuery is read, and forgets what was to be parsed until then.
func (r *results) fail(pe *pgconn.PgError) error {
	u := r.uses[r.at-1]
	err := r.c.refused(pe)
	if u.p.err != nil && !u.fresh && pe.Code == codeNoStatement {
		err = u.p.err // its Parse failed earlier in this flight
	}
	end := r.end(r.at - 1)
	for i := r.at - 1; i <= end; i++ {
		p := r.uses[i].p
		if r.uses[i].fresh && !p.ready {
			p.err = err
			if p.name != "" {
				r.c.stmts.forget(p)
			}
		}
	}
	if stale(pe) && u.kept() {
		r.c.stmts.forget(u.p)
		if pe.Code != codeNoStatement {
			r.c.drop = append(r.c.drop, closing{'S', u.p.name})
		}
	}
	r.skip = end + 1
	r.c.watch.more()
	if rerr := r.c.ready(); r.c.lost != nil {
		return errors.Join(err, rerr)
	}
	return err
}

// end is the last request of the group that ends with a Sync and holds request i.
func (r *results) end(i int) int {
	for i < len(r.rs)-1 && !r.rs[i].Sync {
		i++
	}
	return i
}

// resend sends the flight again, once, when the server refused its first
// statement before executing anything, because the handle was out of date.
func (r *results) resend(pe *pgconn.PgError, u *use) bool {
	if r.again || r.at != 1 || !r.idle || u.fresh || !stale(pe) || r.c.lost != nil || r.end(0) != len(r.rs)-1 || r.ctx.Err() != nil {
		return false
	}
	for i := range r.rs { // others may be as stale, and there is one second time only
		if u := r.uses[i]; !u.fresh && u.p.name != "" && r.c.stmts.byStmt[u.p.of] == u.p {
			r.c.stmts.forget(u.p)
			r.c.drop = append(r.c.drop, closing{'S', u.p.name})
		}
	}
	r.at, r.skip, r.again = 0, 0, true
	return r.send() == nil
}

const (
	codeNoStatement  = "26000" // the server does not know the name: DEALLOCATE, a pooler
	codeNotSupported = "0A000"
	// The place in the server's source that finds that a kept plan's columns have
	// changed. Many other things are 0A000 too.
	routineRevalidate = "RevalidateCachedQuery"
)

// stale tells whether a handle was refused before execution for being out of date.
func stale(pe *pgconn.PgError) bool {
	return pe.Code == codeNoStatement || pe.Code == codeNotSupported && pe.Routine == routineRevalidate
}

// Close reads or drops what is left.
func (r *results) Close() error {
	if r.closed {
		return nil
	}
	r.settle()
	for r.at < len(r.rs) && r.c.lost == nil {
		rows, err := r.next()
		if rows != nil {
			err = rows.finish()
		}
		if r.pending == nil && err != nil && err != driver.ErrSkipped {
			r.pending = err
		}
		r.open = false
	}
	r.closed = true
	if !r.apart {
		r.c.busy = false
	}
	return r.pending
}
