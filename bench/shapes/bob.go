package shapes

import (
	"context"

	"github.com/stephenafamo/bob/dialect/psql"
	"github.com/stephenafamo/bob/dialect/psql/im"
	"github.com/stephenafamo/bob/dialect/psql/sm"
	"github.com/stephenafamo/bob/dialect/psql/um"
)

type bobStatement interface {
	Build(ctx context.Context) (string, []any, error)
}

// bobShapes are the shapes in bob's query builder, without the code that it can generate.
var bobShapes = map[string]maker{
	"bykey": func() (string, int, error) {
		return bobbed(psql.Select(sm.Columns("id", "name", "price", "available_quantity", "production_date", "expiry_date", "expiry_offset_months"), sm.From("product"),
			sm.Where(psql.Quote("id").EQ(psql.Arg(given.id)))))
	},
	"page": func() (string, int, error) {
		return bobbed(psql.Select(sm.Columns("id", "name", "price"), sm.From("product"),
			sm.Where(psql.Quote("available_quantity").GT(psql.Arg(given.low))), sm.Where(psql.Quote("category_id").EQ(psql.Arg(given.id))),
			sm.OrderBy("price").Desc(), sm.OrderBy("id"), sm.Limit(20), sm.Offset(40)))
	},
	"in100": func() (string, int, error) {
		ids := make([]any, len(given.ids))
		for i, id := range given.ids {
			ids[i] = id
		}
		return bobbed(psql.Select(sm.Columns("id", "name", "price"), sm.From("product"), sm.Where(psql.Quote("id").In(psql.Arg(ids...)))))
	},
	"join": func() (string, int, error) {
		return bobbed(psql.Select(sm.Columns(psql.Quote("product", "id"), psql.Quote("product", "name"), psql.Quote("product", "price"), psql.Quote("orders", "id").As("id_1"), psql.Quote("orders", "quantity")),
			sm.From("product"), sm.InnerJoin("orders").On(psql.Quote("orders", "product_id").EQ(psql.Quote("product", "id"))),
			sm.Where(psql.Quote("product", "price").GT(psql.Arg(given.price))), sm.Where(psql.Quote("product", "name").Like(psql.Arg(given.text))),
			sm.Where(psql.Quote("orders", "quantity").LT(psql.Arg(given.high))), sm.Where(psql.Quote("product", "id").NE(psql.Arg(given.id)))))
	},
	"report": func() (string, int, error) {
		return bobbed(psql.Select(sm.Columns(psql.Quote("category", "name"), psql.Quote("customer", "city"), psql.F("count", "*"), psql.F("sum", psql.Quote("orders", "quantity"))),
			sm.From("orders"),
			sm.InnerJoin("product").On(psql.Quote("product", "id").EQ(psql.Quote("orders", "product_id"))),
			sm.InnerJoin("customer").On(psql.Quote("customer", "id").EQ(psql.Quote("orders", "customer_id"))),
			sm.InnerJoin("category").On(psql.Quote("category", "id").EQ(psql.Quote("product", "category_id"))),
			sm.Where(psql.Quote("product", "price").GT(psql.Arg(given.price))), sm.Where(psql.Quote("product", "available_quantity").GT(psql.Arg(given.low))),
			sm.Where(psql.Quote("orders", "quantity").GTE(psql.Arg(given.low))), sm.Where(psql.Quote("orders", "quantity").LT(psql.Arg(given.high))),
			sm.Where(psql.Quote("customer", "city").NE(psql.Arg(given.text))), sm.Where(psql.Quote("category", "name").Like(psql.Arg(given.text))),
			sm.GroupBy(psql.Quote("category", "name")), sm.GroupBy(psql.Quote("customer", "city")),
			sm.OrderBy(psql.Quote("category", "name")), sm.OrderBy(psql.Quote("customer", "city")), sm.Limit(10)))
	},
	"nested": func() (string, int, error) {
		return bobbed(psql.Select(sm.Columns("id", "name"), sm.From("product"), sm.Where(psql.Or(
			psql.And(psql.Quote("price").GT(psql.Arg(given.price)), psql.Quote("available_quantity").GT(psql.Arg(given.low))),
			psql.And(psql.Quote("expiry_date").IsNull(), psql.Quote("name").Like(psql.Arg(given.text))),
			psql.Quote("id").EQ(psql.Arg(given.id))))))
	},
	"exists": func() (string, int, error) {
		inner := psql.Select(sm.Columns(psql.Quote("orders", "id")), sm.From("orders"),
			sm.Where(psql.Quote("orders", "product_id").EQ(psql.Quote("product", "id"))), sm.Where(psql.Quote("orders", "quantity").GT(psql.Arg(given.low))))
		return bobbed(psql.Select(sm.Columns(psql.Quote("product", "id"), psql.Quote("product", "name")), sm.From("product"), sm.Where(psql.Raw("EXISTS ?", psql.Group(inner)))))
	},
	"insert": func() (string, int, error) {
		return bobbed(psql.Insert(im.Into("product", "name", "price", "available_quantity", "expiry_offset_months", "category_id"),
			im.Values(psql.Arg(given.text, given.price, given.low, given.high, given.id)), im.Returning("id")))
	},
	"upsert": func() (string, int, error) {
		return bobbed(psql.Insert(im.Into("product", "id", "name", "price"), im.Values(psql.Arg(given.id, given.text, given.price)),
			im.OnConflict("id").DoUpdate(im.SetExcluded("name", "price"))))
	},
	"update": func() (string, int, error) {
		return bobbed(psql.Update(um.Table("product"), um.SetCol("name").ToArg(given.text), um.SetCol("price").ToArg(given.price), um.SetCol("available_quantity").ToArg(given.low),
			um.Where(psql.Quote("id").EQ(psql.Arg(given.id)))))
	},
}

func bobbed(s bobStatement) (string, int, error) {
	text, args, err := s.Build(context.Background())
	return text, len(args), err
}
