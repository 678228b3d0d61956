package state

// Lacks is which columns of r were not loaded; nil when all were.
func (m *Map) Lacks(r *Record) []bool {
	if m.lacks == nil {
		return nil
	}
	return m.lacks[r]
}

// SetLacks notes which columns of r were not loaded.
func (m *Map) SetLacks(r *Record, lacks []bool) {
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
