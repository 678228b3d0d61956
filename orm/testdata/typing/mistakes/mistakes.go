// Package mistakes must not compile: what is said beside a line is what the
// compiler says of it.
package mistakes

import (
	"context"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type Product struct {
	ID     int
	Name   string
	Price  float64
	Made   *time.Time
	Orders []*Order
}

type Order struct {
	ID, Quantity, ProductID int
	Product                 *Product
}

type UserID int64

type User struct{ ID UserID }

type Report struct{ Total int }

type ProductTable struct {
	orm.TableOf[Product, int]
	ID     schema.Int
	Name   schema.String
	Price  schema.Float
	Made   schema.NullTime
	Orders orm.Many[Product, Order]
}

type OrderTable struct {
	orm.TableOf[Order, int]
	ID, Quantity, ProductID schema.Int
	Product                 orm.One[Order, Product]
}

type UserTable struct {
	orm.TableOf[User, UserID]
	ID schema.Col[UserID]
}

type ReportTable struct {
	orm.ViewOf[Report]
	Total schema.Int
}

type NoEmbed struct{ ID schema.Int }

var base = orm.NewBase()

var Products = orm.Declare(base, "p", func(t *ProductTable) {})

var Orders = orm.Declare(base, "o", func(t *OrderTable) {
	t.ProductID.References(Products.Name) // ERROR "does not implement schema.ColumnOf[int] (wrong type for method"
	t.Quantity.Default("1")               // ERROR "cannot use "1" (untyped string constant) as int value in argument to t.Quantity.Default"
	t.ProductID.References(sql.Count())   // ERROR "does not implement schema.ColumnOf[int] (missing method is_a_column_of)"
	t.Product.Inverse(Products.Name)      // ERROR "does not implement orm.Link[*Product, *Order] (missing method is_a_relationship)"
	t.Product.Inverse(t.Product)          // ERROR "does not implement orm.Link[*Product, *Order] (wrong type for method leads_to)"
	t.ID.Size(10)                         // ERROR "t.ID.Size undefined (type schema.Int has no field or method Size)"
	t.Quantity.DefaultFunc(time.Now)      // ERROR "cannot use time.Now (value of type func() time.Time) as func() int value"
})

var Users = orm.Declare(base, "u", func(t *UserTable) {})
var Reports = orm.Declare(base, "r", func(t *ReportTable) {})
var No = orm.Declare(base, "n", func(t *NoEmbed) {})     // ERROR "P (type *NoEmbed) does not satisfy orm.TableStruct (missing method embeds_orm_TableOf)"
var Value = orm.Declare(base, "v", func(t UserTable) {}) // ERROR "P (type UserTable) does not satisfy orm.TableStruct"

func queries(ctx context.Context, s *orm.Session, eng *engine.Engine) {
	_ = Products.Price.Like("A%")                                  // ERROR "Products.Price.Like undefined (type schema.Float has no field or method Like)"
	_ = Products.ID.Eq("x")                                        // ERROR "cannot use "x" (untyped string constant) as int value in argument to Products.ID.Eq"
	_ = Products.ID.Eq(nil)                                        // ERROR "cannot use nil as int value in argument to Products.ID.Eq"
	_ = Products.ID.Eq(Orders.ProductID)                           // ERROR "cannot use Orders.ProductID (variable of struct type schema.Int) as int value"
	_ = sql.Eq(Products.ID, Products.Name)                         // ERROR "type schema.String of Products.Name does not match inferred type sql.Typed[int]"
	_ = sql.Eq(Products.ID, 3)                                     // ERROR "int does not implement sql.Typed[int] (missing method is_a_sql_expression)"
	_ = sql.Eq(Users.ID, Orders.ID)                                // ERROR "type schema.Int of Orders.ID does not match inferred type sql.Typed[UserID]"
	_ = sql.Sum(Products.Name)                                     // ERROR "type schema.String of Products.Name does not match sql.Numeric[T]"
	_ = orm.Select(Products).Where(Products.Price)                 // ERROR "does not implement sql.Typed[bool] (wrong type for method typed)"
	_ = orm.Select(Products).Where(Products.Price > 3)             // ERROR "invalid operation: Products.Price > 3"
	_ = orm.Select(Products).Where("price > 3")                    // ERROR "string does not implement sql.Typed[bool] (missing method is_a_sql_expression)"
	_ = sql.Select("id")                                           // ERROR "string does not implement sql.Item (missing method item)"
	_ = Products.Price.SetNull()                                   // ERROR "Products.Price.SetNull undefined"
	_ = Products.Price.Set("4")                                    // ERROR "cannot use "4" (untyped string constant) as float64 value"
	_ = sql.Insert(Products).Values(&Product{})                    // ERROR "cannot use &Product{} (value of type *Product) as sql.Assignment value"
	_, _ = Products.Get(ctx, s, "12")                              // ERROR "cannot use "12" (untyped string constant) as int value in argument to Products.Get"
	_, _ = Users.Get(ctx, s, Product{}.ID)                         // ERROR "cannot use Product{}.ID (value of type int) as UserID value in argument to Users.Get"
	_ = orm.Select(Products).With(orm.SelectIn(Orders.Product))    // ERROR "cannot use orm.SelectIn(Orders.Product)"
	_, _ = Products.Orders.Of(ctx, s, &Order{})                    // ERROR "cannot use &Order{} (value of type *Order) as *Product value"
	_ = orm.SelectIn(Products.Orders, orm.Joined(Products.Orders)) // ERROR "does not match inferred type orm.Load[*Order]"
	_ = Products.ID.NotInQuery(sql.Select1(Products.Made))         // ERROR "does not implement sql.Query[int] (wrong type for method query)"
	_ = Products.ID.InQuery(sql.Select(Products.ID))               // ERROR "does not implement sql.Query[int] (wrong type for method query)"
	var n []int
	n, _ = engine.All(ctx, eng, sql.Select1(Products.Name))  // ERROR "cannot use engine.All(ctx, eng, sql.Select1(Products.Name)) (value of type []string) as []int value"
	n, _ = orm.All(ctx, s, sql.Select1(Products))            // ERROR "cannot use orm.All(ctx, s, sql.Select1(Products)) (value of type []*Product) as []int value"
	_ = sql.Insert(sql.Select(Products.ID).Subquery("x"))    // ERROR "sql.Subquery does not implement sql.Target (missing method target)"
	_ = sql.Insert(Reports)                                  // ERROR "*ReportTable does not implement sql.Target"
	_ = Reports.Get                                          // ERROR "Reports.Get undefined"
	_, _ = orm.Get(ctx, s, Reports, 3)                       // ERROR "does not match orm.Keyed[E, K]"
	_ = Products.Nam.Eq("x")                                 // ERROR "Products.Nam undefined (type *ProductTable has no field or method Nam)"
	_ = orm.Select(Product{})                                // ERROR "type Product of Product{} does not match orm.Entity[E]"
	_ = orm.Select(&Product{})                               // ERROR "type *Product of &Product{} does not match orm.Entity[E]"
	Products.Name = "x"                                      // ERROR "cannot use "x" (untyped string constant) as schema.String value in assignment"
	_ = Products.ID.In(n)                                    // ERROR "cannot use n (variable of type []int) as int value in argument to Products.ID.In"
	_ = sql.Add(Products.ID, Products.Price)                 // ERROR "type schema.Float of Products.Price does not match inferred type sql.Numeric[int]"
	_ = orm.Select(Products).Join(Orders)                    // ERROR "*OrderTable does not implement orm.Path (missing method is_a_relationship)"
	_ = orm.Select(Products).Join(Products.Orders.To(Users)) // ERROR "cannot use Users"
	_ = Products.Made.Set(nil)                               // ERROR "cannot use nil as time.Time value"
	_ = Products.ID == Products.ID                           // ERROR "cannot be compared"
	_ = Products.Price.Gt(1) && Products.Price.Lt(3)         // ERROR "operator && not defined on Products.Price.Gt(1)"
	if Products.ID.Eq(3) {                                   // ERROR "non-boolean condition in if statement"
	}
}
