package orm_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func ExampleSelectIn() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	// two statements in all: the orders, and the products of all of them
	orders, err := orm.Select(Orders).With(orm.SelectIn(Orders.Product)).OrderBy(Orders.ID.Asc()).All(ctx, s)
	check(err)
	for _, o := range orders {
		fmt.Println(o.Quantity, o.Product.Name)
	}
	// Output:
	// 1 anvil
	// 2 anvil
	// 10 bucket
}

func ExampleAsJSON() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	// one statement in all, for the products, the largest order of each, and its product
	largest := orm.AsJSON(Products.Orders, orm.AsJSON(Orders.Product)).OrderBy(Orders.Quantity.Desc()).Limit(1)
	products, err := orm.Select(Products).With(largest).OrderBy(Products.ID).Limit(2).All(ctx, s)
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, p.Orders[0].Quantity, p.Orders[0].Product == p)
	}
	// Output:
	// anvil 2 true
	// bucket 10 true
}

func ExampleLoad_Limit() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	largest := orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()).Limit(1) // of each product
	products, err := orm.Select(Products).With(largest).OrderBy(Products.ID.Asc()).All(ctx, s)
	check(err)
	for _, p := range products {
		for _, o := range p.Orders {
			fmt.Println(p.Name, o.Quantity, Products.Orders.State(s, p))
		}
	}
	// Output:
	// anvil 2 loaded in part
	// bucket 10 loaded in part
}

func ExampleLoad_Recursive() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	s.Add(&Person{Name: "Ada", Team: []*Person{{Name: "Ben", Team: []*Person{{Name: "Cid"}}}, {Name: "Dot"}}})
	check(s.Commit(ctx))
	check(s.Clear())

	ada, err := orm.Select(People).Where(People.Boss.IsNull()).With(orm.SelectIn(People.Team).Recursive(0)).One(ctx, s)
	check(err)
	var show func(p *Person, depth int)
	show = func(p *Person, depth int) {
		fmt.Println(strings.Repeat("- ", depth) + p.Name)
		for _, x := range p.Team {
			show(x, depth+1)
		}
	}
	show(ada, 0)
	// Output:
	// Ada
	// - Ben
	// - - Cid
	// - Dot
}

func ExampleContained() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	products, err := orm.Select(Products).Join(Products.Orders).Where(Orders.Quantity.Gt(1)).
		With(orm.Contained(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s) // one statement
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, len(p.Orders))
	}
	// Output:
	// anvil 1
	// bucket 1
}

func ExampleRaise() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	p, err := orm.Select(Products).With(orm.Raise(Products.Orders)).First(ctx, s)
	check(err)
	_, err = Products.Orders.Of(ctx, s, p)
	fmt.Println(err)
	// Output:
	// Product.Orders of Product 1 is not loaded, and must not be loaded on demand: add With(orm.SelectIn(…)) of it to the query
}

func ExampleQuery_Page() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	q := orm.Select(Products).OrderBy(Products.Price.Desc()).Limit(2)
	page, err := q.Page(ctx, s)
	check(err)
	fmt.Println(page.Rows[0].Name, page.Rows[1].Name)

	page, err = q.After(page.Next).Page(ctx, s) // Next is a text, for a URL
	check(err)
	fmt.Println(page.Rows[0].Name, page.HasNext())

	page, err = q.Before(page.Prev).Page(ctx, s)
	check(err)
	fmt.Println(page.Rows[0].Name, page.Rows[1].Name, page.HasPrev())
	// Output:
	// anvil bucket
	// candle false
	// anvil bucket false
}

func ExampleQuery_Batches() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	for products, err := range orm.Select(Products).Batches(ctx, s, 2) {
		check(err)
		for _, p := range products {
			p.Price *= 2
		}
		fmt.Println(len(products), "of", s.Len(), "that the session knows")
	}
	check(s.Commit(ctx))
	dear, err := orm.Select(Products).Where(Products.Price.Ge(8)).Count(ctx, s)
	check(err)
	fmt.Println(dear)
	// Output:
	// 2 of 2 that the session knows
	// 1 of 1 that the session knows
	// 2
}

func ExampleToOne_Eq() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	anvil, err := orm.Select(Products).Where(Products.Name.Eq("anvil")).One(ctx, s)
	check(err)
	of, err := orm.Select(Orders).Where(Orders.Product.Eq(anvil)).Count(ctx, s)
	check(err)
	without, err := orm.Select(Products).Where(Products.Orders.Any().Not()).One(ctx, s)
	check(err)
	fmt.Println(of, without.Name)
	// Output:
	// 2 candle
}

func ExampleSession_Execute() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	anvil, err := orm.Select(Products).Where(Products.Name.Eq("anvil")).One(ctx, s)
	check(err)
	res, err := s.Execute(ctx, sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Add(1))).AllRows())
	check(err)
	fmt.Println(res.RowCount(), anvil.Price) // the object is up to date
	check(res.Close())
	check(s.Commit(ctx))
	// Output:
	// 3 121
}

func ExampleTenant() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	check(Offices.CreateAll(ctx, eng))

	for _, tenant := range []int{1, 2} {
		check(orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Account{Name: "main", Memos: []*Memo{{Text: "first"}, {Text: "second"}}}) // tenant_id is filled
			return nil
		}, orm.Tenant(tenant)))
	}

	s := orm.NewSession(eng, orm.Tenant(1))
	defer s.Close()
	memos, err := orm.Select(Memos).OrderBy(Memos.ID.Asc()).All(ctx, s)
	check(err)
	s.Delete(memos[0]) // UPDATE … SET deleted_at
	check(s.Commit(ctx))
	mine, err := orm.Select(Memos).Count(ctx, s)
	check(err)
	all, err := orm.Select(Memos).Unscoped().Count(ctx, s)
	check(err)
	fmt.Println(len(memos), mine, all)
	// Output:
	// 2 1 4
}

func ExampleLoadColumns() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	products, err := orm.Select(Products).Defer(Products.Price).OrderBy(Products.ID.Asc()).All(ctx, s)
	check(err)
	fmt.Println(products[0].Name, products[0].Price)
	for _, p := range products {
		check(orm.LoadColumns(ctx, s, p, Products.Price)) // one statement, for all products, in the first round
	}
	fmt.Println(products[0].Price, products[1].Price)
	// Output:
	// anvil 0
	// 120 4
}
