package orm

import (
	"errors"
	"sync/atomic"

	"github.com/aludel/aludel/orm/state"
)

// A Flush is what hooks see of the flush that calls them. It is valid during the
// call, for the goroutine that is called. The session itself must not be used by hooks: it
// answers ErrReentrant.
type Flush struct {
	s     *Session
	dirty bool
	busy  atomic.Bool // Add or Delete is at work
	round int
}

// enter begins a call that changes the session, which the hook's own goroutine makes.
func (f *Flush) enter() error {
	if f == nil || f.s == nil || !f.s.calling.Load() {
		return errors.New("a Flush is valid during the call of the hook that it is given to: use the session afterwards")
	}
	if !f.busy.CompareAndSwap(false, true) {
		return ErrConcurrentSession
	}
	return nil
}

// Round is how often the hooks of OnBeforeFlush were called for this flush before: 0, and more
// where one of them has added or deleted something. What was there is seen again each time.
func (f *Flush) Round() int { return f.round }

// New are the objects that are to be inserted, each as what it is: of a hierarchy the heirs.
func (f *Flush) New() []any {
	return f.those(func(_ *state.Map, r *state.Record) bool {
		return r.Flags&(state.Pending|state.Deleted) == state.Pending
	})
}

// Changed are the objects whose rows are to be updated.
func (f *Flush) Changed() []any {
	return f.those(func(mp *state.Map, r *state.Record) bool { return f.s.u.changed(mp, r) })
}

// Deleted are the objects whose rows are to be deleted.
func (f *Flush) Deleted() []any {
	return f.those(func(_ *state.Map, r *state.Record) bool {
		return r.Flags&(state.Deleted|state.Pending|state.Gone) == state.Deleted
	})
}

func (f *Flush) those(want func(*state.Map, *state.Record) bool) []any {
	var out []any
	for _, mp := range f.s.st.Maps() {
		for r := range mp.All() {
			if want(mp, r) {
				out = append(out, mp.M.Object(r.Obj))
			}
		}
	}
	return out
}

// Changes are the fields of an object that are to be written.
func (f *Flush) Changes(obj any) []FieldChange {
	m, p, err := f.s.mapper(obj)
	if err != nil {
		return nil
	}
	mp := f.s.st.Map(m)
	if r, found := mp.Find(p); found == state.Known {
		return changesOf(mp, r)
	}
	return nil
}

// Add is Session.Add within a hook. What is added behind a flush is written by the next one, of
// which Commit makes one before COMMIT.
func (f *Flush) Add(objs ...any) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.busy.Store(false)
	for _, x := range objs {
		m, p, err := f.s.mapper(x)
		if err == nil {
			err = f.s.u.addGraph(m, p)
		}
		if err != nil {
			return err
		}
	}
	f.dirty = f.dirty || len(objs) > 0
	return nil
}

// Delete is Session.Delete within a hook, as [Flush.Add] is Session.Add.
func (f *Flush) Delete(objs ...any) error {
	if err := f.enter(); err != nil {
		return err
	}
	defer f.busy.Store(false)
	for _, x := range objs {
		m, p, err := f.s.mapper(x)
		if err != nil {
			return err
		}
		mp := f.s.st.Map(m)
		r, found := mp.Find(p)
		if found != state.Known {
			return &NotPersistedError{Op: "Delete", Entity: m.Name(), Key: m.KeyText(p)}
		}
		if mp = mp.Of(r); mp.M.Deleted != nil && r.Persistent() {
			if err := f.s.u.softDelete(mp, r, nil); err != nil {
				return err
			}
			continue
		}
		f.s.u.markDeleted(mp, r)
	}
	f.dirty = f.dirty || len(objs) > 0
	return nil
}
