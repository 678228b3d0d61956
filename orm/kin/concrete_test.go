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

// Each kind in a table of its own, under a root that has none.

type Vehicle interface{ Wheels() int }

type Asset struct {
	ID    int
	Name  string
	Value float64
}

type Car struct {
	Asset
	Seats   int
	OwnerID *int
	Owner   *Driver
}

func (*Car) Wheels() int { return 4 }

type Truck struct {
	Asset
	Load int
}

func (*Truck) Wheels() int { return 6 }

type Tanker struct {
	Truck
	Litres int
}

func (*Tanker) Wheels() int { return 8 }

type Driver struct {
	ID   int
	Name string
	Cars []*Car
}

type AssetColumns struct {
	ID    schema.Int
	Name  schema.String
	Value schema.Float
}

func (c *AssetColumns) Declare() {
	c.ID.PrimaryKey()
	c.Name.Size(40)
}

type AssetTable struct {
	orm.TableOf[Asset, int]
	AssetColumns
}

type CarTable struct {
	orm.TableOf[Car, int]
	AssetColumns
	Seats   schema.Int
	OwnerID schema.NullInt
	Owner   orm.One[Car, Driver]
}

type TruckTable struct {
	orm.TableOf[Truck, int]
	AssetColumns
	Load schema.Int
}

type TankerTable struct {
	orm.TableOf[Tanker, int]
	AssetColumns
	Load   schema.Int
	Litres schema.Int
}

type DriverTable struct {
	orm.TableOf[Driver, int]
	ID   schema.Int
	Name schema.String
	Cars orm.Many[Driver, Car]
}

var (
	Garage  = orm.NewBase()
	Drivers = orm.Declare(Garage, "kin_driver", func(t *DriverTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
	})
	Assets = orm.Declare(Garage, "kin_asset", func(t *AssetTable) {
		orm.AbstractTable(t)
		orm.Implements[Vehicle](t)
	})
	Cars = orm.ConcreteTable(Assets, "kin_car", func(t *CarTable) {
		t.OwnerID.References(Drivers.ID)
		t.Owner.Inverse(Drivers.Cars)
	})
	Trucks  = orm.ConcreteTable(Assets, "kin_truck", func(t *TruckTable) {})
	Tankers = orm.ConcreteTable(Trucks, "kin_tanker", func(t *TankerTable) {})
)

func TestConcreteTables(t *testing.T) {
	each(t, Garage, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		if n := len(Garage.Tables()); n != 4 {
			t.Fatal(n)
		}
		s := orm.NewSession(eng)
		defer s.Close()
		ann := &Driver{Name: "Ann"}
		s.Add(&Car{Asset: Asset{Name: "a", Value: 5}, Seats: 4, Owner: ann}, &Car{Asset: Asset{Name: "d", Value: 2}, Seats: 2},
			&Truck{Asset: Asset{Name: "b", Value: 9}, Load: 7}, &Tanker{Truck: Truck{Asset: Asset{Name: "c", Value: 7}, Load: 1}, Litres: 100})
		must(t, s.Commit(ctx))
		sent.take()
		all, err := orm.AllAs[Vehicle](ctx, s, orm.Select(Assets).Where(Assets.Value.Gt(3)).OrderBy(Assets.Value.Desc()))
		must(t, err)
		var wheels []int
		for _, v := range all {
			wheels = append(wheels, v.Wheels())
		}
		if len(wheels) != 3 || wheels[0] != 6 || wheels[1] != 8 || wheels[2] != 4 {
			t.Fatal(wheels)
		}
		if q := sent.take(); !strings.Contains(q[0], "UNION ALL") || !strings.Contains(q[len(q)-1], "kin_tanker") {
			t.Fatal(strings.Join(q, "\n"))
		}
		page, err := orm.Select(Assets).OrderBy(Assets.Name).Offset(1).Limit(2).All(ctx, s)
		must(t, err)
		if page[0].Name != "b" || page[1].Name != "c" {
			t.Fatal(page[0], page[1])
		}
		tanker, ok := orm.As[*Tanker](s, page[1])
		if !ok || tanker.Litres != 100 || tanker.Load != 1 {
			t.Fatal(tanker, ok)
		}
		// a middle level, and keys of its own in each table
		trucks, err := orm.Select(Trucks).OrderBy(Trucks.Name).All(ctx, s)
		must(t, err)
		if len(trucks) != 2 || &tanker.Truck != trucks[1] || trucks[0].ID != trucks[1].ID {
			t.Fatal(trucks)
		}
		if n, err := orm.Select(Assets).Where(Assets.Value.Gt(4)).Count(ctx, s); err != nil || n != 3 {
			t.Fatal(n, err)
		}
		if ok, err := orm.Select(Assets).Where(Assets.Value.Gt(400)).Exists(ctx, s); err != nil || ok {
			t.Fatal(ok, err)
		}
		one, err := orm.OneAs[Vehicle](ctx, s, orm.Select(Assets).Where(Assets.Name.Eq("c")))
		must(t, err)
		if one.Wheels() != 8 {
			t.Fatal(one)
		}
		// objects are written to their own tables, also through the parent
		sent.take()
		page[1].Value = 8
		must(t, s.Flush(ctx))
		if q := sent.take(); len(q) != 1 || !strings.Contains(q[0], "UPDATE kin_tanker") {
			t.Fatal(q)
		}
		s.Delete(page[0])
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Trucks).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		plain, err := orm.Select(Assets).AsNoTracking().With(orm.OfType(Assets, orm.SelectIn(Cars.Owner))).OrderBy(Assets.Name).All(ctx, s)
		must(t, err)
		if len(plain) != 3 || plain[0] == page[0] {
			t.Fatal(plain)
		}
		// what concerns one table is said of one
		if _, err := engine.All(ctx, eng, orm.Select(Assets)); err == nil || !strings.Contains(err.Error(), "several tables") {
			t.Fatal(err)
		}
		if _, err := orm.FromStatement(ctx, s, Trucks, sql.Text("SELECT 1")); err == nil || !strings.Contains(err.Error(), "several tables") {
			t.Fatal(err)
		}
		if _, err := orm.Select(Assets).LoadOnly(Assets.Name).All(ctx, s); err == nil || !strings.Contains(err.Error(), "several tables") {
			t.Fatal(err)
		}
		got, err := engine.All(ctx, eng, sql.Select1(Tankers.Litres))
		must(t, err)
		if len(got) != 1 || got[0] != 100 {
			t.Fatal(got)
		}
	})
}
