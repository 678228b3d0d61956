package pool

import (
	"runtime"
	"strings"
	"testing"
)

//go:noinline
func recorded(s *stack, deep int) {
	if deep > 0 {
		recorded(s, deep-1)
		return
	}
	s.record()
}

func TestStackHasTheFramesOfCallers(t *testing.T) {
	for deep := range 20 {
		var s stack
		recorded(&s, deep)
		if s.n == 0 || s.n > maxDepth {
			t.Fatal(s.n)
		}
		seen := 0
		for _, pc := range s.pcs[:s.n] {
			if f, _ := runtime.CallersFrames([]uintptr{pc}).Next(); strings.HasSuffix(f.Function, ".recorded") {
				seen++
			}
		}
		if want := min(deep+1, maxDepth-1); seen < want-1 || seen > deep+1 {
			t.Errorf("depth %d: %d frames of %d", deep, seen, want)
		}
		if name, file, line := s.site(); !strings.Contains(name, "pool.") || !strings.HasSuffix(file, "holder_test.go") || line == 0 {
			t.Error(name, file, line)
		}
	}
}

func TestOwn(t *testing.T) {
	for _, c := range []struct {
		function, file string
		own            bool
	}{
		{module + ".Open", "/x/open.go", true},
		{module + "/engine.(*Engine).Connect", "/x/engine/connect.go", true},
		{module + "/pool.TestX", "/x/pool/x_test.go", false},
		{module + "/examples/tutorial.main", "/x/main.go", false},
		{module + "/dialecttest.caseConnect", "/x/case.go", false},
		{module + "x.Open", "/y/open.go", false},
		{"main.main", "/x/main.go", false},
		{"runtime.goexit", "/go/asm.s", true},
	} {
		if own(c.function, c.file) != c.own {
			t.Error(c.function, c.file)
		}
	}
}
