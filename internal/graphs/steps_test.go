package graphs_test

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm"
)

// step does one.
func (m *machine) step(st step) {
	ki := st.a % len(m.lib.kinds)
	k := m.lib.kinds[ki]
	x := m.slots[ki][st.b%k.slots] // of steps that concern an object
	r := m.lib.rels[st.a%len(m.lib.rels)]
	p := m.slots[r.parent][st.b%m.lib.kinds[r.parent].slots]
	c := m.slots[r.kid][st.c%m.lib.kinds[r.kid].slots]
	state := func(x any) orm.State { return orm.StateOf(m.s, x) }
	switch st.do {
	case "new":
		if x != nil && (state(x) != orm.Transient) {
			return
		}
		m.serial++
		x = k.make(st.b % k.slots)
		if sh, ok := x.(*Shelf); ok {
			k.change(sh, m.serial)
		}
		if n, ok := x.(*Note); ok {
			n.Topic = fmt.Sprint("t", m.serial)
		}
		m.slots[ki][st.b%k.slots] = x
		m.know(x)
		m.did("new %s", m.name(x))
	case "add":
		if x == nil {
			return
		}
		if state(x) == orm.Transient || state(x) == orm.Deleted { // was deleted, as may be what it belonged to
			m.again = m.again || k.key(x) != 0
			for _, r := range m.lib.rels {
				if r.kid == ki && r.ref != nil && r.ref(x) == nil {
					r.setKey(x, nil)
				}
			}
		}
		m.did("s.Add(%s)", m.name(x))
		m.s.Add(x)
	case "delete":
		if x == nil || state(x) == orm.Transient {
			return
		}
		m.look(x)
		m.did("s.Delete(%s)", m.name(x))
		m.s.Delete(x)
	case "expire":
		if x == nil || state(x) != orm.Persistent {
			return
		}
		m.did("s.Expire(%s)", m.name(x))
		m.ok(m.s.Expire(x))
	case "refresh":
		if x == nil || state(x) != orm.Persistent {
			return
		}
		m.did("s.Refresh(%s)", m.name(x))
		m.ok(m.s.Refresh(m.ctx, x))
	case "change":
		if x == nil {
			return
		}
		m.serial++
		m.did("change %s", m.name(x))
		k.change(x, m.serial)
	case "topic":
		n, _ := m.slots[kNote][st.b%3].(*Note)
		if n == nil {
			return
		}
		m.look(n)
		m.serial++
		was := n.Topic
		n.Topic = fmt.Sprint("t", m.serial)
		m.did("note%d.Topic = %s", st.b%3, n.Topic)
		m.walk()
		for _, x := range m.known {
			if sh, ok := x.(*Shelf); ok && sh.Notes[was] == n {
				m.did("... in %s.Notes", m.name(sh))
				delete(sh.Notes, was)
				sh.Notes[n.Topic] = n
			}
		}
	case "swap":
		a, _ := m.slots[kShelf][st.b%3].(*Shelf)
		b, _ := m.slots[kShelf][st.c%3].(*Shelf)
		if a == nil || b == nil || a == b || state(a) != orm.Persistent || state(b) != orm.Persistent {
			return
		}
		m.swapped = true
		m.did("swap names of %s and %s", m.name(a), m.name(b))
		a.Name, b.Name = b.Name, a.Name
	case "restore":
		if x == nil || !k.gone(x) || state(x) == orm.Transient {
			return
		}
		m.did("orm.Restore(%s)", m.name(x))
		m.ok(orm.Restore(m.s, x))
	case "get":
		if x == nil || k.key(x) == 0 || state(x) == orm.Transient {
			return
		}
		m.did("Get(%s)", m.name(x))
		y, err := k.get(m.ctx, m.s, k.key(x))
		if m.ok(err) && y != nil {
			m.put(y)
		}
	case "merge":
		if x == nil || state(x) != orm.Persistent {
			return
		}
		m.serial++
		m.look(x)
		m.did("Merge(a changed copy of %s)", m.name(x))
		y, err := k.merge(m.ctx, m.s, x, m.serial)
		if m.ok(err) && y != x && !m.others {
			m.fail("Merge gives another object")
		}
	case "all":
		for i, k := range m.lib.kinds {
			if st.b%3 > 0 && i != st.a%len(m.lib.kinds) {
				continue
			}
			ways := []int{max(0, st.b%7-2), max(0, st.c%7-2), max(0, st.d%7-2), max(0, (st.b+st.c)%7-2), max(0, (st.b+st.d)%7-2)}
			m.did("select all %s with %v", k.name, ways)
			xs, err := k.all(m.ctx, m.s, ways)
			if !m.ok(err) {
				return
			}
			for _, x := range xs {
				m.put(x)
			}
		}
	case "append", "Add":
		if c == nil || p == nil || p == c || r.members == nil && st.do == "append" || r.one && st.do == "Add" {
			return
		}
		if ms := r.members; ms != nil && slices.Contains(ms(p), c) {
			return
		}
		m.look(c)
		if m.circle(r, c, p) {
			return
		}
		if st.do == "Add" {
			if state(p) == orm.Transient {
				return
			}
			m.again = m.again || state(c) != orm.Persistent && m.kind(c).key(c) != 0
			m.did("%s.Add(%s, %s)", r.name, m.name(p), m.name(c))
			m.ok(r.add(m.s, p, c))
			return
		}
		m.did("append %s to %s.%s", m.name(c), m.name(p), r.name)
		r.set(p, append(r.members(p), c))
	case "take", "Remove":
		if p == nil || state(p) == orm.Transient || r.one && st.do == "Remove" {
			return
		}
		if r.members == nil {
			if c == nil || state(c) != orm.Persistent || st.do != "Remove" {
				return
			}
			m.look(c)
			m.did("%s.Remove(%s, %s)", r.name, m.name(p), m.name(c))
			m.ok(r.remove(m.s, p, c))
			return
		}
		ms := r.members(p)
		if len(ms) == 0 {
			return
		}
		i := st.c % len(ms)
		m.look(ms[i])
		if ms = r.members(p); i >= len(ms) {
			return
		}
		if st.do == "Remove" {
			m.did("%s.Remove(%s, %s)", r.name, m.name(p), m.name(ms[i]))
			m.ok(r.remove(m.s, p, ms[i]))
			return
		}
		m.did("take %s out of %s.%s", m.name(ms[i]), m.name(p), r.name)
		r.set(p, slices.Delete(ms, i, i+1))
	case "empty":
		if p == nil || r.members == nil || len(r.members(p)) == 0 {
			return
		}
		m.look(r.members(p)...)
		m.did("empty %s.%s", m.name(p), r.name)
		if st.c%2 == 0 {
			r.set(p, nil)
		} else {
			r.set(p, []any{})
		}
	case "assign", "Replace":
		if p == nil || r.members == nil || r.one && st.do == "Replace" {
			return
		}
		var kids []any
		for _, n := range []int{st.c, st.c / 7, st.d, st.d / 7} {
			if y := m.slots[r.kid][n%m.lib.kinds[r.kid].slots]; y != nil && y != p && !slices.Contains(kids, y) {
				kids = append(kids, y)
			}
		}
		m.look(append(slices.Clone(kids), r.members(p)...)...)
		if slices.ContainsFunc(kids, func(c any) bool { return m.circle(r, c, p) }) {
			return
		}
		if st.do == "Replace" {
			if state(p) != orm.Persistent {
				return
			}
			m.did("%s.Replace(%s, %s)", r.name, m.name(p), m.names(kids))
			m.ok(r.replace(m.ctx, m.s, p, kids))
			return
		}
		m.did("%s.%s = %s", m.name(p), r.name, m.names(kids))
		r.set(p, kids)
	case "reorder":
		if p == nil || r.members == nil {
			return
		}
		ms := r.members(p)
		if len(ms) < 2 {
			return
		}
		i, j := st.c%len(ms), st.d%len(ms)
		ms[i], ms[j] = ms[j], ms[i]
		m.did("%s.%s = %s", m.name(p), r.name, m.names(ms))
		r.set(p, ms)
	case "ref", "Set":
		if c == nil || p == nil || p == c || r.ref == nil {
			return
		}
		m.look(c)
		if m.circle(r, c, p) {
			return
		}
		if st.do == "Set" {
			if state(c) != orm.Persistent {
				return
			}
			m.did("%s.Set(%s, %s)", r.backName, m.name(c), m.name(p))
			m.ok(r.refSet(m.s, c, p))
			return
		}
		m.did("%s.%s = %s", m.name(c), r.backName, m.name(p))
		r.setRef(c, p)
	case "unref":
		if c == nil || r.ref == nil || r.ref(c) == nil {
			return
		}
		m.look(c)
		if st.d%3 == 0 && state(c) == orm.Persistent {
			m.did("%s.Set(%s, nil)", r.backName, m.name(c))
			m.ok(r.refSet(m.s, c, nil))
			return
		}
		m.did("%s.%s = nil", m.name(c), r.backName)
		r.setRef(c, nil)
	case "key":
		if c == nil || p == nil || p == c || r.ref == nil || state(p) != orm.Persistent || m.kind(p).gone(p) {
			return
		}
		if m.look(c, p); state(p) != orm.Persistent || m.circle(r, c, p) {
			return
		}
		m.keyed, m.loose = true, m.loose || state(c) == orm.Transient
		m.did("%s.%s by key = %s", m.name(c), r.backName, m.name(p))
		r.setKey(c, p)
	case "unkey":
		if c == nil || r.ref == nil {
			return
		}
		if _, ok := r.key(c); !ok {
			return
		}
		m.look(c)
		m.did("%s.%s by key = none", m.name(c), r.backName)
		r.setKey(c, nil)
	case "of":
		if p == nil || r.of == nil || state(p) != orm.Persistent {
			return
		}
		m.did("%s.Of(%s)", r.name, m.name(p))
		m.ok(r.of(m.ctx, m.s, p))
	case "refof":
		if c == nil || r.ref == nil || state(c) != orm.Persistent {
			return
		}
		m.did("%s.Of(%s)", r.backName, m.name(c))
		m.ok(r.refOf(m.ctx, m.s, c))
	case "sync":
		m.did("s.Sync()")
		m.ok(m.s.Sync())
	case "plan":
		m.did("s.Plan()")
		_, err := m.s.Plan(m.ctx)
		m.ok(err)
	case "flush":
		m.did("s.Flush()")
		if m.ok(m.s.Flush(m.ctx)) {
			m.within()
		}
	case "commit":
		if m.depth > 0 {
			return
		}
		m.did("s.Commit()")
		if m.ok(m.s.Commit(m.ctx)) {
			m.check(m.session())
		}
	case "other":
		if m.depth == 0 {
			m.other(r, p, c, st.d)
		}
	case "rollback":
		if m.depth == 0 {
			m.rollback()
		}
	case "clear":
		if m.depth > 0 {
			return
		}
		if m.rollback(); m.failure != "" {
			return
		}
		m.did("s.Clear()")
		if m.ok(m.s.Clear()) {
			m.forget()
		}
	}
}

// circle is whether c would be above itself.
func (m *machine) circle(r *rel, c, p any) bool {
	if r.parent != kShelf || r.kid != kShelf {
		return false
	}
	for x, n := p.(*Shelf), 0; x != nil && n < 20; x, n = x.Parent, n+1 {
		if x == c {
			return true
		}
	}
	return false
}
