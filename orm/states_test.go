package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func TestStatesAndTheirTransitions(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Product{Name: "p", Orders: []*Order{{Quantity: 1}}}
		is := func(want orm.State) {
			t.Helper()
			if got := orm.StateOf(s, p); got != want {
				t.Fatal(got, want)
			}
		}
		is(orm.Transient)
		s.Add(p)
		is(orm.Pending)
		must(t, s.Flush(ctx))
		is(orm.Persistent)
		copied := *p
		if orm.StateOf(s, &copied) != orm.Copied {
			t.Fatal("a copy")
		}
		p.Name = "q"
		ch, err := orm.ChangesOf(s, p)
		must(t, err)
		if len(ch) != 1 || ch[0].Field != "Name" || ch[0].Old != "p" || ch[0].New != "q" {
			t.Fatal(ch)
		}
		must(t, s.Expire(p))
		is(orm.Expired)
		if p.Name != "p" {
			t.Fatal(p.Name)
		}
		sent.take()
		_, err = Products.Get(ctx, s, p.ID)
		must(t, err)
		is(orm.Persistent)
		if len(sent.take()) != 1 {
			t.Fatal("not read again")
		}
		s.Delete(p.Orders[0])
		s.Delete(p)
		is(orm.Deleted)
		must(t, s.Flush(ctx))
		is(orm.Deleted)
		must(t, s.Rollback(ctx))
		is(orm.Transient)
		s.Add(p)
		must(t, s.Commit(ctx))
		must(t, s.Expunge(p))
		is(orm.Transient)
		must(t, s.Expunge(p.Orders[0]))
		// taken as loaded, with what it leads to
		must(t, s.Attach(p))
		is(orm.Persistent)
		p.Orders[0].Quantity = 5
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") {
			t.Fatal(got)
		}
		c, err := orm.Clone(Products, p)
		must(t, err)
		if c == p || c.Name != p.Name || c.Orders != nil {
			t.Fatal(c)
		}
		// a reference to a row that is not read
		s.Clear()
		r, err := Products.Ref(s, p.ID)
		must(t, err)
		o := &Order{Quantity: 9, Product: r}
		s.Add(o)
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 1 || o.ProductID != p.ID {
			t.Fatal(got)
		}
		if x, err := Products.Get(ctx, s, p.ID); err != nil || x != r || r.Name != "p" {
			t.Fatal(x, err)
		}
		r2, err := orm.Ref(s, Products, 987654)
		must(t, err)
		var de *orm.ObjectDeletedError
		if err := s.Refresh(ctx, r2); !errors.As(err, &de) {
			t.Fatal(err)
		}
	})
}

func TestMerge(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).One(ctx, s)
		must(t, err)
		first := p.Orders[0]
		// the same graph, as a request sends it: one order changed, one gone, one new
		in := &Product{ID: p.ID, Name: "sent", Price: p.Price, AvailableQuantity: 0,
			Orders: []*Order{{ID: first.ID, Quantity: 70, OrderDate: first.OrderDate, ProductID: p.ID}, {Quantity: 71, OrderDate: first.OrderDate}}}
		_, err = orm.Merge(ctx, s, Products, in)
		if err == nil {
			t.Fatal("an order cannot be without a product")
		}
		must(t, s.Rollback(ctx))
		in.Orders = append(in.Orders, &Order{ID: p.Orders[1].ID, Quantity: 2, OrderDate: first.OrderDate, ProductID: p.ID})
		got, err := orm.Merge(ctx, s, Products, in)
		must(t, err)
		if got != p || p.Name != "sent" || len(p.Orders) != 3 || p.Orders[0] != first || first.Quantity != 70 || in.Orders[0] == first {
			t.Fatal(got, p.Orders)
		}
		must(t, s.Commit(ctx))
		// a nil relationship is left alone; an unknown key is a new row
		n, err := orm.Merge(ctx, s, Products, &Product{ID: 4711, Name: "new"})
		must(t, err)
		if orm.StateOf(s, n) != orm.Pending {
			t.Fatal(orm.StateOf(s, n))
		}
		m, err := orm.Merge(ctx, s, Products, &Product{ID: p.ID, Name: "again", Price: 1})
		must(t, err)
		if m != p || len(p.Orders) != 3 {
			t.Fatal(p)
		}
		must(t, s.Commit(ctx))
	})
}

func TestSavepointsRestoreMemory(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Product{Name: "p", Price: 1}
		s.Add(p)
		boom := errors.New("boom")
		q := &Product{Name: "q"}
		if err := s.Savepoint(ctx, func() error {
			p.Name = "inside"
			q.Orders = []*Order{{Quantity: 1}}
			s.Add(q)
			if err := s.Flush(ctx); err != nil {
				return err
			}
			if err := s.Savepoint(ctx, func() error {
				p.Name = "deeper"
				s.Delete(q.Orders[0], q)
				return boom
			}); !errors.Is(err, boom) {
				return fmt.Errorf("lost: %w", err)
			}
			if p.Name != "inside" || orm.StateOf(s, q) != orm.Persistent || q.ID == 0 {
				t.Fatal(p, orm.StateOf(s, q))
			}
			if err := s.Savepoint(ctx, func() error { p.Name = "kept"; return nil }); err != nil {
				return err
			}
			return boom
		}); !errors.Is(err, boom) {
			t.Fatal(err)
		}
		if p.Name != "p" || p.ID == 0 || q.ID != 0 || q.Orders[0].ProductID != 0 || orm.StateOf(s, q) != orm.Transient {
			t.Fatal(p, q, orm.StateOf(s, q))
		}
		// a flush that fails within is undone with the savepoint
		if err := s.Savepoint(ctx, func() error {
			p.Price = -1
			if err := s.Commit(ctx); err == nil {
				t.Fatal("committed inside a savepoint")
			}
			return nil
		}); err == nil {
			t.Fatal("the check was not held")
		}
		if p.Price != 1 {
			t.Fatal(p.Price)
		}
		p.Name = "last"
		must(t, s.Savepoint(ctx, func() error { s.Add(q); return nil }))
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Products).Count(ctx, s); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		// and a savepoint that was kept is undone with the transaction
		must(t, s.Savepoint(ctx, func() error { p.Name = "x"; return nil }))
		must(t, s.Rollback(ctx))
		if p.Name != "last" {
			t.Fatal(p.Name)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Fatal("no panic")
				}
			}()
			_ = s.Savepoint(ctx, func() error { p.Name = "y"; panic("p") })
		}()
		if p.Name != "last" {
			t.Fatal(p.Name)
		}
		must(t, s.Commit(ctx))
	})
}

func TestPlanShowsWhatFlushSends(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).One(ctx, s)
		must(t, err)
		p.Name = "changed"
		p.Orders = append(p.Orders, &Order{Quantity: 2})
		s.Add(&Product{Name: "n", Orders: []*Order{{Quantity: 3}}})
		sent.take()
		plan, err := s.Plan(ctx)
		must(t, err)
		if got := sent.take(); len(got) != 0 {
			t.Fatal("Plan sends", got)
		}
		must(t, s.Flush(ctx))
		got := sent.take()
		if len(got) != len(plan.Statements) || plan.Statements[len(got)-1].Trip != 1 {
			t.Fatal(plan.String(), got)
		}
		if again, err := s.Plan(ctx); err != nil || len(again.Statements) != 0 {
			t.Fatal(again, err)
		}
	})
}
