package dialecttest

import (
	"fmt"

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
	}}}
}
