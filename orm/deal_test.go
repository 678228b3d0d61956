package orm_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// Collections that were loaded together are cut from common arrays: what a program appends
// to one of them must not be seen in another.
func TestCollectionsOfOneLoadAreApart(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		const n = 300
		for i := range n {
			p := &Product{Name: fmt.Sprint(i)}
			for j := range i % 5 {
				p.Orders = append(p.Orders, &Order{Quantity: 10*i + j + 1, OrderDate: day})
			}
			s.Add(p)
		}
		must(t, s.Commit(ctx))
		must(t, s.Close())

		s = orm.NewSession(eng)
		defer s.Close()
		known, err := orm.Select(Orders).Limit(7).All(ctx, s) // some children are there already
		must(t, err)
		known[3].Quantity++
		ps, err := orm.Select(Products).OrderBy(Products.ID).With(orm.SelectIn(Products.Orders)).All(ctx, s)
		must(t, err)
		check := func(when string, extra int) {
			t.Helper()
			for i, p := range ps {
				if p.Orders == nil || len(p.Orders) != i%5+extra {
					t.Fatalf("%s: %s has %d orders", when, p.Name, len(p.Orders))
				}
				seen := map[int]bool{}
				for _, o := range p.Orders[:i%5] {
					if q := o.Quantity - 1; seen[o.ID] || o.ProductID != p.ID || o != known[3] && q/10 != i {
						t.Fatalf("%s: %s has order %+v", when, p.Name, o)
					}
					seen[o.ID] = true
				}
			}
		}
		check("loaded", 0)
		for _, p := range ps {
			p.Orders = append(p.Orders, &Order{Quantity: 7, OrderDate: day})
		}
		check("appended", 1)
		must(t, s.Commit(ctx))
		check("flushed", 1)
		for _, p := range ps {
			p.Orders = p.Orders[:len(p.Orders)-1]
		}
		must(t, s.Rollback(ctx))
		check("rolled back", 1)
	})
}
