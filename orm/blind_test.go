package orm_test

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// spent is what f allocates: how often, and how many bytes.
func spent(f func()) (times, bytes uint64) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	f()
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.Mallocs - a.Mallocs, b.TotalAlloc - a.TotalAlloc
}

// What nobody compares is not copied: AsNoTracking costs what a query without a session
// costs, and a session that reads keeps no snapshots.
func TestWhatReadersAllocate(t *testing.T) {
	const rows = 2000
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, rows, 0)
		q := orm.Select(Products)
		session := func(q orm.Query[*Product], options ...orm.SessionOption) func() {
			return func() {
				s := orm.NewSession(eng, options...)
				ps, err := q.All(ctx, s)
				if err != nil || len(ps) != rows {
					t.Fatal(len(ps), err)
				}
				s.Close()
			}
		}
		plain, plainBytes := spent(func() {
			ps, err := engine.All(ctx, eng, q)
			if err != nil || len(ps) != rows {
				t.Fatal(len(ps), err)
			}
		})
		untracked, untrackedBytes := spent(session(q.AsNoTracking()))
		tracked, trackedBytes := spent(session(q))
		reading, readingBytes := spent(session(q, orm.ReadOnly))
		t.Logf("allocations and bytes: engine %d %d, untracked %d %d, read only %d %d, tracked %d %d", plain, plainBytes, untracked, untrackedBytes, reading, readingBytes, tracked, trackedBytes)
		if untracked > plain+40 || untrackedBytes > plainBytes*11/10+16<<10 {
			t.Errorf("AsNoTracking is dearer than no session: %d allocations of %d bytes, and %d of %d", untracked, untrackedBytes, plain, plainBytes)
		}
		if perRow := (int64(trackedBytes) - int64(readingBytes)) / rows; perRow < 60 {
			t.Errorf("a session that reads keeps %d bytes less for a row than one that compares", perRow)
		}
		if reading > tracked+10 {
			t.Errorf("%d allocations to read, %d to compare", reading, tracked)
		}
	})
}

// A session that reads has all that others have, but for what it does not look for.
func TestReadOnlySessionsLoadLikeOthers(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 4, 2)
		s := orm.NewSession(eng, orm.ReadOnly)
		defer s.Close()
		ps, err := orm.Select(Products).Defer(Products.Name).With(orm.Joined(Products.Orders)).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		if len(ps) != 4 || len(ps[3].Orders) != 2 || ps[0].Orders[0].Product != ps[0] || ps[0].Name != "" {
			t.Fatalf("%+v", ps[0])
		}
		must(t, orm.LoadColumns(ctx, s, ps[0], Products.Name))
		if ps[0].Name != "p00" || ps[3].Name != "p03" {
			t.Errorf("%+v", ps[0])
		}
		o := ps[0].Orders[0]
		must(t, s.Commit(ctx))
		must(t, orm.Begin(ctx, eng, func(w *orm.Session) error {
			x, err := Orders.Get(ctx, w, o.ID)
			x.ProductID, x.Quantity = ps[1].ID, 55
			return err
		}))
		again, err := Orders.Get(ctx, s, o.ID) // in a later transaction
		must(t, err)
		if again != o || o.Quantity != 55 || o.ProductID != ps[1].ID || o.Product != nil {
			t.Errorf("%+v", o)
		}
		p, err := Orders.Product.Of(ctx, s, o)
		must(t, err)
		if p != ps[1] {
			t.Error("the reference is another one now")
		}
		must(t, s.Expire(o))
		must(t, s.Refresh(ctx, o))
		all, err := Products.Orders.Of(ctx, s, ps[2])
		must(t, err)
		if len(all) != 2 {
			t.Error(len(all))
		}
		must(t, s.Rollback(ctx))
		if people, err := orm.Select(People).AsNoTracking().With(orm.SelectIn(People.Team)).All(ctx, s); err != nil || len(people) != 0 {
			t.Error(people, err)
		}
	})
}
