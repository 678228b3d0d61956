package main

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// rawSQL is database/sql as a careful programmer uses it, on SQLite with kept
// prepared statements, on MariaDB with interpolated parameters.
type rawSQL struct {
	db   *sql.DB
	kept map[string]*sql.Stmt // nil: not prepared
}

// The texts of rawSQL; keptTexts are prepared when it opens, so that the map is
// only read afterwards.
const (
	textGet    = "SELECT " + columns + " FROM bench_product WHERE id = ?"
	textList   = "SELECT " + columns + " FROM bench_product ORDER BY id LIMIT ?"
	textInsert = "INSERT INTO bench_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?)"
	textUpdate = "UPDATE bench_product SET price = ? WHERE id = ?"
	textBig    = "SELECT " + columns + " FROM bench_big"
)

var (
	textIn    = "SELECT " + columns + " FROM bench_product WHERE id IN (?" + strings.Repeat(", ?", 99) + ")"
	keptTexts = []string{textGet, textList, textIn, textInsert, textUpdate, textBig}
)

func openRawSQL(variable string, keep bool) func(context.Context, string) (Contestant, error) {
	return func(ctx context.Context, address string) (Contestant, error) {
		db, err := openSQL(variable, address)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		c := &rawSQL{db: db}
		if !keep {
			return c, nil
		}
		c.kept = map[string]*sql.Stmt{}
		for _, text := range keptTexts {
			if c.kept[text], err = db.PrepareContext(ctx, text); err != nil {
				return nil, errors.Join(err, c.Close())
			}
		}
		return c, nil
	}
}

func (c *rawSQL) row(ctx context.Context, text string, args ...any) *sql.Row {
	if s := c.kept[text]; s != nil {
		return s.QueryRowContext(ctx, args...)
	}
	return c.db.QueryRowContext(ctx, text, args...)
}

func (c *rawSQL) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if s := c.kept[text]; s != nil {
		return s.QueryContext(ctx, args...)
	}
	return c.db.QueryContext(ctx, text, args...)
}

func (c *rawSQL) exec(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if s := c.kept[text]; s != nil {
		return s.ExecContext(ctx, args...)
	}
	return c.db.ExecContext(ctx, text, args...)
}

func (c *rawSQL) Get(ctx context.Context, id int) (*Product, error) {
	p := &Product{}
	return p, c.row(ctx, textGet, id).Scan(p.pointers()...)
}

func (c *rawSQL) List(ctx context.Context, n int) (Products, error) {
	rows, err := c.query(ctx, textList, n)
	if err != nil {
		return nil, err
	}
	return collectSQL(rows)
}

func (c *rawSQL) In(ctx context.Context, ids []int) (Products, error) {
	rows, err := c.query(ctx, textIn, anys(ids)...)
	if err != nil {
		return nil, err
	}
	return collectSQL(rows)
}

func (c *rawSQL) Insert(ctx context.Context, p *Product) error {
	r, err := c.exec(ctx, textInsert, p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths)
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	p.ID = int(id)
	return err
}

func (c *rawSQL) Update(ctx context.Context, id int, price float64) error {
	_, err := c.exec(ctx, textUpdate, price, id)
	return err
}

func (c *rawSQL) UpdateAll(ctx context.Context, ids []int, price float64) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	for _, id := range ids {
		if s := c.kept[textUpdate]; s != nil {
			_, err = tx.StmtContext(ctx, s).ExecContext(ctx, price, id)
		} else {
			_, err = tx.ExecContext(ctx, textUpdate, price, id)
		}
		if err != nil {
			return err
		}
	}
	return tx.Commit()
}

// InsertAll inserts with a kept statement one by one, which is the quickest on SQLite, or
// 1,000 rows at a time, whose keys follow each other.
func (c *rawSQL) InsertAll(ctx context.Context, ps []*Product) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if s := c.kept[textInsert]; s != nil {
		s = tx.StmtContext(ctx, s)
		for _, p := range ps {
			r, err := s.ExecContext(ctx, p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths)
			if err != nil {
				return err
			}
			id, err := r.LastInsertId()
			if err != nil {
				return err
			}
			p.ID = int(id)
		}
		return tx.Commit()
	}
	for part := range slices.Chunk(ps, 1000) {
		args := make([]any, 0, 6*len(part))
		for _, p := range part {
			args = append(args, p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths)
		}
		r, err := tx.ExecContext(ctx, textInsert+strings.Repeat(", (?, ?, ?, ?, ?, ?)", len(part)-1), args...)
		if err != nil {
			return err
		}
		id, err := r.LastInsertId()
		if err != nil {
			return err
		}
		for i, p := range part {
			p.ID = int(id) + i
		}
	}
	return tx.Commit()
}

func (c *rawSQL) ChangeAll(ctx context.Context, ids []int, price float64) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	rows, err := tx.QueryContext(ctx, "SELECT "+columns+" FROM bench_product WHERE id IN (?"+strings.Repeat(", ?", len(ids)-1)+") ORDER BY id", anys(ids)...)
	if err != nil {
		return err
	}
	ps, err := collectSQL(rows)
	if err != nil {
		return err
	}
	if s := c.kept[textUpdate]; s != nil {
		s = tx.StmtContext(ctx, s)
		for i := range ps.Len() {
			if _, err := s.ExecContext(ctx, price+float64(i), ps.At(i).ID); err != nil {
				return err
			}
		}
		return tx.Commit()
	}
	args := make([]any, 0, 2*ps.Len())
	for i := range ps.Len() {
		args = append(args, ps.At(i).ID, price+float64(i))
	}
	_, err = tx.ExecContext(ctx, "UPDATE bench_product AS p JOIN (SELECT ? AS id, ? AS price"+strings.Repeat(" UNION ALL SELECT ?, ?", ps.Len()-1)+
		") AS v ON p.id = v.id SET p.price = v.price", args...)
	if err != nil {
		return err
	}
	return tx.Commit()
}

func (c *rawSQL) Eager(ctx context.Context, n int) (OrderSum, error) {
	list, err := c.List(ctx, n)
	if err != nil {
		return OrderSum{}, err
	}
	ps := list.(Values)
	ids := make([]int, len(ps))
	for i := range ps {
		ids[i] = ps[i].ID
	}
	rows, err := c.query(ctx, "SELECT id, product_id, quantity FROM bench_order WHERE product_id IN (?"+strings.Repeat(", ?", len(ids)-1)+")", anys(ids)...)
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

func (c *rawSQL) Trim(ctx context.Context) error {
	_, err := c.db.ExecContext(ctx, "DELETE FROM bench_product WHERE id > ?", rows)
	return err
}

func anys(ids []int) []any {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return args
}

func (c *rawSQL) First(ctx context.Context) (*Product, error) {
	p := &Product{}
	return p, c.row(ctx, textBig).Scan(p.pointers()...)
}

func (c *rawSQL) Stream(ctx context.Context, each func(*Product)) error {
	rows, err := c.query(ctx, textBig)
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

func (c *rawSQL) Close() error {
	var errs []error
	for _, s := range c.kept {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(append(errs, c.db.Close())...)
}

func collectSQL(rows *sql.Rows) (Products, error) {
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
