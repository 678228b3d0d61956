package pool_test

import (
	"context"
	"fmt"
	"time"

	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/pool"
)

func Example() {
	cfg := pool.Defaults()
	cfg.Size, cfg.MaxOverflow, cfg.Timeout = 1, 0, 10*time.Millisecond
	p, err := pool.New(fake.New(), cfg) // in a program: the driver of a database
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	defer p.Close(ctx)

	lease, err := p.Acquire(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(lease.Conn().Ping(ctx), p.Status())

	_, err = p.Acquire(ctx) // the only connection is held
	timeout := err.(*pool.TimeoutError)
	fmt.Println(timeout.InUse, "in use, held by", timeout.Longest.Function)

	fmt.Println(lease.Release(), p.Status())
	fmt.Println(lease.Release())
	// Output:
	// <nil> 1 in use, 0 idle (size 1, overflow 0 of 0)
	// 1 in use, held by github.com/aludel/aludel/pool_test.Example
	// <nil> 0 in use, 1 idle (size 1, overflow 0 of 0)
	// pool: the connection was given back before, by this Lease
}
