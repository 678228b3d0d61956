package corpus

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func joins() []Case {
	p, o, n := Products, Orders, Nodes
	parent := schema.Alias(n, "parent")
	grand := schema.Alias(n, "grand")
	sub := sql.Select(o.ProductID, sql.Sum(o.Quantity).As("sold")).GroupBy(o.ProductID).Subquery("totals")
	return []Case{
		{"on", sql.Select(p.Name, o.Quantity).Join(o, sql.Eq(o.ProductID, p.ID))},
		{"foreign key", sql.Select(p.Name).Join(o)},
		{"foreign key from the other side", sql.Select(o.Quantity).Join(p)},
		{"from joined", sql.Select(p.Name, o.Quantity).From(o).Join(p)},
		{"left", sql.Select(p.Name, o.ID.Nullable()).LeftJoin(o)},
		{"left of whole", sql.Select(p, o).LeftJoin(o)},
		{"full", sql.Select(p.Name, o.ID).FullJoin(o)},
		{"cross", sql.Select(p.Name, dear.Name).CrossJoin(dear)},
		{"several conditions", sql.Select(p.Name).Join(o, sql.Eq(o.ProductID, p.ID), o.Quantity.Gt(3))},
		{"or condition", sql.Select(p.Name).Join(o, sql.Or(sql.Eq(o.ProductID, p.ID), o.Quantity.Gt(3)))},
		{"self", sql.Select(n.Title, parent.Title).Join(parent, sql.Eq(n.ParentID, parent.ID))},
		{"self twice", sql.Select(n.Title, grand.Title).LeftJoin(parent, sql.Eq(n.ParentID, parent.ID)).LeftJoin(grand, sql.Eq(parent.ParentID, grand.ID))},
		{"alias by foreign key", sql.Select(dear.Name).Join(o)},
		{"two froms and a join", sql.Select(p.Name, n.Title).Join(o, sql.Eq(o.ProductID, p.ID))},
		{"subquery", sql.Select(p.Name, sql.Col(sub, sql.Sum(o.Quantity).As("sold"))).Join(sub, sql.Eq(sql.Col(sub, o.ProductID), p.ID))},
		{"subquery by foreign key", sql.Select(p.Name).Join(sub)},
		{"left then inner", sql.Select(p.Name).LeftJoin(o).Join(Transfers, sql.Eq(Transfers.FromID, p.ID))},
	}
}

func subqueries() []Case {
	p, o := Products, Orders
	cheap := sql.Select1(p.ID).Where(p.Price.Lt(3))
	max := sql.Max(p.Price).As("top")
	by := sql.Select(p.Name, max).GroupBy(p.Name).Subquery("by_name")
	both := sql.Select(p.ID, o.ID).Where(sql.Eq(o.ProductID, p.ID)).Subquery("both")
	return []Case{
		{"in query", sql.Select(o.ID).Where(o.ProductID.InQuery(cheap))},
		{"not in query", sql.Select(o.ID).Where(o.ProductID.NotInQuery(cheap))},
		{"in query with order and limit", sql.Select(o.ID).Where(o.ProductID.InQuery(sql.Select1(p.ID).Where(sql.Exists(sql.Select(sql.Literal(1))))))},
		{"scalar", sql.Select(p.Name, sql.Scalar(sql.Select1(sql.Count(o.ID)).Where(sql.Eq(o.ProductID, p.ID))))},
		{"scalar compared", sql.Select(p.ID).Where(sql.Eq(p.Price, sql.ScalarNull(sql.Select1(sql.Max(dear.Price)))))},
		{"scalar of the same table", sql.Select(p.ID).Where(sql.Eq(p.Price, sql.ScalarNull(sql.Select1(sql.Max(p.Price)))))},
		{"scalar in arithmetic", sql.Select(sql.Number(sql.ScalarNull(sql.Select1(sql.Max(dear.ID)))).Add(1))},
		{"scalar count correlated", sql.Select(p.Name, sql.Scalar(sql.Select1(sql.Count()).Where(sql.Eq(o.ProductID, p.ID))).As("orders"))},
		{"correlated by items", sql.Select(p.Name).Where(sql.Exists(sql.Select(o.ID, p.ID).Where(sql.Eq(o.ProductID, p.ID))))},
		{"exists", sql.Select(p.Name).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID))))},
		{"exists of literal", sql.Select(p.Name).Where(sql.Exists(sql.Select(sql.Literal(1)).Where(sql.Eq(o.ProductID, p.ID))))},
		{"not exists", sql.Select(p.Name).Where(sql.Not(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID)))), p.ID.Gt(1))},
		{"exists as value", sql.Select(sql.Exists(sql.Select(o.ID)).As("any"))},
		{"not exists compared", sql.Select(p.ID).Where(sql.Eq(sql.Not(sql.Exists(sql.Select(o.ID))), p.ID.Gt(1)))},
		{"from", sql.Select(sql.Col(by, p.Name), sql.Col(by, max))},
		{"from whole", sql.Select(by)},
		{"from where", sql.Select(by).Where(sql.Col(by, max).Gt(3))},
		{"from the same names", sql.Select(sql.Col(both, p.ID), sql.Col(both, o.ID))},
		{"from limited", sql.Select(sql.Count()).From(sql.Select(p.ID).OrderBy(p.ID).Limit(3).Subquery("first"))},
		{"two levels", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID).Where(sql.Exists(sql.Select(dear.ID).Where(sql.Eq(dear.ID, o.ProductID), sql.Eq(dear.Name, p.Name))))))},
	}
}

func sets() []Case {
	p, o := Products, Orders
	a := sql.Select(p.ID)
	b := sql.Select(o.ProductID)
	c := sql.Select(dear.ID)
	return []Case{
		{"union", a.Union(b)},
		{"union all", a.UnionAll(b, c)},
		{"intersect", a.Intersect(b)},
		{"except", a.Except(b)},
		{"order and limit of the whole", a.Union(b).OrderBy(p.ID).Limit(3)},
		{"order desc nulls", a.Union(b).OrderBy(p.ID.Desc().NullsLast())},
		{"member with limit", a.UnionAll(b.OrderBy(o.ProductID).Limit(1))},
		{"first with limit", a.OrderBy(p.ID).Limit(1).UnionAll(b)},
		{"mixed", a.Union(b).Except(c)},
		{"nested", a.Union(b.Intersect(c))},
		{"except of union", a.Except(b.Union(c))},
		{"from", sql.Select(a.Union(b).Subquery("u"))},
		{"count of", sql.Select(sql.Count()).From(a.UnionAll(b).Subquery("u"))},
		{"in", sql.Select(p.Name).Where(p.ID.InQuery(sql.Select1(p.ID).Union(sql.Select1(o.ProductID))))},
	}
}

func ctes() []Case {
	p, o, n := Products, Orders, Nodes
	cheap := sql.With("cheap", sql.Select(p.ID, p.Name).Where(p.Price.Lt(3)))
	second := sql.With("second", sql.Select(sql.Col(cheap, p.ID)).Where(sql.Col(cheap, p.ID).Gt(1)))
	cheapest := schema.From(p, cheap)
	tree := sql.WithRecursive("tree", sql.Select2(n.ID, n.ParentID).Where(n.ParentID.IsNull()), func(self *sql.CTE) sql.Query[sql.Row2[int, *int]] {
		return sql.Select2(n.ID, n.ParentID).Join(self, sql.Eq(n.ParentID, sql.Col(self, n.ID)))
	})
	deleted := sql.With("gone", sql.Delete(o).Where(o.Quantity.Eq(0)).Returning(o.ID, o.ProductID))
	return []Case{
		{"one", sql.Select(cheap)},
		{"column", sql.Select(sql.Col(cheap, p.Name))},
		{"joined", sql.Select(o.Quantity, sql.Col(cheap, p.Name)).From(o).Join(cheap, sql.Eq(sql.Col(cheap, p.ID), o.ProductID))},
		{"typed", sql.Select(cheapest.Name).Where(cheapest.ID.Gt(1))},
		{"two, one needs the other", sql.Select(second)},
		{"in subquery", sql.Select(o.ID).Where(o.ProductID.InQuery(sql.Select1(sql.Col(cheap, p.ID))))},
		{"twice", sql.Select(o.ID).Where(sql.Or(o.ProductID.InQuery(sql.Select1(sql.Col(cheap, p.ID))), o.ID.InQuery(sql.Select1(sql.Col(cheap, p.ID)))))},
		{"explicit", sql.Select(p.ID).With(cheap)},
		{"recursive", sql.Select(tree)},
		{"binds in order", sql.Select(sql.Col(cheap, p.ID), sql.Literal(5)).Where(sql.Col(cheap, p.ID).Gt(4))},
		{"in insert", sql.Insert(n).FromSelect([]sql.Expr{n.ID, n.Title}, sql.Select(sql.Col(cheap, p.ID), sql.Col(cheap, p.Name)))},
		{"in update", sql.Update(o).Set(o.Quantity.Set(1)).Where(o.ProductID.InQuery(sql.Select1(sql.Col(cheap, p.ID))))},
		{"in delete", sql.Delete(o).Where(o.ProductID.InQuery(sql.Select1(sql.Col(cheap, p.ID))))},
		{"that writes", sql.Select(deleted)},
	}
}
