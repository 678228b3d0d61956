package orm_test

import (
	"fmt"

	"github.com/aludel/aludel/orm"
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
