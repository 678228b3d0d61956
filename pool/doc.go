// Package pool keeps connections of a [driver.Driver] open and lends them out.
//
// What it decides:
//   - Size connections are kept; up to MaxOverflow more are opened under load and
//     closed when they come back and nobody waits.
//   - Idle connections are a stack: the one used last is lent first, and the rest
//     may grow old (Config.FIFO turns that round). Waiters are a queue, always: a
//     connection that comes back goes to the first of them by hand, so that a fresh
//     arrival cannot overtake, and a waiter that gave up passes on what it was given.
//   - A connection is opened by a goroutine of the pool, not by the waiter: a
//     waiter that gives up does not waste the work, the next one gets it.
//   - Each connection belongs to a generation. The first report that the server is
//     gone makes the whole generation stale: idle ones are closed at once, lent ones when
//     they come back.
//   - Before a connection is lent it is looked at without a round trip
//     (driver.Conn.Alive), unless it came back just now. After it comes back it is brought to order: rolled back if a
//     transaction is open, reset if session state was touched, closed if either fails.
//   - A connection counts until its Close has returned: the server never sees
//     more of them than Size + MaxOverflow.
//
// What it refuses: to repeat a statement, to return a connection whose state is not
// known, and to let a [Lease] be used twice.
//
// An uncontended Acquire and Release take one lock each and allocate nothing. The
// call site of each holder is recorded (see holder.go for how that is affordable), for
// a [TimeoutError] that cannot say who holds the connections helps nobody.
package pool
