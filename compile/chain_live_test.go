package compile_test

import (
	"fmt"
	"testing"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// TestLongChains executes as many conditions as a program may gather, whose tree must
// not become too deep for any database.
func TestLongChains(t *testing.T) {
	p := corpus.Products
	for _, s := range servers(t) {
		want, err := s.run(sql.Select(p.ID).OrderBy(p.ID))
		if err != nil || len(want) == 0 {
			t.Fatal(want, err)
		}
		for _, n := range []int{256, 257, 5000} {
			some := make([]sql.Typed[bool], n)
			for i := range some {
				some[i] = p.ID.Eq(n - i)
			}
			got, err := s.run(sql.Select(p.ID).Where(sql.Or(some...)).OrderBy(p.ID))
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: OR of %d: %v, %.300v, want %v", s.d.Name(), n, got, err, want)
			}
			for i := range some {
				some[i] = p.ID.Ne(-i)
			}
			for name, stmt := range map[string]sql.Statement{
				"AND": sql.Select(p.ID).Where(sql.And(some...)).OrderBy(p.ID), "Where": sql.Select(p.ID).Where(some...).OrderBy(p.ID),
			} {
				if got, err := s.run(stmt); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
					t.Errorf("%s: %s of %d: %v, %.300v, want %v", s.d.Name(), name, n, got, err, want)
				}
			}
		}
	}
}
