// Package startup measures how large a program is that reads one row of PostgreSQL, and
// how long it runs: with pgx alone, with Aludel's statements and with its mapped objects.
package startup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// Table is the table that the programs read: id, a number, and name, a text. It has a
// row with the id 1.
const Table = "bench_started"

// A Result is what a program came to.
type Result struct {
	Name string
	Size int64         // stripped, in bytes
	Wall time.Duration // from its start to its end: the median
	// Over is by how much it took longer than the first program, in the same repetition: the median.
	Over time.Duration
	CPU  time.Duration // user and system time: the median
}

// Measure builds the programs and lets each read the row reps times, in turns. It writes
// them into a directory of its own inside of module, the bench module's directory, whose
// requirements serve them, and removes it afterwards.
func Measure(ctx context.Context, module, url string, reps int) (results []Result, err error) {
	dir, err := os.MkdirTemp(module, "tables-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	for i, p := range programs {
		at := filepath.Join(dir, fmt.Sprint(i))
		if err := os.Mkdir(at, 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(at, "main.go"), []byte(p.text), 0o644); err != nil {
			return nil, err
		}
		build := exec.CommandContext(ctx, "go", "build", "-ldflags", "-s -w", "-o", "program", ".")
		build.Dir = at
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build of the program with %s: %w\n%s", p.name, err, out)
		}
		info, err := os.Stat(filepath.Join(at, "program"))
		if err != nil {
			return nil, err
		}
		results = append(results, Result{Name: p.name, Size: info.Size()})
	}
	took := make([][]time.Duration, len(programs))
	over := make([][]time.Duration, len(programs))
	cpu := make([][]time.Duration, len(programs))
	for rep := range reps + 1 {
		for i := range programs {
			cmd := exec.CommandContext(ctx, filepath.Join(dir, fmt.Sprint(i), "program"), url)
			begin := time.Now()
			out, err := cmd.CombinedOutput()
			wall := time.Since(begin)
			if err != nil || string(out) != "one\n" {
				return nil, fmt.Errorf("the program with %s: %w\n%s", programs[i].name, errors.Join(err, errors.New("it should say one")), out)
			}
			if rep > 0 { // the first one brings it into memory
				took[i] = append(took[i], wall)
				cpu[i] = append(cpu[i], cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
				over[i] = append(over[i], wall-took[0][rep-1])
			}
		}
	}
	for i := range results { // median sorts, which nobody minds any more
		results[i].Wall, results[i].Over, results[i].CPU = median(took[i]), median(over[i]), median(cpu[i])
	}
	return results, nil
}

// median sorts ds.
func median(ds []time.Duration) time.Duration {
	slices.Sort(ds)
	return ds[len(ds)/2]
}
