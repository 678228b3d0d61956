package orm_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// fill makes n products with m orders each.
func fill(t *testing.T, ctx context.Context, eng *engine.Engine, n, m int) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range n {
			p := &Product{Name: fmt.Sprintf("p%02d", i), Price: float64(10 * i), AvailableQuantity: i}
			for j := range m {
				p.Orders = append(p.Orders, &Order{Quantity: j + 1, OrderDate: time.Date(2026, 1, 1+j, 12, 0, 0, 0, time.UTC)})
			}
			s.Add(p)
		}
		return nil
	}))
}

func TestAddInsertsTheGraphParentsFirst(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		six := 6
		p := &Product{Name: "widget", Price: 9.5, AvailableQuantity: 3, ExpiryOffsetMonths: &six}
		p.Orders = []*Order{{Quantity: 1}, {Quantity: 2}}
		s.Add(p)
		must(t, s.Commit(ctx))
		if p.ID == 0 || p.Orders[0].ID == 0 || p.Orders[1].ProductID != p.ID || p.Orders[0].Product != p || p.Orders[0].OrderDate.IsZero() {
			t.Fatalf("%+v %+v", p, p.Orders[0])
		}
		got := sent.take()
		if len(got) != 3 {
			t.Fatalf("sent %q", got)
		}
		// a second session sees it
		s2 := orm.NewSession(eng)
		defer s2.Close()
		q, err := Products.Get(ctx, s2, p.ID)
		must(t, err)
		if q == p || q.Name != "widget" || *q.ExpiryOffsetMonths != 6 || q.Orders != nil {
			t.Fatalf("%+v", q)
		}
		again, err := orm.Get(ctx, s2, Products, p.ID)
		must(t, err)
		if again != q {
			t.Fatal("two objects for one key")
		}
		os, err := Products.Orders.Of(ctx, s2, q)
		must(t, err)
		if len(os) != 2 || os[0].Product != q || os[0].Quantity != 1 {
			t.Fatalf("%+v", os)
		}
		if _, err := Products.Get(ctx, s2, 99999); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		if _, found, err := orm.Lookup(ctx, s2, Products, 99999); found || err != nil {
			t.Fatal(found, err)
		}
	})
}

func TestUpdateSendsWhatChangedOnly(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.Name.Asc()).All(ctx, s)
		must(t, err)
		if len(ps) != 3 {
			t.Fatal(len(ps))
		}
		sent.take()
		must(t, s.Flush(ctx))
		if got := sent.take(); got != nil {
			t.Fatalf("nothing changed, sent %q", got)
		}
		ps[1].Price = 4
		must(t, s.Commit(ctx))
		got := sent.take()
		if len(got) != 1 {
			t.Fatalf("sent %q", got)
		}
		n, err := engine.One(ctx, eng, sql.Select1(sql.Count()).From(Products).Where(Products.Price.Eq(4)))
		must(t, err)
		if n != 1 {
			t.Fatal(n)
		}
	})
}

func TestDeleteAndCascade(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		sent.take()
		o := ps[0].Orders[0]
		s.Delete(o)
		s.Delete(ps[1])
		must(t, s.Flush(ctx))
		if len(ps[0].Orders) != 1 {
			t.Fatal("a deleted order is still in its collection")
		}
		n, err := orm.Select(Orders).Count(ctx, s)
		must(t, err)
		if n != 1 {
			t.Fatal(n)
		}
		if _, err := Products.Get(ctx, s, ps[1].ID); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if len(ps[0].Orders) != 2 {
			t.Fatal("rollback gives the collection back")
		}
		n, err = orm.Select(Orders).Count(ctx, s)
		must(t, err)
		if n != 4 {
			t.Fatal(n)
		}
	})
}

func TestSiblingsAreLoadedTogether(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 10, 3)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		sent.take()
		n := 0
		for _, p := range ps {
			os, err := Products.Orders.Of(ctx, s, p)
			must(t, err)
			for _, o := range os {
				q, err := Orders.Product.Of(ctx, s, o)
				must(t, err)
				if q != p {
					t.Fatal("another parent")
				}
				n++
			}
		}
		if got := sent.take(); n != 30 || len(got) != 1 {
			t.Fatal(n, got)
		}
		// the other way: all products of all orders by one statement
		s2 := orm.NewSession(eng)
		defer s2.Close()
		os, err := orm.Select(Orders).OrderBy(Orders.ID.Asc()).All(ctx, s2)
		must(t, err)
		sent.take()
		for _, o := range os {
			p, err := Orders.Product.Of(ctx, s2, o)
			must(t, err)
			if p.ID != o.ProductID {
				t.Fatal(p.ID)
			}
		}
		if got := sent.take(); len(got) != 1 {
			t.Fatal(got)
		}
	})
}

func TestLoadingAhead(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 4, 3)
		for name, with := range map[string]orm.Load[*Product]{"SelectIn": orm.SelectIn(Products.Orders, orm.Joined(Orders.Product)), "Joined": orm.Joined(Products.Orders)} {
			for _, limit := range []int{-1, 2} {
				s := orm.NewSession(eng)
				q := orm.Select(Products).OrderBy(Products.ID.Desc()).With(with)
				want := 4
				if limit > 0 {
					q, want = q.Limit(limit), limit
				}
				sent.take()
				ps, err := q.All(ctx, s)
				must(t, err)
				if len(ps) != want {
					t.Fatal(name, limit, len(ps))
				}
				for i, p := range ps {
					if i > 0 && ps[i-1].ID < p.ID {
						t.Fatal("order")
					}
					if len(p.Orders) != 3 || p.Orders[0].Product != p || p.Orders[0].Quantity != 1 || Products.Orders.State(s, p) != orm.Loaded {
						t.Fatalf("%s %d: %+v", name, limit, p)
					}
				}
				statements := len(sent.take())
				if name == "Joined" && statements != 1 || statements > 2 {
					t.Fatal(name, limit, statements)
				}
				must(t, s.Flush(ctx))
				if got := sent.take(); got != nil {
					t.Fatal(got)
				}
				s.Close()
			}
		}
		s := orm.NewSession(eng)
		defer s.Close()
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Product{Name: "lonely"}); return nil }))
		p, err := orm.Select(Products).Where(Products.Name.Eq("lonely")).With(orm.Joined(Products.Orders)).One(ctx, s)
		must(t, err)
		if p.Orders == nil || len(p.Orders) != 0 {
			t.Fatalf("loaded and empty is not nil: %#v", p.Orders)
		}
	})
}
