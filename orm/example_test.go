package orm_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// shop is an engine with the tables of Product and Order, and how to put it away.
func shop(ctx context.Context) (*engine.Engine, func()) {
	dir, err := os.MkdirTemp("", "shop")
	check(err)
	eng, err := engine.Open(sqlite.Dialect, "sqlite:///"+filepath.Join(dir, "shop.db"))
	check(err)
	check(Base.CreateAll(ctx, eng))
	check(orm.Begin(ctx, eng, func(s *orm.Session) error {
		day := time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)
		s.Add(
			&Product{Name: "anvil", Price: 120, Orders: []*Order{{Quantity: 1, OrderDate: day}, {Quantity: 2, OrderDate: day}}},
			&Product{Name: "bucket", Price: 4, Orders: []*Order{{Quantity: 10, OrderDate: day}}},
			&Product{Name: "candle", Price: 1})
		return nil
	}))
	return eng, func() {
		check(eng.Close(ctx))
		check(os.RemoveAll(dir))
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func ExampleSelect() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	products, err := orm.Select(Products).
		Where(Products.Orders.Any(Orders.Quantity.Gt(1))).
		With(orm.SelectIn(Products.Orders)).
		OrderBy(Products.Name.Asc()).All(ctx, s)
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, len(p.Orders), p.Dear())
	}

	dear, err := orm.Select(Products).Where(Products.Dear()).One(ctx, s) // the same rule in a query
	check(err)
	fmt.Println(dear.Name, dear == products[0])
	// Output:
	// anvil 2 true
	// bucket 1 false
	// anvil true
}

func ExampleSession() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	bucket, err := orm.Select(Products).Where(Products.Name.Eq("bucket")).One(ctx, s)
	check(err)
	bucket.Price = 5                                           // noticed by comparing
	bucket.Orders = append(bucket.Orders, &Order{Quantity: 3}) // reached from bucket, and inserted
	check(s.Commit(ctx))                                       // INSERT … and UPDATE … SET price
	fmt.Println(bucket.Orders[0].ProductID == bucket.ID)       // the key was copied
	orders, err := Products.Orders.Of(ctx, s, bucket)          // all of them, loaded now
	check(err)
	fmt.Println(len(orders), orders[0].Product == bucket)
	// Output:
	// true
	// 2 true
}

func ExampleBegin() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	p := &Product{Name: "drum"}
	err := orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(p)
		if err := s.Flush(ctx); err != nil {
			return err
		}
		return fmt.Errorf("no: %s has a key, %t", p.Name, p.ID != 0)
	})
	fmt.Println(err)
	fmt.Println(p.ID) // rolled back, in memory too
	// Output:
	// no: drum has a key, true
	// 0
}

func ExampleToMany_Of() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	products, err := orm.Select(Products).OrderBy(Products.ID.Asc()).All(ctx, s)
	check(err)
	for _, p := range products {
		orders, err := Products.Orders.Of(ctx, s, p) // one statement, for all products, in the first round
		check(err)
		fmt.Println(p.Name, len(orders))
	}
	// Output:
	// anvil 2
	// bucket 1
	// candle 0
}

func ExampleAll() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	rows, err := orm.All(ctx, s, sql.Select2(Products, sql.Count(Orders.ID)).
		LeftJoin(Orders).GroupBy(Products.ID).OrderBy(Products.Name.Asc()))
	check(err)
	for _, r := range rows {
		p, orders := r.Values() // *Product, an object of the session, and an int
		fmt.Println(p.Name, orders)
	}
	// Output:
	// anvil 2
	// bucket 1
	// candle 0
}

func ExampleAlias() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	cheaper := orm.Alias(Products, "cheaper")
	pairs, err := engine.All(ctx, eng, sql.Select2(Products.Name, cheaper.Name).From(Products, cheaper).
		Where(sql.Lt(cheaper.Price, Products.Price)).OrderBy(Products.Name.Asc(), cheaper.Name.Asc()))
	check(err)
	for _, p := range pairs {
		fmt.Println(p.A, "costs more than", p.B)
	}
	// Output:
	// anvil costs more than bucket
	// anvil costs more than candle
	// bucket costs more than candle
}
