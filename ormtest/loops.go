package ormtest

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aludel/aludel/orm"
)

// Poison makes each collection that is not loaded hold one nil, so that a loop over
// it panics at the line that reads it instead of running zero times: it is
// orm.PoisonUnloaded.
func Poison(s *orm.Session) { orm.PoisonUnloaded(s) }

// TB is what is needed of a testing.TB.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(f func())
}

// NoLoops fails the test, at its end, for each line that has read from the database
// more than most times through the session. The message names the line, how often it
// read what, how long that took, and what to write instead.
func NoLoops(t TB, most int) orm.SessionOption {
	d := &detector{}
	t.Cleanup(func() {
		t.Helper()
		for _, s := range d.sites() {
			if s.count > most {
				t.Errorf("%s", s)
			}
		}
	})
	return orm.Watch(d.read)
}

// detector counts readings by the line that asked for them.
type detector struct {
	mu     sync.Mutex // protects what follows
	counts map[string]*site
	order  []*site
}

type site struct {
	line  string
	op    string
	what  string
	count int
	took  time.Duration
	do    string
}

// String is the message for a line that reads too often.
func (s *site) String() string {
	return fmt.Sprintf("%s: %s of %s was sent %d times (%v in all); %s", s.line, s.op, s.what, s.count, s.took.Round(time.Microsecond), s.do)
}

func (d *detector) read(r orm.Reading) {
	line := caller()
	d.mu.Lock()
	defer d.mu.Unlock()
	key := line + " " + r.Op + " " + r.What
	s := d.counts[key]
	if s == nil {
		if d.counts == nil {
			d.counts = map[string]*site{}
		}
		s = &site{line: line, op: r.Op, what: r.What, do: r.Advice}
		d.counts[key] = s
		d.order = append(d.order, s)
	}
	s.count++
	s.took += r.Took
}

func (d *detector) sites() []*site {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.order)
}

// caller is the line of the program that called package orm.
func caller() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "github.com/aludel/aludel/orm.") && !strings.HasPrefix(f.Function, "github.com/aludel/aludel/ormtest.(*detector)") && f.Function != "" {
			return fmt.Sprintf("%s:%d", f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
		if !more {
			return "?"
		}
	}
}
