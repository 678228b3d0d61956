package state

// Outside notes whether r came by a statement without the session's policies.
func (s *Store) Outside(r *Record, yes bool) {
	switch {
	case yes && s.outside == nil:
		s.outside = map[*Record]struct{}{r: {}}
	case yes:
		s.outside[r] = struct{}{}
	case s.outside != nil:
		delete(s.outside, r)
	}
}

// IsOutside reports what Outside noted.
func (s *Store) IsOutside(r *Record) bool {
	if s.outside == nil {
		return false
	}
	_, ok := s.outside[r]
	return ok
}
