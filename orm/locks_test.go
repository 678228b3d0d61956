package orm_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// A session whose flush was refused must not keep what it has locked until somebody
// calls Rollback.
func TestARefusedFlushFreesItsLocks(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		fill(t, ctx, eng, 2, 0)
		ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
		defer cancel()
		s := orm.NewSession(eng)
		defer s.Close()
		products, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		p, q := products[0], products[1]
		name := p.Name
		p.Name, q.Price = "mine", -1 // the second is refused by a check
		if err := s.Commit(ctx); !errors.Is(err, driver.ErrCheck) {
			t.Fatal(err)
		}

		must(t, orm.Begin(ctx, eng, func(other *orm.Session) error {
			o, err := Products.Get(ctx, other, p.ID)
			must(t, err)
			if o.Name != name {
				t.Errorf("%q was not rolled back", o.Name)
			}
			o.Name = "theirs"
			return nil
		}))

		if err := s.Flush(ctx); !errors.Is(err, orm.ErrPendingRollback) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if p.Name != name || q.Price == -1 {
			t.Errorf("not restored: %q, %v", p.Name, q.Price)
		}
	})
}

// Locks of queries, held against each other by two sessions.
func TestLocksOfQueries(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 1)
		one, other := orm.NewSession(eng), orm.NewSession(eng)
		defer one.Close()
		defer other.Close()
		q := orm.Select(Products).OrderBy(Products.ID)
		if eng.Dialect().Features().Embedded { // it locks the whole file
			for _, q := range []orm.Query[*Product]{q.ForUpdate().NoWait(), q.ForShare().SkipLocked(), q.ForShare()} {
				sent.take()
				if _, err := q.All(ctx, one); err == nil {
					t.Error("SQLite has no such lock", sent.take())
				}
				must(t, one.Rollback(ctx))
			}
			return
		}
		locked, err := q.Where(Products.ID.Eq(2)).ForUpdate().All(ctx, one)
		must(t, err)
		if len(locked) != 1 {
			t.Fatal(len(locked))
		}
		free, err := q.ForUpdate().SkipLocked().With(orm.SelectIn(Products.Orders)).All(ctx, other)
		must(t, err)
		if len(free) != 2 || free[0].ID != 1 || free[1].ID != 3 || len(free[1].Orders) != 1 {
			t.Errorf("skipped: %+v", free)
		}
		must(t, other.Rollback(ctx))
		for _, q := range []orm.Query[*Product]{q.ForUpdate().NoWait(), q.ForShare().NoWait()} {
			if _, err := q.All(ctx, other); !refused(err) {
				t.Errorf("what is locked was had: %v", err)
			}
			must(t, other.Rollback(ctx))
		}
		must(t, one.Rollback(ctx))

		// a shared lock lets others share it, and keeps writers away
		_, err = q.Where(Products.ID.Eq(1)).ForShare().All(ctx, one)
		must(t, err)
		if ps, err := q.ForShare().NoWait().All(ctx, other); err != nil || len(ps) != 3 {
			t.Errorf("shared by two: %v", err)
		}
		must(t, other.Rollback(ctx))
		if ps, err := q.ForUpdate().SkipLocked().First(ctx, other); err != nil || ps.ID != 2 {
			t.Errorf("the first that nobody shares: %v %v", ps, err)
		}
		must(t, other.Rollback(ctx))
		for name, q := range map[string]orm.Query[*Product]{"nothing": q.NoWait(), "both": q.ForUpdate().NoWait().SkipLocked()} {
			sent.take()
			if _, err := q.All(ctx, other); err == nil || len(sent.take()) > 0 {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
