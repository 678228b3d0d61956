package orm

import (
	"context"
	"errors"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/state"
)

// level is an open savepoint: the way back to what the objects were at its begin.
type level struct {
	images map[*state.Record]image // of the level around it
	known  map[*state.Map]int32    // how many records there were
	dead   map[*state.Record]bool  // and which of them were free
	wrote  bool
	loaded []place // what was loaded since
}

var errInSavepoint = errors.New("a savepoint of this session is open: its function returns an error to roll back, and the transaction is committed after it")

// Savepoint runs f in a savepoint of the session's transaction, which begins if it
// has not: what f did is kept when it returns nil, and undone when it returns an
// error or panics, in the database and in memory: the objects hold what they held
// when the savepoint began. A flush that fails within f is undone with it, and the
// session goes on. Savepoints may be nested. What is pending is flushed before.
func (s *Session) Savepoint(ctx context.Context, f func() error) (err error) {
	if f == nil {
		return errNoFunction
	}
	sp, err := s.openSavepoint(ctx)
	if err != nil {
		return err
	}
	depth := len(s.u.levels)
	finished := false
	defer func() {
		if !finished {
			s.busy.Store(0)
			_ = s.endSavepoint(context.WithoutCancel(ctx), sp, depth, errors.New("panic"))
		}
	}()
	err = f()
	finished = true
	return s.endSavepoint(ctx, sp, depth, err)
}

func (s *Session) openSavepoint(ctx context.Context) (*engine.Savepoint, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	if _, err := s.flushAll(ctx, false); err != nil {
		return nil, err
	}
	c, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	sp, err := c.Savepoint(ctx)
	if err != nil {
		return nil, err
	}
	l := level{images: s.u.takeImages(), known: map[*state.Map]int32{}, dead: map[*state.Record]bool{}, wrote: s.wrote}
	for _, mp := range s.st.Maps() {
		l.known[mp] = mp.Cap()
		for n := range mp.Cap() {
			if r := mp.At(n); r.Flags&state.Dead != 0 {
				l.dead[r] = true
			}
		}
	}
	s.u.levels = append(s.u.levels, l)
	s.raw = false
	return sp, nil
}

// endSavepoint ends a savepoint.
func (s *Session) endSavepoint(ctx context.Context, sp *engine.Savepoint, depth int, err error) error {
	if !s.busy.CompareAndSwap(0, 1) {
		return errors.Join(err, s.inUse())
	}
	defer s.leave()
	if s.closed || len(s.u.levels) < depth {
		return errors.Join(err, engine.ErrSavepointEnded)
	}
	if err == nil && s.failed != nil {
		err = s.failed
	}
	if err == nil {
		_, err = s.flushAll(ctx, false)
	}
	if err == nil {
		if err = sp.Release(ctx); err == nil {
			s.u.keepLevel()
			return nil
		}
	}
	ctx = context.WithoutCancel(ctx)
	if rerr := sp.Rollback(ctx); rerr != nil { // the transaction is gone with it
		s.u.keepLevels()
		return s.fail(errors.Join(err, rerr))
	}
	s.u.rollbackLevel(s.st, s.raw)
	s.sticky, s.failed = nil, nil
	s.late.Store(nil)
	return err
}

func (u *unit) keepLevels() {
	for len(u.levels) > 0 {
		u.keepLevel()
	}
}

// keepLevel makes what was done since the savepoint part of what is around it. The
// older of two images is the way back.
func (u *unit) keepLevel() {
	l := u.levels[len(u.levels)-1]
	u.levels = u.levels[:len(u.levels)-1]
	if n := len(u.levels); n > 0 {
		u.levels[n-1].loaded = append(u.levels[n-1].loaded, l.loaded...)
	}
	u.putImages(l.images)
}

// rollbackLevel gives objects back what they held when the savepoint began.
func (u *unit) rollbackLevel(st *state.Store, all bool) {
	l := u.levels[len(u.levels)-1]
	u.levels = u.levels[:len(u.levels)-1]
	undone := u.unadd()
	for _, mp := range st.Maps() {
		for r := range mp.All() {
			img, changed := u.image(r)
			if !changed && r.Flags&state.Gone != 0 {
				continue
			}
			u.back(mp, r, img, changed)
			delete(undone, r.Obj)
			n, old := l.known[mp]
			if all || !old || r.No >= n || l.dead[r] {
				mp.Expire(r)
			}
		}
	}
	u.relinked()
	u.takeImages()
	u.putImages(l.images)
	u.unload(undone)
	l.age()
	clear(u.known)
	u.pairs.clear()
	u.unmark()
	u.pending, u.late, u.takings = nil, nil, nil
	clear(u.seated)
	clear(u.blind)
}
