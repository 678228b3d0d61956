//go:build !race

package engine_test

// The race detector empties pools at random, and more is allocated then.

import (
	"testing"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// TestCachedStatementsAllocateLittle counts what an execution costs before anything is
// sent: the copy of a kept statement that its tree is taken from, and nothing for the rest.
func TestCachedStatementsAllocateLittle(t *testing.T) {
	eng, err := engine.Open(postgres.Dialect, "postgresql://localhost/shop")
	if err != nil {
		t.Fatal(err)
	}
	c := compiled
	stmt := sql.Select(c.ID, c.Name).Where(c.Price.Gt(1), c.Name.Like("a%"), c.ID.Ne(3)).OrderBy(c.ID)
	var args []driver.Value
	var kept sql.Statement = stmt
	n := testing.AllocsPerRun(100, func() {
		if _, args, err = engine.Compile(eng, kept, args[:0]); err != nil {
			t.Fatal(err)
		}
	})
	if n > 1.5 { // a collection may empty the pool of calls
		t.Errorf("%v allocations, want 1", n)
	}
}
