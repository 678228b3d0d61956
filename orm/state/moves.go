package state

import (
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
)

// A Phase is where an object is in its life with a session.
type Phase uint8

// Phases.
const (
	Outside Phase = iota // it is no row, and the session does not know it
	New                  // it is to be inserted
	Row
	Removed // its row was deleted in this transaction
	Stale   // a row that is to be read again
	LetGo   // it is, or was, a row, and the session does not know it any more
)

// A Move is a change of an object's phase.
type Move struct {
	M        *mapping.Mapper
	Obj      unsafe.Pointer
	From, To Phase
}

// Watch has the changes of objects' phases kept, for TakeMoves. It is called before
// there are objects.
func (s *Store) Watch() {
	if s.moves == nil {
		s.moves = &[]Move{}
	}
}

// TakeMoves are the changes of objects' phases since the last time.
func (s *Store) TakeMoves() []Move {
	if s.moves == nil {
		return nil
	}
	moves := *s.moves
	*s.moves = nil
	return moves
}

// Phase is where r's object is.
func (r *Record) Phase() Phase {
	switch {
	case r.Flags&Dead != 0:
		return LetGo
	case r.Flags&Gone != 0:
		return Removed
	case r.Flags&Pending != 0:
		return New
	case r.Flags&Expired != 0:
		return Stale
	}
	return Row
}

// Moved notes that r's object has gone from one phase to another, where that is watched.
func (m *Map) Moved(r *Record, from, to Phase) {
	if m.moves != nil && from != to {
		*m.moves = append(*m.moves, Move{m.Of(r).M, r.Obj, from, to})
	}
}

// Remove notes that the row of r was deleted.
func (m *Map) Remove(r *Record) {
	from := r.Phase()
	r.Flags |= Gone
	m.Moved(r, from, Removed)
}

// Expire makes r be read again before it is used.
func (m *Map) Expire(r *Record) {
	from := r.Phase()
	r.Flags |= Expired
	m.Moved(r, from, r.Phase())
}

// Read notes that the row of r is known again.
func (m *Map) Read(r *Record) {
	from := r.Phase()
	r.Flags &^= Expired
	m.Moved(r, from, r.Phase())
}

// Undo frees the record of an object that was added, and is a plain struct again.
func (m *Map) Undo(r *Record, from Phase) { m.drop(r, from, Outside) }

// letGo is the phase of an object that is forgotten in another.
func letGo(from Phase) Phase {
	if from == New {
		return Outside
	}
	return LetGo
}
