package traces

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Staff are of three levels, each with a table.
type Staff struct {
	ID   int
	Name string
	Type string
}

type Coder struct {
	Staff
	Lang string
}

type Senior struct {
	Coder
	Years int
}

type StaffColumns struct {
	ID   schema.Int
	Name schema.String
	Type schema.String
}

type StaffTable struct {
	orm.TableOf[Staff, int]
	StaffColumns
}

type CoderTable struct {
	orm.TableOf[Coder, int]
	StaffColumns
	Lang schema.String
}

type SeniorTable struct {
	orm.TableOf[Senior, int]
	StaffColumns
	Years schema.Int
}

// Animals are of several kinds in one table.
type Animal struct {
	ID   int
	Kind string
	Name string
}

type Dog struct {
	Animal
	Breed string
}

type Cat struct {
	Animal
	Lives int
}

type AnimalColumns struct {
	ID   schema.Int
	Kind schema.String
	Name schema.String
}

type AnimalTable struct {
	orm.TableOf[Animal, int]
	AnimalColumns
}

type DogTable struct {
	orm.TableOf[Dog, int]
	AnimalColumns
	Breed schema.String
}

type CatTable struct {
	orm.TableOf[Cat, int]
	AnimalColumns
	Lives schema.Int
}

// Sensors are in tables of their own, whole.
type Sensor struct {
	ID   int
	Room string
}

type Thermo struct {
	Sensor
	Celsius int
}

type SensorColumns struct {
	ID   schema.Int
	Room schema.String
}

func (c *SensorColumns) Declare() {
	c.ID.PrimaryKey()
	c.Room.Size(9)
}

type SensorTable struct {
	orm.TableOf[Sensor, int]
	SensorColumns
}

type ThermoTable struct {
	orm.TableOf[Thermo, int]
	SensorColumns
	Celsius schema.Int
}

var (
	Staffs = orm.Declare(Base, "staff", func(t *StaffTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Type.Size(20)
		orm.Discriminator(t, t.Type, "staff")
	})
	Coders  = orm.JoinedTable(Staffs, "coder", "coder", func(t *CoderTable) { t.Lang.Size(10) })
	Seniors = orm.JoinedTable(Coders, "senior", "senior", func(t *SeniorTable) {})

	Animals = orm.Declare(Base, "animal", func(t *AnimalTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Name.Size(10)
		orm.Discriminator(t, t.Kind, "animal")
	})
	Dogs = orm.SingleTable(Animals, "dog", func(t *DogTable) { t.Breed.Size(10) })
	Cats = orm.SingleTable(Animals, "cat", func(t *CatTable) {})

	Sensors = orm.Declare(Base, "sensor", func(t *SensorTable) {})
	Thermos = orm.ConcreteTable(Sensors, "thermo", func(t *ThermoTable) {})
)

// Three tables refer to each other, and an UPDATE breaks the circle.
type A3 struct {
	ID  int
	BID *int
	B   *B3
}

type B3 struct {
	ID  int
	CID *int
	C   *C3
}

type C3 struct {
	ID  int
	AID *int
	A   *A3
}

type A3Table struct {
	orm.TableOf[A3, int]
	ID  schema.Int
	BID schema.NullInt
	B   orm.One[A3, B3]
}

type B3Table struct {
	orm.TableOf[B3, int]
	ID  schema.Int
	CID schema.NullInt
	C   orm.One[B3, C3]
}

type C3Table struct {
	orm.TableOf[C3, int]
	ID  schema.Int
	AID schema.NullInt
	A   orm.One[C3, A3]
}

var (
	A3s = orm.Declare(Base, "a3", func(t *A3Table) {
		t.ID.PrimaryKey()
		t.BID.References(orm.Later(func(b *B3Table) schema.Int { return b.ID }), schema.UseAlter)
		t.B.PostUpdate()
	})
	C3s = orm.Declare(Base, "c3", func(t *C3Table) { t.ID.PrimaryKey(); t.AID.References(A3s.ID) })
	B3s = orm.Declare(Base, "b3", func(t *B3Table) { t.ID.PrimaryKey(); t.CID.References(C3s.ID) })
)

// Top has Mids, which have Leaves.
type Top struct {
	ID   int
	Name string
	Mids []*Mid
}

type Mid struct {
	ID     int
	TopID  int
	Leaves []*Leaf
}

type Leaf struct {
	ID    int
	MidID int
}

type TopTable struct {
	orm.TableOf[Top, int]
	ID   schema.Int
	Name schema.String
	Mids orm.Many[Top, Mid]
}

type MidTable struct {
	orm.TableOf[Mid, int]
	ID     schema.Int
	TopID  schema.Int
	Leaves orm.Many[Mid, Leaf]
}

type LeafTable struct {
	orm.TableOf[Leaf, int]
	ID    schema.Int
	MidID schema.Int
}

var (
	Tops = orm.Declare(Base, "top", func(t *TopTable) {
		t.ID.PrimaryKey()
		t.Name.Size(9)
		t.Mids.Cascade(orm.CascadeDelete)
	})
	Mids = orm.Declare(Base, "mid", func(t *MidTable) {
		t.ID.PrimaryKey()
		t.TopID.References(Tops.ID)
		t.Leaves.Cascade(orm.CascadeDelete)
	})
	Leaves = orm.Declare(Base, "leaf", func(t *LeafTable) { t.ID.PrimaryKey(); t.MidID.References(Mids.ID) })
)

// Realms have a natural key, which the database passes on to their towns, and lets go of.
type Realm struct {
	Code  string
	Towns []*Town
}

type Town struct {
	ID   int
	Code *string
}

type RealmTable struct {
	orm.TableOf[Realm, string]
	Code  schema.String
	Towns orm.Many[Realm, Town]
}

type TownTable struct {
	orm.TableOf[Town, int]
	ID   schema.Int
	Code schema.NullString
}

// A Car has a motor of its own.
type Car struct {
	ID      int
	MotorID *int
	Motor   *Motor
}

type Motor struct{ ID int }

type CarTable struct {
	orm.TableOf[Car, int]
	ID      schema.Int
	MotorID schema.NullInt
	Motor   orm.One[Car, Motor]
}

type MotorTable struct {
	orm.TableOf[Motor, int]
	ID schema.Int
}

// A Sum has what a query computes.
type Sum struct {
	ID int
	X  int
	Of int
}

type SumTable struct {
	orm.TableOf[Sum, int]
	ID schema.Int
	X  schema.Int
	Of orm.Property[int]
}

var (
	Realms = orm.Declare(Base, "realm", func(t *RealmTable) { t.Code.Size(3).PrimaryKey() })
	Towns  = orm.Declare(Base, "town", func(t *TownTable) {
		t.ID.PrimaryKey()
		t.Code.Size(3).References(Realms.Code, schema.OnUpdate(schema.Cascade), schema.OnDelete(schema.SetNull))
	})
	Motors = orm.Declare(Base, "motor", func(t *MotorTable) { t.ID.PrimaryKey() })
	Cars   = orm.Declare(Base, "car", func(t *CarTable) {
		t.ID.PrimaryKey()
		t.MotorID.References(Motors.ID)
		t.Motor.Cascade(orm.CascadeDeleteOrphan)
	})
	Sums = orm.Declare(Base, "sum_of", func(t *SumTable) { t.ID.PrimaryKey() })
)
