package orm

import (
	"unsafe"

	"github.com/aludel/aludel/orm/state"
)

// What was found for many owners by one statement is dealt out to them. A thousand owners
// with ten each cost a few allocations, not ten each: lists are cut from common arrays.

// deal gives each of n owners what is its own, in the order of found. of says whose each is:
// one more than the owner's place, 0 for nobody's.
// Rows mostly come in one piece for each owner, which is then a part of found.
func deal(found []*state.Record, of []int32, n int) [][]*state.Record {
	out := make([][]*state.Record, n)
	whole := true
	for i := 0; i < len(of) && whole; {
		j := i + 1
		for j < len(of) && of[j] == of[i] {
			j++
		}
		if o := of[i]; o > 0 {
			whole = out[o-1] == nil
			out[o-1] = found[i:j:j]
		}
		i = j
	}
	if whole {
		return out
	}
	ends := make([]int, n+1)
	for _, o := range of {
		ends[o]++
	}
	all := make([]*state.Record, len(found)-ends[0])
	at := 0
	for i := range out {
		k := ends[i+1]
		out[i] = all[at : at : at+k]
		at += k
	}
	for i, o := range of {
		if o > 0 {
			out[o-1] = append(out[o-1], found[i])
		}
	}
	return out
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
const listsChunk = 512

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
