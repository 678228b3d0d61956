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

// Where a statement costs no round trip, rows are written one by one by a statement that is
// prepared once: what is wrong names the row, and the plan shows them all.
func TestManyRowsAreRepeated(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		embedded := eng.Dialect().Features().Embedded
		s := orm.NewSession(eng)
		defer s.Close()
		const n = 600 // more than go out together
		var ps []*Product
		for i := range n {
			ps = append(ps, &Product{Name: fmt.Sprint("p", i), Price: float64(i)})
			s.Add(ps[i])
		}
		plan, err := s.Plan(ctx)
		must(t, err)
		if st := plan.Statements; embedded && (len(st) != n || st[7].Args[0] != "p7" || strings.Contains(st[7].SQL, "RETURNING")) {
			t.Fatal(len(st), st[7])
		}
		must(t, s.Commit(ctx))
		for i, p := range ps {
			p.Price++
			if i%3 == 0 {
				months := i
				p.ExpiryOffsetMonths = &months
			}
		}
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); embedded && len(got) > 2*n {
			t.Error(len(got))
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		rows, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, fresh)
		must(t, err)
		for i, p := range rows {
			if p.ID != ps[i].ID || p.Price != float64(i+1) || (p.ExpiryOffsetMonths == nil) != (i%3 != 0) {
				t.Fatal(i, p)
			}
		}

		// a row of many that is refused, one that is gone
		for _, p := range ps {
			p.Name, p.Price = "x", p.Price+1
		}
		ps[555].Price = -1
		err = s.Commit(ctx)
		want := "flush: UPDATE of "
		if embedded {
			want = fmt.Sprintf("flush: UPDATE of Product %d: ", ps[555].ID)
		}
		if !errors.Is(err, driver.ErrCheck) || !strings.HasPrefix(err.Error(), want) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		fresh.Delete(rows[20])
		must(t, fresh.Commit(ctx))
		for _, p := range ps {
			p.Price += 5
		}
		var stale *orm.StaleDataError
		if err = s.Commit(ctx); !errors.As(err, &stale) || embedded && (stale.Key != fmt.Sprint(ps[20].ID) || stale.Want != 1) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if ps[30].Price != 31 {
			t.Error(ps[30].Price)
		}

		// one of new rows is refused: its place is told, for it has no key
		for i := range 20 {
			s.Add(&Product{Name: "new", Price: float64(10 - i)})
		}
		err = s.Commit(ctx)
		if want = "flush: INSERT of new rows of orm_product: "; embedded {
			want += "row 12 of 20: "
		}
		if !errors.Is(err, driver.ErrCheck) || !strings.HasPrefix(err.Error(), want) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
	})
}
