package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// rawPgx is pgx as a careful programmer uses it: its pool, its statement cache,
// rows scanned into pointers that are put together once, a slice that grows.
type rawPgx struct{ pool *pgxpool.Pool }

func openPgx(ctx context.Context, url string) (Contestant, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.MaxConns = 5
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return rawPgx{pool}, nil
}

func (c rawPgx) Get(ctx context.Context, id int) (*Product, error) {
	p := &Product{}
	return p, c.pool.QueryRow(ctx, "SELECT "+columns+" FROM bench_product WHERE id = $1", id).Scan(p.pointers()...)
}

func (c rawPgx) List(ctx context.Context, n int) (Products, error) {
	rows, err := c.pool.Query(ctx, "SELECT "+columns+" FROM bench_product ORDER BY id LIMIT $1", n)
	if err != nil {
		return nil, err
	}
	return collectPgx(rows)
}

func (c rawPgx) In(ctx context.Context, ids []int) (Products, error) {
	rows, err := c.pool.Query(ctx, "SELECT "+columns+" FROM bench_product WHERE id = ANY($1)", ids)
	if err != nil {
		return nil, err
	}
	return collectPgx(rows)
}

func (c rawPgx) Insert(ctx context.Context, p *Product) error {
	return c.pool.QueryRow(ctx, "INSERT INTO bench_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) "+
		"VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
		p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths).Scan(&p.ID)
}

func (c rawPgx) Update(ctx context.Context, id int, price float64) error {
	_, err := c.pool.Exec(ctx, "UPDATE bench_product SET price = $1 WHERE id = $2", price, id)
	return err
}

func (c rawPgx) UpdateAll(ctx context.Context, ids []int, price float64) error {
	return pgx.BeginFunc(ctx, c.pool, func(tx pgx.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, "UPDATE bench_product SET price = $1 WHERE id = $2", price, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// InsertAll gives the columns as arrays, which is the quickest that a statement can.
func (c rawPgx) InsertAll(ctx context.Context, ps []*Product) error {
	n := len(ps)
	names, prices, quantities := make([]string, n), make([]float64, n), make([]int, n)
	from, to, months := make([]*time.Time, n), make([]*time.Time, n), make([]*int, n)
	for i, p := range ps {
		names[i], prices[i], quantities[i], from[i], to[i], months[i] = p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths
	}
	rows, err := c.pool.Query(ctx, "INSERT INTO bench_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) "+
		"SELECT * FROM unnest($1::varchar[], $2::float8[], $3::integer[], $4::date[], $5::date[], $6::integer[]) RETURNING id",
		names, prices, quantities, from, to, months)
	if err != nil {
		return err
	}
	defer rows.Close()
	for i := 0; rows.Next(); i++ {
		if err := rows.Scan(&ps[i].ID); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (c rawPgx) ChangeAll(ctx context.Context, ids []int, price float64) error {
	return pgx.BeginFunc(ctx, c.pool, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, "SELECT "+columns+" FROM bench_product WHERE id = ANY($1) ORDER BY id", ids)
		if err != nil {
			return err
		}
		ps, err := collectPgx(rows)
		if err != nil {
			return err
		}
		prices, keys := make([]float64, ps.Len()), make([]int, ps.Len())
		for i := range prices {
			p := ps.At(i)
			p.Price = price + float64(i)
			prices[i], keys[i] = p.Price, p.ID
		}
		_, err = tx.Exec(ctx, "UPDATE bench_product AS p SET price = v.price FROM unnest($1::bigint[], $2::float8[]) AS v (id, price) WHERE p.id = v.id", keys, prices)
		return err
	})
}

func (c rawPgx) Eager(ctx context.Context, n int) (OrderSum, error) {
	list, err := c.List(ctx, n)
	if err != nil {
		return OrderSum{}, err
	}
	ps := list.(Values)
	ids := make([]int, len(ps))
	for i := range ps {
		ids[i] = ps[i].ID
	}
	rows, err := c.pool.Query(ctx, "SELECT id, product_id, quantity FROM bench_order WHERE product_id = ANY($1)", ids)
	if err != nil {
		return OrderSum{}, err
	}
	defer rows.Close()
	orders := make(map[int][]Order, len(ps))
	var o Order
	for rows.Next() {
		if err := rows.Scan(&o.ID, &o.ProductID, &o.Quantity); err != nil {
			return OrderSum{}, err
		}
		orders[o.ProductID] = append(orders[o.ProductID], o)
	}
	return sum(ps, orders), rows.Err()
}

func (c rawPgx) Trim(ctx context.Context) error {
	_, err := c.pool.Exec(ctx, "DELETE FROM bench_product WHERE id > $1", rows)
	return err
}

func (c rawPgx) First(ctx context.Context) (*Product, error) {
	p := &Product{}
	return p, c.pool.QueryRow(ctx, "SELECT "+columns+" FROM bench_big").Scan(p.pointers()...)
}

func (c rawPgx) Stream(ctx context.Context, each func(*Product)) error {
	rows, err := c.pool.Query(ctx, "SELECT "+columns+" FROM bench_big")
	if err != nil {
		return err
	}
	defer rows.Close()
	var p Product
	to := p.pointers()
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return err
		}
		each(&p)
	}
	return rows.Err()
}

func (c rawPgx) Close() error {
	c.pool.Close()
	return nil
}

func collectPgx(rows pgx.Rows) (Products, error) {
	defer rows.Close()
	var ps Values
	var p Product
	to := p.pointers()
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		ps = append(ps, p)
	}
	return ps, rows.Err()
}
