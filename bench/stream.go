package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// streamed is what a process that streamed bench_big once has to say.
type streamed struct {
	LeftOut bool
	Cost    cost
	Rows    int
	Sum     uint64 // over the rows; their order does not matter
	Peak    int64  // of the resident memory, in kilobytes; 0: unknown
}

// streamOnce is the life of such a process: it prints a streamed.
func streamOnce(ctx context.Context, e Entry, address string) error {
	c, err := e.Open(ctx, address)
	if err != nil {
		return err
	}
	defer c.Close()
	var s streamed
	clock := startClock()
	err = c.Stream(context.WithoutCancel(ctx), func(p *Product) {
		// The digest would cost more than the row; the key and two columns tell enough.
		s.Rows++
		s.Sum += uint64(p.ID)*31 + uint64(p.AvailableQuantity)*7 + uint64(len(p.Name))
	})
	s.Cost = clock.stop()
	s.Peak = peakMemory()
	if errors.Is(err, ErrLeftOut) {
		s.LeftOut = true
	} else if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(s)
}

// peakMemory is the largest resident memory that this process had, in kilobytes,
// where the system tells. Rusage does not tell: on Linux its figure begins with
// the memory of the process that forked.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		return 0
	}
	return kilobytes
}

// measureStream streams bench_big with each contestant in a process of its own,
// because a peak of memory cannot be measured twice in one.
func measureStream(ctx context.Context, d database, addresses []string, reps int) ([]result, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	costs := make([][]cost, len(d.entries))
	peaks := make([][]float64, len(d.entries))
	var base streamed
	for rep := range reps {
		for i, e := range d.entries {
			if e.Small {
				continue
			}
			cmd := exec.CommandContext(ctx, self, "-stream", e.Name, "-db", d.name, "-url", addresses[i])
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				return nil, fmt.Errorf("stream, %s: %w", e.Name, err)
			}
			var s streamed
			if err := json.Unmarshal(out, &s); err != nil {
				return nil, fmt.Errorf("stream, %s: %w", e.Name, err)
			}
			if s.LeftOut {
				continue
			}
			if rep == 0 && i == 0 {
				base = s
			}
			if s.Rows != bigRows || s.Sum != base.Sum {
				return nil, fmt.Errorf("stream: the %d rows of %s are not the baseline's", s.Rows, e.Name)
			}
			costs[i] = append(costs[i], s.Cost)
			peaks[i] = append(peaks[i], float64(s.Peak))
		}
	}
	var results []result
	for i, e := range d.entries {
		if len(costs[i]) == 0 {
			continue
		}
		r := summarize("stream", e.Name, costs[i], costs[0], bars[d.name][e.Aim]["stream"])
		r.peak, r.basePeak = median(peaks[i]), median(peaks[0])
		results = append(results, r)
	}
	return results, nil
}
