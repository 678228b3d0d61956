package orm_test

import (
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// The tutorial's tables.

type Product struct {
	ID                 int
	Name               string
	Price              float64
	AvailableQuantity  int
	ProductionDate     *time.Time
	ExpiryDate         *time.Time
	ExpiryOffsetMonths *int
	Orders             []*Order
}

type Order struct {
	ID        int
	Quantity  int
	OrderDate time.Time
	ProductID int
	Product   *Product `json:"-"`
}

type ProductTable struct {
	orm.TableOf[Product, int]
	ID                 schema.Int
	Name               schema.String
	Price              schema.Float
	AvailableQuantity  schema.Int
	ProductionDate     schema.NullDate[time.Time]
	ExpiryDate         schema.NullDate[time.Time]
	ExpiryOffsetMonths schema.NullInt
	Orders             orm.Many[Product, Order]
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

var Products = orm.Declare(Base, "orm_product", func(t *ProductTable) {
	t.ID.PrimaryKey().Autoincrement()
	t.Name.Size(100)
	t.Check(t.Price.Ge(0)).Named("ck_orm_price")
})

var Orders = orm.Declare(Base, "orm_order", func(t *OrderTable) {
	t.ID.PrimaryKey()
	t.OrderDate.DefaultFunc(time.Now)
	t.ProductID.References(Products.ID, schema.OnDelete(schema.Cascade))
	t.Product.Inverse(Products.Orders)
})

func init() { Products.Orders.OrderBy(Orders.ID.Asc()) }

// Dear is a hybrid: this for a row, the next for a query.
func (p *Product) Dear() bool { return p.Price > 100 }

func (t *ProductTable) Dear() sql.Cond { return t.Price.Gt(100) }

// People have a nullable reference to another one of their table.

type Person struct {
	ID     int
	Name   string
	BossID *int
	Boss   *Person
	Team   []*Person
	Desk   *Desk
}

type PersonTable struct {
	orm.TableOf[Person, int]
	ID     schema.Int
	Name   schema.String
	BossID schema.NullInt
	Boss   orm.One[Person, Person]
	Team   orm.Many[Person, Person]
	Desk   orm.HasOne[Person, Desk]
}

type Desk struct {
	ID       int
	Room     string
	PersonID *int
}

type DeskTable struct {
	orm.TableOf[Desk, int]
	ID       schema.Int
	Room     schema.String
	PersonID schema.NullInt
}

var People = orm.Declare(Base, "orm_person", func(t *PersonTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	t.BossID.References(t.ID)
	t.Boss.Inverse(t.Team)
})

var Desks = orm.Declare(Base, "orm_desk", func(t *DeskTable) {
	t.ID.PrimaryKey()
	t.Room.Size(50)
	t.PersonID.References(People.ID)
})
