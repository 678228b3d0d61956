package shapes

import pg "github.com/go-jet/jet/v2/postgres"

// The tables as jet's generator would declare them.
var (
	jetProductID = pg.IntegerColumn("id")
	jetName      = pg.StringColumn("name")
	jetPrice     = pg.FloatColumn("price")
	jetAvailable = pg.IntegerColumn("available_quantity")
	jetProduced  = pg.DateColumn("production_date")
	jetExpiry    = pg.DateColumn("expiry_date")
	jetMonths    = pg.IntegerColumn("expiry_offset_months")
	jetCategory  = pg.IntegerColumn("category_id")
	jetProducts  = pg.NewTable("", "product", "", jetProductID, jetName, jetPrice, jetAvailable, jetProduced, jetExpiry, jetMonths, jetCategory)

	jetOrderID    = pg.IntegerColumn("id")
	jetOrdered    = pg.IntegerColumn("product_id")
	jetBuyer      = pg.IntegerColumn("customer_id")
	jetQuantity   = pg.IntegerColumn("quantity")
	jetOrders     = pg.NewTable("", "orders", "", jetOrderID, jetOrdered, jetBuyer, jetQuantity)
	jetCustomerID = pg.IntegerColumn("id")
	jetCity       = pg.StringColumn("city")
	jetCustomers  = pg.NewTable("", "customer", "", jetCustomerID, jetCity)
	jetGroupID    = pg.IntegerColumn("id")
	jetGroup      = pg.StringColumn("name")
	jetCategories = pg.NewTable("", "category", "", jetGroupID, jetGroup)
)

type jetStatement interface {
	Sql() (query string, args []any)
}

// jetShapes are the shapes in jet. It binds the numbers of LIMIT and OFFSET too.
var jetShapes = map[string]maker{
	"bykey": func() (string, int, error) {
		return jetted(pg.SELECT(jetProductID, jetName, jetPrice, jetAvailable, jetProduced, jetExpiry, jetMonths).FROM(jetProducts).WHERE(jetProductID.EQ(pg.Int(int64(given.id)))))
	},
	"page": func() (string, int, error) {
		return jetted(pg.SELECT(jetProductID, jetName, jetPrice).FROM(jetProducts).
			WHERE(jetAvailable.GT(pg.Int(int64(given.low))).AND(jetCategory.EQ(pg.Int(int64(given.id))))).
			ORDER_BY(jetPrice.DESC(), jetProductID).LIMIT(20).OFFSET(40))
	},
	"in100": func() (string, int, error) {
		ids := make([]pg.Expression, len(given.ids))
		for i, id := range given.ids {
			ids[i] = pg.Int(int64(id))
		}
		return jetted(pg.SELECT(jetProductID, jetName, jetPrice).FROM(jetProducts).WHERE(jetProductID.IN(ids...)))
	},
	"join": func() (string, int, error) {
		return jetted(pg.SELECT(jetProductID, jetName, jetPrice, jetOrderID, jetQuantity).FROM(jetProducts.INNER_JOIN(jetOrders, jetOrdered.EQ(jetProductID))).
			WHERE(jetPrice.GT(pg.Float(given.price)).AND(jetName.LIKE(pg.String(given.text))).
				AND(jetQuantity.LT(pg.Int(int64(given.high)))).AND(jetProductID.NOT_EQ(pg.Int(int64(given.id))))))
	},
	"report": func() (string, int, error) {
		return jetted(pg.SELECT(jetGroup, jetCity, pg.COUNT(pg.STAR), pg.SUMi(jetQuantity)).
			FROM(jetOrders.INNER_JOIN(jetProducts, jetProductID.EQ(jetOrdered)).INNER_JOIN(jetCustomers, jetCustomerID.EQ(jetBuyer)).
				INNER_JOIN(jetCategories, jetGroupID.EQ(jetCategory))).
			WHERE(jetPrice.GT(pg.Float(given.price)).AND(jetAvailable.GT(pg.Int(int64(given.low)))).AND(jetQuantity.GT_EQ(pg.Int(int64(given.low)))).
				AND(jetQuantity.LT(pg.Int(int64(given.high)))).AND(jetCity.NOT_EQ(pg.String(given.text))).AND(jetGroup.LIKE(pg.String(given.text)))).
			GROUP_BY(jetGroup, jetCity).ORDER_BY(jetGroup, jetCity).LIMIT(10))
	},
	"nested": func() (string, int, error) {
		return jetted(pg.SELECT(jetProductID, jetName).FROM(jetProducts).WHERE(
			jetPrice.GT(pg.Float(given.price)).AND(jetAvailable.GT(pg.Int(int64(given.low)))).
				OR(jetExpiry.IS_NULL().AND(jetName.LIKE(pg.String(given.text)))).
				OR(jetProductID.EQ(pg.Int(int64(given.id))))))
	},
	"exists": func() (string, int, error) {
		inner := pg.SELECT(jetOrderID).FROM(jetOrders).WHERE(jetOrdered.EQ(jetProductID).AND(jetQuantity.GT(pg.Int(int64(given.low)))))
		return jetted(pg.SELECT(jetProductID, jetName).FROM(jetProducts).WHERE(pg.EXISTS(inner)))
	},
	"insert": func() (string, int, error) {
		return jetted(jetProducts.INSERT(jetName, jetPrice, jetAvailable, jetMonths, jetCategory).
			VALUES(given.text, given.price, given.low, given.high, given.id).RETURNING(jetProductID))
	},
	"upsert": func() (string, int, error) {
		return jetted(jetProducts.INSERT(jetProductID, jetName, jetPrice).VALUES(given.id, given.text, given.price).
			ON_CONFLICT(jetProductID).DO_UPDATE(pg.SET(jetName.SET(pg.StringExp(pg.Raw("excluded.name"))), jetPrice.SET(pg.FloatExp(pg.Raw("excluded.price"))))))
	},
	"update": func() (string, int, error) {
		return jetted(jetProducts.UPDATE(jetName, jetPrice, jetAvailable).SET(given.text, given.price, given.low).WHERE(jetProductID.EQ(pg.Int(int64(given.id)))))
	},
}

func jetted(s jetStatement) (string, int, error) {
	text, args := s.Sql()
	return text, len(args), nil
}
