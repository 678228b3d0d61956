package state

// marks are columns of records, by their number.
type marks map[*Record][]bool

func (m *marks) set(r *Record, columns []bool) {
	switch {
	case columns == nil && *m == nil:
	case columns == nil:
		delete(*m, r)
	case *m == nil:
		*m = marks{r: columns}
	default:
		(*m)[r] = columns
	}
}

// Lacks is which columns of r were not loaded; nil when all were.
func (m *Map) Lacks(r *Record) []bool { return m.root.lacks[r] }

// SetLacks notes which columns of r were not loaded.
func (m *Map) SetLacks(r *Record, lacks []bool) { m.root.lacks.set(r, lacks) }

// Wanted is which columns of r are to be written even if they are as the snapshot has
// them, which does not know what the row holds; nil when none are.
func (m *Map) Wanted(r *Record) []bool { return m.root.wanted[r] }

// SetWanted notes which columns of r are to be written whatever the snapshot says.
func (m *Map) SetWanted(r *Record, columns []bool) { m.root.wanted.set(r, columns) }

// Touched reports whether a column of r is to be written.
func (m *Map) Touched(r *Record) bool {
	return !m.Plan.Same(r.Obj, r.Snap) || m.root.wanted != nil && m.root.wanted[r] != nil
}
