package corpus

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// dmls are statements that write with the help of other tables.
func dmls() []Case {
	p, o, n := Products, Orders, Nodes
	sums := sql.Select(o.ProductID, sql.Sum(o.Quantity).As("total")).GroupBy(o.ProductID).Subquery("sums")
	also := schema.Alias(p, "also")
	rows := sql.RowsOf("v", "", sql.RowColumn{Name: "id", Type: sqltype.Integer.Desc(), Values: []driver.Value{driver.OfInt(1), driver.OfInt(2)}},
		sql.RowColumn{Name: "name", Type: sqltype.String(100).Desc(), Values: []driver.Value{driver.OfString("it's"), {}}})
	numbered := sql.RowsOf("v", "at", sql.RowColumn{Name: "id", Type: sqltype.Integer.Desc(), Values: []driver.Value{driver.OfInt(7), driver.OfInt(8)}})
	vid, vname := sql.Col(rows, p.ID), sql.Col(rows, p.Name)
	set := sql.Update(p).Set(p.Price.Set(9.5))
	ins := sql.Insert(p).Values(p.Name.Set("widget"), p.Price.Set(9.5), p.AvailableQuantity.Set(3))
	node := sql.Insert(n).Values(n.ID.Set(201), n.Title.Set("new"))
	return []Case{
		{"insert with prefixes", sql.Insert(n).Values(n.ID.Set(900)).Prefix("mysql", "IGNORE").Prefix("sqlite", "OR REPLACE")},
		{"update and delete with prefixes", sql.Update(n).Set(n.ID.Set(901)).Where(n.ID.Eq(900)).Prefix("mysql", "LOW_PRIORITY").Prefix("sqlite", "OR IGNORE")},
		{"delete with prefixes", sql.Delete(n).Where(n.ID.Eq(900)).Prefix("mysql", "QUICK").Prefix("postgresql", "/* by hand */")},
		{"rows", sql.Select(vid, vname).From(rows)},
		{"rows numbered", sql.Select(sql.Col(numbered, p.ID)).From(numbered)},
		{"insert from rows", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(vid.Add(900).As("i"), vname).From(rows))},
		{"update from", sql.Update(p).Set(p.AvailableQuantity.SetExpr(o.Quantity)).From(o).Where(sql.Eq(o.ProductID, p.ID), o.ID.Eq(302))},
		{"update from subquery", set.From(sums).Where(sql.Eq(sql.Col(sums, o.ProductID), p.ID))},
		{"update from two", set.From(o, n).Where(sql.Eq(o.ProductID, p.ID), sql.Eq(n.ID, o.ID))},
		{"update join", set.Join(o, sql.Eq(o.ProductID, p.ID)).Where(o.Quantity.Gt(1))},
		{"update join by key", set.Join(o).Where(o.Quantity.Gt(1))},
		{"update left join", set.From(o).LeftJoin(n, sql.Eq(n.ID, o.ID)).Where(sql.Eq(o.ProductID, p.ID), n.Title.IsNull())},
		{"update from itself", sql.Update(p).Set(p.Price.SetExpr(also.Price)).From(also).Where(sql.Eq(also.ID, p.ID.Add(1)))},
		{"update from rows", sql.Update(p).Set(p.ExpiryOffsetMonths.SetExpr(sql.Col(rows, p.ID))).From(rows).Where(sql.Eq(vid, p.ID))},
		{"update from returning", set.From(o).Where(sql.Eq(o.ProductID, p.ID), o.ID.Eq(302)).Returning(p.ID)},
		{"update from returning other", set.From(o).Where(sql.Eq(o.ProductID, p.ID), o.ID.Eq(302)).Returning(p.ID, o.ID)},
		{"update from and reads", sql.Update(p).Set(p.AvailableQuantity.Set(1), p.ExpiryOffsetMonths.SetExpr(p.AvailableQuantity)).From(o).Where(sql.Eq(o.ProductID, p.ID))},
		{"update limit", set.Where(p.Price.Lt(3)).OrderBy(p.ID.Desc()).Limit(1)},
		{"update tuple", sql.Update(p).Set(sql.SetTuple([]sql.Expr{p.AvailableQuantity, p.ExpiryOffsetMonths}, sql.Select(o.Quantity, o.ID).Where(sql.Eq(o.ProductID, p.ID)).OrderBy(o.ID).Limit(1))).Where(p.ID.Eq(1))},
		{"delete using", sql.Delete(o).Using(p).Where(sql.Eq(o.ProductID, p.ID), p.Price.Gt(1))},
		{"delete join by key", sql.Delete(o).Join(p).Where(p.Price.Gt(1))},
		{"delete using returning", sql.Delete(o).Using(p).Where(sql.Eq(o.ProductID, p.ID), p.ID.Eq(1)).Returning(o.ID)},
		{"delete using returning other", sql.Delete(o).Using(p).Where(sql.Eq(o.ProductID, p.ID), p.ID.Eq(1)).Returning(o.ID, p.Name)},
		{"delete limit", sql.Delete(o).Where(o.Quantity.Ge(0)).OrderBy(o.ID).Limit(1)},
		{"conflict expression", ins.OnConflict(sql.Lower(p.Name)).DoNothing()},
		{"conflict constraint", ins.OnConflictWith("sqla_product_name_key").DoUpdate(p.Price.Set(1))},
		{"conflict if", node.OnConflict(n.ID).If(n.Title.Ne("root")).DoUpdate(n.Title.SetExpr(sql.Excluded(n.Title)))},
		{"merge", sql.Merge(p, o, sql.Eq(o.ProductID, p.ID)).WhenMatched(o.Quantity.Gt(100)).Delete().
			WhenMatched(o.ID.Eq(304)).DoNothing().WhenMatched(o.ID.Eq(301)).Update(p.AvailableQuantity.SetExpr(o.Quantity)).
			WhenNotMatched(o.Quantity.Eq(0)).DoNothing().
			WhenNotMatched().Insert(p.Name.Set("from order"), p.Price.Set(1), p.AvailableQuantity.SetExpr(o.Quantity))},
		{"merge returning", sql.Merge(p, o, sql.Eq(o.ProductID, p.ID)).WhenMatched().Delete().Returning(p.ID)},
	}
}

func dmlMistakes() []Case {
	p, o := Products, Orders
	set := sql.Update(p).Set(p.Price.Set(9.5))
	ins := sql.Insert(p).Values(p.Name.Set("widget"), p.Price.Set(9.5), p.AvailableQuantity.Set(3))
	return []Case{
		{"prefix that ends the statement", ins.Prefix("", "INTO x; DROP TABLE y --")},
		{"update left join to target", set.LeftJoin(o, sql.Eq(o.ProductID, p.ID)).Where(o.ID.IsNull())},
		{"update order without limit", set.Where(p.Price.Lt(3)).OrderBy(p.ID.Desc())},
		{"update tuple of another width", sql.Update(p).Set(sql.SetTuple([]sql.Expr{p.AvailableQuantity, p.ExpiryOffsetMonths}, sql.Select(o.Quantity))).AllRows()},
		{"conflict if and nothing", ins.OnConflict(p.Name).If(p.Price.Gt(1)).DoNothing()},
		{"conflict where without columns", ins.OnConflict().Where(p.Price.Gt(1)).DoNothing()},
		{"merge that does nothing", sql.Merge(p, o, sql.Eq(o.ProductID, p.ID))},
		{"merge insert reads the target", sql.Merge(p, o, sql.Eq(o.ProductID, p.ID)).WhenNotMatched().Insert(p.Name.SetExpr(p.Name))},
	}
}
