package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/aludel/aludel/bench/shapes"
)

// buildBar is what Aludel wants to reach in the shape "report" from nothing to SQL, and
// compiledBar with a statement that was compiled once: microseconds and allocations.
var (
	buildBar    = [2]float64{2.0, 40}
	compiledBar = [2]float64{0.1, 2}
)

// shapesTable measures what making a statement costs, and writes it as Markdown.
func shapesTable(w io.Writer, o options) error {
	t, err := shapes.Measure(min(o.reps, 11), o.stretch/5)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n### Making a statement: CPU time / allocations\n\n| shape |")
	for _, c := range t.Contestants {
		fmt.Fprintf(w, " %s |", c)
	}
	fmt.Fprint(w, "\n|---|")
	for range t.Contestants {
		fmt.Fprint(w, "--:|")
	}
	fmt.Fprintln(w)
	for i, name := range shapes.Names {
		fmt.Fprintf(w, "| %s |", name)
		for _, c := range t.Contestants {
			cell := t.Cells[c][i]
			fmt.Fprintf(w, " %s / %.0f |", short(cell.Time), cell.Allocs)
		}
		fmt.Fprintln(w)
	}
	i := slices.Index(shapes.Names, "report")
	said := func(what string, c shapes.Cell, bar [2]float64) {
		fmt.Fprintf(w, "\nreport, %s: %.2f µs / %.0f; wanted ≤ %.1f µs / %.0f.\n", what, float64(c.Time.Nanoseconds())/1000, c.Allocs, bar[0], bar[1])
	}
	said("from nothing to SQL", t.Cells[t.Contestants[0]][i], buildBar)
	said("compiled once, with new values", t.Cells[shapes.CompiledOnce][i], compiledBar)
	return nil
}
