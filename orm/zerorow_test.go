package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
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

func TestKeepKeyInsertsTheKeyZero(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		nobody := &Person{Name: "nobody", Desk: &Desk{Room: "0"}, Team: []*Person{{Name: "a"}}}
		s.Add(&Person{Name: "before"}, nobody, orm.KeepKey(), &Person{Name: "after"}, &Person{ID: 77, Name: "kept anyway"}, orm.KeepKey())
		must(t, s.Commit(ctx))
		kid := nobody.Team[0]
		if nobody.ID != 0 || kid.ID == 0 || kid.BossID == nil || *kid.BossID != 0 || nobody.Desk.PersonID == nil || *nobody.Desk.PersonID != 0 || orm.StateOf(s, nobody) != orm.Persistent {
			t.Fatalf("%+v %+v %+v", nobody, kid, nobody.Desk)
		}
		nobody.Name = "still nobody"
		s.Add(&Person{Name: "another", Boss: nobody})
		must(t, s.Commit(ctx))

		other := orm.NewSession(eng)
		defer other.Close()
		x, err := People.Get(ctx, other, 0)
		must(t, err)
		team, err := People.Team.Of(ctx, other, x)
		must(t, err)
		if x.Name != "still nobody" || len(team) != 2 {
			t.Fatalf("%+v %v", x, team)
		}
		if _, err := People.Get(ctx, other, 77); err != nil {
			t.Fatal(err)
		}
		if n, err := orm.Select(People).Count(ctx, other); err != nil || n != 6 {
			t.Fatal(n, err)
		}

		// undone, it is as it was, and can be added again
		again := &Person{Name: "nobody, again"}
		if err := s.Savepoint(ctx, func() error {
			s.Delete(kid)
			s.Add(again)
			if err := s.Flush(ctx); err != nil {
				return err
			}
			return errors.New("undone")
		}); err == nil || again.ID != 0 {
			t.Fatal(err, again)
		}
		must(t, s.Rollback(ctx))
		s.Add(again, orm.KeepKey())
		if err := s.Commit(ctx); err == nil { // there is a row with the key 0
			t.Fatal("two rows with one key")
		}
		must(t, s.Rollback(ctx))

		s.Add(&Person{Name: "z"}, orm.KeepKey())
		plan, err := s.Plan(ctx)
		must(t, err)
		if len(plan.Statements) != 1 || !strings.Contains(plan.Statements[0].SQL, "id") || fmt.Sprint(plan.Statements[0].Args[0]) != "0" {
			t.Fatal(plan)
		}
		must(t, s.Rollback(ctx))
		_, err = eng.Execute(ctx, sql.Delete(People).Where(People.Name.Eq("z")))
		must(t, err)
		s.Add(orm.KeepKey())
		if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "object before it") {
			t.Fatal(err)
		}
	})
}

// A row that refers to itself is one INSERT, for its key is known.
func TestKeepKeyOfARowThatRefersToItself(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		root := &Person{Name: "root"}
		root.Boss = root
		s.Add(root, orm.KeepKey())
		must(t, s.Commit(ctx))
		other := orm.NewSession(eng)
		defer other.Close()
		x, err := People.Get(ctx, other, 0)
		must(t, err)
		if root.BossID == nil || *root.BossID != 0 || x.BossID == nil || *x.BossID != 0 {
			t.Fatalf("%+v %+v", root, x)
		}
	})
}

// A sql_mode in which 0 asks for a key makes the flush fail, and nothing is left.
func TestKeepKeyWhereZeroAsksForAKey(t *testing.T) {
	for _, d := range scratch.Databases() {
		if d.Name != "mysql" {
			continue
		}
		ctx := t.Context()
		url := d.URL(t)
		if strings.Contains(url, "?") {
			url += "&"
		} else {
			url += "?"
		}
		eng, err := aludel.Open(url + "sql_mode=STRICT_ALL_TABLES")
		must(t, err)
		defer eng.Close(context.Background())
		must(t, Base.DropAll(ctx, eng))
		must(t, Base.CreateAll(ctx, eng))
		defer func() { must(t, Base.DropAll(context.Background(), eng)) }()
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Person{Name: "nobody"}, orm.KeepKey())
		if err := s.Commit(ctx); err == nil || !strings.Contains(err.Error(), "NO_AUTO_VALUE_ON_ZERO") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if n, err := orm.Select(People).Count(ctx, s); err != nil || n != 0 {
			t.Fatal(n, err)
		}
	}
}

func ExampleKeepKey() {
	ctx, s, done := with(Base)
	defer done()

	nobody := &Person{Name: "nobody"}
	s.Add(nobody, orm.KeepKey(), &Person{Name: "somebody", Boss: nobody})
	check(s.Commit(ctx))
	somebody, err := orm.Select(People).Where(People.BossID.Eq(0)).One(ctx, s)
	check(err)
	fmt.Println(nobody.ID, *somebody.BossID, somebody.ID > 0)
	// Output:
	// 0 0 true
}
