package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// TestAddTogether adds objects that have keys of their own and refer to each other: in
// one Add their order does not matter.
func TestAddTogether(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		o := &Order{ID: 105, Quantity: 1}
		p := &Product{ID: 103, Name: "p", Orders: []*Order{o, {Quantity: 7}}}
		o.Product = p
		s.Add(o, p, orm.Null(Products.ProductionDate)) // the option is p's, though o has led to it before
		must(t, s.Err())
		plan, err := s.Plan(ctx)
		must(t, err)
		if o.ProductID != 103 || p.Orders[1].Product != p || len(plan.Statements) == 0 {
			t.Error(o, plan)
		}
		must(t, s.Rollback(ctx))

		s.Add(p, o, o, p)
		must(t, s.Commit(ctx))
		q := &Product{ID: 104, Name: "q"}
		r := &Order{ID: 306, Product: q}
		q.Orders = []*Order{r} // a circle: whichever is the first refers to the other
		s.Add(r, q)
		must(t, s.Commit(ctx))
		n, err := orm.Select(Orders).Where(Orders.ProductID.In(103, 104)).Count(ctx, s)
		must(t, err)
		if n != 3 || s.Len() != 5 {
			t.Error(n, s.Len())
		}

		var de *orm.DetachedError
		s.Add(&Product{ID: 107, Name: "x", Orders: []*Order{{ID: 108}}}, &Product{Name: "y"})
		if err := s.Flush(ctx); !errors.As(err, &de) || de.Path != "Product 107.Orders[0]" || !strings.Contains(err.Error(), "together_test.go") {
			t.Error("one that was not given:", err)
		}
		must(t, s.Rollback(ctx))

		var ic *orm.IdentityConflictError
		z := &Order{ID: 306} // r's key
		s.Add(&Product{ID: 109, Name: "z", Orders: []*Order{z}}, z)
		if err := s.Flush(ctx); !errors.As(err, &ic) {
			t.Error("one whose key another one has:", err)
		}
		must(t, s.Rollback(ctx))
	})
}
