package orm_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// ChainTiles lie in piles, each at a place of its own; their labels and numbers are unique. A step
// has its place in its key, and a rung may only have one up to 1000.

type ChainTile struct {
	ID    int
	Pile  int
	Place int
	Label string
	Spot  *int
	V     int
}

type Step struct {
	Plan int
	No   int
	Text string
}

type Rung struct {
	ID    int
	Place int
}

type StepKey struct{ Plan, No int }

type ChainTileTable struct {
	orm.TableOf[ChainTile, int]
	ID    schema.Int
	Pile  schema.Int
	Place schema.Int
	Label schema.String
	Spot  schema.NullInt
	V     schema.Int
}

type StepTable struct {
	orm.TableOf[Step, StepKey]
	Plan schema.Int
	No   schema.Int
	Text schema.String
}

type RungTable struct {
	orm.TableOf[Rung, int]
	ID    schema.Int
	Place schema.Int
}

var (
	Chains     = orm.NewBase()
	ChainTiles = orm.Declare(Chains, "chain_tile", func(t *ChainTileTable) {
		t.ID.PrimaryKey()
		t.UniqueOn(t.Pile, t.Place)
		t.Label.Size(12).Unique()
		t.Spot.Unique()
		orm.Version(t, t.V)
	})
	Steps = orm.Declare(Chains, "chain_step", func(t *StepTable) {
		t.Plan.PrimaryKey()
		t.No.PrimaryKey()
		t.Text.Size(20)
	})
	Rungs = orm.Declare(Chains, "chain_rung", func(t *RungTable) {
		t.ID.PrimaryKey()
		t.Place.Unique()
		t.Check(t.Place.Between(1, 1000))
	})
)

// deal adds piles of n tiles each, and commits.
func deal(t *testing.T, ctx context.Context, s *orm.Session, piles, n int) (all []*ChainTile) {
	t.Helper()
	for pile := range piles {
		for i := range n {
			spot := pile*n + i
			all = append(all, &ChainTile{Pile: pile, Place: i, Label: fmt.Sprintf("l%d", spot), Spot: &spot})
		}
	}
	for _, c := range all {
		s.Add(c)
	}
	must(t, s.Commit(ctx))
	return all
}

// sameTiles compares what another session finds.
func sameTiles(t *testing.T, ctx context.Context, eng *engine.Engine, want []*ChainTile) {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	got, err := orm.Select(ChainTiles).All(ctx, s)
	must(t, err)
	show := func(cs []*ChainTile) (out []string) {
		for _, c := range cs {
			spot := -1
			if c.Spot != nil {
				spot = *c.Spot
			}
			out = append(out, fmt.Sprint(c.ID, c.Pile, c.Place, c.Label, spot, c.V))
		}
		slices.Sort(out)
		return out
	}
	if a, b := show(got), show(want); !slices.Equal(a, b) {
		t.Fatal("the database has", a, "and memory", b)
	}
}

// TestLongChainsAreAFewStatements moves many rows on that take each other's unique values.
// The number of statements does not grow with that of the rows, but where a statement costs
// no round trip.
func TestLongChainsAreAFewStatements(t *testing.T) {
	for name, c := range map[string]struct {
		piles  int
		change func(ctx context.Context, s *orm.Session, all []*ChainTile) []*ChainTile
		most   int // statements
	}{
		"up by one": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for _, c := range all {
				c.Place++
			}
			return all
		}, 2},
		"down by one, the first goes": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			s.Delete(all[0])
			for _, c := range all[1:] {
				c.Place--
			}
			return all[1:]
		}, 4},
		"reversed": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for _, c := range all {
				c.Place = len(all) - 1 - c.Place
			}
			return all
		}, 2},
		"turned by one, in many piles": {20, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for _, c := range all {
				c.Place = (c.Place + 1) % (len(all) / 20)
			}
			return all
		}, 2},
		"a new first one, in many piles": {20, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for _, c := range all {
				c.Place++
			}
			for pile := range 20 {
				c := &ChainTile{ID: 100_000 + pile, Pile: pile, Label: fmt.Sprint("new", pile)}
				s.Add(c)
				all = append(all, c)
			}
			return all
		}, 4},
		"texts": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			first := all[0].Label
			for i := range all[1:] {
				all[i].Label = all[i+1].Label
			}
			all[len(all)-1].Label = first
			return all
		}, 2},
		"what may be NULL": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for _, c := range all {
				spot := *c.Spot + 1
				c.Spot = &spot
			}
			return all
		}, 2},
		"everything": {2, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			labels := make([]string, len(all))
			for i, c := range all {
				labels[i] = c.Label
			}
			for i, c := range all {
				c.Pile, c.Place, c.Label = 1-c.Pile, len(all)/2-1-c.Place, labels[len(all)-1-i]
				spot := len(all) - 1 - *c.Spot
				c.Spot = &spot
			}
			return all
		}, 2},
		"values that nobody has": {1, func(_ context.Context, s *orm.Session, all []*ChainTile) []*ChainTile {
			for i, c := range all {
				c.Label = fmt.Sprint("other", i)
			}
			return all
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for _, n := range []int{40, 900} {
				each(t, Chains, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
					s := orm.NewSession(eng)
					defer s.Close()
					all := deal(t, ctx, s, c.piles, n/c.piles)
					want := c.change(ctx, s, all)
					sent.take()
					must(t, s.Commit(ctx))
					if got := sent.take(); len(got) > c.most && eng.Dialect().Name() != "sqlite" {
						t.Fatal(len(got), "statements moved", n, "rows:\n", strings.Join(got[:min(len(got), 20)], "\n"))
					}
					sameTiles(t, ctx, eng, want)
					must(t, s.Flush(ctx))
					if got := sent.take(); len(got) > 1 {
						t.Fatal("a second flush sends", got)
					}
				})
			}
		})
	}
}

// TestChainOfKeys moves rows on whose place is a part of their key.
func TestChainOfKeys(t *testing.T) {
	each(t, Chains, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		var all []*Step
		for i := range 300 {
			all = append(all, &Step{Plan: i % 3, No: i / 3, Text: fmt.Sprint("t", i)})
			s.Add(all[i])
		}
		must(t, s.Commit(ctx))
		for _, x := range all {
			x.No++
		}
		first := &Step{Plan: 1, No: 0, Text: "first"}
		s.Add(first)
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) > 3 && eng.Dialect().Name() != "sqlite" {
			t.Fatal(len(got), "statements:\n", strings.Join(got[:10], "\n"))
		}
		found, err := Steps.Get(ctx, s, StepKey{2, 100})
		must(t, err)
		if found != all[299] {
			t.Fatal(found, all[299])
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		for _, x := range append(all, first) {
			y, err := Steps.Get(ctx, fresh, StepKey{x.Plan, x.No})
			must(t, err)
			if *x != *y {
				t.Fatal(*x, *y)
			}
		}
		// a failed flush leaves keys and rows as they were
		for _, x := range all {
			x.No++
		}
		s.Add(&Step{Plan: 0, No: 1}, &Step{Plan: 0, No: 2, Text: strings.Repeat("x", 21)}, &Step{Plan: 0, No: 3})
		if err := s.Flush(ctx); err == nil && eng.Dialect().Name() != "sqlite" {
			t.Fatal("No is taken, and the text is too long")
		}
		must(t, s.Rollback(ctx))
		if again, err := Steps.Get(ctx, s, StepKey{2, 100}); err != nil || again != all[299] || all[299].No != 100 {
			t.Fatal(again, err)
		}
	})
}

// TestChainUnderACheck moves rows on that cannot be given free values: one by one, and the
// last one first.
func TestChainUnderACheck(t *testing.T) {
	each(t, Chains, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		var all []*Rung
		for i := range 30 {
			all = append(all, &Rung{Place: i + 1})
			s.Add(all[i])
		}
		must(t, s.Commit(ctx))
		for _, x := range all {
			x.Place++
		}
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 30 {
			t.Fatal(len(got), got)
		}
		for _, x := range all { // and back to front, which no order of them can do
			x.Place = len(all) + 3 - x.Place
		}
		var circle *orm.UniqueCycleError
		if err := s.Commit(ctx); !errors.As(err, &circle) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		for _, x := range all {
			y, err := Rungs.Get(ctx, fresh, x.ID)
			must(t, err)
			if *x != *y {
				t.Fatal(*x, *y)
			}
		}
	})
}

// TestStaleRowOfAChain: another transaction has changed one of the rows.
func TestStaleRowOfAChain(t *testing.T) {
	each(t, Chains, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		all := deal(t, ctx, s, 1, 30)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			c, err := ChainTiles.Get(ctx, s, all[7].ID)
			if err == nil {
				c.Spot = nil
			}
			return err
		}))
		for _, c := range all {
			c.Place++
		}
		var stale *orm.StaleDataError
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		all[7].Spot, all[7].V = nil, 2
		sameTiles(t, ctx, eng, all)
	})
}

// TestRandomMovesOfManyRows shuffles, deletes and adds tiles, and compares.
func TestRandomMovesOfManyRows(t *testing.T) {
	each(t, Chains, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for seed := range uint64(25) {
			rnd := rand.New(rand.NewPCG(seed, 3))
			must(t, Chains.DropAll(ctx, eng))
			must(t, Chains.CreateAll(ctx, eng))
			s := orm.NewSession(eng)
			all := deal(t, ctx, s, 3, 15)
			for round := range 4 {
				next := len(all)*10 + round*1000
				for range rnd.IntN(8) {
					i := rnd.IntN(len(all))
					s.Delete(all[i])
					all = slices.Delete(all, i, i+1)
				}
				for range rnd.IntN(8) {
					c := &ChainTile{Label: fmt.Sprint("n", next)}
					next++
					s.Add(c)
					all = append(all, c)
				}
				// every tile gets one of the places, labels and spots, some of which are new
				places, labels := rnd.Perm(len(all)+3), rnd.Perm(len(all)+3)
				for i, c := range all {
					if rnd.IntN(8) > 0 || c.ID == 0 {
						c.Pile, c.Place = 7+places[i]%3, places[i]/3
					}
					c.Label = fmt.Sprint("r", labels[i])
					if spot := labels[len(labels)-1-i]; rnd.IntN(5) > 0 {
						c.Spot = &spot
					} else {
						c.Spot = nil
					}
				}
				used := map[[2]int]bool{}
				for _, c := range all {
					for used[[2]int{c.Pile, c.Place}] {
						c.Place += 50
					}
					used[[2]int{c.Pile, c.Place}] = true
				}
				if err := s.Commit(ctx); err != nil {
					t.Fatalf("seed %d, round %d: %v", seed, round, err)
				}
				sameTiles(t, ctx, eng, all)
			}
			must(t, s.Close())
		}
	})
}
