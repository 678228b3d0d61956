package engine

import (
	"context"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/driver"
)

// A Hook sees each statement before it is sent and after it has ended. Its methods
// are called by the goroutine that executes the statement; several may run at once.
type Hook interface {
	Before(ctx context.Context, e *Event)
	After(e *Event)
}

// An Event is a statement, or a step of a transaction, on its way.
type Event struct {
	Op       string // "SELECT", "INSERT INTO product", "BEGIN (implicit)", "COMMIT", "ROLLBACK", …
	SQL      string
	Args     []string // the values as text, shortened; nil when they are hidden
	Cache    string   // "generated in 0.1ms", "cached since 3s ago"; "" for a step of a transaction
	Site     string   // file:line in the caller's code
	Begun    time.Time
	Duration time.Duration // from sending to the end of the answer
	Rows     int64         // that were read or written
	Err      error
	Step     bool // of a transaction: BEGIN, COMMIT, …
	Place    int  // among the statements that went out together: 0 for the first, and for one that went alone
	// Autocommit is set of the one statement of a transaction of a Conn, or of a session, that
	// commits by itself: BEGIN and COMMIT were not sent.
	Autocommit bool

	ctx context.Context
}

// Context is the context of the statement.
func (e *Event) Context() context.Context { return e.ctx }

type watcher struct {
	hooks []Hook
	hide  bool
}

func (w *watcher) before(ctx context.Context, c *call) *Event {
	e := &Event{Op: opOf(c.node), SQL: c.prog.SQL, Begun: time.Now(), Site: site(), Place: c.place, Autocommit: c.alone, ctx: ctx}
	if c.cached {
		e.Cache = "cached since " + age(time.Since(c.prog.made)) + " ago"
	} else {
		e.Cache = "generated in " + age(c.prog.took)
	}
	if !w.hide {
		e.Args = make([]string, len(c.args))
		for i, a := range c.args {
			e.Args[i] = showValue(a)
		}
	}
	for _, h := range w.hooks {
		h.Before(ctx, e)
	}
	return e
}

func (w *watcher) after(e *Event, rows int64, err error) {
	e.Duration, e.Rows, e.Err = time.Since(e.Begun), rows, err
	for _, h := range w.hooks {
		h.After(e)
	}
}

// mark is a step of a transaction.
func (w *watcher) mark(ctx context.Context, c *Conn, op, text string) {
	e := &Event{Op: op, SQL: text, Begun: time.Now(), Site: site(), Step: true, ctx: ctx}
	for _, h := range w.hooks {
		h.Before(ctx, e)
		h.After(e)
	}
}

// repeated is before for a statement that is executed n times, with the values of the first.
func (w *watcher) repeated(ctx context.Context, c *call, n int) *Event {
	e := w.before(ctx, c)
	if n > 1 && e.Args != nil {
		e.Args = append(e.Args, "… and "+strconv.Itoa(n-1)+" more rows")
	}
	return e
}

// step is something of the engine's own that takes time.
func (w *watcher) step(ctx context.Context, op, text string) *Event {
	e := &Event{Op: op, SQL: text, Begun: time.Now(), Site: site(), Step: true, ctx: ctx}
	for _, h := range w.hooks {
		h.Before(ctx, e)
	}
	return e
}

// note is something that nobody waits for.
func (w *watcher) note(op string, err error) {
	e := &Event{Op: op, Begun: time.Now(), Err: err, Step: true, ctx: context.Background()}
	for _, h := range w.hooks {
		h.After(e)
	}
}

// age is a duration to three digits.
func age(d time.Duration) string {
	switch {
	case d < time.Microsecond:
		return d.String()
	case d < time.Millisecond:
		return d.Round(100 * time.Nanosecond).String()
	case d < time.Second:
		return d.Round(10 * time.Microsecond).String()
	}
	return d.Round(10 * time.Millisecond).String()
}

// site is the first frame of the stack that is not of this module's packages.
func site() string {
	var pcs [24]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if !own(f.Function) {
			return f.File[strings.LastIndexByte(f.File, '/')+1:] + ":" + strconv.Itoa(f.Line)
		}
		if !more {
			return ""
		}
	}
}

const module = "github.com/aludel/aludel/"

// own reports whether a function is of the packages that only pass calls on.
func own(function string) bool {
	rest, ok := strings.CutPrefix(function, module)
	if !ok {
		return strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "iter.")
	}
	pkg, _, _ := strings.Cut(rest, ".")
	switch {
	case pkg == "engine", pkg == "async", pkg == "orm", strings.HasPrefix(pkg, "orm/"):
		return !strings.Contains(rest, "_test.")
	}
	return false
}

func showValue(v driver.Value) string {
	switch v.Kind() {
	case driver.Null:
		return "NULL"
	case driver.String:
		return "'" + shorten(v.Str(), 120) + "'"
	case driver.Date:
		return v.Time().Format("2006-01-02")
	case driver.Time:
		return v.Time().Format("2006-01-02 15:04:05.999999Z07:00")
	case driver.Wall:
		return v.Time().Format("2006-01-02 15:04:05.999999")
	case driver.Decimal, driver.JSON:
		return shorten(v.Str(), 120)
	}
	return show(v.Go())
}
