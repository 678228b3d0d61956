package state

// relationOf is a relationship of one record.
type relationOf struct {
	r   *Record
	rel int
}

// Raise keeps a relationship of r from being loaded on demand.
func (s *Store) Raise(r *Record, rel int) {
	if s.raised == nil {
		s.raised = map[relationOf]struct{}{}
	}
	s.raised[relationOf{r, rel}] = struct{}{}
}

// Raised reports whether Raise was said.
func (s *Store) Raised(r *Record, rel int) bool {
	if s.raised == nil {
		return false
	}
	_, ok := s.raised[relationOf{r, rel}]
	return ok
}
