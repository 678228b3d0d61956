package orm_test

import (
	"context"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// TestRowsThatNobodyHasReadComeByAStatement: an UPDATE of many rows gives a loaded collection rows
// that the session does not know; they are there when it is asked for.
func TestRowsThatNobodyHasReadComeByAStatement(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 6)
		for _, some := range []bool{false, true} {
			s := orm.NewSession(eng)
			defer s.Close()
			ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).Where(Products.ID.Le(map[bool]int{false: 1, true: 2}[some])).OrderBy(Products.ID).All(ctx, s)
			must(t, err)
			n, err := orm.Select(Orders).Count(ctx, s)
			must(t, err)
			r, err := s.Execute(ctx, sql.Update(Orders).Set(Orders.ProductID.Set(ps[0].ID)).AllRows())
			must(t, err)
			must(t, r.Close())
			if st := Products.Orders.State(s, ps[0]); st != orm.Outdated {
				t.Error(some, st)
			}
			orders, err := Products.Orders.Of(ctx, s, ps[0])
			must(t, err)
			if len(orders) != n || n < 5 {
				t.Errorf("%t: %d orders of %d", some, len(orders), n)
			}
			r, err = s.Execute(ctx, sql.Update(Orders).Set(Orders.ProductID.Set(ps[0].ID)).AllRows())
			must(t, err)
			must(t, r.Close())
			if st := Products.Orders.State(s, ps[0]); st != orm.Loaded {
				t.Error("all of them are known", st)
			}
			must(t, s.Rollback(ctx))
		}
	})
}

// TestAStatementThatHidesRows: objects know what a statement has made of their rows, also where a
// policy hides them afterwards.
func TestAStatementThatHidesRows(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		memo, err := orm.Select(Memos).OrderBy(Memos.ID).First(ctx, s)
		must(t, err)
		r, err := s.Execute(ctx, sql.Update(Memos).Set(Memos.DeletedAt.Set(time.Now()), Memos.Text.Set("gone")).Where(Memos.ID.Eq(memo.ID)))
		must(t, err)
		must(t, r.Close())
		if memo.DeletedAt == nil || memo.Text != "gone" {
			t.Error(memo)
		}
		must(t, s.Rollback(ctx))
	})
}
