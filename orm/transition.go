package orm

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/orm/state"
)

// A Transition is an object that has become something else to its session.
//
//	Transient → Pending       Add, and what it reaches
//	Pending → Persistent      a flush has inserted the row
//	Transient → Persistent    the row was read, or Attach took the object for one
//	Persistent → Deleted      a flush has deleted the row
//	Deleted → Detached        the deletion was committed
//	Deleted → Persistent      … or rolled back
//	Pending → Transient       a rollback, Expunge, or Delete before the flush
//	Persistent → Transient    the INSERT was rolled back
//	Persistent → Expired      Expire, a rollback, or a statement that changed the row
//	Expired → Persistent      the row was read again
//	Persistent → Detached     Expunge, Clear, Close
//
// Savepoints do in part what a rollback does in whole. An object that is to be deleted
// is Persistent until the flush, whatever StateOf says of it.
type Transition struct {
	Object   any
	From, To State
}

// OnTransition calls f for each Transition of an object, when the call of the session that
// has brought it about is about to end; for what a flush does, before its end. Its error is
// the error of Flush, Commit, Rollback or Close when it comes from there: of a flush, which
// must then be rolled back, or of what holds already. From elsewhere, as from Add or a query,
// it keeps the next flush from being made, and is its error. f is called once for each, and
// must not use the session.
func OnTransition(f func(Transition) error) SessionOption {
	return func(s *Session) {
		if f == nil {
			s.refuse("OnTransition")
			return
		}
		s.st.Watch()
		h := s.toHook()
		h.transition = append(h.transition, f)
	}
}

// moved tells the hooks what has become of objects.
func (s *Session) moved() error {
	if len(s.on().transition) == 0 {
		return nil
	}
	var errs []error
	for _, m := range s.st.TakeMoves() {
		t := Transition{Object: m.M.Object(m.Obj), From: phases[m.From], To: phases[m.To]}
		for _, f := range s.on().transition {
			if err := s.inside(func() error { return f(t) }); err != nil {
				errs = append(errs, fmt.Errorf("OnTransition of %s, %v to %v: %w", s.u.name(m.M, m.Obj), t.From, t.To, err))
			}
		}
	}
	return errors.Join(errs...)
}

var phases = [...]State{state.Outside: Transient, state.New: Pending, state.Row: Persistent, state.Removed: Deleted, state.Stale: Expired, state.LetGo: Detached}
