package main

import (
	"context"
	"errors"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// productTable are the columns of bench_product and of bench_big.
type productTable struct {
	schema.Rows
	ID                 schema.Int
	Name               schema.String
	Price              schema.Float
	AvailableQuantity  schema.Int
	ProductionDate     schema.NullDate[time.Time]
	ExpiryDate         schema.NullDate[time.Time]
	ExpiryOffsetMonths schema.NullInt
}

var (
	meta     = schema.NewMetaData()
	products = schema.Declare(meta, "bench_product", declareProducts)
	big      = schema.Declare(meta, "bench_big", declareProducts)
)

func declareProducts(t *productTable) {
	t.ID.PrimaryKey().Autoincrement()
	t.Name.Size(100)
}

// productRow is a row of all columns, typed by the columns.
type productRow = sql.Row7[int, string, float64, int, *time.Time, *time.Time, *int]

// rowsOf selects all columns of a table as typed rows.
func rowsOf(t *productTable) sql.SelectStmt[productRow] {
	return sql.Select7(t.ID, t.Name, t.Price, t.AvailableQuantity, t.ProductionDate, t.ExpiryDate, t.ExpiryOffsetMonths)
}

// set puts a typed row into a product.
func (p *Product) set(r productRow) {
	*p = Product{r.A, r.B, r.C, r.D, r.E, r.F, r.G}
}

// asProduct is a typed row as a product.
func asProduct(r productRow, err error) (*Product, error) {
	if err != nil {
		return nil, err
	}
	p := &Product{}
	p.set(r)
	return p, nil
}

// core is Aludel's Core on the engine's autocommit path: every statement is
// built anew, as a program does that has it in a function.
type core struct {
	engine *engine.Engine
	told   bool // the protocol tells the key of a row that was inserted
}

func openCore(_ context.Context, url string) (Contestant, error) {
	e, err := aludel.Open(url, engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		return nil, err
	}
	return core{e, e.Dialect().Features().LastInsertID}, nil
}

func (c core) Get(ctx context.Context, id int) (*Product, error) {
	return asProduct(engine.One(ctx, c.engine, rowsOf(products).Where(products.ID.Eq(id))))
}

func (c core) List(ctx context.Context, n int) (Products, error) {
	ps, err := engine.AllAs[Product](ctx, c.engine, sql.Select(products).OrderBy(products.ID).Limit(n))
	return Values(ps), err
}

func (c core) In(ctx context.Context, ids []int) (Products, error) {
	ps, err := engine.AllAs[Product](ctx, c.engine, sql.Select(products).Where(products.ID.In(ids...)))
	return Values(ps), err
}

// assignments are a product's columns without its key.
func assignments(p *Product) []sql.Assignment {
	from, to, months := products.ProductionDate.SetNull(), products.ExpiryDate.SetNull(), products.ExpiryOffsetMonths.SetNull()
	if p.ProductionDate != nil {
		from = products.ProductionDate.Set(*p.ProductionDate)
	}
	if p.ExpiryDate != nil {
		to = products.ExpiryDate.Set(*p.ExpiryDate)
	}
	if p.ExpiryOffsetMonths != nil {
		months = products.ExpiryOffsetMonths.Set(*p.ExpiryOffsetMonths)
	}
	return []sql.Assignment{
		products.Name.Set(p.Name), products.Price.Set(p.Price), products.AvailableQuantity.Set(p.AvailableQuantity), from, to, months}
}

func (c core) Insert(ctx context.Context, p *Product) (err error) {
	if c.told {
		res, err := c.engine.Execute(ctx, sql.Insert(products).Values(assignments(p)...))
		if err != nil {
			return err
		}
		key, err := res.InsertedPrimaryKey()
		if err == nil {
			p.ID = int(key[0].(int64))
		}
		return errors.Join(err, res.Close())
	}
	p.ID, err = engine.One(ctx, c.engine, sql.Returning(sql.Insert(products).Values(assignments(p)...), products.ID))
	return err
}

func (c core) InsertAll(ctx context.Context, ps []*Product) error {
	_, err := engine.BulkInsert(ctx, c.engine, products, ps, engine.BulkReturning(products.ID))
	return err
}

func (c core) ChangeAll(ctx context.Context, ids []int, price float64) (err error) {
	conn, err := c.engine.Connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	ps, err := engine.AllAs[Product](ctx, conn, sql.Select(products).Where(products.ID.In(ids...)).OrderBy(products.ID))
	if err != nil {
		return err
	}
	for i := range ps {
		ps[i].Price = price + float64(i)
	}
	if _, err := engine.BulkUpdate(ctx, conn, products, ps, engine.BulkColumns(products.ID, products.Price)); err != nil {
		return err
	}
	return conn.Commit(ctx)
}

func (c core) Trim(ctx context.Context) error {
	res, err := c.engine.Execute(ctx, sql.Delete(products).Where(products.ID.Gt(rows)))
	if err != nil {
		return err
	}
	return res.Close()
}

func (c core) Eager(context.Context, int) (OrderSum, error) { return OrderSum{}, ErrLeftOut }

func setPrice(id int, price float64) sql.UpdateStmt {
	return sql.Update(products).Set(products.Price.Set(price)).Where(products.ID.Eq(id))
}

func (c core) Update(ctx context.Context, id int, price float64) error {
	res, err := c.engine.Execute(ctx, setPrice(id, price))
	if err != nil {
		return err
	}
	return res.Close()
}

func (c core) UpdateAll(ctx context.Context, ids []int, price float64) (err error) {
	conn, err := c.engine.Connect(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	updates := make([]sql.Statement, len(ids))
	for i, id := range ids {
		updates[i] = setPrice(id, price)
	}
	return conn.Flight(ctx, updates, true, func(int, *engine.Cursor) error { return nil })
}

func (c core) First(ctx context.Context) (*Product, error) {
	return asProduct(engine.First(ctx, c.engine, rowsOf(big)))
}

func (c core) Stream(ctx context.Context, each func(*Product)) error {
	var p Product
	for row, err := range engine.Each(ctx, c.engine, rowsOf(big)) {
		if err != nil {
			return err
		}
		p.set(row)
		each(&p)
	}
	return nil
}

func (c core) Close() error { return c.engine.Close(context.Background()) }

// connected reads by key through Connect and Close: a transaction that is rolled back.
type connected struct {
	Absent
	engine *engine.Engine
}

func openConnected(ctx context.Context, url string) (Contestant, error) {
	c, err := openCore(ctx, url)
	if err != nil {
		return nil, err
	}
	return connected{engine: c.(core).engine}, nil
}

func (c connected) Get(ctx context.Context, id int) (p *Product, err error) {
	conn, err := c.engine.Connect(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return asProduct(engine.One(ctx, conn, rowsOf(products).Where(products.ID.Eq(id))))
}

func (c connected) Close() error { return c.engine.Close(context.Background()) }
