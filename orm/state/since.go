package state

import "iter"

// Mark is a place in the map: what is loaded from now on comes Since it. Room of
// forgotten records is used again only where it is at the end, so that no new record
// comes before the mark.
func (m *Map) Mark() int32 {
	m = m.root
	m.free = nil
	for m.n > 0 && m.At(m.n-1).Flags&Dead != 0 {
		m.n--
		*m.At(m.n) = Record{}
	}
	return m.n
}

// Groups is the number of groups so far, for Ungroup.
func (s *Store) Groups() int { return len(s.groups) }

// Ungroup forgets the groups that were made since there were n.
func (s *Store) Ungroup(n int) {
	clear(s.groups[n:])
	s.groups = s.groups[:n]
}

// Since yields the records in use that were made since a mark.
func (m *Map) Since(mark int32) iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for i := mark; i < m.root.n; i++ {
			if r := m.At(i); r.Flags&Dead == 0 && r.Kind == m.M.Kind && !yield(r) {
				return
			}
		}
	}
}
