package shapes

import (
	"github.com/doug-martin/goqu/v9"
	_ "github.com/doug-martin/goqu/v9/dialect/postgres"
)

var goquDialect = goqu.Dialect("postgres")

type goquStatement interface {
	ToSQL() (string, []any, error)
}

// goquShapes are the shapes in goqu, with prepared parameters.
var goquShapes = map[string]maker{
	"bykey": func() (string, int, error) {
		return goqued(goquDialect.From("product").Prepared(true).
			Select("id", "name", "price", "available_quantity", "production_date", "expiry_date", "expiry_offset_months").Where(goqu.C("id").Eq(given.id)))
	},
	"page": func() (string, int, error) {
		return goqued(goquDialect.From("product").Prepared(true).Select("id", "name", "price").
			Where(goqu.C("available_quantity").Gt(given.low), goqu.C("category_id").Eq(given.id)).Order(goqu.C("price").Desc(), goqu.C("id").Asc()).Limit(20).Offset(40))
	},
	"in100": func() (string, int, error) {
		return goqued(goquDialect.From("product").Prepared(true).Select("id", "name", "price").Where(goqu.C("id").In(given.ids)))
	},
	"join": func() (string, int, error) {
		return goqued(goquDialect.From("product").Prepared(true).
			Select(goqu.I("product.id"), goqu.I("product.name"), goqu.I("product.price"), goqu.I("orders.id").As("id_1"), goqu.I("orders.quantity")).
			Join(goqu.T("orders"), goqu.On(goqu.I("orders.product_id").Eq(goqu.I("product.id")))).
			Where(goqu.I("product.price").Gt(given.price), goqu.I("product.name").Like(given.text), goqu.I("orders.quantity").Lt(given.high), goqu.I("product.id").Neq(given.id)))
	},
	"report": func() (string, int, error) {
		return goqued(goquDialect.From("orders").Prepared(true).
			Select(goqu.I("category.name"), goqu.I("customer.city"), goqu.COUNT("*"), goqu.SUM(goqu.I("orders.quantity"))).
			Join(goqu.T("product"), goqu.On(goqu.I("product.id").Eq(goqu.I("orders.product_id")))).
			Join(goqu.T("customer"), goqu.On(goqu.I("customer.id").Eq(goqu.I("orders.customer_id")))).
			Join(goqu.T("category"), goqu.On(goqu.I("category.id").Eq(goqu.I("product.category_id")))).
			Where(goqu.I("product.price").Gt(given.price), goqu.I("product.available_quantity").Gt(given.low), goqu.I("orders.quantity").Gte(given.low),
				goqu.I("orders.quantity").Lt(given.high), goqu.I("customer.city").Neq(given.text), goqu.I("category.name").Like(given.text)).
			GroupBy(goqu.I("category.name"), goqu.I("customer.city")).Order(goqu.I("category.name").Asc(), goqu.I("customer.city").Asc()).Limit(10))
	},
	"nested": func() (string, int, error) {
		return goqued(goquDialect.From("product").Prepared(true).Select("id", "name").Where(goqu.Or(
			goqu.And(goqu.C("price").Gt(given.price), goqu.C("available_quantity").Gt(given.low)),
			goqu.And(goqu.C("expiry_date").IsNull(), goqu.C("name").Like(given.text)),
			goqu.C("id").Eq(given.id))))
	},
	"exists": func() (string, int, error) {
		inner := goquDialect.From("orders").Prepared(true).Select(goqu.I("orders.id")).
			Where(goqu.I("orders.product_id").Eq(goqu.I("product.id")), goqu.I("orders.quantity").Gt(given.low))
		return goqued(goquDialect.From("product").Prepared(true).Select(goqu.I("product.id"), goqu.I("product.name")).Where(goqu.L("EXISTS ?", inner)))
	},
	"insert": func() (string, int, error) {
		return goqued(goquDialect.Insert("product").Prepared(true).Cols("name", "price", "available_quantity", "expiry_offset_months", "category_id").
			Vals(goqu.Vals{given.text, given.price, given.low, given.high, given.id}).Returning("id"))
	},
	"upsert": func() (string, int, error) {
		return goqued(goquDialect.Insert("product").Prepared(true).Cols("id", "name", "price").Vals(goqu.Vals{given.id, given.text, given.price}).
			OnConflict(goqu.DoUpdate("id", goqu.Record{"name": goqu.I("excluded.name"), "price": goqu.I("excluded.price")})))
	},
	"update": func() (string, int, error) {
		return goqued(goquDialect.Update("product").Prepared(true).Set(goqu.Record{"name": given.text, "price": given.price, "available_quantity": given.low}).
			Where(goqu.C("id").Eq(given.id)))
	},
}

func goqued(s goquStatement) (string, int, error) {
	text, args, err := s.ToSQL()
	return text, len(args), err
}
