package pool

import (
	"sync/atomic"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Member is a connection of a pool, as hooks see it.
type Member struct {
	pool    *Pool
	dc      driver.Conn
	id      uint64
	gen     uint64
	made    time.Time
	expires time.Duration // on the pool's clock; 0: never
	data    any

	// ticket is odd while the connection is lent. A Lease holds the number it was
	// lent under: who raises it ends the lease, and an older Lease is void.
	ticket atomic.Uint64

	// Written by who holds or lends the connection, one goroutine at a time.
	fresh   bool          // just opened: not checked before it is lent
	settled bool          // the holder knows that no transaction is open
	idle    time.Duration // since when it is idle

	// Guarded by Pool.mu.
	at    int           // in Pool.members
	held  bool          // lent, or being brought to order
	since time.Duration // when it was lent
	stack stack         // who has it
}

// ID is the connection's number in its pool, from 1 in the order of opening.
func (m *Member) ID() uint64 { return m.id }

// Conn is the connection.
func (m *Member) Conn() driver.Conn { return m.dc }

// Generation is the generation that the connection belongs to.
func (m *Member) Generation() uint64 { return m.gen }

// Made is when the connection was opened.
func (m *Member) Made() time.Time { return m.made }

// Data is what SetData has stored: the caller's own notes about the connection,
// which live as long as it does.
func (m *Member) Data() any { return m.data }

// SetData stores v with the connection.
func (m *Member) SetData(v any) { m.data = v }

// A Lease is the right to use a connection, from Acquire until Release, Invalidate
// or Detach. It is a value of two words; copies are the same lease. It is used by
// one goroutine at a time, but ending it twice is safe from any: the second call answers ErrReleased.
// Its zero is a lease that has ended.
type Lease struct {
	m      *Member
	ticket uint64
}

// Valid reports whether the lease has not ended.
func (l Lease) Valid() bool { return l.m != nil && l.m.ticket.Load() == l.ticket }

// Conn is the connection. After the lease has ended it is one whose methods all
// answer ErrReleased.
func (l Lease) Conn() driver.Conn {
	if !l.Valid() {
		return ended{}
	}
	return l.m.dc
}

// Member is the connection with its place in the pool; nil after the lease has
// ended.
func (l Lease) Member() *Member {
	if !l.Valid() {
		return nil
	}
	return l.m
}

// Data is what SetData has stored with the connection, in this lease or an earlier
// one; nil after the lease has ended.
func (l Lease) Data() any {
	if !l.Valid() {
		return nil
	}
	return l.m.data
}

// SetData stores v with the connection. It does nothing after the lease has ended.
func (l Lease) SetData(v any) {
	if l.Valid() {
		l.m.data = v
	}
}

// Settle tells the pool that no transaction is open, for drivers whose State
// cannot tell: Release then sends no ROLLBACK on the suspicion alone. It holds until
// Release; who runs a statement after it has to know what that did.
func (l Lease) Settle() {
	if l.Valid() {
		l.m.settled = true
	}
}

// end takes the right to end the lease. It reports false to all but the first.
func (l Lease) end() bool {
	return l.m != nil && l.m.ticket.CompareAndSwap(l.ticket, l.ticket+1)
}
