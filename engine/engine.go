package engine

import (
	"context"
	"errors"
	"sync"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/pool"
	"github.com/aludel/aludel/sql"
)

// An Engine is the way to one database: its dialect, its driver, a pool of
// connections and the cache of compiled statements. It opens no connection before
// the first use, and is safe for use by several goroutines.
type Engine struct {
	dialect dialect.Dialect
	url     *dburl.URL
	drv     driver.Driver
	pool    *pool.Pool
	cache   *lru
	opts    options
	watch   *watcher
	texts   *sync.Map       // string → *driver.Statement, of BEGIN, COMMIT and their like
	grammar compile.Grammar // of the dialect, with its names of schemas
	suffix  []byte          // what these add to a statement's key
}

// An Executor runs statements: an *Engine, one at a time in autocommit, or a
// *Conn, in its transaction.
type Executor interface {
	// Execute runs stmt with the values of its parameters.
	Execute(ctx context.Context, stmt sql.Statement, params ...sql.Params) (*Result, error)
	engine() *Engine
	start(ctx context.Context, c *call) error
}

// Dialect is the engine's dialect.
func (e *Engine) Dialect() dialect.Dialect {
	if e == nil {
		return nil
	}
	return e.dialect
}

// URL is where the engine connects to; its String hides the password. Nil for an
// engine over a *sql.DB.
func (e *Engine) URL() *dburl.URL {
	if e == nil {
		return nil
	}
	return e.url
}

// Status is the state of the pool.
func (e *Engine) Status() pool.Status {
	if !e.made() {
		return pool.Status{}
	}
	return e.pool.Status()
}

// CachedStatements is the number of compiled statements that are kept.
func (e *Engine) CachedStatements() int {
	if !e.made() {
		return 0
	}
	return e.cache.len()
}

// Dispose closes the idle connections, and those in use when they come back. The
// engine can be used on: it opens new ones.
func (e *Engine) Dispose() {
	if e.made() {
		e.pool.Dispose()
	}
}

// Close closes all connections and waits for those in use, as long as ctx allows.
// The engine cannot be used afterwards.
func (e *Engine) Close(ctx context.Context) error {
	if err := e.lends(ctx); err != nil {
		return err
	}
	return e.pool.Close(ctx)
}

// Ping connects, or asks over a connection that is there.
func (e *Engine) Ping(ctx context.Context) error {
	lease, err := e.acquire(ctx)
	if err != nil {
		return err
	}
	if err := lease.Conn().Ping(ctx); err != nil {
		err = &StatementError{Op: "ping", Err: e.classify(err)}
		lease.Invalidate(err)
		return err
	}
	return lease.Release()
}

// Execute runs one statement in autocommit. The result holds a connection until it
// is read to its end or closed; a statement without rows has given it back already.
func (e *Engine) Execute(ctx context.Context, stmt sql.Statement, params ...sql.Params) (*Result, error) {
	return execute(ctx, e, stmt, params)
}

func (e *Engine) engine() *Engine { return e }

func (e *Engine) acquire(ctx context.Context) (pool.Lease, error) {
	if err := e.lends(ctx); err != nil {
		return pool.Lease{}, err
	}
	lease, err := e.pool.Acquire(ctx)
	if err != nil {
		var te *pool.TimeoutError
		if errors.As(err, &te) {
			return lease, err
		}
		if errors.Is(err, pool.ErrClosed) {
			return lease, &closedEngine{err}
		}
		return lease, &StatementError{Op: "connecting to " + e.where(), Err: e.classify(err)}
	}
	return lease, nil
}

func (e *Engine) where() string {
	if e.url == nil {
		return e.dialect.Name()
	}
	return e.url.String()
}

// start runs c in autocommit.
func (e *Engine) start(ctx context.Context, c *call) error {
	finished := false
	defer c.guard(&finished)
	err := e.send(ctx, c)
	finished = true
	return err
}

func (e *Engine) send(ctx context.Context, c *call) error {
	if err := c.ownTransaction(); err != nil {
		return err
	}
	for again := false; ; again = true {
		lease, err := e.acquire(ctx)
		if err != nil {
			return &StatementError{Op: opOf(c.node), SQL: c.prog.SQL, Err: err}
		}
		cur := &c.cursor
		*cur = cursor{lease: lease, leased: true, dc: lease.Conn()}
		if e.watch != nil {
			cur.event = e.watch.before(ctx, c)
		}
		c.reqs = append(c.reqs[:0], driver.Request{Stmt: &c.prog.stmt, Args: c.args, Max: c.max, Sync: true})
		written := cur.dc.State().Written
		if cur.results, err = cur.dc.Run(ctx, c.reqs); err == nil {
			if err = c.head(0); err == nil {
				return nil
			}
		}
		unsent := written != 0 && cur.dc.State().Written == written
		err = c.abort(err)
		if again || !unsent || !lost(err) {
			return err
		}
	}
}

// text is the kept statement of a text of the engine's own.
func (e *Engine) text(s string, verb driver.Verb) *driver.Statement {
	if st, ok := e.texts.Load(s); ok {
		return st.(*driver.Statement)
	}
	st, _ := e.texts.LoadOrStore(s, &driver.Statement{Text: s, Verb: verb, Once: e.opts.once})
	return st.(*driver.Statement)
}

// released is told of a connection that could not be brought to order when it came
// back; the pool has closed it, and nobody waits for the error.
func (e *Engine) released(err error) {
	if e.watch != nil {
		e.watch.note("pool", err)
	}
}
