package corpus

import (
	"time"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func comparisons() []Case {
	p, k, o := Products, Kinds, Orders
	sel := sql.Select(p.ID)
	prices := sql.Select1(p.Price).Where(p.ID.Lt(3))
	tuple := sql.Tuple2(p.ID, p.Name)
	row := func(a int, b string) sql.Row2[int, string] { return sql.Row2[int, string]{A: a, B: b} }
	return []Case{
		{"like with an escape character", sql.Select(p.ID, sql.LikeEscape(p.Name, "50^%%", '^'), sql.LikeEscape(p.Name, `%\\%`, '\\'), sql.LikeEscape(p.Name, "a''_b", '\''), sql.ILikeEscape(p.Name, "A!_B", '!'), sql.LikeEscapeOf(p.Name, sql.String(sql.Val(`50#%\%`)), '#'), sql.Not(sql.LikeEscape(p.Name, "a^_b", '^')))},
		{"dates and times", sql.Select(k.ID).Where(sql.Le(k.Day, k.Wall), sql.Not(sql.BetweenOf(sql.Val(at), k.Wall, k.Day))).OrderBy(k.ID)},
		{"between symmetric", sel.Where(p.Price.BetweenSymmetric(6, 1))},
		{"not between symmetric", sel.Where(p.Price.BetweenSymmetric(4, 1).Not())},
		{"between symmetric of expressions", sel.Where(sql.BetweenSymmetricOf(p.ID, p.AvailableQuantity, p.ExpiryOffsetMonths))},
		{"not in of expressions", sel.Where(sql.NotInOf(p.ID, p.AvailableQuantity, p.ExpiryOffsetMonths))},
		{"eq any", sel.Where(sql.Eq(p.ID, sql.Any(sql.Select1(o.ProductID))))},
		{"ne all", sel.Where(sql.Ne(p.ID, sql.All(sql.Select1(o.ProductID))))},
		{"not eq any", sel.Where(sql.Not(sql.Eq(p.ID, sql.Any(sql.Select1(o.ProductID)))), p.ID.Gt(0))},
		{"gt all", sel.Where(sql.Gt(p.Price, sql.All(prices)))},
		{"le any", sel.Where(sql.Le(p.Price, sql.Any(prices)))},
		{"eq any of nullable", sel.Where(sql.Eq(p.ID, sql.AnyNull(sql.Select1(p.ExpiryOffsetMonths))))},
		{"all of none", sel.Where(sql.Ne(p.ID, sql.All(sql.Select1(o.ProductID).Where(sql.False()))))},
		{"tuple eq", sel.Where(tuple.Eq(row(1, "Anvil")))},
		{"tuple ne", sel.Where(tuple.Eq(row(1, "Anvil")).Not())},
		{"tuple gt", sel.Where(tuple.Gt(row(2, "a")))},
		{"tuple of columns", sel.Where(sql.Lt(tuple, sql.Tuple2(p.AvailableQuantity, p.Name)))},
		{"tuple in", sel.Where(tuple.In(row(1, "Anvil"), row(2, "x"), row(4, "a_b")))},
		{"tuple not in", sel.Where(tuple.NotIn(row(1, "Anvil"), row(2, "x")))},
		{"tuple in none", sel.Where(tuple.In())},
		{"tuple in query", sel.Where(tuple.InQuery(sql.Select2(p.ID, p.Name).Where(p.Price.Gt(2))))},
		{"tuple of three", sel.Where(sql.Tuple3(p.ID, p.Name, p.Price).Ge(sql.Row3[int, string, float64]{A: 2, B: "bolt", C: 2}))},
		{"has prefix of", sel.Where(sql.HasPrefixOf(p.Name, sql.String(sql.Val("50%"))))},
		{"has suffix of", sel.Where(sql.HasSuffixOf(p.Name, sql.Substring(p.Name, 2, 10)))},
		{"contains of", sel.Where(sql.ContainsOf(p.Name, sql.String(sql.Val("_"))))},
		{"not contains of", sel.Where(sql.ContainsOf(p.Name, sql.String(sql.Val("_"))).Not())},
		{"folded", sel.Where(sql.Or(p.Name.IHasPrefix("an"), p.Name.IHasSuffix("OLT"), sql.IContainsOf(p.Name, sql.String(sql.Val("T'")))))},
		{"matches", sel.Where(sql.Matches(p.Name, "^[A-Z][a-z]+$"))},
		{"not matches", sel.Where(sql.Matches(p.Name, "^[a-z]").Not())},
		{"matches ignoring case", sel.Where(sql.IMatches(p.Name, "^B.L"))},
		{"matches null", sql.Select(k.ID).Where(sql.Matches(k.Txt, "c").IsNull())},
		{"replace matches", sql.Select(sql.ReplaceMatches(p.Name, "([a-z])t", "<\\1>"), sql.IReplaceMatches(p.Name, "A", "$1"))},
		{"collate", sel.Where(sql.Collate(p.Name, "C").Gt("a"))},
		{"operator", sql.Select(p.ID).Where(sql.NewOperator("<>", sqltype.Boolean).Of(p.ID, sql.Val(3)))},
		{"operator not", sql.Select(p.ID).Where(sql.Not(sql.NewOperator("<>", sqltype.Boolean).Of(p.ID, sql.Val(3))))},
		{"operator in arithmetic", sql.Select(sql.Number(sql.NewOperator("*", sqltype.BigInt).Multiplicative().Of(sql.Add(p.ID, p.AvailableQuantity), sql.Val(3))).Add(1))},
	}
}

func bitwise() []Case {
	p, k := Products, Kinds
	a, b := p.ID, p.AvailableQuantity
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	return []Case{
		{"and or xor", sel(sql.BitAndOf(a, b), sql.BitOrOf(a, b), sql.BitXorOf(a, b))},
		{"with values", sel(sql.BitAnd(b, 3), sql.BitOr(b, 8), sql.BitXor(b, 5))},
		{"xor of xor", sel(sql.BitXor(sql.BitXor(b, 7), 5))},
		{"not", sel(sql.BitNot(b), sql.BitNot(sql.BitNot(b)))},
		{"in arithmetic", sel(sql.BitAndOf(a, b).Add(1), sql.BitAnd(a.Add(1), 3), sql.BitOr(sql.BitAnd(a, 6), 1))},
		{"in comparison", sql.Select(p.ID).Where(sql.BitAnd(b, 1).Eq(1), sql.BitXor(b, 1).Ne(0))},
		{"shifts", sel(sql.ShiftLeft(b, 3), sql.ShiftRight(b, 1), sql.ShiftLeft(a, 40))},
		{"shift of the sign", sel(sql.ShiftLeft(a, 63), sql.ShiftRight(b, 63))},
		{"of bigint", sql.Select(sql.BitNot(k.Big), sql.BitXor(k.Big, -1), sql.ShiftRight(k.Big, 50))},
	}
}

func textFunctions() []Case {
	p := Products
	n := sql.Concat(sql.Val(" "), p.Name, sql.Val(" "))
	empty := sql.String(sql.Val(""))
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	return []Case{
		{"trim", sel(sql.Trim(n).Concat("|"), sql.TrimLeft(n).Concat("|"), sql.TrimRight(n).Concat("|"))},
		{"substring", sel(sql.Substring(p.Name, 2, 2), sql.Substring(p.Name, 1, 0).Concat("|"), sql.Substring(p.Name, 4, 99).Concat("|"))},
		{"left right", sel(sql.Left(p.Name, 2), sql.Right(p.Name, 2), sql.Right(p.Name, 0).Concat("|"), sql.Right(p.Name, 99))},
		{"position", sel(sql.Position(p.Name, "t"), sql.Position(p.Name, ""), sql.PositionOf(p.Name, sql.Right(p.Name, 1)))},
		{"replace", sel(sql.Replace(p.Name, "l", "LL"), sql.Replace(p.Name, "", "x"), sql.Replace(empty, "a", "b").Concat("|"))},
		{"pad", sel(sql.PadLeft(p.Name, 8, "*-"), sql.PadRight(p.Name, 8, "*-"), sql.PadLeft(p.Name, 2, "*"), sql.PadRight(p.Name, 2, "*"))},
		{"repeat", sel(sql.Repeat(p.Name, 2), sql.Repeat(p.Name, 0).Concat("|"))},
		{"reverse", sel(sql.Reverse(p.Name))},
		{"lengths", sel(sql.Length(sql.String(sql.Val("größe"))), sql.OctetLength(sql.String(sql.Val("größe"))))},
		{"concat with separator", sel(sql.ConcatWS("-", p.Name, sql.Cast(p.ExpiryOffsetMonths, sqltype.Text), p.Name))},
		{"nested", sel(sql.Upper(sql.Left(sql.Trim(n), 1)).Concat("."))},
	}
}

func numbers() []Case {
	p, k := Products, Kinds
	q := p.AvailableQuantity
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	return []Case{
		{"round", sel(sql.Round(p.Price, 0), sql.Round(p.Price.Neg(), 0), sql.Round(p.Price.Div(3), 2))},
		{"round decimal", sql.Select(sql.Round(k.Dec, 0), sql.Round(k.Dec.Neg(), 1), sql.Round(k.ID, 0))},
		{"ceil floor trunc", sel(sql.Ceil(p.Price.Neg().Sub(1)), sql.Floor(p.Price.Neg()), sql.Trunc(p.Price.Neg().Sub(1)), sql.Floor(q))},
		{"ceil floor trunc decimal", sql.Select(sql.Ceil(k.Dec), sql.Floor(k.Dec.Neg()), sql.Trunc(k.Dec.Neg()))},
		{"abs sign", sel(sql.Abs(q), sql.Sign(q), sql.Sign(p.Price.Neg()))},
		{"powers", sel(sql.Power(p.ID, p.ID), sql.Sqrt(p.ID), sql.Exp(p.ID), sql.Ln(p.ID), sql.Log10(p.ID))},
		{"greatest least", sel(sql.Greatest(p.ID, q), sql.Least(p.ID, q, p.ExpiryOffsetMonths), sql.Greatest(q, p.ExpiryOffsetMonths))},
		{"greatest in arithmetic", sel(sql.Number(sql.Greatest(p.ID, q)).Mul(2))},
		{"random", sql.Select(sql.Random().Lt(1), sql.Random().Ge(0))},
		{"floor division", sel(q.Div(2), q.Div(-2), q.Mod(3), q.Mod(-3))},
	}
}

func dates() []Case {
	k, p := Kinds, Products
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(k) }
	fields := func(x sql.Typed[time.Time], fs ...sql.Field) sql.Statement {
		var items []sql.Item
		for _, f := range fs {
			items = append(items, sql.Extract(f, x))
		}
		return sel(items...)
	}
	wall := func(s string) sql.Value[time.Time, time.Time] { return sql.Cast(sql.Val(s), sqltype.Timestamp) }
	day := func(s string) sql.Value[time.Time, time.Time] { return sql.Cast(sql.Val(s), sqltype.Date) }
	text := func(x sql.Expr) sql.Item { return sql.Cast(x, sqltype.Text) }
	return []Case{
		{"fields of a date", fields(k.Day, sql.Year, sql.Quarter, sql.Month, sql.Week, sql.Day, sql.DayOfYear, sql.DayOfWeek, sql.ISOWeekday, sql.ISOYear, sql.Hour, sql.Epoch)},
		{"fields of a time", fields(k.Wall, sql.Year, sql.Hour, sql.Minute, sql.Second, sql.Microsecond, sql.Epoch, sql.Week)},
		{"fields of an instant", fields(k.At, sql.Day, sql.Hour, sql.Minute, sql.Second, sql.Microsecond, sql.Epoch)},
		{"fields at the year's end", fields(day("2027-01-03"), sql.Week, sql.ISOYear, sql.DayOfWeek, sql.ISOWeekday, sql.Quarter)},
		{"fraction that rounds", fields(sql.Val(time.Date(2024, 12, 31, 23, 59, 59, 999999000, time.UTC)), sql.Year, sql.Second, sql.Microsecond, sql.Epoch)},
		{"before the epoch", fields(wall("1969-12-31 23:59:59.500000"), sql.Epoch, sql.Year)},
		{"truncated date", sel(sql.TruncTo(sql.Year, k.Day), sql.TruncTo(sql.Quarter, k.Day), sql.TruncTo(sql.Month, k.Day), sql.TruncTo(sql.Week, k.Day), sql.TruncTo(sql.Day, k.Day))},
		{"truncated time", sel(sql.Eq(sql.TruncTo(sql.Hour, k.Wall), wall("2024-02-29 12:00:00")), sql.Eq(sql.TruncTo(sql.Minute, k.Wall), wall("2024-02-29 12:30:00")),
			sql.Eq(sql.TruncTo(sql.Second, k.Wall), wall("2024-02-29 12:30:15")), sql.Eq(sql.TruncTo(sql.Week, k.Wall), wall("2024-02-26 00:00:00")),
			sql.Eq(sql.TruncTo(sql.Quarter, k.Wall), wall("2024-01-01 00:00:00")), sql.Eq(sql.TruncTo(sql.Year, k.Wall), wall("2024-01-01 00:00:00")))},
		{"truncated instant", sel(sql.TruncTo(sql.Day, k.At).Eq(at.Truncate(24*time.Hour)), sql.TruncTo(sql.Month, k.At).Eq(time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC)))},
		{"date and days", sel(text(sql.AddDays(k.Day, 1)), text(sql.AddDays(k.Day, -60)), text(sql.AddDaysOf(k.Day, k.ID)))},
		{"date and months", sel(text(sql.AddMonths(k.Day, 12)), text(sql.AddMonths(day("2024-01-31"), 1)), text(sql.AddYears(k.Day, 1)), text(sql.AddMonths(k.Day, -1)))},
		{"date and months of rows", sql.Select(p.ID, text(sql.AddMonthsOf(p.ProductionDate, p.ExpiryOffsetMonths)))},
		{"time and days", sel(sql.Eq(sql.AddDays(k.Wall, 1), wall("2024-03-01 12:30:15.250000")), sql.Eq(sql.AddMonths(k.Wall, 12), wall("2025-02-28 12:30:15.250000")))},
		{"instant and days", sel(sql.AddDays(k.At, 1).Eq(at.AddDate(0, 0, 1)), sql.AddMonths(k.At, -1).Eq(at.AddDate(0, -1, 0)))},
		{"time and seconds", sel(sql.Eq(sql.AddTime(k.Wall, 45*time.Second), wall("2024-02-29 12:31:00.250000")), sql.AddTime(k.At, -13*time.Hour).Eq(at.Add(-13*time.Hour)))},
		{"time and fraction", sel(sql.AddTime(k.At, time.Microsecond).Eq(at.Add(time.Microsecond)))},
		{"time and an interval", sel(sql.Eq(sql.AddTimeOf(k.Wall, k.Span.NotNull()), wall("2024-02-29 15:30:15.250000")), sql.Eq(sql.AddTimeOf(k.Wall, sql.TimeBetween(wall("2024-01-01 00:00:00.100000"), wall("2024-01-01 00:00:01.600001"))), wall("2024-02-29 12:30:13.749999")))},
		{"time and an interval that may be missing", sql.Select(sql.AddTimeOf(k.At, k.Span).Nullable().IsNull())},
		{"time and a negative fraction", sel(sql.AddTime(k.Wall, -250001*time.Microsecond).Eq(time.Date(2024, 2, 29, 12, 30, 14, 999999000, time.UTC)),
			sql.AddTime(sql.ValLike(time.Date(1969, 12, 31, 23, 59, 59, 999999000, time.UTC), k.Wall), 2*time.Microsecond).Eq(time.Date(1970, 1, 1, 0, 0, 0, 1000, time.UTC)))},
		{"days between of times", sel(sql.DaysBetween(wall("2024-03-02 00:00:01"), wall("2024-02-29 23:59:59")), sql.DaysBetween(k.At, sql.AddTime(k.At, 36*time.Hour)))},
		{"days between", sel(sql.DaysBetween(k.Day, day("2023-02-28")), sql.DaysBetween(day("2023-02-28"), k.Day).Mul(2))},
		{"days between of rows", sql.Select(p.ID).Where(sql.DaysBetween(p.ExpiryDate, p.ProductionDate).Gt(30))},
		{"time between", sel(sql.TimeBetween(k.Wall, wall("2024-02-28 12:30:15")).Eq(24*time.Hour+250*time.Millisecond), sql.TimeBetween(k.At, sql.AddTime(k.At, time.Hour)).Eq(-time.Hour))},
		{"now", sql.Select(sql.Gt(sql.Now(), sql.AddTime(sql.Now(), -time.Hour)), sql.Le(sql.TimeOfDay(), sql.TimeOfDay()), sql.Eq(sql.TruncTo(sql.Year, sql.LocalNow()), sql.TruncTo(sql.Year, sql.LocalNow())))},
		{"at zone", sel(sql.AtZone(k.At, "Europe/Berlin"))},
	}
}

func switches() []Case {
	p := Products
	sel := func(xs ...sql.Item) sql.Statement { return sql.Select(xs...).From(p) }
	return []Case{
		{"simple", sel(sql.Switch(p.ID, 1, "one").Case(2, "two").Else("many"))},
		{"simple without else", sel(sql.Switch(p.Name, "Anvil", 1).End())},
		{"simple of expression", sel(sql.Switch(p.ID.Mod(2), 0, "even").ElseExpr(sql.Upper(p.Name)))},
		{"simple of condition", sel(sql.Switch(p.Price.Gt(2), true, 1).Case(false, 0).End())},
		{"simple of null", sel(sql.Switch(p.ExpiryOffsetMonths, 1, "one").Else("other"))},
		{"coalesce of several", sel(sql.CoalesceOf(p.ID, p.ExpiryOffsetMonths, p.AvailableQuantity))},
		{"type without cast", sel(sql.TypeAs(p.ID, sqltype.BigInt), sql.TypeAs(p.Name, sqltype.String()).Eq("Anvil"))},
	}
}

// exprMistakes are expressions that are refused where they are used, each with an
// error that says why.
func exprMistakes() []Case {
	p, k := Products, Kinds
	over := func(w sql.Window) sql.Statement { return sql.Select(p.ID, sql.Sum(p.ID).Over(w)) }
	return []Case{
		{"operator that is none", sql.Select(sql.NewOperator("; DROP", sqltype.Boolean).Of(p.ID, p.ID))},
		{"shift too far", sql.Select(sql.ShiftLeft(p.ID, 64))},
		{"negative length", sql.Select(sql.Left(p.Name, -1))},
		{"from zero", sql.Select(sql.Substring(p.Name, 0, 1))},
		{"no such field", sql.Select(sql.Extract("century", k.Day))},
		{"truncated to hours of a date", sql.Select(sql.TruncTo(sql.Hour, k.Day))},
		{"date and seconds", sql.Select(sql.AddTime(k.Day, time.Second))},
		{"percentile of 2", sql.Select(sql.PercentileCont(2, p.Price))},
		{"range of two", over(sql.WindowBy(p.Price, p.ID).Range(sql.PrecedingBy(1.5), sql.CurrentRow))},
		{"groups without order", over(sql.Window{}.Groups(sql.Preceding(1), sql.CurrentRow))},
		{"named twice", sql.Select(sql.Sum(p.ID).Over(sql.WindowBy(p.ID).As("w")), sql.RowNumber().Over(sql.WindowBy(p.Name).As("w")))},
		{"without over", sql.Select(sql.Rank())},
		{"json of the whole set", sql.Select(sql.JSONSet(Papers.Doc.Path(), 1))},
		{"nil case", sql.Select(sql.Switch(k.Bin, nil, 1).End())},
		{"tuple as value", sql.Select(p.ID, sql.Item(sql.Tuple2(p.ID, p.Name)))},
		{"any as value", sql.Select(p.ID, sql.Item(sql.Any(sql.Select1(p.ID))))},
		{"rollup as value", sql.Select(p.ID, sql.Item(sql.Rollup(p.ID)))},
		{"negative frame", over(sql.WindowBy(p.ID).Rows(sql.Preceding(-1), sql.CurrentRow))},
		{"division by zero", sql.Select(p.ID.Div(0), p.ID.Mod(0))},
		{"frame from behind", over(sql.WindowBy(p.ID).Rows(sql.CurrentRow, sql.Preceding(1)))},
	}
}
