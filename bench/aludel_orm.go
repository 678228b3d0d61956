package main

import (
	"context"
	"errors"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// MappedColumns are the columns of both tables.
type MappedColumns struct {
	ID                 schema.Int
	Name               schema.String
	Price              schema.Float
	AvailableQuantity  schema.Int
	ProductionDate     schema.NullDate[time.Time]
	ExpiryDate         schema.NullDate[time.Time]
	ExpiryOffsetMonths schema.NullInt
}

// Declare declares them.
func (c *MappedColumns) Declare() {
	c.ID.PrimaryKey().Autoincrement()
	c.Name.Size(100)
}

// bigProduct is a row of bench_big: one struct is mapped to one table.
type bigProduct Product

type (
	mappedTable struct {
		orm.TableOf[Product, int]
		MappedColumns
	}
	mappedBigTable struct {
		orm.TableOf[bigProduct, int]
		MappedColumns
	}
)

var (
	base           = orm.NewBase()
	mappedProducts = orm.Declare[*mappedTable](base, "bench_product", nil)
	mappedBig      = orm.Declare[*mappedBigTable](base, "bench_big", nil)
)

// mapped reads and writes mapped objects, each time through a fresh Session, with
// its identity map and its pristine copies.
type mapped struct {
	Absent
	engine *engine.Engine
}

func openORM(_ context.Context, url string) (Contestant, error) {
	e, err := aludel.Open(url, engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		return nil, err
	}
	return mapped{engine: e}, nil
}

// session calls f with a fresh Session.
func (c mapped) session(f func(*orm.Session) error) (err error) {
	s := orm.NewSession(c.engine)
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}

func (c mapped) Get(ctx context.Context, id int) (p *Product, err error) {
	err = c.session(func(s *orm.Session) (err error) {
		p, err = mappedProducts.Get(ctx, s, id)
		return err
	})
	return p, err
}

func (c mapped) List(ctx context.Context, n int) (Products, error) {
	var ps []*Product
	err := c.session(func(s *orm.Session) (err error) {
		ps, err = orm.Select(mappedProducts).OrderBy(mappedProducts.ID).Limit(n).All(ctx, s)
		return err
	})
	return Pointers(ps), err
}

func (c mapped) In(ctx context.Context, ids []int) (Products, error) {
	var ps []*Product
	err := c.session(func(s *orm.Session) (err error) {
		ps, err = orm.Select(mappedProducts).Where(mappedProducts.ID.In(ids...)).All(ctx, s)
		return err
	})
	return Pointers(ps), err
}

// Insert adds the object and commits.
func (c mapped) Insert(ctx context.Context, p *Product) error {
	return c.session(func(s *orm.Session) error {
		s.Add(p)
		return s.Commit(ctx)
	})
}

// Update loads the object, changes it and commits.
func (c mapped) Update(ctx context.Context, id int, price float64) error {
	return c.session(func(s *orm.Session) error {
		p, err := mappedProducts.Get(ctx, s, id)
		if err != nil {
			return err
		}
		p.Price = price
		return s.Commit(ctx)
	})
}

// InsertAll adds the objects and commits.
func (c mapped) InsertAll(ctx context.Context, ps []*Product) error {
	return c.session(func(s *orm.Session) error {
		for _, p := range ps {
			s.Add(p)
		}
		return s.Commit(ctx)
	})
}

// ChangeAll loads the objects, changes them and commits.
func (c mapped) ChangeAll(ctx context.Context, ids []int, price float64) error {
	return c.session(func(s *orm.Session) error {
		ps, err := orm.Select(mappedProducts).Where(mappedProducts.ID.In(ids...)).OrderBy(mappedProducts.ID).All(ctx, s)
		if err != nil {
			return err
		}
		for i, p := range ps {
			p.Price = price + float64(i)
		}
		return s.Commit(ctx)
	})
}

// owner is a product with its orders.
type owner struct {
	Product
	Orders []*Order
}

type (
	mappedOwnerTable struct {
		orm.TableOf[owner, int]
		MappedColumns
		Orders orm.Many[owner, Order]
	}
	mappedOrderTable struct {
		orm.TableOf[Order, int]
		ID, ProductID, Quantity schema.Int
	}
)

var (
	owning       = orm.NewBase()
	mappedOwners = orm.Declare[*mappedOwnerTable](owning, "bench_product", nil)
	mappedOrders = orm.Declare(owning, "bench_order", func(t *mappedOrderTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.ProductID.References(mappedOwners.ID)
	})
)

// Eager loads the orders with one more statement.
func (c mapped) Eager(ctx context.Context, n int) (out OrderSum, err error) {
	return c.eager(ctx, n, orm.SelectIn(mappedOwners.Orders))
}

func (c mapped) eager(ctx context.Context, n int, orders orm.Load[*owner]) (out OrderSum, err error) {
	err = c.session(func(s *orm.Session) error {
		ps, err := orm.Select(mappedOwners).OrderBy(mappedOwners.ID).Limit(n).With(orders).All(ctx, s)
		out.Products = len(ps)
		for _, p := range ps {
			for _, o := range p.Orders {
				out.add(p.ID, o)
			}
		}
		return err
	})
	return out, err
}

// asJSON is mapped with all of a query's tree in one statement. It takes part in eager alone.
type asJSON struct {
	Absent
	mapped mapped
}

func openJSON(_ context.Context, url string) (Contestant, error) {
	e, err := aludel.Open(url, engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		return nil, err
	}
	return asJSON{mapped: mapped{engine: e}}, nil
}

// Eager loads the orders as JSON within the products' statement.
func (c asJSON) Eager(ctx context.Context, n int) (OrderSum, error) {
	return c.mapped.eager(ctx, n, orm.AsJSON(mappedOwners.Orders))
}

func (c asJSON) Close() error { return c.mapped.Close() }

func (c mapped) Trim(ctx context.Context) error { return core{engine: c.engine}.Trim(ctx) }

func (c mapped) Stream(ctx context.Context, each func(*Product)) error {
	return c.session(func(s *orm.Session) error {
		for p, err := range orm.Select(mappedBig).Each(ctx, s) {
			if err != nil {
				return err
			}
			each(asPlain(p))
		}
		return nil
	})
}

func asPlain(p *bigProduct) *Product { return (*Product)(p) }

func (c mapped) Close() error { return c.engine.Close(context.Background()) }
