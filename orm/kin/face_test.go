package kin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A ticket is for a craft of any kind, which its field holds as what it is; a dock has
// one craft, by the key there.

type Floater interface{ Oars() int }

type Craft struct {
	ID      int
	Kind    string
	DockID  *int
	Tickets []*Ticket
}

type Kayak struct {
	Craft
	Doors int
}

type Ferry struct {
	Craft
	Load int
}

func (c *Kayak) Oars() int { return 4 }
func (t *Ferry) Oars() int { return 6 + t.Load }

type Ticket struct {
	ID      int
	CraftID *int
	Craft   Floater
}

type Dock struct {
	ID     int
	Inside Floater
}

type CraftColumns struct {
	ID     schema.Int
	Kind   schema.String
	DockID schema.NullInt
}

type CraftTable struct {
	orm.TableOf[Craft, int]
	CraftColumns
	Tickets orm.Many[Craft, Ticket]
}

type KayakTable struct {
	orm.TableOf[Kayak, int]
	CraftColumns
	Doors schema.Int
}

type FerryTable struct {
	orm.TableOf[Ferry, int]
	CraftColumns
	Load schema.Int
}

type TicketTable struct {
	orm.TableOf[Ticket, int]
	ID      schema.Int
	CraftID schema.NullInt
	Craft   orm.One[Ticket, Craft]
}

type DockTable struct {
	orm.TableOf[Dock, int]
	ID     schema.Int
	Inside orm.HasOne[Dock, Craft]
}

var (
	Traffic = orm.NewBase()
	Docks   = orm.Declare(Traffic, "face_dock", func(t *DockTable) { t.ID.PrimaryKey() })
	Crafts  = orm.Declare(Traffic, "face_craft", func(t *CraftTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.DockID.Unique().References(Docks.ID)
		orm.AbstractDiscriminator(t, t.Kind)
	})
	Kayaks  = orm.JoinedTable(Crafts, "face_kayak", "kayak", func(t *KayakTable) {})
	Ferries = orm.SingleTable(Crafts, "ferry", func(t *FerryTable) {})
	Tickets = orm.Declare(Traffic, "face_ticket", func(t *TicketTable) {
		t.ID.PrimaryKey()
		t.CraftID.References(Crafts.ID)
		t.Craft.Inverse(Crafts.Tickets)
	})
)

func oars(m Floater) string {
	if m == nil {
		return "-"
	}
	return fmt.Sprintf("%T %d", m, m.Oars())
}

func TestReferenceHeldByAnInterface(t *testing.T) {
	each(t, Traffic, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			c, k := &Kayak{Doors: 2}, &Ferry{Load: 2}
			// the field tells what they are: nobody has to Add them
			ts := []*Ticket{{Craft: c}, {Craft: k}, {}, {Craft: c}}
			for _, x := range ts {
				s.Add(x)
			}
			s.Add(&Dock{Inside: k})
			if len(c.Tickets) != 2 || len(k.Tickets) != 1 {
				t.Error(c.Tickets, k.Tickets)
			}
			return nil
		}))
		want := "*kin_test.Kayak 4, *kin_test.Kayak 4, *kin_test.Ferry 8, -"
		for name, with := range map[string][]orm.Load[*Ticket]{
			"on demand": nil,
			"select in": {orm.SelectIn(Tickets.Craft)},
			"joined":    {orm.Joined(Tickets.Craft)},
			"subquery":  {orm.Subquery(Tickets.Craft)},
		} {
			s := orm.NewSession(eng)
			ts, err := orm.Select(Tickets).With(with...).All(ctx, s)
			must(t, err)
			got := make([]string, 0, 4)
			for _, want := range []string{"Kayak", "Ferry", "-"} {
				for _, x := range ts {
					if with == nil {
						_, err := Tickets.Craft.Of(ctx, s, x)
						must(t, err)
					}
					if w := oars(x.Craft); strings.Contains(w, want) {
						got = append(got, w)
					}
				}
			}
			if strings.Join(got, ", ") != want {
				t.Errorf("%s: %v", name, got)
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			s.Close()
			if with == nil {
				continue
			}
			rows, err := orm.Select(Tickets).With(with...).All(ctx, orm.NewSession(eng, orm.ReadOnly))
			must(t, err)
			n := 0
			for _, x := range rows {
				if x.Craft != nil {
					n += x.Craft.Oars()
				}
			}
			if n != 16 {
				t.Errorf("%s, read only: %d", name, n)
			}
		}

		s := orm.NewSession(eng)
		defer s.Close()
		g, err := orm.Select(Docks).With(orm.SelectIn(Docks.Inside)).One(ctx, s)
		must(t, err)
		if oars(g.Inside) != "*kin_test.Ferry 8" {
			t.Error(oars(g.Inside))
		}
		ferry := g.Inside.(*Ferry)
		x, err := orm.Select(Tickets).Where(Tickets.Craft.Eq(&ferry.Craft)).One(ctx, s)
		must(t, err)
		_, err = Tickets.Craft.Of(ctx, s, x)
		must(t, err)
		other := &Kayak{Doors: 5}
		x.Craft, g.Inside = other, other
		must(t, s.Flush(ctx))
		if *x.CraftID != other.ID || *other.DockID != g.ID || ferry.DockID != nil {
			t.Errorf("%+v %+v", x, ferry)
		}
		must(t, s.Rollback(ctx))
		if x.Craft != Floater(ferry) || g.Inside != Floater(ferry) || *ferry.DockID != g.ID {
			t.Errorf("after Rollback: %s %s", oars(x.Craft), oars(g.Inside))
		}
		x.CraftID = nil
		must(t, s.Sync())
		if x.Craft != nil {
			t.Error(oars(x.Craft))
		}
		x.Craft = (*Kayak)(nil) // none, too
		must(t, s.Commit(ctx))
		if x.CraftID != nil {
			t.Error(*x.CraftID)
		}
		merged, err := orm.Merge(ctx, s, Tickets, &Ticket{ID: x.ID, Craft: &Ferry{Load: 3}})
		must(t, err)
		must(t, s.Commit(ctx))
		if merged != x || oars(x.Craft) != "*kin_test.Ferry 9" || *x.CraftID != x.Craft.(*Ferry).ID {
			t.Error(oars(x.Craft))
		}
		s.Delete(x.Craft.(*Ferry))
		must(t, s.Commit(ctx))
		if x.Craft != nil || x.CraftID != nil {
			t.Errorf("deleted: %+v", x)
		}
	})
}
