package corpus

import (
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

var (
	day  = time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	at   = time.Date(2024, 2, 29, 12, 30, 15, 250000000, time.UTC)
	dear = schema.Alias(Products, "dear")
)

func selects() []Case {
	p, o := Products, Orders
	return []Case{
		{"table", sql.Select(p)},
		{"columns", sql.Select(p.ID, p.Name)},
		{"literal", sql.Select(sql.Literal(1))},
		{"literals", sql.Select(sql.Literal(1), sql.Literal("a"), sql.Literal(true))},
		{"label", sql.Select(p.Name.As("title"), p.Price.Mul(2).As("twice"))},
		{"no from, where", sql.Select(sql.Literal(1)).Where(sql.False())},
		{"distinct", sql.Select(p.Name).Distinct()},
		{"two tables", sql.Select(p.Name, o.Quantity).Where(sql.Eq(o.ProductID, p.ID))},
		{"same names", sql.Select(p, o).Where(sql.Eq(o.ProductID, p.ID))},
		{"from", sql.Select(sql.Count()).From(p)},
		{"from conditions", sql.Select(sql.Count()).Where(p.Price.Gt(3))},
		{"count", sql.Select(sql.Count(p.ID))},
		{"counts", sql.Select(sql.Count(p.ID), sql.Count(p.ExpiryDate))},
		{"group by", sql.Select(p.Name, sql.Count()).GroupBy(p.Name)},
		{"group by expression", groupByExpression()},
		{"having", sql.Select(p.Name, sql.Sum(p.Price)).GroupBy(p.Name).Having(sql.Sum(p.Price).Gt(10), sql.Count().Ge(2))},
		{"order of decimals that are values", orderOfDecimals()},
		{"order by", sql.Select(p.ID).OrderBy(p.Price.Desc(), p.ID)},
		{"order by asc", sql.Select(p.ID).OrderBy(p.Price.Asc())},
		{"order by nulls first", sql.Select(p.ID).OrderBy(p.ExpiryDate.Asc().NullsFirst(), p.ID.Desc().NullsLast())},
		{"order by label", orderByLabel()},
		{"order by label in arithmetic", orderByLabelInArithmetic()},
		{"order by label that is not selected", sql.Select(p.ID).OrderBy(p.Price.Mul(2).As("twice"))},
		{"limit", sql.Select(p.ID).OrderBy(p.ID).Limit(10)},
		{"limit 0", sql.Select(p.ID).Limit(0)},
		{"offset", sql.Select(p.ID).OrderBy(p.ID).Offset(20)},
		{"limit and offset", sql.Select(p.ID).OrderBy(p.ID).Limit(10).Offset(20)},
		{"for update", sql.Select(p.ID).Where(p.ID.Eq(1)).ForUpdate()},
		{"for update nowait", sql.Select(p.ID).ForUpdate().NoWait()},
		{"for share skip locked", sql.Select(p.ID).Limit(5).ForShare().SkipLocked()},
		{"for share", sql.Select(p.ID).ForShare()},
		{"alias", sql.Select(dear.Name)},
		{"alias beside table", sql.Select(p.Name, dear.Name).Where(sql.Lt(p.Price, dear.Price))},
		{"alias of whole", sql.Select(dear)},
		{"typed", sql.Select2(p.ID, sql.Max(p.Price)).GroupBy(p.ID)},
		{"everything", sql.Select(p.Name, sql.Sum(o.Quantity).As("sold")).Distinct().Join(o).Where(p.Price.Gt(1)).GroupBy(p.Name).
			Having(sql.Count().Gt(1)).OrderBy(p.Name).Limit(3).Offset(1)},
		{"param", sql.Select(p.ID).Where(sql.Eq(p.Name, sql.ParamLike("name", p.Name)))},
		{"param twice", sql.Select(p.ID).Where(sql.Or(sql.Eq(p.Name, sql.Param[string]("x")), sql.Eq(sql.Lower(p.Name), sql.Param[string]("x"))))},
		{"benchmark", Benchmark()},
	}
}

// Benchmark is 5 columns, one join, 4 conditions: what compiling and keys are
// measured with.
func Benchmark() sql.Statement {
	p, o := Products, Orders
	return sql.Select(p.ID, p.Name, p.Price, o.ID, o.Quantity).Join(o, sql.Eq(o.ProductID, p.ID)).
		Where(p.Price.Gt(1), p.Name.Like("A%"), o.Quantity.Between(1, 6), p.ID.In(1, 2, 3)).OrderBy(p.ID).Limit(10)
}

func groupByExpression() sql.Statement {
	last := Products.AvailableQuantity.Mod(10)
	return sql.Select(last.As("last"), sql.Count().As("n")).GroupBy(last)
}

func orderByLabel() sql.Statement {
	twice := Products.Price.Mul(2).As("twice")
	return sql.Select(Products.ID, twice).OrderBy(twice.Desc())
}

func orderByLabelInArithmetic() sql.Statement {
	twice := Products.Price.Mul(2).As("twice")
	return sql.Select(Products.ID, twice).OrderBy(twice.Add(1))
}

func wheres() []Case {
	p, k := Products, Kinds
	sel := sql.Select(p.ID)
	three := []sql.Typed[bool]{p.ID.Eq(1), p.Price.Lt(2), p.Name.Ne("x")}
	return []Case{
		{"eq", sel.Where(p.ID.Eq(1))},
		{"ne", sel.Where(p.ID.Ne(1))},
		{"lt le gt ge", sel.Where(p.Price.Lt(1), p.Price.Le(2), p.Price.Gt(3), p.Price.Ge(4))},
		{"two wheres", sel.Where(p.ID.Eq(1)).Where(p.Price.Lt(2))},
		{"and", sel.Where(sql.And(three...))},
		{"or", sel.Where(sql.Or(three...))},
		{"or beside and", sel.Where(sql.Or(p.ID.Eq(1), p.ID.Eq(2)), p.Price.Gt(1))},
		{"and in or", sel.Where(sql.Or(sql.And(p.ID.Eq(1), p.Price.Gt(1)), p.ID.Eq(2)))},
		{"or in and in or", sel.Where(sql.Or(sql.And(sql.Or(p.ID.Eq(1), p.ID.Eq(2)), p.Price.Gt(1)), p.ID.Eq(3)))},
		{"not and", sel.Where(sql.Not(sql.And(p.ID.Eq(1), p.Price.Gt(1))))},
		{"not or", sel.Where(sql.Not(sql.Or(p.ID.Eq(1), p.Price.Gt(1))), p.ID.Gt(0))},
		{"not eq", sel.Where(sql.Not(p.ID.Eq(1)))},
		{"not not", sel.Where(sql.Not(sql.Not(sql.And(p.ID.Eq(1), p.Price.Gt(1)))))},
		{"not like", sel.Where(p.Name.NotLike("a%"))},
		{"not column", sql.Select(k.ID).Where(k.Flag.Not())},
		{"column", sql.Select(k.ID).Where(k.Flag)},
		{"column and", sql.Select(k.ID).Where(k.Flag.And(k.ID.Gt(1)))},
		{"bool eq", sql.Select(k.ID).Where(k.Flag.Eq(true))},
		{"comparison of comparison", sql.Select(k.ID).Where(sql.Eq(k.Flag, k.ID.Gt(3)))},
		{"comparison of comparison is null", sql.Select(k.ID).Where(k.MaybeB.IsNull(), sql.Eq(k.ID.Gt(3), k.ID.Lt(5)).IsNull())},
		{"true", sel.Where(sql.True())},
		{"true and", sel.Where(sql.True(), p.ID.Eq(1))},
		{"false", sel.Where(sql.False())},
		{"and false", sel.Where(p.ID.Eq(1), sql.False())},
		{"empty and", sel.Where(sql.And())},
		{"empty or", sel.Where(sql.Or())},
		{"between", sel.Where(p.Price.Between(1, 6))},
		{"not between", sel.Where(p.Price.Between(1, 6).Not())},
		{"between in or", sel.Where(sql.Or(p.Price.Between(1, 6), sql.BetweenOf(p.ID, p.AvailableQuantity, p.ExpiryOffsetMonths)))},
		{"in", sel.Where(p.ID.In(1, 2, 3))},
		{"in one", sel.Where(p.ID.In(1))},
		{"in five", sel.Where(p.ID.In(1, 2, 3, 4, 5))},
		{"in none", sel.Where(p.ID.In())},
		{"not in", sel.Where(p.ID.NotIn(1, 2, 3))},
		{"not in none", sel.Where(p.ID.NotIn(), p.ID.Gt(0))},
		{"in none or", sel.Where(sql.Or(p.ID.In(), p.ID.Eq(3)))},
		{"in texts", sel.Where(p.Name.In("a", "b'c", `d"e\`))},
		{"in floats", sel.Where(p.Price.In(1, 2.5))},
		{"in dates", sel.Where(p.ProductionDate.In(day, day.AddDate(0, 0, 1)))},
		{"in times", sql.Select(k.ID).Where(k.At.In(at), k.Wall.In(at))},
		{"in decimals", sql.Select(k.ID).Where(k.Dec.In("1.50", "2"))},
		{"in uuids", sql.Select(k.ID).Where(k.UUID.In([16]byte{1}, [16]byte{2}))},
		{"in bytes", sql.Select(k.ID).Where(k.Bin.In([]byte("a"), []byte{0}))},
		{"in bools", sql.Select(k.ID).Where(k.Flag.In(true, false))},
		{"in enums", sql.Select(k.ID).Where(k.Mood.In("happy", "sad"))},
		{"in expressions", sel.Where(sql.InOf(p.ID, p.AvailableQuantity, sql.Val(3)))},
		{"in of expression", sel.Where(p.ID.Add(1).In(1, 2), sql.Lower(p.Name).NotIn("a"))},
		{"is null", sel.Where(p.ExpiryDate.IsNull())},
		{"is not null", sel.Where(p.ExpiryDate.IsNotNull())},
		{"eq nil", sql.Select(k.ID).Where(k.Bin.Eq(nil), k.Bin.Ne(nil).Not())},
		{"distinct from", sel.Where(p.ExpiryOffsetMonths.IsDistinctFrom(3), p.ID.Gt(0))},
		{"not distinct from", sel.Where(sql.IsNotDistinct(p.ExpiryOffsetMonths, p.ID))},
		{"not of distinct", sel.Where(sql.Not(sql.IsNotDistinct(p.ExpiryOffsetMonths, p.ID)), sql.Eq(sql.IsDistinct(p.ID, p.ID), sql.False()))},
		{"like", sel.Where(p.Name.Like("A%"))},
		{"like with backslash", sel.Where(p.Name.Like(`50\%|_`))},
		{"ilike", sel.Where(p.Name.ILike("a%"))},
		{"ilike with backslash", sel.Where(p.Name.ILike(`a\b`))},
		{"not ilike", sel.Where(p.Name.ILike("a%").Not())},
		{"has prefix", sel.Where(p.Name.HasPrefix("50%_/"))},
		{"has suffix", sel.Where(p.Name.HasSuffix("x"))},
		{"contains", sel.Where(p.Name.Contains(`a\b'c`))},
		{"icontains", sel.Where(p.Name.IContains("A"))},
		{"like of expressions", sel.Where(sql.LikeOf(p.Name, sql.Concat(p.Name, sql.Val("%")).As("x")))},
		{"like of param", sel.Where(sql.LikeOf(p.Name, sql.String(sql.Param[string]("pattern"))))},
		{"fragment", sel.Where(sql.FragmentCond("price > :low OR price < :high", 3, 1), p.ID.Gt(0))},
		{"fragment with comment", sel.Where(sql.FragmentCond("price > 3 -- dear"), p.ID.Gt(0))},
	}
}

func operators() []Case {
	p, k := Products, Kinds
	a, b, c := p.ID, p.AvailableQuantity, p.ExpiryOffsetMonths.Coalesce(1)
	sel := func(x sql.Item) sql.Statement { return sql.Select(x).From(p) }
	return []Case{
		{"add sub", sel(sql.Sub(sql.Add(a, b), c))},
		{"sub add in brackets", sel(sql.Sub(a, sql.Add(b, c)))},
		{"sub sub", sel(sql.Sub(sql.Sub(a, b), c))},
		{"sub in brackets", sel(sql.Sub(a, sql.Sub(b, c)))},
		{"mul add", sel(sql.Mul(sql.Add(a, b), c))},
		{"add mul", sel(sql.Add(a, sql.Mul(b, c)))},
		{"mul mod", sel(sql.Mul(sql.Mod(a, b), c))},
		{"mod mul", sel(sql.Mod(a, sql.Mul(b, c)))},
		{"mul mul", sel(sql.Mul(a, sql.Mul(b, c)))},
		{"neg", sel(a.Neg())},
		{"neg neg", sel(a.Neg().Neg())},
		{"neg of sum", sel(sql.Add(a, b).Neg())},
		{"neg bind", sel(sql.Sub(a, sql.Number(sql.Val(-5))))},
		{"sub neg", sel(sql.Sub(a, b.Neg()))},
		{"div", sel(sql.Div(a, b))},
		{"div value", sel(a.Div(2))},
		{"div of sum", sel(sql.Div(sql.Add(a, b), sql.Sub(a, b)))},
		{"mul of div", sel(sql.Mul(sql.Div(a, b), c))},
		{"div float", sel(p.Price.Div(2))},
		{"div decimal", sql.Select(k.Dec.Div("2"))},
		{"ratio", sel(sql.Ratio(a, b))},
		{"ratio of sums", sel(sql.Ratio(sql.Add(a, b), sql.Sub(a, b)).Mul(2))},
		{"ratio of decimals", sql.Select(sql.Ratio(k.Dec, k.Dec))},
		{"mod float", sel(p.Price.Mod(2.5))},
		{"mod decimal", sql.Select(k.Dec.Mod("2.5"))},
		{"concat", sel(p.Name.Concat("x"))},
		{"concat chain", sel(sql.Concat(p.Name, sql.Val("-"), p.Name))},
		{"concat in comparison", sql.Select(p.ID).Where(sql.Concat(p.Name, sql.Val("x")).Eq("ax"))},
		{"concat of concat", sel(sql.Concat(p.Name, sql.Concat(sql.Val("a"), p.Name)))},
		{"comparison of sums", sql.Select(p.ID).Where(sql.Lt(sql.Add(a, b), sql.Mul(a, b)))},
		{"condition as value", sel(p.Price.Gt(3))},
		{"and as value", sel(sql.And(p.Price.Gt(3), p.ID.Lt(5)).As("both"))},
		{"case in comparison", sql.Select(p.ID).Where(sql.When(p.Price.Gt(10), 1).Else(2).Eq(1))},
		{"case without else", sel(sql.When(p.Price.Gt(10), "dear").When(p.Price.Gt(5), "fair").End())},
		{"case of expressions", sel(sql.WhenExpr(p.ExpiryDate.IsNull(), p.Name).ElseExpr(sql.Upper(p.Name)))},
		{"case true", sel(sql.When(sql.True(), 1).Else(2))},
		{"null", sel(sql.NullOf[int]())},
	}
}

func functions() []Case {
	p, k := Products, Kinds
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	return []Case{
		{"words", sql.Select(sql.Func("current_user", sqltype.Text), sql.Func("SESSION_USER", sqltype.Text), sql.Func("localtimestamp", sqltype.Timestamp), sql.Func("user", sqltype.Text, sql.Val(1)))},
		{"aggregates", sel(sql.Sum(p.Price), sql.Min(p.Price), sql.Max(p.Name), sql.Avg(p.Price), sql.Avg(p.ID))},
		{"avg decimal", sql.Select(sql.Avg(k.Dec))},
		{"sum of bigint", sql.Select(sql.Sum(k.Big))},
		{"sum as", sql.Select(sql.SumAs(k.Big, sqltype.BigInt))},
		{"count distinct", sel(sql.Count(p.Name).Distinct())},
		{"filter", sel(sql.Count().Filter(p.Price.Gt(3)), sql.Sum(p.Price).Filter(p.ID.Lt(5)), sql.Avg(p.ID).Filter(p.ID.Lt(5)))},
		{"count distinct filter", sel(sql.Count(p.Name).Distinct().Filter(p.Price.Gt(3)))},
		{"over", sel(p.ID, sql.RowNumber().Over(sql.PartitionBy(p.Name).OrderBy(p.Price.Desc())))},
		{"over all", sel(p.ID, sql.Sum(p.Price).Over(sql.Window{}))},
		{"over filter", sel(p.ID, sql.Count().Filter(p.Price.Gt(3)).Over(sql.PartitionBy(p.Name)))},
		{"rank", sel(sql.Rank().Over(sql.WindowBy(p.Price)), sql.DenseRank().Over(sql.WindowBy(p.Price.Asc().NullsLast())))},
		{"avg over", sel(sql.Avg(p.ID).Over(sql.PartitionBy(p.Name)))},
		{"coalesce", sel(p.ExpiryOffsetMonths.Coalesce(3), sql.Coalesce(p.ExpiryOffsetMonths, p.ID))},
		{"nullif", sel(sql.NullIf(p.ID, p.AvailableQuantity))},
		{"lower upper", sel(sql.Lower(p.Name), sql.Upper(p.Name))},
		{"length", sel(sql.Length(p.Name))},
		{"abs", sel(sql.Abs(p.Price))},
		{"now", sql.Select(sql.Now())},
		{"today", sql.Select(sql.Today())},
		{"func", sel(sql.Func("round", sqltype.Double, p.Price))},
		{"func quoted", sel(sql.Func("my schema.do\"it", sqltype.Integer, p.ID))},
		{"nested", sel(sql.Lower(sql.Upper(p.Name)).Concat("!"))},
		{"try cast", sel(sql.TryCast(p.Name, sqltype.Integer))},
		{"try cast by a pattern", sel(p.ID, sql.WhenExpr(sql.Matches(p.Name, "^[0-9]+$"), sql.Cast(p.Name, sqltype.Integer)).End())},
		{"cast", sel(sql.Cast(p.Price, sqltype.Integer), sql.Cast(p.ID, sqltype.String(3)), sql.Cast(p.ID, sqltype.Text))},
		{"cast of sum", sel(sql.Cast(sql.Add(p.ID, p.AvailableQuantity), sqltype.BigInt))},
		{"cast types", sel(sql.Cast(p.ID, sqltype.Double), sql.Cast(p.ID, sqltype.Numeric(10, 2)), sql.Cast(p.ID, sqltype.Boolean), sql.Cast(p.ID, sqltype.SmallInt))},
		{"cast times", sel(sql.Cast(sql.Val("2024-02-29"), sqltype.Date), sql.Cast(sql.Val("2024-02-29 12:30:00"), sqltype.Timestamp), sql.Cast(sql.Val("12:30:00"), sqltype.Time))},
		{"cast bool of text", sel(sql.Cast(p.Name, sqltype.Boolean))},
		{"cast json", sel(sql.Cast(sql.Val("{}"), sqltype.JSON))},
		{"fragment", sel(sql.Fragment("price * :x", sqltype.Double, 2))},
		{"aggregate in arithmetic", sel(sql.Max(p.ID).As("m"), sql.Number(sql.Sum(p.Price)).Add(1), sql.Number(sql.Avg(p.ID)).Mul(2))},
	}
}
