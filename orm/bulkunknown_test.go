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

// TestRowsThatAnInsertBrings: what a statement inserts is in the collections that were loaded before.
func TestRowsThatAnInsertBrings(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := orm.Select(Products).OrderBy(Products.ID).First(ctx, s)
		must(t, err)
		orders, err := Products.Orders.Of(ctx, s, p)
		must(t, err)
		columns := []sql.Expr{Orders.Quantity, Orders.OrderDate, Orders.ProductID}
		row := func(id int) sql.InsertStmt {
			return sql.Insert(Orders).Values(Orders.ID.Set(id), Orders.Quantity.Set(7), Orders.ProductID.Set(p.ID))
		}
		for at, stmt := range []sql.Statement{
			row(1001),
			sql.Insert(Orders).FromSelect(columns, sql.Select(Orders.Quantity, Orders.OrderDate, Orders.ProductID).Where(Orders.ID.Eq(1001))),
			row(2002).OnConflict(Orders.ID).DoNothing(),
			orm.Insert(Orders, &Order{ProductID: p.ID}),
			sql.Insert(Orders).Values(Orders.Quantity.Set(1), Orders.ProductID.Set(p.ID+1)), // another's
		} {
			n, err := orm.Select(Orders).Where(Orders.ProductID.Eq(p.ID)).Count(ctx, s)
			must(t, err)
			if n != len(orders)+at {
				t.Error(at, n)
			}
			r, err := s.Execute(ctx, stmt)
			must(t, err)
			must(t, r.Close())
			if st := Products.Orders.State(s, p); st != orm.Outdated {
				t.Error(at, st)
			}
			if now, err := Products.Orders.Of(ctx, s, p); err != nil || len(now) != len(orders)+min(at+1, 4) {
				t.Errorf("%d: %d orders, of %d before: %v", at, len(now), len(orders), err)
			}
		}
		if !eng.Dialect().Features().InsertReturning {
			return
		}
		_, err = orm.All(ctx, s, sql.Returning(row(3003), Orders))
		must(t, err)
		if st := Products.Orders.State(s, p); st != orm.Outdated {
			t.Error("returning", st)
		}
	})
	each(t, Regatta, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		m, song := &Mast{}, &Song{Name: "x"}
		s.Add(m, song)
		must(t, s.Flush(ctx))
		for at, stmt := range []sql.Statement{
			sql.Insert(MastSongs).Values(MastSongs.MastID.Set(m.ID), MastSongs.SongID.Set(song.ID)),
			sql.Delete(MastSongs).AllRows(),
			sql.Insert(Flags).Values(Flags.MastID.Set(m.ID)),
		} {
			r, err := s.Execute(ctx, stmt)
			must(t, err)
			must(t, r.Close())
			songs, err := Masts.Songs.Of(ctx, s, m)
			must(t, err)
			flag, err := Masts.Flag.Of(ctx, s, m)
			must(t, err)
			if len(songs) != []int{1, 0, 0}[at] || (flag != nil) != (at == 2) {
				t.Error(at, songs, flag)
			}
		}
	})
}
