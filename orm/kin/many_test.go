package kin_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Ten thousand objects of four kinds are written, read as what they are, changed and
// deleted, by as many statements as there are tables and batches, and not objects.
func TestManyObjectsOfAHierarchy(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 400
	}
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			for i := range n {
				p := Person{ID: i + 1, Name: fmt.Sprint("n", i)}
				switch i % 4 {
				case 0:
					s.Add(&p)
				case 1:
					s.Add(&Engineer{Person: p, Lang: "Go"})
				case 2:
					s.Add(&Senior{Engineer: Engineer{Person: p, Lang: "C"}, Grade: i})
				default:
					s.Add(&Manager{Person: p, Level: i})
				}
			}
			return nil
		}))
		if q := len(sent.take()); q > n/20+40 {
			t.Fatal(q, "statements wrote", n, "objects")
		}
		s := orm.NewSession(eng)
		defer s.Close()
		all, err := orm.Select(People).OrderBy(People.ID).All(ctx, s)
		must(t, err)
		if q := len(sent.take()); len(all) != n || q > n/300+10 {
			t.Fatal(len(all), "objects by", q, "statements")
		}
		kinds := [4]int{}
		for i, p := range all {
			if x, ok := orm.As[*Senior](s, p); ok {
				if kinds[2]++; x.Grade != i || x.Lang != "C" {
					t.Fatal(i, x)
				}
				x.Grade++
			} else if x, ok := orm.As[*Engineer](s, p); ok {
				if kinds[1]++; x.Lang != "Go" {
					t.Fatal(i, x)
				}
			} else if x, ok := orm.As[*Manager](s, p); ok {
				if kinds[3]++; x.Level != i {
					t.Fatal(i, x)
				}
				x.Level++
				x.Name = "m"
			} else {
				kinds[0]++
			}
		}
		if kinds != [4]int{n / 4, n / 4, n / 4, n / 4} {
			t.Fatal(kinds)
		}
		must(t, s.Commit(ctx))
		sent.take()
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		changed, err := orm.Select(Seniors).OrderBy(Seniors.ID).All(ctx, fresh)
		must(t, err)
		if len(changed) != n/4 || changed[0].Grade != 3 || changed[0].Version != 2 {
			t.Fatal(len(changed), changed[0])
		}
		for _, p := range all {
			s.Delete(p)
		}
		sent.take()
		must(t, s.Commit(ctx))
		if q := len(sent.take()); q > n/20+40 {
			t.Fatal(q, "statements deleted", n, "objects")
		}
		for _, table := range []sql.SQL{"kin_person", "kin_engineer", "kin_senior", "kin_manager"} {
			if left, err := engine.OneAs[int](ctx, eng, sql.Text("SELECT count(*) FROM "+table)); err != nil || left != 0 {
				t.Fatal(table, left, err)
			}
		}
	})
}

// Names that end a text, a name or a statement where nobody quotes.
const hostile = "o'brien\"`; DROP TABLE x; --\\"

type Thing struct {
	ID   int
	Kind *string
	Name string
}

type Odd struct {
	Thing
	Extra string
}

type ThingTable struct {
	orm.TableOf[Thing, int]
	ID   schema.Int
	Kind schema.NullString
	Name schema.String
}

type OddTable struct {
	orm.TableOf[Odd, int]
	ID    schema.Int
	Kind  schema.NullString
	Name  schema.String
	Extra schema.String
}

var (
	Oddities = orm.NewBase()
	Things   = orm.Declare(Oddities, "kin \"thing\"", func(t *ThingTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(60)
		t.Name.Size(60).Named("na'me; --")
		orm.Discriminator(t, t.Kind, "thing")
	})
	Odds = orm.SingleTable(Things, hostile, func(t *OddTable) { t.Extra.Size(60).Named("ex\"tra") })
)

func TestHostileNamesOfAHierarchy(t *testing.T) {
	each(t, Oddities, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Thing{Name: "plain"}, &Odd{Thing: Thing{Name: hostile}, Extra: hostile})
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		odd, err := orm.Select(Odds).Where(Odds.Name.Eq(hostile)).One(ctx, s)
		must(t, err)
		if *odd.Kind != hostile || odd.Extra != hostile {
			t.Fatal(odd)
		}
		odd.Extra = hostile[1:]
		must(t, s.Commit(ctx))
		all, err := orm.Select(Things).OrderBy(Things.ID).All(ctx, s)
		must(t, err)
		if x, ok := orm.As[*Odd](s, all[1]); len(all) != 2 || !ok || x != odd {
			t.Fatal(len(all), ok)
		}
		// a row of no kind is an error that names it, and not a thing that is left out
		r, err := eng.Execute(ctx, sql.Update(schema.Of(Things)).Set(sql.AssignNull(Things.Kind)).Where(Things.ID.Eq(1)))
		must(t, err)
		must(t, r.Close())
		must(t, s.Clear())
		var de *orm.DiscriminatorError
		if _, err := orm.Select(Things).All(ctx, s); !errors.As(err, &de) {
			t.Fatal(err)
		}
		if n, err := orm.Select(Odds).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
	})
}
