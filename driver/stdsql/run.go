package stdsql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
)

// Run notes the requests; they are executed by Results.Next and Results.Close.
func (c *conn) Run(ctx context.Context, rs []driver.Request) (driver.Results, error) {
	switch {
	case c.tx == 'X':
		return nil, errClosed
	case c.open != nil:
		return nil, driver.ErrBusy
	case ctx.Err() != nil:
		return nil, cancelled(context.Cause(ctx), nil)
	}
	r := &results{c: c, ctx: ctx, dctx: context.Background(), rs: rs}
	c.open = r
	c.watch.done.Store(false)
	if c.ses.Kill == nil {
		var stop context.CancelFunc
		r.dctx, stop = context.WithCancel(ctx)
		c.watch.mu.Lock()
		c.watch.stop = stop
		c.watch.mu.Unlock()
	}
	r.watched = c.ses.Kill == nil || ctx.Done() != nil
	if ctx.Done() != nil {
		r.chased = make(chan struct{})
		r.unwatch = context.AfterFunc(ctx, func() {
			c.watch.chase()
			close(r.chased)
		})
	}
	return r, nil
}

// results are the answers of a batch.
type results struct {
	c       *conn
	ctx     context.Context // the caller's
	dctx    context.Context // the driver's
	rs      []driver.Request
	at      int
	rows    *rows // of the request before at, while they are open
	one     rows  // the first request's, so that a batch of one costs no more
	skip    bool  // up to the next Sync
	pending error // the first error that nobody was told
	over    bool
	watched bool // somebody may want to know whether a call is under way
	unwatch func() bool
	chased  chan struct{}
}

// Next executes the next request.
func (r *results) Next() (driver.Rows, error) {
	r.closeRows()
	if r.over || r.at == len(r.rs) {
		return nil, nil
	}
	rows, err := r.step()
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (r *results) step() (*rows, error) {
	q := &r.rs[r.at]
	r.at++
	if r.skip {
		r.skip = !q.Sync
		return nil, driver.ErrSkipped
	}
	rows, err := r.exec(q)
	if err != nil {
		r.skip = !q.Sync
		return nil, err
	}
	r.rows = rows
	return rows, nil
}

func (r *results) closeRows() {
	if r.rows == nil {
		return
	}
	told := r.rows.closed
	if _, err := r.rows.Close(); err != nil && !told && r.pending == nil {
		r.pending = err
	}
	r.rows = nil
}

// Close executes what is left and returns the first error that nobody was told.
func (r *results) Close() error {
	for !r.over {
		r.closeRows()
		if r.at == len(r.rs) {
			r.finish()
			break
		}
		if _, err := r.step(); err != nil && err != driver.ErrSkipped && r.pending == nil {
			r.pending = err
		}
	}
	err := r.pending
	r.pending = nil
	return err
}

// finish frees the connection.
func (r *results) finish() {
	if r.over {
		return
	}
	r.over = true
	if r.unwatch != nil && !r.unwatch() {
		<-r.chased
	}
	w := &r.c.watch
	if w.stop != nil {
		w.mu.Lock()
		stop := w.stop
		w.stop = nil
		w.mu.Unlock()
		stop()
	}
	if r.c.open == r {
		r.c.open = nil
	}
}

// abandon leaves everything as it is: the connection is about to end.
func (r *results) abandon() {
	r.at = len(r.rs)
	if r.rows != nil {
		r.rows.closed, r.rows.rs, r.rows.err = true, nil, errClosed
		r.rows = nil
	}
	r.c.watch.end()
	r.finish()
}

// exec executes one request.
func (r *results) exec(q *driver.Request) (*rows, error) {
	c, st := r.c, q.Stmt
	if c.tx == 'X' {
		return nil, errClosed
	}
	if r.ctx.Err() != nil {
		return nil, cancelled(context.Cause(r.ctx), nil)
	}
	if err := c.bind(q.Args); err != nil {
		return nil, err
	}
	calm := st.Verb == driver.Commit || st.Verb == driver.Rollback
	if !c.watch.begin(calm) {
		return nil, cancelled(context.Cause(r.ctx), nil)
	}
	ctx := r.dctx
	if calm {
		ctx = context.Background()
	}
	out := &r.one
	if r.at > 1 {
		out = &rows{}
	}
	*out = rows{r: r, q: q, shape: noShape, sum: driver.Summary{Rows: -1}}
	c.watch.calls.Add(1)
	w, err := r.send(ctx, q, out)
	c.watch.calls.Add(1)
	if err != nil {
		c.watch.end()
		var refused *refusal
		if errors.As(err, &refused) {
			return nil, refused.err
		}
		was := c.tx
		if err = c.outcome(r.ctx, err); was == 'T' && c.tx == 'T' && r.effect(st, w) != 0 {
			c.tx = '?' // it may have ended the transaction before it failed
		}
		return nil, err
	}
	if tx := r.effect(st, w); tx != 0 {
		c.tx = tx
	}
	c.dirty = c.dirty || st.Session
	if out.rs == nil {
		c.watch.end()
		out.eof = true
	}
	return out, nil
}

// effect is what st makes of the transaction; 0: nothing.
func (r *results) effect(st *driver.Statement, w *words) byte {
	switch st.Verb {
	case driver.Begin:
		return 'T'
	case driver.Commit, driver.Rollback:
		return 'I'
	}
	switch {
	case st.Verb != driver.Utility && !st.Session:
		return 0
	case w.first != "SET":
		return r.c.d.o.Tx(w.first, w.second)
	case w.autocommit:
		return '?'
	}
	return 0
}

// A refusal is an error of ours: the server has seen nothing.
type refusal struct{ err *driver.Error }

func (r *refusal) Error() string { return r.err.Error() }

// send executes q by the door that fits it, and stores the answer in out.
func (r *results) send(ctx context.Context, q *driver.Request, out *rows) (*words, error) {
	c, st := r.c, q.Stmt
	var k *kept
	once := st.Once || c.stmts.limit == 0 || st.Verb >= driver.Begin
	if !once {
		k = c.stmts.find(st)
	}
	if !c.big && once || len(c.args) == 0 && k != nil && k.s == nil {
		if k == nil {
			k = &kept{text: st.Text, words: read(st.Text, c.d.o.MySQLText)}
		}
		if err := r.sendText(ctx, q, k, out); err != errNoText {
			return &k.words, err
		}
		k = nil
	}
	for again := false; ; again = true {
		if k == nil {
			var err error
			if k, err = r.prepare(ctx, q, once); err != nil || k.s == nil {
				if err == nil {
					err = r.sendText(ctx, q, k, out)
				}
				return &k.words, err
			}
		}
		if k.params >= 0 && k.params != len(c.args) {
			if len(k.by) == 0 {
				_ = k.s.Close()
			}
			return &k.words, &refusal{&driver.Error{Class: driver.Programming, Message: fmt.Sprintf(
				"the statement has %d parameters, but %d values were given", k.params, len(c.args))}}
		}
		err := c.check(k.s)
		if err == nil {
			err = r.sendPrepared(ctx, q, k, out)
		}
		switch {
		case err == nil:
			if len(k.by) == 0 { // not kept
				if out.once = k.s; out.rs == nil {
					_ = out.once.Close()
				}
			}
			return &k.words, nil
		case len(k.by) == 0:
			_ = k.s.Close()
			return &k.words, err
		case r.remedy(err) != PrepareOnce:
			return &k.words, err
		}
		c.stmts.close(k)
		// Inside a transaction, or behind other statements of the batch, what a
		// repetition means is not ours to say.
		if again || r.at != 1 || c.tx != 'I' {
			return &k.words, err
		}
		k = nil
	}
}

func (r *results) remedy(err error) Remedy {
	if r.c.d.o.Remedy == nil {
		return NoRemedy
	}
	return r.c.d.o.Remedy(err)
}

// prepare prepares q's statement and keeps it unless once. The statement of the
// answer is nil when it must run as a text.
func (r *results) prepare(ctx context.Context, q *driver.Request, once bool) (*kept, error) {
	c, st := r.c, q.Stmt
	k := &kept{text: st.Text, words: read(st.Text, c.d.o.MySQLText)}
	if !once {
		c.stmts.room(1)
	}
	var err error
	k.s, err = prepare(ctx, c.c, st.Text)
	if err != nil {
		k.s = nil
		switch r.remedy(err) {
		case Unprepared:
			if len(c.args) > 0 {
				return k, err
			}
			if !once {
				c.stmts.keep(k, st)
			}
			return k, nil
		case FewerKept:
			c.stmts.limit = max(len(c.stmts.byText)/2, 1)
			c.stmts.closeAll()
			if len(c.args) == 0 {
				return k, nil
			}
			once = true
			if k.s, err = prepare(ctx, c.c, st.Text); err != nil {
				k.s = nil
				return k, err
			}
		default:
			return k, err
		}
	}
	k.params = k.s.NumInput()
	if !once {
		c.stmts.keep(k, st)
	}
	return k, nil
}

func (r *results) sendText(ctx context.Context, q *driver.Request, k *kept, out *rows) error {
	if !k.words.rows(q.Stmt.Verb) {
		res, err := execText(ctx, r.c.c, q.Stmt.Text, r.c.args)
		return out.did(res, err)
	}
	rs, err := queryText(ctx, r.c.c, q.Stmt.Text, r.c.args)
	return out.answers(rs, err, k)
}

func (r *results) sendPrepared(ctx context.Context, q *driver.Request, k *kept, out *rows) error {
	if !k.words.rows(q.Stmt.Verb) {
		res, err := execStmt(ctx, k.s, r.c.args)
		return out.did(res, err)
	}
	rs, err := queryStmt(ctx, k.s, r.c.args)
	return out.answers(rs, err, k)
}

// did notes the result of a statement without rows.
func (r *rows) did(res sqldriver.Result, err error) error {
	if err != nil || res == nil {
		return err
	}
	if n, err := res.RowsAffected(); err == nil {
		r.sum.Rows = n
	}
	if id, err := res.LastInsertId(); err == nil { // an error here: the database has no such thing
		r.sum.LastID = id
	}
	return nil
}

// answers notes the rows of one that has some.
func (r *rows) answers(rs sqldriver.Rows, err error, k *kept) error {
	if err != nil {
		return err
	}
	c := r.r.c
	r.shape = c.d.shapes.of(rs, k.shape)
	k.shape = r.shape
	if len(r.shape.Columns) == 0 { // a CALL that returned nothing
		return rs.Close()
	}
	if n := len(r.shape.Columns); len(c.dest) < n {
		c.dest = make([]sqldriver.Value, n)
	}
	r.rs, r.dest = rs, c.dest[:len(r.shape.Columns)]
	r.sum.Rows = 0
	return nil
}
