// Package shapes measures what it costs to make a statement, before anything is
// sent: ten statements of PostgreSQL, by Aludel and by the builders that Go has.
package shapes

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"
)

// Names are the ten shapes, in the order of the report.
var Names = []string{"bykey", "page", "in100", "join", "report", "nested", "exists", "insert", "upsert", "update"}

// parts are what each text must hold in whatever words, and args how many values it has;
// a list may be one value.
var parts = map[string]struct {
	words []string
	args  int
}{
	"bykey":  {[]string{"expiry_offset_months", "FROM", "WHERE", "id"}, 1},
	"page":   {[]string{"available_quantity", "category_id", "ORDER BY", "DESC", "LIMIT", "OFFSET"}, 2},
	"in100":  {[]string{"name", "price", "WHERE", "id"}, 1},
	"join":   {[]string{"JOIN", "product_id", "LIKE", "quantity"}, 4},
	"report": {[]string{"JOIN", "customer_id", "category_id", "GROUP BY", "ORDER BY", "LIMIT", "LIKE", "city"}, 6},
	"nested": {[]string{" OR ", " AND ", "IS NULL", "LIKE"}, 4},
	"exists": {[]string{"EXISTS", "product_id", "quantity"}, 1},
	"insert": {[]string{"INSERT INTO", "VALUES", "RETURNING", "expiry_offset_months"}, 5},
	"upsert": {[]string{"ON CONFLICT", "DO UPDATE", "price"}, 3},
	"update": {[]string{"UPDATE", "SET", "WHERE", "available_quantity"}, 4},
}

// given are the values in the statements.
var given = struct {
	id, low, high int
	price         float64
	text          string
	ids           []int
}{id: 7, low: 3, high: 30, price: 2.5, text: "A%", ids: numbers(100)}

func numbers(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i + 1
	}
	return out
}

// A maker makes a statement: its text, and how many values go with it; -1: they are in the text.
type maker func() (text string, args int, err error)

// A contestant has a maker of each shape.
type contestant struct {
	name   string
	makers map[string]maker
}

// A Cell is what one statement costs: CPU time and allocations. Zero: it is not there.
type Cell struct {
	Time   time.Duration
	Allocs float64
}

// A Table has a Cell for each contestant and shape.
type Table struct {
	Contestants []string
	Cells       map[string][]Cell // by contestant, in the order of Names
}

// Measure lets each contestant make each statement, reps times for about stretch, one after the
// other, and takes the medians.
func Measure(reps int, stretch time.Duration) (Table, error) {
	cs, err := contestants()
	if err != nil {
		return Table{}, err
	}
	t := Table{Cells: map[string][]Cell{}}
	for _, c := range cs {
		t.Contestants = append(t.Contestants, c.name)
		t.Cells[c.name] = make([]Cell, len(Names))
	}
	for i, name := range Names {
		times := make([][]time.Duration, len(cs))
		counts := make([]int, len(cs))
		for j, c := range cs {
			f := c.makers[name]
			if f == nil {
				continue
			}
			if err := check(name, f); err != nil {
				return Table{}, fmt.Errorf("%s, %s: %w", name, c.name, err)
			}
			for n := 1; counts[j] == 0; n *= 4 {
				if took := spent(f, n); took >= stretch/8 {
					counts[j] = max(1, int(float64(n)*float64(stretch)/float64(took)))
				}
			}
		}
		for rep := range reps {
			for k := range cs {
				j := (rep + k) % len(cs)
				if f := cs[j].makers[name]; f != nil {
					times[j] = append(times[j], spent(f, counts[j])/time.Duration(counts[j]))
				}
			}
		}
		for j, c := range cs {
			if len(times[j]) > 0 {
				slices.Sort(times[j])
				t.Cells[c.name][i] = Cell{times[j][len(times[j])/2], allocs(c.makers[name])}
			}
		}
	}
	return t, nil
}

// check looks for all parts of the statement, and for its values.
func check(name string, f maker) error {
	text, args, err := f()
	if err != nil {
		return err
	}
	want := parts[name]
	for _, w := range want.words {
		if !strings.Contains(strings.ToUpper(text), strings.ToUpper(w)) {
			return fmt.Errorf("the text lacks %s: %s", w, text)
		}
	}
	if args >= 0 && args < want.args {
		return fmt.Errorf("%d values instead of %d: %s", args, want.args, text)
	}
	return nil
}

// spent is the CPU time of n runs. Collecting what they leave is not in it, for its helpers
// take whatever the machine has to give; the allocations stand beside.
func spent(f maker, n int) time.Duration {
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	begin := cpuTime()
	for range n {
		f() // which has been checked
	}
	return cpuTime() - begin
}

func allocs(f maker) float64 {
	const n = 100
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range n {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / n
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // it cannot fail with these arguments
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
