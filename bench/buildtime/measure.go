// Package buildtime measures what it costs to compile a program with many mapped
// tables: the time and the memory of "go build", when everything the program
// depends on has been compiled before.
//
// Generic types make a compiler's work grow with the number of the user's types,
// which no test of the library would notice.
package buildtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// A Result is what a build took.
type Result struct {
	Tables int
	Wall   time.Duration
	Peak   int64 // resident memory of the largest process, in bytes
}

// Measure builds a program with so many tables. It writes it into a directory of
// its own inside of module, the bench module's directory, whose requirements
// serve it, and removes it afterwards.
func Measure(ctx context.Context, module string, tables int) (r Result, err error) {
	dir, err := os.MkdirTemp(module, "tables-")
	if err != nil {
		return Result{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	// One table first: what is compiled then is shared by all programs.
	if err := writeProgram(dir, 1); err != nil {
		return Result{}, err
	}
	if _, err := build(ctx, dir); err != nil {
		return Result{}, err
	}
	if err := writeProgram(dir, tables); err != nil {
		return Result{}, err
	}
	r, err = build(ctx, dir)
	r.Tables = tables
	return r, err
}

// build compiles and links the program.
func build(ctx context.Context, dir string) (Result, error) {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", os.DevNull, ".")
	cmd.Dir = dir
	begin := time.Now()
	out, err := cmd.CombinedOutput()
	r := Result{Wall: time.Since(begin)}
	if err != nil {
		return Result{}, fmt.Errorf("go build: %w\n%s", err, out)
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		r.Peak = int64(usage.Maxrss) * 1024 // kilobytes on Linux
	}
	return r, nil
}
