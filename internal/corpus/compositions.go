package corpus

import (
	"strings"
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// compositions are constructs inside of others that databases do not take as they are.
func compositions() (right, wrong []Case) {
	p, o, n, k, t := Products, Orders, Nodes, Kinds, Transfers
	next := p.ExpiryOffsetMonths.Add(1)
	lower := sql.Lower(p.Name)
	c := sql.With("c", sql.Select(o.ProductID, sql.Count().As("n")).GroupBy(o.ProductID))
	times := sql.Count().As("n")
	walk := sql.WithRecursive("walk", sql.Select1(n.ID).Where(n.ParentID.IsNull()), func(self *sql.CTE) sql.Query[int] {
		return sql.Select1(n.ID).Join(self, sql.Eq(n.ParentID, sql.Col(self, n.ID)))
	})
	gone := sql.With("gone", sql.Delete(t).Where(t.ID.Eq(9)).Returning(t.ID))
	var many, more []sql.Typed[bool]
	for i := range 1200 {
		many = append(many, p.ID.Eq(i+2))
		more = append(more, p.ID.Ne(i+100))
	}
	into := []sql.Expr{n.ID, n.Title}
	both := sql.Select(p.ID, p.Name).UnionAll(sql.Select(o.ID, sql.Val("order")))
	a := schema.Alias(Orders, "a")
	span := sql.Number(k.Span)
	return []Case{
			{"having of an expression", sql.Select(next, sql.Count()).GroupBy(next).Having(next.Gt(2)).OrderBy(next)},
			{"having of a function", sql.Select(lower, sql.Count()).GroupBy(lower).Having(lower.Like("%b%"))},
			{"having of what is not selected", sql.Select(sql.Count()).GroupBy(next).Having(next.Gt(2))},
			{"having of an expression or an aggregate", sql.Select(next, sql.Count()).GroupBy(next).Having(sql.Or(next.Gt(4), sql.Count().Gt(1)))},
			{"having of a label", sql.Select(next.As("k"), sql.Count()).GroupBy(next.As("k")).Having(next.IsNotNull(), sql.Count().Ge(1)).OrderBy(sql.Label("k"))},
			{"having of a column", sql.Select(o.ProductID, sql.Count()).GroupBy(o.ProductID).Having(o.ProductID.Gt(1))},
			{"grouped by the same again", sql.Select(p.ID.Mod(2), sql.Count()).GroupBy(p.ID.Mod(2)).Having(p.ID.Mod(2).Ge(0)).OrderBy(p.ID.Mod(2).Desc())},
			{"grouped by a part of an item", sql.Select(p.ID.Mod(2).Add(1), sql.Count()).GroupBy(p.ID.Mod(2))},
			{"distinct, sorted by the same again", sql.Select(p.ID.Mod(3)).Distinct().OrderBy(p.ID.Mod(3).Desc())},
			{"distinct on the same again", sql.Select(p.ID).DistinctOn(p.ID.Mod(2)).OrderBy(p.ID.Mod(2), p.ID)},
			{"sorted by another value", sql.Select(p.ID.Mod(3)).OrderBy(p.ID.Mod(2), p.ID)},
			{"update from a cte", sql.Update(p).Set(p.AvailableQuantity.SetExpr(sql.Col(c, times))).From(c).Where(sql.Eq(p.ID, sql.Col(c, o.ProductID)))},
			{"update joined to a cte", sql.Update(o).Set(o.Quantity.SetExpr(sql.Col(c, times))).Join(c, sql.Eq(o.ProductID, sql.Col(c, o.ProductID))).Where(o.Quantity.Ge(0))},
			{"delete using a cte", sql.Delete(t).Using(c).Where(sql.Eq(t.FromID, sql.Col(c, o.ProductID)))},
			{"delete using a recursive cte", sql.Delete(t).Using(walk).Where(sql.Eq(t.ID.Add(200), sql.Col(walk, n.ID)))},
			{"update from a cte that writes", sql.Update(p).Set(p.AvailableQuantity.SetExpr(sql.Col(gone, t.ID))).From(gone).Where(p.ID.Eq(1))},
			{"limit in a query of the same table", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(p.ID).OrderBy(p.ID.Desc()).Limit(2)))},
			{"delete in portions", sql.Delete(t).Where(t.ID.InQuery(sql.Select1(t.ID).OrderBy(t.ID).Limit(1)))},
			{"limit in a query beside a subquery", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(o.ProductID).Where(sql.Exists(sql.Select(a.ID).Where(sql.Eq(a.ID, o.ID)))).OrderBy(o.ID).Limit(2)))},
			{"limit in a query about the one around", sql.Select(p.ID).Where(p.ID.InQuery(sql.Select1(o.ProductID).Where(sql.Eq(o.ProductID, p.ID)).OrderBy(o.ID).Limit(1)))},
			{"upsert of a union", sql.Insert(n).FromSelect(into, both).OnConflict(n.ID).DoNothing()},
			{"upsert of a sorted union", sql.Insert(n).FromSelect(into, both.OrderBy(sql.Label("id")).Limit(2)).OnConflict(n.ID).DoNothing()},
			{"upsert of a query with a window", sql.Insert(n).FromSelect(into, sql.Select(sql.RowNumber().Over(sql.WindowBy(p.ID).As("w")), p.Name)).OnConflict(n.ID).DoNothing()},
			{"upsert of values", sql.Insert(n).FromSelect(into, sql.Select(sql.Val(201), sql.Val("x"))).OnConflict(n.ID).DoUpdate(n.Title.SetExpr(sql.Excluded(n.Title)))},
			{"many conditions", sql.Select(p.ID).Where(sql.Or(many...))},
			{"many wheres", sql.Select(p.ID).Where(more...).Where(sql.Not(sql.And(more...)))},
			{"numbers in a text", sql.Select(sql.Concat(p.ID, p.AvailableQuantity, p.ID))},
			{"truth values in a text", sql.Select(sql.Concat(k.Flag, sql.Val("!"), k.MaybeB.Coalesce(true)), sql.Cast(k.Flag, sqltype.Text), sql.Cast(p.ID.Gt(2), sqltype.String())).From(k, p).Where(sql.Eq(k.ID, p.ID))},
			{"least truth value", sql.Select(sql.Min(k.Flag), sql.Max(k.Flag), sql.MaxAgg(k.Flag).Filter(k.ID.Gt(1)))},
			{"least uuid", sql.Select(sql.Min(k.UUID), sql.MaxAgg(k.UUID).Filter(k.ID.Gt(9)))},
			{"least bytes", sql.Select(sql.Min(k.Bin), sql.Max(k.Bin))},
			{"rollup sorted", sql.Select(o.ProductID, sql.Sum(o.Quantity)).GroupBy(sql.Rollup(o.ProductID)).OrderBy(o.ProductID.Asc().NullsLast())},
			{"texts in a window", sql.Select(p.ID, sql.StringAgg(p.Name, ",").Over(sql.WindowBy(p.ID)))},
			{"documents in a list", sql.Select(k.ID).Where(k.Doc.In(map[string]int{"a": 1}, map[string]int{"b": 2}))},
			{"documents told apart", sql.Select(k.Doc).Distinct()},
			{"grouped by documents", sql.Select(k.Doc.Path("a"), sql.Count()).GroupBy(k.Doc.Path("a"))},
			{"sorted by documents", sql.Select(k.ID).OrderBy(k.Doc, k.ID)},
			{"united documents", sql.Select(k.Doc).Union(sql.Select(k.Doc))},
			{"range over decimals", sql.Select(k.ID, sql.Count().Over(sql.WindowBy(k.Dec).Range(sql.PrecedingBy("0.50"), sql.FollowingBy("0.50"))))},
			{"range over decimals, said before", sql.Select(k.ID, sql.Count().Over(sql.Window{}.Range(sql.PrecedingBy(1), sql.CurrentRow).OrderBy(k.Dec.Desc())))},
			{"range over times", sql.Select(o.ID, sql.Count().Over(sql.WindowBy(o.OrderDate).Range(sql.PrecedingBy(time.Hour), sql.CurrentRow)))},
			{"decimals in arithmetic", sql.Select(k.ID, k.Dec.Add("0.005"), k.Dec.Sub("0.005"), k.Dec.Mul("1.0825"), k.Dec.Div("3"), k.Dec.Mod("7"), k.Dec.Coalesce("1.005").Mul("2"))},
			{"decimals of a subquery", decimalsOfSubquery()},
			{"recursive text that grows", grows(n.Title, sql.Val(strings.Repeat("/", 150)))},
			{"recursive text of a value", grows(sql.Val("x").Nullable(), sql.String(n.Title))},
			{"recursive decimals", recursive(sql.ValLike("1.5", k.Dec), func(x sql.Value[string, string]) sql.Value[string, string] {
				return sql.Number(x).Mul("1.125").Value
			})},
			{"recursive integers", recursive(sql.Val(int64(2000000000)), func(x sql.Value[int64, int64]) sql.Value[int64, int64] {
				return sql.Cast(sql.Number(sql.Cast(x, sqltype.BigInt)).Mul(2), sqltype.BigInt)
			})},
			{"intervals without a sign", sql.Select(k.ID, sql.Abs(span), sql.Sign(span.Neg()), sql.Abs(span.Sub(48*time.Hour)), span.Add(time.Second))},
			{"sum of intervals", sql.Select(sql.Sum(span))},
			{"halves", sql.Select(k.ID, sql.Round(k.Dec, 1), sql.Round(k.Dbl, 1), sql.Round(sql.Number(sql.Val(1.005)), 2), sql.Round(sql.Number(sql.Val(-2.675)), 2), sql.Round(sql.Number(sql.Val(0.285)), 2), sql.Round(sql.Number(sql.Val(-0.4)), 0), sql.Round(sql.Number(sql.Val(1e300)), 2), sql.Round(sql.Number(k.Dec.Mul("1.5")), 2))},
			{"whole numbers and others united", sql.Select(p.ID).UnionAll(sql.Select(p.Price))},
			{"days and moments united", sql.Select(p.ProductionDate).UnionAll(sql.Select(o.OrderDate))},
			{"distinct, sorted by a part", sql.Select(p.Name, p.ID).Distinct().OrderBy(lower, p.ID.Desc())},
			{"distinct on, sorted by the same and more", sql.Select(o.ProductID, o.ID).DistinctOn(o.ProductID, o.Quantity).OrderBy(o.Quantity.Desc(), o.ProductID, o.ID)},
			{"texts told apart, sorted by a part", sql.Select(sql.StringAgg(p.Name, ",").Distinct().OrderBy(lower))},
		}, []Case{
			{"distinct, sorted by another column", sql.Select(p.Name).Distinct().OrderBy(p.Name, p.ID.Mod(2).Desc())},
			{"distinct on, sorted otherwise", sql.Select(o.ProductID, o.ID).DistinctOn(o.ProductID).OrderBy(o.ID, o.ProductID)},
			{"texts told apart, sorted by another column", sql.Select(sql.StringAgg(p.Name, ",").Distinct().OrderBy(p.ID))},
			{"numbers and texts united", sql.Select(p.ID).Union(sql.Select(p.Name))},
			{"truth values and numbers in both", sql.Select(k.ID).Intersect(sql.Select(k.Flag))},
			{"an interval times another", sql.Select(span.Mul(2))},
			{"an interval rounded", sql.Select(sql.Round(span, 0))},
			{"a deviation of intervals", sql.Select(sql.StddevPop(span))},
			{"a time of day moved", sql.Select(sql.Number(k.Clock).Add(time.Hour))},
			{"a time of day turned", sql.Select(sql.Number(k.Clock).Neg())},
			{"a sum of times of day", sql.Select(sql.Sum(sql.Number(k.Clock)))},
			{"aggregate in the where of a subquery", sql.Select(p.ID).Where(sql.Exists(sql.Select(o.ID).Where(sql.Max(o.Quantity).Gt(1))))},
			{"window in having", sql.Select(p.Name).GroupBy(p.Name).Having(sql.RowNumber().Over(sql.WindowBy(p.Name)).Gt(1))},
			{"aggregate of an aggregate", sql.Select(sql.Sum(sql.Count(p.ID)))},
			{"aggregate in set", sql.Update(p).Set(p.AvailableQuantity.SetExpr(sql.Max(p.AvailableQuantity))).AllRows()},
			{"aggregate in values", sql.Insert(p).Values(p.Name.Set("a"), p.AvailableQuantity.SetExpr(sql.Max(p.AvailableQuantity)))},
			{"distinct count of two", sql.Select(sql.Count(p.ID, p.Name).Distinct())},
			{"bytes in a document", sql.Select(sql.JSONArray(Kinds.ID, Kinds.Bin))},
			{"bytes in documents", sql.Select(sql.JSONAgg(Kinds.Bin))},
			{"aggregate in where", sql.Select(p.ID).Where(sql.Count().Gt(1))},
			{"window in where", sql.Select(p.ID).Where(sql.RowNumber().Over(sql.WindowBy(p.ID)).Eq(1))},
			{"aggregate in returning", sql.Insert(n).Values(n.ID.Set(1)).Returning(sql.Max(n.ID))},
			{"aggregate in a join", sql.Select(p.ID).Join(o, sql.Eq(o.ProductID, p.ID), sql.Count().Gt(1))},
			{"grouped by an aggregate", sql.Select(sql.Count()).GroupBy(sql.Max(p.ID))},
			{"like escaped by a wildcard", sql.Select(p.ID).Where(sql.LikeEscape(p.Name, "a", '%'))},
			{"like escaped by a letter without regard to case", sql.Select(p.ID).Where(sql.ILikeEscape(p.Name, "a", 'x'))},
			{"mean of intervals", sql.Select(sql.Avg(sql.Number(k.Span)))},
			{"with nil", sql.Select(p.ID).With(nil)},
			{"count of two", sql.Select(sql.Count(p.ID, p.Name).Distinct())},
			{"hint for a name that is no dialect's", sql.Select(p.ID).Prefix("postgres", "/* x */")},
			{"zero condition", sql.Select(p.ID).Where(sql.Cond{})},
			{"joined to itself", sql.Select(p.ID).Join(p, sql.Eq(p.ID, p.ID))},
			{"range over a number by a duration", sql.Select(sql.Count().Over(sql.WindowBy(p.ID).Range(sql.PrecedingBy(time.Hour), sql.CurrentRow)))},
			{"range over a time by a number", sql.Select(sql.Count().Over(sql.WindowBy(o.OrderDate).Range(sql.PrecedingBy(1), sql.CurrentRow)))},
			{"range over a text", sql.Select(sql.Count().Over(sql.WindowBy(p.Name).Range(sql.PrecedingBy(1), sql.CurrentRow)))},
		}
}

// grows has the path to each node, which begins with first and has step and a title more
// at each.
func grows(first sql.ValueOf[string, *string], step sql.Expr) sql.Statement {
	n := Nodes
	path := sql.String(first).As("path")
	c := sql.WithRecursive("c", sql.Select2(n.ID, path).Where(n.ParentID.IsNull()), func(self *sql.CTE) sql.Query[sql.Row2[int, *string]] {
		return sql.Select2(n.ID, sql.Concat(sql.Col(self, path), step, n.Title).Nullable()).Join(self, sql.Eq(n.ParentID, sql.Col(self, n.ID)))
	})
	return sql.Select(c)
}

// recursive has first, and what step makes of it.
func recursive[T any](first sql.Value[T, T], step func(sql.Value[T, T]) sql.Value[T, T]) sql.Statement {
	x, times := first.As("x"), sql.Val(1).As("times")
	c := sql.WithRecursive("c", sql.Select2(x, times), func(self *sql.CTE) sql.Query[sql.Row2[T, int]] {
		return sql.Select2(step(sql.Col(self, x)), sql.Number(sql.Col(self, times)).Add(1)).From(self).Where(sql.Col(self, times).Lt(4))
	})
	return sql.Select(c)
}

// decimalsOfSubquery has values with more digits than the column beside them.
func decimalsOfSubquery() sql.Statement {
	k := Kinds
	taxed := k.Dec.Mul("1.0825").As("taxed")
	alone := sql.ValLike("1.005", k.Dec).As("alone")
	s := sql.Select(k.ID, taxed, alone).Subquery("s")
	return sql.Select(sql.Col(s, k.ID), sql.Col(s, taxed), sql.Number(sql.Col(s, alone)).Add("1"))
}
