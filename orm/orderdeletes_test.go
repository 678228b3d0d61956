package orm_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Ring refers to the next one, and nothing leads back.
type Ring struct {
	ID     int
	NextID *int
	Next   *Ring
}

type RingTable struct {
	orm.TableOf[Ring, int]
	ID     schema.Int
	NextID schema.NullInt
	Next   orm.One[Ring, Ring]
}

// A Dancer has a partner, who knows all that follow.
type Dancer struct {
	ID        int
	V         int
	PartnerID *int
	Partner   *Dancer
	Followers []*Dancer
}

type DancerTable struct {
	orm.TableOf[Dancer, int]
	ID        schema.Int
	V         schema.Int
	PartnerID schema.NullInt
	Partner   orm.One[Dancer, Dancer]
	Followers orm.Many[Dancer, Dancer]
}

// Echoing refers to another one, and is let go by the database.
type Echoing struct {
	ID   int
	OfID *int
	Of   *Echoing
}

type EchoingTable struct {
	orm.TableOf[Echoing, int]
	ID   schema.Int
	OfID schema.NullInt
	Of   orm.One[Echoing, Echoing]
}

var (
	Rounds = orm.NewBase()
	Rings  = orm.Declare(Rounds, "round_ring", func(t *RingTable) {
		t.ID.PrimaryKey()
		t.NextID.References(t.ID)
	})
	Dancers = orm.Declare(Rounds, "round_dancer", func(t *DancerTable) {
		t.ID.PrimaryKey()
		t.PartnerID.References(t.ID)
		t.Partner.Inverse(&t.Followers)
		orm.Version(t, t.V)
	})
	Echoings = orm.Declare(Rounds, "round_echo", func(t *EchoingTable) {
		t.ID.PrimaryKey()
		t.OfID.References(t.ID, schema.OnDelete(schema.SetNull))
	})
)

func TestRowsThatAreDeletedInACircle(t *testing.T) {
	each(t, Rounds, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, order := range [][]int{{0, 1}, {1, 0}, {0, 1, 2}, {2, 1, 0}, {0, 2, 1}, {1, 0, 2}} {
			s := orm.NewSession(eng)
			t.Cleanup(func() { s.Close() })
			rings := make([]*Ring, len(order))
			for i := range rings {
				rings[i] = &Ring{}
				s.Add(rings[i])
			}
			must(t, s.Flush(ctx))
			for i, r := range rings {
				r.Next = rings[(i+1)%len(rings)]
			}
			outside := &Ring{Next: rings[0]} // refers into the circle, and is no part of it
			s.Add(outside)
			must(t, s.Commit(ctx))
			sent.take()
			for _, i := range order {
				s.Delete(rings[i])
			}
			s.Delete(outside)
			var ce *orm.CircularDependencyError
			err := s.Flush(ctx)
			if !errors.As(err, &ce) || !ce.Deleting || len(ce.Rows) != len(rings)+1 || ce.Rows[0] != ce.Rows[len(rings)] || !strings.Contains(err.Error(), "PostUpdate") {
				t.Fatal(order, err)
			}
			if slices.Contains(ce.Rows, fmt.Sprint("Ring ", outside.ID)) || len(sent.take()) > 0 {
				t.Fatal(order, ce.Rows)
			}
			must(t, s.Rollback(ctx)) // and as the message says
			rings[0].Next = nil
			must(t, s.Flush(ctx))
			for _, i := range order {
				s.Delete(rings[i])
			}
			s.Delete(outside)
			must(t, s.Commit(ctx))
			if n, err := orm.Select(Rings).Count(ctx, s); err != nil || n != 0 {
				t.Fatal(order, n, err)
			}
			s.Close()
		}
	})
}

// A circle that the session or the database opens is none: whatever is loaded, and in any order.
func TestCirclesThatAreOpened(t *testing.T) {
	each(t, Rounds, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for n := 2; n < 5; n++ {
			for _, loaded := range []bool{false, true} {
				s := orm.NewSession(eng)
				t.Cleanup(func() { s.Close() })
				ds, es := make([]*Dancer, n), make([]*Echoing, n)
				for i := range n {
					ds[i], es[i] = &Dancer{}, &Echoing{}
					s.Add(ds[i], es[i])
				}
				must(t, s.Flush(ctx))
				for i := range n {
					ds[i].Partner, es[i].Of = ds[(i+1)%n], es[(i+1)%n]
				}
				late := &Dancer{Partner: ds[0]}
				s.Add(late)
				must(t, s.Commit(ctx))
				if !loaded {
					s.Clear()
				}
				var err error
				ds, err = orm.Select(Dancers).OrderBy(Dancers.ID).All(ctx, s)
				must(t, err)
				es, err = orm.Select(Echoings).OrderBy(Echoings.ID.Desc()).All(ctx, s)
				must(t, err)
				if loaded {
					for _, d := range ds {
						_, err := Dancers.Followers.Of(ctx, s, d)
						must(t, err)
					}
				}
				for _, d := range ds[:n] {
					s.Delete(d)
				}
				for _, e := range es {
					s.Delete(e)
				}
				must(t, s.Commit(ctx))
				left, err := orm.Select(Dancers).All(ctx, s)
				if err != nil || len(left) != 1 || left[0].PartnerID != nil || left[0].V != 2 {
					t.Fatal(n, loaded, left[0], err)
				}
				s.Delete(left[0])
				must(t, s.Commit(ctx))
				if left, err := orm.Select(Echoings).Count(ctx, s); err != nil || left != 0 {
					t.Fatal(n, loaded, left, err)
				}
				s.Close()
			}
		}
	})
}
