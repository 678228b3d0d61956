package graphs_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/orm"
)

// within checks in the transaction, where there is one.
func (m *machine) within() {
	if m.failure != "" || m.others { // what others have changed is seen by the next transaction
		return
	}
	c, err := orm.Connection(m.ctx, m.s)
	if err != nil {
		m.fail("connection: %v", err)
		return
	}
	m.check(orm.NewSession(m.eng, orm.Using(m.lib.base), orm.Tenant(1), orm.Within(c)))
}

// walk finds all objects that can be reached from those that are known.
func (m *machine) walk() {
	for i := 0; i < len(m.known); i++ {
		x := m.known[i]
		for _, r := range m.lib.rels {
			if r.parent == kindOf(x) && r.members != nil {
				for _, y := range r.members(x) {
					m.know(y)
				}
			}
			if r.kid == kindOf(x) && r.ref != nil {
				if y := r.ref(x); y != nil {
					m.know(y)
				}
			}
		}
	}
}

// reread has all rows read again, after another session has changed some, and forgets the
// objects whose rows are gone.
func (m *machine) reread() {
	rows := map[any]bool{}
	for _, k := range m.lib.kinds {
		xs, err := k.all(m.ctx, m.s, []int{1})
		if err != nil {
			m.fail("all is read again: %v", err)
			return
		}
		for _, x := range xs {
			rows[x] = true
		}
	}
	m.known = slices.DeleteFunc(m.known, func(x any) bool {
		st := orm.StateOf(m.s, x)
		if rows[x] || st != orm.Persistent && st != orm.Expired {
			return false
		}
		if k := m.kind(x); m.slots[kindOf(x)][k.slot(x)] == x {
			m.slots[kindOf(x)][k.slot(x)] = nil
		}
		delete(m.knows, x)
		m.lost[x] = true
		if err := m.s.Expunge(x); err != nil {
			m.fail("expunge: %v", err)
		}
		return true
	})
	m.others, m.stale = false, false
}

// check compares what is in memory after a flush with what another session reads, and sees
// that there is nothing more to be sent.
func (m *machine) check(other *orm.Session) {
	defer other.Close()
	if m.failure != "" {
		return
	}
	m.checks++
	if m.walk(); m.others {
		if m.reread(); m.failure != "" {
			return
		}
	}
	rows := make([]map[int]any, len(m.lib.kinds))
	for i, k := range m.lib.kinds {
		rows[i] = map[int]any{}
		xs, err := k.all(m.ctx, other, []int{1})
		if err != nil {
			m.fail("another session reads: %v", err)
			return
		}
		for _, x := range xs {
			rows[i][k.key(x)] = x
		}
	}
	for _, x := range m.known {
		if orm.StateOf(m.s, x) == orm.Persistent && !m.kind(x).gone(x) {
			if row := rows[kindOf(x)][m.kind(x).key(x)]; row == nil {
				m.fail("%s (#%d) is in memory and not in the database", m.name(x), m.kind(x).key(x))
			} else {
				m.same(x, row)
			}
		}
	}
	if m.failure != "" {
		return
	}
	m.count.take()
	m.count.keep, m.count.sent = true, nil
	if err := m.s.Flush(m.ctx); err != nil {
		m.fail("a second flush: %v", err)
	} else if _, writes := m.count.take(); writes > 0 {
		m.fail("a second flush sends %d statements: %+v", writes, m.count.sent)
	}
	m.count.keep = false
}

// keys are those of xs without what is deleted softly.
func (m *machine) keys(xs []any, list bool) string {
	var out []string
	for _, x := range xs {
		if k := m.kind(x); !k.gone(x) {
			out = append(out, fmt.Sprint(k.key(x)))
		}
	}
	if !list {
		slices.Sort(out)
	}
	return strings.Join(out, " ")
}

// same compares an object with its row.
func (m *machine) same(x, row any) {
	k := m.kind(x)
	if got, want := k.columns(x), k.columns(row); got != want {
		m.fail("%s is %q in memory, and %q in the database", m.name(x), got, want)
	}
	is := func(st orm.LoadState) bool { return st == orm.Loaded || st == orm.Outdated && !m.stale }
	for _, r := range m.lib.rels {
		if r.parent == kindOf(x) && r.members != nil && is(r.state(m.s, x)) {
			got, want := r.members(x), r.members(row)
			if m.keys(got, r.list) != m.keys(want, r.list) {
				m.fail("%s.%s has the keys %q in memory, and %q in the database", m.name(x), r.name, m.keys(got, r.list), m.keys(want, r.list))
			}
			for _, y := range got {
				if r.pairs {
					if b := m.lib.rels[r.back]; is(b.state(m.s, y)) && !slices.Contains(b.members(y), x) {
						m.fail("%s is in %s.%s, and not the other way round", m.name(y), m.name(x), r.name)
					}
				} else if z := r.ref(y); z != x && (z != nil || is(r.refState(m.s, y))) {
					m.fail("%s is in %s.%s, and its %s is %s", m.name(y), m.name(x), r.name, r.backName, m.name(z))
				}
			}
		}
		if r.kid == kindOf(x) && r.ref != nil {
			p, q := r.ref(x), r.ref(row)
			if p != nil && kindOf(p) != r.parent || q != nil && kindOf(q) != r.parent {
				continue
			}
			st := r.refState(m.s, x)
			switch {
			case p == nil && q == nil:
			case p == nil && is(st):
				m.fail("%s.%s is nil (%v) in memory, and #%d in the database", m.name(x), r.backName, st, m.kind(q).key(q))
			case p == nil:
			case st == orm.Outdated && m.stale:
			case q == nil:
				if !m.kind(p).gone(p) && !m.lost[p] {
					m.fail("%s.%s is %s in memory, and nil in the database", m.name(x), r.backName, m.name(p))
				}
			case m.kind(p).key(p) != m.kind(q).key(q):
				m.fail("%s.%s is %s in memory, and #%d in the database", m.name(x), r.backName, m.name(p), m.kind(q).key(q))
			case r.members != nil && is(r.state(m.s, p)) && !slices.Contains(r.members(p), x):
				m.fail("%s.%s is %s, whose %s has it not", m.name(x), r.backName, m.name(p), r.name)
			}
		}
	}
}
