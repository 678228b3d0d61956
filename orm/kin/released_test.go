package kin_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// A foreign key of an heir's own table is made NULL when what it refers to is deleted, and
// the version, which is in the first table, is counted: in memory, and of rows that are not.
func TestReleasedHeirsAreCounted(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		hired(t, ctx, eng)
		s, other := orm.NewSession(eng), orm.NewSession(eng)
		defer s.Close()
		defer other.Close()
		ann, err := orm.Select(People).Where(People.Name.Eq("Ann")).One(ctx, s)
		must(t, err)
		cid, err := orm.Select(Seniors).One(ctx, s)
		must(t, err)
		s.Delete(ann, cid) // bob's mentor, and dee's
		err = s.Flush(ctx)
		if err == nil {
			t.Fatal("Mentor has no inverse: the database refuses")
		}
		must(t, s.Rollback(ctx))

		eve, err := orm.Select(Managers).One(ctx, s)
		must(t, err)
		late, err := orm.Select(Managers).One(ctx, other)
		must(t, err)
		c, err := orm.Select(Companies).One(ctx, s)
		must(t, err)
		s.Delete(c)
		must(t, s.Commit(ctx))
		if eve.LeadsID != nil || eve.CompanyID != nil || eve.Version != 3 { // it had left twice
			t.Fatal(eve.LeadsID, eve.CompanyID, eve.Version)
		}
		eve.Level++
		must(t, s.Commit(ctx))
		var stale *orm.StaleDataError
		late.Level = 1
		if err := other.Commit(ctx); !errors.As(err, &stale) || stale.Version != "1" || stale.Found != "" {
			t.Fatal(err)
		}
		must(t, other.Rollback(ctx))
		if err := orm.ExpectVersion(s, eve, 1); !errors.As(err, &stale) || stale.Version != "1" || stale.Found != "4" {
			t.Fatal(err)
		}
		if _, err := orm.Merge(ctx, s, Managers, &Manager{Person: Person{ID: eve.ID, Version: 2}}); !errors.As(err, &stale) || stale.Version != "2" || stale.Found != "4" {
			t.Fatal(err)
		}
	})
}
