package orm_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// State says Loaded exactly where Of reads nothing.
func ExampleLoadState() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	anvil, err := orm.Select(Products).Where(Products.Name.Eq("anvil")).One(ctx, s)
	check(err)
	fmt.Println(Products.Orders.State(s, anvil), len(anvil.Orders))
	_, err = Products.Orders.Of(ctx, s, anvil)
	check(err)
	fmt.Println(Products.Orders.State(s, anvil), len(anvil.Orders))

	check(s.Commit(ctx)) // and others may change what is in memory
	_, err = eng.Execute(ctx, sql.Delete(Orders).AllRows())
	check(err)
	fmt.Println(Products.Orders.State(s, anvil), len(anvil.Orders))
	if Products.Orders.State(s, anvil) == orm.Outdated {
		_, err = Products.Orders.Of(ctx, s, anvil)
		check(err)
	}
	fmt.Println(Products.Orders.State(s, anvil), len(anvil.Orders))
	// Output:
	// not loaded 0
	// loaded 2
	// outdated 2
	// loaded 0
}

func TestStateAgreesWithOf(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Product{Name: "p", Orders: []*Order{{Quantity: 1}}}
		s.Add(p)
		must(t, s.Flush(ctx))
		o := p.Orders[0]
		is := func(when string, want orm.LoadState) {
			t.Helper()
			if got := Products.Orders.State(s, p); got != want {
				t.Errorf("%s: the collection is %v, not %v", when, got, want)
			}
			if got := Orders.Product.State(s, o); got != want {
				t.Errorf("%s: the reference is %v, not %v", when, got, want)
			}
			sent.take()
			_, err := Products.Orders.Of(ctx, s, p)
			must(t, err)
			if n := len(sent.take()); (n == 0) != (want == orm.Loaded) {
				t.Errorf("%s: %d statements", when, n)
			}
			_, err = Orders.Product.Of(ctx, s, o)
			must(t, err)
			if a, b := Products.Orders.State(s, p), Orders.Product.State(s, o); a != orm.Loaded || b != orm.Loaded {
				t.Errorf("%s: afterwards %v and %v", when, a, b)
			}
		}
		is("flushed", orm.Loaded)
		must(t, s.Commit(ctx))
		is("committed", orm.Outdated)
		p.Name = "q"
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		is("rolled back", orm.Outdated)
		must(t, s.Expire(p, o))
		is("expired", orm.Outdated)
	})
}
