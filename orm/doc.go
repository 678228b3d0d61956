// Package orm maps plain structs to tables: their rows are loaded as objects of
// which there is one for each key in a session, and what the program changes in
// them is written back.
//
// A mapping is a struct of typed columns beside the struct of the row:
//
//	type Product struct {
//		ID     int
//		Name   string
//		Orders []*Order
//	}
//
//	type ProductTable struct {
//		orm.TableOf[Product, int]
//		ID     schema.Int
//		Name   schema.String
//		Orders orm.Many[Product, Order]
//	}
//
//	var Base = orm.NewBase()
//
//	var Products = orm.Declare(Base, "product", func(t *ProductTable) {
//		t.ID.PrimaryKey()
//		t.Name.Size(100)
//	})
//
// Columns and relationships are found by the names of their fields. Whether the
// two structs fit is checked by [Base.Configure], which every use of a mapping
// calls: it reports all mistakes at once, each with the line that mends it.
//
// A [Session] is a unit of work. Objects are loaded by [Select] and Get, changed
// as structs are changed, added and deleted; Flush finds what has changed by
// comparing with pristine copies and sends it in dependency order, Commit makes it
// last. Nothing is read from the database behind the program's back: a
// relationship that was not loaded is nil, and its Of loads it, for all objects
// that came with the same result at once.
//
// Sessions are for one goroutine at a time, and find out when they are used by
// two. Bases, table structs and queries are shared freely once they are declared.
package orm
