package pgx

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/aludel/aludel/driver"
)

// guard is how long a server may be silent after a cancel request before the
// connection is given up.
const guard = 2 * time.Second

// The pauses between cancel requests: one that arrives between two statements of
// a flight is ignored by the server, and each ends one statement only.
const (
	firstPause = 5 * time.Millisecond
	lastPause  = 250 * time.Millisecond
)

// A watch stands by the context of a flight. The channels hold one and are used
// in pairs, so that a flight whose context is not done costs no more than the
// registration, and one without a Done channel nothing.
type watch struct {
	c       *conn
	ctx     context.Context
	onDone  func()
	unwatch func() bool
	fired   atomic.Bool   // ctx is done: requests are going out
	over    chan struct{} // tells the watcher that the flight has landed
	again   chan struct{} // tells it that one statement was cancelled and more may follow
	ended   chan struct{} // tells that the watcher's last request was acknowledged
}

func (w *watch) init(c *conn) {
	w.c = c
	w.over, w.again, w.ended = make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{}, 1)
	w.onDone = w.run
}

func (w *watch) start(ctx context.Context) {
	w.ctx = ctx
	if ctx.Done() != nil {
		w.unwatch = context.AfterFunc(ctx, w.onDone)
	}
}

// run cancels until the flight has landed.
func (w *watch) run() {
	w.fired.Store(true)
	nc := w.c.pc.Conn()
	nc.SetDeadline(time.Now().Add(guard))
	pause := firstPause
	for {
		ctx, free := context.WithTimeout(context.Background(), guard)
		w.c.pc.CancelRequest(ctx) // when it cannot be delivered, the deadline ends the waiting
		free()
		select {
		case <-w.over:
			w.ended <- struct{}{}
			return
		case <-w.again:
			pause = firstPause
		case <-time.After(pause):
			pause = min(2*pause, lastPause)
		}
	}
}

// extend gives the server another guard of silence, counted from now: who reads
// slowly is not the server's fault.
func (w *watch) extend() {
	if w.unwatch != nil && w.fired.Load() {
		w.c.pc.Conn().SetDeadline(time.Now().Add(guard))
	}
}

// more makes the watcher cancel again at once.
func (w *watch) more() {
	if w.unwatch != nil && w.fired.Load() {
		select {
		case w.again <- struct{}{}:
		default:
		}
	}
}

// stop ends the watch. When a request is under way it waits for the server's
// acknowledgement, also when the answer to the statement came first.
func (w *watch) stop() {
	if w.unwatch == nil {
		return
	}
	if !w.unwatch() {
		w.over <- struct{}{}
		<-w.ended
		select {
		case <-w.again:
		default:
		}
		if w.c.lost == nil {
			w.c.pc.Conn().SetDeadline(time.Time{})
		}
		w.fired.Store(false)
	}
	w.unwatch = nil
}

// Cancel stops the statement that runs. It may be called from any goroutine, and
// returns when the server has acknowledged; nothing that is sent later is hit.
func (c *conn) Cancel(ctx context.Context) error {
	c.cancelMu.Lock()
	defer c.cancelMu.Unlock()
	c.requesting.Store(true)
	defer c.requesting.Store(false)
	if !c.running.Load() {
		return nil
	}
	if err := c.pc.CancelRequest(ctx); err != nil {
		return &driver.Error{Class: driver.Operational, Message: fmt.Sprintf("the cancel request did not reach the server: %v", err), Err: err}
	}
	return nil
}

// cancelled is the error of a statement that its context stopped.
type cancelled struct{ err, cause error }

func (e *cancelled) Error() string   { return fmt.Sprintf("%v: %v", e.cause, e.err) }
func (e *cancelled) Unwrap() []error { return []error{e.cause, e.err} }

// done refuses to begin under a context that is done. Nothing was sent.
func done(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	cause := context.Cause(ctx)
	return &driver.Error{Class: driver.Operational, Cancelled: true, Message: fmt.Sprintf("%v before the statement was sent", cause), Err: cause}
}
