package dialecttest

import (
	"fmt"
	"time"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func expressionCases() []testCase {
	return append(append(queries(append(arithmetic(), append(functions(), cases()...)...)), testCase{name: "now", run: func(e *env) error {
		r, err := e.eng.Execute(e.ctx, sql.Select(sql.Now()))
		if err != nil {
			return err
		}
		v, err := r.ScalarOne()
		if err != nil {
			return err
		}
		now, ok := v.(time.Time)
		if d := time.Since(now); !ok || d < -time.Hour/2 || d > time.Hour/2 {
			e.Errorf("now is %v", v)
		}
		return nil
	}}), testCase{name: "between two times, without a type", run: func(e *env) error {
		at := func(d time.Duration) sql.Value[time.Time, time.Time] {
			return sql.Cast(sql.ValLike(day(2024, 2, 27).Add(d), sql.TypeAs(sql.Val(day(2024, 1, 1)), sqltype.Timestamp)), sqltype.TimestampPrecision(6))
		}
		r, err := e.eng.Execute(e.ctx, sql.Select(sql.TimeBetween(at(51*time.Hour), at(0)), sql.TimeBetween(at(0), at(51*time.Hour))))
		if err != nil {
			return err
		}
		row, err := r.One()
		if err != nil {
			return err
		}
		equal(e, "the times between", fmt.Sprintf("%T %v, %v", row.At(0), row.At(0), row.At(1)), "time.Duration 51h0m0s, -51h0m0s")
		return nil
	}})
}

// of is a case of the value of expressions without a table.
func of(name, want string, xs ...sql.Item) query {
	return query{name: name, want: want, stmt: func(*shop) sql.Statement { return sql.Select(xs...) }}
}

func arithmetic() []query {
	n := func(i int) sql.Num[int, int] { return sql.Number(sql.Val(i)) }
	f := func(x float64) sql.Num[float64, float64] { return sql.Number(sql.Val(x)) }
	dec := func(s string) sql.Num[string, string] {
		return sql.Number(sql.Cast(sql.Val(s), sqltype.Numeric(12, 4)))
	}
	return []query{
		of("add, sub, mul", "(5, -1, 6)", sql.Add(n(2), n(3)), sql.Sub(n(2), n(3)), sql.Mul(n(2), n(3))),
		of("precedence", "(14, 20, -2)", n(2).Add(0).Mul(1).Add(12), n(2).Add(3).Mul(4), sql.Sub(n(1), n(2).Add(1))),
		of("sub of sub", "(-4, 2)", sql.Sub(sql.Sub(n(1), n(2)), n(3)), sql.Sub(n(1), sql.Sub(n(2), n(3)))),
		of("integers divide down", "(3, -4, -4, 3, 0)", n(7).Div(2), n(-7).Div(2), n(7).Div(-2), n(-7).Div(-2), n(0).Div(5)),
		of("modulo has the sign of the dividend", "(1, -1, 1, -1)", n(7).Mod(2), n(-7).Mod(2), n(7).Mod(-2), n(-7).Mod(-2)),
		of("ratio", "(3.5, -3.5)", sql.Ratio(n(7), n(2)), sql.Ratio(n(-7), n(2))),
		of("floats", "(3.5, -3.5, 0.25)", f(7).Div(2), f(-7).Div(2), f(0.5).Mul(0.5)),
		of("neg", "(-3, 3, -1.5)", n(3).Neg(), n(3).Neg().Neg(), f(1.5).Neg()),
		of("neg of a negative value", "(5, 6)", n(-5).Neg(), sql.Sub(n(1), n(-5))),
		of("big integers", "(9007199254740993, -9223372036854775808)", sql.Val(int64(9007199254740993)), sql.Val(int64(-9223372036854775808))),
		{name: "decimals are exact", needs: ExactDecimals, stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Eq(sql.Add(dec("0.1"), dec("0.2")), dec("0.3")), sql.Lt(dec("9999999.9998"), dec("9999999.9999")))
		}, want: "(true, true)"},
		{name: "columns", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Mul(s.p.ID, s.p.Qty).Add(1), s.p.Qty.Div(2), s.p.Qty.Mod(2)).Where(s.p.ID.Eq(5))
		}, want: "(-34, -4, -1)"},
		{name: "with NULL", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.Price.Add(1), s.p.Price.Neg(), s.p.Price.Coalesce(7)).Where(s.p.ID.Eq(4))
		}, want: "(NULL, NULL, 7)"},
		{name: "a value outside of the column's own range of digits", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count()).From(s.p).Where(s.p.Price.Mul(10).Gt(99.5))
		}, want: "3"},
	}
}

func functions() []query {
	t := func(s string) sql.Str[string, string] { return sql.String(sql.Val(s)) }
	return []query{
		{name: "count, sum, min, max, avg", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Count(), sql.Count(s.p.Price), sql.Sum(s.p.Qty), sql.Min(s.p.Qty), sql.Max(s.p.Qty), sql.Avg(s.p.Qty)).From(s.p)
		}, want: "(10, 8, 111, -7, 100, 11.1)"},
		{name: "sum of decimals", stmt: func(s *shop) sql.Statement { return sql.Select(sql.Sum(s.o.Amount)) }, want: "'10000000054.97'"},
		{name: "min and max of texts and dates", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Max(s.cat.Name), sql.Min(s.cat.Name), sql.Scalar(sql.Select1(sql.Max(s.p.Made))))
		}, want: "('tools', 'empty', 9999-12-31)"},
		of("lower and upper", "('abc', 'ABC')", sql.Lower(t("aBc")), sql.Upper(t("aBc"))),
		of("length counts characters", "(0, 3, 2)", sql.Length(t("")), sql.Length(t("日本語")), sql.Length(t("é!"))),
		of("abs", "(3, 1.5)", sql.Abs(sql.Number(sql.Val(-3))), sql.Abs(sql.Number(sql.Val(-1.5)))),
		{name: "coalesce", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Coalesce(s.p.Note, s.p.Name), s.p.CategoryID.Coalesce(-1)).Where(s.p.ID.In(1, 3, 8)).OrderBy(s.p.ID)
		}, want: "('widget', 1)\n('x', 2)\n('/*', -1)"},
		of("nullif", "(NULL, 1)", sql.NullIf(sql.Val(1), sql.Val(1)), sql.NullIf(sql.Val(1), sql.Val(2))),
		of("concat", "('abc', 'a''b', '')", sql.Concat(t("a"), t("b"), t("c")), t("a").Concat("''b"), t("").Concat("")),
		{name: "concat with NULL is NULL", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Concat(s.p.Name, s.p.Note).As("x")).Where(s.p.ID.Eq(1))
		}, want: "NULL"},
		{name: "concat in where", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(sql.Eq(s.p.Name.Concat("!"), t("widget!")))
		}, want: "1"},
		{name: "any function", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Func("replace", sqltype.Text, s.p.Name, sql.Val("widget"), sql.Val("gadget"))).Where(s.p.ID.Eq(1))
		}, want: "'gadget'"},
	}
}

func cases() []query {
	return []query{
		{name: "case", stmt: func(s *shop) sql.Statement {
			x := sql.When(s.p.Qty.Lt(0), "minus").When(s.p.Qty.Eq(0), "none").Else("some")
			return sql.Select(s.p.ID, x.As("x")).Where(s.p.ID.Le(3)).OrderBy(s.p.ID)
		}, want: "(1, 'some')\n(2, 'none')\n(3, 'minus')"},
		{name: "case without else", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.When(s.p.Qty.Lt(0), 1).End()).Where(s.p.ID.Le(3)).OrderBy(s.p.ID)
		}, want: "NULL\nNULL\n1"},
		{name: "case of expressions", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.WhenExpr(s.p.Active, s.p.ID).ElseExpr(s.p.ID.Neg())).Where(s.p.ID.Le(2)).OrderBy(s.p.ID)
		}, want: "1\n-2"},
		{name: "case in where and order by", stmt: func(s *shop) sql.Statement {
			x := sql.When(s.p.ID.Eq(2), 0).Else(1)
			return sql.Select(s.p.ID).Where(s.p.ID.Le(2), x.Ge(0)).OrderBy(x.Asc(), s.p.ID)
		}, want: "2\n1"},
		{name: "case with NULL", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.When(s.p.Price.Gt(1), "yes").Else("no")).Where(s.p.ID.Eq(4))
		}, want: "'no'"},
		{name: "cast", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Cast(sql.Val("12"), sqltype.Integer), sql.Cast(sql.Val(12), sqltype.String()), sql.Cast(sql.Val(2), sqltype.Double), sql.Cast(sql.Val("2024-02-29"), sqltype.Date))
		}, want: "(12, '12', 2, 2024-02-29)"},
		{name: "cast to decimal rounds to the scale", stmt: func(*shop) sql.Statement {
			return sql.Select(sql.Eq(sql.Cast(sql.Val("1.25"), sqltype.Numeric(6, 2)), sql.Cast(sql.Val("1.250"), sqltype.Numeric(6, 2))))
		}, want: "true"},
		{name: "cast of NULL", stmt: func(s *shop) sql.Statement {
			return sql.Select(sql.Cast(s.p.CategoryID, sqltype.String()).Nullable()).Where(s.p.ID.Eq(4))
		}, want: "NULL"},
		{name: "conditions as values", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.Qty.Gt(0), s.p.Price.IsNull(), s.p.Active.Not(), s.p.Price.Gt(1)).Where(s.p.ID.In(4, 5)).OrderBy(s.p.ID)
		}, want: "(true, true, false, NULL)\n(false, false, true, false)"},
		{name: "in and like as values", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID.In(1), s.p.ID.In(), s.p.Name.Like("w%"), s.p.Qty.Between(1, 2)).Where(s.p.ID.Eq(1))
		}, want: "(true, false, true, false)"},
		{name: "compared conditions", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(sql.Eq(s.p.Active, s.p.Qty.Gt(0)), s.p.ID.Le(4)).OrderBy(s.p.ID)
		}, want: "1\n2\n4"},
	}
}
