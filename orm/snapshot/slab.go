package snapshot

import (
	"reflect"
	"sync"
	"unsafe"
)

// A Slab hands out memory for values of one type, in chunks that grow. Its copies are
// slabs of their own, so that one that nothing was taken from is a template; one
// goroutine at a time uses it.
type Slab struct {
	of       *slabType
	at       unsafe.Pointer
	left     int32
	size     int32 // of the last chunk
	expected int
}

// slabType is what all slabs of one type have in common.
type slabType struct {
	typ   reflect.Type
	slice reflect.Type
	bytes uintptr
	limit int                 // values of a chunk
	full  func() reflect.Type // an array of limit values, made when there is one
}

// NewSlab is a slab of values of t, in chunks of at most limit.
func NewSlab(t reflect.Type, limit int) Slab {
	return Slab{of: &slabType{typ: t, slice: reflect.SliceOf(t), bytes: t.Size(), limit: limit,
		full: sync.OnceValue(func() reflect.Type { return reflect.ArrayOf(limit, t) })}}
}

// Snapshots is a slab of the plan's snapshots. They live as long as their session, so
// that nobody keeps a chunk alive for one of them.
func (p *Plan) Snapshots() Slab { return p.slab }

// Expect says that about n values will be taken, so that the next chunk is large enough.
func (s *Slab) Expect(n int) { s.expected = n }

// Next is room for one more value, zeroed.
func (s *Slab) Next() unsafe.Pointer {
	if s.left == 0 {
		if s.size < 2 && s.expected < 2 { // many sessions want one, and a second to change it
			s.size++
			return reflect.New(s.of.typ).UnsafePointer()
		}
		s.chunk()
	}
	p := s.at
	if s.left--; s.left > 0 {
		s.at = unsafe.Add(s.at, s.of.bytes)
	} else {
		s.at = nil // a pointer past the end would keep alive what follows
	}
	return p
}

// chunk makes room for more values.
func (s *Slab) chunk() {
	n := 2 * int(s.size)
	if s.expected > 0 {
		n, s.expected = s.expected, 0
	}
	n = min(max(n, 4), s.of.limit)
	if n < s.of.limit {
		s.at = reflect.MakeSlice(s.of.slice, n, n).UnsafePointer()
	} else { // without the slice's head, which is an allocation for each chunk
		s.at = reflect.New(s.of.full()).UnsafePointer()
	}
	s.size, s.left = int32(n), int32(n)
}
