package pool

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Config says how a pool behaves. Its values are meant as they stand, zero
// included: begin with [Defaults] and change what should differ.
type Config struct {
	Size          int           // connections that are kept; 0 keeps none
	MaxOverflow   int           // connections beyond Size, closed when they come back; -1: no limit
	Timeout       time.Duration // how long Acquire waits, beside its ctx; 0: as long as ctx allows
	Recycle       time.Duration // a connection is replaced at this age, less up to a tenth by chance, so that they do not all end at once; 0: never
	PrePing       bool          // ask the server before a connection is lent that was idle for longer than PingAfterIdle
	PingAfterIdle time.Duration
	FIFO          bool                       // lend the connection that was idle the longest, instead of the one used last
	Unpooled      bool                       // open a connection for each Acquire and close it on Release; Size and MaxOverflow have no meaning
	Reset         ResetMode                  // what is done to a connection that comes back
	Rollback      *driver.Statement          // the text for ResetRollback; nil: ROLLBACK
	MaxDials      int                        // connections that are being opened at one time
	DialTimeout   time.Duration              // bounds the opening of one connection, with the hooks FirstConnect and Connect; 0: no bound
	ServerTimeout time.Duration              // bounds a ping, a reset and a close; 0: no bound
	Events        Events                     // hooks
	jitter        func(uint64) time.Duration // of Recycle; tests replace it
}

// Defaults are the values that an engine uses when nothing else is asked for: 5
// connections and 10 more under load, a wait of 30 s, no recycling, a ping only when
// PrePing is set and a connection was idle for more than a second.
func Defaults() Config {
	return Config{
		Size:          5,
		MaxOverflow:   10,
		Timeout:       30 * time.Second,
		PingAfterIdle: time.Second,
		MaxDials:      2,
		DialTimeout:   30 * time.Second,
		ServerTimeout: 5 * time.Second,
	}
}

// A ResetMode says what is done to a connection that comes back.
type ResetMode uint8

// Reset modes.
const (
	// ResetRollback ends a transaction that is open, and undoes what statements
	// have left in the session where the driver knows of any.
	ResetRollback ResetMode = iota
	// ResetNone leaves everything as it is, for the next holder to find.
	ResetNone
)

// Events are hooks into the life of a connection. Each may be nil. They are called
// without a lock of the pool, by the goroutine that uses the connection at that
// time, and may use it through Member.Conn; they must not call the pool for it.
// Several may run at once for different connections.
type Events struct {
	// FirstConnect is called for the first connection of the pool, before Connect
	// and before any other connection is lent. After an error the connection is closed,
	// the waiter gets the error, and the next connection is the first.
	FirstConnect func(ctx context.Context, m *Member) error
	// Connect is called for each new connection. After an error it is closed, and
	// the waiter gets the error.
	Connect func(ctx context.Context, m *Member) error
	// Checkout is called before a connection is lent. An error that the driver
	// classifies as a disconnect replaces the connection; another one is returned by
	// Acquire, and the connection goes back.
	Checkout func(ctx context.Context, m *Member) error
	// Reset is called when a connection comes back, before the pool's own reset. It
	// is the place to restore what was changed for one holder. After an error the
	// connection is closed. It is not called for one that is closed anyway, nor with
	// ResetNone.
	Reset func(ctx context.Context, m *Member) error
	// Checkin is called when a connection has come back and is in order.
	Checkin func(m *Member)
	// Invalidate is called for a connection that was found or reported broken, with
	// the reason.
	Invalidate func(m *Member, reason error)
	// Detach is called for a connection that leaves the pool alive.
	Detach func(m *Member)
	// Close is called after a connection was closed, with the reason and with the
	// error of closing.
	Close func(m *Member, why Reason, err error)
}

var rollback = &driver.Statement{Text: "ROLLBACK", Verb: driver.Rollback}

// check finds what is wrong with c, all of it.
func (c *Config) check() error {
	var errs []error
	bad := func(is bool, format string, args ...any) {
		if is {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	bad(c.Size < 0, "Size is %d: it is the number of connections that are kept, 0 or more", c.Size)
	bad(c.MaxOverflow < -1, "MaxOverflow is %d: it is 0 or more, or -1 for no limit", c.MaxOverflow)
	bad(c.Size == 0 && c.MaxOverflow == 0 && !c.Unpooled, "Size and MaxOverflow are both 0: there could never be a connection")
	bad(c.MaxDials < 1, "MaxDials is %d: it is 1 or more", c.MaxDials)
	bad(c.Reset > ResetNone, "Reset is %d: it is ResetRollback or ResetNone", c.Reset)
	for _, d := range []struct {
		name string
		d    time.Duration
	}{{"Timeout", c.Timeout}, {"Recycle", c.Recycle}, {"PingAfterIdle", c.PingAfterIdle}, {"DialTimeout", c.DialTimeout}, {"ServerTimeout", c.ServerTimeout}} {
		bad(d.d < 0, "%s is %v: it cannot be negative", d.name, d.d)
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("pool: the configuration cannot work: %w", err)
	}
	return nil
}
