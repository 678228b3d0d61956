package state

import (
	"maps"

	"github.com/aludel/aludel/orm/mapping"
)

// number looks a key up.
func (m *Map) number(k mapping.Key) (int32, bool) {
	m = m.root
	var no int32
	var ok bool
	switch m.M.Identity.Shape {
	case mapping.OneInt:
		if m.ones.used() {
			return m.ones.get(k.N[0])
		}
		for i := range int32(few) {
			if m.keyed[i] && m.keys[i] == k.N[0] {
				return i, true
			}
		}
	case mapping.TwoInts:
		no, ok = m.twos[[2]int64(k.N[:2])]
	case mapping.ThreeInts:
		no, ok = m.threes[k.N]
	default:
		no, ok = m.texts[string(k.B)]
	}
	return no, ok
}

func (m *Map) put(k mapping.Key, no int32) {
	m = m.root
	if len(m.unkeyed) > 0 {
		delete(m.unkeyed, no)
	}
	switch m.M.Identity.Shape {
	case mapping.OneInt:
		if !m.ones.used() && no < few {
			m.remove(k) // the last one counts, as in a map
			m.keys[no], m.keyed[no] = k.N[0], true
			return
		}
		m.index()
		m.ones.put(k.N[0], no)
	case mapping.TwoInts:
		if m.twos == nil {
			m.twos = map[[2]int64]int32{}
		}
		m.twos[[2]int64(k.N[:2])] = no
	case mapping.ThreeInts:
		if m.threes == nil {
			m.threes = map[[3]int64]int32{}
		}
		m.threes[k.N] = no
	default:
		if m.texts == nil {
			m.texts = map[string]int32{}
		}
		m.texts[string(k.B)] = no
	}
}

// index moves the first keys into a table, when they become more.
func (m *Map) index() {
	if m.ones.used() {
		return
	}
	m.ones.expect(max(4*few, min(int(m.expected), 1<<13)))
	for i, key := range m.keys {
		if m.keyed[i] {
			m.ones.put(key, int32(i))
		}
	}
	m.keyed = [few]bool{}
}

func (m *Map) remove(k mapping.Key) {
	m = m.root
	switch m.M.Identity.Shape {
	case mapping.OneInt:
		m.ones.remove(k.N[0])
		for i := range m.keys {
			if m.keys[i] == k.N[0] {
				m.keyed[i] = false
			}
		}
	case mapping.TwoInts:
		delete(m.twos, [2]int64(k.N[:2]))
	case mapping.ThreeInts:
		delete(m.threes, k.N)
	default:
		delete(m.texts, string(k.B))
	}
}

// scrub takes a record out of the index whatever its key is.
func (m *Map) scrub(no int32) {
	m = m.root
	if m.unkeyed[no] {
		return
	}
	if no < few {
		m.keyed[no] = false
	}
	m.ones.scrub(no)
	maps.DeleteFunc(m.twos, func(_ [2]int64, n int32) bool { return n == no })
	maps.DeleteFunc(m.threes, func(_ [3]int64, n int32) bool { return n == no })
	maps.DeleteFunc(m.texts, func(_ string, n int32) bool { return n == no })
}

// Rekey puts a record under the key that its object has now.
func (m *Map) Rekey(r *Record) {
	m.scrub(r.No)
	k, _, _ := m.Key(r.Obj)
	m.put(k, r.No)
}
