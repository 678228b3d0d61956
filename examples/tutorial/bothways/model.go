// Package bothways is the tutorial's model with a relationship in both directions.
package bothways

import (
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Product struct {
	ID     int
	Name   string
	Price  float64
	Orders []*Order
}

type ProductTable struct {
	orm.TableOf[Product, int]
	ID     schema.Int
	Name   schema.String
	Price  schema.Float
	Orders orm.Many[Product, Order]
}

type Order struct {
	ID        int
	Quantity  int
	OrderDate time.Time
	ProductID int
	Product   *Product `json:"-"` // a product and its orders would go round in circles
}

type OrderTable struct {
	orm.TableOf[Order, int]
	ID        schema.Int
	Quantity  schema.Int
	OrderDate schema.Time
	ProductID schema.Int
	Product   orm.One[Order, Product]
}

var Base = orm.NewBase()

var Products = orm.Declare(Base, "sqla_product", func(t *ProductTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100)
})

var Orders = orm.Declare(Base, "sqla_order", func(t *OrderTable) {
	t.ID.PrimaryKey()
	t.OrderDate.DefaultFunc(now)
	t.ProductID.References(Products.ID, schema.OnDelete(schema.Cascade))
	t.Product.Inverse(Products.Orders) // the one place where the two sides meet
})

// now is the tutorial's clock.
func now() time.Time { return time.Date(2025, time.June, 1, 12, 0, 0, 0, time.UTC) }
