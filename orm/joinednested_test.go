package orm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Zoos have rows of pens, pens have beasts, and zoos have keepers.

type Zoo struct {
	ID      int
	Name    string
	Pens    []*Pen
	Keepers []*Keeper
	Part    *Zoo
	PartOf  *int
	Parts   []*Zoo
}

type Pen struct {
	ID     int
	No     int
	ZooID  int
	Zoo    *Zoo
	Beasts []*Beast
	Guards []*Keeper
}

type Beast struct {
	ID    int
	Name  string
	PenID int
	Pen   *Pen
}

type Keeper struct {
	ID    int
	Name  string
	ZooID int
	Pens  []*Pen
}

type ZooTable struct {
	orm.TableOf[Zoo, int]
	ID      schema.Int
	Name    schema.String
	PartOf  schema.NullInt
	Pens    orm.Many[Zoo, Pen]
	Keepers orm.Many[Zoo, Keeper]
	Part    orm.One[Zoo, Zoo]
	Parts   orm.Many[Zoo, Zoo]
}

type PenTable struct {
	orm.TableOf[Pen, int]
	ID     schema.Int
	No     schema.Int
	ZooID  schema.Int
	Zoo    orm.One[Pen, Zoo]
	Beasts orm.Many[Pen, Beast]
	Guards orm.Many[Pen, Keeper]
}

type BeastTable struct {
	orm.TableOf[Beast, int]
	ID    schema.Int
	Name  schema.String
	PenID schema.Int
	Pen   orm.One[Beast, Pen]
}

type KeeperTable struct {
	orm.TableOf[Keeper, int]
	ID    schema.Int
	Name  schema.String
	ZooID schema.Int
	Pens  orm.Many[Keeper, Pen]
}

type GuardTable struct {
	schema.Rows
	PenID    schema.Int
	KeeperID schema.Int
}

var (
	Reserve = orm.NewBase()
	Zoos    = orm.Declare(Reserve, "rescue_zoo", func(t *ZooTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.PartOf.References(t.ID)
		t.Part.Inverse(&t.Parts)
		t.Parts.OrderBy(t.ID)
	})
	Pens = orm.Declare(Reserve, "rescue_pen", func(t *PenTable) {
		t.ID.PrimaryKey()
		t.ZooID.References(Zoos.ID)
		t.Zoo.Inverse(&Zoos.Pens)
	})
	Beasts = orm.Declare(Reserve, "rescue_beast", func(t *BeastTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.PenID.References(Pens.ID)
		t.Pen.Inverse(&Pens.Beasts)
	})
	Keepers = orm.Declare(Reserve, "rescue_keeper", func(t *KeeperTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.ZooID.References(Zoos.ID)
	})
	guards = schema.Declare(Reserve.MetaData(), "rescue_guard", func(t *GuardTable) {
		t.PenID.PrimaryKey().References(Pens.ID)
		t.KeeperID.PrimaryKey().References(Keepers.ID)
	})
)

func init() {
	Zoos.Pens.OrderBy(Pens.No.Desc())
	Zoos.Keepers.OrderBy(Keepers.Name)
	Pens.Beasts.OrderBy(Beasts.Name)
	Pens.Guards.Through(guards).Inverse(&Keepers.Pens).OrderBy(Keepers.ID)
}

func zooText(s *Zoo) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:", s.Name)
	for _, c := range s.Pens {
		fmt.Fprintf(&b, " %d(", c.No)
		for _, a := range c.Beasts {
			b.WriteString(a.Name)
		}
		b.WriteString("|")
		for _, g := range c.Guards {
			b.WriteString(g.Name)
		}
		b.WriteString(")")
	}
	b.WriteString(" /")
	for _, h := range s.Keepers {
		b.WriteString(" " + h.Name)
	}
	return b.String()
}

func zoos(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		h1, h2, h3 := &Keeper{Name: "h"}, &Keeper{Name: "g"}, &Keeper{Name: "k"}
		a := &Zoo{Name: "a", Keepers: []*Keeper{h1, h2}, Pens: []*Pen{
			{No: 1, Beasts: []*Beast{{Name: "x"}, {Name: "w"}}, Guards: []*Keeper{h1, h2}}, {No: 2}, {No: 3, Beasts: []*Beast{{Name: "z"}}, Guards: []*Keeper{h2}}}}
		b := &Zoo{Name: "b", Keepers: []*Keeper{h3}, Part: a}
		c := &Zoo{Name: "c", Pens: []*Pen{{No: 9, Beasts: []*Beast{{Name: "y"}}}}, Part: b}
		s.Add(a, b, c)
		return nil
	}))
}

// Collections in collections and beside each other come by one statement, Limit or not.
func TestGoldenNestedJoins(t *testing.T) {
	const a, b, c = "a: 3(z|g) 2(|) 1(wx|hg) / g h", "b: / k", "c: 9(y|) /"
	each(t, Reserve, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		zoos(t, ctx, eng)
		var out bytes.Buffer
		all := orm.Select(Zoos).OrderBy(Zoos.ID)
		pens := orm.Joined(Zoos.Pens, orm.Joined(Pens.Beasts), orm.Joined(Pens.Guards))
		for _, x := range []struct {
			name string
			q    orm.Query[*Zoo]
			want string
		}{
			{"nested, and beside each other", all.With(pens, orm.Joined(Zoos.Keepers)), a + "; " + b + "; " + c},
			{"under Limit", all.With(orm.Joined(Zoos.Keepers), pens).Limit(2), a + "; " + b},
			{"under Offset", all.With(pens, orm.Joined(Zoos.Keepers)).Offset(1), b + "; " + c},
			{"distinct", orm.Select(Zoos).Join(Zoos.Pens).With(pens, orm.Joined(Zoos.Keepers)).Distinct().OrderBy(Zoos.ID.Desc()), c + "; " + a},
			{"a part", all.With(orm.Joined(Zoos.Pens, orm.Joined(Pens.Beasts).Where(Beasts.Name.Ne("x")), orm.Joined(Pens.Guards)).Where(Pens.No.Ne(2)).OrderBy(Pens.No), orm.Joined(Zoos.Keepers)).Limit(1), "a: 1(w|hg) 3(z|g) / g h"},
			{"untracked", all.With(pens, orm.Joined(Zoos.Keepers)).AsNoTracking(), a + "; " + b + "; " + c},
			{"in a document", all.With(orm.AsJSON(Zoos.Pens, orm.Joined(Pens.Beasts), orm.Joined(Pens.Guards)), orm.AsJSON(Zoos.Keepers)), a + "; " + b + "; " + c},
		} {
			s := orm.NewSession(eng)
			sent.take()
			ss, err := x.q.All(ctx, s)
			if err != nil {
				t.Errorf("%s: %v", x.name, err)
				continue
			}
			stmts := sent.take()
			fmt.Fprintf(&out, "-- %s\n%s\n", x.name, strings.Join(stmts, "\n"))
			var got []string
			for _, s := range ss {
				got = append(got, zooText(s))
			}
			if text := strings.Join(got, "; "); text != x.want || len(stmts) != 1 {
				t.Errorf("%s: %d statements\n%s\n%s", x.name, len(stmts), text, x.want)
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", x.name, p, err)
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		sent.take()
		top, err := all.Where(Zoos.PartOf.IsNull()).With(orm.Joined(Zoos.Parts).Recursive(2)).One(ctx, s)
		must(t, err)
		fmt.Fprintf(&out, "-- a tree, to a depth\n%s\n", strings.Join(sent.take(), "\n"))
		if top.Name != "a" || len(top.Parts) != 1 || len(top.Parts[0].Parts) != 1 || top.Parts[0].Parts[0].Name != "c" {
			t.Errorf("%+v", top)
		}
		s.Close()
		s = orm.NewSession(eng)
		defer s.Close()
		for want, q := range map[string]orm.Query[*Zoo]{
			"as Limit does":                all.With(orm.Joined(Zoos.Pens).Limit(1)),
			"give it a depth":              all.With(orm.Joined(Zoos.Parts).Recursive(0)),
			"With(Joined(Zoo.Parts)): a s": all.With(orm.Joined(Zoos.Parts).Recursive(0)),
		} {
			var wrong *orm.JoinedError
			if _, err := q.All(ctx, s); !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v", want, err)
			}
		}
		var wrong *orm.JoinedError
		if _, err := all.With(orm.Joined(Zoos.Pens)).Limit(2).Page(ctx, s); !errors.As(err, &wrong) {
			t.Errorf("a page: %v", err)
		}
		for _, err := range all.With(orm.Joined(Zoos.Pens)).Each(ctx, s) {
			if !errors.As(err, &wrong) {
				t.Errorf("each: %v", err)
			}
		}
		golden.Check(t, "testdata/joined_"+on(t)+".sql", out.Bytes())
	})
}
