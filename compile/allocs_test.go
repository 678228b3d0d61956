//go:build !race

package compile_test

// The race detector empties pools at random, and more is allocated then.

import (
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// TestRenderingAllocatesWhatItGives: the text, its placeholders, and what is known of the
// columns; what it needs meanwhile is kept for the next statement. Counts, for times
// depend on the machine.
func TestRenderingAllocatesWhatItGives(t *testing.T) {
	p, o := corpus.Products, corpus.Orders
	report := func() sql.Statement {
		return sql.Select(p.Name, sql.Count(), sql.Sum(o.Quantity)).From(o).Join(p, sql.Eq(p.ID, o.ProductID)).
			Where(p.Price.Gt(1), p.AvailableQuantity.Gt(1), o.Quantity.Ge(1), o.Quantity.Lt(9), p.Name.Ne("x"), p.Name.Like("A%")).
			GroupBy(p.Name).OrderBy(p.Name).Limit(10)
	}
	for name, g := range map[string]compile.Grammar{"postgres": postgres.Dialect.Grammar(), "sqlite": sqlite.Dialect.Grammar(), "mysql": mysql.Dialect.Grammar()} {
		for _, c := range []struct {
			name         string
			build        func() sql.Statement
			whole, alone float64
		}{{"join", corpus.Benchmark, 27, 12}, {"report", report, 33, 15}} {
			k := &sql.Key{}
			render := func(n sql.Node) {
				k.Reset()
				k.Node(n)
				if _, err := compile.Compile(g, n, k); err != nil {
					t.Fatal(err)
				}
			}
			kept := sql.StatementOf(c.build())
			if n := testing.AllocsPerRun(50, func() { render(kept) }); n > c.alone {
				t.Errorf("%s, %s: %v allocations to render, want %v at most", name, c.name, n, c.alone)
			}
			if n := testing.AllocsPerRun(50, func() { render(sql.StatementOf(c.build())) }); n > c.whole {
				t.Errorf("%s, %s: %v allocations from nothing to SQL, want %v at most", name, c.name, n, c.whole)
			}
		}
	}
}
