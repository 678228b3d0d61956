package orm_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Entries are a log of what happens in the till.

type Entry struct {
	ID   int
	Text string
}

type EntryTable struct {
	orm.TableOf[Entry, int]
	ID   schema.Int
	Text schema.String
}

var Entries = orm.Declare(Till, "till_entry", func(t *EntryTable) { t.ID.PrimaryKey(); t.Text.Size(100) })

func ExampleOnTransition() {
	ctx, s, done := with(Base, orm.OnTransition(func(t orm.Transition) error {
		fmt.Printf("%s: %v to %v\n", t.Object.(*Product).Name, t.From, t.To)
		return nil
	}))
	defer done()

	anvil := &Product{Name: "anvil"}
	s.Add(anvil)
	check(s.Commit(ctx))
	s.Delete(anvil)
	check(s.Flush(ctx))
	check(s.Rollback(ctx)) // a row again; the end of the session follows
	// Output:
	// anvil: transient to pending
	// anvil: pending to persistent
	// anvil: persistent to deleted
	// anvil: deleted to persistent
	// anvil: persistent to expired
	// anvil: expired to detached
}

func ExampleFlush_Round() {
	audit := orm.OnBeforeFlush(func(_ context.Context, f *orm.Flush) error {
		if f.Round() > 0 { // called again, because of the entries
			return nil
		}
		var entries []any
		log := func(format string, args ...any) {
			entries = append(entries, &Entry{Text: fmt.Sprintf(format, args...)})
		}
		for _, x := range f.New() {
			if p, ok := x.(*CardPayment); ok { // an heir comes as what it is
				log("new card payment of %d", p.Amount)
			} else if p, ok := x.(*Payment); ok {
				log("new payment of %d", p.Amount)
			}
		}
		for _, x := range f.Changed() {
			for _, c := range f.Changes(x) {
				log("%T: %s was %v, is %v", x, c.Column, c.Old, c.New)
			}
		}
		for _, x := range f.Deleted() {
			log("%T deleted", x)
		}
		return f.Add(entries...)
	})
	ctx, s, done := with(Till, audit)
	defer done()

	cash, card := &Payment{Amount: 5}, &CardPayment{Payment: Payment{Amount: 70}, Last4: "4242"}
	s.Add(cash, card)
	check(s.Commit(ctx))
	card.Amount = 75
	s.Delete(cash)
	check(s.Commit(ctx))

	written, err := orm.Select(Entries).OrderBy(Entries.ID).All(ctx, s)
	check(err)
	for _, e := range written {
		fmt.Println(e.Text)
	}
	// Output:
	// new payment of 5
	// new card payment of 70
	// *orm_test.CardPayment: amount was 70, is 75
	// *orm_test.Payment deleted
}

func ExampleOnStatement() {
	forbidden := errors.New("nobody changes prices of many products")
	ctx, s, done := with(Base, orm.OnStatement(func(_ context.Context, st *orm.SessionStatement) error {
		switch {
		case st.Op() == "UPDATE" && st.Names(Products):
			return forbidden
		case st.Op() == "SELECT":
			st.Only(Products, Products.Price.Lt(100)) // wherever the statement names them
		}
		return nil
	}))
	defer done()

	s.Add(&Product{Name: "anvil", Price: 120}, &Product{Name: "rope", Price: 4})
	check(s.Commit(ctx))
	products, err := orm.Select(Products).All(ctx, s)
	check(err)
	fmt.Println(len(products), products[0].Name)
	_, err = s.Execute(ctx, sql.Update(Products).Set(Products.Price.Set(1)).AllRows())
	fmt.Println(errors.Is(err, forbidden))
	// Output:
	// 1 rope
	// true
}

func ExampleOnBegin() {
	ctx, s, done := with(Base, orm.OnBegin(func(ctx context.Context, c *engine.Conn) error {
		// on PostgreSQL: SELECT set_config('app.user', …, true), for row-level security
		fmt.Println("begun")
		return nil
	}))
	defer done()

	s.Add(&Product{Name: "anvil"})
	check(s.Flush(ctx))
	s.Add(&Product{Name: "rope"})
	check(s.Commit(ctx))
	// Output:
	// begun
}

func ExampleAfterRefresh() {
	// orm.AfterRefresh(Gauges, func(_ context.Context, g *Gauge) error {
	//	gaugeLog = append(gaugeLog, fmt.Sprint("refresh ", g.Name, g.Level))
	//	return nil
	// })
	gaugeLog, gaugeErr = nil, nil
	ctx, s, done := with(Plumbing)
	defer done()

	g := &Gauge{Name: "g", Level: 1}
	s.Add(g)
	check(s.Commit(ctx))
	g.Level = 9
	check(s.Refresh(ctx, g))
	fmt.Println(gaugeLog)
	// Output:
	// [refresh g1]
}
