package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func TestExpungedButStillHeld(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		held := func(path string) {
			t.Helper()
			var e *orm.ExpungedError
			if err := s.Flush(ctx); !errors.As(err, &e) || e.Path != path {
				t.Fatal(err)
			}
			if _, err := s.Plan(ctx); !errors.As(err, &e) {
				t.Fatal(err)
			}
		}
		p := &Product{Name: "p", Orders: []*Order{{Quantity: 1}, {Quantity: 2}}}
		o := p.Orders[1]
		s.Add(p)
		must(t, s.Expunge(o))
		held("a new Product.Orders[1]")
		p.Orders = p.Orders[:1]
		must(t, s.Flush(ctx))
		p.Orders = append(p.Orders, o) // as any new one
		must(t, s.Flush(ctx))
		must(t, s.Expunge(o)) // a row, of which nothing is left out
		must(t, s.Flush(ctx))
		must(t, s.Commit(ctx))

		q := &Product{Name: "q"}
		a := &Order{Quantity: 3, Product: q}
		s.Add(a)
		must(t, s.Expunge(q))
		held("a new Order.Product")
		s.Add(q)
		must(t, s.Commit(ctx))
		n, err := orm.Select(Orders).Count(ctx, s)
		must(t, err)
		if n != 3 || a.ProductID != q.ID {
			t.Fatal(n, a, q)
		}
		b := &Order{Quantity: 3}
		q.Orders = append(q.Orders, b)
		must(t, s.Sync())
		must(t, s.Expunge(b))
		held("Product 2.Orders[1]")
		must(t, s.Rollback(ctx))
		must(t, s.Commit(ctx))
	})
}
