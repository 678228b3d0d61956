package corpus

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func inserts() []Case {
	p, o, n := Products, Orders, Nodes
	widget := []sql.Assignment{p.Name.Set("widget"), p.Price.Set(9.5), p.AvailableQuantity.Set(3)}
	return []Case{
		{"values", sql.Insert(p).Values(widget...)},
		{"returning", sql.Insert(p).Values(widget...).Returning(p.ID)},
		{"returning whole", sql.Insert(p).Values(widget...).Returning(p)},
		{"returning expression", sql.Insert(p).Values(widget...).Returning(p.Price.Mul(2).As("twice"), sql.Lower(p.Name))},
		{"null", sql.Insert(p).Values(p.Name.Set("x"), p.Price.Set(1), p.AvailableQuantity.Set(0), p.ExpiryDate.SetNull())},
		{"default", sql.Insert(n).Values(n.ID.SetDefault(), n.Title.Set("x"))},
		{"default values", sql.Insert(n).Values()},
		{"default values returning", sql.Insert(n).Returning(n.ID)},
		{"two default rows", sql.Insert(n).Values().Values()},
		{"rows", sql.Insert(n).Rows([]sql.Assignment{n.ID.Set(1), n.Title.Set("a")}, []sql.Assignment{n.Title.Set("b"), n.ID.Set(2)}, []sql.Assignment{n.ID.Set(3), n.Title.Set("c")})},
		{"expression", sql.Insert(n).Values(n.ID.SetExpr(sql.Add(sql.Number(sql.Val(1)), sql.Number(sql.Val(2)))), n.Title.SetExpr(sql.Lower(sql.String(sql.Val("A")))))},
		{"scalar subquery", sql.Insert(o).Values(o.Quantity.Set(1), o.OrderDate.Set(at), o.ProductID.SetExpr(sql.ScalarNull(sql.Select1(sql.Max(p.ID)))))},
		{"now", sql.Insert(o).Values(o.Quantity.Set(1), o.OrderDate.SetExpr(sql.Now()), o.ProductID.Set(1))},
		{"from select", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(p.ID, p.Name).Where(p.Price.Gt(3)))},
		{"from select returning", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(p.ID, p.Name)).Returning(n.ID)},
		{"from union", sql.Insert(n).FromSelect([]sql.Expr{n.ID}, sql.Select(p.ID).UnionAll(sql.Select(o.ID)))},
		{"params", sql.Insert(n).Values(n.ID.SetExpr(sql.ParamLike("id", n.ID)), n.Title.SetExpr(sql.ParamLike("title", n.Title)))},
	}
}

func upserts() []Case {
	p, n := Products, Nodes
	ins := sql.Insert(p).Values(p.Name.Set("widget"), p.Price.Set(9.5), p.AvailableQuantity.Set(3))
	return []Case{
		{"do nothing", ins.OnConflict(p.Name).DoNothing()},
		{"do nothing on any", ins.OnConflict().DoNothing()},
		{"do nothing returning", ins.OnConflict(p.Name).DoNothing().Returning(p.ID)},
		{"do update", ins.OnConflict(p.Name).DoUpdate(p.Price.SetExpr(sql.Excluded(p.Price)))},
		{"do update sum", ins.OnConflict(p.Name).DoUpdate(p.AvailableQuantity.SetExpr(sql.Add(p.AvailableQuantity, sql.Excluded(p.AvailableQuantity))), p.Price.Set(1))},
		{"do update returning", ins.OnConflict(p.Name).DoUpdate(p.Price.SetExpr(sql.Excluded(p.Price))).Returning(p.ID)},
		{"partial index", ins.OnConflict(p.Name).Where(sql.And(p.Price.Gt(-1.5), p.Name.Ne("it's"))).DoNothing()},
		{"from select", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(p.ID, p.Name)).OnConflict(n.ID).DoUpdate(n.Title.SetExpr(sql.Excluded(n.Title)))},
		{"from select where", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(p.ID, p.Name).Where(p.ID.Gt(1))).OnConflict(n.ID).DoNothing()},
	}
}

func updates() []Case {
	p, o := Products, Orders
	cheap := schema.Alias(p, "cheap")
	set := sql.Update(p).Set(p.Price.Set(9.5), p.AvailableQuantity.Set(3))
	return []Case{
		{"where", set.Where(p.ID.Eq(1))},
		{"returning", set.Where(p.ID.Eq(1)).Returning(p)},
		{"all rows", set.AllRows()},
		{"expression", sql.Update(p).Set(p.Price.SetExpr(p.Price.Mul(1.1))).Where(p.ID.In(1, 2))},
		{"null", sql.Update(p).Set(p.ExpiryDate.SetNull()).Where(p.ID.Eq(1))},
		{"default", sql.Update(p).Set(p.ExpiryOffsetMonths.SetDefault()).Where(p.ID.Eq(1))},
		{"correlated", sql.Update(p).Set(p.AvailableQuantity.SetExpr(sql.Scalar(sql.Select1(sql.Count(o.ID)).Where(sql.Eq(o.ProductID, p.ID))))).AllRows()},
		{"exists", set.Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID))))},
		{"alias", sql.Update(cheap).Set(cheap.Price.Set(1)).Where(cheap.Price.Lt(1))},
		{"reads what it sets", sql.Update(p).Set(p.ID.SetExpr(p.AvailableQuantity), p.ExpiryOffsetMonths.SetExpr(p.ID)).Where(p.ID.Eq(1))},
		{"exchange", sql.Update(p).Set(p.ID.SetExpr(p.AvailableQuantity), p.AvailableQuantity.SetExpr(p.ID)).Where(p.ID.Eq(1))},
	}
}

func deletes() []Case {
	p, o := Products, Orders
	old := schema.Alias(o, "old")
	return []Case{
		{"where", sql.Delete(p).Where(p.ID.Eq(1))},
		{"all rows", sql.Delete(p).AllRows()},
		{"returning", sql.Delete(p).Where(p.ID.Eq(1)).Returning(p.ID, p.Name)},
		{"in query", sql.Delete(o).Where(o.ProductID.InQuery(sql.Select1(p.ID).Where(p.Price.Gt(3))))},
		{"not exists", sql.Delete(p).Where(sql.Not(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID)))))},
		{"alias", sql.Delete(old).Where(old.ID.Lt(3))},
		{"alias returning", sql.Delete(old).Where(old.ID.Lt(3)).Returning(old.ID)},
	}
}
