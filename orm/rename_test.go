package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Realms have a natural key. Their hamlets have a version that a trigger counts, and their
// roads a key that the realm's is a part of; the database lets the keys follow.

type Realm struct {
	Code    string
	Title   string
	Hamlets []*Hamlet
	Roads   []*Road
}

type Hamlet struct {
	ID        int
	RealmCode *string
	Realm     *Realm
	Name      string
	V         int
}

type Road struct {
	RealmCode string
	No        int
	Realm     *Realm
	Name      string
}

type RealmTable struct {
	orm.TableOf[Realm, string]
	Code    schema.String
	Title   schema.String
	Hamlets orm.Many[Realm, Hamlet]
	Roads   orm.Many[Realm, Road]
}

type HamletTable struct {
	orm.TableOf[Hamlet, int]
	ID        schema.Int
	RealmCode schema.NullString
	Realm     orm.One[Hamlet, Realm]
	Name      schema.String
	V         schema.Int
}

type RoadTable struct {
	orm.TableOf[Road, struct {
		RealmCode string
		No        int
	}]
	RealmCode schema.String
	No        schema.Int
	Realm     orm.One[Road, Realm]
	Name      schema.String
}

var (
	Earth  = orm.NewBase()
	Realms = orm.Declare(Earth, "earth_realm", func(t *RealmTable) {
		t.Code.Size(10).PrimaryKey()
		t.Title.Size(20)
		t.Hamlets.Cascade(orm.CascadeDelete)
	})
	Hamlets = orm.Declare(Earth, "earth_hamlet", func(t *HamletTable) {
		t.ID.PrimaryKey()
		t.RealmCode.Size(10).References(Realms.Code, schema.OnUpdate(schema.Cascade))
		t.Realm.Inverse(Realms.Hamlets)
		t.Name.Size(20)
		t.V.ServerDefault(sql.Val(1)).OmitZero()
		orm.ServerVersion(t, t.V)
	})
	Roads = orm.Declare(Earth, "earth_road", func(t *RoadTable) {
		t.RealmCode.Size(10).PrimaryKey().References(Realms.Code, schema.OnUpdate(schema.Cascade))
		t.No.PrimaryKey()
		t.Realm.Inverse(Realms.Roads)
		t.Name.Size(20)
	})
)

func TestChangedWithTheKeyThatItRefersTo(t *testing.T) {
	each(t, Earth, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, text := range map[string][]sql.SQL{
			"sqlite": {"CREATE TRIGGER earth_counts AFTER UPDATE ON earth_hamlet FOR EACH ROW WHEN NEW.v = OLD.v BEGIN UPDATE earth_hamlet SET v = OLD.v + 1 WHERE id = NEW.id; END"},
			"postgresql": {"CREATE OR REPLACE FUNCTION earth_counts() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v = OLD.v + 1; RETURN NEW; END'",
				"CREATE TRIGGER earth_counts BEFORE UPDATE ON earth_hamlet FOR EACH ROW EXECUTE FUNCTION earth_counts()"},
			"mysql": {"CREATE TRIGGER earth_counts BEFORE UPDATE ON earth_hamlet FOR EACH ROW SET NEW.v = OLD.v + 1"},
		}[eng.Dialect().Name()] {
			r, err := eng.Execute(ctx, sql.Text(text))
			must(t, err)
			must(t, r.Close())
		}
		s := orm.NewSession(eng)
		defer s.Close()
		agrees := func(what string) {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			hamlets, err := orm.Select(Hamlets).All(ctx, fresh)
			must(t, err)
			for _, is := range hamlets {
				x, err := Hamlets.Get(ctx, s, is.ID)
				must(t, err)
				if x.V != is.V || x.Name != is.Name || *x.RealmCode != *is.RealmCode {
					t.Fatalf("%s: the database has %+v and memory %+v", what, *is, *x)
				}
			}
		}
		a := &Realm{Code: "a", Hamlets: []*Hamlet{{Name: "x"}, {Name: "y"}, {Name: "z"}}, Roads: []*Road{{No: 1}, {No: 2}}}
		b := &Realm{Code: "b"}
		s.Add(a, b)
		must(t, s.Commit(ctx))
		x, y, z := a.Hamlets[0], a.Hamlets[1], a.Hamlets[2]

		a.Code, x.Name, a.Roads[0].Name = "c", "x2", "way"
		must(t, s.Commit(ctx))
		agrees("changed")
		x.Name = "x3" // by the version that it has now
		must(t, s.Commit(ctx))
		agrees("and again")

		a.Code, a.Title = "d", "there"
		s.Delete(y, a.Roads[1])
		must(t, s.Commit(ctx))
		agrees("one deleted")
		if len(a.Hamlets) != 2 || len(a.Roads) != 1 {
			t.Fatal(a.Hamlets, a.Roads)
		}

		a.Code, z.Name = "e", "z2"
		a.Hamlets = []*Hamlet{x}
		b.Hamlets = append(b.Hamlets, z) // which leaves it in the same flush
		must(t, s.Commit(ctx))
		agrees("moved")

		a.Code, b.Code = "f", "a"
		x.Name, z.Name = "x4", "z3"
		must(t, s.Commit(ctx))
		agrees("two at once")

		b.Code, b.Hamlets = "g", nil
		a.Code = "h"
		a.Hamlets = append(a.Hamlets, z) // to one that gets another key, too
		must(t, s.Commit(ctx))
		agrees("to a new key")
		road, err := orm.Select(Roads).One(ctx, s)
		must(t, err)
		if road != a.Roads[0] || road.RealmCode != "h" || road.Name != "way" {
			t.Fatal(road)
		}
	})
}
