package orm_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
)

// TestOfUntracked: Of for an object that came from Each, or without tracking, says that no
// session knows it, and how its relationship is loaded; and that works.
func TestOfUntracked(t *testing.T) {
	ctx := t.Context()
	eng, err := aludel.Open("sqlite://")
	must(t, err)
	defer eng.Close(ctx)
	must(t, Base.CreateAll(ctx, eng))
	s := orm.NewSession(eng)
	defer s.Close()
	s.Add(&Product{Name: "tea", Orders: []*Order{{Quantity: 2}}})
	must(t, s.Commit(ctx))

	other := orm.NewSession(eng)
	defer other.Close()
	refused := func(p *Product) {
		t.Helper()
		_, err := Products.Orders.Of(ctx, other, p)
		var np *orm.NotPersistedError
		if !errors.As(err, &np) || !strings.Contains(err.Error(), "objects that come from Each or with AsNoTracking are plain ones that no session knows") ||
			!strings.Contains(err.Error(), "With(orm.SelectIn(…))") {
			t.Error(err)
		}
	}
	n := 0
	for p, err := range orm.Select(Products).Each(ctx, other) {
		must(t, err)
		refused(p)
		n++
	}
	plain, err := orm.Select(Products).AsNoTracking().All(ctx, other)
	must(t, err)
	for _, p := range plain {
		refused(p)
		n++
	}
	for p, err := range orm.Select(Products).With(orm.SelectIn(Products.Orders)).Each(ctx, other) {
		must(t, err)
		if len(p.Orders) != 1 || p.Orders[0].Quantity != 2 {
			t.Error("the orders were not loaded with it:", p.Orders)
		}
		n++
	}
	all, err := orm.Select(Products).All(ctx, other)
	must(t, err)
	for _, p := range all {
		if orders, err := Products.Orders.Of(ctx, other, p); err != nil || len(orders) != 1 {
			t.Error(orders, err)
		}
		n++
	}
	if n != 4 {
		t.Error("rows:", n)
	}
}
