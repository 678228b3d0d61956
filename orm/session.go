package orm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"sync/atomic"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Session is a unit of work: it knows its objects, one for each key, and what
// the database has of them, and writes back what has changed.
//
// It reads in autocommit until it first writes; from then until Commit or
// Rollback everything it does is one transaction, which Begin starts at once.
// Objects that were read in an earlier transaction are read again when they are
// asked for.
//
// A session is used by one goroutine at a time. Overlapping calls are answered by
// ErrConcurrentSession; two goroutines that change one object are the race
// detector's business.
type Session struct {
	eng      *engine.Engine
	conn     *engine.Conn      // of the transaction; nil outside of one
	outer    *engine.Conn      // whose transaction the session lives in; nil: it has its own
	held     *engine.Savepoint // of outer, that is the session's transaction
	base     *Base
	watch    func(Reading)
	policies *scope // nil: those of the tables alone
	hooks    *hooks // nil: none

	// What is small stands together: many sessions live as long as one request.
	busy     atomic.Int32
	calling  atomic.Bool // a function of the program's
	explicit bool        // reads belong into the transaction, too
	raw      bool        // … by a statement of the program's, since the savepoint
	claims   bool        // what is read is for what is written next
	wrote    bool        // something was sent in the transaction that may have changed rows
	keep     bool
	poison   bool
	noflush  bool
	readOnly bool
	closed   bool
	unknown  bool // nobody knows whether the commit was made

	failed error                 // only Rollback helps
	sticky error                 // what Add and Delete could not return
	late   atomic.Pointer[error] // … because another call was inside

	st    *state.Store
	u     *unit
	types map[reflect.Type]*mapping.Mapper

	lastType   reflect.Type // that Add or its like was given
	lastMapper *mapping.Mapper
}

// A SessionOption is an option of NewSession and Begin.
type SessionOption func(*Session)

// Using is the base whose mappings Add and Delete look their objects up in, for
// structs that are mapped in several.
func Using(b *Base) SessionOption { return func(s *Session) { s.base = b } }

// StrictRelations makes it an error when a new object's foreign key says something
// else than its objects. Otherwise the objects win, and the log has a warning.
func StrictRelations(s *Session) { s.u.strict = true }

// KeepAcrossCommits lets Get answer from memory also what was read in an earlier
// transaction.
func KeepAcrossCommits(s *Session) { s.keep = true }

// AutoflushOff keeps queries from flushing the tables that they read. They then do
// not see what was changed and not flushed.
func AutoflushOff(s *Session) { s.noflush = true }

// NewSession makes a session. It costs nothing until it is used, and must be closed.
func NewSession(eng *engine.Engine, options ...SessionOption) *Session {
	all := &struct { // a session for each request is one allocation
		session Session
		store   state.Store
		unit    unit
	}{}
	s := &all.session
	all.store.Start()
	all.unit = unit{st: &all.store, log: slog.Default()}
	s.eng, s.st, s.u = eng, &all.store, &all.unit
	for _, o := range options {
		if o == nil {
			if s.sticky == nil {
				s.sticky = errors.New("a session was given a nil option")
			}
			continue
		}
		o(s)
	}
	return s
}

// Begin runs f with a session whose reads and writes are one transaction: it is
// committed when f returns nil, and rolled back when f returns an error, which is
// returned, or panics, which goes on. After a rollback the objects hold what they
// held before.
func Begin(ctx context.Context, eng *engine.Engine, f func(*Session) error, options ...SessionOption) (err error) {
	if f == nil {
		return errNoFunction
	}
	if ctx == nil {
		return errNoContext
	}
	s := NewSession(eng, options...)
	s.explicit = true
	finished := false
	defer func() {
		if !finished {
			s.busy.Store(0)
			_ = s.Rollback(context.WithoutCancel(ctx))
			_ = s.Close()
		}
	}()
	err = f(s)
	finished = true
	if err == nil {
		err = s.Commit(ctx)
	}
	if err != nil && !s.closed {
		if rerr := s.Rollback(context.WithoutCancel(ctx)); rerr != nil {
			err = errors.Join(err, rerr)
		}
	}
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return err
}

var (
	errNoFunction = errors.New("Begin and Savepoint want a function to run: a nil was given")
	errNoSession  = errors.New("a nil *orm.Session was used, or one that NewSession has not made")
	errNoContext  = errors.New("a nil context.Context was given: context.Background() is the one without an end")
)

// enter is the beginning of every public method.
func (s *Session) enter() error {
	if s == nil || s.u == nil {
		return errNoSession
	}
	if !s.busy.CompareAndSwap(0, 1) {
		return s.inUse()
	}
	switch {
	case s.closed:
		s.leave()
		return ErrSessionClosed
	case s.failed != nil:
		s.leave()
		return &PendingRollbackError{s.failed}
	}
	if s.poison {
		s.cure()
	}
	return nil
}

// inUse is the error of a call while another one is inside.
func (s *Session) inUse() error {
	if s.calling.Load() {
		return ErrReentrant
	}
	return ErrConcurrentSession
}

func (s *Session) leave() {
	if len(s.on().transition) > 0 {
		defer s.busy.Store(0) // also when a hook ends its goroutine, as a test that fails does
	}
	if err := s.moved(); err != nil {
		s.sticky = errors.Join(s.sticky, err)
	}
	if s.poison && !s.closed {
		s.poisonAll()
	}
	s.busy.Store(0)
}

// made is what a default of the program's gives for c. A panic of its function is an error.
func (s *Session) made(c *mapping.Column, d *schema.Default) (v any, err error) {
	s.calling.Store(true)
	defer s.calling.Store(false)
	return made(c, d)
}

func made(c *mapping.Column, d *schema.Default) (v any, err error) {
	if d.Func == nil {
		return d.Value, nil
	}
	v, err = d.Made(c.Def)
	if p, ok := err.(*schema.PanicError); ok {
		err = fmt.Errorf("the default of %s: %w", c.Name(), &HookPanicError{Value: p.Value, Stack: p.Stack})
	}
	return v, err
}

// Len is the number of objects that the session knows.
func (s *Session) Len() int {
	if s == nil || s.st == nil {
		return 0
	}
	return s.st.Len()
}

// Sync finds what has changed in relationships and brings foreign keys, references
// and collections into agreement, in memory. Flush does so by itself.
func (s *Session) Sync() error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if err := s.takeSticky(); err != nil {
		return err
	}
	return s.u.sync()
}

func (s *Session) takeSticky() error {
	err := s.sticky
	s.sticky = nil
	if l := s.late.Swap(nil); l != nil {
		return errors.Join(*l, err)
	}
	return err
}

// Flush writes what has changed, inside the session's transaction. When the database
// refuses something the transaction is rolled back there at once, and the session
// takes nothing but Rollback, which puts the objects back too, or Close.
func (s *Session) Flush(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if s.readOnly {
		return ErrReadOnlySession
	}
	_, err := s.flush(ctx, false)
	return err
}

// Commit flushes, and makes the transaction last. After an error the session must
// be rolled back, as after Flush; when errors.Is finds engine.ErrCommitUnknown, nobody knows which
// of the two has happened, and all objects are read again before they are used.
func (s *Session) Commit(ctx context.Context) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	if len(s.u.levels) > 0 {
		return errInSavepoint
	}
	done, err := s.flushAll(ctx, len(s.on().beforeCommit) == 0)
	if err != nil {
		return err
	}
	if err := s.run(ctx, s.on().beforeCommit); err != nil {
		return s.fail(fmt.Errorf("BeforeCommit: %w", err))
	}
	if s.conn != nil && !done {
		err = s.commitTx(ctx)
	}
	if err = s.ended(err); err == nil {
		err = s.run(ctx, s.on().afterCommit)
	}
	if merr := s.moved(); merr != nil {
		err = errors.Join(err, merr)
	}
	return err
}

// ended is the end of a transaction by COMMIT.
func (s *Session) ended(err error) error {
	switch {
	case err == nil, errors.Is(err, engine.ErrNotReplicated):
		s.u.committed()
		s.next()
		return errors.Join(err, s.release())
	}
	return s.fail(err)
}

// fail notes that only Rollback helps. The database need not wait for that: the
// transaction cannot be used any more, and others may be waiting for what it has
// locked, on SQLite for the right to write.
func (s *Session) fail(err error) error {
	s.failed = err
	if len(s.u.levels) > 0 && !errors.Is(err, engine.ErrCommitUnknown) {
		return err // the savepoint is rolled back, and the transaction goes on
	}
	s.unknown = errors.Is(err, engine.ErrCommitUnknown)
	if rerr := s.release(); rerr != nil {
		err = errors.Join(err, rerr)
	}
	return err
}

// next begins another unit of work.
func (s *Session) next() {
	s.st.Gen++
	s.failed, s.unknown, s.wrote = nil, false, false
}

// Rollback undoes the transaction, and what was changed in memory since it began:
// objects that are rows get back all mapped fields and relationships, changed by
// the program or by the session; objects that were added are plain structs again
// without what the session wrote into them (generated keys, defaults, foreign
// keys), so that they can be added again.
func (s *Session) Rollback(ctx context.Context) error {
	switch {
	case s == nil || s.u == nil:
		return errNoSession
	case ctx == nil:
		return errNoContext
	}
	if !s.busy.CompareAndSwap(0, 1) {
		return s.inUse()
	}
	defer s.leave()
	if s.closed {
		return ErrSessionClosed
	}
	if s.poison {
		s.cure()
	}
	var err error
	if s.conn != nil {
		err = s.rollbackTx(ctx)
	}
	if s.unknown { // neither restored nor confirmed
		s.u.end()
		s.expire()
	} else {
		s.u.rollback()
		if s.wrote {
			s.expire()
		}
	}
	s.sticky = nil
	s.late.Store(nil)
	s.next()
	return errors.Join(err, s.release(), s.run(ctx, s.on().afterRollback), s.moved())
}

// expire makes every object be read again before a Get answers with it.
func (s *Session) expire() {
	for _, mp := range s.st.Maps() {
		for r := range mp.All() {
			mp.Expire(r)
		}
	}
}

// Close ends the session. What was not committed is rolled back in the database;
// the objects stay as they are, and belong to nobody. It may be called twice.
func (s *Session) Close() error {
	if s == nil || s.u == nil {
		return errNoSession
	}
	if !s.busy.CompareAndSwap(0, 1) {
		return s.inUse()
	}
	defer s.leave()
	if s.closed {
		return nil
	}
	if s.poison {
		s.cure()
	}
	s.closed = true
	s.st.Clear()
	s.u.end()
	s.late.Store(nil)
	err := s.release()
	if merr := s.moved(); merr != nil {
		err = errors.Join(err, merr)
	}
	return err
}

// Expunge makes the session forget objects, with their unflushed changes; what it does not know
// is left alone. An object that was
// only added must leave the collections and references of the session's other objects, too:
// the next flush is an *ExpungedError where one still holds it.
func (s *Session) Expunge(objs ...any) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	for _, x := range objs {
		m, obj, err := s.mapper(x)
		if err != nil {
			return err
		}
		if s.u.unpostpone(obj) {
			continue
		}
		if _, found := s.st.Map(m).Find(obj); found != state.Known && found != state.KeyChanged {
			continue
		}
		if err := s.along("Expunge", []any{x}, mapping.CascadeExpunge, func(mp *state.Map, r *state.Record) error {
			if r.Flags&(state.Pending|state.Deleted) == state.Pending {
				if s.u.expunged == nil {
					s.u.expunged = map[unsafe.Pointer]bool{}
				}
				s.u.expunged[r.Obj] = true
			}
			s.u.drop(mp, r)
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// Clear makes the session forget all objects, with their unflushed changes.
func (s *Session) Clear() error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	s.st.Clear()
	s.u.forgetAll()
	return nil
}

// Execute flushes, and runs any statement in the session's transaction. An UPDATE or
// DELETE of a mapped table leaves the session's objects right: what has changed in
// them is asked for with RETURNING, or where the database has no such thing before and
// after it. What an entity has in several tables is written by a statement for each of
// them, for the rows that are asked for before; the result is the last one's, which counts
// these rows. Collections that rows of an INSERT may belong to are Outdated, and so are those
// through an association table that is written. What other statements change is not seen by
// objects that are in memory already: Refresh them.
func (s *Session) Execute(ctx context.Context, stmt sql.Statement, params ...sql.Params) (*engine.Result, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	if _, err := s.flush(ctx, false); err != nil {
		return nil, err
	}
	c, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	n, err := s.scoped(ctx, sql.StatementOf(stmt))
	if err != nil {
		return nil, err
	}
	if p, err := s.inParts(ctx, n, params); err != nil {
		return nil, err
	} else if p != nil {
		return s.runParts(ctx, p)
	}
	b, err := s.affected(ctx, n, params)
	if err != nil {
		return nil, err
	}
	if n != sql.StatementOf(stmt) {
		stmt = statement(n)
	}
	if b != nil && b.stmt != nil {
		stmt = statement(b.stmt)
	}
	s.wrote, s.raw = true, true
	r, err := c.Execute(ctx, stmt, params...)
	if err != nil {
		return nil, err
	}
	if b != nil && b.stmt != nil {
		if err := b.take(s, r); err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	if err := b.settle(ctx, s); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	s.mayHaveCome(n, r.RowCount(), b.known())
	return r, nil
}

// free reports whether the session sees all rows, whatever the policies are.
func (s *Session) free() bool { return s.policies != nil && s.policies.off }
