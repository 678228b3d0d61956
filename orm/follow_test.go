package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type Land struct {
	Code  string
	Towns []*Town
}

type Town struct {
	ID       int
	LandCode *string
	Land     *Land
}

type LandTable struct {
	orm.TableOf[Land, string]
	Code  schema.String
	Towns orm.Many[Land, Town]
}

type TownTable struct {
	orm.TableOf[Town, int]
	ID       schema.Int
	LandCode schema.NullString
	Land     orm.One[Town, Land]
}

var (
	Atlas = orm.NewBase()
	Lands = orm.Declare(Atlas, "atlas_land", func(t *LandTable) { t.Code.Size(3).PrimaryKey() })
	Towns = orm.Declare(Atlas, "atlas_town", func(t *TownTable) {
		t.ID.PrimaryKey()
		t.LandCode.Size(3).References(Lands.Code, schema.OnUpdate(schema.Cascade))
		t.Land.Inverse(Lands.Towns)
	})
)

// A natural key takes what refers to it along: here the database does it to the rows.
func TestNaturalKeysAreFollowed(t *testing.T) {
	each(t, Atlas, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Land{Code: "a", Towns: []*Town{{}, {}}}
		s.Add(a, &Land{Code: "b"})
		must(t, s.Commit(ctx))
		town := a.Towns[0]
		a.Code = "c"
		sent.take()
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 1 {
			t.Fatal(got)
		}
		if *town.LandCode != "c" || town.Land != a {
			t.Fatal(town)
		}
		sent.take()
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 0 {
			t.Fatal("what the database has done is written again", got)
		}
		must(t, s.Rollback(ctx))
		if a.Code != "a" || *town.LandCode != "a" || town.Land != a {
			t.Fatal(a, town)
		}
		if x, err := Lands.Get(ctx, s, "a"); err != nil || x != a {
			t.Fatal(x, err)
		}
		a.Code = "d"
		must(t, s.Commit(ctx))
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		d, err := Lands.Get(ctx, fresh, "d")
		must(t, err)
		if towns, err := Lands.Towns.Of(ctx, fresh, d); err != nil || len(towns) != 2 {
			t.Fatal(towns, err)
		}
	})
}
