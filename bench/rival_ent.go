package main

import (
	"context"
	"errors"
	"slices"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"

	"github.com/aludel/aludel/bench/entmodel"
	"github.com/aludel/aludel/bench/entmodel/product"
)

// rivalEnt is ent, with the code that it generated of entmodel/schema, on the
// same drivers as the baselines.
type rivalEnt struct {
	Absent
	client *entmodel.Client
}

func openEnt(variable string) func(context.Context, string) (Contestant, error) {
	return func(_ context.Context, address string) (Contestant, error) {
		db, err := openSQL(variable, address)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		name := map[string]string{postgresVar: dialect.Postgres, mysqlVar: dialect.MySQL, "": dialect.SQLite}[variable]
		return rivalEnt{client: entmodel.NewClient(entmodel.Driver(entsql.OpenDB(name, db)))}, nil
	}
}

// ents are products of ent.
type ents []*entmodel.Product

func (e ents) Len() int { return len(e) }

// At is called outside of what is measured, so that the copy costs ent nothing.
func (e ents) At(i int) *Product { return plainEnt(e[i]) }

func plainEnt(p *entmodel.Product) *Product {
	return &Product{ID: p.ID, Name: p.Name, Price: p.Price, AvailableQuantity: p.AvailableQuantity,
		ProductionDate: p.ProductionDate, ExpiryDate: p.ExpiryDate, ExpiryOffsetMonths: p.ExpiryOffsetMonths}
}

// Get copies what it found, which is one allocation that is not ent's.
func (c rivalEnt) Get(ctx context.Context, id int) (*Product, error) {
	p, err := c.client.Product.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return plainEnt(p), nil
}

func (c rivalEnt) List(ctx context.Context, n int) (Products, error) {
	ps, err := c.client.Product.Query().Order(product.ByID()).Limit(n).All(ctx)
	return ents(ps), err
}

func (c rivalEnt) In(ctx context.Context, ids []int) (Products, error) {
	ps, err := c.client.Product.Query().Where(product.IDIn(ids...)).All(ctx)
	return ents(ps), err
}

// fill sets the columns of an INSERT to those of p.
func fill(one *entmodel.ProductCreate, p *Product) *entmodel.ProductCreate {
	return one.SetName(p.Name).SetPrice(p.Price).SetAvailableQuantity(p.AvailableQuantity).
		SetNillableProductionDate(p.ProductionDate).SetNillableExpiryDate(p.ExpiryDate).SetNillableExpiryOffsetMonths(p.ExpiryOffsetMonths)
}

func (c rivalEnt) Insert(ctx context.Context, p *Product) error {
	made, err := fill(c.client.Product.Create(), p).Save(ctx)
	if err != nil {
		return err
	}
	p.ID = made.ID
	return nil
}

// Update is the UPDATE with a condition; UpdateOneID would read the row back.
func (c rivalEnt) Update(ctx context.Context, id int, price float64) error {
	return c.client.Product.Update().Where(product.ID(id)).SetPrice(price).Exec(ctx)
}

// inTx calls f in a transaction.
func (c rivalEnt) inTx(ctx context.Context, f func(*entmodel.ProductClient) error) error {
	tx, err := c.client.Tx(ctx)
	if err != nil {
		return err
	}
	if err := f(tx.Product); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// InsertAll inserts 1,000 rows at a time: SQLite takes no more than 32,766 parameters.
func (c rivalEnt) InsertAll(ctx context.Context, ps []*Product) error {
	return c.inTx(ctx, func(products *entmodel.ProductClient) error {
		for part := range slices.Chunk(ps, 1000) {
			made, err := products.MapCreateBulk(part, func(one *entmodel.ProductCreate, i int) { fill(one, part[i]) }).Save(ctx)
			if err != nil {
				return err
			}
			for i, p := range made {
				part[i].ID = p.ID
			}
		}
		return nil
	})
}

// ChangeAll writes by an upsert, which is ent's quickest way.
func (c rivalEnt) ChangeAll(ctx context.Context, ids []int, price float64) error {
	return c.inTx(ctx, func(products *entmodel.ProductClient) error {
		ps, err := products.Query().Where(product.IDIn(ids...)).Order(product.ByID()).All(ctx)
		if err != nil {
			return err
		}
		all := make([]*entmodel.ProductCreate, len(ps))
		for i, p := range ps {
			changed := plainEnt(p)
			changed.Price = price + float64(i)
			all[i] = fill(products.Create(), changed).SetID(p.ID)
		}
		return products.CreateBulk(all...).OnConflictColumns(product.FieldID).
			Update(func(u *entmodel.ProductUpsert) { u.UpdatePrice() }).Exec(ctx)
	})
}

func (c rivalEnt) Eager(ctx context.Context, n int) (OrderSum, error) {
	ps, err := c.client.Product.Query().Order(product.ByID()).Limit(n).WithOrders().All(ctx)
	out := OrderSum{Products: len(ps)}
	for _, p := range ps {
		for _, o := range p.Edges.Orders {
			out.add(p.ID, &Order{o.ID, o.ProductID, o.Quantity})
		}
	}
	return out, err
}

func (c rivalEnt) Trim(ctx context.Context) error {
	_, err := c.client.Product.Delete().Where(product.IDGT(rows)).Exec(ctx)
	return err
}

func (c rivalEnt) Close() error { return c.client.Close() }
