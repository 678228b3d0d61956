package engine

import (
	"context"
	"errors"
	"time"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/pool"
	"github.com/aludel/aludel/sql"
)

// closeTimeout bounds what Close does without a context of its own.
const closeTimeout = 5 * time.Second

// A Conn is a connection with a transaction that begins with the first statement
// and ends with Commit or Rollback; the next statement begins another. It is for
// one goroutine at a time.
type Conn struct {
	eng     *Engine
	lease   pool.Lease
	dc      driver.Conn
	opts    dialect.TxOptions
	auto    bool  // autocommit: no transaction at all
	managed bool  // by Begin, which ends the transaction
	ended   bool  // within Begin, the transaction has been ended
	begun   bool  // BEGIN was sent
	used    bool  // something was executed since the last end
	broken  error // the transaction cannot go on
	gone    bool  // the connection was lost; Rollback gets another
	doomed  error // it was lost within the flight that is being read
	closed  bool
	saves   []string // open savepoints, outermost first
	names   int      // of savepoints that were made
	current *call    // whose answer is open on the connection
	shared  joint    // the answers of the flight that is being read
}

// A ConnOption is an option of Connect and Begin.
type ConnOption func(*Conn)

// Isolation is the isolation level of the transactions, as in
// Isolation(dialect.Serializable). It ends with them: the connection's next user
// has the database's own.
func Isolation(level dialect.Isolation) ConnOption {
	return func(c *Conn) { c.opts.Isolation = level }
}

// ReadOnly refuses writes.
func ReadOnly(c *Conn) { c.opts.ReadOnly = true }

// Snapshot gives all reads of a transaction one state of the database: on SQLite it
// begins one for reading at once; elsewhere it is REPEATABLE READ, READ ONLY.
func Snapshot(c *Conn) { c.opts.Snapshot = true }

// Immediate takes the right to write at once, on SQLite, instead of with the first
// write. Elsewhere it changes nothing.
func Immediate(c *Conn) { c.opts.Immediate = true }

// Autocommit makes each statement a transaction of its own. Commit and Rollback
// have nothing to do then. It is for Connect, not for Begin, and alone: what the other
// options say is said when a transaction begins, and here none does.
func Autocommit(c *Conn) { c.auto = true }

// Connect lends a connection. The caller closes it; what was not committed then is
// rolled back.
//
//go:noinline
func (e *Engine) Connect(ctx context.Context, options ...ConnOption) (*Conn, error) {
	return e.connect(ctx, false, options)
}

func (e *Engine) connect(ctx context.Context, managed bool, options []ConnOption) (*Conn, error) {
	if err := e.lends(ctx); err != nil {
		return nil, err
	}
	c := &Conn{eng: e, managed: managed}
	for _, o := range options { // before a connection is lent, which a panic would lose
		if o == nil {
			return nil, errors.New("Connect and Begin: one of the options is nil")
		}
		o(c)
	}
	if err := c.agrees(); err != nil {
		return nil, err
	}
	if c.opts.Isolation == dialect.DefaultIsolation {
		c.opts.Isolation = e.opts.isolation
	}
	if _, err := e.dialect.Begin(c.opts); err != nil {
		return nil, err
	}
	lease, err := e.acquire(ctx)
	if err != nil {
		return nil, err
	}
	c.lease, c.dc = lease, lease.Conn()
	return c, nil
}

// agrees refuses options that have no effect together with Autocommit.
func (c *Conn) agrees() error {
	if !c.auto {
		return nil
	}
	what := ""
	switch {
	case c.managed:
		return errors.New("Begin with Autocommit: Begin runs its function in a transaction, and Autocommit has none; use Connect for Autocommit")
	case c.opts.Isolation != dialect.DefaultIsolation:
		what = "Isolation"
	case c.opts.ReadOnly:
		what = "ReadOnly"
	case c.opts.Snapshot:
		what = "Snapshot"
	case c.opts.Immediate:
		what = "Immediate"
	default:
		return nil
	}
	return errors.New("Autocommit with " + what + ": " + what + " is said when a transaction begins, and in autocommit none does; leave one of them out")
}

// Begin runs f in a transaction: it is committed when f returns nil, and rolled back
// when f returns an error, which is returned, or panics, which goes on. An error of
// the commit is returned.
func (e *Engine) Begin(ctx context.Context, f func(*Conn) error, options ...ConnOption) (err error) {
	if f == nil {
		return errNoFunction
	}
	c, err := e.connect(ctx, true, options)
	if err != nil {
		return err
	}
	finished := false
	defer func() {
		if !finished { // a panic, or runtime.Goexit
			c.Close()
		}
	}()
	err = f(c)
	finished = true
	if err == nil && !c.ended {
		err = c.commit(ctx)
	}
	if cerr := c.Close(); err == nil {
		err = cerr
	}
	return err
}

// Execute runs stmt in the connection's transaction. An open result of the same
// connection is taken into memory first.
func (c *Conn) Execute(ctx context.Context, stmt sql.Statement, params ...sql.Params) (*Result, error) {
	return execute(ctx, c, stmt, params)
}

// Engine is what lent the connection.
func (c *Conn) Engine() *Engine {
	if c == nil {
		return nil
	}
	return c.eng
}

// Driver is the driver's connection, for what the contract lacks. It must not be
// used while a result is open.
func (c *Conn) Driver() driver.Conn {
	if c == nil {
		return nil
	}
	return c.dc
}

// InTransaction reports whether a transaction has begun and not ended.
func (c *Conn) InTransaction() bool { return c != nil && !c.closed && !c.auto && c.used }

func (c *Conn) engine() *Engine { return c.eng }

// ready reports why nothing can be executed.
func (c *Conn) ready() error {
	switch {
	case !c.made():
		return errNoConn
	case c.closed:
		return ErrConnClosed
	case c.ended:
		return ErrTxEnded
	case c.broken != nil:
		return &pendingRollback{c.broken}
	}
	return nil
}

// free takes what is left of an open answer into memory.
func (c *Conn) free() error {
	if c.current == nil {
		return nil
	}
	return c.current.detach()
}

// allows refuses in a transaction that only reads what the database would let
// through: a write where BEGIN knows no READ ONLY, a schema change also where it ends
// the transaction first.
func (c *Conn) allows(k *call) error {
	if err := k.ownTransaction(); err != nil && !c.auto {
		return err
	}
	if !c.opts.ReadOnly {
		return nil
	}
	f := c.eng.dialect.Features()
	if k.prog.Schema && (f.LazyBegin || !f.TransactionalDDL) || k.prog.Verb == driver.Write && f.LazyBegin {
		return &StatementError{Op: opOf(k.node), SQL: k.prog.SQL, Err: ErrReadOnly}
	}
	return nil
}

// ownTransaction refuses a text that begins or ends a transaction.
func (k *call) ownTransaction() error {
	if v := k.prog.Verb; v == driver.Begin || v == driver.Commit || v == driver.Rollback {
		return &StatementError{Op: opOf(k.node), SQL: k.prog.SQL, Err: ErrOwnTransaction}
	}
	return nil
}

// beginning is what has to be sent in front of a statement of that verb.
func (c *Conn) beginning(verb driver.Verb) []string {
	if c.auto || c.begun {
		return nil
	}
	lazy := c.eng.dialect.Features().LazyBegin && !c.opts.Snapshot && !c.opts.Immediate
	if lazy && verb == driver.Query && len(c.saves) == 0 {
		return nil
	}
	texts, _ := c.eng.dialect.Begin(c.opts)
	return texts
}

// start runs k in the transaction, and begins it when that is due.
func (c *Conn) start(ctx context.Context, k *call) error {
	if ctx == nil {
		return errNoContext
	}
	if err := c.ready(); err != nil {
		return &StatementError{Op: opOf(k.node), SQL: k.prog.SQL, Err: err}
	}
	if err := c.allows(k); err != nil {
		return err
	}
	if err := c.free(); err != nil {
		return err
	}
	for again := false; ; again = true {
		cur := &k.cursor
		*cur = cursor{conn: c, dc: c.dc}
		begin := c.beginning(k.prog.Verb)
		k.reqs = k.reqs[:0]
		for _, text := range begin {
			k.reqs = append(k.reqs, driver.Request{Stmt: c.eng.text(text, driver.Begin)})
		}
		k.reqs = append(k.reqs, driver.Request{Stmt: &k.prog.stmt, Args: k.args, Max: k.max, Fetch: k.fetch, Sync: true})
		if c.eng.watch != nil {
			if len(begin) > 0 {
				c.eng.watch.mark(ctx, c, "BEGIN (implicit)", begin[len(begin)-1])
			}
			cur.event = c.eng.watch.before(ctx, k)
		}
		fresh := !c.used
		c.used = true
		written := c.dc.State().Written
		var err error
		if cur.results, err = c.dc.Run(ctx, k.reqs); err == nil {
			if err = k.head(len(begin)); err == nil {
				c.begun = c.begun || len(begin) > 0
				c.current = k
				return nil
			}
		}
		c.begun = c.begun || len(begin) > 0 && c.dc.State().Tx != 'I'
		unsent := written != 0 && c.dc.State().Written == written
		err = k.abort(err)
		if again || !unsent || !fresh || !lost(err) {
			return err
		}
		if rerr := c.reconnect(ctx); rerr != nil {
			return errors.Join(err, rerr)
		}
	}
}

// after looks at what a statement has left behind.
func (c *Conn) after(err error) {
	if err == nil {
		return
	}
	switch st := c.dc.State(); {
	case lost(err) || st.Tx == 'X':
		c.gone, c.broken = true, err
		c.lease.Invalidate(err)
	case st.Tx == 'E':
		c.broken = err
	case st.Tx == 'I' && c.begun:
		// the database has rolled the whole transaction back by itself
		c.broken = err
	}
}

// amid is after for a statement of a flight. What is behind it is still read from the
// connection, so that one which is lost is given up by landed only: the pool closes it at once.
func (c *Conn) amid(err error) {
	if err != nil && (lost(err) || c.dc.State().Tx == 'X') {
		c.broken, c.doomed = err, err
		return
	}
	c.after(err)
}

// landed gives up the connection that was lost within the flight that is over.
func (c *Conn) landed() {
	if c.doomed != nil && !c.gone {
		c.gone = true
		if c.broken == nil {
			c.broken = c.doomed
		}
		c.lease.Invalidate(c.doomed)
	}
	c.doomed = nil
}

// settled notes that a statement has ended the transaction by itself, as a schema
// change does on MariaDB: what comes next begins another one.
func (c *Conn) settled() {
	if c.begun && c.broken == nil && c.dc.State().Tx == 'I' {
		c.begun, c.saves = false, nil
	}
}

// reconnect replaces a connection that was lost before it was used.
func (c *Conn) reconnect(ctx context.Context) error {
	lease, err := c.eng.acquire(ctx)
	if err != nil {
		return err
	}
	c.lease, c.dc = lease, lease.Conn()
	c.broken, c.gone, c.begun, c.used = nil, false, false, false
	return nil
}

// Close rolls back what was not committed, within 5 seconds, and gives the
// connection back. It may be called twice.
func (c *Conn) Close() error {
	if !c.made() {
		return errNoConn
	}
	if c.closed {
		return nil
	}
	var err error
	if c.current != nil {
		c.current.cut()
	}
	if !c.gone {
		if c.begun {
			ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
			defer cancel()
			if c.eng.watch != nil && c.used {
				c.eng.watch.mark(ctx, c, "ROLLBACK (closed without commit)", "ROLLBACK")
			}
			err = c.run(ctx, c.eng.dialect.Rollback(), driver.Rollback)
		}
		c.closed = true
		if err != nil {
			c.lease.Invalidate(err)
		} else {
			err = c.lease.Release()
		}
	}
	c.closed = true
	return err
}

// run executes a text of the engine's own, without an answer worth reading.
func (c *Conn) run(ctx context.Context, text string, verb driver.Verb) error {
	res, err := c.dc.Run(ctx, []driver.Request{{Stmt: c.eng.text(text, verb), Sync: true}})
	if err == nil {
		err = res.Close()
	}
	if err != nil {
		return c.eng.classify(err)
	}
	return nil
}
