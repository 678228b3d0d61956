package pool

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

var (
	// ErrClosed answers an Acquire of a pool that was closed.
	ErrClosed = errors.New("pool: it is closed")
	// ErrReleased answers the use of a Lease that has ended: it was released,
	// invalidated or detached before.
	ErrReleased = errors.New("pool: the connection was given back before, by this Lease")
)

// A TimeoutError says that no connection became free in time, and who holds them.
// It wraps the context's error and its cause where the context ended the wait, so
// that errors.Is finds context.DeadlineExceeded or context.Canceled exactly then, and not when
// Config.Timeout did.
type TimeoutError struct {
	Waited      time.Duration
	Size        int
	MaxOverflow int // -1: no limit
	InUse       int
	Dialing     int     // connections being opened
	Closing     int     // connections being closed, which count until the server's side is gone
	Waiting     int     // others that waited at that time
	Longest     *Holder // who holds a connection the longest; nil: nobody does
	LastDial    error   // of the last attempt to connect, if that failed
	Ctx         error   // ctx.Err(), where the context ended the wait
	Cause       error   // context.Cause(ctx), likewise
}

// Error names the size, the waiters and the longest holder with its call site.
func (e *TimeoutError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "pool: waited %v for a connection", round(e.Waited))
	if e.Cause != nil {
		fmt.Fprintf(&b, " (%v)", e.Cause)
	}
	fmt.Fprintf(&b, ": %d of %s in use (size %d, overflow %s)", e.InUse, limit(e.Size, e.MaxOverflow), e.Size, limit(0, e.MaxOverflow))
	if e.Dialing > 0 {
		fmt.Fprintf(&b, ", %d being opened", e.Dialing)
	}
	if e.Closing > 0 {
		fmt.Fprintf(&b, ", %d being closed", e.Closing)
	}
	others := "others"
	if e.Waiting == 1 {
		others = "other"
	}
	fmt.Fprintf(&b, ", %d %s waiting", e.Waiting, others)
	if e.LastDial != nil {
		fmt.Fprintf(&b, "; the last attempt to connect failed: %v", e.LastDial)
	}
	if e.Longest != nil {
		fmt.Fprintf(&b, "; the longest is held for %s: close what is not needed any more, or raise the pool's size", e.Longest)
	}
	return b.String()
}

func limit(size, overflow int) string {
	if overflow < 0 {
		return "unlimited"
	}
	return fmt.Sprint(size + overflow)
}

// Timeout reports whether a deadline ended the wait, and not a cancel.
func (e *TimeoutError) Timeout() bool { return e.Ctx == nil || isDeadline(e.Ctx) }

// Unwrap is the context's error and its cause, where the context ended the wait.
func (e *TimeoutError) Unwrap() []error {
	if e.Ctx == nil {
		return nil
	}
	return []error{e.Ctx, e.Cause}
}

// A CloseError says that connections were still lent when the time for closing
// the pool was over. They are closed when they come back.
type CloseError struct {
	Holders []Holder
	Closing int   // connections whose server's side was not gone yet
	Cause   error // context.Cause(ctx)
}

// Error names the holders.
func (e *CloseError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "pool: closed (%v), but %d connections are in use and %d being closed", e.Cause, len(e.Holders), e.Closing)
	for i, h := range e.Holders {
		if i == 3 {
			fmt.Fprintf(&b, "; and %d more", len(e.Holders)-i)
			break
		}
		fmt.Fprintf(&b, "; one for %s", h)
	}
	return b.String()
}

// Unwrap is the context's cause.
func (e *CloseError) Unwrap() error { return e.Cause }

func round(d time.Duration) time.Duration {
	switch {
	case d >= 10*time.Second:
		return d.Round(time.Second)
	case d >= time.Second:
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Millisecond)
}
