package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// What was said of objects goes with them: others in their room know nothing of it.
func TestMarksGoWithTheirObjects(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		stock(t, ctx, eng, 4)
		s := orm.NewSession(eng)
		defer s.Close()
		raised := func() *Product {
			t.Helper()
			p, err := orm.Select(Products).With(orm.RaiseAll(Products)).OrderBy(Products.ID).First(ctx, s)
			must(t, err)
			if _, err := Products.Orders.Of(ctx, s, p); !errors.As(err, new(*orm.RaisedError)) {
				t.Fatal(err)
			}
			return p
		}
		free := func() {
			t.Helper()
			p, err := orm.Select(Products).OrderBy(Products.ID.Desc()).First(ctx, s)
			must(t, err)
			if _, err := Products.Orders.Of(ctx, s, p); err != nil {
				t.Error(err)
			}
		}
		raised()
		must(t, s.Clear())
		free()
		must(t, s.Clear())
		must(t, s.Expunge(raised()))
		free()
	})
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		a, err := orm.Select(Accounts).OrderBy(Accounts.ID).First(ctx, s)
		must(t, err)
		seen, err := orm.Select(Memos).Unscoped().OrderBy(Memos.ID).First(ctx, s)
		must(t, err)
		must(t, s.Expunge(seen))
		m := &Memo{Text: "new", Account: a} // in the room of the other
		s.Add(m)
		must(t, s.Flush(ctx))
		sent.take()
		got, err := Memos.Get(ctx, s, m.ID)
		must(t, err)
		if st := sent.take(); got != m || len(st) > 0 {
			t.Error(st)
		}
	})
}

// A Merge or an Attach that cannot be done says so, and does nothing.
func TestMergeOfWhatIsDeletedAndAttachOfWhatIsNew(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Post{Title: "p", Keywords: []*Keyword{{Word: "a"}}}
		must(t, begin(ctx, s, p))
		s.Delete(p)
		var gone *orm.ObjectDeletedError
		if _, err := orm.Merge(ctx, s, Posts, &Post{ID: p.ID, Title: "back"}); !errors.As(err, &gone) || p.Title != "p" {
			t.Error(err, p.Title)
		}
		must(t, s.Rollback(ctx))
		must(t, s.Clear())

		new := &Post{ID: p.ID, Title: "p", Keywords: []*Keyword{{ID: p.Keywords[0].ID, Word: "a"}, {Word: "no row"}}}
		if err := s.Attach(new); err == nil || !strings.Contains(err.Error(), "no key") {
			t.Error(err)
		}
		if s.Len() != 0 || orm.StateOf(s, new) != orm.Transient {
			t.Error(s.Len(), orm.StateOf(s, new))
		}
		if plan, err := s.Plan(ctx); err != nil || len(plan.Statements) > 0 {
			t.Error(err, plan)
		}

		k := &Keyword{Word: "k"}
		p2 := &Post{Title: "p2"}
		must(t, begin(ctx, s, k, p2))
		s.Delete(k)
		p2.Keywords = []*Keyword{{ID: k.ID, Word: "instead"}}
		var taken *orm.IdentityConflictError
		if err := s.Sync(); !errors.As(err, &taken) || !taken.Deleted || !strings.Contains(err.Error(), "is to be deleted: Add this one") {
			t.Error(err)
		}
		s.Add(p2.Keywords[0])
		must(t, s.Commit(ctx))
		never := &Keyword{Word: "never"}
		s.Add(never)
		s.Delete(never)
		if st := orm.StateOf(s, never); st != orm.Transient {
			t.Error(st)
		}
		must(t, s.Commit(ctx))

		ro := orm.NewSession(eng, orm.ReadOnly)
		defer ro.Close()
		if _, err := orm.Merge(ctx, ro, Posts, &Post{ID: p.ID, Title: "x"}); !errors.Is(err, orm.ErrReadOnlySession) {
			t.Error(err)
		}
	})
}

// What is said twice of a query adds up, or the last holds, or is refused.
func TestOptionsThatAreSaidTwice(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 4)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products).OrderBy(Products.ID.Desc()).Limit(1)
		run := func(q orm.Query[*Product], statements int) *Product {
			t.Helper()
			must(t, s.Clear())
			sent.take()
			p, err := q.One(ctx, s)
			must(t, err)
			if st := sent.take(); len(st) != statements {
				t.Error(strings.Join(st, "\n"))
			}
			return p
		}
		if p := run(q.Defer(Products.Name).Defer(Products.Price), 1); p.Name != "" || p.ProductionDate == nil {
			t.Error(p)
		}
		p := run(q.LoadOnly(Products.Name).LoadOnly(Products.AvailableQuantity), 1)
		if p.Name == "" || p.ProductionDate != nil {
			t.Error(p)
		}
		if p := run(q.With(orm.SelectIn(Products.Orders), orm.SelectIn(Products.Orders, orm.SelectIn(Orders.Product))), 2); len(p.Orders) != 3 {
			t.Error(p.Orders)
		}
		if p := run(q.With(orm.SelectIn(Products.Orders)).With(orm.Joined(Products.Orders)), 1); len(p.Orders) != 3 {
			t.Error(p.Orders)
		}
		if p := run(q.With(orm.SelectIn(Products.Orders).Limit(1)).With(orm.SelectIn(Products.Orders)), 2); len(p.Orders) != 3 {
			t.Error(p.Orders)
		}
		if p := run(q.With(orm.SelectIn(Products.Orders), orm.SelectIn(Products.Orders).Limit(1)), 2); len(p.Orders) != 1 {
			t.Error(p.Orders)
		}
		if p := run(q.With(orm.SelectIn(Products.Orders), orm.Raise(Products.Orders)), 1); p.Orders != nil {
			t.Error(p.Orders)
		}
		for want, q := range map[string]orm.Query[*Product]{
			"exclude each other":          q.LoadOnly(Products.Name).Defer(Products.Price),
			"Raise and Skip load nothing": q.With(orm.Raise(Products.Orders).Limit(1)),
		} {
			if _, err := q.All(ctx, s); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q wanted: %v", want, err)
			}
		}
		_, err := q.ForUpdate().Count(ctx, s)
		_, also := q.ForUpdate().Exists(ctx, s)
		for _, err := range []error{err, also} {
			if err == nil || !strings.Contains(err.Error(), "lock no rows") {
				t.Error(err)
			}
		}
	})
}
