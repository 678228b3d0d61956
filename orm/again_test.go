package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// elsewhere runs f in another session, and commits.
func elsewhere(t *testing.T, ctx context.Context, eng *engine.Engine, f func(*orm.Session) error) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, f))
}

// What a relationship holds is true in the unit of work that has loaded it: in a later one,
// after Refresh, Expire and PopulateExisting, whoever asks for it has what is there by then.
func TestRelationshipsAreLoadedAgain(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		p, n := ps[0], 2
		of := func(when string) {
			t.Helper()
			sent.take()
			orders, err := Products.Orders.Of(ctx, s, p)
			must(t, err)
			if len(orders) != n || len(p.Orders) != n {
				t.Errorf("%s: %d orders, want %d", when, len(orders), n)
			}
			if when != "first" && n > 2 && p.Orders[0].Product != p {
				t.Error(when, p.Orders[0].Product)
			}
			before := len(sent.take())
			if _, err := Products.Orders.Of(ctx, s, p); err != nil || len(sent.take()) > 0 {
				t.Error(when, "it was read twice", before, err)
			}
		}
		another := func() {
			t.Helper()
			elsewhere(t, ctx, eng, func(o *orm.Session) error {
				o.Add(&Order{Quantity: 9, ProductID: p.ID})
				return nil
			})
			n++
		}
		of("first")
		must(t, s.Commit(ctx))
		another()
		of("after a commit")
		must(t, s.Commit(ctx))
		another()
		if _, err := Products.Get(ctx, s, p.ID); err != nil {
			t.Fatal(err)
		}
		of("after a Get in a later unit of work")
		another()
		must(t, s.Refresh(ctx, p))
		of("after Refresh")
		another()
		must(t, s.Expire(p))
		of("after Expire")
		another()
		if _, err := orm.Select(Products).PopulateExisting().All(ctx, s); err != nil {
			t.Fatal(err)
		}
		of("after PopulateExisting")

		// what the program has done to the old list stays done
		must(t, s.Commit(ctx))
		another()
		out, moved := p.Orders[0], ps[1]
		p.Orders = append(p.Orders[1:], &Order{Quantity: 70})
		moved.Orders = append(moved.Orders, out)
		got, err := Products.Orders.Of(ctx, s, p)
		must(t, err)
		if len(got) != n || out.Product != moved {
			t.Errorf("%d orders, want %d; %v", len(got), n, out.Product)
		}
		must(t, s.Commit(ctx))
		if c, err := Products.Orders.Select(p).Count(ctx, s); err != nil || c != n {
			t.Error(c, err)
		}
		// the wished whole of Merge and Replace is compared with what is there
		must(t, s.Commit(ctx))
		another()
		in := &Product{ID: p.ID, Name: p.Name, Price: p.Price, Orders: []*Order{}}
		if _, err := orm.Merge(ctx, s, Products, in); err == nil {
			t.Error("an order that another session has added was not seen") // its product_id cannot be NULL
		}
		must(t, s.Rollback(ctx))
		kept := orm.NewSession(eng, orm.KeepAcrossCommits)
		defer kept.Close()
		k, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID).First(ctx, kept)
		must(t, err)
		must(t, kept.Commit(ctx))
		sent.take()
		if _, err := Products.Orders.Of(ctx, kept, k); err != nil || len(sent.take()) > 0 {
			t.Error("KeepAcrossCommits does not", err)
		}
	})
}

// A reference follows the foreign key that the row has by now.
func TestReferencesAreLoadedAgain(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		os, err := orm.Select(Orders).With(orm.SelectIn(Orders.Product)).OrderBy(Orders.ID).All(ctx, s)
		must(t, err)
		first, second := os[0].Product, os[2].Product
		must(t, s.Commit(ctx))
		elsewhere(t, ctx, eng, func(o *orm.Session) error {
			r, err := o.Execute(ctx, sql.Update(Orders).Set(Orders.ProductID.Set(second.ID)).Where(Orders.ID.Eq(os[0].ID)))
			if err != nil {
				return err
			}
			return r.Close()
		})
		if os[0].Product != first {
			t.Fatal("a field has changed by itself")
		}
		sent.take()
		for i, o := range os {
			p, err := Orders.Product.Of(ctx, s, o)
			must(t, err)
			want := first
			if i != 1 {
				want = second
			}
			if p != want || o.Product != want || o.ProductID != want.ID {
				t.Error(i, p, o.ProductID)
			}
		}
		if all := sent.take(); len(all) != 2 { // the orders, and the products
			t.Errorf("%d statements: %v", len(all), all)
		}
		// what the program says is not overwritten
		must(t, s.Commit(ctx))
		drum := &Product{Name: "drum"}
		os[1].Product = drum
		if p, err := Orders.Product.Of(ctx, s, os[1]); err != nil || p != drum {
			t.Error(p, err)
		}
		must(t, s.Expire(os[2]))
		must(t, s.Sync())
		if p, err := Orders.Product.Of(ctx, s, os[1]); err != nil || p != drum {
			t.Error(p, err)
		}
		must(t, s.Commit(ctx))
		elsewhere(t, ctx, eng, func(o *orm.Session) error {
			x, err := Orders.Get(ctx, o, os[0].ID)
			o.Delete(x)
			return err
		})
		var gone *orm.ObjectDeletedError
		if _, err := Orders.Product.Of(ctx, s, os[0]); !errors.As(err, &gone) {
			t.Error("the order is gone:", err)
		}
	})
}

// What is unloaded, pending, computed or the session's is no reason for Merge to lose a value.
func TestMergeTakesWhatIsSaid(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).LoadOnly(Products.Price).One(ctx, s)
		must(t, err)
		m, err := orm.Merge(ctx, s, Products, &Product{ID: p.ID, Name: "", Price: 3})
		must(t, err)
		if m != p {
			t.Fatal(m)
		}
		must(t, s.Commit(ctx))
		if q, err := orm.Select(Products).AsNoTracking().One(ctx, s); err != nil || q.Name != "" || q.Price != 3 {
			t.Error("a zero over a column that was not loaded is lost:", q, err)
		}
		added := &Product{ID: 500, Name: "added"}
		s.Add(added)
		m, err = orm.Merge(ctx, s, Products, &Product{ID: 500, Name: "merged"})
		must(t, err)
		if m != added || added.Name != "merged" {
			t.Error("a pending object was not found", m)
		}
		x, err := orm.Merge(ctx, s, Orders, &Order{Quantity: 1, Product: &Product{ID: 501, Name: "one"}})
		must(t, err)
		y, err := orm.Merge(ctx, s, Orders, &Order{Quantity: 2, Product: &Product{ID: 501, Name: "two"}})
		must(t, err)
		if x.Product != y.Product || x.Product.Name != "two" {
			t.Error(x.Product, y.Product)
		}
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Products).Count(ctx, s); err != nil || n != 3 {
			t.Error(n, err)
		}
	})
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(2))
		defer s.Close()
		a, err := orm.Select(Accounts).OrderBy(Accounts.ID).First(ctx, s)
		must(t, err)
		if _, err := orm.Merge(ctx, s, Accounts, &Account{ID: a.ID, Name: "merged"}); err != nil {
			t.Fatal(err)
		}
		must(t, s.Commit(ctx))
		if a.TenantID != 2 || a.Name != "merged" {
			t.Error(a)
		}
	})
	each(t, Till, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		card := &CardPayment{Payment: Payment{Amount: 70}, Last4: "4242"}
		s.Add(card)
		must(t, s.Commit(ctx))
		m, err := orm.Merge(ctx, s, CardPayments, &CardPayment{Payment: Payment{ID: card.ID, Amount: 71}, Last4: "1"})
		must(t, err)
		must(t, s.Commit(ctx))
		if m != card || card.Amount != 71 || card.Kind != "card" {
			t.Error(card)
		}
	})
}

// One counts entities, however many rows a join gives each, and sorts as it is told.
func TestOneOfAJoin(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 3)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products).Join(Products.Orders).OrderBy(Orders.Quantity.Desc())
		p, err := q.Where(Products.Name.Eq("p01")).One(ctx, s)
		must(t, err)
		if p.Name != "p01" {
			t.Error(p)
		}
		if _, err := q.One(ctx, s); !errors.Is(err, orm.ErrMultipleResults) {
			t.Error(err)
		}
		if _, err := q.Where(Orders.Quantity.Gt(9)).One(ctx, s); !errors.Is(err, orm.ErrNoResult) {
			t.Error(err)
		}
		p, err = q.Where(Products.Name.Eq("p01"), Orders.Quantity.Gt(1)).With(orm.Contained(Products.Orders)).One(ctx, s)
		must(t, err)
		if len(p.Orders) != 2 || p.Orders[0].Quantity != 3 {
			t.Error(p.Orders)
		}
		if n, err := orm.Select(Orders).Join(Orders.Product).OrderBy(Products.Name).Where(Orders.ID.Eq(p.Orders[0].ID)).One(ctx, s); err != nil || n != p.Orders[0] {
			t.Error(n, err)
		}
	})
	each(t, Kinds, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		if _, err := eng.Execute(ctx, orm.Insert(Products)); err == nil {
			t.Error("nothing was inserted, and nobody was told")
		}
	})
}

// A flush that finds no row tells so in its own words.
func TestStaleIsNoTroubleOfTheDatabases(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		elsewhere(t, ctx, eng, func(o *orm.Session) error {
			r, err := o.Execute(ctx, sql.Delete(Products).AllRows())
			if err != nil {
				return err
			}
			return r.Close()
		})
		for _, one := range []bool{true, false} {
			ps[0].Name = "changed " + time.Now().String()
			if !one {
				ps[1].Price++
			}
			var stale *orm.StaleDataError
			err := s.Flush(ctx)
			if !errors.As(err, &stale) || strings.Contains(err.Error(), "internal error") {
				t.Error(err)
			}
			must(t, s.Rollback(ctx))
		}
	})
}

// A savepoint is rolled back whatever was forgotten within it.
func TestForgettingWithinASavepoint(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 0)
		boom := errors.New("boom")
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).OrderBy(Products.ID).First(ctx, s)
		must(t, err)
		if err := s.Savepoint(ctx, func() error {
			p.Name = "inside"
			return errors.Join(s.Flush(ctx), s.Clear(), boom)
		}); !errors.Is(err, boom) {
			t.Error(err)
		}
		must(t, s.Commit(ctx))
		p, err = orm.Select(Products).OrderBy(Products.ID).First(ctx, s)
		must(t, err)
		if p.Name != "p00" {
			t.Error("rolled back, and committed:", p.Name)
		}
		// the place of an object that was forgotten is taken by another one
		var q *Product
		p.Name = "outside"
		must(t, s.Flush(ctx))
		if err := s.Savepoint(ctx, func() error {
			must(t, s.Expunge(p))
			q, err = orm.Select(Products).OrderBy(Products.ID.Desc()).First(ctx, s)
			return errors.Join(err, boom)
		}); !errors.Is(err, boom) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		if q.Name != "p02" {
			t.Error("it got what another object was:", q)
		}
	})
}

// A key that says what the object says is no contradiction, also where that is new.
func TestKeysThatAgree(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng, orm.StrictRelations)
		defer s.Close()
		p, q := &Product{ID: 600, Name: "new"}, &Product{ID: 602, Name: "other"}
		s.Add(p, &Order{Quantity: 1, ProductID: 600, Product: p}, q)
		must(t, s.Commit(ctx))
		s.Add(&Order{Quantity: 1, ProductID: 600, Product: q})
		if err := s.Commit(ctx); err == nil {
			t.Error("a contradiction was not told")
		}
	})
}
