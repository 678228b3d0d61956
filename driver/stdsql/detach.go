package stdsql

import (
	sqldriver "database/sql/driver"

	"github.com/aludel/aludel/driver"
)

// A stash holds the rest of a result as the driver gave it: cells that alias its
// read buffer are copied, all others are immutable already.
type stash struct {
	cells []sqldriver.Value
	width int
	at    int
}

func (s *stash) next(dest []sqldriver.Value) bool {
	if s.at+s.width > len(s.cells) || s.width == 0 {
		return false
	}
	copy(dest, s.cells[s.at:s.at+s.width])
	s.at += s.width
	return true
}

// cellBytes is what a cell costs beside the bytes it holds: the interface and
// the box behind it.
const cellBytes = 40

// Detach reads the rest. A second command on a connection with open rows breaks
// it with some drivers (go-sql-driver: "busy buffer"), so it is the only way to
// use the connection meanwhile.
func (r *rows) Detach(limit int) error {
	res := r.r
	switch {
	case r.stash != nil || r.closed:
		return nil
	case res.at < len(res.rs):
		return &driver.Error{Class: driver.Programming, Message: "a result cannot be taken into memory while further requests of its batch wait behind it"}
	case r.rs == nil:
		r.stash = &stash{}
		res.rows = nil
		res.finish()
		return nil
	}
	n := len(r.dest)
	present := append(make([]sqldriver.Value, 0, n), r.dest...)
	on := r.on
	for i, v := range present {
		if b, ok := v.([]byte); ok && on {
			present[i] = append([]byte{}, b...)
		}
	}
	st := &stash{width: n}
	var arena []byte
	from := r.sum.Rows
	for size := 0; r.Next(); {
		for _, v := range r.dest {
			if b, ok := v.([]byte); ok {
				size += len(b)
				if len(b) > 1<<10 {
					v = append([]byte(nil), b...)
				} else {
					if cap(arena)-len(arena) < len(b) {
						arena = make([]byte, 0, 32<<10)
					}
					at := len(arena)
					arena = append(arena, b...)
					v = arena[at:len(arena):len(arena)]
				}
			} else if s, ok := v.(string); ok {
				size += len(s)
			}
			st.cells = append(st.cells, v)
			size += cellBytes
		}
		if size > limit {
			r.fail(driver.ErrTooLarge)
			break
		}
	}
	if r.err == driver.ErrTooLarge {
		r.sum.Rows = from
		_, _ = r.Close() // the answer is ErrTooLarge
		return driver.ErrTooLarge
	}
	_, err := r.Close()
	r.closed = false
	r.dest, r.on, r.stash = present, on, st
	res.rows = nil
	res.finish()
	return err
}
