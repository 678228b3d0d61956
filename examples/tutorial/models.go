package main

import (
	"context"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Base holds the tables that belong together: what the tutorial's class Base does.
var Base = orm.NewBase()

// A Product is a row of sqla_product: a plain struct.
type Product struct {
	ID                 int
	Name               string
	Price              float64
	AvailableQuantity  int
	ProductionDate     *time.Time
	ExpiryDate         *time.Time
	ExpiryOffsetMonths *int // 12 for a year
}

// ProductTable has a typed column for each field; a NULL is a pointer there, and
// a Null column here.
type ProductTable struct {
	orm.TableOf[Product, int]
	ID                 schema.Int
	Name               schema.String
	Price              schema.Float
	AvailableQuantity  schema.Int
	ProductionDate     schema.NullDate[time.Time]
	ExpiryDate         schema.NullDate[time.Time]
	ExpiryOffsetMonths schema.NullInt
}

var Products = orm.Declare(Base, "sqla_product", func(t *ProductTable) {
	t.ID.PrimaryKey().Autoincrement()
	t.Name.Size(100)
})

// An Order is a row of sqla_order.
type Order struct {
	ID        int
	Quantity  int
	OrderDate time.Time
	ProductID int
}

type OrderTable struct {
	orm.TableOf[Order, int]
	ID        schema.Int
	Quantity  schema.Int
	OrderDate schema.Time
	ProductID schema.Int
}

var Orders = orm.Declare(Base, "sqla_order", func(t *OrderTable) {
	t.ID.PrimaryKey()
	t.OrderDate.DefaultFunc(now) // time.Now in earnest; here the output stays the same
	t.ProductID.References(Products.ID, schema.OnDelete(schema.Cascade))
})

// now is the tutorial's clock.
func now() time.Time { return time.Date(2025, time.June, 1, 12, 0, 0, 0, time.UTC) }

// UserBase holds the table of the tutorial's chapter on the declarative base.
var UserBase = orm.NewBase()

// A User is a row of sqla_user.
type User struct {
	ID    int
	Name  string
	Age   int
	Phone string
}

type UserTable struct {
	orm.TableOf[User, int]
	ID    schema.Int
	Name  schema.String
	Age   schema.Int
	Phone schema.String
}

var Users = orm.Declare(UserBase, "sqla_user", func(t *UserTable) {
	t.ID.PrimaryKey()
	t.Name.Size(255)
	t.Phone.Size(20)
})

// tableNames are the tables that the tutorial makes and drops.
func tableNames() []string {
	var names []string
	for _, b := range []*orm.Base{Base, UserBase} {
		for _, t := range b.Tables() {
			names = append(names, t.Name)
		}
	}
	return names
}

// setUp makes what a part needs, in place of what is there.
func setUp(ctx context.Context, eng *engine.Engine, n need) error {
	if err := dropTables(ctx, eng); err != nil {
		return err
	}
	if n >= tables {
		if err := Base.CreateAll(ctx, eng); err != nil {
			return err
		}
	}
	if n < rows {
		return nil
	}
	_, err := eng.Execute(ctx, sql.Insert(Products).
		Values(product("widget", 9.5, 3, day(2025, 3, 1), day(2026, 3, 1))...).
		Values(product("enjoy", 39.05, 18, nil, nil)...).
		Values(product("tea", 3.5, 40, day(2025, 2, 10), day(2026, 2, 10))...).
		Values(product("lamp", 120, 2, nil, nil)...))
	return err
}

func dropTables(ctx context.Context, eng *engine.Engine) error {
	if err := Base.DropAll(ctx, eng); err != nil {
		return err
	}
	return UserBase.DropAll(ctx, eng)
}

func product(name string, price float64, quantity int, made, expires *time.Time) []sql.Assignment {
	return []sql.Assignment{Products.Name.Set(name), Products.Price.Set(price), Products.AvailableQuantity.Set(quantity),
		Products.ProductionDate.SetPtr(made), Products.ExpiryDate.SetPtr(expires)}
}

func day(year int, month time.Month, d int) *time.Time {
	t := time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
	return &t
}
