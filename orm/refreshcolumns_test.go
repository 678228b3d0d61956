package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func TestRefreshColumnsReadsWhatIsNamed(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).With(orm.SelectIn(Products.Orders)).All(ctx, s)
		must(t, err)
		p := ps[0]
		elsewhere := func(set ...sql.Assignment) {
			t.Helper()
			_, err := eng.Execute(ctx, sql.Update(Products).Set(set...).Where(Products.ID.Eq(p.ID)))
			must(t, err)
		}
		must(t, s.Commit(ctx))
		elsewhere(Products.Name.Set("theirs"), Products.Price.Set(5), Products.AvailableQuantity.Set(50))

		p.Name, p.Price, p.AvailableQuantity = "mine", 1, 10
		sent.take()
		must(t, orm.RefreshColumns(ctx, s, p, Products.Name, Products.Price))
		if p.Name != "theirs" || p.Price != 5 || p.AvailableQuantity != 10 || len(p.Orders) != 2 {
			t.Fatalf("%+v", p)
		}
		if got := sent.take(); len(got) != 1 || strings.Contains(got[0], "available_quantity") {
			t.Fatal(got)
		}
		must(t, s.Commit(ctx)) // only what is changed is written
		if got := sent.take(); len(got) != 1 || strings.Contains(got[0], "name") {
			t.Fatal(got)
		}

		// a rollback takes the object to what it was at the beginning
		elsewhere(Products.Name.Set("theirs again"))
		p.Price = 7
		must(t, s.Flush(ctx))
		must(t, orm.RefreshColumns(ctx, s, p, Products.Name))
		if p.Name != "theirs again" || p.Price != 7 {
			t.Fatalf("%+v", p)
		}
		must(t, s.Rollback(ctx))
		if p.Name != "theirs" || p.Price != 5 {
			t.Fatalf("%+v", p)
		}

		// a column that was not loaded, and what was Set
		s.Clear()
		q, err := orm.Select(Products).LoadOnly(Products.Name).OrderBy(Products.ID).First(ctx, s)
		must(t, err)
		must(t, orm.Set(s, q, Products.Price.Set(0)))
		must(t, orm.RefreshColumns(ctx, s, q, Products.Price))
		if q.Price != 5 || q.AvailableQuantity != 0 {
			t.Fatalf("%+v", q)
		}
		plan, err := s.Plan(ctx)
		must(t, err)
		if len(plan.Statements) != 0 {
			t.Fatal(plan)
		}
		must(t, orm.LoadColumns(ctx, s, q, Products.AvailableQuantity))
		if q.AvailableQuantity != 10 {
			t.Fatalf("%+v", q)
		}
	})
}

func TestRefreshColumnsTakesReferencesBack(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).With(orm.SelectIn(Products.Orders)).All(ctx, s)
		must(t, err)
		o := ps[0].Orders[0]
		o.Product = ps[1]
		o.Quantity = 9
		must(t, orm.RefreshColumns(ctx, s, o, Orders.ProductID))
		if o.Product != ps[0] || o.ProductID != ps[0].ID || o.Quantity != 9 {
			t.Fatalf("%+v", o)
		}
		must(t, s.Commit(ctx))
		_, err = eng.Execute(ctx, sql.Update(Orders).Set(Orders.ProductID.Set(ps[2].ID)).Where(Orders.ID.Eq(o.ID)))
		must(t, err)
		must(t, orm.RefreshColumns(ctx, s, o, Orders.ProductID))
		if o.ProductID != ps[2].ID || o.Product != nil {
			t.Fatalf("%+v", o)
		}
		if x, err := Orders.Product.Of(ctx, s, o); err != nil || x != ps[2] {
			t.Fatal(x, err)
		}

		var not *orm.NotPersistedError
		if err := orm.RefreshColumns(ctx, s, &Order{ID: 4711}, Orders.Quantity); !errors.As(err, &not) {
			t.Fatal(err)
		}
		for want, err := range map[string]error{
			"names no column":                    orm.RefreshColumns(ctx, s, o),
			"key, by which its row is found":     orm.RefreshColumns(ctx, s, o, Orders.ID),
			"only columns of Order can be named": orm.RefreshColumns(ctx, s, o, Products.Name),
			"is no entity":                       orm.RefreshColumns(ctx, s, *o, Orders.Quantity),
		} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", want, err)
			}
		}
		_, err = eng.Execute(ctx, sql.Delete(Orders).Where(Orders.ID.Eq(o.ID)))
		must(t, err)
		var gone *orm.ObjectDeletedError
		if err := orm.RefreshColumns(ctx, s, o, Orders.Quantity); !errors.As(err, &gone) {
			t.Fatal(err)
		}
	})
}

// A session that only reads keeps no copies, and reads columns again all the same.
func TestRefreshColumnsInASessionThatReads(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		fill(t, ctx, eng, 1, 0)
		s := orm.NewSession(eng, orm.ReadOnly)
		defer s.Close()
		p, err := orm.Select(Products).One(ctx, s)
		must(t, err)
		was := p.Name
		p.Name, p.Price = "mine", 77
		must(t, orm.RefreshColumns(ctx, s, p, Products.Name))
		if p.Name != was || p.Price != 77 {
			t.Error(p)
		}
	})
}
