// Package unloaded reads collections that nothing has loaded.
package unloaded

import (
	"context"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Product struct {
	ID     int
	Orders []*Order
	Tags   []*Tag
}

type Order struct {
	ID        int
	ProductID int
	Product   *Product
}

type Tag struct {
	ID        int
	ProductID int
}

type ProductTable struct {
	orm.TableOf[Product, int]
	ID     schema.Int
	Orders orm.Many[Product, Order]
	Tags   orm.Many[Product, Tag] // want Tags:"loaded by declaration"
}

type OrderTable struct {
	orm.TableOf[Order, int]
	ID        schema.Int
	ProductID schema.Int
	Product   orm.One[Order, Product]
}

type TagTable struct {
	orm.TableOf[Tag, int]
	ID        schema.Int
	ProductID schema.Int
}

var (
	base     = orm.NewBase()
	Products = orm.Declare(base, "product", func(t *ProductTable) { t.ID.PrimaryKey() })
	Orders   = orm.Declare(base, "order", func(t *OrderTable) { t.ProductID.References(Products.ID); t.Product.Inverse(Products.Orders) })
	Tags     = orm.Declare(base, "tag", func(t *TagTable) { t.ProductID.References(Products.ID) })
)

func init() { Products.Tags.Loading(orm.BySelectIn) }

func loops(ctx context.Context, s *orm.Session) (n int, err error) {
	ps, err := orm.Select(Products).Where(Products.ID.Gt(3)).All(ctx, s)
	if err != nil {
		return 0, err
	}
	for _, p := range ps {
		for range p.Orders { // want "nothing has loaded Orders of what the query gave"
			n++
		}
		n += len(p.Tags) // which are loaded with every product
	}
	n += len(ps[0].Orders) // want "nothing has loaded Orders"
	first := ps[0]
	return n + len(first.Orders), nil // want "nothing has loaded Orders"
}

func one(ctx context.Context, s *orm.Session) (int, error) {
	p, err := Products.Get(ctx, s, 3)
	if err != nil {
		return 0, err
	}
	q, err := orm.Select(Products).First(ctx, s)
	if err != nil {
		return 0, err
	}
	return len(p.Orders) + len(q.Orders), nil // want "nothing has loaded Orders" "nothing has loaded Orders"
}

func with(ctx context.Context, s *orm.Session) (int, error) {
	ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).All(ctx, s)
	if err != nil {
		return 0, err
	}
	return len(ps[0].Orders), nil
}

func of(ctx context.Context, s *orm.Session) (int, error) {
	p, err := Products.Get(ctx, s, 3)
	if err != nil {
		return 0, err
	}
	if _, err := Products.Orders.Of(ctx, s, p); err != nil {
		return 0, err
	}
	return len(p.Orders), nil
}

func preload(ctx context.Context, s *orm.Session) (int, error) {
	ps, err := orm.Select(Products).All(ctx, s)
	if err != nil {
		return 0, err
	}
	err = orm.Preload(ctx, s, ps, orm.SelectIn(Products.Orders))
	return len(ps[0].Orders), err
}

// appending to what is not loaded is how a child is added.
func appends(ctx context.Context, s *orm.Session) error {
	p, err := Products.Get(ctx, s, 3)
	if err != nil {
		return err
	}
	p.Orders = append(p.Orders, &Order{})
	return s.Commit(ctx)
}

// begun is a query that somebody else has begun.
func begun(ctx context.Context, s *orm.Session, q orm.Query[*Product]) (int, error) {
	ps, err := q.All(ctx, s)
	if err != nil {
		return 0, err
	}
	return len(ps[0].Orders), nil
}

// made is what the session knows whole.
func made(ctx context.Context, s *orm.Session) (int, error) {
	s.Add(&Product{Orders: []*Order{{}}})
	p, err := orm.Select(Products).One(ctx, s)
	if err != nil {
		return 0, err
	}
	return len(p.Orders), nil
}
