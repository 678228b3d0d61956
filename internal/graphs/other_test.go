package graphs_test

import (
	"slices"

	"github.com/aludel/aludel/orm"
)

// other has another session change rows between two transactions: one is changed, deleted, or
// given to another one, or to none.
func (m *machine) other(r *rel, p, c any, how int) {
	m.did("s.Commit()")
	if !m.ok(m.s.Commit(m.ctx)) {
		return
	}
	if m.check(m.session()); m.failure != "" {
		return
	}
	s := m.session()
	defer s.Close()
	mine := func(x any) any {
		if x == nil || orm.StateOf(m.s, x) != orm.Persistent || m.kind(x).gone(x) {
			return nil
		}
		y, _ := m.kind(x).get(m.ctx, s, m.kind(x).key(x))
		return y
	}
	to, x := mine(p), mine(c)
	if x == nil {
		return
	}
	switch how %= 4; {
	case how == 0:
		m.did("another session changes %s", m.name(c))
		m.serial++
		m.kind(x).change(x, m.serial)
	case how == 1:
		m.did("another session deletes %s", m.name(c))
		s.Delete(x)
	case how == 2 && r.ref != nil:
		m.did("another session: %s.%s = none", m.name(c), r.backName)
		r.setKey(x, nil)
	case r.ref != nil && to != nil && to != x && !m.circle(r, x, to) && (r.members == nil || r.of(m.ctx, s, to) == nil):
		m.did("another session: %s.%s = %s", m.name(c), r.backName, m.name(p))
		r.setKey(x, nil)
		r.setRef(x, to)
	case r.pairs && to != nil && r.of(m.ctx, s, to) == nil && !slices.Contains(r.members(to), x):
		m.did("another session: %s to %s.%s", m.name(c), m.name(p), r.name)
		r.set(to, append(r.members(to), x))
	}
	if err := s.Commit(m.ctx); err != nil {
		if refusal(err) == "" {
			m.fail("another session: %v", err)
		}
		m.did("-> %v", err)
		return
	}
	m.others = true
}
