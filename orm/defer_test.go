package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func TestColumnsThatAreLeftOut(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 4)
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		ps, err := orm.Select(Products).LoadOnly(Products.Price).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		if st := sent.take(); strings.Contains(st[0], "name") || !strings.Contains(st[0], "price") {
			t.Error(st)
		}
		if ps[1].Name != "" || ps[1].Price != 1 || len(ps[3].Orders) != 3 {
			t.Error(ps[1], len(ps[3].Orders))
		}
		ps[2].Price = 7
		ps[3].Name = "given"
		must(t, s.Flush(ctx))
		if st := strings.Join(sent.take(), "\n"); strings.Count(st, "UPDATE") != 2 || strings.Contains(strings.Split(st, "\n")[0], "name") {
			t.Error(st) // a zero that was not loaded is no change
		}
		must(t, orm.LoadColumns(ctx, s, ps[0], Products.Name))
		if n := len(sent.take()); n != 1 || ps[0].Name != "p00" || ps[1].Name != "p01" || ps[3].Name != "given" {
			t.Error(n, ps[0].Name, ps[1].Name, ps[3].Name)
		}
		must(t, orm.LoadColumns(ctx, s, ps[1], Products.Name))
		if n := len(sent.take()); n != 0 {
			t.Error("loaded twice")
		}
		if ps[0].ProductionDate != nil || ps[1].ProductionDate != nil {
			t.Error("more was loaded than was asked for")
		}
		ps[1].ExpiryOffsetMonths = new(int)
		*ps[1].ExpiryOffsetMonths = 77
		all, err := orm.Select(Products).NoAutoflush().OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		if all[1] != ps[1] || ps[1].ProductionDate == nil || *ps[1].ExpiryOffsetMonths != 77 || ps[2].ExpiryOffsetMonths == nil {
			t.Error("a whole row completes the object, and leaves what the program has set", ps[1], ps[2])
		}
		must(t, s.Commit(ctx))
		ps, err = orm.Select(Products).Defer(Products.Name).OrderBy(Products.ID.Asc()).All(ctx, s) // in the next transaction
		must(t, err)
		if ps[3].Name != "given" || ps[2].Price != 7 {
			t.Error("what was loaded before stays", ps[3].Name)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		page, err := orm.Select(Products).Defer(Products.Name).OrderBy(Products.Name.Desc()).Limit(3).Page(ctx, other)
		must(t, err)
		if fmt.Sprint(page.Rows[0].ID, page.Rows[0].Name == "", page.Next != "") != "3 true true" {
			t.Error(page.Rows[0])
		}
		sent.take()
		for _, q := range []orm.Query[*Product]{orm.Select(Products).Defer(Products.ID), orm.Select(Products).LoadOnly(Orders.Quantity), orm.Select(Products).LoadOnly()} {
			if _, err := q.All(ctx, other); err == nil || len(sent.take()) > 0 {
				t.Error(err)
			}
		}
		n := 0
		for p, err := range orm.Select(Products).Defer(Products.Name).Each(ctx, other) {
			must(t, err)
			if n++; p.Name != "" {
				t.Error(p.Name)
			}
		}
		if n != 4 {
			t.Error(n)
		}
		if _, err := engine.All(ctx, eng, orm.Select(Products).Defer(Products.Name)); err == nil {
			t.Error("an engine knows nothing of columns that were left out")
		}
		must(t, other.Refresh(ctx, page.Rows[0]))
		if page.Rows[0].Name != "p02" {
			t.Error(page.Rows[0].Name)
		}
	})
}
