package kin_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// fleet is n of each kind, with equal values and equal keys in several tables.
func fleet(t *testing.T, ctx context.Context, eng *engine.Engine, n int) (names []string) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range n {
			a := func(kind string) Asset {
				names = append(names, fmt.Sprintf("%s%02d", kind, i))
				return Asset{Name: names[len(names)-1], Value: float64(i / 2)}
			}
			s.Add(&Car{Asset: a("c")}, &Truck{Asset: a("t"), Load: i}, &Tanker{Truck: Truck{Asset: a("k")}, Litres: i})
		}
		return nil
	}))
	slices.Sort(names)
	return names
}

// Pages over several tables neither repeat nor leave out a row, in both directions.
func TestPagesOfConcreteTables(t *testing.T) {
	each(t, Garage, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		names := fleet(t, ctx, eng, 7)
		for name, q := range map[string]orm.Query[*Asset]{
			"by the key": orm.Select(Assets),
			"by value":   orm.Select(Assets).OrderBy(Assets.Value.Desc()),
			"by name":    orm.Select(Assets).OrderBy(Assets.Name),
			"filtered":   orm.Select(Assets).Where(Assets.Value.Ge(0)).OrderBy(Assets.Value, Assets.Name.Desc()),
			"distinct":   orm.Select(Assets).Distinct().OrderBy(Assets.Value),
		} {
			s := orm.NewSession(eng)
			all, err := q.All(ctx, s)
			must(t, err)
			var forth, back, want []string
			for _, a := range all {
				want = append(want, a.Name)
			}
			for cursor, first := "", true; first || cursor != ""; first = false {
				p, err := q.Limit(4).After(cursor).Page(ctx, s)
				must(t, err)
				for _, a := range p.Rows {
					forth = append(forth, a.Name)
				}
				if (p.Prev == "") != first || len(forth) > 100 {
					t.Fatalf("%s: %+v", name, p)
				}
				cursor = p.Next
			}
			for cursor, first := "", true; first || cursor != ""; first = false {
				p, err := q.Limit(4).Before(cursor).Page(ctx, s)
				must(t, err)
				for _, a := range slices.Backward(p.Rows) {
					back = append(back, a.Name)
				}
				cursor = p.Prev
			}
			slices.Reverse(back)
			if !slices.Equal(forth, back) || name != "by value" && name != "distinct" && name != "by the key" && !slices.Equal(forth, want) {
				t.Errorf("%s: %v\n%v\n%v", name, forth, back, want)
			}
			if slices.Sort(forth); !slices.Equal(forth, names) {
				t.Errorf("%s: %v", name, forth)
			}
			p, err := q.Limit(3).Page(ctx, s)
			must(t, err)
			for _, a := range p.Rows {
				switch a.Name[0] {
				case 'c':
					_, ok := orm.As[*Car](s, a)
					if !ok {
						t.Error(a.Name)
					}
				case 'k':
					_, ok := orm.As[*Tanker](s, a)
					if !ok {
						t.Error(a.Name)
					}
				}
			}
			if _, err := orm.Select(Assets).OrderBy(Assets.ID.Desc(), Assets.Name).Limit(3).After(p.Next).Page(ctx, s); !errors.Is(err, orm.ErrBadCursor) {
				t.Errorf("%s: the cursor of another order: %v", name, err)
			}
			if _, err := q.After(p.Next).All(ctx, s); err == nil || !strings.Contains(err.Error(), "Page") {
				t.Error(err)
			}
			s.Close()
		}
	})
}

// Each gives what each row is, for tables of all kinds; Batches writes to the right ones.
func TestEachOfHierarchies(t *testing.T) {
	each(t, Garage, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		names := fleet(t, ctx, eng, 7)
		s := orm.NewSession(eng)
		defer s.Close()
		var got []string
		oars := 0
		for v, err := range orm.EachAs[Vehicle](ctx, s, orm.Select(Assets).OrderBy(Assets.Name)) {
			must(t, err)
			oars += v.Wheels()
			switch v := v.(type) {
			case *Tanker:
				got = append(got, v.Name)
				if v.Name != fmt.Sprintf("k%02d", v.Litres) {
					t.Errorf("%+v", v)
				}
			case *Car:
				got = append(got, v.Name)
			case *Truck:
				got = append(got, v.Name)
			}
		}
		if !slices.Equal(got, names) || oars != 7*(4+6+8) {
			t.Error(got, oars)
		}
		n := 0
		for a, err := range orm.Select(Trucks).Where(Trucks.Value.Gt(1)).Limit(5).Each(ctx, s) {
			must(t, err)
			if _, known := orm.As[*Tanker](s, a); known {
				t.Error("what Each gives is not the session's")
			}
			n++
		}
		if n != 5 || s.Len() != 0 {
			t.Error(n, s.Len())
		}
		for as, err := range orm.Select(Assets).Batches(ctx, s, 5) {
			must(t, err)
			for _, a := range as {
				a.Value += 100
				if k, ok := orm.As[*Tanker](s, a); ok {
					k.Litres = 1
				}
			}
		}
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Assets).Where(Assets.Value.Ge(100)).Count(ctx, s); err != nil || n != 21 {
			t.Error(n, err)
		}
		if n, err := orm.Select(Tankers).Where(Tankers.Litres.Eq(1)).Count(ctx, s); err != nil || n != 7 {
			t.Error(n, err)
		}
		for _, err := range orm.EachAs[interface{ Fly() }](ctx, s, orm.Select(Assets)) {
			if err == nil || !strings.Contains(err.Error(), "does not implement") {
				t.Error(err)
			}
		}
	})
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Person{Name: "p"}, &Engineer{Person: Person{Name: "e"}, Lang: "Go"}, &Senior{Engineer: Engineer{Person: Person{Name: "s"}, Lang: "C"}, Grade: 3}, &Manager{Person: Person{Name: "m"}, Level: 2})
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		var got []string
		for p, err := range orm.EachAs[Named](ctx, s, orm.Select(People).OrderBy(People.Name)) {
			must(t, err)
			got = append(got, p.Call())
			if x, ok := p.(*Senior); ok && (x.Lang != "C" || x.Grade != 3) {
				t.Errorf("%+v", x)
			}
		}
		if strings.Join(got, ", ") != "engineer e, manager m, person p, senior s" {
			t.Error(got)
		}
		n := 0
		for _, err := range orm.Select(Engineers).Each(ctx, s) {
			must(t, err)
			n++
		}
		if n != 2 {
			t.Error(n)
		}
		for _, err := range orm.EachAs[Named](ctx, s, orm.Select(Clubs)) {
			must(t, err)
		}
	})
}
