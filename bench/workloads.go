package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// A workload is something that all contestants do n times. What do returns is
// the last answer, which is compared with the baseline's outside of the measured time.
type workload struct {
	name string
	what string
	do   func(ctx context.Context, c Contestant, n int) (Products, error)
	// unordered: the answer may come in any order.
	unordered bool
	// trim: what it inserts is deleted after each run.
	trim bool
	// concurrent is how many goroutines do it; 0: the measuring one.
	concurrent int
}

// workloads in the order in which they run: those that change the table come last.
var workloads = []workload{
	{name: "bypk", what: "one product by its key", do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		return one(c.Get(ctx, key(i)))
	})},
	{name: "list100", what: "100 products into structs", do: times(func(ctx context.Context, c Contestant, _ int) (Products, error) {
		return c.List(ctx, 100)
	})},
	{name: "list10000", what: "10,000 products into structs", do: times(func(ctx context.Context, c Contestant, _ int) (Products, error) {
		return c.List(ctx, rows)
	})},
	{name: "in100", what: "100 products by a list of keys", unordered: true, do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		return c.In(ctx, keysFrom(i*100, 100))
	})},
	{name: "eager", what: "1,000 products with their 10,000 orders", do: times(func(ctx context.Context, c Contestant, _ int) (Products, error) {
		return eager(c.Eager(ctx, owners))
	})},
	{name: "conc4", what: "bypk by 4 goroutines on 5 connections", concurrent: 4},
	{name: "conc32", what: "bypk by 32 goroutines on 5 connections", concurrent: 32},
	{name: "first", what: "the first row of a query for 1,000,000", do: times(func(ctx context.Context, c Contestant, _ int) (Products, error) {
		return one(c.First(ctx))
	})},
	{name: "update1", what: "one UPDATE by key", do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		return nil, c.Update(ctx, key(i), price(i))
	})},
	{name: "update8", what: "BEGIN, 8 UPDATEs by key, COMMIT", do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		return nil, c.UpdateAll(ctx, keysFrom(i*8, 8), price(i))
	})},
	{name: "mutate1000", what: "1,000 products read, changed and written", do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		return nil, c.ChangeAll(ctx, firstKeys, price(i))
	})},
	{name: "bulk1000", what: "1,000 INSERTs that return their keys", trim: true, do: bulk(1000)},
	{name: "bulk10000", what: "10,000 INSERTs that return their keys", trim: true, do: bulk(10_000)},
	{name: "insert1", what: "one INSERT that returns its key", do: times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		inserted = samples[i%len(samples)]
		inserted.ID = 0
		if err := c.Insert(ctx, &inserted); err != nil {
			return nil, err
		}
		if inserted.ID <= rows {
			return nil, fmt.Errorf("Insert set the key to %d, which was there before", inserted.ID)
		}
		return nil, nil
	})},
}

// firstKeys are the keys of what mutate1000 changes.
var firstKeys = func() []int {
	ids := make([]int, 1000)
	for i := range ids {
		ids[i] = i + 1
	}
	return ids
}()

// bulk makes the workload that inserts n products at a time.
func bulk(n int) func(context.Context, Contestant, int) (Products, error) {
	return times(func(ctx context.Context, c Contestant, i int) (Products, error) {
		ps, all := make([]*Product, n), make([]Product, n) // as a program has them
		for j := range ps {
			all[j] = samples[j%len(samples)]
			all[j].ID = 0
			ps[j] = &all[j]
		}
		if err := c.InsertAll(ctx, ps); err != nil {
			return nil, err
		}
		for _, p := range ps {
			if p.ID <= rows {
				return nil, fmt.Errorf("InsertAll set a key to %d, which was there before", p.ID)
			}
		}
		inserted = *ps[n/2]
		return nil, nil
	})
}

// samples are made before anything is measured, and so are keys: all of
// them, such that neighbours are far apart.
var samples, keys = func() ([]Product, []int) {
	s, k := make([]Product, 100), make([]int, rows)
	for i := range s {
		s[i] = sample(i + 1)
	}
	for i := range k {
		k[i] = key(i)
	}
	return s, k
}()

// inserted is what the last Insert stored. It is no local variable, because
// that would be an allocation of the harness in every contestant's figure.
var inserted Product

// serial counts the runs.
var serial int

// price is what the i-th update of this run sets. No other one sets the same, so
// that a contestant that writes nothing is found out, and one that leaves out what
// has not changed gains nothing.
func price(i int) float64 { return float64(i) + float64(serial)*1e7 }

// key is the i-th key to ask for.
func key(i int) int { return 1 + i*7919%rows }

// keysFrom is n keys from the i-th on; i and rows are multiples of n.
func keysFrom(i, n int) []int { return keys[i%rows:][:n:n] }

// times makes a workload of one operation; i counts from 0 to n-1.
func times(op func(ctx context.Context, c Contestant, i int) (Products, error)) func(context.Context, Contestant, int) (Products, error) {
	return func(ctx context.Context, c Contestant, n int) (last Products, err error) {
		for i := range n {
			if last, err = op(ctx, c, i); err != nil {
				return nil, err
			}
		}
		return last, nil
	}
}

// one is a list of a single product, without a slice.
func one(p *Product, err error) (Products, error) {
	if err != nil {
		return nil, err
	}
	return (*single)(p), nil
}

type single Product

func (s *single) Len() int        { return 1 }
func (s *single) At(int) *Product { return (*Product)(s) }

// verify reads back what a workload that changes something has changed, and
// returns what the digest is to be taken of. p is what do returned.
func (w workload) verify(ctx context.Context, c Contestant, n int, p Products) (Products, error) {
	var ids []int
	switch w.name {
	case "update1":
		ids = []int{key(n - 1)}
	case "update8":
		ids = keysFrom((n-1)*8, 8)
	case "mutate1000":
		ids = []int{firstKeys[0], firstKeys[len(firstKeys)-1]}
	case "insert1", "bulk1000", "bulk10000":
		ids = []int{inserted.ID}
	default:
		return p, nil
	}
	var changed Pointers
	for _, id := range ids {
		p, err := c.Get(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("reading back: %w", err)
		}
		want := price(n - 1)
		if w.name == "mutate1000" {
			want += float64(id - 1)
		}
		if w.name == "insert1" || w.trim {
			p.ID = 0 // each contestant has its own
		} else if p.Price == want {
			p.Price = 0 // likewise
		} else {
			return nil, fmt.Errorf("reading back: the price of %d is %v, not %v", id, p.Price, want)
		}
		changed = append(changed, p)
	}
	return changed, nil
}

// spread does the workload len(took) times on several goroutines, and notes how
// long each operation took.
func (w workload) spread(ctx context.Context, c Contestant, took []time.Duration) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	failures := make([]error, w.concurrent)
	for g := range w.concurrent {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(took) {
					return
				}
				begin := time.Now()
				p, err := c.Get(ctx, key(i))
				took[i] = time.Since(begin)
				if err == nil && p.ID != key(i) {
					err = fmt.Errorf("asked for key %d, got %d", key(i), p.ID)
				}
				if err != nil {
					failures[g] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(failures...)
}
