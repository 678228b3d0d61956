package dialecttest

import (
	"encoding/json"
	"errors"
	"math"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// lossyCases are values that do not fit: each is an error, nothing is cut.
func lossyCases() []testCase {
	return []testCase{
		{name: "on the way to the database", run: func(e *env) error {
			t := declare(e, "narrow", func(t *narrowTable) {
				t.ID.PrimaryKey()
				t.Name.Size(40)
				t.Small.Type(sqltype.As[int](sqltype.SmallInt))
				t.Amount.Precision(6, 2)
				t.Level.Values("level", "low", "high")
			})
			tab := schema.Of(t)
			for what, a := range map[string]sql.Assignment{
				"an int in a SMALLINT":      t.Small.Set(40_000),
				"an int in an INTEGER":      t.ID.Set(1 << 31),
				"no decimal":                t.Amount.Set("1,5"),
				"words as a decimal":        t.Amount.Set("NaN?"),
				"not of the set":            t.Level.Set("oepn"),
				"a fraction as an INTEGER":  tab.C("id").Set(1.5),
				"a text as an INTEGER":      tab.C("id").Set("1"),
				"infinity as a decimal":     tab.C("amount").Set(math.Inf(1)),
				"a bool as a date":          tab.C("day").Set(true),
				"a number as a text":        tab.C("name").Set(5),
				"2 as a bool":               tab.C("flag").Set(2),
				"a struct":                  tab.C("name").Set(struct{ A int }{1}),
				"a uint beyond BIGINT":      tab.C("big").Set(uint64(math.MaxUint64)),
				"a channel as a text":       tab.C("name").Set(make(chan int)),
				"a float beyond REAL":       tab.C("real").Set(1e300),
				"text that is no UUID":      tab.C("uuid").Set("not-a-uuid"),
				"text that is no JSON, raw": tab.C("doc").Set(json.RawMessage(`{"a":`)),
			} {
				_, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.Name.Set("x"), a))
				var ve *sqltype.ValueError
				if a.Column != nil && a.Column.Name == "name" {
					_, err = e.eng.Execute(e.ctx, sql.Insert(t).Values(a))
				}
				if !errors.As(err, &ve) {
					e.Errorf("%s: %v", what, err)
				}
			}
			for what, c := range map[string]sql.Typed[bool]{"comparison": t.Small.Eq(70_000), "member": t.Small.In(1, 70_000), "between": t.Small.Between(0, 70_000), "level": t.Level.Eq("oepn")} {
				if _, err := e.eng.Execute(e.ctx, sql.Select(t.ID).Where(c)); err == nil {
					e.Errorf("%s: no error", what)
				}
			}
			return e.want(sql.Select(sql.Count()).From(t), "0")
		}},
		{name: "on the way back", run: func(e *env) error {
			t := declare(e, "narrow", func(t *narrowTable) {
				t.ID.PrimaryKey()
				t.Name.Size(40)
				t.Level.Values("level", "low")
				t.Amount.Precision(6, 2)
			})
			e.exec(sql.Insert(t).Values(t.ID.Set(300), t.Name.Set("abc"), t.Big.Set(1<<40), t.Amount.Set("1.5"), t.Small.Set(-5)))
			read := map[string]error{}
			_, read["300 as an int8"] = engine.AllAs[struct{ ID int8 }](e.ctx, e.eng, sql.Select(t.ID))
			_, read["300 as a uint8"] = engine.AllAs[uint8](e.ctx, e.eng, sql.Select(t.ID))
			_, read["2^40 as an int32"] = engine.AllAs[struct{ Big int32 }](e.ctx, e.eng, sql.Select(t.Big))
			_, read["-5 as a uint"] = engine.AllAs[*uint](e.ctx, e.eng, sql.Select(t.Small))
			_, read["1.5 as an int"] = engine.AllAs[*int](e.ctx, e.eng, sql.Select(t.Amount))
			_, read["a text as an int"] = engine.AllAs[*int](e.ctx, e.eng, sql.Select(t.Name))
			_, read["NULL as an int"] = engine.AllAs[struct{ Flag bool }](e.ctx, e.eng, sql.Select(t.Flag))
			_, read["NULL as a text"] = engine.AllAs[string](e.ctx, e.eng, sql.Text("SELECT NULL"))
			_, read["a text as an int, raw"] = engine.AllAs[int](e.ctx, e.eng, sql.Text("SELECT 'abc'"))
			for what, err := range read {
				if err == nil {
					e.Errorf("%s: no error", what)
				}
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "at the database", run: func(e *env) error {
			t := declare(e, "narrow", func(t *narrowTable) {
				t.ID.PrimaryKey()
				t.Name.Size(40)
				t.Level.Values("level", "low")
				t.Amount.Precision(6, 2)
			})
			e.exec(sql.Insert(t).Values(t.ID.Set(1), t.Name.Set("x"), t.Amount.Set("1.25")))
			_, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.Amount.Set("123456.78")).AllRows())
			if err == nil { // a database that does not know of digits keeps them all
				return e.want(sql.Select(t.Amount), "'123456.78'")
			}
			var de *driver.Error
			if !errors.As(err, &de) || de.Class != driver.Data {
				e.Errorf("the error is %v", err)
			}
			return e.want(sql.Select(t.Amount), "'1.25'")
		}},
	}
}

type narrowTable struct {
	schema.Rows
	ID     schema.Int
	Name   schema.NullString
	Small  schema.NullInt
	Amount schema.NullDecimal[string]
	Level  schema.NullEnum[string]
	Day    schema.NullDate[time.Time]
	Flag   schema.NullBool
	Big    schema.NullInt64
	Real   schema.NullFloat32
	UUID   schema.NullUUID[[16]byte]
	Doc    schema.NullJSON[any]
}
