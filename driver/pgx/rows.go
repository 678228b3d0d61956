package pgx

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/aludel/aludel/driver"
)

// rows are the answer to one request.
type rows struct {
	r    *results
	desc *described
	raw  [][]byte // the present row, in the library's buffer
	got  int64    // rows that have come
	sum  driver.Summary
	err  error
	done bool // the server has ended the answer, or it is over for us
	more bool // a portal has more rows

	kept [][][]byte // detached rows that have not been read yet
}

// Shape describes the columns of this execution.
func (r *rows) Shape() *driver.Shape { return &r.desc.shape }

// Next moves to the next row.
func (r *rows) Next() bool {
	if len(r.kept) > 0 {
		r.raw, r.kept = r.kept[0], r.kept[1:]
		return true
	}
	if r.done && !r.more {
		r.raw = nil
		return false
	}
	return r.read()
}

// read takes the next row from the connection, and the next portion if need be.
func (r *rows) read() bool {
	r.raw = nil
	for !r.done || r.more {
		if r.done {
			if !r.fetch() {
				return false
			}
			if len(r.kept) > 0 {
				r.raw, r.kept = r.kept[0], r.kept[1:]
				return true
			}
			continue
		}
		if r.receive() {
			return true
		}
	}
	return false
}

// receive reads one message of the answer and tells whether it was a row.
func (r *rows) receive() bool {
	m, err := r.r.c.receive()
	if err != nil {
		r.over(err)
		return false
	}
	switch m := m.(type) {
	case *pgproto3.DataRow:
		if len(m.Values) != len(r.desc.shape.Columns) {
			r.over(r.r.c.lose(errUnexpected))
			return false
		}
		if r.raw = m.Values; r.raw == nil {
			r.raw = noCells
		}
		r.got++
		return true
	case *pgproto3.CommandComplete:
		r.complete(m.CommandTag)
	case *pgproto3.PortalSuspended:
		q := r.request()
		if r.r.portal != "" && r.last() && (q.Max == 0 || r.got < int64(q.Max)) {
			r.more = true
		} else {
			r.sum.More = true
			r.dropPortal()
		}
		r.sum.Rows = r.got
		r.land()
	case *pgproto3.EmptyQueryResponse:
		r.sum.Rows = -1
		r.land()
	case *pgproto3.ErrorResponse:
		r.dropPortal()
		r.over(r.r.fail(pgconn.ErrorResponseToPgError(m)))
	case *pgproto3.CopyInResponse:
		r.refuseCopy()
	case *pgproto3.CopyOutResponse:
		r.err = &driver.Error{Class: driver.NotSupported, Message: "COPY TO STDOUT does not go through Run, its data was dropped; use CopyTo of the connection that Raw gives"}
	case *pgproto3.ReadyForQuery:
		r.over(r.r.c.lose(errUnexpected))
	}
	return false
}

func (r *rows) request() *driver.Request { return &r.r.rs[r.r.at-1] }
func (r *rows) last() bool               { return r.r.at == len(r.r.rs) }

func (r *rows) over(err error) {
	r.done, r.more, r.raw = true, false, nil
	if r.err == nil {
		r.err = err
	}
	r.warnings()
}

// warnings are what the server remarked since the answer before.
func (r *rows) warnings() {
	if c := r.r.c; len(c.warn) > 0 {
		r.sum.Warnings = append(r.sum.Warnings, c.warn...)
		c.warn = nil
	}
}

// land ends the answer, and the group if it is the last of one: a deferred
// constraint can fail there, after the statement has completed.
func (r *rows) land() {
	r.done = true
	r.warnings()
	if !r.last() && !r.request().Sync {
		return
	}
	if err := r.r.c.ready(); err != nil {
		r.more = false
		r.over(err)
	}
	r.warnings()
}

// noCells are those of a row of a result without columns.
var noCells = [][]byte{}

// complete reads the tag: the command's words, and behind them the number of rows.
func (r *rows) complete(tag []byte) {
	n, scale, i := int64(0), int64(1), len(tag)
	for ; i > 0 && tag[i-1] >= '0' && tag[i-1] <= '9'; i-- {
		n += int64(tag[i-1]-'0') * scale
		scale *= 10
	}
	if i == len(tag) {
		n = -1
	} else if r.r.portal != "" && r.last() && len(r.desc.shape.Columns) > 0 {
		n = r.got // the tag counts the last portion
	}
	r.sum.Rows = n
	c, st := r.r.c, r.request().Stmt
	switch string(tag) {
	case "ROLLBACK":
		r.sum.Tag = "ROLLBACK"
	case "COMMIT":
		r.sum.Tag = "COMMIT"
	case "LISTEN":
		c.dirty, c.listening = true, true
	case "DEALLOCATE ALL", "DISCARD ALL":
		c.dirty = true
		c.forgetAll()
	case "SET", "RESET", "UNLISTEN", "DECLARE CURSOR", "PREPARE", "DEALLOCATE", "LOAD", "DO", "CALL", "DISCARD TEMP", "DISCARD PLANS", "DISCARD SEQUENCES":
		c.dirty = true
	default:
		if st.Verb == driver.Utility && temporary(st.Text) {
			c.dirty = true
		}
	}
	r.dropPortal()
	r.land()
}

// temporary suspects that a statement makes something that lives as long as the
// session. The tag does not tell; a false alarm costs a Reset.
func temporary(text string) bool {
	head := strings.ToUpper(text[:min(len(text), 200)])
	return strings.HasPrefix(strings.TrimSpace(head), "CREATE") && strings.Contains(head, "TEMP") ||
		strings.Contains(head, "PG_TEMP")
}

// forgetAll is for when the server has dropped the handles itself.
func (c *conn) forgetAll() {
	limit, prefix, seq := c.stmts.limit, c.stmts.prefix, c.stmts.seq
	c.stmts.init(prefix, limit)
	c.stmts.seq = seq
}

// refuseCopy ends a COPY FROM STDIN that came through Run. The server has eaten
// the Sync behind it as part of the copy, another one takes its place; had more
// requests followed, it would not know what to make of them.
func (r *rows) refuseCopy() {
	c := r.r.c
	why := &driver.Error{Class: driver.NotSupported, Message: "COPY FROM STDIN does not go through Run; use CopyIn"}
	r.err = why
	if !r.last() || c.flushed != nil {
		r.over(c.lose(why))
		return
	}
	b, at := open(nil, 'f')
	b = appendSync(seal(appendString(b, why.Message), at))
	if err := c.pc.Frontend().SendUnbufferedEncodedCopyData(b); err != nil {
		r.over(c.lose(err))
	}
}

// dropPortal closes a portal that has rows left, with the next flight.
func (r *rows) dropPortal() {
	if r.r.portal != "" && r.last() {
		r.r.c.drop = append(r.r.c.drop, closing{'P', r.r.portal})
		r.r.portal = ""
	}
	r.more = false
}

// patience is how many bytes of unwanted rows are read before the server is asked
// to stop sending them.
const patience = 1 << 20

// finish ends the answer. What is left of a large result that nobody wants is
// stopped on the server, where that cannot harm: outside a transaction, when the
// group only reads, and nothing follows that could be hit instead.
func (r *rows) finish() error {
	r.kept = nil
	unread, stopped := 0, false
	for !r.done {
		if !r.receive() {
			continue
		}
		for _, b := range r.raw {
			unread += len(b)
		}
		if unread > patience && !stopped && r.stoppable() {
			stopped = true
			ctx, free := context.WithTimeout(context.Background(), guard)
			r.r.c.pc.CancelRequest(ctx)
			free()
		}
	}
	r.raw = nil
	if r.more {
		r.sum.More = true
		r.dropPortal()
	}
	if stopped && r.err != nil && r.r.ctx.Err() == nil && r.r.c.lost == nil {
		if e := Classify(r.err); e.Cancelled {
			r.err, r.sum.More, r.sum.Rows = nil, true, r.got
		}
	}
	return r.err
}

func (r *rows) stoppable() bool {
	if !r.r.idle || !r.last() {
		return false
	}
	for i := range r.r.rs {
		if st := r.r.rs[i].Stmt; st.Verb != driver.Query || st.Session {
			return false
		}
	}
	return true
}

// Close ends the answer.
func (r *rows) Close() (driver.Summary, error) {
	err := r.finish()
	r.r.open = false
	return r.sum, err
}
