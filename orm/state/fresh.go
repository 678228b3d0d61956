package state

// Note keeps a record that was just loaded for the program's hooks, where it has some.
func (m *Map) Note(r *Record) {
	if len(m.Of(r).M.Hooks.AfterLoad) > 0 {
		m.root.fresh = append(m.root.fresh, r)
	}
}

// NoteAgain keeps a record that was read again for the program's hooks, where it has some.
func (m *Map) NoteAgain(r *Record) {
	if n := len(m.root.again); len(m.Of(r).M.Hooks.AfterRefresh) > 0 && (n == 0 || m.root.again[n-1] != r) {
		m.root.again = append(m.root.again, r)
	}
}

// TakeFresh are the records that Note and NoteAgain have kept since the last time.
func (m *Map) TakeFresh() (fresh, again []*Record) {
	fresh, again = m.root.fresh, m.root.again
	m.root.fresh, m.root.again = nil, nil
	return fresh, again
}
