package main

import (
	"context"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/mysqldialect"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"github.com/uptrace/bun/schema"
)

// rivalBun is bun on the same drivers as the baselines.
type rivalBun struct {
	Absent
	db *bun.DB
}

// bunProduct is a product with the name of its table, and its orders.
type bunProduct struct {
	bun.BaseModel `bun:"table:bench_product"`
	TaggedProduct
	Orders []*bunOrder `bun:"rel:has-many,join:id=product_id"`
}

type bunOrder struct {
	bun.BaseModel `bun:"table:bench_order"`
	ID            int `bun:",pk,autoincrement"`
	ProductID     int
	Quantity      int
}

func openBun(variable string) func(context.Context, string) (Contestant, error) {
	return func(_ context.Context, address string) (Contestant, error) {
		db, err := openSQL(variable, address)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		var d schema.Dialect
		switch variable {
		case postgresVar:
			d = pgdialect.New()
		case mysqlVar:
			d = mysqldialect.New()
		default:
			d = sqlitedialect.New()
		}
		return rivalBun{db: bun.NewDB(db, d)}, nil
	}
}

func (c rivalBun) Get(ctx context.Context, id int) (*Product, error) {
	var p bunProduct
	err := c.db.NewSelect().Model(&p).Where("id = ?", id).Scan(ctx)
	return (*Product)(&p.TaggedProduct), err
}

func (c rivalBun) List(ctx context.Context, n int) (Products, error) {
	var ps buns
	err := c.db.NewSelect().Model((*[]bunProduct)(&ps)).Order("id").Limit(int64(n)).Scan(ctx)
	return ps, err
}

func (c rivalBun) In(ctx context.Context, ids []int) (Products, error) {
	var ps buns
	err := c.db.NewSelect().Model((*[]bunProduct)(&ps)).Where("id IN (?)", bun.List(ids)).Scan(ctx)
	return ps, err
}

func (c rivalBun) Insert(ctx context.Context, p *Product) error {
	row := bunProduct{TaggedProduct: TaggedProduct(*p)}
	_, err := c.db.NewInsert().Model(&row).Exec(ctx)
	p.ID = row.ID
	return err
}

func (c rivalBun) Update(ctx context.Context, id int, price float64) error {
	_, err := c.db.NewUpdate().Model((*bunProduct)(nil)).Set("price = ?", price).Where("id = ?", id).Exec(ctx)
	return err
}

func (c rivalBun) InsertAll(ctx context.Context, ps []*Product) error {
	all := make([]bunProduct, len(ps))
	for i, p := range ps {
		all[i].TaggedProduct = TaggedProduct(*p)
	}
	return c.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error {
		for at := 0; at < len(all); at += 1000 {
			part := all[at:min(at+1000, len(all))]
			if _, err := tx.NewInsert().Model(&part).Exec(ctx); err != nil {
				return err
			}
		}
		for i := range all {
			ps[i].ID = all[i].ID
		}
		return nil
	})
}

func (c rivalBun) Eager(ctx context.Context, n int) (OrderSum, error) {
	var ps []bunProduct
	err := c.db.NewSelect().Model(&ps).Relation("Orders").Order("id").Limit(int64(n)).Scan(ctx)
	out := OrderSum{Products: len(ps)}
	for i := range ps {
		for _, o := range ps[i].Orders {
			out.add(ps[i].ID, &Order{o.ID, o.ProductID, o.Quantity})
		}
	}
	return out, err
}

func (c rivalBun) Trim(ctx context.Context) error {
	_, err := c.db.NewDelete().Model((*bunProduct)(nil)).Where("id > ?", rows).Exec(ctx)
	return err
}

func (c rivalBun) Close() error { return c.db.Close() }

// buns are products of bun.
type buns []bunProduct

func (b buns) Len() int { return len(b) }

func (b buns) At(i int) *Product { return (*Product)(&b[i].TaggedProduct) }
