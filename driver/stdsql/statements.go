package stdsql

import (
	sqldriver "database/sql/driver"

	"github.com/aludel/aludel/driver"
)

// A kept is a text that a connection knows: a prepared statement, or one that
// cannot be prepared.
type kept struct {
	text       string
	s          sqldriver.Stmt // nil: runs as a text
	params     int            // that the driver wants; -1: it does not say
	words      words
	shape      *shape              // of the last execution
	by         []*driver.Statement // the pointers under which it is found
	prev, next *kept
}

// statements are what one connection keeps, the last used first. It is only
// changed while no rows are open: closing a statement then would break some
// connections (go-sql-driver's: "busy buffer").
type statements struct {
	limit  int
	byPtr  map[*driver.Statement]*kept
	byText map[string]*kept
	ring   kept // ring.next is the last used one
}

func newStatements(limit int) *statements {
	s := &statements{limit: limit}
	s.drop()
	return s
}

// maxPointers of one text: a Statement that fell out of its cache and was
// compiled again is another pointer to the same text.
const maxPointers = 4

// find returns what is kept of st, or nil.
func (s *statements) find(st *driver.Statement) *kept {
	k := s.byPtr[st]
	if k == nil {
		if k = s.byText[st.Text]; k == nil {
			return nil
		}
		s.adopt(k, st)
	}
	if s.ring.next != k {
		k.unlink()
		s.link(k)
	}
	return k
}

func (s *statements) adopt(k *kept, st *driver.Statement) {
	if len(k.by) == maxPointers {
		delete(s.byPtr, k.by[0])
		k.by = append(k.by[:0], k.by[1:]...)
	}
	k.by = append(k.by, st)
	s.byPtr[st] = k
}

// room closes the least recently used until n more fit.
func (s *statements) room(n int) {
	for len(s.byText) > max(s.limit-n, 0) {
		s.close(s.ring.prev)
	}
}

func (s *statements) keep(k *kept, st *driver.Statement) {
	s.byText[k.text] = k
	s.adopt(k, st)
	s.link(k)
}

func (s *statements) link(k *kept) {
	k.prev, k.next = &s.ring, s.ring.next
	k.prev.next, k.next.prev = k, k
}

func (k *kept) unlink() { k.prev.next, k.next.prev = k.next, k.prev }

// close forgets k and closes it at the server. An error of that is the
// connection's, and is seen at the next statement.
func (s *statements) close(k *kept) {
	s.forget(k)
	if k.s != nil {
		_ = k.s.Close()
	}
}

func (s *statements) forget(k *kept) {
	k.unlink()
	delete(s.byText, k.text)
	for _, st := range k.by {
		delete(s.byPtr, st)
	}
}

// drop forgets all of it: the server has.
func (s *statements) drop() {
	s.byPtr, s.byText = map[*driver.Statement]*kept{}, map[string]*kept{}
	s.ring.prev, s.ring.next = &s.ring, &s.ring
}

// closeAll closes all of it.
func (s *statements) closeAll() {
	for s.ring.next != &s.ring {
		s.close(s.ring.next)
	}
}
