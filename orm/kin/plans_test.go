package kin_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

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

func begin(ctx context.Context, s *orm.Session, objs ...any) error {
	s.Add(objs...)
	return s.Commit(ctx)
}

func engineer(name string) *Engineer { return &Engineer{Person: Person{Name: name}, Lang: "Go"} }

var scripts = []script{
	{"one table: each kind has its columns", Singles, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Staff{ID: 1, Name: "a"}, &Staff{ID: 2, Name: "b"}, &Chief{Staff: Staff{ID: 3, Name: "c"}, Level: 1}, &Chief{Staff: Staff{ID: 4, Name: "d"}}, &Lead{Coder: Coder{Staff: Staff{ID: 5}}})
		return nil
	}},
	{"one table: what is changed", Singles, func(ctx context.Context, s *orm.Session) error {
		l := &Lead{Coder: Coder{Staff: Staff{Name: "l"}}}
		err := begin(ctx, s, l)
		l.Name, l.Language, l.Reports = "m", "Go", 3
		return err
	}},
	{"one table: a boss and his people", Singles, func(ctx context.Context, s *orm.Session) error {
		c := &Chief{Staff: Staff{Name: "c"}}
		s.Add(c, &Staff{Name: "a", Boss: c}, &Coder{Staff: Staff{Name: "b", Boss: c}})
		return nil
	}},
	{"one table: a boss is deleted", Singles, func(ctx context.Context, s *orm.Session) error {
		c := &Chief{Staff: Staff{Name: "c"}}
		err := begin(ctx, s, c, &Staff{Name: "a", Boss: c})
		s.Delete(c)
		return err
	}},
	{"two tables: the key comes with the first", Firm, func(ctx context.Context, s *orm.Session) error {
		s.Add(engineer("a"))
		return nil
	}},
	{"two tables: with the key it is one trip", Firm, func(ctx context.Context, s *orm.Session) error {
		a, b := engineer("a"), engineer("b")
		a.ID, b.ID = 1, 2
		s.Add(a, b)
		return nil
	}},
	{"many kinds: each table's rows together", Firm, func(ctx context.Context, s *orm.Session) error {
		s.Add(engineer("a"), &Manager{Person: Person{Name: "b"}, Level: 2}, &Person{Name: "c"}, engineer("d"),
			&Senior{Engineer: *engineer("e"), Grade: 3}, &Trainee{Engineer: *engineer("f"), School: "MIT"})
		return nil
	}},
	{"what refers to a part comes after it", Firm, func(ctx context.Context, s *orm.Session) error {
		a := engineer("a")
		a.Machines = []*Machine{{Label: "m"}}
		a.Mentor = &Person{Name: "p"}
		s.Add(a.Mentor)
		s.Add(a)
		return nil
	}},
	{"who is his own mentor", Firm, func(ctx context.Context, s *orm.Session) error {
		a := engineer("a")
		a.Mentor = &a.Person
		s.Add(a)
		return nil
	}},
	{"only the table of what has changed, and the version", Firm, func(ctx context.Context, s *orm.Session) error {
		a := &Senior{Engineer: *engineer("a"), Grade: 1}
		err := begin(ctx, s, a)
		a.Grade = 2
		return err
	}},
	{"three tables", Firm, func(ctx context.Context, s *orm.Session) error {
		a := &Senior{Engineer: *engineer("a"), Grade: 1}
		err := begin(ctx, s, a)
		a.Grade, a.Lang, a.Name = 2, "C", "b"
		return err
	}},
	{"deletes go from the last table to the first", Firm, func(ctx context.Context, s *orm.Session) error {
		a := &Senior{Engineer: *engineer("a"), Grade: 1}
		err := begin(ctx, s, a)
		s.Delete(a)
		return err
	}},
	{"ON DELETE CASCADE between the tables", Firm, func(ctx context.Context, s *orm.Session) error {
		a := &Manager{Person: Person{Name: "a"}}
		err := begin(ctx, s, a)
		s.Delete(a)
		return err
	}},
	{"deletes of several kinds, and of what refers to them", Firm, func(ctx context.Context, s *orm.Session) error {
		a, p := engineer("a"), &Person{Name: "p"}
		a.Mentor = p
		a.Machines = []*Machine{{Label: "m"}}
		err := begin(ctx, s, p, a)
		s.Delete(p, a, a.Machines[0])
		return err
	}},
	{"a deleted engineer lets the machines go", Firm, func(ctx context.Context, s *orm.Session) error {
		a := engineer("a")
		a.Machines = []*Machine{{Label: "m"}}
		err := begin(ctx, s, a)
		s.Delete(a)
		return err
	}},
	{"unique values are swapped between kinds", Firm, func(ctx context.Context, s *orm.Session) error {
		x, y := "x@a", "y@a"
		a, b := engineer("a"), &Manager{Person: Person{Name: "b", Email: &y}}
		a.Email = &x
		err := begin(ctx, s, a, b)
		a.Email, b.Email = b.Email, a.Email
		return err
	}},
	{"another kind with the same key", Firm, func(ctx context.Context, s *orm.Session) error {
		a := engineer("a")
		err := begin(ctx, s, a)
		s.Delete(a)
		s.Add(&Manager{Person: Person{ID: a.ID, Name: "b"}})
		return err
	}},
	{"the same kind with the same key", Firm, func(ctx context.Context, s *orm.Session) error {
		a := engineer("a")
		err := begin(ctx, s, a)
		s.Delete(a)
		b := engineer("b")
		b.ID, b.Lang = a.ID, "C"
		s.Add(b)
		return err
	}},
	{"members of clubs", Firm, func(ctx context.Context, s *orm.Session) error {
		a, c := engineer("a"), &Club{Title: "go"}
		s.Add(a)
		err := begin(ctx, s, c)
		c.Members = append(c.Members, &a.Person)
		return err
	}},
}

func TestGoldenPlans(t *testing.T) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			eng := d.open(t)
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			var out bytes.Buffer
			for _, c := range scripts {
				planOf(t, ctx, eng, c, &out)
			}
			golden.Check(t, "testdata/plans_"+d.name+".sql", out.Bytes())
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
