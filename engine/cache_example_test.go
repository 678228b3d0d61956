package engine_test

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
)

// engines is kept where the program begins: the same arguments give the same engine.
var engines engine.Cache

func ExampleCache() {
	a, err := engines.Get(sqlite.Dialect, "sqlite://", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := engines.Get(sqlite.Dialect, "sqlite://", "")
	fmt.Println(a == b, err)

	// options cannot be compared: an engine that differs in them has a name of its own
	c, err := engines.Get(sqlite.Dialect, "sqlite://", "reports", engine.PoolSize(1))
	fmt.Println(a == c, err)

	ctx := context.Background()
	fmt.Println(a.Close(ctx), c.Close(ctx))
	// Output:
	// true <nil>
	// false <nil>
	// <nil> <nil>
}
