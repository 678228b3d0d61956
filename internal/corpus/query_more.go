package corpus

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// correlations are subqueries, and what they may use of the query around them.
func correlations() (right, wrong []Case) {
	p, o := Products, Orders
	q := schema.Alias(Products, "q")
	orders := sql.Select1(sql.Count(o.ID)).Where(sql.Eq(o.ProductID, p.ID))
	return []Case{
			{"auto", sql.Select(p.ID, sql.Scalar(orders))},
			{"auto of two", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID, p.Name).Where(sql.Eq(o.ProductID, p.ID))))},
			{"alone", sql.Select(p.ID).Where(sql.Eq(p.Price, sql.Scalar(sql.Select1(p.Price).OrderBy(p.Price.Desc()).Limit(1))))},
			{"correlate", sql.Select(p.ID, sql.Scalar(orders.Correlate(p)))},
			{"correlate except", sql.Select(p.ID, sql.Scalar(orders.CorrelateExcept(o)))},
			{"correlate except, own", sql.Select(p.ID, o.ID).Where(sql.Eq(o.ProductID, p.ID), sql.Exists(sql.Select(o.ID, q.ID).Where(sql.Eq(o.ProductID, q.ID), sql.Eq(q.ID, p.ID)).CorrelateExcept(o, q)))},
			{"no correlate", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID).From(o, p).Where(sql.Eq(o.ProductID, p.ID)).NoCorrelate()))},
			{"two levels", sql.Select(p.ID).Where(sql.Exists(sql.Select(q.ID).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID), sql.Eq(q.ID, p.ID))))))},
			{"scalar in order by", sql.Select(p.ID).OrderBy(sql.Scalar(orders).Desc(), p.ID)},
			{"scalar in arithmetic", sql.Select(p.ID, sql.Number(sql.Scalar(orders)).Add(1).As("next"))},
			{"not exists", sql.Select(p.ID).Where(sql.Not(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID)))))},
			{"exists and or", sql.Select(p.ID).Where(sql.Or(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID))), p.ID.Eq(5)))},
		}, []Case{
			{"no correlate, but used", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID)).NoCorrelate()))},
			{"correlate another", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID)).Correlate(q)))},
			{"nothing left", sql.Select(p.ID, o.ID).Where(sql.Eq(o.ProductID, p.ID), sql.Exists(sql.Select(p.ID, o.ID)))},
			{"nothing left of one", sql.Select(p.ID).Where(sql.Exists(sql.Select(p.ID).Correlate(p)))},
			{"two levels, cut", sql.Select(p.ID).Where(sql.Exists(sql.Select(q.ID).NoCorrelate().Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID))))))},
			{"scalar of two columns", sql.Select(sql.Scalar(sql.Select(p.ID, p.Name)))},
		}
}

// members are set operations of members with clauses of their own.
func members() (right, wrong []Case) {
	p, o := Products, Orders
	ids, refs := sql.Select(p.ID), sql.Select(o.ProductID)
	cheap := sql.Select(p.ID).OrderBy(p.Price).Limit(2)
	union := ids.Union(refs)
	return []Case{
			{"intersect all", ids.IntersectAll(refs)},
			{"except all", ids.ExceptAll(refs)},
			{"nested first", union.Except(sql.Select(sql.Literal(1)))},
			{"nested second", ids.Except(refs.Union(sql.Select(sql.Literal(1))))},
			{"nested deep", ids.Except(refs.Union(ids.Intersect(refs))).UnionAll(cheap)},
			{"own order and limit", cheap.UnionAll(cheap.Offset(1))},
			{"own order, whole order", cheap.UnionAll(refs.Limit(1).OrderBy(o.ID)).OrderBy(sql.Label("id")).Limit(3)},
			{"order by label of first", sql.Select(p.ID.As("k")).UnionAll(sql.Select(o.ID.As("other"))).OrderBy(sql.Label("k").Desc())},
			{"limit of whole", ids.Union(refs).OrderBy(p.ID).Limit(2).Offset(1)},
			{"in subquery", inUnion()},
			{"scalar", sql.Select(sql.Scalar(sql.Select1(sql.Max(p.ID)).Union(sql.Select1(sql.Max(p.ID)))))},
			{"null member", sql.Select(p.ID, p.ExpiryOffsetMonths).Union(sql.Select(o.ID, sql.NullOf[int]()))},
			{"in cte", countOfUnion()},
			{"member with cte", ids.UnionAll(cteMember())},
			{"member distinct", sql.Select(p.Name).Distinct().UnionAll(sql.Select(p.Name))},
		}, []Case{
			{"order by label of second", sql.Select(p.ID.As("k")).UnionAll(sql.Select(o.ID.As("other"))).OrderBy(sql.Label("other"))},
			{"for update", ids.Union(refs).ForUpdate()},
			{"locked member", sql.Select(p.ID).ForUpdate().UnionAll(refs)},
		}
}

func inUnion() sql.Statement {
	u := sql.Select(Products.ID.As("k")).Union(sql.Select(Orders.ID.As("k"))).Subquery("u")
	return sql.Select(sql.Col(u, Products.ID.As("k"))).Where(sql.Col(u, Products.ID.As("k")).Gt(2))
}

func countOfUnion() sql.Statement {
	u := sql.With("names", sql.Select(Products.Name.As("n")).UnionAll(sql.Select(Products.Name)))
	return sql.Select(sql.Count()).From(u)
}

func cteMember() sql.SelectStmt[sql.Record] {
	c := sql.With("c", sql.Select(Orders.ProductID), sql.Nested)
	return sql.Select(sql.Col(c, Orders.ProductID))
}

// commons are CTEs with options, and where they stand.
func commons() (right, wrong []Case) {
	p, o, n := Products, Orders, Nodes
	sums := func(options ...sql.CTEOption) *sql.CTE {
		return sql.With("sums", sql.Select(o.ProductID, sql.Sum(o.Quantity).As("s")).GroupBy(o.ProductID), options...)
	}
	use := func(c *sql.CTE) sql.SelectStmt[sql.Record] { return sql.Select(sql.Col(c, o.ProductID)).From(c) }
	renamed := sums(sql.CTEColumns("pid", "total"))
	nested := sums(sql.Nested)
	other := sql.With("sums", sql.Select(p.ID), sql.Nested)
	tree := func(options ...sql.CTEOption) sql.Statement {
		c := sql.WithRecursive("tree", sql.Select2(n.ID, n.ParentID).Where(n.ParentID.IsNull()), func(self *sql.CTE) sql.Query[sql.Row2[int, *int]] {
			return sql.Select2(n.ID, n.ParentID).Join(self, sql.Eq(n.ParentID, sql.Typed[int](sql.Col(self, n.ID))))
		}, options...)
		return sql.Select(sql.Col(c, n.ID))
	}
	renamedTree := sql.WithRecursive("up", sql.Select1(sql.Val(1).As("x")), func(self *sql.CTE) sql.Query[int] {
		x := sql.Col(self, number)
		return sql.Select1(sql.Number(x).Add(1)).From(self).Where(x.Lt(4))
	}, sql.CTEColumns("number"))
	return []Case{
			{"materialized", use(sums(sql.Materialized))},
			{"not materialized", use(sums(sql.NotMaterialized))},
			{"columns", sql.Select(sql.Col(renamed, o.ProductID)).From(renamed)},
			{"nested", use(nested)},
			{"nested in subquery", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.Col(nested, o.ProductID))))},
			{"nested of one name", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.Col(nested, o.ProductID))), p.ID.InQuery(sql.Select1(sql.Col(other, p.ID))))},
			{"twice", cteTwice()},
			{"dependent", cteDependent()},
			{"recursive distinct", tree(sql.Distinct)},
			{"recursive columns", sql.Select(sql.Col(renamedTree, number))},
			{"in insert", sql.Insert(n).FromSelect([]sql.Expr{n.ID}, sql.Select(sql.Number(sql.Col(sums(), o.ProductID)).Add(9000)))},
			{"in update", sql.Update(p).Set(p.Price.Set(1)).Where(p.ID.InQuery(sql.Select1(sql.Col(sums(), o.ProductID))))},
			{"in delete", sql.Delete(p).Where(p.ID.InQuery(sql.Select1(sql.Col(sums(), o.ProductID))))},
			{"text", textCTE()},
			{"name needs quotes", use(sql.With("My CTE", sql.Select(o.ProductID)))},
			{"writing", writingCTE()},
		}, []Case{
			{"columns, wrong number", use(sums(sql.CTEColumns("pid")))},
			{"one name", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.Col(sums(), o.ProductID))), p.ID.InQuery(sql.Select1(sql.Col(sql.With("sums", sql.Select(p.ID)), p.ID))))},
			{"in exists", sql.Select(p.ID).Where(sql.Exists(sql.Select(sql.Literal(1)).From(sums()).Where(sql.Eq(sql.Col(sums(), o.ProductID), p.ID))))},
			{"distinct of none", use(sums(sql.Distinct))},
			{"text without columns", sql.Select(sql.Literal(1)).From(sql.With("t", sql.Text("SELECT 1 AS x")))},
		}
}

func cteTwice() sql.Statement {
	c := sql.With("c", sql.Select(Orders.ID, Orders.Quantity))
	d := c.As("d")
	return sql.Select(sql.Col(c, Orders.ID), sql.Col(d, Orders.ID)).From(c).Join(d, sql.Lt(sql.Col(c, Orders.Quantity), sql.Col(d, Orders.Quantity)))
}

func cteDependent() sql.Statement {
	o := Orders
	a := sql.With("a", sql.Select(o.ProductID, o.Quantity).Where(o.Quantity.Gt(0)))
	b := sql.With("b", sql.Select(sql.Col(a, o.ProductID), sql.Sum(sql.Col(a, o.Quantity)).As("t")).GroupBy(sql.Col(a, o.ProductID)))
	return sql.Select(Products.Name, sql.Col(b, sql.Sum(o.Quantity).As("t"))).From(Products).Join(b, sql.Eq(sql.Col(b, o.ProductID), Products.ID))
}

func textCTE() sql.Statement {
	id := sql.Column("id", sqltype.Integer)
	c := sql.With("t", sql.Text("SELECT id FROM sqla_product WHERE id < :max").Bind("max", 3).Columns(id))
	return sql.Select(sql.Col(c, id), Products.Name).From(c).Join(Products, sql.Eq(Products.ID, sql.Col(c, id)))
}

func writingCTE() sql.Statement {
	gone := sql.With("gone", sql.Delete(Orders).Where(Orders.ID.Eq(302)).Returning(Orders.ID, Orders.Quantity))
	return sql.Select(sql.Col(gone, Orders.ID), sql.Col(gone, Orders.Quantity))
}

// rowLimits are limits and locks.
func rowLimits() (right, wrong []Case) {
	p, o := Products, Orders
	ids := sql.Select(p.ID).OrderBy(p.ID)
	joined := sql.Select(p.ID, o.ID).From(p).Join(o)
	return []Case{
			{"limit param", ids.LimitOf(sql.Param[int]("id")).OffsetOf(sql.Param[int]("id"))},
			{"limit expression", ids.LimitOf(sql.Val(1).Coalesce(2))},
			{"limit subquery", ids.LimitOf(sql.Scalar(sql.Select1(sql.Count(o.ID))))},
			{"limit reset", ids.Limit(5).Offset(3).NoLimit().NoOffset()},
			{"ties", sql.Select(o.ID).OrderBy(o.Quantity).Limit(1).WithTies()},
			{"ties and offset", sql.Select(o.ID).OrderBy(o.ProductID).Offset(1).Limit(1).WithTies()},
			{"percent", ids.LimitPercent(10)},
			{"distinct on", sql.Select(o.ProductID, o.ID).DistinctOn(o.ProductID).OrderBy(o.ProductID, o.ID.Desc())},
			{"distinct on label", sql.Select(o.ProductID.As("which"), o.ID).DistinctOn(sql.Label("which")).OrderBy(sql.Label("which"), o.ID)},
			{"no key update", ids.ForNoKeyUpdate()},
			{"key share", ids.ForKeyShare().SkipLocked()},
			{"lock of", joined.ForUpdate().LockOf(o).NoWait()},
			{"lock of two", joined.ForShare().LockOf(p, o)},
			{"lock reset", ids.ForUpdate().NoWait().LockOf(p).NoLock()},
		}, []Case{
			{"ties without order", sql.Select(o.ID).Limit(1).WithTies()},
			{"ties without limit", ids.WithTies()},
			{"percent too much", ids.LimitPercent(101)},
			{"lock of another", ids.ForUpdate().LockOf(o)},
			{"lock of nothing", ids.LockOf(p)},
			{"lock distinct", ids.Distinct().ForUpdate()},
		}
}

// hints are raw SQL beside the clauses.
func hints() (right, wrong []Case) {
	p, o := Products, Orders
	ids := sql.Select(p.ID)
	return []Case{
			{"prefix", ids.Prefix("mysql", "SQL_NO_CACHE")},
			{"suffix", ids.Suffix("", "/* end */")},
			{"statement", ids.Hint("", "/*+ x */")},
			{"statement and distinct", ids.Distinct().Hint("", "/*+ x */").Prefix("mysql", "SQL_NO_CACHE")},
			{"table", ids.TableHint("mysql", p, "USE INDEX (PRIMARY)").TableHint("sqlite", p, "NOT INDEXED")},
			{"only", ids.BeforeTable("postgresql", p, "ONLY")},
			{"joined table", sql.Select(p.ID).From(p).Join(o).TableHint("mysql", o, "FORCE INDEX (PRIMARY)")},
			{"of a union", ids.UnionAll(sql.Select(o.ID)).Suffix("", "/* all */").Hint("", "/*+ x */")},
		}, []Case{
			{"table that is not there", ids.TableHint("", o, "x")},
			{"comment that does not end", ids.Hint("", "/*+ x")},
			{"second statement", ids.Suffix("", "; DROP TABLE x")},
			{"parenthesis", ids.Prefix("", "x) FROM (y")},
			{"quote", ids.Suffix("", "'")},
		}
}

// labels are names of the columns of the result, and other items.
func labels() (right, wrong []Case) {
	p := Products
	twice := p.Price.Mul(2).As("twice")
	return []Case{
			{"order by", sql.Select(p.ID, twice).OrderBy(sql.Label("twice").Desc().NullsLast(), sql.Label("id"))},
			{"order by made name", sql.Select(p.Name, sql.Count()).GroupBy(p.Name).OrderBy(sql.Label("count_1"), sql.Label("name"))},
			{"group by", sql.Select(twice, sql.Count()).GroupBy(sql.Label("twice")).OrderBy(sql.Label("twice"))},
			{"only columns", sql.Select(p).Where(p.ID.Eq(7)).WithOnlyColumns(p.Name)},
			{"add columns", sql.Select(p.ID).AddColumns(p.Name, twice)},
		}, []Case{
			{"unknown", sql.Select(p.ID).OrderBy(sql.Label("nosuch"))},
			{"unknown in group by", sql.Select(p.ID).GroupBy(sql.Label("price; --"))},
			{"in where", sql.Select(twice).Where(sql.Label("twice").IsNull())},
			{"declared column alone", sql.Select(number)},
		}
}
