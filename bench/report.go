package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"
)

// The comments between which the tables stand in README.md, and that of the rivals
// in the README.md of the root.
const (
	beginMark      = "<!-- results: begin -->\n"
	endMark        = "<!-- results: end -->"
	rivalBeginMark = "<!-- rivals: begin -->\n"
	rivalEndMark   = "<!-- rivals: end -->"
)

// table writes the results of a database as Markdown.
func table(w io.Writer, title string, results []result) {
	fmt.Fprintf(w, "\n### %s\n\n", title)
	fmt.Fprintln(w, "| workload | contestant | one takes | wall | client CPU | allocs | bytes | wanted | also |")
	fmt.Fprintln(w, "|---|---|--:|--:|--:|--:|--:|---|---|")
	last := ""
	for _, r := range results {
		name := r.workload
		if name == last {
			name = ""
		}
		last = r.workload
		fmt.Fprintf(w, "| %s | %s | %s | %.2f | %.2f | %s | %s | %s | %s |\n",
			name, r.contestant, short(r.cost.Wall), r.wall, r.cpu, count(r.cost.Allocs), count(r.cost.Bytes), r.wanted(), r.also())
	}
}

// failed lists who failed, if somebody did.
func failed(w io.Writer, failures []error) {
	for i, err := range failures {
		if i == 0 {
			fmt.Fprint(w, "\nLeft out, because they failed:\n\n")
		}
		for line := range strings.SplitSeq(err.Error(), "\n") {
			fmt.Fprintf(w, "- %s\n", line)
		}
	}
}

// wanted is the bar, and what misses it.
func (r result) wanted() string {
	var bar, missed []string
	one := func(name, format string, want, got float64) {
		if want == 0 {
			bar = append(bar, "–")
			return
		}
		bar = append(bar, fmt.Sprintf(format, want))
		if got > want {
			missed = append(missed, name)
		}
	}
	if r.bar == (Bar{}) {
		return ""
	}
	one("wall", "%.2f", r.bar.Wall, r.wall)
	one("CPU", "%.2f", r.bar.CPU, r.cpu)
	one("allocs", "%.0f", r.bar.Allocs, math.Round(r.cost.Allocs)) // the pool's and the runtime's own come to fractions
	if r.bar.P99 > 0 {
		one("p99", "p99 %.1f", r.bar.P99, r.p99)
	}
	if r.bar.Peak > 0 {
		one("peak", "peak +%.0f MB", r.bar.Peak, (r.peak-r.basePeak)/1024)
	}
	text := "≤ " + strings.Join(bar, " / ")
	if len(missed) > 0 {
		return text + "; **missed: " + strings.Join(missed, ", ") + "**"
	}
	return text + "; met"
}

// also is what only some workloads have.
func (r result) also() string {
	switch {
	case r.cost.P99 > 0:
		return fmt.Sprintf("p99 %s (%.2f)", short(r.cost.P99), r.p99)
	case r.peak > 0:
		return fmt.Sprintf("peak %.1f MB (%+.1f)", r.peak/1024, (r.peak-r.basePeak)/1024)
	}
	return ""
}

// short is a duration with three digits.
func short(d time.Duration) string {
	switch {
	case d < time.Microsecond:
		return fmt.Sprintf("%d ns", d.Nanoseconds())
	case d < time.Millisecond:
		return fmt.Sprintf("%.3g µs", float64(d)/float64(time.Microsecond))
	case d < time.Second:
		return fmt.Sprintf("%.3g ms", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

// count is a number with about three digits.
func count(n float64) string {
	switch {
	case math.IsNaN(n): // notMeasured
		return "–"
	case n < 10_000:
		return fmt.Sprintf("%.0f", n)
	case n < 10_000_000:
		return fmt.Sprintf("%.0fk", n/1000)
	}
	return fmt.Sprintf("%.1fM", n/1_000_000)
}

// rewrite puts text between two marks of a file.
func rewrite(file, beginMark, endMark string, text []byte) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, rest, ok1 := bytes.Cut(old, []byte(beginMark))
	_, after, ok2 := bytes.Cut(rest, []byte(endMark))
	if !ok1 || !ok2 {
		return errors.New(file + " lacks the comments between which the results go")
	}
	return os.WriteFile(file, bytes.Join([][]byte{before, []byte(beginMark), text, []byte(endMark), after}, nil), 0o644)
}
