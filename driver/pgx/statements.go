package pgx

import (
	"slices"
	"strconv"

	"github.com/aludel/aludel/driver"
)

// A prepared is a statement as the server of one connection knows it.
type prepared struct {
	name   string // "" for the unnamed statement
	of     *driver.Statement
	params []uint32 // of the Statement, and from the first answer on the server's
	desc   *described
	flight uint64 // the last flight that uses it
	ready  bool   // the server has confirmed it
	err    error  // why its Parse failed, for the other uses in the same flight

	prev, next *prepared // the ring of the LRU
}

// statements are the handles of a connection, the least recently used one last.
// They are found by the Statement's pointer, and by its text when that Statement
// was compiled anew; the server would hold the text twice otherwise.
type statements struct {
	byStmt map[*driver.Statement]*prepared
	byText map[string]*prepared
	ring   prepared
	size   int
	limit  int
	prefix string
	seq    uint64
}

func (s *statements) init(prefix string, limit int) {
	*s = statements{byStmt: map[*driver.Statement]*prepared{}, byText: map[string]*prepared{}, limit: limit, prefix: prefix}
	s.ring.prev, s.ring.next = &s.ring, &s.ring
}

// find gives the handle for st, and whether it is a new one that needs a Parse.
func (s *statements) find(st *driver.Statement, flight uint64) (p *prepared, fresh bool) {
	p = s.byStmt[st]
	if p == nil {
		p = s.adopt(st)
	}
	if fresh = p == nil; fresh {
		s.seq++
		p = &prepared{name: s.prefix + strconv.FormatUint(s.seq, 36), of: st, params: st.Params, desc: noColumns}
		s.byStmt[st], s.byText[st.Text] = p, p
		s.size++
	} else if s.ring.next != p {
		p.unlink()
	}
	p.flight = flight
	if s.ring.next != p {
		p.next, p.prev = s.ring.next, &s.ring
		p.next.prev, p.prev.next = p, p
	}
	return p, fresh
}

// adopt finds the handle of another Statement with the same text and types.
func (s *statements) adopt(st *driver.Statement) *prepared {
	p := s.byText[st.Text]
	if p == nil || !slices.Equal(p.of.Params, st.Params) {
		return nil
	}
	delete(s.byStmt, p.of)
	p.of = st
	s.byStmt[st] = p
	return p
}

func (p *prepared) unlink() { p.prev.next, p.next.prev = p.next, p.prev }

// forget drops the handle here; closing it on the server is the caller's.
func (s *statements) forget(p *prepared) {
	if s.byStmt[p.of] != p {
		return
	}
	p.unlink()
	delete(s.byStmt, p.of)
	if s.byText[p.of.Text] == p {
		delete(s.byText, p.of.Text)
	}
	s.size--
}

// evict gives a handle that is one too many, or nil. It never takes one that the
// flight uses.
func (s *statements) evict(flight uint64) *prepared {
	if p := s.ring.prev; s.size > s.limit && p.flight != flight {
		s.forget(p)
		return p
	}
	return nil
}

// names are those of all handles.
func (s *statements) names() []string {
	var out []string
	for p := s.ring.next; p != &s.ring; p = p.next {
		out = append(out, p.name)
	}
	return out
}
