package orm

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// A Reading is what a call of a session has read from the database.
type Reading struct {
	Op      string // Of, Get or Select
	What    string // the relationship or the entity
	Objects int    // for how many objects a relationship was loaded
	Took    time.Duration
	Advice  string // the line that reads it together with others
}

// Watch calls f after each Of, Get and query of the session that has read from the
// database, in the goroutine that made the call: the stack tells where that was. f
// must not use the session. When it panics, what was read is answered all the same, and the
// next flush is not made: its error is the *HookPanicError. See package ormtest for a detector of queries in loops.
func Watch(f func(Reading)) SessionOption {
	return func(s *Session) {
		if s.watch = f; f == nil {
			s.refuse("Watch")
		}
	}
}

// watched reports what began at start.
func (s *Session) watched(start time.Time, r Reading) {
	if s.watch != nil {
		r.Took = time.Since(start)
		if err := s.inside(func() error { s.watch(r); return nil }); err != nil && s.sticky == nil {
			s.sticky = fmt.Errorf("Watch: %w", err)
		}
	}
}

func (s *Session) started() (t time.Time) {
	if s.watch != nil {
		t = time.Now()
	}
	return t
}

// PoisonUnloaded makes each collection that is not loaded hold one nil, so that a
// loop over it stops at the line that reads it instead of running zero times. What is
// appended to such a collection is written as ever. It is meant for tests, and costs a
// walk over all objects in each call of the session.
func PoisonUnloaded(s *Session) { s.poison = true }

var poisoned [1]unsafe.Pointer

// unloaded calls f for each collection that is not loaded.
func (s *Session) unloaded(f func(field *[]unsafe.Pointer)) {
	for _, mp := range s.st.Maps() {
		for _, rel := range mp.M.Rels {
			if rel.Kind != mapping.Many || rel.Map != nil {
				continue
			}
			for r := range mp.All() {
				if r.Flags&state.Pending == 0 && *mp.Plan.State(r.Snap, rel.Index) == state.NotLoaded {
					f(rel.ManyOf(r.Obj))
				}
			}
		}
	}
}

// poisonAll is the end, and cure the beginning, of a call.
func (s *Session) poisonAll() {
	s.unloaded(func(field *[]unsafe.Pointer) {
		if len(*field) == 0 {
			*field = poisoned[:1:1]
		}
	})
}

func (s *Session) cure() {
	s.unloaded(func(field *[]unsafe.Pointer) {
		switch now := *field; {
		case len(now) == 1 && now[0] == nil:
			*field = nil
		case len(now) > 1 && now[0] == nil:
			*field = append([]unsafe.Pointer(nil), now[1:]...)
		}
	})
}
