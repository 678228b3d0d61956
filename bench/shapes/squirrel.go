package shapes

import sq "github.com/Masterminds/squirrel"

var dollar = sq.StatementBuilder.PlaceholderFormat(sq.Dollar)

// squirrelShapes are the shapes in squirrel: fragments of SQL, and maps of conditions.
var squirrelShapes = map[string]maker{
	"bykey": func() (string, int, error) {
		return squirrelled(dollar.Select("id", "name", "price", "available_quantity", "production_date", "expiry_date", "expiry_offset_months").From("product").
			Where(sq.Eq{"id": given.id}))
	},
	"page": func() (string, int, error) {
		return squirrelled(dollar.Select("id", "name", "price").From("product").Where(sq.Gt{"available_quantity": given.low}).Where(sq.Eq{"category_id": given.id}).
			OrderBy("price DESC", "id").Limit(20).Offset(40))
	},
	"in100": func() (string, int, error) {
		return squirrelled(dollar.Select("id", "name", "price").From("product").Where(sq.Eq{"id": given.ids}))
	},
	"join": func() (string, int, error) {
		return squirrelled(dollar.Select("product.id", "product.name", "product.price", "orders.id AS id_1", "orders.quantity").From("product").
			Join("orders ON orders.product_id = product.id").
			Where(sq.Gt{"product.price": given.price}).Where(sq.Like{"product.name": given.text}).Where(sq.Lt{"orders.quantity": given.high}).Where(sq.NotEq{"product.id": given.id}))
	},
	"report": func() (string, int, error) {
		return squirrelled(dollar.Select("category.name", "customer.city", "count(*)", "sum(orders.quantity)").From("orders").
			Join("product ON product.id = orders.product_id").Join("customer ON customer.id = orders.customer_id").Join("category ON category.id = product.category_id").
			Where(sq.Gt{"product.price": given.price}).Where(sq.Gt{"product.available_quantity": given.low}).Where(sq.GtOrEq{"orders.quantity": given.low}).
			Where(sq.Lt{"orders.quantity": given.high}).Where(sq.NotEq{"customer.city": given.text}).Where(sq.Like{"category.name": given.text}).
			GroupBy("category.name", "customer.city").OrderBy("category.name", "customer.city").Limit(10))
	},
	"nested": func() (string, int, error) {
		return squirrelled(dollar.Select("id", "name").From("product").Where(sq.Or{
			sq.And{sq.Gt{"price": given.price}, sq.Gt{"available_quantity": given.low}},
			sq.And{sq.Eq{"expiry_date": nil}, sq.Like{"name": given.text}},
			sq.Eq{"id": given.id}}))
	},
	"exists": func() (string, int, error) {
		inner := sq.Select("orders.id").From("orders").Where("orders.product_id = product.id").Where(sq.Gt{"orders.quantity": given.low})
		return squirrelled(dollar.Select("product.id", "product.name").From("product").Where(sq.Expr("EXISTS (?)", inner)))
	},
	"insert": func() (string, int, error) {
		return squirrelled(dollar.Insert("product").Columns("name", "price", "available_quantity", "expiry_offset_months", "category_id").
			Values(given.text, given.price, given.low, given.high, given.id).Suffix("RETURNING id"))
	},
	"upsert": func() (string, int, error) {
		return squirrelled(dollar.Insert("product").Columns("id", "name", "price").Values(given.id, given.text, given.price).
			Suffix("ON CONFLICT (id) DO UPDATE SET name = excluded.name, price = excluded.price"))
	},
	"update": func() (string, int, error) {
		return squirrelled(dollar.Update("product").Set("name", given.text).Set("price", given.price).Set("available_quantity", given.low).Where(sq.Eq{"id": given.id}))
	},
}

func squirrelled(s sq.Sqlizer) (string, int, error) {
	text, args, err := s.ToSql()
	return text, len(args), err
}
