package dialecttest

import (
	"fmt"
	"strings"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

//lint:ignore U1000 the row of priceTable, which names it in an alias of a generic type
type price struct {
	ID int
	N  *string
}

type priceTable struct {
	orm.TableOf[price, int]
	ID schema.Int
	N  schema.NullDecimal[string]
}

// decimalCases compare decimals with values, beside columns and beside expressions.
func decimalCases() []testCase {
	return []testCase{{name: "compared with values", run: func(e *env) error {
		t := declare(e, "price", func(t *priceTable) { t.N.Precision(30, 10) })
		for i, n := range []string{"1.5", "10", "9.25", "12345678901234567890.1234567891", "12345678901234567890.1234567892"} {
			e.exec(sql.Insert(t).Values(t.ID.Set(i+1), t.N.Set(n)))
		}
		e.exec(sql.Insert(t).Values(t.ID.Set(6), t.N.SetNull()))
		for _, c := range []struct {
			name string
			cond sql.Cond
			want string
		}{
			{"column = value", t.N.Eq("1.50"), "[1]"},
			{"column = long value", t.N.Eq("12345678901234567890.1234567891"), "[4]"},
			{"column in values", t.N.In("12345678901234567890.1234567892", "1.5"), "[1 5]"},
			{"column > value", t.N.Gt("9.5"), "[2 4 5]"},
			{"column between", t.N.Between("9.2", "10"), "[2 3]"},
			{"coalesce(column, value) = value", t.N.Coalesce("0").Eq("1.50"), "[1]"},
			{"coalesce(column, value) > value", t.N.Coalesce("0").Gt("9.5"), "[2 4 5]"},
			{"coalesce(column, value) = long value", t.N.Coalesce("0").Eq("12345678901234567890.1234567892"), "[5]"},
			{"coalesce(column, value) = the value", t.N.Coalesce("0").Eq("0.0"), "[6]"},
			{"coalesce(column, value) in values", t.N.Coalesce("0").In("0.00", "10.000"), "[2 6]"},
		} {
			ids, err := engine.All(e.ctx, e.eng, sql.Select1(t.ID).Where(c.cond).OrderBy(t.ID))
			if err != nil {
				e.Errorf("%s: %v", c.name, err)
				continue
			}
			equal(e, c.name, fmt.Sprint(ids), c.want)
		}
		return nil
	}}, {name: "computed with", needs: ExactDecimals, run: func(e *env) error {
		t := declare(e, "sums", func(t *priceTable) { t.N.Precision(30, 10) })
		e.exec(sql.Insert(t).Values(t.ID.Set(1), t.N.Set("12345678901234567890.1234567891")), sql.Insert(t).Values(t.ID.Set(2), t.N.SetNull()))
		sub := sql.Select(t.ID, t.N.Add("0.00000000001").As("x")).Subquery("sub")
		for _, c := range []struct {
			name string
			x    sql.Num[string, *string]
			want string
		}{
			{"column + value", t.N.Add("0.0000000001"), "12345678901234567890.1234567892"},
			{"column + value with more digits", t.N.Add("0.00000000001"), "12345678901234567890.12345678911"},
			{"column - value", t.N.Sub("0.1234567891"), "12345678901234567890"},
			{"column * value", t.N.Mul("2"), "24691357802469135780.2469135782"},
			{"column % value", t.N.Mod("1000"), "890.1234567891"},
			{"coalesce(column, value) + value", sql.Number(t.N.Coalesce("1").Add("1").Nullable()), "12345678901234567891.1234567891"},
			{"column of a subquery", sql.Number(sql.Col(sub, t.N.Add("0.00000000001").As("x"))), "12345678901234567890.12345678911"},
		} {
			q := sql.Select1(c.x).Where(t.ID.Eq(1))
			if c.name == "column of a subquery" {
				q = sql.Select1(c.x).Where(sql.Col(sub, t.ID).Eq(1))
			}
			x, err := engine.One(e.ctx, e.eng, q)
			if err != nil {
				e.Errorf("%s: %v", c.name, err)
				continue
			}
			equal(e, c.name, trimmed(*x), c.want)
		}
		return nil
	}}}
}

// trimmed is a decimal without zeros at its end, of which databases have different numbers.
func trimmed(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	}
	return s
}
