package orm_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func TestEntitiesOfSubqueries(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 6)
		s := orm.NewSession(eng)
		defer s.Close()
		names := func(ps []*Product, err error) string {
			t.Helper()
			must(t, err)
			var out []string
			for _, p := range ps {
				out = append(out, p.Name)
			}
			return strings.Join(out, " ")
		}
		first, err := Products.Get(ctx, s, 1)
		must(t, err)

		sub := orm.From(Products, sql.Select1(Products).Where(Products.Price.Ge(1)).Subquery("dear"))
		if got := names(orm.Select(sub).Where(sub.Price.Lt(2)).OrderBy(sub.ID.Asc()).All(ctx, s)); got != "p01 p04" {
			t.Error(got)
		}
		one, two := sql.Select1(Products).Where(Products.ID.Eq(1)), sql.Select1(Products).Where(Products.ID.Eq(3))
		both := orm.From(Products, one.UnionAll(two).Subquery("both"))
		ps, err := orm.Select(both).OrderBy(both.ID.Asc()).With(orm.SelectIn(Products.Orders)).All(ctx, s)
		if got := names(ps, err); got != "p00 p02" || ps[0] != first || len(ps[1].Orders) != 2 {
			t.Error(got)
		}
		cte := orm.From(Products, sql.With("cheap", sql.Select1(Products).Where(Products.Price.Eq(0))))
		if got := names(orm.Select(cte).OrderBy(cte.Name.Desc()).All(ctx, s)); got != "p03 p00" {
			t.Error(got)
		}
		if n, err := orm.Select(cte).Count(ctx, s); err != nil || n != 2 {
			t.Error(n, err)
		}
		// other columns, in another order
		turned := orm.From(Products, sql.Select(Products.Name, Products.Price, Products.ID, Products.AvailableQuantity, Products.ExpiryOffsetMonths,
			Products.ExpiryDate, Products.ProductionDate).From(Products).Subquery("turned"))
		ps, err = orm.Select(turned).Where(turned.ID.Eq(2)).All(ctx, s)
		if got := names(ps, err); got != "p01" || ps[0].ID != 2 || ps[0].Price != 1 {
			t.Error(got)
		}
		few := orm.From(Products, sql.Select(Products.Name, Products.ID).From(Products).Subquery("few"))
		if _, err := orm.Select(few).All(ctx, s); err == nil || !strings.Contains(err.Error(), "no column") {
			t.Error("an entity was made of half a row", err)
		}
		rows, err := orm.All(ctx, s, sql.Select2(Products, Orders).From(Products).LeftJoin(Orders).Where(Products.ID.Le(2)).OrderBy(Products.ID.Asc()))
		must(t, err)
		if len(rows) != 2 || rows[0].A != first || rows[0].B != nil || rows[1].B == nil {
			t.Error(rows)
		}
	})
}
