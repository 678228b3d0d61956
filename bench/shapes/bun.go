package shapes

import (
	"database/sql"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/schema"
)

type bunStatement interface {
	AppendQuery(gen schema.QueryGen, b []byte) ([]byte, error)
}

// bunShapes are the shapes in bun, which writes the values into the text.
func bunShapes() (map[string]maker, error) {
	pool, err := sql.Open("pgx", "postgresql://localhost/nobody") // nothing connects
	if err != nil {
		return nil, err
	}
	db := bun.NewDB(pool, pgdialect.New())
	done := func(q bunStatement) (string, int, error) {
		b, err := q.AppendQuery(db.QueryGen(), nil)
		return string(b), -1, err
	}
	return map[string]maker{
		"bykey": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("product").
				ColumnExpr("id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months").Where("id = ?", given.id))
		},
		"page": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("product").ColumnExpr("id, name, price").Where("available_quantity > ?", given.low).Where("category_id = ?", given.id).
				OrderExpr("price DESC, id").Limit(20).Offset(40))
		},
		"in100": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("product").ColumnExpr("id, name, price").Where("id IN ?", bun.Tuple(given.ids)))
		},
		"join": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("product").ColumnExpr("product.id, product.name, product.price, orders.id AS id_1, orders.quantity").
				Join("JOIN orders ON orders.product_id = product.id").
				Where("product.price > ?", given.price).Where("product.name LIKE ?", given.text).Where("orders.quantity < ?", given.high).Where("product.id != ?", given.id))
		},
		"report": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("orders").ColumnExpr("category.name, customer.city, count(*), sum(orders.quantity)").
				Join("JOIN product ON product.id = orders.product_id").Join("JOIN customer ON customer.id = orders.customer_id").Join("JOIN category ON category.id = product.category_id").
				Where("product.price > ?", given.price).Where("product.available_quantity > ?", given.low).Where("orders.quantity >= ?", given.low).
				Where("orders.quantity < ?", given.high).Where("customer.city != ?", given.text).Where("category.name LIKE ?", given.text).
				GroupExpr("category.name, customer.city").OrderExpr("category.name, customer.city").Limit(10))
		},
		"nested": func() (string, int, error) {
			return done(db.NewSelect().TableExpr("product").ColumnExpr("id, name").
				WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
					return q.Where("price > ?", given.price).Where("available_quantity > ?", given.low)
				}).
				WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
					return q.Where("expiry_date IS NULL").Where("name LIKE ?", given.text)
				}).
				WhereOr("id = ?", given.id))
		},
		"exists": func() (string, int, error) {
			inner := db.NewSelect().TableExpr("orders").ColumnExpr("orders.id").Where("orders.product_id = product.id").Where("orders.quantity > ?", given.low)
			return done(db.NewSelect().TableExpr("product").ColumnExpr("product.id, product.name").Where("EXISTS (?)", inner))
		},
		"insert": func() (string, int, error) {
			values := map[string]any{"name": given.text, "price": given.price, "available_quantity": given.low, "expiry_offset_months": given.high, "category_id": given.id}
			return done(db.NewInsert().Model(&values).TableExpr("product").Returning("id"))
		},
		"upsert": func() (string, int, error) {
			values := map[string]any{"id": given.id, "name": given.text, "price": given.price}
			return done(db.NewInsert().Model(&values).TableExpr("product").On("CONFLICT (id) DO UPDATE").Set("name = EXCLUDED.name").Set("price = EXCLUDED.price"))
		},
		"update": func() (string, int, error) {
			return done(db.NewUpdate().TableExpr("product").Set("name = ?", given.text).Set("price = ?", given.price).Set("available_quantity = ?", given.low).Where("id = ?", given.id))
		},
	}, nil
}
