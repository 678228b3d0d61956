package orm_test

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A fleet: the crew goes where its ship goes, the cargo is left alone, and the database
// counts the versions.

type Ship struct {
	ID    int
	Name  string
	V     int
	Crew  []*Sailor
	Cargo []*Crate
}

type Sailor struct {
	ID     int
	Name   string
	ShipID *int
	Ship   *Ship
}

type Crate struct {
	ID     int
	What   string
	ShipID *int
}

type ShipTable struct {
	orm.TableOf[Ship, int]
	ID    schema.Int
	Name  schema.String
	V     schema.Int
	Crew  orm.Many[Ship, Sailor]
	Cargo orm.Many[Ship, Crate]
}

type SailorTable struct {
	orm.TableOf[Sailor, int]
	ID     schema.Int
	Name   schema.String
	ShipID schema.NullInt
	Ship   orm.One[Sailor, Ship]
}

type CrateTable struct {
	orm.TableOf[Crate, int]
	ID     schema.Int
	What   schema.String
	ShipID schema.NullInt
}

var (
	Fleet = orm.NewBase()
	Ships = orm.Declare(Fleet, "fleet_ship", func(t *ShipTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.V.ServerDefault(sql.Val(1)).OmitZero().OnUpdateExpr(t.V.Add(1))
		orm.ServerVersion(t, t.V)
	})
	Sailors = orm.Declare(Fleet, "fleet_sailor", func(t *SailorTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.ShipID.References(Ships.ID)
		t.Ship.Inverse(Ships.Crew)
	})
	Crates = orm.Declare(Fleet, "fleet_crate", func(t *CrateTable) {
		t.ID.PrimaryKey()
		t.What.Size(20)
		t.ShipID.References(Ships.ID)
	})
)

func init() {
	Ships.Crew.Cascade(orm.CascadeRefresh, orm.CascadeExpunge).OrderBy(Sailors.ID)
	Ships.Cargo.Cascade(orm.NoMerge).OrderBy(Crates.ID)
}

// sails is a ship with all that belongs to it, loaded.
func (x *scene) sails() *Ship {
	x.t.Helper()
	x.have(&Ship{ID: 1, Name: "s", Crew: []*Sailor{{Name: "a"}, {Name: "b"}}, Cargo: []*Crate{{What: "tea"}}})
	s := ok[*Ship](x)(orm.Select(Ships).With(orm.SelectIn(Ships.Crew), orm.SelectIn(Ships.Cargo)).One(x.ctx, x.s))
	x.forget()
	return s
}

var cascading = []tale{
	{"a reference that owns: what it led to is deleted", Studio, func(x *scene) {
		a := &Sitter{Name: "a", Portrait: &Portrait{Title: "old"}}
		x.s.Add(a)
		x.must(x.s.Commit(x.ctx))
		x.forget()
		a.Portrait = &Portrait{Title: "new"}
		x.must(x.s.Commit(x.ctx))
	}},
	{"a reference that owns what is not loaded", Studio, func(x *scene) {
		was := &Sitter{Name: "a", Portrait: &Portrait{Title: "old"}}
		x.have(was)
		a := ok[*Sitter](x)(Sitters.Get(x.ctx, x.s, was.ID))
		x.must(Sitters.Portrait.Set(x.s, a, nil))
		x.must(x.s.Commit(x.ctx))
	}},
	{"a version that the database makes comes with the INSERT", Fleet, func(x *scene) {
		s := &Ship{ID: 1, Name: "s"}
		x.s.Add(s)
		x.must(x.s.Commit(x.ctx))
		if s.V != 1 {
			x.t.Fatal(s.V)
		}
	}},
	{"and with each UPDATE", Fleet, func(x *scene) {
		s := x.sails()
		for _, name := range []string{"t", "u"} {
			s.Name = name
			x.must(x.s.Commit(x.ctx))
		}
		if s.V != 3 {
			x.t.Fatal(s.V)
		}
	}},
	{"an update that was lost under it", Fleet, func(x *scene) {
		s := x.sails()
		x.others(sql.Update(Ships).Set(Ships.Name.Set("theirs")).Where(Ships.ID.Eq(1)))
		x.forget()
		s.Name = "mine"
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"refresh takes the crew along", Fleet, func(x *scene) {
		s := x.sails()
		s.Crew[0].Name, s.Cargo[0].What = "changed", "changed"
		x.must(x.s.Refresh(x.ctx, s))
		if s.Crew[0].Name != "a" || s.Cargo[0].What != "changed" {
			x.t.Fatal(s.Crew[0].Name, s.Cargo[0].What)
		}
	}},
	{"expire takes the crew along", Fleet, func(x *scene) {
		s := x.sails()
		x.must(x.s.Expire(s))
		if orm.StateOf(x.s, s.Crew[0]) != orm.Expired || orm.StateOf(x.s, s.Cargo[0]) != orm.Persistent {
			x.t.Fatal(orm.StateOf(x.s, s.Crew[0]), orm.StateOf(x.s, s.Cargo[0]))
		}
		ok[*Sailor](x)(Sailors.Get(x.ctx, x.s, 1))
	}},
	{"expunge takes the crew along", Fleet, func(x *scene) {
		s := x.sails()
		x.must(x.s.Expunge(s))
		if x.s.Len() != 1 {
			x.t.Fatal(x.s.Len())
		}
		s.Name, s.Crew[0].Name = "lost", "lost"
		x.must(x.s.Commit(x.ctx))
	}},
	{"merge leaves the cargo alone", Fleet, func(x *scene) {
		s := x.sails()
		in := &Ship{ID: 1, Name: "sent", V: 1, Crew: []*Sailor{{ID: 1, Name: "a"}, {ID: 2, Name: "c"}}, Cargo: []*Crate{}}
		if got := ok[*Ship](x)(orm.Merge(x.ctx, x.s, Ships, in)); got != s {
			x.t.Fatal(got)
		}
		x.must(x.s.Commit(x.ctx))
		if len(s.Cargo) != 1 || s.Crew[1].Name != "c" {
			x.t.Fatal(s.Cargo, s.Crew[1])
		}
	}},
	{"merge of an old version is refused", Fleet, func(x *scene) {
		s := x.sails()
		s.Name = "newer"
		x.must(x.s.Commit(x.ctx))
		_, err := orm.Merge(x.ctx, x.s, Ships, &Ship{ID: 1, Name: "sent", V: 1})
		fails[*orm.StaleDataError](x, err)
	}},
	{"a deleted ship, everybody loaded", Fleet, func(x *scene) {
		s := x.sails()
		x.s.Delete(s, s.Crew[0], s.Crew[1], s.Cargo[0])
		x.must(x.s.Commit(x.ctx))
	}},
	{"natural keys in a circle", Atlas, func(x *scene) {
		x.have(&Land{Code: "a"}, &Land{Code: "b"}, &Land{Code: "c"})
		all := ok[[]*Land](x)(orm.Select(Lands).OrderBy(Lands.Code).All(x.ctx, x.s))
		x.forget()
		all[0].Code, all[1].Code, all[2].Code = "b", "c", "a"
		x.must(x.s.Commit(x.ctx))
	}},
}
