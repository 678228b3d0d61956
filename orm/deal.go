package orm

import (
	"unsafe"

	"github.com/aludel/aludel/orm/state"
)

// What was found for many owners by one statement is dealt out to them. A thousand owners
// with ten each cost a few allocations, not ten each: lists are cut from common arrays.

// A piece is neighbours in what was found that belong to one owner.
type piece struct {
	of  int32 // one more than the owner's place; 0: nobody's
	end int32 // where the next piece begins
}

// A hand is what each owner has of what was found.
type hand struct {
	shares []share // by the owner's place
	order  []int32 // what shares are of; nil: of the rows, in their order
}

type share struct{ from, to int32 }

// deal gives each of n owners what is its own, in the order of the rows, which pieces take
// apart. Rows mostly come in one piece for each owner.
func deal(pieces []piece, n int) hand {
	h := hand{shares: make([]share, n)}
	whole, at := true, int32(0)
	for _, p := range pieces {
		if p.of > 0 {
			whole = whole && h.shares[p.of-1] == share{}
			h.shares[p.of-1] = share{at, p.end}
		}
		at = p.end
	}
	if whole {
		return h
	}
	clear(h.shares)
	from := int32(0)
	for _, p := range pieces {
		if p.of > 0 {
			h.shares[p.of-1].to += p.end - from
		}
		from = p.end
	}
	sum := int32(0)
	for i, s := range h.shares {
		h.shares[i] = share{sum, sum} // to moves on with what comes
		sum += s.to
	}
	h.order, from = make([]int32, sum), 0
	for _, p := range pieces {
		for i := from; i < p.end && p.of > 0; i++ {
			s := &h.shares[p.of-1]
			h.order[s.to] = i
			s.to++
		}
		from = p.end
	}
	return h
}

// of appends to kids what the owner at a place has of the rows that r has read.
func (h *hand) of(place int, r *rowReader, kids []*state.Record) []*state.Record {
	s := h.shares[place]
	for i := s.from; i < s.to; i++ {
		row := i
		if h.order != nil {
			row = h.order[i]
		}
		kids = append(kids, r.record(int(row)))
	}
	return kids
}

// places finds the place of records in a list.
type places struct {
	slice []int32 // by the record's number: one more than its place
	some  map[int32]int32
}

// placesOf is for records of one map.
func placesOf(mp *state.Map, recs []*state.Record) places {
	if n := int(mp.Cap()); n <= 4*len(recs)+64 {
		x := places{slice: make([]int32, n)}
		for i, r := range recs {
			x.slice[r.No] = int32(i + 1)
		}
		return x
	}
	x := places{some: make(map[int32]int32, len(recs))}
	for i, r := range recs {
		x.some[r.No] = int32(i + 1)
	}
	return x
}

// place is where r stands; -1 when it does not.
func (x places) place(r *state.Record) int32 {
	if x.slice != nil {
		if int(r.No) < len(x.slice) {
			return x.slice[r.No] - 1
		}
		return -1
	}
	return x.some[r.No] - 1
}

// lists is room for lists of objects. A list that a program keeps keeps what it was cut
// from, and so the objects of its neighbours: that is a bounded number.
type lists struct {
	room     []unsafe.Pointer
	expected int
}

// listsChunk is how many pointers have a common array.
const listsChunk = 511 // with what Go notes before them, a size that it has

// expect says that about n will be taken.
func (p *lists) expect(n int) { p.expected = n }

// take is room for n, of which none is there yet. Who appends more gets an array of its own.
func (p *lists) take(n int) []unsafe.Pointer {
	if n == 0 {
		return []unsafe.Pointer{} // it is empty, and known to be
	}
	if n > len(p.room) {
		if n >= listsChunk/4 || p.expected <= n { // a large one stands alone
			return make([]unsafe.Pointer, 0, n)
		}
		p.room = make([]unsafe.Pointer, min(p.expected, listsChunk))
	}
	out := p.room[:0:n]
	p.room = p.room[n:]
	p.expected -= n
	return out
}
