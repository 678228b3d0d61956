package engine

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/pool"
)

type options struct {
	pool      pool.Config
	cacheSize int
	once      bool
	isolation dialect.Isolation
	echoes    []Hook
	watchers  []any // what Echo, Log and Watch were given
	hide      bool
	cartesian Policy
	nullIn    Policy
	err       error
}

// refuse is what is wrong with an option; the first one is reported.
func (o *options) refuse(why string) {
	if o.err == nil {
		o.err = errors.New(why)
	}
}

// An Option is an option of Open.
type Option func(*options)

// PoolSize is the number of connections that are kept; 5 unless said.
func PoolSize(n int) Option { return func(o *options) { o.pool.Size = n } }

// MaxOverflow is how many more may be opened under load; 10 unless said, -1: no limit.
func MaxOverflow(n int) Option { return func(o *options) { o.pool.MaxOverflow = n } }

// PoolTimeout is how long a statement waits for a connection; 30 s unless said.
func PoolTimeout(d time.Duration) Option { return func(o *options) { o.pool.Timeout = d } }

// PoolRecycle is the age at which a connection is replaced.
func PoolRecycle(d time.Duration) Option { return func(o *options) { o.pool.Recycle = d } }

// PrePing asks the server before a connection is used that was idle for a second.
func PrePing() Option { return func(o *options) { o.pool.PrePing = true } }

// PoolFIFO uses the connection that was idle the longest, instead of the one used last.
func PoolFIFO() Option { return func(o *options) { o.pool.FIFO = true } }

// Unpooled opens a connection for each use.
func Unpooled() Option { return func(o *options) { o.pool.Unpooled = true } }

// PoolEvents are hooks into the life of connections.
func PoolEvents(e pool.Events) Option { return func(o *options) { o.pool.Events = e } }

// NoReset leaves what statements have set in a session for the next user of the
// connection.
func NoReset() Option { return func(o *options) { o.pool.Reset = pool.ResetNone } }

// CacheSize is the number of compiled statements that are kept; 500 unless said, 0: none.
func CacheSize(n int) Option {
	return func(o *options) {
		if o.cacheSize = n; n < 0 {
			o.refuse(fmt.Sprintf("CacheSize is %d: it is the number of statements that are kept, 0 or more", n))
		}
	}
}

// TransactionPooler is for a pooler between the engine and the server that gives a
// connection to someone else after each transaction (PgBouncer): no statement is
// kept on the server.
func TransactionPooler() Option { return func(o *options) { o.once = true } }

// DefaultIsolation is the isolation level of transactions that do not say another. A
// statement on the engine, or in Autocommit, begins none and has the database's own level.
func DefaultIsolation(level dialect.Isolation) Option {
	return func(o *options) { o.isolation = level }
}

// Echo writes each statement to w as it is sent, with its values, its time and where
// it was executed. It is in colour on a terminal, unless NO_COLOR is set.
func Echo(w io.Writer) Option {
	return func(o *options) {
		if w == nil {
			o.refuse("Echo: the io.Writer is nil")
			return
		}
		o.echoes, o.watchers = append(o.echoes, newEcho(w)), append(o.watchers, w)
	}
}

// Log gives each statement to a slog.Handler when it has ended.
func Log(h slog.Handler) Option {
	return func(o *options) {
		if h == nil {
			o.refuse("Log: the slog.Handler is nil")
			return
		}
		o.echoes, o.watchers = append(o.echoes, &slogHook{slog.New(h)}), append(o.watchers, h)
	}
}

// Watch calls h around each statement.
func Watch(h Hook) Option {
	return func(o *options) {
		if h == nil {
			o.refuse("Watch: the Hook is nil")
			return
		}
		o.echoes, o.watchers = append(o.echoes, h), append(o.watchers, h)
	}
}

// HideParameters keeps values out of echo and log.
func HideParameters() Option { return func(o *options) { o.hide = true } }

// HidesParameters reports whether the engine was opened with [HideParameters]; a nil one hides
// them, too.
func (e *Engine) HidesParameters() bool { return e == nil || e.opts.hide }

// A Policy says what is done about a statement that is allowed and hardly meant.
type Policy uint8

// Policies.
const (
	Warn   Policy = iota // it is told to what watches: Echo, Log, Watch
	Refuse               // it is an error, before anything is sent
	Ignore
)

// OnCartesian says what is done about a SELECT with tables that no condition connects, so
// that each row is combined with each: [Warn] unless said. A statement that means it says
// CrossJoin or CartesianProduct. It is found once, when the statement is compiled; the error
// is a [compile.CartesianError].
func OnCartesian(p Policy) Option {
	return func(o *options) { o.cartesian = o.policy("OnCartesian", p) }
}

// OnNullIn says what is done about IN and NOT IN that compare with a NULL: with one that is
// written, or, for NOT IN, with a column of a subquery that may be NULL and that no condition of
// it excludes. Then NOT IN finds nothing, which is hardly meant. [Warn] unless said. It is
// found once, when the statement is compiled; the error is a [compile.NullInError]. A NULL
// in a list of Go values is an error always.
func OnNullIn(p Policy) Option {
	return func(o *options) { o.nullIn = o.policy("OnNullIn", p) }
}

func (o *options) policy(option string, p Policy) Policy {
	if p > Ignore {
		o.refuse(fmt.Sprintf("%s is %d: it is Warn, Refuse or Ignore", option, p))
	}
	return p
}
