package fake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aludel/aludel/driver"
)

// An Op is something a connection is asked to do.
type Op string

// Ops.
const (
	Connect Op = "connect"
	Run     Op = "run"
	Cancel  Op = "cancel"
	Alive   Op = "alive" // not in the transcript: it is free and frequent
	Ping    Op = "ping"
	Reset   Op = "reset"
	Close   Op = "close"
)

// A Hook is called when its Op is asked for, before the fake does it; an error
// becomes the answer. It may sleep. The Conn is nil for Connect.
type Hook func(ctx context.Context, c *Conn) error

// A Driver is a scripted driver. Its zero has an empty script. The exported
// fields are set before the first use; the methods are safe for use by several
// goroutines.
type Driver struct {
	HideTx bool // State.Tx is always '?', as where the protocol does not tell
	KeepTx bool // a failed statement leaves its transaction usable, as on MySQL and SQLite

	mu         sync.Mutex // guards everything below
	script     []*Step
	always     []*Step
	hooks      map[Op]Hook
	failures   map[Op][]error
	delays     map[Op]time.Duration
	log        []Entry
	complaints []string
	open       []*Conn
	counts     Counts
	shapes     map[string]*driver.Shape
}

// Counts are figures of a Driver's connections.
type Counts struct {
	Open    int // now
	MaxOpen int // at once, at the most
	Opened  int // since the beginning
	Failed  int // attempts to connect that failed
}

// An Entry of the log is one request of a flight, or another call that reached
// the server.
type Entry struct {
	At     time.Time
	Conn   int // the connection's number, from 1
	Op     Op
	Flight int // the number of the Run on its connection, from 1; for Op Run
	Text   string
	Args   []driver.Value
	Verb   driver.Verb
	Max    int
	Fetch  int
	Sync   bool
}

// New is a Driver that expects these steps, once each, in their order.
func New(steps ...Step) *Driver {
	d := &Driver{}
	d.Script(steps...)
	return d
}

// Script adds steps that are expected once each, after those already there.
func (d *Driver) Script(steps ...Step) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range steps {
		d.script = append(d.script, &s)
	}
}

// Always adds steps that answer any number of times, when the next step of the
// script is not for the statement. The first that matches answers.
func (d *Driver) Always(steps ...Step) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range steps {
		d.always = append(d.always, &s)
	}
}

// Hook calls h whenever op is asked for; nil takes the hook away.
func (d *Driver) Hook(op Op, h Hook) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hooks == nil {
		d.hooks = map[Op]Hook{}
	}
	d.hooks[op] = h
}

// Fail makes the next calls of op answer errs, one each; nil in the list lets one
// succeed.
func (d *Driver) Fail(op Op, errs ...error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.failures == nil {
		d.failures = map[Op][]error{}
	}
	d.failures[op] = append(d.failures[op], errs...)
}

// Slow makes each call of op take delay from now on. A ctx that is done ends it
// early, with its cause.
func (d *Driver) Slow(op Op, delay time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.delays == nil {
		d.delays = map[Op]time.Duration{}
	}
	d.delays[op] = delay
}

// trouble does what Slow, Fail and Hook have asked for.
func (d *Driver) trouble(ctx context.Context, op Op, c *Conn) error {
	d.mu.Lock()
	delay, hook := d.delays[op], d.hooks[op]
	var err error
	if f := d.failures[op]; len(f) > 0 {
		err, d.failures[op] = f[0], f[1:]
	}
	d.mu.Unlock()
	if delay > 0 {
		if e := sleep(ctx, delay, nil); e != nil {
			return e
		}
	}
	if err != nil || hook == nil {
		return err
	}
	return hook(ctx, c)
}

// Connect opens a connection. It implements driver.Driver.
func (d *Driver) Connect(ctx context.Context) (driver.Conn, error) {
	if err := d.trouble(ctx, Connect, nil); err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.counts.Failed++
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.counts.Opened++
	d.counts.Open++
	d.counts.MaxOpen = max(d.counts.MaxOpen, d.counts.Open)
	c := &Conn{d: d, id: d.counts.Opened, tx: 'I'}
	d.open = append(d.open, c)
	d.log = append(d.log, Entry{At: time.Now(), Conn: c.id, Op: Connect})
	return c, nil
}

// Classify says what err means: an *driver.Error in its chain, a cancel for a
// context's error, and an internal error for anything else. It implements
// driver.Driver.
func (d *Driver) Classify(err error) *driver.Error {
	var e *driver.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return e
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &driver.Error{Class: driver.Operational, Cancelled: true, Err: err}
	}
	return &driver.Error{Class: driver.Internal, Err: err}
}

// Conns are the connections that are open now, in the order of their opening.
func (d *Driver) Conns() []*Conn {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.open)
}

// Counts tells how many connections there are and were.
func (d *Driver) Counts() Counts {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts
}

// Log is what was sent so far.
func (d *Driver) Log() []Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.log)
}

// Texts are the texts of the statements sent so far.
func (d *Driver) Texts() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []string
	for _, e := range d.log {
		if e.Op == Run {
			out = append(out, e.Text)
		}
	}
	return out
}

// ClearLog forgets what was sent so far.
func (d *Driver) ClearLog() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = nil
}

func (d *Driver) complain(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.complaints = append(d.complaints, fmt.Sprintf(format, args...))
}

// answer finds the step for q, and uses it up when it is one of the script.
func (d *Driver) answer(c *Conn, q *driver.Request) (*Step, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.script) > 0 && d.script[0].matches(q) {
		s := d.script[0]
		d.script = d.script[1:]
		return s, nil
	}
	for _, s := range d.always {
		if s.matches(q) {
			return s, nil
		}
	}
	if v := q.Stmt.Verb; v == driver.Begin || v == driver.Commit || v == driver.Rollback {
		return &Step{}, nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "the script does not expect %s", render(q.Stmt.Text, q.Args))
	if len(d.script) > 0 {
		fmt.Fprintf(&b, "; its next step is %s", d.script[0])
	}
	d.complaints = append(d.complaints, fmt.Sprintf("connection %d: %s", c.id, b.String()))
	return nil, &driver.Error{Class: driver.Programming, Message: b.String()}
}

// unsent reports whether the script loses the connection before q is written, and
// uses that step up.
func (d *Driver) unsent(q *driver.Request) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.script) == 0 || d.script[0].Lose != Unsent || !d.script[0].matches(q) {
		return false
	}
	d.script = d.script[1:]
	return true
}

// intern gives equal columns the same Shape.
func (d *Driver) intern(cs []driver.Column) *driver.Shape {
	var b strings.Builder
	for _, c := range cs {
		fmt.Fprintf(&b, "%d:%s %d:%s %d;", len(c.Name), c.Name, len(c.Decl), c.Decl, c.Type)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	s, ok := d.shapes[b.String()]
	if !ok {
		if d.shapes == nil {
			d.shapes = map[string]*driver.Shape{}
		}
		s = &driver.Shape{Columns: slices.Clone(cs)}
		d.shapes[b.String()] = s
	}
	return s
}

// sleep waits for delay. It returns early with ctx's cause, or with a cancel when
// stop is closed.
func sleep(ctx context.Context, delay time.Duration, stop <-chan struct{}) error {
	t := time.NewTimer(delay)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return cancelled(context.Cause(ctx))
	case <-stop:
		return cancelled(nil)
	}
}

func cancelled(cause error) *driver.Error {
	return &driver.Error{Class: driver.Operational, Code: "57014", Message: "the statement was cancelled", Cancelled: true, Err: cause}
}

func lost() *driver.Error {
	return &driver.Error{Class: driver.Operational, Code: "08006", Message: "the server has closed the connection", Disconnected: true}
}
