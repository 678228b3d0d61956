package driver

import (
	"time"
	"unsafe"
)

// An Arena hands out memory for the parts of a result in chunks that grow, so
// that a page of rows costs a few allocations. Its zero is ready. What it handed
// out is the caller's for ever; one goroutine at a time uses it.
type Arena struct {
	text    []byte
	times   []time.Time
	i64     []int64
	i32     []int32
	i16     []int16
	f64     []float64
	bools   []bool
	texts   []string
	uuids   [][16]byte
	MaxText int // the largest chunk for texts, in bytes; 0: 64 KiB
}

// Text copies b.
func (a *Arena) Text(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if cap(a.text)-len(a.text) < len(b) {
		limit := a.MaxText
		if limit == 0 {
			limit = 1 << 16
		}
		if len(b) > limit/4 {
			return string(b)
		}
		a.text = make([]byte, 0, max(min(2*cap(a.text), limit), 64, len(b)))
	}
	at := len(a.text)
	a.text = append(a.text, b...)
	return unsafe.String(&a.text[at], len(b))
}

func next[T any](s *[]T) *T {
	if len(*s) == cap(*s) {
		*s = make([]T, 0, max(min(2*cap(*s), 1024), 4))
	}
	*s = (*s)[:len(*s)+1]
	return &(*s)[len(*s)-1]
}

// Time is room for a time.
func (a *Arena) Time() *time.Time { return next(&a.times) }

// Int64 is room for an int64, an int, a uint64 or a time.Duration.
func (a *Arena) Int64() *int64 { return next(&a.i64) }

// Int32 is room for an int32 or a uint32.
func (a *Arena) Int32() *int32 { return next(&a.i32) }

// Int16 is room for an int16 or a uint16.
func (a *Arena) Int16() *int16 { return next(&a.i16) }

// Float64 is room for a float64.
func (a *Arena) Float64() *float64 { return next(&a.f64) }

// Bool is room for a bool.
func (a *Arena) Bool() *bool { return next(&a.bools) }

// Str is room for a string.
func (a *Arena) Str() *string { return next(&a.texts) }

// UUID is room for a UUID.
func (a *Arena) UUID() *[16]byte { return next(&a.uuids) }

// Reset lets the memory of texts be used again: for a caller that gives each row
// away before it reads the next one, and keeps nothing of it.
func (a *Arena) Reset() { a.text = a.text[:0] }
