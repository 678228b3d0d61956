package graphs_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/sql"
)

// TestRandomSessions runs random scripts of everything that a program may do with a session,
// and compares memory with the database after each flush. Of a script that fails it tries to
// leave out each step, and shows what remains. ALUDEL_GRAPHS says how many there are,
// ALUDEL_SEED which is the first.
func TestRandomSessions(t *testing.T) {
	for _, d := range scratch.Databases() {
		t.Run(d.Name, func(t *testing.T) {
			n, first := number(t, "ALUDEL_GRAPHS", 40), number(t, "ALUDEL_SEED", 1)
			if testing.Short() {
				n = min(n, 10)
			}
			count := &counter{}
			eng := d.Open(t, engine.Watch(count))
			defer eng.Close(context.Background())
			for _, l := range libraries {
				must(t, l.base.DropAll(t.Context(), eng))
				must(t, l.base.CreateAll(t.Context(), eng))
			}
			begun := time.Now()
			calls, checks, failed, refused := 0, 0, 0, map[string]int{}
			for seed := first; seed < first+n && failed < 10; seed++ {
				steps := script(seed)
				m := play(t.Context(), eng, count, seed, steps)
				calls, checks = calls+len(m.log), checks+m.checks
				for k, v := range m.refused {
					refused[k] += v
				}
				if m.failure == "" {
					if n == 1 {
						t.Log(strings.Join(m.log, "\n"))
					}
					continue
				}
				failed++
				m = shrink(m, func(steps []step) *machine { return play(t.Context(), eng, count, seed, steps) }, steps)
				t.Errorf("seed %d: %s\n%s", seed, m.failure, strings.Join(m.log, "\n"))
			}
			var kinds []string
			for _, k := range slices.Sorted(maps.Keys(refused)) {
				kinds = append(kinds, fmt.Sprint(k, " ", refused[k]))
			}
			t.Logf("%s: %d scripts from seed %d in %.0f s: %d calls, compared %d times; refused: %s", d.Name, n, first, time.Since(begun).Seconds(), calls, checks, strings.Join(kinds, ", "))
		})
	}
}

// play runs a script on empty tables.
func play(ctx context.Context, eng *engine.Engine, count *counter, seed uint64, steps []step) *machine {
	m := newMachine(ctx, eng, count, seed)
	defer m.s.Close()
	if err := m.wipe(); err != nil {
		m.fail("wipe: %v", err)
		return m
	}
	m.run(steps)
	return m
}

// wipe empties the tables.
func (m *machine) wipe() error {
	c, err := m.eng.Connect(m.ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	tables, _ := m.lib.base.MetaData().Sorted()
	for i := len(tables) - 1; i >= 0; i-- {
		if strings.HasSuffix(tables[i].Name, "_shelf") {
			r, err := c.Execute(m.ctx, sql.Text(sql.SQL("UPDATE "+tables[i].Name+" SET parent_id = NULL")))
			if err != nil {
				return err
			}
			r.Close()
		}
		r, err := c.Execute(m.ctx, sql.Text(sql.SQL("DELETE FROM "+tables[i].Name)))
		if err != nil {
			return err
		}
		r.Close()
	}
	return c.Commit(m.ctx)
}

// shrink leaves out what a failure does not need.
func shrink(m *machine, play func([]step) *machine, steps []step) *machine {
	like := func(failure string) string { // without the numbers, and what the database adds
		text := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, failure)
		return text[:min(20, len(text))]
	}
	for size, cut := max(1, len(steps)/2), true; size > 1 || cut; size = max(1, size/2) {
		cut = false
		for i := 0; i+size <= len(steps); {
			less := slices.Concat(steps[:i], steps[i+size:])
			if x := play(less); x.failure != "" && like(x.failure) == like(m.failure) {
				steps, m, cut = less, x, true
			} else {
				i += size
			}
		}
	}
	return m
}
