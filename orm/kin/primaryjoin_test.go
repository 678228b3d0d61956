package kin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Railcars, trams in a table of their own behind them, vans in the trams' table. What belongs to
// them and to whom they belong is told by conditions.

type Railcar struct {
	ID      int
	Kind    string
	Name    string
	Sold    bool
	DepotID *int
	Depot   *Depot
	Notes   []*TramNote
}

type Tram struct {
	Railcar
	Doors    int
	DriverID *int
	Driver   *Depot
	Repairs  []*TramNote
}

type Van struct {
	Tram
	Load int
}

type Depot struct {
	ID     int
	Name   string
	Stock  []*Railcar
	Drives []*Tram
	Vans   []*Van
}

type TramNote struct {
	ID      int
	Kind    string
	Text    string
	Of      *int
	Railcar *Railcar
	Tram    *Tram
}

type RailcarColumns struct {
	ID      schema.Int
	Kind    schema.String
	Name    schema.String
	Sold    schema.Bool
	DepotID schema.NullInt
}

type RailcarTable struct {
	orm.TableOf[Railcar, int]
	RailcarColumns
	Depot orm.One[Railcar, Depot]
	Notes orm.Many[Railcar, TramNote]
	Log   orm.WriteOnly[Railcar, TramNote]
}

type TramTable struct {
	orm.TableOf[Tram, int]
	RailcarColumns
	Doors    schema.Int
	DriverID schema.NullInt
	Notes    orm.Many[Railcar, TramNote]
	Driver   orm.One[Tram, Depot]
	Repairs  orm.Many[Tram, TramNote]
}

type VanTable struct {
	orm.TableOf[Van, int]
	RailcarColumns
	Doors    schema.Int
	DriverID schema.NullInt
	Load     schema.Int
}

type DepotTable struct {
	orm.TableOf[Depot, int]
	ID     schema.Int
	Name   schema.String
	Stock  orm.Many[Depot, Railcar]
	Drives orm.Many[Depot, Tram]
	Vans   orm.Many[Depot, Van]
}

type TramNoteTable struct {
	orm.TableOf[TramNote, int]
	ID      schema.Int
	Kind    schema.String
	Text    schema.String
	Of      schema.NullInt
	Railcar orm.One[TramNote, Railcar]
	Tram    orm.One[TramNote, Tram]
}

var (
	Tramway  = orm.NewBase()
	Depots   = orm.Declare(Tramway, "tramway_depot", func(t *DepotTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Railcars = orm.Declare(Tramway, "tramway_railcar", func(t *RailcarTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(20)
		t.Name.Size(20)
		orm.Discriminator(t, t.Kind, "railcar")
	})
	Trams = orm.JoinedTable(Railcars, "tramway_tram", "tram", func(t *TramTable) {
		t.DriverID.References(Depots.ID)
	})
	Vans      = orm.SingleTable(Trams, "van", func(t *VanTable) {})
	TramNotes = orm.Declare(Tramway, "tramway_note", func(t *TramNoteTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(20)
		t.Text.Size(20)
	})
)

func init() {
	orm.PrimaryJoin(&Railcars.Notes, TramNotes, sql.Eq(TramNotes.Of, Railcars.ID), TramNotes.Kind.Eq("note"))
	Railcars.Notes.OrderBy(TramNotes.ID).Inverse(&TramNotes.Railcar)
	orm.PrimaryJoin(&Railcars.Log, TramNotes, sql.Eq(TramNotes.Of, Railcars.ID), TramNotes.Kind.Eq("log"))
	orm.PrimaryJoin(&Trams.Repairs, TramNotes, sql.Eq(TramNotes.Of, Trams.ID), TramNotes.Kind.Eq("repair"))
	Trams.Repairs.OrderBy(TramNotes.ID).Cascade(orm.CascadeDeleteOrphan).Inverse(&TramNotes.Tram)
	orm.PrimaryJoin(&Depots.Stock, Railcars, sql.Eq(Railcars.DepotID, Depots.ID), Railcars.Sold.Eq(false))
	Depots.Stock.OrderBy(Railcars.ID).Inverse(&Railcars.Depot)
	orm.PrimaryJoin(&Depots.Drives, Trams, sql.Eq(Trams.DriverID, Depots.ID), Trams.Doors.Gt(2), Trams.Sold.Eq(false))
	Depots.Drives.OrderBy(Trams.ID).Inverse(&Trams.Driver)
	orm.PrimaryJoin(&Depots.Vans, Vans, sql.Eq(Vans.DriverID, Depots.ID), Vans.Load.Gt(100), Vans.Doors.Eq(2))
	Depots.Vans.OrderBy(Vans.ID)
}

func noteTexts(ns []*TramNote) string {
	var out []string
	for _, n := range ns {
		out = append(out, n.Text)
	}
	return strings.Join(out, " ")
}

func depot(t *testing.T, s *orm.Session) (*Depot, *Railcar, *Tram, *Van) {
	t.Helper()
	g := &Depot{Name: "g"}
	v, c, x := &Railcar{Name: "v"}, &Tram{Railcar: Railcar{Name: "c"}, Doors: 4}, &Van{Tram: Tram{Railcar: Railcar{Name: "x"}, Doors: 2}, Load: 500}
	v.Notes = []*TramNote{{Kind: "note", Text: "v1"}}
	c.Notes = []*TramNote{{Kind: "note", Text: "c1"}, {Kind: "note", Text: "c2"}}
	c.Repairs = []*TramNote{{Kind: "repair", Text: "rc"}}
	x.Repairs = []*TramNote{{Kind: "repair", Text: "rx"}}
	s.Add(g, v, c, x)
	g.Stock = []*Railcar{v, &c.Railcar}
	g.Drives = []*Tram{c}
	g.Vans = []*Van{x}
	must(t, s.Flush(t.Context()))
	if c.Depot != g || c.Driver != g || *x.DriverID != g.ID || *x.Repairs[0].Of != x.ID || x.Repairs[0].Tram != &x.Tram || c.Notes[0].Railcar != &c.Railcar {
		t.Errorf("%+v %+v", c, x)
	}
	must(t, Railcars.Log.Add(s, &x.Railcar, &TramNote{Kind: "log", Text: "lx"}))
	must(t, s.Commit(t.Context()))
	return g, v, c, x
}

// Relationships by conditions lead to and from entities that inherit, and are loaded in all ways.
func TestPrimaryJoinOfHeirs(t *testing.T) {
	each(t, Tramway, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { depot(t, s); return nil }))
		for name, with := range map[string][]orm.Load[*Depot]{
			"select in": {orm.SelectIn(Depots.Stock, orm.SelectIn(Railcars.Notes)), orm.SelectIn(Depots.Drives, orm.SelectIn(Trams.Repairs)), orm.SelectIn(Depots.Vans)},
			"json":      {orm.AsJSON(Depots.Stock, orm.AsJSON(Railcars.Notes)), orm.AsJSON(Depots.Drives, orm.AsJSON(Trams.Repairs)), orm.AsJSON(Depots.Vans)},
			"subquery":  {orm.Subquery(Depots.Stock, orm.Subquery(Railcars.Notes)), orm.Subquery(Depots.Drives, orm.Subquery(Trams.Repairs)), orm.Subquery(Depots.Vans)},
			"joined":    {orm.Joined(Depots.Stock, orm.SelectIn(Railcars.Notes)), orm.SelectIn(Depots.Drives, orm.Joined(Trams.Repairs)), orm.SelectIn(Depots.Vans)},
			"joined, 2": {orm.SelectIn(Depots.Stock, orm.Joined(Railcars.Notes)), orm.Joined(Depots.Drives, orm.SelectIn(Trams.Repairs)), orm.SelectIn(Depots.Vans)},
			"joined, 3": {orm.SelectIn(Depots.Stock, orm.SelectIn(Railcars.Notes)), orm.SelectIn(Depots.Drives, orm.SelectIn(Trams.Repairs)), orm.Joined(Depots.Vans)},
		} {
			s := orm.NewSession(eng)
			g, err := orm.Select(Depots).With(with...).One(ctx, s)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if len(g.Stock) != 2 || len(g.Drives) != 1 || len(g.Vans) != 1 || &g.Drives[0].Railcar != g.Stock[1] || g.Vans[0].Load != 500 {
				t.Errorf("%s: %+v", name, g)
				continue
			}
			if c := g.Drives[0]; noteTexts(c.Notes) != "c1 c2" || noteTexts(c.Repairs) != "rc" || c.Repairs[0].Tram != c || c.Depot != g || c.Driver != g {
				t.Errorf("%s: %+v", name, c)
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			s.Close()
		}
		for name, with := range map[string]orm.Load[*Railcar]{"select in": orm.SelectIn(Railcars.Notes), "joined": orm.Joined(Railcars.Notes)} {
			s := orm.NewSession(eng) // of what several tables hold, under Limit
			sent.take()
			ws, err := orm.Select(Railcars).With(with).OrderBy(Railcars.Name).Limit(2).All(ctx, s)
			must(t, err)
			stmts := sent.take()
			if len(ws) != 2 || noteTexts(ws[0].Notes) != "c1 c2" || noteTexts(ws[1].Notes) != "v1" {
				t.Errorf("%s: %+v", name, ws)
			}
			if name == "joined" && !strings.Contains(stmts[0], "JOIN tramway_note") {
				t.Errorf("%s", stmts[0])
			}
			s.Close()
			s = orm.NewSession(eng)
			ts, err := orm.Select(Trams).With(orm.Joined(Trams.Repairs), orm.OfType(Trams, orm.Joined(Trams.Notes))).OrderBy(Trams.Doors.Desc()).Limit(5).All(ctx, s)
			must(t, err)
			if len(ts) != 2 || noteTexts(ts[0].Notes) != "c1 c2" || noteTexts(ts[0].Repairs) != "rc" || noteTexts(ts[1].Repairs) != "rx" {
				t.Errorf("%+v", ts)
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		ns, err := orm.Select(TramNotes).OrderBy(TramNotes.ID).All(ctx, s)
		must(t, err)
		for _, n := range ns {
			v, err := TramNotes.Railcar.Of(ctx, s, n)
			must(t, err)
			c, err := TramNotes.Tram.Of(ctx, s, n)
			must(t, err)
			if (v != nil) != (n.Kind == "note") || (c != nil) != (n.Kind == "repair") {
				t.Errorf("%s %v %v", n.Text, v, c)
			}
		}
		x, err := orm.Select(Vans).One(ctx, s)
		must(t, err)
		rs, err := Trams.Repairs.Of(ctx, s, &x.Tram)
		must(t, err)
		if noteTexts(rs) != "rx" || rs[0].Tram != &x.Tram {
			t.Error(noteTexts(rs))
		}
		for i, c := range []struct {
			want int
			q    interface {
				Count(context.Context, *orm.Session) (int, error)
			}
		}{
			{2, orm.Select(Railcars).Where(Railcars.Notes.Any())},
			{1, orm.Select(Trams).Where(Trams.Notes.Any(TramNotes.Text.Eq("c2")))},
			{2, orm.Select(Trams).Where(Trams.Repairs.Any())},
			{1, orm.Select(Vans).Where(Vans.Load.Gt(1)).Where(Trams.Repairs.Any())},
			{1, orm.Select(Depots).Where(Depots.Vans.Any(Vans.Load.Eq(500)))},
			{1, orm.Select(Depots).Where(Depots.Drives.Any(Trams.Name.Eq("c")))},
			{1, orm.Select(TramNotes).Where(TramNotes.Tram.Eq(&x.Tram))},
			{2, orm.Select(TramNotes).Where(TramNotes.Railcar.Has(Railcars.Name.Eq("c")))},
			{1, Railcars.Log.Select(&x.Railcar)},
			{1, Trams.Repairs.Select(&x.Tram)},
			{2, orm.Select(Trams).Join(Trams.Repairs)},
		} {
			if n, err := c.q.Count(ctx, s); err != nil || n != c.want {
				t.Errorf("%d: %d, not %d: %v", i, n, c.want, err)
			}
		}
	})
}

// They are written, let go, and deleted.
func TestPrimaryJoinOfHeirsIsWritten(t *testing.T) {
	each(t, Tramway, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		depot(t, s)
		must(t, s.Clear())
		g, err := orm.Select(Depots).With(orm.SelectIn(Depots.Stock, orm.SelectIn(Railcars.Notes)), orm.SelectIn(Depots.Drives, orm.SelectIn(Trams.Repairs)), orm.SelectIn(Depots.Vans)).One(ctx, s)
		must(t, err)
		done := func(what string) {
			t.Helper()
			must(t, s.Flush(ctx))
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: and then %v %v", what, p, err)
			}
		}
		v, c, x := g.Stock[0], g.Drives[0], g.Vans[0]
		n := c.Notes[0]
		v.Notes = append(v.Notes, n)
		done("moved to another of the hierarchy")
		if noteTexts(c.Notes) != "c2" || n.Railcar != v || *n.Of != v.ID {
			t.Errorf("%s %+v", noteTexts(c.Notes), n)
		}
		n.Railcar = &c.Railcar
		done("and back, by the reference")
		if noteTexts(c.Notes) != "c2 c1" || noteTexts(v.Notes) != "v1" {
			t.Errorf("%s, %s", noteTexts(c.Notes), noteTexts(v.Notes))
		}
		c.Repairs = append(c.Repairs[:0:0], &TramNote{Kind: "repair", Text: "new"})
		done("an orphan")
		if k, err := orm.Select(TramNotes).Where(TramNotes.Kind.Eq("repair")).Count(ctx, s); err != nil || k != 2 {
			t.Error(k, err)
		}
		h := &Depot{Name: "h"}
		s.Add(h)
		c.Driver = h
		done("an heir that belongs to another one")
		if len(g.Drives) != 0 || *c.DriverID != h.ID || c.Depot != g {
			t.Errorf("%+v", c)
		}
		must(t, s.Rollback(ctx))
		if len(g.Drives) != 1 || c.Driver != g || noteTexts(c.Notes) != "c1 c2" || noteTexts(c.Repairs) != "rc" {
			t.Errorf("after Rollback: %+v", c)
		}
		c, err = Trams.Get(ctx, s, c.ID)
		must(t, err)
		s.Delete(c)
		done("an heir is deleted: its notes are let go, its repairs go with it")
		must(t, s.Commit(ctx))
		x, err = Vans.Get(ctx, s, x.ID)
		must(t, err)
		s.Delete(x)
		done("another one, whose log is not loaded")
		s.Delete(g)
		done("and to whom they belong")
		must(t, s.Commit(ctx))
		ns, err := orm.Select(TramNotes).OrderBy(TramNotes.ID).All(ctx, orm.NewSession(eng))
		must(t, err)
		var left []string
		for _, n := range ns {
			left = append(left, fmt.Sprint(n.Text, n.Of != nil))
		}
		if got := strings.Join(left, " "); got != "v1true c1false c2false lxfalse" {
			t.Error(got)
		}
		vs, err := orm.Select(Railcars).All(ctx, orm.NewSession(eng))
		must(t, err)
		if len(vs) != 1 || vs[0].DepotID != nil {
			t.Errorf("%+v", vs[0])
		}
	})
}
