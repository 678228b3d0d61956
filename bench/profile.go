package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"
)

// profiled is how long each contestant works for its profiles, at least.
const profiled = time.Second

// profile writes two profiles of each contestant in a workload: of its CPU time, and of all
// that it allocates. Only then a cost is known to be the contestant's, not its neighbour's.
func profile(ctx context.Context, w workload, names []string, contestants []Contestant, o options) error {
	for i, c := range contestants {
		if _, ok := c.(Apart); ok {
			continue // there is nothing of it in this process
		}
		rate := runtime.MemProfileRate
		runtime.MemProfileRate = 0 // counting every allocation would be most of the time
		n, err := calibrate(ctx, w, c, max(profiled, o.stretch))
		if errors.Is(err, ErrLeftOut) {
			continue
		} else if err != nil {
			return fmt.Errorf("%s, %s: %w", w.name, names[i], err)
		}
		base := filepath.Join(o.profile, w.name+"-"+strings.NewReplacer("/", "-", " ", "", ",", "-").Replace(names[i]))
		if err := cpuProfile(base+".cpu", func() error {
			_, _, err := w.run(ctx, c, n)
			return err
		}); err != nil {
			return err
		}
		runtime.MemProfileRate = rate
		before := heap()
		_, _, err = w.run(ctx, c, max(1, n/100))
		if err != nil {
			return err
		}
		if err := os.WriteFile(base+".base", before, 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(base+".mem", heap(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// heap is the profile of what was allocated so far; go tool pprof -diff_base takes the
// earlier one away.
func heap() []byte {
	runtime.GC()
	runtime.GC() // what the first one freed counts after the second
	var out strings.Builder
	if err := pprof.Lookup("allocs").WriteTo(&out, 0); err != nil {
		return nil // a strings.Builder refuses nothing
	}
	return []byte(out.String())
}

// cpuProfile writes the CPU profile of f to a file.
func cpuProfile(name string, f func() error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return errors.Join(err, file.Close())
	}
	err = f()
	pprof.StopCPUProfile()
	return errors.Join(err, file.Close())
}
