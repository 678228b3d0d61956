package engine_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type lapTable struct {
	schema.Rows
	ID    schema.Int
	Took  schema.NullInterval
	Day   schema.Date[time.Time]
	At    schema.Time
	Share schema.Float
	Fee   schema.Decimal[string]
}

// TestMixedTypes reads what databases give another type than a column has.
func TestMixedTypes(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		ctx := t.Context()
		m := schema.NewMetaData()
		laps := schema.Declare(m, "lap", func(t *lapTable) {
			t.ID.PrimaryKey().NoAutoincrement()
			t.Fee.Precision(8, 2)
		})
		if err := eng.CreateAll(ctx, m); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := eng.DropAll(ctx, m); err != nil {
				t.Error(err)
			}
		}()
		at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
		for id, took := range []time.Duration{90 * time.Minute, -3 * time.Hour} {
			set := []sql.Assignment{laps.ID.Set(id + 1), laps.Took.Set(took), laps.Day.Set(at.Truncate(24 * time.Hour)), laps.At.Set(at), laps.Share.Set(0.5), laps.Fee.Set("1.25")}
			if _, err := eng.Execute(ctx, sql.Insert(laps).Values(set...)); err != nil {
				t.Fatal(err)
			}
		}
		took := sql.Number(laps.Took)
		check := func(what string, got any, err error, want string) {
			t.Helper()
			if err != nil || fmt.Sprint(got) != want {
				t.Errorf("%s: %v %v, want %s", what, got, err, want)
			}
		}
		sum, err := engine.One(ctx, eng, sql.Select1(sql.Sum(took)))
		check("sum", *sum, err, "-1h30m0s")
		abs, err := engine.All(ctx, eng, sql.Select1(sql.Abs(took).Value).OrderBy(laps.ID))
		check("abs", []time.Duration{*abs[0], *abs[1]}, err, "[1h30m0s 3h0m0s]")
		untyped := func(what string, stmt sql.Statement, want string) {
			t.Helper()
			res, err := eng.Execute(ctx, stmt)
			if err != nil {
				t.Errorf("%s: %v", what, err)
				return
			}
			rows, err := res.All()
			var all []any
			for _, r := range rows {
				all = append(all, r.Values()...)
			}
			check(what, all, err, want)
		}
		untyped("untyped sum and sign", sql.Select(sql.Sum(took), sql.Sum(sql.Sign(took))), "[-1h30m0s 0]")
		one := func(x sql.Expr) sql.SelectStmt[sql.Record] { return sql.Select(x).Where(laps.ID.Eq(1)) }
		untyped("int and float", one(laps.ID).UnionAll(one(laps.Share)), "[1 0.5]")
		untyped("float and decimal", one(laps.Share).UnionAll(one(laps.Fee)), "[0.5 1.25]")
		untyped("day and moment", one(laps.Day).UnionAll(one(laps.At)), "[2026-03-04 00:00:00 +0000 UTC 2026-03-04 05:06:07 +0000 UTC]")
		untyped("a union in a union", one(laps.ID).UnionAll(one(laps.ID).Except(one(laps.Share))), "[1 1]")
		res, err := eng.Execute(ctx, one(laps.ID).UnionAll(one(laps.Share)))
		if err != nil {
			t.Fatal(err)
		}
		row, err := res.First()
		if err != nil {
			t.Fatal(err)
		}
		var share float64
		err = row.Scan(&share)
		check("scanned", share, err, "1")
		v, err := row.Get("id")
		check("by name", v, err, "1")
	})
}
