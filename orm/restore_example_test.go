package orm_test

import (
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func ExampleRestoreCascade() {
	ctx, s, done := with(Storeroom)
	defer done()

	// Racks.Baskets.Cascade(orm.CascadeDelete), and both tables say orm.SoftDelete
	rack := &Rack{Baskets: []*Basket{{Name: "a"}, {Name: "b"}}}
	s.Add(rack)
	check(s.Commit(ctx))

	s.Delete(rack.Baskets[1])
	check(s.Commit(ctx))
	s.Delete(rack) // basket a goes along
	check(s.Commit(ctx))
	n, err := orm.Select(Baskets).Count(ctx, s)
	check(err)

	check(orm.RestoreCascade(ctx, s, rack)) // orm.Restore: the rack alone
	check(s.Commit(ctx))
	fmt.Println(n, len(rack.Baskets), rack.Baskets[0].Name)
	// Output:
	// 0 1 a
}

func ExampleVersion_many() {
	ctx, s, done := with(League)
	defer done()

	d := &Doc{Title: "draft"}
	s.Add(d)
	check(s.Commit(ctx))

	// a statement for many rows counts no versions by itself
	res, err := s.Execute(ctx, sql.Update(Docs).Set(Docs.Title.Set("final"), Docs.V.SetExpr(Docs.V.Add(1))).AllRows())
	check(err)
	check(res.Close())
	fmt.Println(d.Title, d.V)
	d.Title = "published"
	check(s.Commit(ctx)) // UPDATE … SET title=?, v=3 WHERE id = ? AND v = 2
	fmt.Println(d.V)
	// Output:
	// final 2
	// 3
}
