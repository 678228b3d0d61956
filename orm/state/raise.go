package state

// relationOf is a relationship of one record.
type relationOf struct {
	no  int32 // the record's
	rel int
}

// Raise keeps a relationship of r from being loaded on demand, until r is dropped.
func (m *Map) Raise(r *Record, rel int) {
	m = m.root
	if m.raised == nil {
		m.raised = map[relationOf]struct{}{}
	}
	m.raised[relationOf{r.No, rel}] = struct{}{}
}

// Raised reports whether Raise was said.
func (m *Map) Raised(r *Record, rel int) bool {
	if m.root.raised == nil {
		return false
	}
	_, ok := m.root.raised[relationOf{r.No, rel}]
	return ok
}

// unraise forgets what Raise was said of r, whose room another object gets.
func (m *Map) unraise(r *Record) {
	if m.root.raised == nil {
		return
	}
	for i := range m.Of(r).M.Rels {
		delete(m.root.raised, relationOf{r.No, i})
	}
}
