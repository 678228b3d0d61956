package main

import (
	"context"
	"errors"
	"math"
)

// A Contestant does the work of the workloads in its way. It has a pool of at
// most five connections; Get may be called by several goroutines at a time, the
// rest is called by one. What it does not take part in answers ErrLeftOut.
type Contestant interface {
	// Get is bypk, conc4 and conc32: the product with this key.
	Get(ctx context.Context, id int) (*Product, error)
	// List is list100 and list10000: the first n products in the order of their keys.
	List(ctx context.Context, n int) (Products, error)
	// In is in100: the products with these keys, in any order.
	In(ctx context.Context, ids []int) (Products, error)
	// Insert is insert1: it stores p without its key and sets p.ID to the one
	// that the database made.
	Insert(ctx context.Context, p *Product) error
	// Update is update1: it sets the price of one product, in autocommit.
	Update(ctx context.Context, id int, price float64) error
	// UpdateAll is update8: it sets the price of each product by a statement of
	// its own, in one transaction.
	UpdateAll(ctx context.Context, ids []int, price float64) error
	// InsertAll is bulk1000 and bulk10000: it stores the products in one transaction, in its
	// quickest way, and sets their keys.
	InsertAll(ctx context.Context, ps []*Product) error
	// ChangeAll is mutate1000: it reads the products with these keys, and then sets their
	// prices in one transaction, the i-th one's to price+i.
	ChangeAll(ctx context.Context, ids []int, price float64) error
	// Eager is eager: the first n products in the order of their keys with all their
	// orders, of which it gives the sum.
	Eager(ctx context.Context, n int) (OrderSum, error)
	// Trim deletes what was inserted: all products with keys above rows.
	Trim(ctx context.Context) error
	// First is first: one row of bench_big, by a query that could return all and
	// says nothing of a limit or an order.
	First(ctx context.Context) (*Product, error)
	// Stream is stream: it calls each for every row of bench_big, in the order of
	// the keys. The product is valid during the call only.
	Stream(ctx context.Context, each func(*Product)) error
	// Close closes the connections.
	Close() error
}

// ErrLeftOut says that a contestant does not take part in a workload.
var ErrLeftOut = errors.New("left out")

// Absent is embedded by a contestant that does not take part in everything.
type Absent struct{}

// Get is left out.
func (Absent) Get(context.Context, int) (*Product, error) { return nil, ErrLeftOut }

// List is left out.
func (Absent) List(context.Context, int) (Products, error) { return nil, ErrLeftOut }

// In is left out.
func (Absent) In(context.Context, []int) (Products, error) { return nil, ErrLeftOut }

// Insert is left out.
func (Absent) Insert(context.Context, *Product) error { return ErrLeftOut }

// Update is left out.
func (Absent) Update(context.Context, int, float64) error { return ErrLeftOut }

// UpdateAll is left out.
func (Absent) UpdateAll(context.Context, []int, float64) error { return ErrLeftOut }

// InsertAll is left out.
func (Absent) InsertAll(context.Context, []*Product) error { return ErrLeftOut }

// ChangeAll is left out.
func (Absent) ChangeAll(context.Context, []int, float64) error { return ErrLeftOut }

// Eager is left out.
func (Absent) Eager(context.Context, int) (OrderSum, error) { return OrderSum{}, ErrLeftOut }

// Trim is left out.
func (Absent) Trim(context.Context) error { return ErrLeftOut }

// First is left out.
func (Absent) First(context.Context) (*Product, error) { return nil, ErrLeftOut }

// Stream is left out.
func (Absent) Stream(context.Context, func(*Product)) error { return ErrLeftOut }

// Close does nothing.
func (Absent) Close() error { return nil }

// A contestant that is Apart works in a process of its own, so that this one cannot
// measure it. Of the methods of Contestant, measuring calls Get, which reads back what
// was written, Trim and Close.
type Apart interface {
	Contestant
	// Do does the workload n times, or a part of these that ends with the last one. The
	// cost is that of n times; what it cannot tell is notMeasured. The rest is as do's of a workload.
	Do(workload string, n int) (cost, Products, error)
	// Version names it and what it works with.
	Version() string
}

// notMeasured stands for allocations that nobody counts.
var notMeasured = math.NaN()

// An Entry is a contestant of a database. The first one of a database is its baseline.
type Entry struct {
	Name string
	Aim  string // "core", "orm" or "connected": which bars it wants to reach; "": none
	// Rival is the module of an ORM that Aludel's is compared with in a table of its own,
	// or "apart" for one that tells its version itself. "": no rival.
	Rival string
	// Small is set for who takes no part in first and stream: SQLite's file of its own has no rows in bench_big.
	Small bool
	// Open opens it. url is an Aludel URL of a database in which the tables are
	// filled: for SQLite each contestant has a file of its own, because two
	// SQLite libraries in one process must not open the same one.
	Open func(ctx context.Context, url string) (Contestant, error)
}

// A Bar is what is wanted, as ratios to the baseline and allocations for each
// operation. Zero means that nothing is asked.
type Bar struct {
	Wall, CPU float64
	Allocs    float64
	P99       float64 // a ratio, too
	Peak      float64 // megabytes of resident memory more than the baseline's
}
