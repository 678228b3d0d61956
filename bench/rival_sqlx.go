package main

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"
)

// rivalSqlx is database/sql with sqlx's mapping of columns to fields by name.
type rivalSqlx struct {
	Absent
	db     *sqlx.DB
	number bool // RETURNING, because the protocol tells no key
}

// TaggedProduct is a Product with the columns' names, as sqlx wants them.
type TaggedProduct struct {
	ID                 int        `db:"id" gorm:"primaryKey" bun:",pk,autoincrement"`
	Name               string     `db:"name"`
	Price              float64    `db:"price"`
	AvailableQuantity  int        `db:"available_quantity"`
	ProductionDate     *time.Time `db:"production_date" gorm:"type:date" bun:"type:date"`
	ExpiryDate         *time.Time `db:"expiry_date" gorm:"type:date" bun:"type:date"`
	ExpiryOffsetMonths *int       `db:"expiry_offset_months"`
}

func openSqlx(variable string) func(context.Context, string) (Contestant, error) {
	return func(_ context.Context, address string) (Contestant, error) {
		db, err := openSQL(variable, address)
		if err != nil {
			return nil, err
		}
		db.SetMaxOpenConns(5)
		db.SetMaxIdleConns(5)
		name := map[string]string{postgresVar: "pgx", mysqlVar: "mysql", "": "sqlite3"}[variable]
		return rivalSqlx{db: sqlx.NewDb(db, name), number: variable == postgresVar}, nil
	}
}

func (c rivalSqlx) Get(ctx context.Context, id int) (*Product, error) {
	var p TaggedProduct
	err := c.db.GetContext(ctx, &p, c.db.Rebind(textGet), id)
	return (*Product)(&p), err
}

func (c rivalSqlx) List(ctx context.Context, n int) (Products, error) {
	var ps []TaggedProduct
	err := c.db.SelectContext(ctx, &ps, c.db.Rebind(textList), n)
	return tagged(ps), err
}

func (c rivalSqlx) In(ctx context.Context, ids []int) (Products, error) {
	text, args, err := sqlx.In("SELECT "+columns+" FROM bench_product WHERE id IN (?)", ids)
	if err != nil {
		return nil, err
	}
	var ps []TaggedProduct
	err = c.db.SelectContext(ctx, &ps, c.db.Rebind(text), args...)
	return tagged(ps), err
}

func (c rivalSqlx) Insert(ctx context.Context, p *Product) error {
	text := "INSERT INTO bench_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES " +
		"(:name, :price, :available_quantity, :production_date, :expiry_date, :expiry_offset_months)"
	if c.number {
		rows, err := c.db.NamedQueryContext(ctx, text+" RETURNING id", (*TaggedProduct)(p))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := rows.Scan(&p.ID); err != nil {
				return err
			}
		}
		return rows.Err()
	}
	r, err := c.db.NamedExecContext(ctx, text, (*TaggedProduct)(p))
	if err != nil {
		return err
	}
	id, err := r.LastInsertId()
	p.ID = int(id)
	return err
}

func (c rivalSqlx) Update(ctx context.Context, id int, price float64) error {
	_, err := c.db.ExecContext(ctx, c.db.Rebind(textUpdate), price, id)
	return err
}

func (c rivalSqlx) Close() error { return c.db.Close() }

// tagged are products whose struct has tags.
type tagged []TaggedProduct

func (t tagged) Len() int { return len(t) }

func (t tagged) At(i int) *Product { return (*Product)(&t[i]) }
