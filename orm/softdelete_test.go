package orm_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// Racks hold baskets, and these things, which all are deleted softly; things have a version,
// and may hold things. Labels are rows that go when they go. Memoranda hang on a rack, and
// are nobody's. Plans and racks are tied by pairs.

type Rack struct {
	ID        int
	DeletedAt *time.Time
	Baskets   []*Basket
	Labels    []*Tag9
	Slips     []*Slip
	Plan      *Blueprint
	Owners    []*Holder
}

type Basket struct {
	ID        int
	RackID    *int
	Rack      *Rack
	Name      string
	Ware      []*Ware
	DeletedAt *time.Time
}

type Ware struct {
	ID        int
	BasketID  *int
	InsideID  *int
	Inside    *Ware
	Contains  []*Ware
	V         int
	DeletedAt *time.Time
}

type Tag9 struct {
	ID     int
	RackID *int
}

type Slip struct {
	ID        int
	RackID    *int
	Rack      *Rack
	DeletedAt *time.Time
}

type Blueprint struct {
	ID        int
	RackID    *int
	DeletedAt *time.Time
}

type Holder struct {
	ID        int
	Racks     []*Rack
	DeletedAt *time.Time
}

type RackTable struct {
	orm.TableOf[Rack, int]
	ID        schema.Int
	DeletedAt schema.NullTime
	Baskets   orm.Many[Rack, Basket]
	Labels    orm.Many[Rack, Tag9]
	Slips     orm.Many[Rack, Slip]
	Plan      orm.HasOne[Rack, Blueprint]
	Owners    orm.Many[Rack, Holder]
}

type BasketTable struct {
	orm.TableOf[Basket, int]
	ID        schema.Int
	RackID    schema.NullInt
	Rack      orm.One[Basket, Rack]
	Name      schema.String
	Ware      orm.Many[Basket, Ware]
	DeletedAt schema.NullTime
}

type WareTable struct {
	orm.TableOf[Ware, int]
	ID        schema.Int
	BasketID  schema.NullInt
	InsideID  schema.NullInt
	Inside    orm.One[Ware, Ware]
	Contains  orm.Many[Ware, Ware]
	V         schema.Int
	DeletedAt schema.NullTime
}

type Tag9Table struct {
	orm.TableOf[Tag9, int]
	ID     schema.Int
	RackID schema.NullInt
}

type SlipTable struct {
	orm.TableOf[Slip, int]
	ID        schema.Int
	RackID    schema.NullInt
	Rack      orm.One[Slip, Rack]
	DeletedAt schema.NullTime
}

type BlueprintTable struct {
	orm.TableOf[Blueprint, int]
	ID        schema.Int
	RackID    schema.NullInt
	DeletedAt schema.NullTime
}

type HolderTable struct {
	orm.TableOf[Holder, int]
	ID        schema.Int
	Racks     orm.Many[Holder, Rack]
	DeletedAt schema.NullTime
}

var (
	Storeroom  = orm.NewBase()
	rackHolder = schema.NewTable(Storeroom.MetaData(), "storeroom_holding",
		schema.Column("rack_id", sqltype.Integer, schema.References("storeroom_rack.id"), schema.PrimaryKey),
		schema.Column("holder_id", sqltype.Integer, schema.References("storeroom_holder.id"), schema.PrimaryKey))
	Holders = orm.Declare(Storeroom, "storeroom_holder", func(t *HolderTable) {
		t.ID.PrimaryKey()
		t.Racks.Through(rackHolder).Cascade(orm.CascadeDelete)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Racks = orm.Declare(Storeroom, "storeroom_rack", func(t *RackTable) {
		t.ID.PrimaryKey()
		t.DeletedAt.Type(sqltype.TimestampTZPrecision(3))
		t.Baskets.Cascade(orm.CascadeDeleteOrphan)
		t.Labels.Cascade(orm.CascadeDelete)
		t.Plan.Cascade(orm.CascadeDelete)
		t.Owners.Through(rackHolder).Inverse(Holders.Racks)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Baskets = orm.Declare(Storeroom, "storeroom_basket", func(t *BasketTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.RackID.References(Racks.ID)
		t.Rack.Inverse(Racks.Baskets)
		t.Ware.Cascade(orm.CascadeDelete)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Wares = orm.Declare(Storeroom, "storeroom_ware", func(t *WareTable) {
		t.ID.PrimaryKey()
		t.BasketID.References(Baskets.ID)
		t.InsideID.References(t.ID)
		t.Inside.Inverse(&t.Contains)
		t.Contains.Cascade(orm.CascadeDelete)
		orm.Version(t, t.V)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Tags9 = orm.Declare(Storeroom, "storeroom_label", func(t *Tag9Table) { t.ID.PrimaryKey(); t.RackID.References(Racks.ID) })
	Slips = orm.Declare(Storeroom, "storeroom_slip", func(t *SlipTable) {
		t.ID.PrimaryKey()
		t.RackID.References(Racks.ID)
		t.Rack.Inverse(Racks.Slips)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Blueprints = orm.Declare(Storeroom, "storeroom_plan", func(t *BlueprintTable) {
		t.ID.PrimaryKey()
		t.RackID.References(Racks.ID)
		orm.SoftDelete(t, t.DeletedAt)
	})
)

func storeroom() *Rack {
	return &Rack{
		Baskets: []*Basket{
			{Name: "a", Ware: []*Ware{{Contains: []*Ware{{}}}, {}}},
			{Name: "b", Ware: []*Ware{{}}},
		},
		Labels: []*Tag9{{}}, Slips: []*Slip{{}}, Plan: &Blueprint{}, Owners: []*Holder{{}},
	}
}

// stand are how many racks, baskets, wares, labels, slips, plans and holders are seen.
func stand(t *testing.T, ctx context.Context, s *orm.Session) (n [7]int) {
	t.Helper()
	for i, count := range []func(context.Context, *orm.Session) (int, error){
		orm.Select(Racks).Count, orm.Select(Baskets).Count, orm.Select(Wares).Count, orm.Select(Tags9).Count,
		orm.Select(Slips).Count, orm.Select(Blueprints).Count, orm.Select(Holders).Count,
	} {
		var err error
		n[i], err = count(ctx, s)
		must(t, err)
	}
	return n
}

func TestSoftDeleteGoesAlong(t *testing.T) {
	each(t, Storeroom, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(storeroom(), storeroom())
		must(t, s.Commit(ctx))
		all := [7]int{2, 4, 8, 2, 2, 2, 2}
		without := [7]int{1, 2, 4, 2, 2, 1, 2}
		same := func(what string, want [7]int) {
			t.Helper()
			if got := stand(t, ctx, s); got != want {
				t.Fatal(what, got, want)
			}
		}
		for _, loaded := range []bool{true, false} {
			if !loaded {
				must(t, s.Clear())
			}
			rack, err := Racks.Get(ctx, s, 1)
			must(t, err)
			if loaded {
				_, err = Racks.Baskets.Of(ctx, s, rack)
				must(t, err)
			}
			sent.take()
			s.Delete(rack)
			must(t, s.Commit(ctx))
			for _, q := range sent.take() {
				if q[:6] == "DELETE" {
					t.Fatal("a soft delete deletes no row:", q)
				}
			}
			same("deleted", without)

			must(t, s.Clear())
			rack, err = orm.Select(Racks).Unscoped().Where(Racks.ID.Eq(1)).One(ctx, s)
			must(t, err)
			must(t, orm.Restore(s, rack))
			must(t, s.Flush(ctx))
			alone := without
			alone[0] = 2
			same("restored alone", alone)
			must(t, s.Rollback(ctx))
			same("rolled back", without)

			must(t, s.Clear())
			rack, err = orm.Select(Racks).Unscoped().Where(Racks.ID.Eq(1)).One(ctx, s)
			must(t, err)
			must(t, orm.RestoreCascade(ctx, s, rack))
			must(t, s.Commit(ctx))
			same("restored", all)
		}
		var none *orm.NotPersistedError
		if err := orm.Restore(s, &Basket{}); !errors.As(err, &none) {
			t.Fatal(err)
		}
		l, err := Tags9.Get(ctx, s, 1)
		must(t, err)
		var policy *orm.PolicyError
		if err := orm.RestoreCascade(ctx, s, l); !errors.As(err, &policy) {
			t.Fatal(err)
		}
	})
}

func TestWhatWasDeletedBeforeStaysDeleted(t *testing.T) {
	each(t, Storeroom, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		rack := storeroom()
		s.Add(rack)
		must(t, s.Commit(ctx))
		a, b := rack.Baskets[0], rack.Baskets[1]
		s.Delete(b)
		must(t, s.Commit(ctx))
		first := *b.DeletedAt
		time.Sleep(2 * time.Millisecond) // the rack's column has milliseconds
		added, moved := &Basket{Name: "new"}, a.Ware[1]
		rack.Baskets = append(rack.Baskets, added)
		a.Ware = a.Ware[:1]
		moved.DeletedAt = nil
		s.Delete(rack)
		if _, err := s.Plan(ctx); err != nil {
			t.Fatal(err)
		}
		if a.DeletedAt == nil || added.DeletedAt == nil || a.Ware[0].Contains[0].DeletedAt == nil || moved.DeletedAt != nil {
			t.Fatal("who goes along", a, added, moved)
		}
		must(t, orm.Restore(s, rack)) // as if nothing had been
		must(t, s.Flush(ctx))
		if a.DeletedAt != nil || added.DeletedAt != nil || a.Ware[0].Contains[0].DeletedAt != nil || b.DeletedAt == nil {
			t.Fatal("who was taken back", a, added, b)
		}
		s.Delete(rack)
		must(t, s.Commit(ctx))
		if !b.DeletedAt.Equal(first) {
			t.Fatal("its time has changed", b.DeletedAt, first)
		}
		must(t, orm.RestoreCascade(ctx, s, rack))
		must(t, s.Commit(ctx))
		if a.DeletedAt != nil || added.DeletedAt != nil || b.DeletedAt == nil {
			t.Fatal("who was restored", a, added, b)
		}
		if !slices.Contains(rack.Baskets, a) || !slices.Contains(rack.Baskets, added) || slices.Contains(rack.Baskets, b) || rack.Plan == nil {
			t.Fatal("collections", rack.Baskets, rack.Plan)
		}
		must(t, orm.Restore(s, b))
		must(t, s.Commit(ctx))
		if !slices.Contains(rack.Baskets, b) {
			t.Fatal("it is not back", rack.Baskets)
		}
		if len(b.Ware) != 0 {
			t.Fatal("only itself is back", b.Ware)
		}
	})
}

func TestRestoredObjectsComeBackToPairs(t *testing.T) {
	each(t, Storeroom, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		rack := storeroom()
		h := rack.Owners[0]
		s.Add(rack)
		must(t, s.Commit(ctx))
		s.Delete(h) // its racks go along
		must(t, s.Commit(ctx))
		if rack.DeletedAt == nil || len(rack.Owners) != 1 { // what went together stays together
			t.Fatal(rack)
		}
		must(t, orm.RestoreCascade(ctx, s, h))
		must(t, s.Commit(ctx))
		if rack.DeletedAt != nil || !slices.Equal(rack.Owners, []*Holder{h}) || !slices.Equal(h.Racks, []*Rack{rack}) {
			t.Fatal(rack, h)
		}
		s.Delete(h)
		must(t, s.Flush(ctx))
		must(t, orm.Restore(s, rack))
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		rack, err := orm.Select(Racks).With(orm.SelectIn(Racks.Owners)).One(ctx, s)
		must(t, err)
		if len(rack.Owners) != 0 {
			t.Fatal(rack.Owners)
		}
		h, err = orm.Select(Holders).Unscoped().One(ctx, s) // whose racks are not known
		must(t, err)
		must(t, orm.Restore(s, h))
		must(t, s.Flush(ctx))
		owners, err := Racks.Owners.Of(ctx, s, rack)
		must(t, err)
		if !slices.Equal(owners, []*Holder{h}) {
			t.Fatal(owners)
		}
		must(t, s.Commit(ctx))
	})
}
