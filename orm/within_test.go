package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func TestSessionWithinATransaction(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		names := func(s *orm.Session) string {
			t.Helper()
			ps, err := orm.Select(Products).OrderBy(Products.Name).All(ctx, s)
			must(t, err)
			var out []string
			for _, p := range ps {
				out = append(out, p.Name)
			}
			return strings.Join(out, "")
		}
		c, err := eng.Connect(ctx)
		must(t, err)
		defer c.Close()

		s := orm.NewSession(eng, orm.Within(c))
		a := &Product{Name: "a"}
		s.Add(a)
		must(t, s.Commit(ctx))
		b := &Product{Name: "b"}
		s.Add(b)
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx)) // only what was not committed
		if b.ID != 0 || names(s) != "a" {
			t.Error(b.ID, names(s))
		}
		must(t, s.Savepoint(ctx, func() error { a.Price = 3; return nil }))
		must(t, s.Commit(ctx))

		// a failed flush does not fail what is around it
		s.Add(&Product{Name: "dear", Price: -5})
		if err := s.Commit(ctx); err == nil {
			t.Error("CHECK (price >= 0)")
		}
		if err := s.Commit(ctx); !errors.Is(err, orm.ErrPendingRollback) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		if names(s) != "a" {
			t.Error(names(s))
		}
		must(t, s.Close())

		// the function Begin, and a session that is closed without a commit
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Product{Name: "c"}); return nil }, orm.Within(c)))
		no := errors.New("no")
		if err := orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Product{Name: "x"}); must(t, s.Flush(ctx)); return no }, orm.Within(c)); !errors.Is(err, no) {
			t.Error(err)
		}
		s = orm.NewSession(eng, orm.Within(c))
		s.Add(&Product{Name: "y"})
		must(t, s.Flush(ctx))
		must(t, s.Close())
		s = orm.NewSession(eng, orm.Within(c))
		if names(s) != "ac" {
			t.Error(names(s))
		}
		outside := orm.NewSession(eng)
		if d := eng.Dialect().Name(); d != "sqlite" && names(outside) != "" {
			t.Error("it was committed", names(outside))
		}
		must(t, outside.Close())
		s.Add(&Product{Name: "z"})
		must(t, s.Flush(ctx))
		must(t, c.Rollback(ctx)) // around an open session
		must(t, s.Close())
		s = orm.NewSession(eng, orm.Within(c))
		if names(s) != "" {
			t.Error("it was not rolled back", names(s))
		}
		must(t, s.Close())
		must(t, c.Rollback(ctx))
		s = orm.NewSession(eng, orm.Within(c), orm.ReadOnly)
		if names(s) != "" {
			t.Error(names(s))
		}
		must(t, s.Close())

		// and committed
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Product{Name: "d"}); return nil }, orm.Within(c)))
		must(t, c.Commit(ctx))
		must(t, c.Close())
		if got := names(orm.NewSession(eng)); got != "d" {
			t.Error(got)
		}

		// mistakes
		s = orm.NewSession(eng, orm.Within(c))
		s.Add(&Product{Name: "e"})
		if err := s.Commit(ctx); !errors.Is(err, engine.ErrConnClosed) {
			t.Error(err)
		}
		must(t, s.Close())
		auto, err := eng.Connect(ctx, engine.Autocommit)
		must(t, err)
		defer auto.Close()
		for want, c := range map[string]*engine.Conn{"autocommit": auto, "nil": nil} {
			s := orm.NewSession(eng, orm.Within(c))
			if _, err := orm.Select(Products).All(ctx, s); err == nil || !strings.Contains(err.Error(), want) {
				t.Error(want, err)
			}
			must(t, s.Close())
		}
	})
}

func ExampleWithin() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	// at the begin of a test
	c, err := eng.Connect(ctx)
	check(err)
	session := func() *orm.Session { return orm.NewSession(eng, orm.Within(c)) } // for the code that is tested

	func() { // which commits
		s := session()
		defer s.Close()
		s.Add(&Product{Name: "tested"})
		check(s.Commit(ctx))
	}()
	s := session()
	n, err := orm.Select(Products).Where(Products.Name.Eq("tested")).Count(ctx, s)
	check(err)
	fmt.Println(n)
	check(s.Close())

	// at its end, as t.Cleanup does
	check(c.Rollback(ctx))
	check(c.Close())
	s = orm.NewSession(eng)
	defer s.Close()
	n, err = orm.Select(Products).Where(Products.Name.Eq("tested")).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// 1
	// 0
}
