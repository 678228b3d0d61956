// Package async is the engine with many statements in flight: Execute and All
// return a future at once, and what was issued before the first Await goes out
// together, in one round trip where the database can.
//
//	users := async.All(eng, sql.Select1(Users))
//	orders := async.All(eng, sql.Select1(Orders))
//	us, err := users.Await(ctx) // both were sent
//	os, err := orders.Await(ctx)
//
// On an Engine each statement is a transaction of its own, and a failure concerns
// only itself. On a Conn they are in its transaction: after a failure the rest is
// not executed and says so (driver.ErrSkipped, with the cause).
//
// A batch has a context of its own: the context of an Await only stops the
// waiting, and the statement goes on. Cancel a batch with the context that was
// given to New or Connect.
package async

import (
	"context"
	"errors"
	"sync"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// An Executor collects statements: an Engine or a Conn.
type Executor interface{ issue(*engine.Job) *batch }

// A batch is statements that go out together. Its jobs are added before it is
// sent, and read after done is closed.
type batch struct {
	jobs []*engine.Job
	done chan struct{}
	sent bool
	// panicked is what a Scan method or a hook has panicked with; it goes on in Await.
	panicked any
}

// queue collects the next batch of an executor.
type queue struct {
	ctx context.Context
	ex  engine.Executor

	mu   sync.Mutex
	next *batch        // what is being collected; guarded by mu
	busy chan struct{} // closed when the batch before it is through; guarded by mu
}

func (q *queue) issue(j *engine.Job) *batch {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.next == nil {
		q.next = &batch{done: make(chan struct{})}
	}
	q.next.jobs = append(q.next.jobs, j)
	return q.next
}

// send lets b go, after what went before it.
func (q *queue) send(b *batch) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if b.sent {
		return
	}
	b.sent = true
	if q.next == b {
		q.next = nil
	}
	before := q.busy
	q.busy = b.done
	go func() {
		defer close(b.done)
		if before != nil {
			<-before
		}
		defer func() { b.panicked = recover() }()
		engine.Batch(q.ctx, q.ex, b.jobs)
	}()
}

// ErrNotSent answers a statement that was issued in a transaction, and not sent
// before the transaction ended without it.
var ErrNotSent = errors.New("the statement was not sent: its transaction was rolled back, or its connection closed, before the first Await")

// drop answers what was collected without sending it.
func (q *queue) drop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	b := q.next
	if b == nil {
		return
	}
	q.next, b.sent = nil, true
	for _, j := range b.jobs {
		j.Err = ErrNotSent
	}
	close(b.done)
}

// flush sends what was collected and waits for all of it.
func (q *queue) flush(ctx context.Context) error {
	q.mu.Lock()
	b, before := q.next, q.busy
	q.mu.Unlock()
	if b != nil {
		q.send(b)
		before = b.done
	}
	if before == nil {
		return nil
	}
	select {
	case <-before:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// A Future is the answer to a statement that was issued. Await may be called by
// several goroutines, and more than once.
type Future[T any] struct {
	q   *queue
	b   *batch
	job *engine.Job
	val *T
}

// Await sends the statement, with all that were issued with it, if that has not
// happened, and waits for its answer. When ctx ends the waiting ends; the statement
// goes on, and Await can be called again.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	f.q.send(f.b)
	var zero T
	select {
	case <-f.b.done:
	case <-ctx.Done():
		return zero, context.Cause(ctx)
	}
	if f.b.panicked != nil {
		panic(f.b.panicked)
	}
	if f.job.Err != nil {
		return zero, f.job.Err
	}
	return *f.val, nil
}

// An Engine issues statements that are transactions of their own. It is safe for
// use by several goroutines, whose statements may go out together.
type Engine struct {
	eng *engine.Engine
	q   *queue
}

// New makes an async engine over eng. When ctx ends, statements on their way are
// cancelled.
func New(ctx context.Context, eng *engine.Engine) *Engine {
	if ctx == nil {
		ctx = context.Background()
	}
	return &Engine{eng, &queue{ctx: ctx, ex: eng}}
}

func (e *Engine) issue(j *engine.Job) *batch { return e.q.issue(j) }

// Execute issues stmt; its answer is a result with all rows in memory.
func (e *Engine) Execute(stmt sql.Statement, params ...sql.Params) *Future[*engine.Result] {
	return execute(e.q, stmt, params)
}

func execute(q *queue, stmt sql.Statement, params []sql.Params) *Future[*engine.Result] {
	f := &Future[*engine.Result]{q: q, val: new(*engine.Result)}
	f.job = engine.JobExecute(f.val, stmt, params...)
	f.b = q.issue(f.job)
	return f
}

// All issues q; its answer is its rows.
func All[R any](ex interface {
	Executor
	queue() *queue
}, q sql.Query[R], params ...sql.Params) *Future[[]R] {
	f := &Future[[]R]{q: ex.queue(), val: new([]R)}
	f.job = engine.JobAll(f.val, q, params...)
	f.b = f.q.issue(f.job)
	return f
}

func (e *Engine) queue() *queue { return e.q }

// Connect lends a connection with a transaction, as engine.Engine.Connect does.
// When ctx ends, statements on their way are cancelled.
func (e *Engine) Connect(ctx context.Context, options ...engine.ConnOption) (*Conn, error) {
	c, err := e.eng.Connect(ctx, options...)
	if err != nil {
		return nil, err
	}
	return &Conn{c, &queue{ctx: ctx, ex: c}}, nil
}

// Begin runs f in a transaction, which is committed when f returns nil: after all
// that f has issued has succeeded, awaited or not.
func (e *Engine) Begin(ctx context.Context, f func(*Conn) error, options ...engine.ConnOption) error {
	if f == nil {
		return e.eng.Begin(ctx, nil, options...)
	}
	return e.eng.Begin(ctx, func(ec *engine.Conn) error {
		c := &Conn{ec, &queue{ctx: ctx, ex: ec}}
		defer c.settle()
		defer c.q.drop()
		if err := f(c); err != nil {
			return err
		}
		return c.pending(ctx)
	}, options...)
}

// A Conn issues statements in one transaction.
type Conn struct {
	c *engine.Conn
	q *queue
}

func (c *Conn) issue(j *engine.Job) *batch { return c.q.issue(j) }
func (c *Conn) queue() *queue              { return c.q }

// Execute issues stmt in the transaction.
func (c *Conn) Execute(stmt sql.Statement, params ...sql.Params) *Future[*engine.Result] {
	return execute(c.q, stmt, params)
}

// pending sends what was issued and not awaited, and gives its first error.
func (c *Conn) pending(ctx context.Context) error {
	c.q.mu.Lock()
	b := c.q.next
	c.q.mu.Unlock()
	if err := c.q.flush(ctx); err != nil {
		c.settle()
		return err
	}
	if b == nil {
		return nil
	}
	if b.panicked != nil {
		panic(b.panicked)
	}
	for _, j := range b.jobs {
		if j.Err != nil {
			return j.Err
		}
	}
	return nil
}

// settle waits until nothing of the transaction is on its way, without sending more.
func (c *Conn) settle() {
	c.q.mu.Lock()
	busy := c.q.busy
	c.q.mu.Unlock()
	if busy != nil {
		<-busy
	}
}

// Commit sends what was issued and commits; see engine.Conn.Commit.
func (c *Conn) Commit(ctx context.Context) error {
	if err := c.pending(ctx); err != nil {
		return err
	}
	return c.c.Commit(ctx)
}

// Rollback undoes what was done. What was issued and not sent is never sent.
func (c *Conn) Rollback(ctx context.Context) error {
	c.q.drop()
	c.settle()
	return c.c.Rollback(ctx)
}

// Close rolls back what was not committed and gives the connection back.
func (c *Conn) Close() error {
	c.q.drop()
	c.settle()
	return c.c.Close()
}
