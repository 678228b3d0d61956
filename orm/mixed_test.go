package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// Rows of a hierarchy are inserted in the order of Add, whatever they are, and share statements.
func TestKindsAreInsertedInTheOrderOfAdd(t *testing.T) {
	for _, c := range []struct {
		name string
		base *orm.Base
		add  func(n, key int) (obj any, id func() int)
		all  func(ctx context.Context, s *orm.Session) (string, error)
	}{
		{"one table", Till, func(n, key int) (any, func() int) {
			switch n % 3 {
			case 0:
				p := &CardPayment{Payment: Payment{ID: key, Amount: n}, Last4: fmt.Sprint(1000 + n)}
				return p, func() int { return p.ID }
			case 1:
				p := &Transfer{Payment: Payment{ID: key, Amount: n}, IBAN: fmt.Sprint("i", n)}
				return p, func() int { return p.ID }
			}
			p := &Payment{ID: key, Amount: n}
			return p, func() int { return p.ID }
		}, func(ctx context.Context, s *orm.Session) (string, error) {
			out := ""
			cards, err := orm.Select(CardPayments).OrderBy(CardPayments.ID).All(ctx, s)
			if err != nil {
				return "", err
			}
			for _, x := range cards {
				out += fmt.Sprint(x.Amount, x.Last4, " ")
			}
			ts, err := orm.Select(Transfers).OrderBy(Transfers.ID).All(ctx, s)
			for _, x := range ts {
				out += fmt.Sprint(x.Amount, x.IBAN, " ")
			}
			return out, err
		}},
		{"joined tables", Press, func(n, key int) (any, func() int) {
			if n%2 == 0 {
				p := &Novel{Publication: Publication{ID: key, Title: fmt.Sprint(n)}, Pages: n}
				return p, func() int { return p.ID }
			}
			p := &Magazine{Publication: Publication{ID: key, Title: fmt.Sprint(n)}, Issue: n}
			return p, func() int { return p.ID }
		}, func(ctx context.Context, s *orm.Session) (string, error) {
			out := ""
			novels, err := orm.Select(Novels).OrderBy(Novels.ID).All(ctx, s)
			if err != nil {
				return "", err
			}
			for _, x := range novels {
				out += fmt.Sprint(x.Title, "=", x.Pages, " ")
			}
			ms, err := orm.Select(Magazines).OrderBy(Magazines.ID).All(ctx, s)
			for _, x := range ms {
				out += fmt.Sprint(x.Title, "=", x.Issue, " ")
			}
			return out, err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, c.base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
				sizes := []int{5, 40}
				if !testing.Short() && eng.Dialect().Features().ArrayRows {
					sizes = append(sizes, 2500) // whose keys are drawn beforehand
				}
				for _, n := range sizes {
					for _, keyed := range []bool{false, true} {
						s := orm.NewSession(eng)
						t.Cleanup(func() { s.Close() })
						var ids []func() int
						for i := range n {
							key := 0
							if keyed {
								key = 1000 + n*100 + i
							}
							x, id := c.add(i, key)
							s.Add(x)
							ids = append(ids, id)
						}
						sent.take()
						must(t, s.Flush(ctx))
						got := sent.take()
						for i := 1; i < n; i++ {
							if ids[i]() <= ids[i-1]() {
								t.Fatal(n, keyed, "number", i, "has the key", ids[i](), "after", ids[i-1]())
							}
						}
						if most := 3; n < 2500 && keyed && len(got) > most || n == 40 && eng.Dialect().Features().InsertReturning && len(got) > most {
							t.Fatal(n, keyed, len(got), strings.Join(got, "\n"))
						}
						mine, err := c.all(ctx, s)
						must(t, err)
						s.Clear()
						theirs, err := c.all(ctx, s)
						must(t, err)
						if mine != theirs || len(mine) < n {
							t.Fatal(n, keyed, mine, theirs)
						}
						must(t, s.Rollback(ctx))
						must(t, s.Close())
					}
				}
			})
		})
	}
}

// Each gives rows: what a Join multiplies it gives as often.
func TestEachAfterAJoin(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := goods()
		s.Add(a, b)
		must(t, s.Commit(ctx))
		q := orm.Select(Products).Join(Products.Orders)
		count := func(q *orm.QueryFor[*Product]) (n int) {
			for _, err := range q.Each(ctx, s) {
				must(t, err)
				n++
			}
			return n
		}
		all, err := q.All(ctx, s)
		must(t, err)
		if len(all) != 2 || count(q) != 3 || count(q.Distinct()) != 2 || count(orm.Select(Products).Where(Products.Orders.Any())) != 2 {
			t.Fatal(len(all), count(q), count(q.Distinct()))
		}
		for _, err := range q.With(orm.SelectIn(Products.Orders)).Each(ctx, s) { // its chunks are counted
			if err == nil || !strings.Contains(err.Error(), "Distinct") {
				t.Fatal(err)
			}
		}
	})
}
