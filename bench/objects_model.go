package main

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// The mapped objects of a query with three joins.
type (
	line struct {
		ID, ItemID, BuyerID, Quantity int
		Item                          *item
		Buyer                         *buyer
	}
	item struct {
		ID, KindID, Available int
		Price                 float64
		Kind                  *kind
	}
	buyer struct {
		ID   int
		City string
	}
	kind struct {
		ID   int
		Name string
	}
)

type (
	lineTable struct {
		orm.TableOf[line, int]
		ID, ItemID, BuyerID, Quantity schema.Int
		Item                          orm.One[line, item]
		Buyer                         orm.One[line, buyer]
	}
	itemTable struct {
		orm.TableOf[item, int]
		ID, KindID, Available schema.Int
		Price                 schema.Float
		Kind                  orm.One[item, kind]
	}
	buyerTable struct {
		orm.TableOf[buyer, int]
		ID   schema.Int
		City schema.String
	}
	kindTable struct {
		orm.TableOf[kind, int]
		ID   schema.Int
		Name schema.String
	}
)

var (
	lining = orm.NewBase()
	kinds  = orm.Declare(lining, "kind", func(t *kindTable) { t.ID.PrimaryKey().Autoincrement() })
	buyers = orm.Declare(lining, "buyer", func(t *buyerTable) { t.ID.PrimaryKey().Autoincrement() })
	items  = orm.Declare(lining, "item", func(t *itemTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.KindID.References(kinds.ID)
	})
	lines = orm.Declare(lining, "line", func(t *lineTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.ItemID.References(items.ID)
		t.BuyerID.References(buyers.ID)
	})
)

// threeJoins is a query for lines, which nothing was kept of.
func threeJoins() sql.Statement {
	return orm.Select(lines).Join(lines.Item).Join(lines.Buyer).Join(items.Kind).
		Where(items.Price.Gt(2.5), items.Available.Gt(3), lines.Quantity.Ge(3), lines.Quantity.Lt(30), buyers.City.Ne("A%"), kinds.Name.Like("A%")).
		OrderBy(lines.ID).Limit(10)
}
