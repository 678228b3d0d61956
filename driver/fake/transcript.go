package fake

import (
	"fmt"
	"slices"
	"strings"
)

// TB is what of a testing.TB the assertions need.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

// Transcript is the log as lines: a line for each flight with its statements
// between " | ", and one for each connect, cancel, ping, reset and close, each after the
// number of its connection:
//
//	1 connect
//	1 BEGIN | UPDATE t SET a = $1 [7] | COMMIT
//	1 close
func (d *Driver) Transcript() []string {
	var lines []string
	type flight struct{ conn, number int }
	at := map[flight]int{}
	for _, e := range d.Log() {
		if e.Op != Run {
			lines = append(lines, fmt.Sprintf("%d %s", e.Conn, e.Op))
			continue
		}
		f := flight{e.Conn, e.Flight}
		if i, ok := at[f]; ok {
			lines[i] += " | " + render(e.Text, e.Args)
			continue
		}
		at[f] = len(lines)
		lines = append(lines, fmt.Sprintf("%d %s", e.Conn, render(e.Text, e.Args)))
	}
	return lines
}

// Assert compares the transcript with want, forgets it, and reports a difference
// to t with both.
func (d *Driver) Assert(t TB, want ...string) {
	t.Helper()
	got := d.Transcript()
	d.ClearLog()
	if !slices.Equal(got, want) {
		t.Errorf("sent:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// Check reports to t which steps of the script were not reached, which statements
// were not expected, and how the contract was broken.
func (d *Driver) Check(t TB) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.script {
		t.Errorf("not reached: %s", s)
	}
	for _, c := range d.complaints {
		t.Errorf("%s", c)
	}
}
