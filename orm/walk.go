package orm

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/orm/state"
)

// walk goes through the entities of a query in chunks.
type walk struct {
	s     *Session
	q     *query
	size  int
	after string
	given int
	done  bool
}

// next is the next chunk; empty at the end.
func (w *walk) next(ctx context.Context, tracked bool) (c chunk, err error) {
	if w.q == nil {
		return c, errNoSelect
	}
	if err := w.s.enter(); err != nil {
		return c, err
	}
	defer w.s.leave()
	q := w.q.changed()
	if q.offset > 0 {
		return c, fmt.Errorf("%s: what is read in chunks takes no Offset", q.name())
	}
	size := w.size
	if q.limit >= 0 {
		size = min(size, q.limit-w.given)
	}
	if size <= 0 {
		w.done = true
		return c, nil
	}
	q.limit = size
	if w.after != "" {
		q.after = w.after
	}
	if q.back {
		return c, errOnlyPage(q)
	}
	c, err = w.s.chunk(ctx, q, tracked && q.flags&untracked == 0)
	w.after, w.given = c.next, w.given+len(c.objs)
	w.done = err != nil || c.next == ""
	return c, err
}

// mark is what a session knew at some time.
type mark struct {
	records map[*state.Map]int32
	groups  int
	cleared uint32
}

func (s *Session) mark() (mark, error) {
	if err := s.enter(); err != nil {
		return mark{}, err
	}
	defer s.leave()
	m := mark{map[*state.Map]int32{}, s.st.Groups(), s.st.Cleared}
	for _, mp := range s.st.Maps() {
		m.records[mp] = mp.Mark()
	}
	return m, nil
}

// forget expunges what was loaded since m: rows that nothing is to be done with.
func (s *Session) forget(m mark) {
	if s.enter() != nil {
		return
	}
	defer s.leave()
	if m.cleared != s.st.Cleared { // nothing is left of what there was
		m = mark{}
	}
	for _, mp := range s.st.Maps() {
		for r := range mp.Since(m.records[mp]) {
			if r.Flags&(state.Pending|state.Deleted) == 0 {
				s.u.drop(mp, r)
			}
		}
	}
	s.st.Ungroup(m.groups)
}
