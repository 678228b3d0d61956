package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func ExampleSubquery() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	// the second statement: … WHERE product_id IN (SELECT id FROM … WHERE price > ?)
	products, err := orm.Select(Products).Where(Products.Price.Gt(1)).With(orm.Subquery(Products.Orders)).OrderBy(Products.ID).All(ctx, s)
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, len(p.Orders))
	}
	// Output:
	// anvil 2
	// bucket 1
}

func TestOwnersThatAreFoundAgain(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1200, 1) // more than SiblingLimit
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Person{Name: "a", Team: []*Person{{Name: "aa", Team: []*Person{{Name: "aaa"}}}, {Name: "ab"}}}, &Person{Name: "b"})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		ps, err := orm.Select(Products).Where(Products.ID.Gt(0)).With(orm.Subquery(Products.Orders, orm.Subquery(Orders.Product))).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		if got := sent.take(); len(got) != 2 || !strings.Contains(got[1], "IN (SELECT") {
			t.Fatal(got)
		}
		for _, p := range ps {
			if len(p.Orders) != 1 || p.Orders[0].Product != p || Products.Orders.State(s, p) != orm.Loaded {
				t.Fatal(p, p.Orders)
			}
		}
		// what may choose other rows the second time is asked for by keys
		must(t, s.Clear())
		sent.take()
		ps, err = orm.Select(Products).With(orm.Subquery(Products.Orders)).OrderBy(Products.Name).Limit(3).All(ctx, s)
		must(t, err)
		if got := sent.take(); len(ps) != 3 || len(ps[2].Orders) != 1 || len(got) != 2 || strings.Contains(got[1], "IN (SELECT orm_product") {
			t.Fatal(len(ps), got)
		}
		// to-one, part of a collection, a join, a tree
		must(t, s.Clear())
		os, err := orm.Select(Orders).Join(Orders.Product).Where(Products.Name.Lt("p03")).With(orm.Subquery(Orders.Product)).All(ctx, s)
		must(t, err)
		for _, o := range os {
			if o.Product == nil || o.Product.ID != o.ProductID {
				t.Fatal(o)
			}
		}
		must(t, s.Clear())
		ps, err = orm.Select(Products).Where(Products.Name.Lt("p03")).With(orm.Subquery(Products.Orders).Where(Orders.Quantity.Gt(0)).Limit(1)).All(ctx, s)
		must(t, err)
		for _, p := range ps {
			if len(p.Orders) != 1 || Products.Orders.State(s, p) != orm.Partial {
				t.Fatal(p.Orders)
			}
		}
		a, err := orm.Select(People).Where(People.BossID.IsNull(), People.Name.Eq("a")).With(orm.Subquery(People.Team).Recursive(0)).One(ctx, s)
		must(t, err)
		if len(a.Team) != 2 || len(a.Team[0].Team)+len(a.Team[1].Team) != 1 {
			t.Fatal(a.Team)
		}
	})
}

func TestSubqueriesThroughATable(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		x, y := &Keyword{Word: "x"}, &Keyword{Word: "y"}
		s.Add(&Post{Title: "p", Keywords: []*Keyword{x, y}}, &Post{Title: "q", Keywords: []*Keyword{x}}, &Post{Title: "r"})
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		posts, err := orm.Select(Posts).Where(Posts.Title.Ne("")).With(orm.Subquery(Posts.Keywords, orm.Subquery(Keywords.Posts))).OrderBy(Posts.Title).All(ctx, s)
		must(t, err)
		if len(posts) != 3 || len(posts[0].Keywords) != 2 || len(posts[1].Keywords) != 1 || posts[2].Keywords == nil || len(posts[1].Keywords[0].Posts) != 2 {
			t.Fatalf("%+v", posts)
		}
	})
}

// Statements on the session's connection are in its transaction, and past its objects.
func TestConnectionOfASession(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 1, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).One(ctx, s)
		must(t, err)
		c, err := orm.Connection(ctx, s)
		must(t, err)
		r, err := c.Execute(ctx, sql.Update(Products).Set(Products.Name.Set("db")).AllRows())
		must(t, err)
		must(t, r.Close())
		if p.Name == "db" {
			t.Fatal("the connection knows no objects")
		}
		must(t, s.Refresh(ctx, p))
		if p.Name != "db" {
			t.Fatal(p.Name)
		}
		must(t, s.Rollback(ctx))
		if q, err := Products.Get(ctx, s, p.ID); err != nil || q != p || p.Name == "db" {
			t.Fatal(p.Name, err)
		}
		if _, err := c.Execute(ctx, sql.Text("SELECT 1")); err == nil {
			t.Fatal("the connection outlived its transaction")
		}
	})
}

// What an UPDATE of many rows has changed is told by the statement where it can be.
func TestBulkStatementsTellWhatTheyChange(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 5, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).Limit(3).With(orm.SelectIn(Products.Orders)).All(ctx, s)
		must(t, err)
		sent.take()
		do := func(st sql.Statement, rows int64) {
			t.Helper()
			r, err := s.Execute(ctx, st)
			must(t, err)
			if r.RowCount() != rows {
				t.Fatal(r.RowCount(), rows)
			}
			if _, _, err := r.FetchOne(); err == nil {
				t.Fatal("rows that were not asked for")
			}
			must(t, r.Close())
		}
		do(sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Add(1000))).AllRows(), 5)
		got := sent.take()
		if len(got) > 1 && eng.Dialect().Features().UpdateReturning {
			t.Fatal(got)
		}
		for _, p := range ps {
			if p.Price < 1000 {
				t.Fatal(p.Price)
			}
		}
		if n := s.Len(); n != 9 {
			t.Fatal("rows that nobody asked for are tracked", n)
		}
		// a foreign key that has moved takes the reference with it
		o := ps[0].Orders[0]
		do(sql.Update(Orders).Set(Orders.ProductID.Set(ps[1].ID)).Where(Orders.ID.Eq(o.ID)), 1)
		if o.ProductID != ps[1].ID || o.Product == ps[0] {
			t.Fatal(o, o.Product)
		}
		if to, err := Orders.Product.Of(ctx, s, o); err != nil || to != ps[1] {
			t.Fatal(to, err)
		}
		do(sql.Delete(Orders).Where(Orders.ID.Eq(o.ID)), 1)
		if orm.StateOf(s, o) != orm.Deleted {
			t.Fatal(orm.StateOf(s, o))
		}
		must(t, s.Rollback(ctx))
		for _, p := range ps {
			if p.Price >= 1000 || len(p.Orders) != 2 {
				t.Fatal(p)
			}
		}
		if orm.StateOf(s, o) == orm.Deleted || o.ProductID != ps[0].ID {
			t.Fatal(o)
		}
		// with the tables of others
		do(sql.Update(Products).Set(Products.Name.Set("has two")).From(Orders).Where(sql.Eq(Orders.ProductID, Products.ID), Orders.Quantity.Eq(2)), 5)
		if ps[0].Name != "has two" {
			t.Fatal(ps[0].Name)
		}
	})
}

// A row that somebody else has given to another parent takes the reference with it,
// which is no change of the program's.
func TestRefreshedForeignKeys(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 2, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		os, err := orm.Select(Orders).With(orm.SelectIn(Orders.Product)).OrderBy(Orders.ID).All(ctx, s)
		must(t, err)
		o, other := os[0], os[1].Product
		_, err = eng.Execute(ctx, sql.Update(Orders).Set(Orders.ProductID.Set(other.ID)).Where(Orders.ID.Eq(o.ID)))
		must(t, err)
		must(t, s.Refresh(ctx, o))
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Fatal(got)
		}
		if p, err := Orders.Product.Of(ctx, s, o); err != nil || p != other {
			t.Fatal(p, err)
		}
	})
}
