package scan

import (
	"reflect"
	"unsafe"
)

// A Slab hands out memory for values of one type in chunks that grow. What it
// handed out is the caller's; one goroutine at a time uses it.
type Slab struct {
	typ  reflect.Type // of a slice
	size uintptr
	base unsafe.Pointer
	n    int // left
	next int
	max  int
}

// NewSlab makes values of t, in chunks of at most limit.
func NewSlab(t reflect.Type, limit int) Slab {
	return Slab{typ: reflect.SliceOf(t), size: t.Size(), next: 1, max: limit}
}

// Next is a zero value.
func (s *Slab) Next() unsafe.Pointer {
	if s.n == 0 {
		v := reflect.MakeSlice(s.typ, s.next, s.next)
		s.base, s.n = v.UnsafePointer(), s.next
		s.next = min(max(4*s.next, 8), s.max)
	}
	p := s.base
	if s.n--; s.n > 0 {
		s.base = unsafe.Add(s.base, s.size)
	} else {
		s.base = nil // a pointer past the end would keep alive what follows
	}
	return p
}
