package orm_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// cancelHook is what the session's hook before a flush does.
var cancelHook func(context.Context) error

// cancelled are calls whose context ends: before them, or in what they call.
var cancelled = map[string]struct {
	base *orm.Base
	do   func(ctx context.Context, cancel func(), s *orm.Session) error
}{
	"a flush in which a hook cancels": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		s.Add(&Letter{ID: 3, Title: "c"})
		cancelHook = func(context.Context) error { cancel(); return nil }
		return s.Flush(ctx)
	}},
	"a commit in which a hook gives the context's error": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		s.Add(&Letter{ID: 3, Title: "c"})
		cancelHook = func(ctx context.Context) error { cancel(); return ctx.Err() }
		return s.Commit(ctx)
	}},
	"batches, cancelled in the second": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		n := 0
		for ls, err := range orm.Select(Letters).OrderBy(Letters.ID).Batches(ctx, s, 1) {
			if err != nil {
				return err
			}
			if ls[0].Title += "!"; n == 1 {
				cancel()
			}
			n++
		}
		return fmt.Errorf("%d batches", n)
	}},
	"a stream, cancelled in the first row": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		for _, err := range orm.Select(Letters).LoadOnly(Letters.Title).Each(ctx, s) {
			if err != nil {
				return err
			}
			cancel()
		}
		return ctx.Err() // the rows may have been there already
	}},
	"a savepoint that is cancelled within": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		return s.Savepoint(ctx, func() error {
			s.Add(&Letter{ID: 3, Title: "c"})
			if err := s.Flush(ctx); err != nil {
				return fmt.Errorf("too early: %v", err)
			}
			cancel()
			s.Add(&Letter{ID: 4, Title: "d"})
			return s.Flush(ctx)
		})
	}},
	"a savepoint whose end is cancelled": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		return s.Savepoint(ctx, func() error { s.Add(&Letter{ID: 3, Title: "c"}); cancel(); return nil })
	}},
	"a statement of many": {Post1, func(ctx context.Context, cancel func(), s *orm.Session) error {
		cancel()
		_, err := s.Execute(ctx, sql.Update(Letters).Set(Letters.Title.Set("x")).Where(Letters.ID.Gt(0)))
		return err
	}},
	"a query under policies": {Offices, func(ctx context.Context, cancel func(), s *orm.Session) error {
		cancel()
		_, err := orm.Select(Accounts).With(orm.SelectIn(Accounts.Memos)).All(ctx, s)
		return err
	}},
	"a statement under policies": {Offices, func(ctx context.Context, cancel func(), s *orm.Session) error {
		if _, err := orm.Select(Memos).All(ctx, s); err != nil {
			return fmt.Errorf("too early: %v", err)
		}
		cancel()
		_, err := s.Execute(ctx, sql.Delete(Memos).Where(Memos.ID.Gt(0)))
		return err
	}},
	"a flush under policies": {Offices, func(ctx context.Context, cancel func(), s *orm.Session) error {
		s.Add(&Account{ID: 9, Name: "n"})
		cancel()
		return s.Flush(ctx)
	}},
}

// TestCancelledContexts: what is cancelled says so, leaves the database as it was, and after
// Rollback the same session goes on.
func TestCancelledContexts(t *testing.T) {
	for name, c := range cancelled {
		t.Run(name, func(t *testing.T) {
			each(t, c.base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
				letterLog, letterErr, cancelHook = nil, nil, nil
				hook := orm.OnBeforeFlush(func(ctx context.Context, _ *orm.Flush) error {
					if cancelHook == nil {
						return nil
					}
					return cancelHook(ctx)
				})
				var s *orm.Session
				if c.base == Offices {
					s = orm.NewSession(eng, orm.Tenant(1), hook)
					s.Add(&Account{ID: 1, Name: "a"}, &Memo{ID: 1, Text: "m", AccountID: 1})
				} else {
					s = orm.NewSession(eng, hook)
					s.Add(&Letter{ID: 1, Title: "a"}, &Letter{ID: 2, Title: "b"})
				}
				defer s.Close()
				must(t, s.Commit(ctx))
				must(t, s.Clear())
				limited, cancel := context.WithCancel(ctx)
				defer cancel()
				if err := c.do(limited, cancel, s); !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
				cancelHook = nil
				must(t, s.Rollback(ctx))
				must(t, s.Clear())
				if n := eng.Status().InUse; n != 0 {
					t.Fatal(n, "connections are lent")
				}
				if c.base == Offices {
					memos, err := orm.Select(Memos).All(ctx, s)
					must(t, err)
					accounts, err := orm.Select(Accounts).All(ctx, s)
					must(t, err)
					if len(memos) != 1 || len(accounts) != 1 {
						t.Fatal(len(memos), len(accounts))
					}
					accounts[0].Name = "after"
				} else {
					all, err := orm.Select(Letters).OrderBy(Letters.ID).All(ctx, s)
					must(t, err)
					if len(all) != 2 || all[0].Title != "a" || all[1].Title != "b" {
						t.Fatal(len(all), all[0], all[1])
					}
					all[0].Title = "after"
				}
			})
		})
	}
}
