package pool

import (
	"fmt"
	"path"
	"runtime"
	"strings"
	"time"
)

// How the call site of each Acquire is recorded. runtime.Callers takes 75 ns for
// one frame and 200 ns for the few that lie between the pool and the user's code,
// which is more than Acquire and Release together may take. So on amd64 and arm64, where Go
// keeps frame pointers, the return addresses are collected by following those: some
// 20 instructions for each frame in assembly, and only inside the bounds of the
// goroutine's own stack, so that no other memory is ever read. The names are looked up when
// somebody asks. Elsewhere, and with the build tag purego, runtime.Callers does it.

// maxDepth is how many frames lie between Acquire and the user's code, at most.
const maxDepth = 16

type stack struct {
	pcs [maxDepth]uintptr
	n   int
}

// A Holder is somebody who has a connection of the pool.
type Holder struct {
	Conn     uint64 // the connection's number in the pool, from 1
	Age      time.Duration
	Function string // the function that called into Aludel; "" where it is not known
	File     string
	Line     int
}

// String is the age and the call site.
func (h Holder) String() string {
	switch {
	case h.Function == "":
		return fmt.Sprintf("%v at an unknown place", round(h.Age))
	case h.Line == 0:
		return fmt.Sprintf("%v in %s (%s)", round(h.Age), path.Base(h.Function), short(h.File))
	}
	return fmt.Sprintf("%v at %s:%d (%s)", round(h.Age), short(h.File), h.Line, path.Base(h.Function))
}

// short is a file with its folder: enough to find it, and it fits on a line.
func short(file string) string {
	return path.Join(path.Base(path.Dir(file)), path.Base(file))
}

// site finds the innermost frame that is not Aludel's own.
func (s *stack) site() (function, file string, line int) {
	for _, pc := range s.pcs[:s.n] {
		f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		if f.Function == "" {
			continue
		}
		if !own(f.Function, f.File) {
			return f.Function, f.File, f.Line
		}
		// A function of ours may be inlined in the user's. Then the return address
		// tells the inner one's line only, and the entry tells whose code it is.
		if fn := runtime.FuncForPC(pc - 1); fn != nil {
			if outer := runtime.FuncForPC(fn.Entry()); outer != nil {
				if file, _ := outer.FileLine(outer.Entry()); !own(outer.Name(), file) {
					return outer.Name(), file, 0
				}
			}
		}
	}
	return "", "", 0
}

const module = "github.com/aludel/aludel"

// own reports whether a function is part of the library: programs and tests of
// the module are users of it.
func own(function, file string) bool {
	rest, ok := strings.CutPrefix(function, module)
	if !ok {
		return strings.HasPrefix(function, "runtime.")
	}
	if strings.HasSuffix(file, "_test.go") {
		return false
	}
	for _, user := range []string{"/examples/", "/cmd/", "/bench/", "/bench.", "/dialecttest."} {
		if strings.HasPrefix(rest, user) {
			return false
		}
	}
	return strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, ".")
}
