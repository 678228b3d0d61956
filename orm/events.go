package orm

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// hooks are the session's own.
type hooks struct {
	beforeFlush, afterFlush                  []func(context.Context, *Flush) error
	beforeCommit, afterCommit, afterRollback []func(context.Context) error
	begin                                    []func(context.Context, *engine.Conn) error
	transition                               []func(Transition) error
}

// noHooks are those of most sessions.
var noHooks hooks

// on are the session's hooks, to be read.
func (s *Session) on() *hooks {
	if s.hooks == nil {
		return &noHooks
	}
	return s.hooks
}

// toHook are the session's hooks, to be added to.
func (s *Session) toHook() *hooks {
	if s.hooks == nil {
		s.hooks = &hooks{}
	}
	return s.hooks
}

// hooked is the option that adds a hook. Without a function it is an error of the session.
func hooked(option string, missing bool, add func(*hooks)) SessionOption {
	return func(s *Session) {
		if missing {
			s.refuse(option)
			return
		}
		add(s.toHook())
	}
}

// refuse keeps the error of an option that was given no function.
func (s *Session) refuse(option string) {
	if s.sticky == nil {
		s.sticky = fmt.Errorf("%s was given a nil function", option)
	}
}

// OnBeforeFlush calls f before each flush that has something to write. It may add,
// delete and change objects; it is called again until it adds and deletes nothing, and
// [Flush.Round] tells how often. Its error keeps the flush from being made.
func OnBeforeFlush(f func(context.Context, *Flush) error) SessionOption {
	return hooked("OnBeforeFlush", f == nil, func(h *hooks) { h.beforeFlush = append(h.beforeFlush, f) })
}

// OnAfterFlush calls f when a flush went through. Its error makes the flush fail. What it adds,
// deletes and changes is written by the next flush, at the latest before COMMIT, which calls it
// again: it must come to an end.
func OnAfterFlush(f func(context.Context, *Flush) error) SessionOption {
	return hooked("OnAfterFlush", f == nil, func(h *hooks) { h.afterFlush = append(h.afterFlush, f) })
}

// OnBeforeCommit calls f before COMMIT, after the last flush. Its error keeps it from being made.
func OnBeforeCommit(f func(context.Context) error) SessionOption {
	return hooked("OnBeforeCommit", f == nil, func(h *hooks) { h.beforeCommit = append(h.beforeCommit, f) })
}

// OnAfterCommit calls f after COMMIT. Its error is returned by Commit; nothing is undone by it.
func OnAfterCommit(f func(context.Context) error) SessionOption {
	return hooked("OnAfterCommit", f == nil, func(h *hooks) { h.afterCommit = append(h.afterCommit, f) })
}

// OnBegin calls f on the connection of each transaction that the session begins, before
// anything else is sent on it: for settings that last as long as the transaction (SET LOCAL).
// What a session reads before it writes is in no transaction, unless Begin has made the session.
// The connection is the session's: f neither commits it nor keeps it. Its error is that of the call that
// was to begin the transaction, of which nothing is left.
func OnBegin(f func(context.Context, *engine.Conn) error) SessionOption {
	return hooked("OnBegin", f == nil, func(h *hooks) { h.begin = append(h.begin, f) })
}

// OnAfterRollback calls f after a rollback of the transaction, in the database and in memory.
func OnAfterRollback(f func(context.Context) error) SessionOption {
	return hooked("OnAfterRollback", f == nil, func(h *hooks) { h.afterRollback = append(h.afterRollback, f) })
}

// hookTable is the mapper that a hook is for. A table that is not there is a mistake of
// those that are, which Configure reports.
func hookTable[E any](name string, t Entity[E]) *mapping.Mapper {
	if v := reflect.ValueOf(t); v.IsValid() && !v.IsNil() {
		return t.embeds_orm_TableOf().m
	}
	mapping.Complain(reflect.TypeFor[E](), name)
	return nil
}

type rowHook func(context.Context, *Flush, unsafe.Pointer) error

func onRow[E any](name string, t Entity[E], list func(*mapping.Hooks) *[]any, f func(context.Context, *Flush, E) error) {
	if m := hookTable(name, t); m != nil {
		if f == nil {
			m.Failf("%s was given a nil function", name)
			return
		}
		l := list(&m.Hooks)
		*l = append(*l, rowHook(func(ctx context.Context, fl *Flush, p unsafe.Pointer) error { return f(ctx, fl, entity[E](p)) }))
	}
}

// BeforeInsert calls f before the row of a new object is inserted, in every session.
// It may change the object's fields, not others. Hooks are declared with the table,
// before it is used; an error makes the flush fail before anything is sent.
func BeforeInsert[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("BeforeInsert", t, func(h *mapping.Hooks) *[]any { return &h.BeforeInsert }, f)
}

// AfterInsert calls f after the flush in which an object was inserted.
func AfterInsert[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("AfterInsert", t, func(h *mapping.Hooks) *[]any { return &h.AfterInsert }, f)
}

// BeforeUpdate calls f before the row of a changed object is updated. It may change
// its fields further.
func BeforeUpdate[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("BeforeUpdate", t, func(h *mapping.Hooks) *[]any { return &h.BeforeUpdate }, f)
}

// AfterUpdate calls f after the flush in which an object's row was updated.
func AfterUpdate[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("AfterUpdate", t, func(h *mapping.Hooks) *[]any { return &h.AfterUpdate }, f)
}

// BeforeDelete calls f before the row of an object is deleted. Children that a
// cascade deletes are loaded for it.
func BeforeDelete[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("BeforeDelete", t, func(h *mapping.Hooks) *[]any { return &h.BeforeDelete }, f)
}

// AfterDelete calls f after the flush in which an object's row was deleted.
func AfterDelete[E any](t Entity[E], f func(context.Context, *Flush, E) error) {
	onRow("AfterDelete", t, func(h *mapping.Hooks) *[]any { return &h.AfterDelete }, f)
}

// A Change is what a validation sees of one object.
type Change[E any] struct {
	Object E
	New    bool // it is to be inserted
	Fields []FieldChange
}

// Validate calls f for each object of t that is to be inserted or updated, before
// the flush sends anything. All errors are reported together, each as a *ValidationError.
func Validate[E any](t Entity[E], f func(*Change[E]) error) {
	if m := hookTable("Validate", t); m != nil {
		if f == nil {
			m.Failf("Validate was given a nil function")
			return
		}
		m.Hooks.Validate = append(m.Hooks.Validate, validation(func(p unsafe.Pointer, isNew bool, cs []FieldChange) error {
			return f(&Change[E]{Object: entity[E](p), New: isNew, Fields: cs})
		}))
	}
}

type validation func(unsafe.Pointer, bool, []FieldChange) error

// A ValidationError is an object that a Validate function refuses.
type ValidationError struct {
	Object string // as Product 12
	Err    error
}

// Error names the object.
func (e *ValidationError) Error() string { return e.Object + " is not valid: " + e.Err.Error() }

// Unwrap is the function's error.
func (e *ValidationError) Unwrap() error { return e.Err }

// changed reports whether an object's row is to be updated.
func (u *unit) changed(mp *state.Map, r *state.Record) bool {
	return r.Persistent() && (mp.Touched(r) || u.known[r] != nil)
}

// inside calls functions of the program's, which must not use the session.
func (s *Session) inside(f func() error) (err error) {
	s.calling.Store(true)
	defer func() {
		s.calling.Store(false)
		if p := recover(); p != nil {
			err = &HookPanicError{Value: p, Stack: debug.Stack()}
		}
	}()
	return f()
}

// A HookPanicError is a hook, or a default's function, that has panicked. It is honoured as
// an error of the hook's is.
type HookPanicError struct {
	Value any    // of the panic
	Stack []byte // of the goroutine, as debug.Stack gives it
}

// Error says what the panic said.
func (e *HookPanicError) Error() string { return fmt.Sprintf("the function panicked: %v", e.Value) }

// Unwrap is the value, when it is an error.
func (e *HookPanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

func (s *Session) run(ctx context.Context, fs []func(context.Context) error) error {
	for _, f := range fs {
		if err := s.inside(func() error { return f(ctx) }); err != nil {
			return err
		}
	}
	return nil
}

// hooked reports whether a flush has hooks to call.
func (s *Session) hooked() bool {
	if len(s.on().beforeFlush)+len(s.on().afterFlush)+len(s.on().transition) > 0 {
		return true
	}
	for _, mp := range s.st.Maps() {
		if mp.M.Hooks.OnFlush() {
			return true
		}
	}
	return false
}

// idle reports whether there is nothing to flush.
func (s *Session) idle() bool {
	for _, mp := range s.st.Maps() {
		if s.u.dirty(mp) {
			return false
		}
	}
	return len(s.u.pairs.rows) == 0
}

// beforeFlush calls the hooks before a flush.
func (s *Session) beforeFlush(ctx context.Context) error {
	if !s.hooked() || s.idle() {
		return nil
	}
	f := &Flush{s: s}
	for round := 0; ; round++ {
		f.dirty, f.round = false, round
		for _, h := range s.on().beforeFlush {
			if err := s.inside(func() error { return h(ctx, f) }); err != nil {
				return fmt.Errorf("flush: BeforeFlush: %w", err)
			}
		}
		if err := s.again(ctx); err != nil {
			return err
		}
		if !f.dirty {
			break
		}
		if round == 100 {
			return errors.New("flush: OnBeforeFlush adds or deletes something each of 100 times that it is called: it is called again after it did, and sees what was there before once more; remember what is done, or look whether New and Deleted have it already")
		}
	}
	done := map[*state.Record]bool{}
	var refused []error
	for more := true; more; {
		more = false
		for _, mp := range s.st.Maps() {
			h := &mp.M.Hooks
			if !h.OnFlush() {
				continue
			}
			for r := range mp.All() {
				var list []any
				isNew := false
				switch {
				case done[r]:
					continue
				case r.Flags&(state.Pending|state.Deleted) == state.Pending:
					list, isNew = h.BeforeInsert, true
				case r.Flags&(state.Pending|state.Deleted|state.Gone) == state.Deleted:
					list = h.BeforeDelete
				case s.u.changed(mp, r):
					list = h.BeforeUpdate
				default:
					continue
				}
				done[r], more = true, true
				for _, x := range list {
					if err := s.inside(func() error { return x.(rowHook)(ctx, f, r.Obj) }); err != nil {
						return fmt.Errorf("flush: hook of %s: %w", s.u.name(mp.M, r.Obj), err)
					}
				}
				if r.Flags&state.Deleted != 0 {
					continue
				}
				for _, x := range h.Validate {
					if err := s.inside(func() error { return x.(validation)(r.Obj, isNew, changesOf(mp, r)) }); err != nil {
						refused = append(refused, &ValidationError{s.u.name(mp.M, r.Obj), err})
					}
				}
			}
		}
		if more {
			if err := s.again(ctx); err != nil {
				return err
			}
		}
	}
	return errors.Join(refused...)
}

// again brings what hooks have changed into agreement.
func (s *Session) again(ctx context.Context) error {
	if err := s.u.sync(); err != nil {
		return err
	}
	return s.settleDeletes(ctx)
}

// flushAll is flush, until hooks behind it have nothing more to write: nothing may be pending at
// the end of a transaction, or at either end of a savepoint.
func (s *Session) flushAll(ctx context.Context, commit bool) (done bool, err error) {
	done, err = s.flush(ctx, commit)
	for round := 1; err == nil && !done && s.hooked(); round++ {
		if err = s.u.sync(); err != nil || s.idle() {
			break
		}
		if round == 100 {
			return false, s.fail(errors.New("flush: hooks behind a flush have added, deleted or changed something after each of 100: remember what is done"))
		}
		_, err = s.flush(ctx, false)
	}
	return done, err
}

// afterFlush calls the hooks after a flush.
func (s *Session) afterFlush(ctx context.Context, fl *flush) error {
	if !s.hooked() {
		return nil
	}
	f := &Flush{s: s}
	call := func(mp *state.Map, r *state.Record, list []any) error {
		for _, x := range list {
			if err := s.inside(func() error { return x.(rowHook)(ctx, f, r.Obj) }); err != nil {
				return fmt.Errorf("flush: hook of %s: %w", s.u.name(mp.M, r.Obj), err)
			}
		}
		return nil
	}
	for _, i := range fl.inserts {
		if err := call(i.mp, i.rec, i.mp.M.Hooks.AfterInsert); err != nil {
			return err
		}
	}
	for _, ch := range fl.updates {
		if ch.post {
			continue
		}
		if err := call(ch.mp, ch.rec, ch.mp.M.Hooks.AfterUpdate); err != nil {
			return err
		}
	}
	for _, d := range fl.deletes {
		if err := call(d.mp, d.rec, d.mp.M.Hooks.AfterDelete); err != nil {
			return err
		}
	}
	for _, h := range s.on().afterFlush {
		if err := s.inside(func() error { return h(ctx, f) }); err != nil {
			return fmt.Errorf("flush: AfterFlush: %w", err)
		}
	}
	return nil
}
