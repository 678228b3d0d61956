package kin_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Vessels have a property and a deferred column, and so have all that inherit from them;
// a barge's own table has another deferred one, and a cutter is in the vessels' table.

type Vessel struct {
	ID    int
	Kind  string
	Name  string
	Log   string
	Trips int
	Loud  *string
}

type Barge struct {
	Vessel
	Litres int
	Plan   string
}

type Cutter struct {
	Vessel
	Seats int
}

type Trip struct {
	ID       int
	VesselID int
}

type VesselColumns struct {
	ID   schema.Int
	Kind schema.String
	Name schema.String
	Log  schema.Text[string]
}

type VesselTable struct {
	orm.TableOf[Vessel, int]
	VesselColumns
	Trips orm.Property[int]
	Loud  orm.Property[string]
}

type BargeTable struct {
	orm.TableOf[Barge, int]
	VesselColumns
	Litres schema.Int
	Plan   schema.Text[string]
	Loud   orm.Property[string]
}

type CutterTable struct {
	orm.TableOf[Cutter, int]
	VesselColumns
	Seats schema.Int
}

type TripTable struct {
	orm.TableOf[Trip, int]
	ID       schema.Int
	VesselID schema.Int
}

var (
	Sea     = orm.NewBase()
	Vessels = orm.Declare(Sea, "kin_vessel", func(t *VesselTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Name.Size(20)
		orm.Discriminator(t, t.Kind, "vessel")
		t.Log.Size(1000)
		orm.Deferred(t, "", t.Log)
		t.Loud.Is(sql.Upper(t.Name))
	})
	Barges  = orm.JoinedTable(Vessels, "kin_barge", "barge", func(t *BargeTable) { t.Plan.Size(1000); orm.Deferred(t, "", t.Plan) })
	Cutters = orm.SingleTable(Vessels, "cutter", func(t *CutterTable) {})
	Trips   = orm.Declare(Sea, "kin_trip", func(t *TripTable) { t.ID.PrimaryKey(); t.VesselID.References(Vessels.ID) })
)

func init() {
	Vessels.Trips.Is(sql.Scalar(sql.Select1(sql.Count()).From(Trips).Where(sql.Eq(Trips.VesselID, Vessels.ID))))
}

func TestPropertiesAndDeferredColumnsOfAHierarchy(t *testing.T) {
	each(t, Sea, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			v, k, f := &Vessel{Name: "v", Log: "lv"}, &Barge{Vessel: Vessel{Name: "k", Log: "lk"}, Litres: 5, Plan: "pk"}, &Cutter{Vessel: Vessel{Name: "f", Log: "lf"}, Seats: 9}
			s.Add(v, k, f)
			if err := s.Flush(ctx); err != nil {
				return err
			}
			s.Add(&Trip{VesselID: k.ID}, &Trip{VesselID: k.ID}, &Trip{VesselID: f.ID})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		all, err := orm.Select(Vessels).OrderBy(Vessels.ID).All(ctx, s)
		must(t, err)
		for _, q := range sent.take() {
			if strings.Contains(q, "log") || strings.Contains(q, "plan") {
				t.Errorf("what is deferred is read: %s", q)
			}
		}
		for i, want := range []struct {
			trips int
			loud  string
		}{{0, "V"}, {2, "K"}, {1, "F"}} {
			if x := all[i]; x.Trips != want.trips || x.Loud == nil || *x.Loud != want.loud || x.Log != "" {
				t.Errorf("%+v", x)
			}
		}
		k, ok := orm.As[*Barge](s, all[1])
		if !ok || k.Litres != 5 || k.Plan != "" {
			t.Fatalf("%+v", k)
		}
		must(t, orm.LoadColumns(ctx, s, k, Barges.Plan))
		must(t, orm.LoadColumns(ctx, s, k, Barges.Log))
		f, _ := orm.As[*Cutter](s, all[2])
		must(t, orm.LoadColumns(ctx, s, f, Cutters.Log))
		if k.Plan != "pk" || k.Log != "lk" || f.Log != "lf" || f.Seats != 9 {
			t.Errorf("%+v %+v", k, f)
		}
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Errorf("%v %v", p, err)
		}
		for name, q := range map[string]orm.Query[*Barge]{
			"all": orm.Select(Barges), "by the property": orm.Select(Barges).Where(sql.Eq(Barges.Loud.Value(), sql.Val("K"))), "undeferred": orm.Select(Barges).With(orm.Undefer(Barges)),
		} {
			fresh := orm.NewSession(eng)
			one, err := q.One(ctx, fresh)
			must(t, err)
			if one.Trips != 2 || *one.Loud != "K" || one.Litres != 5 || (one.Plan == "pk") != (name == "undeferred") || (one.Log == "lk") != (name == "undeferred") {
				t.Errorf("%s: %+v", name, one)
			}
			got, err := Vessels.Get(ctx, fresh, one.ID)
			must(t, err)
			if got != &one.Vessel {
				t.Errorf("%s: another object", name)
			}
			fresh.Close()
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		whole, err := Vessels.Get(ctx, fresh, k.ID) // reads everything
		must(t, err)
		if w, _ := orm.As[*Barge](fresh, whole); w == nil || w.Plan != "pk" || w.Log != "lk" || w.Trips != 2 {
			t.Errorf("%+v", w)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		pairs, err := orm.All(ctx, other, sql.Select2(Vessels, Trips.ID).Join(Trips, sql.Eq(Trips.VesselID, Vessels.ID)).OrderBy(Trips.ID))
		must(t, err)
		if len(pairs) != 3 || pairs[0].A.Trips != 2 || *pairs[2].A.Loud != "F" || pairs[2].B != 3 {
			t.Errorf("%+v", pairs)
		}
	})
}

type Skiff struct {
	Vessel
	Oars int
}

type SkiffTable struct {
	orm.TableOf[Skiff, int]
	VesselColumns
	Oars orm.Property[int]
}

// A query of an heir knows its columns by the parent's table, too, unless that is read
// itself.
func TestConditionsOnAParentsTable(t *testing.T) {
	each(t, Sea, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Vessel{Name: "a"}, &Barge{Vessel: Vessel{Name: "a"}, Litres: 5}, &Barge{Vessel: Vessel{Name: "b"}, Litres: 6}, &Cutter{Vessel: Vessel{Name: "a"}, Seats: 9})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		barges, err := orm.Select(Barges).Where(Vessels.Name.Eq("a"), Barges.Litres.Gt(1)).OrderBy(Vessels.ID).All(ctx, s)
		must(t, err)
		cutters, err := orm.Select(Cutters).Where(sql.Not(Vessels.Name.In("b", "c"))).All(ctx, s)
		must(t, err)
		if len(barges) != 1 || barges[0].Litres != 5 || len(cutters) != 1 || cutters[0].Seats != 9 {
			t.Errorf("%v %v", barges, cutters)
		}
		// a subquery that reads the parent's table means that
		n, err := orm.Select(Barges).Where(Barges.ID.InQuery(sql.Select1(Vessels.ID).Where(Vessels.Name.Eq("b")))).Count(ctx, s)
		if err != nil || n != 1 {
			t.Error(n, err)
		}
		n, err = orm.Select(Barges).Where(sql.Exists(sql.Select(Trips.ID).From(Trips).Where(sql.Eq(Trips.VesselID, Vessels.ID))).Not()).Count(ctx, s)
		if err != nil || n != 2 {
			t.Error(n, err)
		}
		if _, err := orm.Select(Vessels).Where(Barges.Litres.Gt(1)).Count(ctx, s); err == nil {
			t.Error("a parent's query has no columns of an heir")
		}
		var each []string
		for v, err := range orm.Select(Vessels).OrderBy(Vessels.ID).Each(ctx, s) {
			must(t, err)
			each = append(each, *v.Loud)
		}
		if strings.Join(each, "") != "AABA" {
			t.Errorf("Each has no properties: %v", each)
		}
	})
}

// What only an heir has would be read by some queries and not by others.
func TestPropertyOfAnHeirIsRefused(t *testing.T) {
	base := orm.NewBase()
	vessels := orm.Declare(base, "odd_vessel", func(t *VesselTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		orm.Discriminator(t, t.Kind, "vessel")
	})
	orm.SingleTable(vessels, "skiff", func(t *SkiffTable) {})
	if err := base.Configure(); err == nil || !strings.Contains(err.Error(), "of a hierarchy its root declares it, for all") {
		t.Error(err)
	}
}
