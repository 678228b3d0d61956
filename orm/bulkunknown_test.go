package orm_test

import (
	"context"
	"errors"
	"sync"
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

// TestRowsThatMoveByAStatementWhichReturnsThem is the same by FromStatement.
func TestRowsThatMoveByAStatementWhichReturnsThem(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		if on(t) == "mysql" {
			t.Skip("it has no UPDATE … RETURNING")
		}
		stock(t, ctx, eng, 6)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).Where(Products.ID.Le(4)).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		all, err := orm.FromStatement(ctx, s, Orders, sql.Update(Orders).Set(Orders.ProductID.Set(ps[0].ID)).AllRows().Returning(Orders))
		must(t, err)
		for i, p := range ps {
			orders, err := Products.Orders.Of(ctx, s, p)
			must(t, err)
			if want := map[bool]int{true: len(all)}[i == 0]; len(orders) != want {
				t.Errorf("product %d has %d orders of %d", i, len(orders), len(all))
			}
		}
		must(t, s.Rollback(ctx))
	})
}

// TestBatchesOfTwoAtOnce: whoever comes second is told so, and changes nothing.
func TestBatchesOfTwoAtOnce(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 6)
		s := orm.NewSession(eng)
		defer s.Close()
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for range 20 {
					for _, err := range orm.Select(Products).Batches(ctx, s, 2) {
						if err != nil && !errors.Is(err, orm.ErrConcurrentSession) {
							t.Error(err)
						}
					}
				}
			})
		}
		wg.Wait()
	})
}
