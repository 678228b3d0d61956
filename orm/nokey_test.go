package orm_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// What has no key yet is compared with nothing: not with 0, and nothing is sent. Once it is a
// row, the same statement runs.
func TestComparisonsWithNewObjects(t *testing.T) {
	boss2 := orm.Alias(People, "boss2")
	type run func(context.Context, *orm.Session) ([]string, error)
	names := func(q *orm.QueryFor[*Person]) run {
		q = q.OrderBy(People.ID).NoAutoflush()
		return func(ctx context.Context, s *orm.Session) (out []string, err error) {
			all, err := q.All(ctx, s)
			for _, p := range all {
				out = append(out, p.Name)
			}
			return out, err
		}
	}
	where := func(c sql.Cond) run { return names(orm.Select(People).Where(c)) }
	for _, x := range []struct {
		what string
		q    func(boss *Person, order *Order) run
		want []string
	}{
		{"Eq", func(b *Person, _ *Order) run { return where(People.Boss.Eq(b)) }, []string{"first", "second"}},
		{"not Eq", func(b *Person, _ *Order) run { return where(People.Boss.Eq(b).Not()) }, nil},
		{"Ne", func(b *Person, _ *Order) run { return where(People.Boss.Ne(b)) }, []string{"boss", "nobody's"}},
		{"within others", func(b *Person, _ *Order) run {
			return where(sql.Or(People.Boss.Eq(b), People.Name.Eq("boss")).And(People.ID.Ge(0)))
		}, []string{"boss", "first", "second"}},
		{"within Any", func(b *Person, _ *Order) run { return where(People.Team.Any(People.Boss.Eq(b))) }, []string{"boss"}},
		{"of an alias", func(b *Person, _ *Order) run {
			return where(sql.Exists(sql.Select1(boss2.ID).Where(boss2.Boss.Eq(b), sql.Eq(boss2.ID, People.ID))))
		}, []string{"first", "second"}},
		{"Select", func(b *Person, _ *Order) run { return names(People.Team.Select(b)) }, []string{"first", "second"}},
		{"Contains", func(_ *Person, o *Order) run {
			q := orm.Select(Products).Where(Products.Orders.Contains(o)).NoAutoflush()
			return func(ctx context.Context, s *orm.Session) ([]string, error) {
				p, err := q.One(ctx, s)
				if err != nil {
					return nil, err
				}
				return []string{p.Name}, nil
			}
		}, []string{"anvil"}},
		{"Contains, where the foreign key may be NULL", func(b *Person, _ *Order) run { return where(People.Team.Contains(b.Team[1])) }, []string{"boss"}},
		{"Contains, of who refers to nothing", func(b *Person, _ *Order) run { return where(People.Team.Contains(b)) }, nil},
		{"not Contains", func(b *Person, _ *Order) run { return where(People.Team.Contains(b).Not()) }, []string{"boss", "nobody's", "first", "second"}},
		{"typed rows", func(b *Person, _ *Order) run {
			q := sql.Select1(People.Name).Where(People.Boss.Eq(b)).OrderBy(People.ID)
			return func(ctx context.Context, s *orm.Session) ([]string, error) { return orm.All(ctx, s, q) }
		}, []string{"first", "second"}},
	} {
		t.Run(x.what, func(t *testing.T) {
			each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
				s := orm.NewSession(eng, orm.AutoflushOff)
				defer s.Close()
				boss := &Person{Name: "boss", Team: []*Person{{Name: "first"}, {Name: "second"}}}
				product := &Product{Name: "anvil", Orders: []*Order{{Quantity: 1}}}
				s.Add(boss, product, &Person{Name: "nobody's"})
				run := x.q(boss, product.Orders[0])
				_, err := run(ctx, s)
				var none *orm.NoKeyError
				if !errors.As(err, &none) || none.Op == "" || none.Entity == "" {
					t.Error(err)
				}
				if got := sent.take(); len(got) > 0 {
					t.Error(got)
				}
				must(t, s.Flush(ctx))
				if got, err := run(ctx, s); err != nil || !slices.Equal(got, x.want) {
					t.Errorf("%q, %v", got, err)
				}
				must(t, s.Commit(ctx))
			})
		})
	}
}

// A row whose key is 0 is compared as others are, by the session that knows it.
func TestComparisonsWithTheKeyZero(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		zero := &Person{Name: "zero", Team: []*Person{{Name: "a"}}}
		s.Add(zero, orm.KeepKey())
		must(t, s.Commit(ctx))
		for what, q := range map[string]*orm.QueryFor[*Person]{
			"Eq":       orm.Select(People).Where(People.Boss.Eq(zero)),
			"Ne":       orm.Select(People).Where(People.Boss.Ne(zero)),
			"Contains": orm.Select(People).Where(People.Team.Contains(zero.Team[0])),
			"Select":   People.Team.Select(zero),
			"With":     orm.Select(People).Where(People.ID.Eq(0)).With(orm.SelectIn(People.Team).Where(People.Boss.Eq(zero))),
		} {
			got, err := q.All(ctx, s)
			if err != nil || len(got) != 1 || what == "With" && len(got[0].Team) != 1 {
				t.Error(what, got, err)
			}
		}
		r, err := s.Execute(ctx, sql.Update(People).Set(People.Name.Set("b")).Where(People.Boss.Eq(zero)))
		must(t, err)
		must(t, r.Close())
		if zero.Team[0].Name != "b" {
			t.Error(zero.Team[0])
		}
		_, err = engine.All(ctx, eng, orm.Select(People).Where(People.Boss.Eq(zero))) // which knows no objects
		var none *orm.NoKeyError
		if !errors.As(err, &none) {
			t.Error(err)
		}
	})
}
