package snapshot

import (
	"reflect"
	"unsafe"
)

// A Slab hands out memory for values of one type, in chunks that grow. Its copies are
// slabs of their own, so that one that nothing was taken from is a template; one
// goroutine at a time uses it.
type Slab struct {
	typ      reflect.Type
	slice    reflect.Type
	full     reflect.Type // an array of limit values, once there was one
	limit    int          // values of a chunk
	at       unsafe.Pointer
	left     int
	size     int // of the last chunk
	expected int
}

// NewSlab is a slab of values of t, in chunks of at most limit.
func NewSlab(t reflect.Type, limit int) Slab {
	return Slab{typ: t, slice: reflect.SliceOf(t), limit: limit}
}

// Snapshots is a slab of the plan's snapshots. They live as long as their session, so
// that nobody keeps a chunk alive for one of them.
func (p *Plan) Snapshots() Slab { return p.slab }

// Expect says that about n values will be taken, so that the next chunk is large enough.
func (s *Slab) Expect(n int) { s.expected = n }

// Next is room for one more value, zeroed.
func (s *Slab) Next() unsafe.Pointer {
	if s.left == 0 {
		if s.size == 0 && s.expected < 2 { // many sessions want one
			s.size = 1
			return reflect.New(s.typ).UnsafePointer()
		}
		n := 2 * s.size
		if s.expected > 0 {
			n, s.expected = s.expected, 0
		}
		s.size = min(max(n, 4), s.limit)
		s.left = s.size
		if s.size < s.limit {
			s.at = reflect.MakeSlice(s.slice, s.size, s.size).UnsafePointer()
		} else { // without the slice's head, which is an allocation for each chunk
			if s.full == nil {
				s.full = reflect.ArrayOf(s.limit, s.typ)
			}
			s.at = reflect.New(s.full).UnsafePointer()
		}
	}
	p := s.at
	if s.left--; s.left > 0 {
		s.at = unsafe.Add(s.at, s.typ.Size())
	} else {
		s.at = nil // a pointer past the end would keep alive what follows
	}
	return p
}
