package pgx

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/aludel/aludel/driver"
)

// A conn is one connection. Apart from Cancel it is used by one goroutine at a time.
type conn struct {
	pc      *pgconn.PgConn
	cfg     Config
	stmts   statements
	release func(bad bool) // of a lent connection
	peeker  *peeker        // made by the first Alive

	out     []byte    // the flight being put together; kept while it is small
	drop    []closing // what to close at the front of the next flight
	flight  uint64
	portals uint64
	results *results // reused from Run to Run, unless one was detached
	busy    bool     // Results are open, or a call of our own runs

	syncs   int        // ReadyForQuery that are still to come
	flushed chan error // a large flight is being written beside the reading
	warn    []driver.Warning

	lost      error // why the connection is over
	written   uint64
	dirty     bool
	listening bool
	closed    bool

	watch watch
	// running says that a flight is in the air, requesting that a Cancel is under
	// way: the landing waits for the mutex then.
	running    atomic.Bool
	requesting atomic.Bool
	cancelMu   sync.Mutex // held by Cancel from its look at running until the server has acknowledged
}

// A closing is a prepared statement ('S') or a portal ('P') to close.
type closing struct {
	of   byte
	name string
}

var (
	_ driver.Conn   = (*conn)(nil)
	_ driver.Copier = (*conn)(nil)
)

const (
	// smallFlight fits into the socket's buffers, so that writing it cannot wait
	// for the server, which may wait for us to read. A larger one is written by a
	// goroutine while we read.
	smallFlight = 32 << 10
	// keptFlight is the largest buffer that a connection keeps between flights.
	keptFlight = 64 << 10
)

func newConn(pc *pgconn.PgConn, cfg Config, prefix string) *conn {
	limit := cfg.StatementCache
	if limit <= 0 {
		limit = DefaultStatementCache
	}
	c := &conn{pc: pc, cfg: cfg}
	c.stmts.init(prefix, limit)
	c.watch.init(c)
	return c
}

// State tells what is known without asking the server: the transaction's state
// is that of the last answer.
func (c *conn) State() driver.State {
	s := driver.State{Tx: c.pc.TxStatus(), Dirty: c.dirty, Written: c.written}
	if c.closed || c.lost != nil || c.pc.IsClosed() {
		s.Tx = 'X'
	}
	return s
}

// Raw is the *pgconn.PgConn, or nil while Results are open: pgconn does not know
// that the connection is busy and would mix its messages with ours. Who changes
// the session through it makes Reset blind to that.
func (c *conn) Raw() any {
	if c.busy {
		return nil
	}
	c.dirty = true
	return c.pc
}

// usable refuses what cannot be sent now.
func (c *conn) usable() error {
	switch {
	case c.lost != nil:
		return c.lost
	case c.closed:
		return closedError()
	case c.busy:
		return driver.ErrBusy
	case c.pc.IsClosed():
		return c.lose(pgconn.ErrConnClosed)
	}
	return nil
}

func closedError() error {
	return &driver.Error{Class: driver.Operational, Disconnected: true, Message: "the connection was closed", Err: net.ErrClosed}
}

// lose marks the connection as over. The library has closed it already, or Close will.
func (c *conn) lose(err error) error {
	if c.lost == nil {
		e := *Classify(err)
		e.Disconnected = true
		if e.Class != driver.Operational && e.Code == "" {
			e.Class = driver.Operational
		}
		if c.watch.fired.Load() {
			e.Class, e.Cancelled = driver.Operational, true
			e.Err = &cancelled{err: err, cause: context.Cause(c.watch.ctx)}
			if isTimeout(err) {
				e.Message = "the statement was cancelled, and the server did not answer within " + guard.String() + "; the connection was dropped, and what the statement did is unknown"
			}
		}
		c.lost = &e
	}
	c.land()
	return c.lost
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// launch writes the flight in c.out, which asks for so many ReadyForQuery, and
// watches ctx until it has landed.
func (c *conn) launch(ctx context.Context, syncs int) error {
	if c.lost != nil {
		return c.lost
	}
	c.syncs = syncs
	c.warn = nil
	c.running.Store(true)
	c.watch.start(ctx)
	if len(c.out) <= smallFlight {
		// The one door of the Frontend that writes bytes without copying them. Flush
		// would throw its buffer away after every flight above a kilobyte.
		err := c.pc.Frontend().SendUnbufferedEncodedCopyData(c.out)
		if err == nil || !pgconn.SafeToRetry(err) { // of a write, it says exactly that no byte went out
			c.written += uint64(len(c.out))
		}
		if err != nil {
			return c.lose(c.lastWords(err))
		}
		return nil
	}
	c.written += uint64(len(c.out))
	c.flushed = make(chan error, 1)
	go func(nc net.Conn, out []byte, flushed chan<- error) {
		// Not through the Frontend: pgconn may close a lost connection through it meanwhile.
		_, err := nc.Write(out)
		if err != nil {
			nc.SetReadDeadline(time.Now()) // the reader would wait for an answer that cannot come
		}
		flushed <- err
	}(c.pc.Conn(), c.out, c.flushed)
	c.out = nil // the goroutine's until it has landed
	return nil
}

// lastWords looks, after a failed write, for what the server said before it hung up.
func (c *conn) lastWords(err error) error {
	c.pc.Conn().SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	for {
		m, rerr := c.pc.ReceiveMessage(context.Background())
		var pe *pgconn.PgError
		if errors.As(rerr, &pe) {
			return errors.Join(rerr, err)
		}
		if rerr != nil {
			return err
		}
		if m, ok := m.(*pgproto3.ErrorResponse); ok {
			return errors.Join(pgconn.ErrorResponseToPgError(m), err)
		}
	}
}

// land ends the flight: nothing that belongs to it can hit what runs next.
func (c *conn) land() {
	c.running.Store(false)
	if c.flushed != nil && c.lost == nil {
		<-c.flushed
	}
	c.flushed = nil
	c.syncs = 0
	if cap(c.out) > keptFlight {
		c.out = nil
	}
	c.watch.stop()
	if c.requesting.Load() {
		c.cancelMu.Lock() // a Cancel is under way: wait until the server has acknowledged it
		defer c.cancelMu.Unlock()
	}
}

// receive gives the next message that answers something. Its content is valid
// until the next call. After an error the connection is lost.
func (c *conn) receive() (pgproto3.BackendMessage, error) {
	if c.lost != nil {
		return nil, c.lost
	}
	for {
		c.watch.extend()
		m, err := c.pc.ReceiveMessage(context.Background())
		if err != nil {
			return nil, c.lose(err)
		}
		switch m := m.(type) {
		case *pgproto3.DataRow:
			return m, nil
		case *pgproto3.NoticeResponse:
			c.warn = append(c.warn, driver.Warning{Code: m.Code, Text: m.Message, Routine: m.Routine})
		case *pgproto3.ParameterStatus, *pgproto3.NotificationResponse, *pgproto3.CloseComplete:
		case *pgproto3.ErrorResponse:
			if fatal(m.SeverityUnlocalized, m.Severity) {
				return nil, c.lose(pgconn.ErrorResponseToPgError(m))
			}
			return m, nil
		case *pgproto3.ReadyForQuery:
			if c.syncs--; c.syncs <= 0 {
				c.land()
			}
			return m, nil
		default:
			return m, nil
		}
	}
}

// ready reads to the next ReadyForQuery and gives the first error before it.
func (c *conn) ready() error {
	var first error
	for {
		m, err := c.receive()
		if err != nil {
			return errors.Join(first, err)
		}
		switch m := m.(type) {
		case *pgproto3.ErrorResponse:
			if first == nil {
				first = c.refused(pgconn.ErrorResponseToPgError(m))
			}
		case *pgproto3.ReadyForQuery:
			return first
		}
	}
}

// refused classifies what the server answered, with the cause of ctx in its chain
// where that was what stopped the statement.
func (c *conn) refused(pe *pgconn.PgError) error {
	e := Classify(pe)
	if e.Cancelled && c.watch.fired.Load() {
		e.Err = &cancelled{err: pe, cause: context.Cause(c.watch.ctx)}
	}
	return e
}

// simple runs statements without values in one message and drops their rows.
func (c *conn) simple(ctx context.Context, text string) error {
	if err := c.usable(); err != nil {
		return err
	}
	if err := done(ctx); err != nil {
		return err
	}
	c.busy = true
	defer func() { c.busy = false }()
	c.out = appendQuery(c.out[:0], text)
	if err := c.launch(ctx, 1); err != nil {
		return err
	}
	return c.ready()
}

// Ping asks the server. It prepares nothing, so that it works through any pooler.
func (c *conn) Ping(ctx context.Context) error { return c.simple(ctx, "") }

// Close ends the connection, and what still runs on it, and returns when the
// server's process has hung up, or ctx is done. A lent connection goes back to
// its owner instead.
func (c *conn) Close(ctx context.Context) error {
	if c.closed {
		return nil
	}
	if c.release != nil {
		return c.giveBack(ctx)
	}
	gone := false
	if c.lost == nil && !c.pc.IsClosed() {
		gone = c.hangUp(ctx)
	}
	c.closed = true
	if nc := c.pc.Conn(); c.flushed != nil {
		nc.SetDeadline(time.Now()) // frees the writer of a flight that nobody reads any more
	} else {
		nc.SetDeadline(time.Now().Add(guard))
	}
	c.land()
	err := c.pc.Close(ctx)
	if gone {
		err = nil // TLS finds nobody to say goodbye to
	}
	select {
	case <-c.pc.CleanupDone():
		return err
	case <-ctx.Done():
		return errors.Join(err, context.Cause(ctx))
	}
}

// cancelUntilGone cancels what runs, again and again: a request that comes before
// the statement has begun is ignored. The function that it returns ends that.
func (c *conn) cancelUntilGone(ctx context.Context) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for pause := firstPause; ctx.Err() == nil; pause = min(2*pause, lastPause) {
			c.pc.CancelRequest(ctx)
			select {
			case <-ctx.Done():
			case <-time.After(pause):
			}
		}
	}()
	return func() {
		stop()
		<-ended
	}
}

// hangUp says goodbye and waits for the server to do so, for guard at most. It
// tells whether the server did.
func (c *conn) hangUp(ctx context.Context) bool {
	nc := c.pc.Conn()
	ctx, free := context.WithTimeout(ctx, guard)
	defer free()
	if c.running.Load() {
		c.watch.stop()
		defer c.cancelUntilGone(ctx)() // the server reads the goodbye only after the statement
	}
	defer context.AfterFunc(ctx, func() { nc.SetDeadline(time.Now()) })()
	if c.flushed != nil {
		return false // in the middle of a message there is no goodbye
	}
	if _, err := nc.Write([]byte{'X', 0, 0, 0, 4}); err != nil {
		return false
	}
	_, err := io.Copy(io.Discard, nc)
	return err == nil
}
