package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// stock adds products in which prices, dates and offsets come several times, and
// are missing.
func stock(t *testing.T, ctx context.Context, eng *engine.Engine, n int) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range n {
			p := &Product{Name: fmt.Sprintf("p%02d", i), Price: float64(i % 3)}
			if i%4 > 0 {
				d := time.Date(2024, 1, i%4, 0, 0, 0, 0, time.UTC)
				p.ProductionDate = &d
			}
			if i%2 == 0 {
				m := i % 5
				p.ExpiryOffsetMonths = &m
			}
			for j := range i % 4 {
				p.Orders = append(p.Orders, &Order{Quantity: j, OrderDate: time.Now()})
			}
			s.Add(p)
		}
		return nil
	}))
}

func TestPagesAreTheWholeInItsOrder(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 23)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products)
		for name, q := range map[string]orm.Query[*Product]{
			"key":                  q,
			"ties":                 q.OrderBy(Products.Price.Desc()),
			"nulls":                q.OrderBy(Products.ProductionDate.Asc(), Products.ExpiryOffsetMonths.Desc()),
			"nulls first":          q.OrderBy(Products.ProductionDate.Asc().NullsFirst(), Products.Price.Asc()),
			"nulls last":           q.OrderBy(Products.ProductionDate.Desc().NullsLast(), Products.ExpiryOffsetMonths.Asc().NullsFirst()),
			"an expression":        q.OrderBy(Products.Price.Mul(-1).Asc(), Products.Name.Desc()),
			"the key, and others":  q.OrderBy(Products.Price.Asc(), Products.ID.Desc()),
			"a condition and With": q.Where(Products.Price.Gt(0)).With(orm.SelectIn(Products.Orders)).OrderBy(Products.Price.Asc()),
		} {
			for _, size := range []int{1, 4, 23, 30} {
				var got []string
				after := ""
				pages := 0
				for {
					page, err := q.Limit(size).After(after).Page(ctx, s)
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					for _, p := range page.Rows {
						got = append(got, p.Name)
					}
					if len(page.Rows) > size {
						t.Fatalf("%s: a page of %d has %d", name, size, len(page.Rows))
					}
					pages++
					if after = page.Next; after == "" {
						break
					}
				}
				// nothing comes twice or is left out, whatever the order is
				seen := map[string]bool{}
				for _, n := range got {
					seen[n] = true
				}
				want, err := q.Count(ctx, s)
				must(t, err)
				if len(got) != want || len(seen) != want || pages != max(1, (want+size-1)/size) {
					t.Fatalf("%s, pages of %d: %d rows, %d different, in %d pages; want %d", name, size, len(got), len(seen), pages, want)
				}
				backwards(t, ctx, s, name, q.Limit(size), got)
				one, err := q.Limit(100).Page(ctx, s)
				must(t, err)
				for i, p := range one.Rows {
					if p.Name != got[i] {
						t.Fatalf("%s, pages of %d: row %d is %s, and %s in one page", name, size, i, got[i], p.Name)
					}
				}
			}
		}
	})
}

// backwards goes through the pages from the end, and to and fro between any two.
func backwards(t *testing.T, ctx context.Context, s *orm.Session, name string, q orm.Query[*Product], want []string) {
	t.Helper()
	var got []string
	before := ""
	for {
		page, err := q.Before(before).Page(ctx, s)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var rows []string
		for _, p := range page.Rows {
			rows = append(rows, p.Name)
		}
		got = append(rows, got...)
		if page.HasNext() != (before != "") || page.HasPrev() != (len(got) < len(want)) {
			t.Fatalf("%s: %d of %d: next %t, prev %t", name, len(got), len(want), page.HasNext(), page.HasPrev())
		}
		if page.Next != "" { // and forward again
			next, err := q.After(page.Next).Page(ctx, s)
			must(t, err)
			if i := len(want) - len(got) + len(rows); next.Rows[0].Name != want[i] || !next.HasPrev() {
				t.Fatalf("%s: after the page before is %s, not %s", name, next.Rows[0].Name, want[i])
			}
			back, err := q.Before(next.Prev).Page(ctx, s)
			must(t, err)
			if len(back.Rows) != len(rows) || back.Rows[0].Name != rows[0] || back.Prev != page.Prev || back.Next != page.Next {
				t.Fatalf("%s: there and back again is another page", name)
			}
		}
		if before = page.Prev; before == "" {
			break
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Fatalf("%s: from the end\n%v, not\n%v", name, got, want)
	}
}

// A page whose rows have gone is empty, and the way back and forth is not lost.
func TestPagesThatHaveGone(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 6)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products).OrderBy(Products.ProductionDate.Desc()).Limit(3)
		first, err := q.Page(ctx, s)
		must(t, err)
		if first.HasPrev() || !first.HasNext() {
			t.Errorf("%+v", first)
		}
		second, err := q.After(first.Next).Page(ctx, s)
		must(t, err)
		for _, p := range second.Rows {
			s.Delete(p)
			for _, o := range p.Orders {
				s.Delete(o)
			}
		}
		must(t, s.Commit(ctx))
		empty, err := q.After(first.Next).Page(ctx, s)
		must(t, err)
		if len(empty.Rows) != 0 || empty.HasNext() || !empty.HasPrev() {
			t.Fatalf("%+v", empty)
		}
		back, err := q.Before(empty.Prev).Page(ctx, s)
		must(t, err)
		if len(back.Rows) != 3 || back.Rows[2] != first.Rows[2] || back.HasPrev() || !back.HasNext() {
			t.Fatalf("the page before an empty one: %+v", back)
		}
		again, err := q.After(back.Next).Page(ctx, s)
		must(t, err)
		if len(again.Rows) != 0 {
			t.Errorf("%+v", again)
		}
		for _, p := range first.Rows {
			s.Delete(p)
		}
		must(t, s.Commit(ctx))
		none, err := q.Before(empty.Prev).Page(ctx, s)
		must(t, err)
		if len(none.Rows) != 0 || none.HasPrev() || !none.HasNext() {
			t.Errorf("%+v", none)
		}
		sent.take()
		if _, err := q.After(first.Next).Before(second.Prev).Page(ctx, s); err == nil || len(sent.take()) > 0 {
			t.Error("to both sides at once")
		}
		if _, err := q.Before("").All(ctx, s); err == nil {
			t.Error("All goes back")
		}
		for _, err := range q.Before(first.Next).Batches(ctx, s, 2) {
			if err == nil {
				t.Error("Batches go back")
			}
		}
		if _, err := q.Before("x").Page(ctx, s); !errors.Is(err, orm.ErrBadCursor) {
			t.Error(err)
		}
	})
}

// The cursor of 255 ends in a byte that says something else behind a value.
func TestTheWayBackFromAnEmptyPageHasItsLastRow(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		for _, id := range []int{254, 255, 256} {
			s.Add(&Product{ID: id, Name: "p"}, orm.KeepKey())
		}
		must(t, s.Flush(ctx))
		q := orm.Select(Products).OrderBy(Products.ID).Limit(2)
		first, err := q.Page(ctx, s)
		must(t, err)
		last, err := Products.Get(ctx, s, 256)
		must(t, err)
		s.Delete(last)
		empty, err := q.After(first.Next).Page(ctx, s)
		must(t, err)
		back, err := q.Before(empty.Prev).Page(ctx, s)
		must(t, err)
		if len(empty.Rows) != 0 || len(back.Rows) != 2 || back.Rows[1].ID != 255 {
			t.Errorf("%v, and before it %v", empty.Rows, back.Rows)
		}
	})
}

func TestCursorsOfOthers(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 5)
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Products).OrderBy(Products.Name.Asc()).Limit(2)
		page, err := q.Page(ctx, s)
		must(t, err)
		for _, bad := range []string{"x", "AAAA", page.Next + "_w_w", page.Next[:len(page.Next)-2], page.Next + "AA", strings.Repeat("A", 40)} {
			if _, err := q.After(bad).Page(ctx, s); !errors.Is(err, orm.ErrBadCursor) {
				t.Errorf("%q: %v", bad, err)
			}
		}
		if _, err := orm.Select(Products).OrderBy(Products.Price.Asc()).Limit(2).After(page.Next).Page(ctx, s); !errors.Is(err, orm.ErrBadCursor) {
			t.Error(err)
		}
		sent.take()
		if _, err := q.After(page.Next).All(ctx, s); err == nil || len(sent.take()) > 0 {
			t.Error("All takes a cursor, and cannot use it")
		}
		if _, err := orm.Select(Products).Page(ctx, s); err == nil || len(sent.take()) > 0 {
			t.Error("a page without a Limit")
		}
	})
}

func TestBatchesAreFlushedAndForgotten(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 23)
		s := orm.NewSession(eng)
		defer s.Close()
		first, err := Products.Get(ctx, s, 1)
		must(t, err)
		sizes := []int{}
		for batch, err := range orm.Select(Products).With(orm.SelectIn(Products.Orders)).Batches(ctx, s, 10) {
			must(t, err)
			sizes = append(sizes, len(batch))
			for _, p := range batch {
				p.Price++
				if Products.Orders.State(s, p) != orm.Loaded {
					t.Fatal("With was left out")
				}
			}
			if s.Len() > 10*4+1 {
				t.Fatalf("the session knows %d objects", s.Len())
			}
		}
		if fmt.Sprint(sizes) != "[10 10 3]" {
			t.Error(sizes)
		}
		if again, err := Products.Get(ctx, s, 1); err != nil || again != first || s.Len() != 1 {
			t.Errorf("%v, %p %p, %d", err, again, first, s.Len())
		}
		must(t, s.Commit(ctx))
		n, err := orm.Select(Products).Where(Products.Price.Ge(1)).Count(ctx, s)
		must(t, err)
		if n != 23 {
			t.Errorf("%d were changed", n)
		}
	})
}

func TestEachLoadsInChunks(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 11)
		s := orm.NewSession(eng)
		defer s.Close()
		orders, rows := 0, 0
		for p, err := range orm.Select(Products).With(orm.SelectIn(Products.Orders)).Limit(9).OrderBy(Products.Price.Asc()).Each(ctx, s) {
			must(t, err)
			rows++
			orders += len(p.Orders)
		}
		if rows != 9 || orders == 0 || s.Len() != 0 {
			t.Error(rows, orders, s.Len())
		}
	})
}

func TestCompareWithObjects(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 4)
		var boss, kid *Person
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			boss = &Person{Name: "boss"}
			kid = &Person{Name: "kid", Boss: boss}
			s.Add(boss, kid, &Person{Name: "grandchild", Boss: kid})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		names := func(q orm.Query[*Person]) string {
			t.Helper()
			ps, err := q.OrderBy(People.ID.Asc()).All(ctx, s)
			must(t, err)
			var out []string
			for _, p := range ps {
				out = append(out, p.Name)
			}
			return strings.Join(out, " ")
		}
		p2 := orm.Alias(People, "p2")
		for _, c := range []struct {
			cond sql.Cond
			want string
		}{
			{People.Boss.Eq(boss), "kid"},
			{People.Boss.Ne(boss), "boss grandchild"},
			{People.Boss.Eq(nil), "boss"},
			{People.Boss.IsNull(), "boss"},
			{People.Boss.Ne(nil), "kid grandchild"},
			{People.Team.Contains(kid), "boss"},
			{People.Team.Contains(boss), ""},
			{People.Team.Any(), "boss kid"},
			{People.Team.Any().Not(), "grandchild"},
			{People.Team.Any(People.Name.Eq("grandchild")), "kid"},
			{People.Team.Any(People.Team.Any(People.Name.Eq("grandchild"))), "boss"},
			{People.Boss.Has(People.Boss.Has(People.Name.Eq("boss"))), "grandchild"},
			{People.Boss.Has(People.Boss.IsNull()), "kid"},
			{People.Desk.Eq(nil), "boss kid grandchild"},
		} {
			if got := names(orm.Select(People).Where(c.cond)); got != c.want {
				t.Errorf("%q, want %q: %v", got, c.want, sent.take())
			}
		}
		if got, err := orm.Select(p2).Where(p2.Team.Any(People.Name.Eq("kid"))).All(ctx, s); err != nil || len(got) != 1 || got[0].Name != "boss" {
			t.Error(got, err)
		}
		if _, err := orm.Select(People).Where(People.Boss.Eq(&Person{Name: "new"})).All(ctx, s); err == nil || !strings.Contains(err.Error(), "Flush first") {
			t.Error(err)
		}
		if found, err := orm.Select(People).Where(People.Name.Eq("kid")).OrderBy(People.Name.Asc()).Exists(ctx, s); err != nil || !found {
			t.Error(found, err)
		}
		if found, err := orm.Select(People).Where(People.Name.Eq("nobody")).Exists(ctx, s); err != nil || found {
			t.Error(found, err)
		}
	})
}

func TestPopulateExisting(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 1)
		s := orm.NewSession(eng)
		defer s.Close()
		p, err := Products.Get(ctx, s, 1)
		must(t, err)
		p.Name = "mine"
		q := orm.Select(Products).NoAutoflush()
		_, err = q.All(ctx, s)
		must(t, err)
		if p.Name != "mine" {
			t.Error("a query took a change away")
		}
		_, err = q.PopulateExisting().All(ctx, s)
		must(t, err)
		if p.Name != "p00" {
			t.Error(p.Name)
		}
	})
}
