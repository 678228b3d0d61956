package state

import (
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
)

// Refer makes obj refer to to by r, as what to is: a field of an interface type holds an
// object together with its type.
func (s *Store) Refer(r *mapping.Relationship, obj, to unsafe.Pointer) {
	m := r.Target
	if to != nil && r.Kinds() {
		mp := s.Map(m)
		if rec, _ := mp.Find(to); rec != nil {
			m = mp.Of(rec).M
		}
	}
	r.SetOne(obj, to, m)
}
