package corpus

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func aggregates() []Case {
	p, o, k := Products, Orders, Kinds
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	late := p.ExpiryOffsetMonths.IsNull()
	return []Case{
		{"aggregate of the query around", sql.Select(o.ProductID).GroupBy(o.ProductID).Having(sql.Exists(sql.Select(p.ID).Where(sql.Gt(sql.Count(o.ID), p.ID)).From(p)))},
		{"aggregates of a subquery in where", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(sql.RowNumber().Over(sql.WindowBy(p.ID))).From(p)), sql.Exists(sql.Select(sql.Count(o.ID)).Having(sql.Count(o.ID).Gt(0)))).OrderBy(p.ID)},
		{"bool", sel(sql.BoolAnd(p.Price.Gt(0)), sql.BoolOr(p.Price.Gt(100)), sql.BoolAnd(p.Price.Gt(0)).Filter(p.ID.Gt(99)))},
		{"texts of a comparison of decimals", sql.Select(sql.When(k.Dec.Gt("2"), "dear").Else("cheap").As("c"), sql.Count()).GroupBy(sql.Label("c")).OrderBy(sql.Label("c"))},
		{"distinct texts of a comparison of decimals", sql.Select(sql.Count(sql.When(k.Dec.Gt("2"), "dear").Else("cheap")).Distinct())},
		{"percentiles of decimals", sql.Select(sql.PercentileCont(0.5, k.Dec), sql.PercentileDisc(0.5, k.Dec))},
		{"hypothetical rank", sql.Select(sql.FuncAgg("rank", sqltype.BigInt, sql.Val(3)).WithinGroup(p.ID), sql.FuncAgg("dense_rank", sqltype.BigInt, sql.Val(3)).WithinGroup(p.ID.Desc()))},
		{"string", sel(sql.StringAgg(p.Name, "; ").OrderBy(p.ID), sql.StringAgg(p.Name, "'\\").OrderBy(p.ID.Desc()).Filter(late))},
		{"string distinct", sel(sql.StringAgg(p.Name, ",").Distinct().OrderBy(p.Name.Desc()))},
		{"string distinct and separator", sel(sql.StringAgg(p.Name, "-").Distinct().OrderBy(p.Name))},
		{"string of none", sql.Select(sql.StringAgg(p.Name, ",")).Where(sql.False())},
		{"array", sel(sql.ArrayAgg(p.ID).OrderBy(p.ID.Desc()))},
		{"statistics", sel(sql.StddevPop(p.Price), sql.StddevSamp(p.Price), sql.VarPop(p.ID), sql.VarSamp(p.AvailableQuantity))},
		{"statistics filtered", sel(sql.VarPop(p.Price).Filter(late), sql.VarSamp(p.Price).Filter(p.ID.Eq(1)))},
		{"correlation", sel(sql.Corr(p.Price, p.ID), sql.CovarPop(p.Price, p.ID), sql.CovarSamp(p.ID, p.Price))},
		{"median", sel(sql.PercentileCont(0.5, p.Price), sql.PercentileCont(0.25, p.ID), sql.PercentileDisc(0.5, p.ID))},
		{"median filtered", sel(sql.PercentileCont(0.5, p.Price).Filter(late))},
		{"mode", sql.Select(sql.Mode(o.ProductID))},
		{"min max filtered", sel(sql.MinAgg(p.Price).Filter(late), sql.MaxAgg(p.Name).Filter(p.ID.Lt(3)))},
		{"min max over", sel(p.ID, sql.MaxAgg(p.ID).Over(sql.PartitionBy(late)), sql.MinAgg(p.Name).Filter(p.ID.Gt(1)).Over(sql.WindowBy(p.ID)))},
		{"own", sel(sql.FuncAgg("max", sqltype.Integer, p.ID).Filter(p.ID.Lt(3)))},
		{"rollup", sql.Select(o.ProductID, sql.Sum(o.Quantity)).GroupBy(sql.Rollup(o.ProductID))},
		{"rollup of two", sql.Select(o.ProductID, o.Quantity, sql.Count()).GroupBy(sql.Rollup(o.ProductID, o.Quantity))},
		{"rollup beside", sql.Select(o.ProductID, o.Quantity, sql.Count()).GroupBy(o.ProductID, sql.Rollup(o.Quantity))},
		{"cube", sql.Select(o.ProductID, o.Quantity, sql.Count()).GroupBy(sql.Cube(o.ProductID, o.Quantity))},
		{"grouping sets", sql.Select(o.ProductID, o.Quantity, sql.Count()).GroupBy(sql.GroupingSets([]sql.Expr{o.ProductID}, []sql.Expr{o.Quantity}, nil))},
		{"grouping", sql.Select(o.ProductID, sql.GroupingOf(o.ProductID), sql.Count()).GroupBy(sql.Rollup(o.ProductID))},
		{"sum of case", sql.Select(sql.Sum(sql.Number(sql.When(k.Flag, 1).Else(0))))},
	}
}

func windows() []Case {
	p := Products
	by := sql.WindowBy(p.ID)
	sum := sql.Sum(p.AvailableQuantity)
	over := func(w sql.Window) sql.Statement { return sql.Select(p.ID, sum.Over(w)) }
	w := sql.PartitionBy(p.ExpiryOffsetMonths.IsNull()).OrderBy(p.ID).As("w")
	also := schema.Alias(p, "also")
	first := func(by sql.Window) sql.SelectStmt[string] {
		return sql.Select1(sql.NewValue[string, string](sql.NodeOf(sql.FirstValue(also.Name).Over(by))))
	}
	return []Case{
		{"rows to the current", over(by.Rows(sql.UnboundedPreceding, sql.CurrentRow))},
		{"rows around", over(by.Rows(sql.Preceding(1), sql.Following(1)))},
		{"rows after", over(by.Rows(sql.Following(1), sql.Following(3)))},
		{"rows before", over(by.Rows(sql.Preceding(3), sql.Preceding(1)))},
		{"rows to the end", over(by.Rows(sql.CurrentRow, sql.UnboundedFollowing))},
		{"rows of all", over(sql.Window{}.Rows(sql.UnboundedPreceding, sql.UnboundedFollowing))},
		{"range", over(sql.WindowBy(p.Price).Range(sql.PrecedingBy(1.5), sql.FollowingBy(1.5)))},
		{"range of integers", over(sql.WindowBy(p.AvailableQuantity.Desc()).Range(sql.PrecedingBy(3), sql.CurrentRow))},
		{"groups", over(sql.WindowBy(p.ExpiryOffsetMonths.IsNull()).Groups(sql.Preceding(1), sql.CurrentRow))},
		{"exclude row", over(by.Rows(sql.Preceding(1), sql.Following(1)).ExcludeCurrentRow())},
		{"exclude group", over(sql.WindowBy(p.ExpiryOffsetMonths.IsNull()).ExcludeGroup())},
		{"exclude ties", over(sql.WindowBy(p.ExpiryOffsetMonths.IsNull()).Groups(sql.UnboundedPreceding, sql.UnboundedFollowing).ExcludeTies())},
		{"in a query behind in", sql.Select(p.ID).Where(p.Name.InQuery(first(sql.PartitionBy(also.ID)))).OrderBy(p.ID)},
		{"in a correlated query behind in", sql.Select(p.ID).Where(p.Name.InQuery(first(sql.PartitionBy(also.ID)).Where(sql.Ne(also.ID, sql.Typed[int](p.ID.Add(10)))))).OrderBy(p.ID)},
		{"in a correlated query behind exists", sql.Select(p.ID).Where(sql.Exists(first(sql.PartitionBy(also.ID)).Where(sql.Ne(also.ID, sql.Typed[int](p.ID.Add(10)))))).OrderBy(p.ID)},
		{"lag lead", sql.Select(p.ID, sql.Lag(p.Name, 1).Over(by), sql.Lead(p.Name, 2).Over(by))},
		{"lag or", sql.Select(p.ID, sql.LagOr(p.Name, 1, "none").Over(by), sql.LeadOr(p.ID, 1, -1).Over(by))},
		{"values", sql.Select(p.ID, sql.FirstValue(p.Name).Over(by), sql.LastValue(p.Name).Over(by.Rows(sql.CurrentRow, sql.UnboundedFollowing)), sql.NthValue(p.Name, 2).Over(by))},
		{"distributions", sql.Select(p.ID, sql.Ntile(2).Over(by), sql.PercentRank().Over(by), sql.CumeDist().Over(by))},
		{"named", sql.Select(p.ID, sum.Over(w), sql.RowNumber().Over(w), sql.Lag(p.ID, 1).Over(w))},
		{"named in order by", sql.Select(p.ID).OrderBy(sql.RowNumber().Over(w), p.ID)},
		{"named with a hostile name", sql.Select(p.ID, sum.Over(by.As(`w"; --`)))},
		{"in order by", sql.Select(p.ID).OrderBy(sql.RowNumber().Over(sql.WindowBy(p.Price.Desc())))},
		{"in arithmetic", sql.Select(p.ID, sql.RowNumber().Over(by).Mul(10).Add(1))},
		{"filter then over", sql.Select(p.ID, sum.Filter(p.ID.Gt(2)).Over(by))},
		{"nulls last", sql.Select(p.ID, sql.Rank().Over(sql.WindowBy(p.ExpiryOffsetMonths.Desc().NullsLast())))},
		{"nulls first", sql.Select(p.ID, sql.Rank().Over(sql.WindowBy(p.ExpiryOffsetMonths.Asc().NullsFirst())))},
		{"string", sql.Select(p.ID, sql.BoolOr(p.Price.Gt(2)).Over(by))},
	}
}
