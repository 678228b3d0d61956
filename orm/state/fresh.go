package state

// Note keeps a record that was just loaded for the program's hooks, where it has some.
func (m *Map) Note(r *Record) {
	if len(m.Of(r).M.Hooks.AfterLoad) > 0 {
		m.root.fresh = append(m.root.fresh, r)
	}
}

// TakeFresh are the records that Note has kept since the last time.
func (m *Map) TakeFresh() []*Record {
	fresh := m.root.fresh
	m.root.fresh = nil
	return fresh
}
