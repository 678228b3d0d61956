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
// more than most times through one session. The message names the line, how often it
// read what, how long that took, and what to write instead. The option may be given to
// many sessions, as those of a server's requests: each is counted by itself, and a line
// is reported once, as it was in the session where it read most often.
func NoLoops(t TB, most int) orm.SessionOption {
	d := &detectors{}
	t.Cleanup(func() {
		t.Helper()
		for _, s := range d.worst() {
			if s.count > most {
				t.Errorf("%s", s)
			}
		}
	})
	return func(s *orm.Session) { orm.Watch(d.one().read)(s) }
}

// detectors are those of all sessions that have the option.
type detectors struct {
	mu  sync.Mutex // protects what follows
	all []*detector
}

func (d *detectors) one() *detector {
	d.mu.Lock()
	defer d.mu.Unlock()
	one := &detector{}
	d.all = append(d.all, one)
	return one
}

// worst has each line once, with the readings of the session where there are most.
func (d *detectors) worst() []*site {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*site
	at := map[string]int{}
	for _, one := range d.all {
		for _, s := range one.sites() {
			i, seen := at[s.key()]
			switch {
			case !seen:
				at[s.key()] = len(out)
				out = append(out, s)
			case s.count > out[i].count:
				out[i] = s
			}
		}
	}
	return out
}

// detector counts the readings of a session by the line that asked for them.
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

func (s *site) key() string { return s.line + " " + s.op + " " + s.what }

// String is the message for a line that reads too often.
func (s *site) String() string {
	return fmt.Sprintf("%s: %s of %s was sent %d times (%v in all); %s", s.line, s.op, s.what, s.count, s.took.Round(time.Microsecond), s.do)
}

func (d *detector) read(r orm.Reading) {
	at := &site{line: caller(), op: r.Op, what: r.What, do: r.Advice}
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.counts[at.key()]
	if s == nil {
		if d.counts == nil {
			d.counts = map[string]*site{}
		}
		s = at
		d.counts[s.key()] = s
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
