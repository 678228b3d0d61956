//go:build !(amd64 || arm64) || purego

package pool

import "runtime"

func (s *stack) record() { s.n = runtime.Callers(3, s.pcs[:]) }
