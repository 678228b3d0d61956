package sqlite

import (
	"context"
	"sync/atomic"
	"time"
)

// interrupt is the context that SQLite is given once, at connect: it asks Err
// before each step and after each thousand operations of one. It joins the
// batch's ctx with Cancel, and is deaf where an interrupt must not come (COMMIT,
// ROLLBACK, Prepare).
type interrupt struct {
	ctx   context.Context // the batch's; nil: it cannot end. Only the connection's goroutine touches it.
	deaf  bool            // likewise
	state atomic.Uint32   // what Cancel and the connection's goroutine tell each other
	steps atomic.Bool     // SQLite is at work
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
	i.ctx = nil
	i.state.Store(idle)
}

// stop asks the running statement to stop and reports whether there is one.
func (i *interrupt) stop() bool { return i.state.CompareAndSwap(running, stopped) }

func (i *interrupt) wasStopped() bool { return i.state.Load() == stopped }

// Err implements context.Context.
func (i *interrupt) Err() error {
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
