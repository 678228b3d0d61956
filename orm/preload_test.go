package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func TestPreloadLoadsForObjectsThatAreThere(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 2)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			boss := &Person{Name: "boss", Desk: &Desk{Room: "1"}}
			boss.Team = []*Person{{Name: "a"}, {Name: "b", Team: []*Person{{Name: "c"}}}}
			s.Add(boss)
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		sent.take()

		t.Run("of the session", func(t *testing.T) {
			must(t, orm.Preload(ctx, s, ps[:2], orm.SelectIn(Products.Orders, orm.SelectIn(Orders.Product))))
			if got := sent.take(); len(got) != 1 { // the products are there
				t.Fatal(got)
			}
			if len(ps[0].Orders) != 2 || ps[1].Orders[1].Product != ps[1] || ps[2].Orders != nil || Products.Orders.State(s, ps[2]) != orm.NotLoaded {
				t.Fatal(ps[0].Orders, ps[2].Orders)
			}
			must(t, orm.Preload(ctx, s, []*Product{ps[2], ps[0], ps[2]}, orm.SelectIn(Products.Orders)))
			if got := sent.take(); len(got) != 1 || len(ps[2].Orders) != 2 { // for the one that lacks it
				t.Fatal(got)
			}
			must(t, orm.Preload(ctx, s, ps, orm.SelectIn(Products.Orders)))
			if got := sent.take(); len(got) != 0 {
				t.Fatal(got)
			}
		})
		t.Run("what the program has changed stays", func(t *testing.T) {
			s := orm.NewSession(eng)
			defer s.Close()
			p, err := orm.Select(Products).First(ctx, s)
			must(t, err)
			mine := &Order{Quantity: 77}
			p.Orders = append(p.Orders, mine)
			must(t, orm.Preload(ctx, s, []*Product{p}, orm.SelectIn(Products.Orders)))
			if len(p.Orders) != 3 || p.Orders[2] != mine {
				t.Fatal(p.Orders)
			}
			must(t, s.Rollback(ctx))
		})
		t.Run("a part", func(t *testing.T) {
			s := orm.NewSession(eng)
			defer s.Close()
			ps, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
			must(t, err)
			must(t, orm.Preload(ctx, s, ps, orm.SelectIn(Products.Orders).Where(Orders.Quantity.Eq(2)).Limit(1)))
			if len(ps[0].Orders) != 1 || ps[0].Orders[0].Quantity != 2 || Products.Orders.State(s, ps[0]) != orm.Partial {
				t.Fatal(ps[0].Orders, Products.Orders.State(s, ps[0]))
			}
			must(t, orm.Preload(ctx, s, ps, orm.SelectIn(Products.Orders)))
			if len(ps[0].Orders) != 2 || Products.Orders.State(s, ps[0]) != orm.Loaded {
				t.Fatal(ps[0].Orders)
			}
		})
		t.Run("in the next unit of work", func(t *testing.T) {
			s := orm.NewSession(eng)
			defer s.Close()
			os, err := orm.Select(Orders).OrderBy(Orders.ID).All(ctx, s)
			must(t, err)
			must(t, orm.Preload(ctx, s, os, orm.SelectIn(Orders.Product)))
			must(t, s.Commit(ctx))
			must(t, orm.Begin(ctx, eng, func(o *orm.Session) error {
				x, err := Orders.Get(ctx, o, os[0].ID)
				if err == nil {
					x.ProductID = ps[2].ID
				}
				return err
			}))
			must(t, orm.Preload(ctx, s, os, orm.SelectIn(Orders.Product)))
			if os[0].ProductID != ps[2].ID || os[0].Product == nil || os[0].Product.ID != ps[2].ID {
				t.Fatal(os[0].ProductID, os[0].Product)
			}
			os[0].Product = os[1].Product // back
			must(t, s.Commit(ctx))
		})
		t.Run("plain objects", func(t *testing.T) {
			var plain []*Person
			for p, err := range orm.Select(People).OrderBy(People.ID).Each(ctx, s) {
				must(t, err)
				plain = append(plain, p)
			}
			for range 2 { // a second time in place of the first
				must(t, orm.Preload(ctx, s, plain, orm.SelectIn(People.Team, orm.SelectIn(People.Desk)), orm.SelectIn(People.Boss), orm.SelectIn(People.Desk)))
				boss := plain[0]
				if len(boss.Team) != 2 || boss.Team[1].Name != "b" || len(boss.Team[1].Team) != 1 || boss.Team[0].Boss != boss || boss.Desk == nil || boss.Desk.Room != "1" {
					t.Fatalf("%+v", boss)
				}
				if boss.Team[1] != plain[2] || plain[3].Boss != plain[2] || boss.Boss != nil || plain[3].Team == nil {
					t.Fatal("the objects are not one graph")
				}
			}
			rows, err := engine.All(ctx, eng, orm.Select(Products))
			must(t, err)
			must(t, orm.Preload(ctx, s, rows, orm.SelectIn(Products.Orders)))
			if len(rows[0].Orders) != 2 || rows[0] == ps[0] || rows[0].Orders[0] == ps[0].Orders[0] {
				t.Fatal(rows[0].Orders)
			}
			if err := orm.Preload(ctx, s, append(rows, &Product{ID: rows[0].ID}), orm.SelectIn(Products.Orders)); !isConflict(err) {
				t.Fatal(err)
			}
			sent.take()
			must(t, orm.Preload(ctx, s, []*Product{}, orm.SelectIn(Products.Orders)))
			if got := sent.take(); len(got) != 0 {
				t.Fatal(got)
			}
		})
		t.Run("cancelled", func(t *testing.T) {
			s := orm.NewSession(eng)
			defer s.Close()
			ps, err := orm.Select(Products).All(ctx, s)
			must(t, err)
			off, cancel := context.WithCancel(ctx)
			cancel()
			if err := orm.Preload(off, s, ps, orm.SelectIn(Products.Orders)); !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			must(t, orm.Preload(ctx, s, ps, orm.SelectIn(Products.Orders)))
			if len(ps[0].Orders) != 2 {
				t.Fatal(ps[0].Orders)
			}
		})
		t.Run("refused", func(t *testing.T) {
			s := orm.NewSession(eng)
			defer s.Close()
			p, err := orm.Select(Products).First(ctx, s)
			must(t, err)
			added := &Product{Name: "new"}
			s.Add(added)
			var not *orm.NotPersistedError
			if err := orm.Preload(ctx, s, []*Product{p, added}, orm.SelectIn(Products.Orders)); !errors.As(err, &not) {
				t.Fatal(err)
			}
			if err := orm.Preload(ctx, s, []*Product{p, {ID: 4711}}, orm.SelectIn(Products.Orders)); !errors.As(err, &not) {
				t.Fatal(err)
			}
			if err := orm.Preload(ctx, s, []*Product{p, {ID: p.ID}}, orm.SelectIn(Products.Orders)); !isConflict(err) {
				t.Fatal(err)
			}
			for name, err := range map[string]error{
				"Preload is given no relationship": orm.Preload(ctx, s, []*Product{p}),
				"object 1: a nil":                  orm.Preload(ctx, s, []*Product{p, nil}, orm.SelectIn(Products.Orders)),
				"Joined belongs to the statement":  orm.Preload(ctx, s, []*Product{p}, orm.Joined(Products.Orders)),
				"AsJSON belongs to the statement":  orm.Preload(ctx, s, []*Product{p}, orm.AsJSON(Products.Orders)),
				"With is given a Load":             orm.Preload(ctx, s, []*Product{p}, nil),
				"Where, OrderBy and Limit choose":  orm.Preload(ctx, s, []*Order{}, orm.SelectIn(Orders.Product).Limit(1)),
				"which loads nothing for them":     orm.Preload(ctx, s, []*Product{{ID: 4711}}, orm.Raise(Products.Orders)),
			} {
				if err == nil || !strings.Contains(err.Error(), name) {
					t.Errorf("%s: %v", name, err)
				}
			}
			must(t, orm.Preload(ctx, s, []*Product{p}, orm.Raise(Products.Orders)))
			if _, err := Products.Orders.Of(ctx, s, p); err == nil {
				t.Fatal("it was to be an error")
			}
		})
	})
}

func isConflict(err error) bool {
	var c *orm.IdentityConflictError
	return errors.As(err, &c)
}
