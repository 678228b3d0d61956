package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// Many new rows share a statement, and each object gets the key of its own row.
func TestManyNewRowsKnowTheirKeys(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		var ps []*Product
		for i := range 2300 { // on PostgreSQL their keys are drawn beforehand
			p := &Product{Name: fmt.Sprintf("number %d", i), Price: float64(i)}
			if i%7 == 3 {
				p.Orders = append(p.Orders, &Order{Quantity: i + 1})
			}
			ps = append(ps, p)
			s.Add(p)
		}
		must(t, s.Commit(ctx))
		seen := map[int]bool{}
		for i, p := range ps {
			if seen[p.ID] || p.ID == 0 {
				t.Fatal(i, p.ID)
			}
			seen[p.ID] = true
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		for i, p := range ps {
			if i%97 != 3 {
				continue
			}
			q, err := Products.Get(ctx, fresh, p.ID)
			must(t, err)
			if q.Name != p.Name {
				t.Fatalf("%d is %q, not %q", p.ID, q.Name, p.Name)
			}
			_, err = Products.Orders.Of(ctx, fresh, q)
			must(t, err)
			if len(q.Orders) != len(p.Orders) || len(q.Orders) == 1 && (q.Orders[0].Quantity != i+1 || q.Orders[0].ID != p.Orders[0].ID) {
				t.Fatalf("the orders of %d are not its own", p.ID)
			}
		}

		// one row of many is refused: none is stored, none has a key
		for _, n := range []int{20, 2100} {
			var more []*Product
			for i := range n {
				p := &Product{Name: fmt.Sprintf("more %d", i), Price: float64(10 - i)}
				more = append(more, p)
				s.Add(p)
			}
			if err := s.Commit(ctx); !errors.Is(err, driver.ErrCheck) || !strings.HasPrefix(err.Error(), "flush: INSERT of new rows of ") {
				t.Fatal(err)
			}
			must(t, s.Rollback(ctx))
			for _, p := range more {
				if p.ID != 0 {
					t.Fatal("a key was kept")
				}
			}
		}
	})
}

// New rows of one kind that give their columns in several ways: a NULL that was asked for
// among values, defaults, keys of their own.
func TestManyNewRowsOfSeveralForms(t *testing.T) {
	each(t, Gallery, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, n := range []int{7, 8, 70, 600} {
			s := orm.NewSession(eng)
			var ps []*Picture
			for i := range n {
				p := &Picture{Title: fmt.Sprintf("picture %d", i)}
				ps = append(ps, p)
				switch i % 10 {
				case 3:
					s.Add(p, orm.Null(Pictures.Rating))
				case 5:
					s.Add(p, orm.Default(Pictures.Active))
				case 7:
					p.ID = 100_000*n + i
					s.Add(p)
				default:
					r := i
					p.Rating = &r
					s.Add(p)
				}
			}
			must(t, s.Commit(ctx))
			must(t, s.Close())
			fresh := orm.NewSession(eng)
			for i, p := range ps {
				got, err := Pictures.Get(ctx, fresh, p.ID)
				must(t, err)
				want := i
				switch i % 10 {
				case 5, 7:
					want = 5
				case 3:
					want = -1
				}
				rating := -1
				if got.Rating != nil {
					rating = *got.Rating
				}
				if got.Title != p.Title || rating != want || got.Active != (i%10 == 5) || i%10 == 7 && p.ID != 100_000*n+i {
					t.Errorf("%d: %+v, rated %d instead of %d", i, got, rating, want)
				}
			}
			must(t, fresh.Close())
		}
	})
}

// Many changed rows with a version share a statement where the database can, and one that
// somebody else has changed is found among them.
func TestManyChangedRowsKeepTheirVersions(t *testing.T) {
	each(t, League, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		var docs []*Doc
		var stamps []*Stamp
		for i := range 40 {
			docs, stamps = append(docs, &Doc{Title: fmt.Sprint(i)}), append(stamps, &Stamp{Title: fmt.Sprint(i)})
			s.Add(docs[i], stamps[i])
		}
		must(t, s.Commit(ctx))
		sent.take()
		was := stamps[7].At
		for i := range docs {
			docs[i].Title, stamps[i].Title = "n"+docs[i].Title, "n"+stamps[i].Title
		}
		must(t, s.Commit(ctx))
		if n := len(sent.take()); n != 2 && n != 80 {
			t.Errorf("%d statements", n)
		}
		if !stamps[7].At.After(was) {
			t.Error(stamps[7].At)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		rows, err := orm.Select(Docs).OrderBy(Docs.ID).All(ctx, other)
		must(t, err)
		for i, d := range rows {
			if d.Title != fmt.Sprint("n", i) || d.V != 2 || docs[i].V != 2 {
				t.Fatal(i, d, docs[i])
			}
		}
		rows[5].Title = "theirs"
		must(t, other.Commit(ctx))
		for i := range docs {
			docs[i].Title = "mine"
		}
		var stale *orm.StaleDataError
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if docs[4].Title != "n4" || docs[4].V != 2 {
			t.Error(docs[4])
		}
	})
}
