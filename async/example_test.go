package async_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/async"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func Example() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close(ctx)
	db := async.New(ctx, eng)

	one := async.All(db, sql.Select1(sql.Val(1)))
	two := async.All(db, sql.Select1(sql.Val("two")))

	ones, err := one.Await(ctx) // both are sent
	fmt.Println(ones, err)
	twos, err := two.Await(ctx)
	fmt.Println(twos, err)
	// Output:
	// [1] <nil>
	// [two] <nil>
}
