package stdsql

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aludel/aludel/driver"
)

// guard is how long a cancelled statement may take to answer, and how long a
// kill may take. Then the connection is cut.
const guard = 2 * time.Second

// A watch stops statements. What makes it safe for innocents is end: it lets no
// further kill begin, and waits for the one under way, before the connection
// goes on to anything else.
type watch struct {
	c     *conn
	done  atomic.Bool   // the batch's ctx is done
	calls atomic.Uint64 // odd: inside a call of the driver

	mu      sync.Mutex    // protects what follows
	running bool          // a statement is at the server, or its rows are open
	calm    bool          // it must not be interrupted
	hit     bool          // a kill was sent while it ran
	killing chan struct{} // closed when the kill under way is acknowledged; nil: none
	ended   chan struct{} // closed when the statement ends; nil: nobody waits
	stop    func()        // ends the driver's context; nil: kills are ours
}

func (w *watch) init(c *conn) { w.c = c }

// begin says that a statement is about to be sent. It says no when the batch's
// ctx is done: the one who watches it has gone.
func (w *watch) begin(calm bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done.Load() {
		return false
	}
	w.running, w.calm, w.hit = true, calm, false
	return true
}

// end says that the answer was read, and returns when no kill can come any more.
func (w *watch) end() {
	w.mu.Lock()
	w.running = false
	if w.ended != nil {
		close(w.ended)
		w.ended = nil
	}
	for w.killing != nil {
		ch := w.killing
		w.mu.Unlock()
		<-ch
		w.mu.Lock()
	}
	hit := w.hit
	w.hit = false
	w.mu.Unlock()
	if c := w.c; hit && c.tx != 'X' && c.ses.Settle != nil {
		if err := c.ses.Settle(); err != nil {
			c.tx = 'X'
		}
	}
}

// kill stops the statement that runs, if it may be stopped.
func (w *watch) kill(ctx context.Context) error {
	w.mu.Lock()
	if !w.running || w.calm {
		w.mu.Unlock()
		return nil
	}
	if ch := w.killing; ch != nil {
		w.mu.Unlock()
		select {
		case <-ch:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	ch := make(chan struct{})
	w.killing, w.hit = ch, true
	w.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, guard)
	err := w.c.ses.Kill(ctx)
	cancel()
	w.mu.Lock()
	w.killing = nil
	close(ch)
	w.mu.Unlock()
	return err
}

// cancel is Conn.Cancel.
func (w *watch) cancel(ctx context.Context) error {
	if w.c.ses.Kill != nil {
		return w.kill(ctx)
	}
	w.mu.Lock()
	if !w.running || w.calm || w.stop == nil {
		w.mu.Unlock()
		return nil
	}
	w.stop()
	ch := w.wait()
	inside := w.calls.Load()&1 == 1
	w.mu.Unlock()
	if !inside { // its rows are open, nothing is under way
		return nil
	}
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// wait is closed when the statement ends. w.mu is held.
func (w *watch) wait() chan struct{} {
	if w.ended == nil {
		w.ended = make(chan struct{})
	}
	return w.ended
}

// chase runs when the batch's ctx is done, and returns when nothing runs any
// more. It kills again and again: a kill that overtakes the statement it is
// meant for finds nothing.
func (w *watch) chase() {
	w.mu.Lock()
	w.done.Store(true)
	w.mu.Unlock()
	calls, since, killed := w.calls.Load(), time.Now(), false
	for pause := 10 * time.Millisecond; ; pause = min(2*pause, 250*time.Millisecond) {
		w.mu.Lock()
		if !w.running {
			w.mu.Unlock()
			return
		}
		ch, calm := w.wait(), w.calm
		w.mu.Unlock()
		// Outside of a call the head of the answer is here, so that the first kill
		// has found what it was meant for.
		if !calm && w.c.ses.Kill != nil && (!killed || w.calls.Load()&1 == 1) {
			killed = w.kill(context.Background()) == nil // else again, until the guard
		}
		// Only a call that does not come back is a reason to cut: a caller may
		// take its time between two rows.
		if n := w.calls.Load(); n != calls || n&1 == 0 {
			calls, since = n, time.Now()
		}
		if time.Since(since) >= guard && w.c.ses.Cut != nil {
			w.c.ses.Cut()
			return
		}
		t := time.NewTimer(pause)
		select {
		case <-ch:
			t.Stop()
			return
		case <-t.C:
		}
	}
}

// cancelled is the error of a statement that was stopped by cause.
func cancelled(cause, err error) *driver.Error {
	return &driver.Error{Class: driver.Operational, Cancelled: true, Message: "the statement was cancelled: " + cause.Error(),
		Err: &because{cause, err}}
}

// because is a cause, and what the driver said about it.
type because struct{ cause, err error }

func (b *because) Error() string { return b.cause.Error() }

func (b *because) Unwrap() []error {
	if b.err == nil {
		return []error{b.cause}
	}
	return []error{b.cause, b.err}
}
