package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// A row may have the key 0, which somebody else has inserted. New objects hold 0, too, until
// they get a key.
func TestRowWithTheKeyZero(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		_, err := eng.Execute(ctx, sql.Insert(People).Values(People.ID.Set(0), People.Name.Set("nobody")))
		must(t, err)
		s := orm.NewSession(eng)
		defer s.Close()
		zero, err := People.Get(ctx, s, 0)
		must(t, err)
		first, second := &Person{Name: "a", Boss: zero}, &Person{Name: "b"}
		s.Add(first)
		zero.Team = append(zero.Team, second)
		must(t, s.Commit(ctx))
		if first.ID == 0 || second.ID == 0 || first.BossID == nil || *first.BossID != 0 || second.BossID == nil || *second.BossID != 0 {
			t.Fatalf("%+v %+v", first, second)
		}
		zero.Name = "changed"
		third := &Person{Name: "c", Boss: first}
		s.Add(third)
		must(t, s.Commit(ctx))

		other := orm.NewSession(eng)
		defer other.Close()
		all, err := orm.Select(People).OrderBy(People.ID).With(orm.SelectIn(People.Team)).All(ctx, other)
		must(t, err)
		if len(all) != 4 || all[0].Name != "changed" || len(all[0].Team) != 2 || all[1].Boss != all[0] || *all[3].BossID != first.ID {
			t.Fatalf("%+v", all)
		}
		// what is no longer his
		all[0].Team = all[0].Team[:1]
		other.Delete(all[3])
		must(t, other.Commit(ctx))
		if all[2].BossID != nil {
			t.Fatalf("%+v", all[2])
		}
		other.Delete(all[0])
		must(t, other.Commit(ctx))
		if n, err := orm.Select(People).Count(ctx, other); err != nil || n != 2 {
			t.Fatal(n, err)
		}
	})
}
