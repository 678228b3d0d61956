package state

import (
	"iter"

	"github.com/aludel/aludel/orm/mapping"
)

// A Store holds the records of one session.
type Store struct {
	Blind  bool   // nobody looks for changes of the objects
	Gen    uint32 // number of the unit of work, from 1
	maps   []*Map // in the order of their first use
	first  Map    // the first of them: many sessions have no other
	room   [4]*Map
	byM    map[*mapping.Mapper]*Map // when there are many
	groups []group                  // by number - 1
	moves  *[]Move                  // nil: nobody wants them

	Cleared uint32 // how often it was

	alternates map[*mapping.Link]*alternate
	spelled    map[spelled]mapping.Key // foreign keys that are not letter by letter what they refer to
}

// linear is up to how many maps are searched one by one.
const linear = 8

// A group is what one result returned of one mapper.
type group struct {
	m       *Map
	members Numbers
}

// NewStore makes an empty store.
func NewStore() *Store {
	s := &Store{}
	s.Start()
	return s
}

// NewBlindStore makes an empty store of objects whose changes nobody looks for.
func NewBlindStore() *Store {
	s := &Store{Blind: true}
	s.Start()
	return s
}

// Start makes a zero Store an empty one.
func (s *Store) Start() { s.Gen, s.maps = 1, s.room[:0] }

// Map is the map of a mapper, made when there is none yet.
func (s *Store) Map(m *mapping.Mapper) *Map {
	if x := s.known(m); x != nil {
		return x
	}
	x := &s.first
	if x.M != nil {
		x = &Map{}
	}
	x.start(m, s.Blind)
	x.moves = s.moves
	x.root = x
	if s.maps = append(s.maps, x); len(s.maps) > linear {
		if s.byM == nil {
			s.byM = map[*mapping.Mapper]*Map{}
			for _, y := range s.maps {
				s.byM[y.M] = y
			}
		}
		s.byM[m] = x
	}
	if m.Family != nil {
		s.join(x)
	}
	return x
}

// join makes x share the records of its hierarchy's root.
func (s *Store) join(x *Map) {
	if h := x.M.Family; h.Root == x.M {
		x.kin = make([]*Map, len(h.Members))
	} else {
		x.root = s.Map(h.Root)
	}
	x.root.kin[x.M.Kind] = x
}

// All yields the records of m and of what inherits from it, each with its own map.
func (s *Store) All(m *mapping.Mapper) iter.Seq2[*Map, *Record] {
	return func(yield func(*Map, *Record) bool) {
		x := s.Known(m)
		if x == nil {
			return
		}
		for i := int32(0); i < x.root.n; i++ {
			if r := x.At(i); r.Flags&Dead == 0 && x.Is(r) && !yield(x.Of(r), r) {
				return
			}
		}
	}
}

// Known is the map of a mapper, nil when no object of it was seen. Of a hierarchy any
// object counts.
func (s *Store) Known(m *mapping.Mapper) *Map {
	x := s.known(m)
	if x == nil && m.Family != nil && m.Family.Root != m && s.known(m.Family.Root) != nil {
		return s.Map(m)
	}
	return x
}

func (s *Store) known(m *mapping.Mapper) *Map {
	if s.byM != nil {
		return s.byM[m]
	}
	for _, x := range s.maps {
		if x.M == m {
			return x
		}
	}
	return nil
}

// Maps are all maps.
func (s *Store) Maps() []*Map { return s.maps }

// Len is the number of objects.
func (s *Store) Len() int {
	n := 0
	for _, m := range s.maps {
		n += m.Len()
	}
	return n
}

// Clear forgets all objects.
func (s *Store) Clear() {
	if s.moves != nil {
		for _, m := range s.maps {
			for r := range m.All() {
				m.Moved(r, r.Phase(), letGo(r.Phase()))
			}
		}
	}
	s.first, s.maps, s.room, s.byM, s.groups = Map{}, nil, [4]*Map{}, nil, nil
	s.alternates, s.spelled = nil, nil
	s.Cleared++
}

// Group makes the records of one result siblings. A result of one row leaves the
// groups alone: it does not take an object out of the list that it was loaded with.
func (s *Store) Group(m *Map, members Numbers) {
	if members.Len() < 2 {
		return
	}
	s.groups = append(s.groups, group{m.root, members})
	for i := range members.Len() {
		m.At(members.At(i)).Group = uint32(len(s.groups))
	}
}

// Siblings are the records of r's group for which want is true, r first and then
// in the result's order around its end, at most limit.
func (s *Store) Siblings(m *Map, r *Record, limit int, want func(*Record) bool) []*Record {
	if r.Group == 0 || int(r.Group) > len(s.groups) || s.groups[r.Group-1].m != m.root {
		return []*Record{r}
	}
	members := &s.groups[r.Group-1].members
	at, n := members.place(r.No), members.Len()
	if at < 0 {
		return []*Record{r}
	}
	out := make([]*Record, 0, min(n, limit))
	for i := range n {
		x := m.At(members.At((at + i) % n))
		if x.Group != r.Group || !x.Persistent() || x != r && !want(x) {
			continue
		}
		if out = append(out, x); len(out) == limit {
			break
		}
	}
	return out
}
