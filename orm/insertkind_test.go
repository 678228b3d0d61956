package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// The INSERT of one kind of a hierarchy, by a statement, asks for the key that the database
// makes as that of any other table does.
func TestInsertOfOneKind(t *testing.T) {
	each(t, Till, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		for _, x := range []interface {
			Execute(context.Context, sql.Statement, ...sql.Params) (*engine.Result, error)
		}{eng, s} {
			r, err := x.Execute(ctx, orm.Insert(CardPayments, &CardPayment{Payment: Payment{Amount: 3}, Last4: "1234"}))
			must(t, err)
			if k, err := r.InsertedPrimaryKey(); err != nil || len(k) != 1 {
				t.Error(k, err)
			}
			must(t, r.Close())
		}
		must(t, s.Commit(ctx))
		n, err := orm.Select(CardPayments).Count(ctx, s)
		must(t, err)
		if n != 2 {
			t.Error(n)
		}
	})
}
