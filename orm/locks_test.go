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
