//go:build (amd64 || arm64) && !purego

package pool

// frames stores the return addresses of the goroutine's frames, innermost first,
// and returns their number.
//
//go:noescape
func frames(pcs *[maxDepth]uintptr) int

func (s *stack) record() { s.n = frames(&s.pcs) }
