package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// What would write to one of an entity's tables alone is refused before anything is sent,
// with an error of one type.
func TestWritesToSeveralTables(t *testing.T) {
	each(t, Press, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		execute := func(x interface {
			Execute(context.Context, sql.Statement, ...sql.Params) (*engine.Result, error)
		}, stmt sql.Statement) error {
			_, err := x.Execute(ctx, stmt)
			return err
		}
		bulk := func(_ int64, err error) error { return err }
		many := make([]sql.Params, 400) // as many as go by COPY
		for i := range many {
			many[i] = sql.Params{"id": i + 1, "pages": 1}
		}
		for what, err := range map[string]error{
			"BulkInsert":    bulk(engine.BulkInsert(ctx, eng, Novels, []*Novel{{}})),
			"as many":       bulk(engine.BulkInsert(ctx, eng, Novels, many)),
			"BulkUpsert":    bulk(engine.BulkUpsert(ctx, eng, Novels, many[:2], engine.BulkKey(Novels.ID))),
			"BulkUpdate":    bulk(engine.BulkUpdate(ctx, eng, Novels, many[:2])),
			"BulkDelete":    bulk(engine.BulkDelete(ctx, eng, Novels, []int{1})),
			"OnConflict":    execute(s, orm.Insert(Novels, &Novel{}).OnConflict(Novels.ID).DoNothing()),
			"FromSelect":    execute(s, sql.Insert(Novels).FromSelect([]sql.Expr{Novels.ID}, sql.Select1(Papers.ID))),
			"no key":        execute(s, orm.Insert(Novels, &Novel{})),
			"no session":    execute(eng, orm.Insert(Novels, &Novel{Publication: Publication{ID: 1}})),
			"two of them":   execute(eng, sql.Update(Novels).Set(Novels.Title.Set("x"), Novels.Pages.Set(1)).AllRows()),
			"DELETE, alone": execute(eng, sql.Delete(Novels).AllRows()),
		} {
			var several *compile.SeveralTablesError
			if !errors.As(err, &several) || several.Statement == "" {
				t.Errorf("%s: %v", what, err)
			}
		}
		if got := sent.take(); len(got) > 0 {
			t.Error(got)
		}
	})
}

// Rows in bulk of one kind would be written without it, and found among all kinds.
func TestRowsInBulkOfOneKind(t *testing.T) {
	each(t, Till, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		bulk := func(_ int64, err error) error { return err }
		for what, err := range map[string]error{
			"BulkInsert": bulk(engine.BulkInsert(ctx, eng, CardPayments, make([]CardPayment, 2))),
			"as many":    bulk(engine.BulkInsert(ctx, eng, CardPayments, make([]CardPayment, 400))),
			"BulkUpsert": bulk(engine.BulkUpsert(ctx, eng, CardPayments, make([]CardPayment, 2))),
			"BulkUpdate": bulk(engine.BulkUpdate(ctx, eng, CardPayments, []CardPayment{{Payment: Payment{ID: 1}}})),
			"BulkDelete": bulk(engine.BulkDelete(ctx, eng, CardPayments, []int{1})),
		} {
			var wrong *engine.StatementError
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), "some value of kind") {
				t.Errorf("%s: %v", what, err)
			}
		}
		if got := sent.take(); len(got) > 0 {
			t.Error(got)
		}
		many := make([]Payment, 400) // the table of all kinds, with the kind
		for i := range many {
			many[i].Kind, many[i].Amount = []string{"cash", "card"}[i%2], i
		}
		must(t, bulk(engine.BulkInsert(ctx, eng, Payments, many)))
		s := orm.NewSession(eng)
		defer s.Close()
		n, err := orm.Select(CardPayments).Count(ctx, s)
		must(t, err)
		if n != 200 {
			t.Error(n)
		}
	})
}
