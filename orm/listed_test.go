package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// One object among many that does not fit is named by its column wherever it stands, and nothing is stored;
// then its neighbours get NULLs, values and keys of their own.
func TestAwkwardRowsAmongManyAlike(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		const n = 600
		for _, bad := range []int{0, 1, 2, 256, 257, 258, 300, n - 1} {
			s := orm.NewSession(eng)
			for i := range n {
				p := &Product{Name: fmt.Sprint("p", i)}
				if i == bad {
					p.Name = "bad \xff"
				}
				s.Add(p)
			}
			if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "Product.Name") || !strings.Contains(err.Error(), "UTF-8") {
				t.Fatalf("object %d: %v", bad, err)
			}
			must(t, s.Rollback(ctx))
			must(t, s.Close())
		}
		if count, err := orm.Select(Products).Count(ctx, orm.NewSession(eng)); err != nil || count != 0 {
			t.Fatal(count, err)
		}

		made := func(i int) Product {
			p := Product{Name: fmt.Sprint("ä", i), Price: float64(i) / 4, AvailableQuantity: i}
			if i%3 == 0 {
				day := time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%5)
				p.ProductionDate, p.ExpiryOffsetMonths = &day, &i
			}
			if i == 100 || i == 300 || i == 301 {
				p.ID = 1_000_000 + i
			}
			return p
		}
		s := orm.NewSession(eng)
		defer s.Close()
		objs := make([]*Product, n)
		for i := range objs {
			p := made(i)
			objs[i] = &p
			s.Add(objs[i])
		}
		must(t, s.Commit(ctx))
		check := func(name func(i int) string) {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			for i, p := range objs {
				q, err := Products.Get(ctx, fresh, p.ID)
				must(t, err)
				want := made(i)
				if (want.ID != 0) != (p.ID > 1_000_000 && (i == 100 || i == 300 || i == 301)) || q.Name != name(i) || q.Price != want.Price || q.AvailableQuantity != i ||
					(q.ProductionDate == nil) != (want.ProductionDate == nil) || q.ProductionDate != nil && (!q.ProductionDate.Equal(*want.ProductionDate) || *q.ExpiryOffsetMonths != i) {
					t.Fatalf("object %d is stored as %+v", i, *q)
				}
			}
		}
		check(func(i int) string { return fmt.Sprint("ä", i) })

		// changed together, first with one that does not fit
		for i, p := range objs {
			p.Name = fmt.Sprint("changed ", i)
		}
		objs[400].Name = "bad \xff"
		if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "Product.Name") || !strings.Contains(err.Error(), "UTF-8") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		for i, p := range objs {
			p.Name = fmt.Sprint("changed ", i)
		}
		must(t, s.Commit(ctx))
		check(func(i int) string { return fmt.Sprint("changed ", i) })
	})
}
