package sqlite

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/ncruces/go-sqlite3"
)

// interrupt is the context that SQLite is given once, at connect: it asks Err
// before each step and after each thousand operations of one. It joins the
// batch's ctx with Cancel, and is deaf where an interrupt must not come (COMMIT,
// ROLLBACK, Prepare).
//
// SQLite asks a last time when a statement has ended: after the changes of an
// autocommit are in the file. A yes then would make an error of what is done, so
// that the answer is no for a statement that is not at work any more.
type interrupt struct {
	ctx   context.Context // the batch's; nil: it cannot end. Only the connection's goroutine touches it.
	deaf  bool            // likewise
	state atomic.Uint32   // what Cancel and the connection's goroutine tell each other
	steps atomic.Bool     // SQLite is at work
	stmt  *sqlite3.Stmt   // what it works at; nil: a statement of the adapter's own
	began bool            // the library has asked before the work, the rest is SQLite
}

// States of a statement, as Cancel sees it.
const (
	idle uint32 = iota
	running
	stopped
)

// begin lets the statement that comes be interrupted.
func (i *interrupt) begin(ctx context.Context) {
	i.ctx = nil
	if ctx.Done() != nil {
		i.ctx = ctx
	}
	i.deaf = false
	i.state.Store(running)
}

// end forgets a Cancel that came too late: it must not hit the next statement.
func (i *interrupt) end() {
	i.ctx, i.stmt = nil, nil
	i.state.Store(idle)
}

// work is called in front of a step of s, and rest after it.
func (i *interrupt) work(s *sqlite3.Stmt) {
	i.stmt, i.began = s, false
	i.steps.Store(true)
}

func (i *interrupt) rest() { i.steps.Store(false) }

// stop asks the running statement to stop and reports whether there is one.
func (i *interrupt) stop() bool { return i.state.CompareAndSwap(running, stopped) }

func (i *interrupt) wasStopped() bool { return i.state.Load() == stopped }

// Err implements context.Context, for the library and SQLite.
func (i *interrupt) Err() error {
	err := i.asked()
	if err != nil && i.began && i.stmt != nil && !i.stmt.Busy() {
		return nil // too late: it is done
	}
	i.began = true
	return err
}

// asked tells whether the statement shall stop.
func (i *interrupt) asked() error {
	switch {
	case i.deaf:
		return nil
	case i.state.Load() == stopped:
		return context.Canceled
	case i.ctx != nil:
		return i.ctx.Err()
	}
	return nil
}

// Deadline implements context.Context.
func (i *interrupt) Deadline() (time.Time, bool) { return time.Time{}, false }

// Done implements context.Context. SQLite polls Err instead.
func (i *interrupt) Done() <-chan struct{} { return nil }

// Value implements context.Context.
func (i *interrupt) Value(any) any { return nil }
