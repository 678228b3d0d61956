// Command shop is the program of the README: two structs, two tables, a session
// and a typed query.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// The rows: plain structs.
type Product struct {
	ID     int
	Name   string
	Price  float64
	Orders []*Order
}

type Order struct {
	ID, ProductID, Quantity int
	OrderedAt               time.Time
	Product                 *Product `json:"-"`
}

// The tables: a typed column for each field.
type ProductTable struct {
	orm.TableOf[Product, int]
	ID     schema.Int
	Name   schema.String
	Price  schema.Float
	Orders orm.Many[Product, Order]
}

type OrderTable struct {
	orm.TableOf[Order, int]
	ID, ProductID, Quantity schema.Int
	OrderedAt               schema.Time
	Product                 orm.One[Order, Product]
}

var base = orm.NewBase()

var Products = orm.Declare(base, "product", func(t *ProductTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100).Unique()
	t.Check(t.Price.Ge(0))
})

var Orders = orm.Declare(base, "purchase", func(t *OrderTable) {
	t.ID.PrimaryKey()
	t.OrderedAt.DefaultFunc(time.Now)
	t.ProductID.References(Products.ID, schema.OnDelete(schema.Cascade))
	t.Product.Inverse(Products.Orders)
})

func main() {
	if err := shop(context.Background(), "sqlite://"); err != nil {
		log.Fatal(err)
	}
}

func shop(ctx context.Context, url string) error {
	eng, err := aludel.Open(url) // or postgresql://…, mysql://…; engine.Echo(os.Stdout) shows the SQL
	if err != nil {
		return err
	}
	defer eng.Close(ctx)
	if err := base.CreateAll(ctx, eng); err != nil {
		return err
	}

	// A unit of work: what is reached from what is added is stored, in the right order.
	err = orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(&Product{Name: "tea", Price: 3.5, Orders: []*Order{{Quantity: 2}, {Quantity: 5}}},
			&Product{Name: "lamp", Price: 120})
		return nil
	})
	if err != nil {
		return err
	}

	// What was changed is found by comparing; only that is sent.
	err = orm.Begin(ctx, eng, func(s *orm.Session) error {
		tea, err := orm.Select(Products).Where(Products.Name.HasPrefix("t")).One(ctx, s)
		if err == nil {
			tea.Price = 4
		}
		return err
	})
	if err != nil {
		return err
	}

	// A query is typed from its columns to its rows: sql.Row2[*Product, int].
	rows, err := engine.All(ctx, eng, sql.Select2(Products, sql.Count(Orders.ID)).
		LeftJoin(Orders).GroupBy(Products.ID).OrderBy(Products.Name))
	for _, r := range rows {
		fmt.Fprintf(os.Stdout, "%s costs %v and was ordered %d times\n", r.A.Name, r.A.Price, r.B)
	}
	return err
}
