package orm_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
)

// A script changes objects; the plan of its flush is a golden file for each
// database. What it begins with was committed before.
type script struct {
	name string
	base *orm.Base
	do   func(ctx context.Context, s *orm.Session) error
}

var day = time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC)

// begin commits objects first.
func begin(ctx context.Context, s *orm.Session, objs ...any) error {
	s.Add(objs...)
	return s.Commit(ctx)
}

var scripts = []script{
	{"one new row", Base, func(ctx context.Context, s *orm.Session) error { s.Add(&Product{Name: "a"}); return nil }},
	{"rows whose keys are made up have a statement each", Base, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Product{Name: "a"}, &Product{Name: "b"})
		return nil
	}},
	{"rows with keys share one", Base, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Product{ID: 1, Name: "a"}, &Product{ID: 2, Name: "b"}, &Product{ID: 3, Name: "c"})
		return nil
	}},
	{"a parent and its children are two trips", Base, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Product{Name: "a", Orders: []*Order{{Quantity: 1, OrderDate: day}, {Quantity: 2, OrderDate: day}}})
		return nil
	}},
	{"a parent with its key is one", Base, func(ctx context.Context, s *orm.Session) error {
		o, q := &Order{ID: 1, OrderDate: day}, &Order{ID: 2, OrderDate: day}
		s.Add(o, q, &Product{ID: 1, Name: "a", Orders: []*Order{o, q}}) // what has a key is added by name
		return nil
	}},
	{"nothing changed", Base, func(ctx context.Context, s *orm.Session) error {
		p := &Product{Name: "a"}
		err := begin(ctx, s, p)
		p.Name = "b"
		p.Name = "a"
		return err
	}},
	{"one column", Base, func(ctx context.Context, s *orm.Session) error {
		p := &Product{Name: "a"}
		err := begin(ctx, s, p)
		p.Name = "b"
		return err
	}},
	{"NULL", Base, func(ctx context.Context, s *orm.Session) error {
		n := 7
		p := &Product{Name: "a", ExpiryOffsetMonths: &n}
		err := begin(ctx, s, p)
		p.ExpiryOffsetMonths = nil
		return err
	}},
	{"behind a pointer", Base, func(ctx context.Context, s *orm.Session) error {
		n := 7
		p := &Product{Name: "a", ExpiryOffsetMonths: &n}
		err := begin(ctx, s, p)
		n = 8
		return err
	}},
	{"inserts, updates, deletes", Base, func(ctx context.Context, s *orm.Session) error {
		a, b := &Product{Name: "a"}, &Product{Name: "b"}
		err := begin(ctx, s, a, b)
		a.Name = "c"
		s.Delete(b)
		s.Add(&Product{ID: 9, Name: "d"})
		return err
	}},
	{"a move by append", Base, func(ctx context.Context, s *orm.Session) error {
		a, b := &Product{Name: "a", Orders: []*Order{{OrderDate: day}}}, &Product{Name: "b"}
		err := begin(ctx, s, a, b)
		b.Orders = append(b.Orders, a.Orders[0])
		return err
	}},
	{"a move by reference", Base, func(ctx context.Context, s *orm.Session) error {
		a, b := &Product{Name: "a", Orders: []*Order{{OrderDate: day}}}, &Product{Name: "b"}
		err := begin(ctx, s, a, b)
		a.Orders[0].Product = b
		return err
	}},
	{"a move by key", Base, func(ctx context.Context, s *orm.Session) error {
		a, b := &Product{Name: "a", Orders: []*Order{{OrderDate: day}}}, &Product{Name: "b"}
		err := begin(ctx, s, a, b)
		a.Orders[0].ProductID = b.ID
		return err
	}},
	{"a move to a new parent", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Product{Name: "a", Orders: []*Order{{OrderDate: day}}}
		err := begin(ctx, s, a)
		s.Add(&Product{Name: "b", Orders: []*Order{a.Orders[0]}})
		return err
	}},
	{"ON DELETE CASCADE in the schema", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Product{Name: "a", Orders: []*Order{{OrderDate: day}}}
		err := begin(ctx, s, a)
		s.Delete(a)
		return err
	}},
	{"added and deleted", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Product{Name: "a"}
		s.Add(a)
		s.Delete(a)
		return nil
	}},
	{"a tree is inserted level by level", Base, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Person{Name: "a", Team: []*Person{{Name: "aa", Team: []*Person{{Name: "aaa"}}}, {Name: "ab"}}})
		return nil
	}},
	{"a tree is deleted leaves first", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Person{Name: "a", Team: []*Person{{Name: "aa", Team: []*Person{{Name: "aaa"}}}, {Name: "ab"}}}
		err := begin(ctx, s, a)
		s.Delete(a, a.Team[0], a.Team[1], a.Team[0].Team[0])
		return err
	}},
	{"a deleted boss lets the team go", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Person{Name: "a", Team: []*Person{{Name: "aa"}}}
		err := begin(ctx, s, a)
		s.Delete(a)
		return err
	}},
	{"the one of a HasOne", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Person{Name: "a", Desk: &Desk{Room: "1"}}
		err := begin(ctx, s, a)
		a.Desk = &Desk{Room: "2"}
		return err
	}},
	{"who is his own boss", Base, func(ctx context.Context, s *orm.Session) error {
		a := &Person{Name: "a"}
		a.Boss = a
		s.Add(a)
		return nil
	}},
	{"pairs come last", Blog, func(ctx context.Context, s *orm.Session) error {
		a, b := &Keyword{ID: 1, Word: "a"}, &Keyword{ID: 2, Word: "b"}
		s.Add(a, b, &Post{ID: 1, Title: "p", Keywords: []*Keyword{a, b}})
		return nil
	}},
	{"a pair is replaced", Blog, func(ctx context.Context, s *orm.Session) error {
		p := &Post{Title: "p", Keywords: []*Keyword{{Word: "a"}, {Word: "b"}}}
		err := begin(ctx, s, p)
		c := &Keyword{ID: 3, Word: "c"}
		s.Add(c)
		p.Keywords = append(p.Keywords[1:], c)
		return err
	}},
	{"a pair written on both sides is one", Blog, func(ctx context.Context, s *orm.Session) error {
		p, k := &Post{ID: 1, Title: "p"}, &Keyword{ID: 1, Word: "a"}
		err := begin(ctx, s, p, k)
		p.Keywords = append(p.Keywords, k)
		k.Posts = append(k.Posts, p)
		return err
	}},
	{"pairs go first", Blog, func(ctx context.Context, s *orm.Session) error {
		p := &Post{Title: "p", Keywords: []*Keyword{{Word: "a"}}}
		err := begin(ctx, s, p)
		s.Delete(p.Keywords[0])
		return err
	}},
	{"a graph of one table", Blog, func(ctx context.Context, s *orm.Session) error {
		p, q := &Post{ID: 1, Title: "p"}, &Post{ID: 2, Title: "q"}
		s.Add(p)
		p.Related, q.Related = []*Post{q}, []*Post{p}
		s.Add(q, p)
		return nil
	}},
	{"a map", Blog, func(ctx context.Context, s *orm.Session) error {
		p := &Post{ID: 1, Title: "p", Notes: map[string]*Note{"z": {Topic: "z"}, "a": {Topic: "a"}}}
		err := begin(ctx, s, p)
		delete(p.Notes, "z")
		p.Notes["b"] = &Note{Topic: "b"}
		return err
	}},
	{"two swap their unique values", Hall, func(ctx context.Context, s *orm.Session) error {
		a, b := &Seat{ID: 1, Number: 1, Label: "a"}, &Seat{ID: 2, Number: 2, Label: "b"}
		err := begin(ctx, s, a, b)
		a.Number, b.Number = 2, 1
		return err
	}},
	{"three hand on a text", Hall, func(ctx context.Context, s *orm.Session) error {
		a, b, c := &Seat{ID: 1, Number: 1, Label: "a"}, &Seat{ID: 2, Number: 2, Label: "b"}, &Seat{ID: 3, Number: 3, Label: "c"}
		err := begin(ctx, s, a, b, c)
		a.Label, b.Label, c.Label = "b", "c", "a"
		return err
	}},
	{"a chain needs no parking", Hall, func(ctx context.Context, s *orm.Session) error {
		a, b := &Seat{ID: 1, Number: 1, Label: "a"}, &Seat{ID: 2, Number: 2, Label: "b"}
		err := begin(ctx, s, a, b)
		a.Number, b.Number = 2, 3
		return err
	}},
	{"a row is replaced by one with its unique value", Hall, func(ctx context.Context, s *orm.Session) error {
		a := &Seat{ID: 1, Number: 1, Label: "a"}
		err := begin(ctx, s, a)
		s.Delete(a)
		s.Add(&Seat{ID: 2, Number: 1, Label: "a"})
		return err
	}},
	{"a parent is replaced and its children move", Hall, func(ctx context.Context, s *orm.Session) error {
		r := &Room{ID: 1, Code: "A", Seats: []*Seat{{Number: 1, Label: "a"}}}
		err := begin(ctx, s, r)
		s.Add(&Room{ID: 2, Code: "A", Seats: []*Seat{r.Seats[0]}})
		s.Delete(r)
		return err
	}},
	{"one key deleted and added is one UPDATE", Hall, func(ctx context.Context, s *orm.Session) error {
		a := &Seat{ID: 1, Number: 1, Label: "a"}
		err := begin(ctx, s, a)
		s.Delete(a)
		s.Add(&Seat{ID: 1, Number: 7, Label: "a"})
		return err
	}},
	{"a version is asked for and counted", League, func(ctx context.Context, s *orm.Session) error {
		d, e := &Doc{ID: 1, Title: "a"}, &Doc{ID: 2, Title: "b"}
		err := begin(ctx, s, d, e)
		d.Title = "c"
		s.Delete(e)
		return err
	}},
	{"a circle by post-update", League, func(ctx context.Context, s *orm.Session) error {
		p := &Player{Name: "p"}
		s.Add(&Team{Captain: p, Players: []*Player{p}})
		return nil
	}},
	{"a circle is deleted", League, func(ctx context.Context, s *orm.Session) error {
		p := &Player{Name: "p"}
		team := &Team{Captain: p, Players: []*Player{p}}
		err := begin(ctx, s, team)
		s.Delete(team, p)
		return err
	}},
	{"an owner with everything", Estate, func(ctx context.Context, s *orm.Session) error {
		o := estate()
		err := begin(ctx, s, o)
		s.Delete(o)
		return err
	}},
	{"an owner of whom nothing is loaded", Estate, func(ctx context.Context, s *orm.Session) error {
		o := estate()
		err := begin(ctx, s, o)
		s.Clear()
		o, err2 := Owners.Get(ctx, s, o.ID)
		if err == nil {
			err = err2
		}
		s.Delete(o)
		return err
	}},
	{"an orphan is deleted", Estate, func(ctx context.Context, s *orm.Session) error {
		o := &Owner{Name: "o", Parts: []*Part{{}, {}}}
		err := begin(ctx, s, o)
		o.Parts = o.Parts[:1]
		return err
	}},
	{"an orphan that was never a row is nothing", Estate, func(ctx context.Context, s *orm.Session) error {
		o := &Owner{Name: "o", Parts: []*Part{}}
		err := begin(ctx, s, o)
		o.Parts = append(o.Parts, &Part{})
		if err2 := s.Sync(); err == nil {
			err = err2
		}
		o.Parts = nil
		return err
	}},
	{"a child that moves is no orphan", Estate, func(ctx context.Context, s *orm.Session) error {
		o, q := &Owner{Name: "o", Parts: []*Part{{}}}, &Owner{Name: "q"}
		err := begin(ctx, s, o, q)
		q.Parts, o.Parts = o.Parts, nil
		return err
	}},
	{"places in a list", Music, func(ctx context.Context, s *orm.Session) error {
		a := &Album{ID: 1, Tracks: []*Track{{Title: "a"}, {Title: "b"}, {Title: "c"}}}
		err := begin(ctx, s, a)
		a.Tracks = append([]*Track{{Title: "z"}}, a.Tracks[:2]...)
		return err
	}},
	{"a collection that is not loaded", Music, func(ctx context.Context, s *orm.Session) error {
		a := &Album{ID: 1}
		err := begin(ctx, s, a)
		s.Clear()
		a, err2 := Albums.Ref(s, 1)
		if err == nil {
			err = err2
		}
		if err2 := Albums.Plays.Add(s, a, &Play{ID: 1}, &Play{ID: 2}); err == nil {
			err = err2
		}
		return err
	}},
}

func TestGoldenPlans(t *testing.T) { goldenPlans(t, "plans", scripts) }

func goldenPlans(t *testing.T, file string, scripts []script) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			eng := d.open(t)
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			var out bytes.Buffer
			for _, c := range scripts {
				planOf(t, ctx, eng, c, &out)
			}
			golden.Check(t, "testdata/"+file+"_"+d.name+".sql", out.Bytes())
		})
	}
}

func planOf(t *testing.T, ctx context.Context, eng *engine.Engine, c script, out *bytes.Buffer) {
	t.Helper()
	must(t, c.base.DropAll(ctx, eng))
	must(t, c.base.CreateAll(ctx, eng))
	defer func() { must(t, c.base.DropAll(context.Background(), eng)) }()
	s := orm.NewSession(eng)
	defer s.Close()
	if err := c.do(ctx, s); err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	p, err := s.Plan(ctx)
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	fmt.Fprintf(out, "-- %s\n%s\n", c.name, p)
	if err := s.Commit(ctx); err != nil { // and the database takes it
		t.Fatalf("%s: %v", c.name, err)
	}
	if again, err := s.Plan(ctx); err != nil || len(again.Statements) != 0 {
		t.Fatalf("%s: planned again: %v %v", c.name, again, err)
	}
}
