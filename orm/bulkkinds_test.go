package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// A row in bulk that does not say what it is, is what the table stands for, as an object is that
// is added to a session; what nothing is declared as would be a row that nobody can read.
func TestRowsInBulkThatDoNotSayWhatTheyAre(t *testing.T) {
	each(t, Till, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		cash := orm.Select(Payments).Where(Payments.Kind.Eq("cash"))
		for what, insert := range map[string]func(n int) (int64, error){
			"structs": func(n int) (int64, error) {
				return engine.BulkInsert(ctx, eng, Payments, make([]Payment, n))
			},
			"columns": func(n int) (int64, error) {
				return engine.BulkInsert(ctx, eng, Payments, make([]Payment, n), engine.BulkColumns(Payments.Amount))
			},
			"keys come back": func(n int) (int64, error) {
				rows := make([]*Payment, n)
				for i := range rows {
					rows[i] = &Payment{Amount: i}
				}
				return engine.BulkInsert(ctx, eng, Payments, rows, engine.BulkReturning(Payments.ID))
			},
			"parameters": func(n int) (int64, error) {
				rows := make([]sql.Params, n)
				for i := range rows {
					rows[i] = sql.Params{"amount": i}
				}
				return engine.BulkInsert(ctx, eng, Payments, rows)
			},
			"assignments": func(n int) (int64, error) {
				rows := make([][]sql.Assignment, n)
				for i := range rows {
					rows[i] = []sql.Assignment{Payments.Amount.Set(i)}
				}
				return engine.BulkInsert(ctx, eng, Payments, rows)
			},
			"upsert": func(n int) (int64, error) {
				rows := make([]Payment, n)
				for i := range rows {
					rows[i].ID = i + 1
				}
				return engine.BulkUpsert(ctx, eng, Payments, rows, engine.BulkColumns(Payments.ID, Payments.Kind, Payments.Amount))
			},
		} {
			for _, n := range []int{1, 20, 400} {
				_, err := eng.Execute(ctx, sql.Delete(Payments).AllRows())
				must(t, err)
				_, err = insert(n)
				must(t, err)
				if got, err := cash.Count(ctx, s); err != nil || got != n {
					t.Errorf("%s: %d of %d, %v", what, got, n, err)
				}
				must(t, s.Commit(ctx))
			}
		}

		// an upsert and an update leave alone what rows are
		must(t, s.Clear())
		_, err := eng.Execute(ctx, sql.Delete(Payments).AllRows())
		must(t, err)
		s.Add(&CardPayment{Payment: Payment{ID: 1, Amount: 1}, Last4: "1234"})
		must(t, s.Commit(ctx))
		_, err = engine.BulkUpsert(ctx, eng, Payments, []Payment{{ID: 1, Amount: 2}, {ID: 2, Amount: 2}}, engine.BulkColumns(Payments.ID, Payments.Kind, Payments.Amount))
		must(t, err)
		_, err = engine.BulkUpdate(ctx, eng, Payments, []Payment{{ID: 1, Amount: 3}}, engine.BulkColumns(Payments.ID, Payments.Amount))
		must(t, err)
		all, err := orm.Select(Payments).OrderBy(Payments.ID).All(ctx, s)
		must(t, err)
		if len(all) != 2 || all[0].Kind != "card" || all[0].Amount != 3 || all[1].Kind != "cash" {
			t.Error(*all[0], len(all))
		}

		sent.take()
		many := make([]Payment, 400)
		for i := range many {
			many[i].ID, many[i].Kind = i+1, "card"
		}
		many[399].Kind = "shells"
		bulk := func(_ int64, err error) error { return err }
		execute := func(stmt sql.Statement) error {
			_, err := eng.Execute(ctx, stmt)
			return err
		}
		for part, errs := range map[string][]error{
			`row 400: column kind: "shells"`:       {bulk(engine.BulkInsert(ctx, eng, Payments, many, engine.BulkColumns(Payments.ID, Payments.Kind, Payments.Amount)))},
			"is not set: read it first":            {bulk(engine.BulkUpdate(ctx, eng, Payments, []Payment{{ID: 1, Amount: 9}}))},
			`Payment.Kind is "shells"`:             {execute(orm.Insert(Payments, &Payment{Kind: "shells"}))},
			"that says it is a Payment":            {execute(orm.Insert(CardPayments, &CardPayment{Payment: Payment{Kind: "cash"}}))},
			`"bogus" is no column that is written`: {bulk(engine.BulkInsert(ctx, eng, Payments, []sql.Params{{"amount": 1}, {"amount": 2, "bogus": 3}}))},
		} {
			for _, err := range errs {
				if err == nil || !strings.Contains(err.Error(), part) {
					t.Errorf("%s: %v", part, err)
				}
			}
		}
		if got := sent.take(); len(got) > 0 {
			t.Error(got)
		}
	})
}

// Where no row is the root itself, each has to say what it is.
func TestRowsInBulkOfAnAbstractRoot(t *testing.T) {
	each(t, Press, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, n := range []int{1, 400} {
			_, err := engine.BulkInsert(ctx, eng, Publications, make([]Publication, n))
			if err == nil || !strings.Contains(err.Error(), "row 1: column kind: it is not set, and no row is a Publication itself") {
				t.Error(n, err)
			}
		}
		_, err := eng.Execute(ctx, orm.Insert(Publications, &Publication{Title: "Emma"}))
		if err == nil || !strings.Contains(err.Error(), "no row is a Publication itself") {
			t.Error(err)
		}
		if got := sent.take(); len(got) > 0 {
			t.Error(got)
		}
	})
}
