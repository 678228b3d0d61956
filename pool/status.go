package pool

import (
	"fmt"
	"strings"
	"time"
)

// A Status is a picture of a pool at one moment.
type Status struct {
	Size        int // Config.Size
	MaxOverflow int // Config.MaxOverflow
	Idle        int
	InUse       int
	Overflow    int // connections beyond Size
	Waiting     int // callers of Acquire
	Dialing     int // connections being opened
	Closing     int // connections being closed, which count until the server's side is gone
	Generation  uint64
	Totals      Totals
}

// Totals are figures since the pool was made.
type Totals struct {
	Acquired   uint64 // connections lent
	Waited     uint64 // calls of Acquire that found no idle connection
	WaitTime   time.Duration
	Timeouts   uint64 // calls of Acquire that gave up
	Created    uint64
	DialErrors uint64
	Detached   uint64
	Closed     [reasons]uint64 // by Reason
}

// Status tells how the pool is.
func (p *Pool) Status() Status {
	p.mu.Lock()
	defer p.mu.Unlock()
	return Status{
		Size:        p.cfg.Size,
		MaxOverflow: p.cfg.MaxOverflow,
		Idle:        len(p.idle),
		InUse:       len(p.members) - len(p.idle),
		Overflow:    max(p.open-p.keep, 0),
		Waiting:     p.queue.n,
		Dialing:     p.dialing,
		Closing:     p.open - p.dialing - len(p.members),
		Generation:  p.gen,
		Totals:      p.totals,
	}
}

// String is the picture on one line.
func (s Status) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d in use, %d idle (size %d, overflow %d of %s)", s.InUse, s.Idle, s.Size, s.Overflow, limit(0, s.MaxOverflow))
	for _, part := range []struct {
		n    int
		what string
	}{{s.Waiting, "waiting"}, {s.Dialing, "being opened"}, {s.Closing, "being closed"}} {
		if part.n > 0 {
			fmt.Fprintf(&b, ", %d %s", part.n, part.what)
		}
	}
	return b.String()
}

// Closed reports whether Close was called.
func (p *Pool) Closed() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closed
}
