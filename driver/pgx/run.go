package pgx

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/aludel/aludel/driver"
)

// A use is a request with the handle that serves it.
type use struct {
	p     *prepared
	fresh bool // its Parse is in this flight
}

// kept tells whether the handle is one of an earlier flight.
func (u use) kept() bool { return !u.fresh && u.p.name != "" }

// Run sends the requests in one flight; see driver.Conn. Results and Rows are
// reused by the next Run: nothing of them may be touched after Results.Close,
// unless the Rows were detached.
//
// Fetch is honoured for the last request of a batch that runs in a transaction;
// elsewhere all rows come in one go. Detach takes the rest of the portion that is
// on its way into memory, and the next portion is asked for when it is wanted.
func (c *conn) Run(ctx context.Context, rs []driver.Request) (driver.Results, error) {
	if err := c.usable(); err != nil {
		return nil, err
	}
	if err := done(ctx); err != nil {
		return nil, err
	}
	r := c.results
	if r == nil {
		r = &results{}
		c.results = r
	}
	*r = results{c: c, ctx: ctx, rs: rs, uses: r.uses[:0], idle: c.pc.TxStatus() == 'I'}
	if len(rs) == 0 {
		return r, nil
	}
	if err := r.send(); err != nil {
		return nil, err
	}
	c.busy = true
	return r, nil
}

// send puts the flight together and launches it. When it refuses a value, nothing
// was sent and the connection is as it was.
func (r *results) send() error {
	c := r.c
	c.flight++
	r.uses = r.uses[:0]
	r.portal = r.portalName()
	err := r.handles()
	syncs := 0
	if err == nil {
		syncs, err = r.encode()
	}
	if err != nil {
		for _, u := range r.uses {
			if u.fresh {
				c.stmts.forget(u.p) // it was never parsed
			}
		}
		c.out = c.out[:0]
		return err
	}
	c.drop = c.drop[:0]
	for i := range r.rs {
		if r.rs[i].Stmt.Session { // also when it fails: an advisory lock outlives the error
			c.dirty = true
		}
	}
	return c.launch(r.ctx, syncs)
}

// handles finds a handle for each request and makes room for new ones.
func (r *results) handles() error {
	c := r.c
	for i := range r.rs {
		st := r.rs[i].Stmt
		var u use
		if st.Once || c.cfg.Once {
			u = use{&prepared{of: st, params: st.Params, desc: noColumns}, true}
		} else {
			u.p, u.fresh = c.stmts.find(st, c.flight)
		}
		r.uses = append(r.uses, u)
		if u.fresh {
			if at := strings.IndexByte(st.Text, 0); at >= 0 {
				return refused(i, &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("the statement's text holds a NUL byte at offset %d", at)})
			}
		}
		if err := countArgs(st, u.p, len(r.rs[i].Args)); err != nil {
			return refused(i, err)
		}
	}
	for p := c.stmts.evict(c.flight); p != nil; p = c.stmts.evict(c.flight) {
		c.drop = append(c.drop, closing{'S', p.name})
	}
	return nil
}

// refused says of an error which request it is about.
func refused(i int, err error) error {
	var de *driver.Error
	if errors.As(err, &de) {
		de.Request = i + 1
	}
	return err
}

// encode writes the messages and gives the number of Syncs.
func (r *results) encode() (syncs int, err error) {
	c := r.c
	b := c.out[:0]
	for _, d := range c.drop { // first, before anything that can fail: the server skips a Close too
		b = appendNamed(b, 'C', d.of, d.name)
	}
	for i := range r.rs {
		q, u := &r.rs[i], r.uses[i]
		last := i == len(r.rs)-1
		if u.fresh {
			b = appendParse(b, u.p.name, q.Stmt.Text, q.Stmt.Params)
			b = appendNamed(b, 'D', 'S', u.p.name)
		}
		portal := ""
		if last {
			portal = r.portal
		}
		if b, err = appendBind(b, portal, u.p.name, u.p.params, q.Args); err != nil {
			return 0, refused(i, err)
		}
		b = appendExecute(b, portal, r.portion(q, portal, 0))
		if q.Sync || last {
			b = appendSync(b)
			syncs++
		}
	}
	c.out = b
	return syncs, nil
}

// portalName names the portal of a last request with Fetch, when the batch leaves
// it in a transaction; "" is the unnamed one, which dies at the Sync.
func (r *results) portalName() string {
	q := &r.rs[len(r.rs)-1]
	if q.Fetch <= 0 || q.Stmt.OneRow {
		return ""
	}
	open := !r.idle
	for i := range r.rs {
		switch r.rs[i].Stmt.Verb {
		case driver.Begin:
			open = true
		case driver.Commit, driver.Rollback:
			open = false
		}
	}
	if !open {
		return ""
	}
	r.c.portals++
	return r.c.stmts.prefix + "p" + strconv.FormatUint(r.c.portals, 36)
}

// portion is how many rows an Execute asks for when got rows have come; 0 is all.
// A limit switches parallel workers off, so that none is sent where none is needed.
func (r *results) portion(q *driver.Request, portal string, got int64) int {
	limit := q.Max - int(got)
	switch {
	case q.Stmt.OneRow:
		return 0
	case portal == "":
		return q.Max
	case q.Max > 0:
		return min(q.Fetch, limit)
	}
	return q.Fetch
}
