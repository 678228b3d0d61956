package orm_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/orm"
)

func ExamplePreload() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	var products []*Product // plain ones, as a stream gives them
	for p, err := range orm.Select(Products).OrderBy(Products.ID.Asc()).Each(ctx, s) {
		check(err)
		products = append(products, p)
	}
	check(orm.Preload(ctx, s, products, orm.SelectIn(Products.Orders)))
	fmt.Println(products[0].Name, len(products[0].Orders))

	order, err := orm.Select(Orders).First(ctx, s)
	check(err)
	check(orm.Preload(ctx, s, []*Order{order}, orm.SelectIn(Orders.Product, orm.SelectIn(Products.Orders))))
	fmt.Println(order.Product.Name, len(order.Product.Orders), order.Product.Orders[0] == order)
	// Output:
	// anvil 2
	// anvil 2 true
}

func ExampleRefreshColumns() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	p, err := orm.Select(Products).OrderBy(Products.ID.Asc()).First(ctx, s)
	check(err)
	p.Name, p.Price = "hammer", 1
	check(orm.RefreshColumns(ctx, s, p, Products.Price))
	fmt.Println(p.Name, p.Price)
	// Output:
	// hammer 120
}
