package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// COMMIT travels with the only row of a transaction; a stale row is found out all the
// same, and nothing of a larger unit is made to last.
func TestCommitFindsStaleRows(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 4, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		ps, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		_, err = eng.Execute(ctx, sql.Delete(Products).Where(Products.ID.Eq(ps[0].ID)))
		must(t, err)
		ps[0].Name = "gone"
		var sd *orm.StaleDataError
		if err := s.Commit(ctx); !errors.As(err, &sd) || sd.Rows != 0 || sd.Want != 1 {
			t.Fatal(err)
		} else if errors.Is(err, engine.ErrCommittedAnyway) || strings.Contains(err.Error(), "commit") || !strings.HasPrefix(err.Error(), "flush: UPDATE of ") {
			t.Fatalf("nothing was committed, and the message is %v", err)
		}
		if _, err := orm.Select(Products).All(ctx, s); !errors.Is(err, orm.ErrPendingRollback) || !errors.As(err, &sd) {
			t.Fatalf("after a failed flush: %v", err)
		}
		must(t, s.Rollback(ctx))
		if ps[0].Name == "gone" {
			t.Fatal("not restored")
		}

		ps[0].Name, ps[1].Name = "gone", "changed beside it"
		if err := s.Commit(ctx); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		must(t, s.Expunge(ps[0]))
		name := ps[1].Name
		must(t, s.Refresh(ctx, ps[1]))
		if ps[1].Name != name {
			t.Fatalf("the database has %q", ps[1].Name)
		}

		ps[1].Name = "alone"
		must(t, s.Commit(ctx))
		s.Delete(ps[2])
		must(t, s.Commit(ctx))
		left, err := orm.Select(Products).OrderBy(Products.ID).AsNoTracking().All(ctx, s)
		must(t, err)
		if len(left) != 2 || left[0].Name != "alone" {
			t.Fatal(len(left), left[0].Name)
		}
		s.Delete(ps[3])
		_, err = eng.Execute(ctx, sql.Delete(Products).Where(Products.ID.Eq(ps[3].ID)))
		must(t, err)
		if err := s.Commit(ctx); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if st := eng.Status(); st.InUse != 0 {
			t.Fatal("a connection is not back")
		}
	})
}
