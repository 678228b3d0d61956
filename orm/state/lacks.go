package state

// Lacks is which columns of r were not loaded; nil when all were.
func (m *Map) Lacks(r *Record) []bool {
	if m.root.lacks == nil {
		return nil
	}
	return m.root.lacks[r]
}

// SetLacks notes which columns of r were not loaded.
func (m *Map) SetLacks(r *Record, lacks []bool) {
	m = m.root
	switch {
	case lacks == nil && m.lacks == nil:
	case lacks == nil:
		delete(m.lacks, r)
	case m.lacks == nil:
		m.lacks = map[*Record][]bool{r: lacks}
	default:
		m.lacks[r] = lacks
	}
}
