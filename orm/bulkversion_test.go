package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// Rows in bulk have the versions that they give: those that count them are found by sessions
// that have read the rows before.
func TestVersionsOfRowsInBulk(t *testing.T) {
	each(t, League, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		rows := make([]Doc, 400)
		for i := range rows {
			rows[i] = Doc{ID: i + 1, Title: "a", V: 1}
		}
		_, err := engine.BulkInsert(ctx, eng, Docs, rows, engine.BulkColumns(Docs.ID, Docs.Title, Docs.V))
		must(t, err)
		s := orm.NewSession(eng)
		defer s.Close()
		all, err := orm.Select(Docs).OrderBy(Docs.ID).All(ctx, s)
		must(t, err)
		must(t, s.Commit(ctx))
		for i := range rows {
			rows[i].Title = "b"
			rows[i].V += i % 2 // of every other row the version counts
		}
		n, err := engine.BulkUpdate(ctx, eng, Docs, rows)
		must(t, err)
		if n != 400 {
			t.Error(n)
		}
		all[0].Title = "c"
		must(t, s.Commit(ctx))
		all[1].Title = "c"
		var stale *orm.StaleDataError
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))

		// by a statement in the session, its objects know what was counted
		for _, d := range all {
			must(t, s.Refresh(ctx, d))
		}
		r, err := s.Execute(ctx, sql.Update(Docs).Set(Docs.Title.Set("d"), Docs.V.SetExpr(Docs.V.Add(1))).Where(Docs.ID.Le(3)))
		must(t, err)
		must(t, r.Close())
		if all[0].V != 3 || all[1].V != 3 || all[2].V != 2 || all[3].V != 2 {
			t.Error(all[0], all[1], all[2], all[3])
		}
		all[0].Title, all[1].Title = "e", "e"
		must(t, s.Commit(ctx))
		got, err := engine.AllAs[Doc](ctx, eng, sql.Select(Docs.ID, Docs.Title, Docs.V).Where(Docs.ID.Le(4)).OrderBy(Docs.ID))
		must(t, err)
		want := []Doc{{1, "e", 4}, {2, "e", 4}, {3, "d", 2}, {4, "b", 2}}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%+v, not %+v", got[i], want[i])
			}
		}
	})
}
