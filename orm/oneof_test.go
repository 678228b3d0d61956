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
	"github.com/aludel/aludel/sql"
)

// Annotations are about books, films, or other annotations: their Kind tells of which.

type Annotated interface{ Title() string }

type Annotation struct {
	ID      int
	Text    string
	Kind    *string
	AboutID *int
	About   Annotated
	Replies []*Annotation
}

type Tome struct {
	ID          int
	Name        string
	Pages       []*Leaf
	Annotations []*Annotation
}

type Leaf struct {
	ID, TomeID int
}

type Film struct {
	ID          int
	Name        string
	Annotations []*Annotation
}

func (a *Annotation) Title() string { return "an annotation" }
func (b *Tome) Title() string       { return "the tome " + b.Name }
func (f *Film) Title() string       { return "the film " + f.Name }

// Dockets must be on something, and numbers tell of which.
type Docket struct {
	ID    int
	Of    int8
	No    int
	Thing any
}

type Hamper struct{ ID int }

type AnnotationTable struct {
	orm.TableOf[Annotation, int]
	ID      schema.Int
	Text    schema.String
	Kind    schema.NullString
	AboutID schema.NullInt
	About   orm.OneOf[Annotation, Annotated]
	Replies orm.Many[Annotation, Annotation]
}

type TomeTable struct {
	orm.TableOf[Tome, int]
	ID          schema.Int
	Name        schema.String
	Pages       orm.Many[Tome, Leaf]
	Annotations orm.Many[Tome, Annotation]
}

type LeafTable struct {
	orm.TableOf[Leaf, int]
	ID, TomeID schema.Int
}

type FilmTable struct {
	orm.TableOf[Film, int]
	ID          schema.Int
	Name        schema.String
	Annotations orm.Many[Film, Annotation]
}

type DocketTable struct {
	orm.TableOf[Docket, int]
	ID    schema.Int
	Of    schema.Num[int8]
	No    schema.Int
	Thing orm.OneOf[Docket, any]
}

type HamperTable struct {
	orm.TableOf[Hamper, int]
	ID schema.Int
}

var (
	Shelfmarks  = orm.NewBase()
	Tomes       = orm.Declare(Shelfmarks, "oneof_tome", func(t *TomeTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Leaves      = orm.Declare(Shelfmarks, "oneof_leaf", func(t *LeafTable) { t.ID.PrimaryKey(); t.TomeID.References(Tomes.ID) })
	Films       = orm.Declare(Shelfmarks, "oneof_film", func(t *FilmTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Annotations = orm.Declare(Shelfmarks, "oneof_annotation", func(t *AnnotationTable) {
		t.ID.PrimaryKey()
		t.Text.Size(20)
		t.Kind.Size(10)
		t.About.By(t.Kind, t.AboutID)
	})
	OnTome = orm.Target(&Annotations.About, Tomes, "tome")
	OnFilm = orm.Target(&Annotations.About, Films, "film")
	OnNote = orm.Target(&Annotations.About, orm.Alias(Annotations, "above"), "note")

	Hampers = orm.Declare(Shelfmarks, "oneof_crate", func(t *HamperTable) { t.ID.PrimaryKey() })
	Dockets = orm.Declare(Shelfmarks, "oneof_seal", func(t *DocketTable) { t.ID.PrimaryKey(); t.Thing.By(t.Of, t.No) })
	_       = orm.Target(&Dockets.Thing, Hampers, int8(1))
	_       = orm.Target(&Dockets.Thing, Films, int8(2))
)

func init() {
	Tomes.Annotations.Cascade(orm.CascadeDelete).OrderBy(Annotations.ID).Inverse(OnTome)
	Films.Annotations.OrderBy(Annotations.ID).Inverse(OnFilm)
	Annotations.Replies.OrderBy(Annotations.ID).Inverse(OnNote)
}

// library is a tome and a film with the same key, and annotations of both, of one another
// and of nothing.
func library(t *testing.T, ctx context.Context, s *orm.Session) (*Tome, *Film, []*Annotation) {
	t.Helper()
	b, f := &Tome{Name: "b"}, &Film{Name: "f"}
	as := []*Annotation{{Text: "b1", About: b}, {Text: "f1", About: f}, {Text: "b2"}, {Text: "none"}}
	b.Annotations = append(b.Annotations, as[2])
	as = append(as, &Annotation{Text: "re", About: as[0]})
	for _, a := range as {
		s.Add(a)
	}
	s.Add(b)
	if as[2].About != Annotated(b) || len(b.Annotations) != 2 || len(f.Annotations) != 1 || *as[1].Kind != "film" || as[4].About != Annotated(as[0]) {
		t.Errorf("after Add: %v %v %v", as[2].About, b.Annotations, as[1].Kind)
	}
	must(t, s.Flush(ctx))
	if b.ID != f.ID || *as[0].AboutID != b.ID || *as[1].AboutID != f.ID || as[3].Kind != nil || *as[4].Kind != "note" || *as[4].AboutID != as[0].ID {
		t.Errorf("after Flush: %d %d %+v %+v", b.ID, f.ID, as[0], as[1])
	}
	return b, f, as
}

func TestOneOfIsLoadedInAllWays(t *testing.T) {
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { library(t, ctx, s); return nil }))
		want := map[string]string{"b1": "the tome b", "f1": "the film f", "b2": "the tome b", "none": "nil", "re": "an annotation"}
		for _, c := range []struct {
			name string
			sent int
			with []orm.Load[*Annotation]
		}{
			{"on demand", 4, nil},
			{"select in", 4, []orm.Load[*Annotation]{orm.SelectInTargets(&Annotations.About)}},
			{"one by select in", 4, []orm.Load[*Annotation]{orm.SelectIn(OnTome, orm.SelectIn(Tomes.Pages))}},
			{"joined", 1, []orm.Load[*Annotation]{orm.Joined(OnTome), orm.Joined(OnFilm), orm.Joined(OnNote)}},
			{"json", 1, []orm.Load[*Annotation]{orm.AsJSON(OnTome), orm.AsJSON(OnFilm), orm.AsJSON(OnNote)}},
			{"subquery", 4, []orm.Load[*Annotation]{orm.Subquery(OnTome), orm.Subquery(OnFilm), orm.Subquery(OnNote)}},
		} {
			for _, tracked := range []bool{true, false} {
				s := orm.NewSession(eng)
				q := orm.Select(Annotations).OrderBy(Annotations.ID).With(c.with...)
				sent.take()
				as, err := q.All(ctx, s)
				if !tracked && c.with != nil {
					as = nil
					for x, e := range q.Each(ctx, s) {
						must(t, e)
						as = append(as, x)
					}
				}
				if err != nil {
					t.Errorf("%s: %v", c.name, err)
					continue
				}
				if len(as) != len(want) {
					t.Errorf("%s: %d annotations", c.name, len(as))
				}
				for _, a := range as {
					var x Annotated
					if !tracked {
						if x = a.About; c.name == "one by select in" && a.Text != "b1" && a.Text != "b2" {
							continue
						}
						if c.with == nil {
							continue
						}
					} else if x, err = Annotations.About.Of(ctx, s, a); err != nil {
						t.Errorf("%s: %v", c.name, err)
						continue
					}
					got := "nil"
					if x != nil {
						got = x.Title()
					}
					if got != want[a.Text] {
						t.Errorf("%s (%v): %s is about %s, not %s", c.name, tracked, a.Text, got, want[a.Text])
					}
				}
				if n := sent.take(); tracked && len(n) > c.sent+1 {
					t.Errorf("%s: %d statements: %s", c.name, len(n), strings.Join(n, "\n"))
				}
				if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
					t.Errorf("%s: %v %v", c.name, p, err)
				}
				s.Close()
			}
		}
	})
}

func TestOneOfIsLookedFor(t *testing.T) {
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		b, f, as := library(t, ctx, s)
		above := orm.Alias(Annotations, "other")
		for name, c := range map[string]struct {
			cond sql.Cond
			want int
		}{
			"Eq":           {Annotations.About.Eq(b), 2},
			"Eq of a film": {Annotations.About.Eq(f), 1},
			"Eq nil":       {Annotations.About.Eq(nil), 1},
			"Eq typed nil": {Annotations.About.Eq((*Tome)(nil)), 1},
			"Ne":           {Annotations.About.Ne(b), 3},
			"Ne nil":       {Annotations.About.Ne(nil), 4},
			"IsNull":       {Annotations.About.IsNull(), 1},
			"not":          {Annotations.About.Eq(b).Not(), 2}, // where there is none, nobody knows
			"one target":   {OnTome.Eq(b), 2},
			"and none":     {OnTome.IsNull(), 3},
			"Has":          {OnTome.Has(Tomes.Name.Eq("b")), 2},
			"Has nothing":  {OnFilm.Has(Films.Name.Eq("b")), 0},
			"a note":       {Annotations.About.Eq(as[0]), 1},
			"of an alias":  {sql.Exists(orm.Select(above).Where(above.About.Eq(f), sql.Eq(above.ID, Annotations.ID))), 1},
		} {
			n, err := orm.Select(Annotations).Where(c.cond).Count(ctx, s)
			if err != nil || n != c.want {
				t.Errorf("%s: %d, not %d: %v", name, n, c.want, err)
			}
		}
		n, err := orm.Select(Annotations).Join(OnFilm).Where(Films.Name.Eq("f")).Count(ctx, s)
		if err != nil || n != 1 {
			t.Error(n, err)
		}
		n, err = orm.Select(Tomes).Where(Tomes.Annotations.Any(Annotations.Text.Eq("f1"))).Count(ctx, s)
		if err != nil || n != 0 {
			t.Error(n, err)
		}
		if _, err := orm.Select(Annotations).Where(Annotations.About.Eq(&Tome{})).All(ctx, s); err == nil || !strings.Contains(err.Error(), "Flush first") {
			t.Error(err)
		}
		if _, err := orm.Select(Dockets).Where(Dockets.Thing.Eq(b)).All(ctx, s); err == nil || !strings.HasSuffix(err.Error(), "Docket.Thing is given a *orm_test.Tome, which is none of its targets: *Hamper, *Film; say orm.Target of it, too") {
			t.Error(err)
		}
	})
}

// What is written, step by step.
func TestGoldenOneOf(t *testing.T) {
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		var out bytes.Buffer
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		step := steps(t, ctx, s, sent, &out)
		is := func(a *Annotation, x Annotated) {
			t.Helper()
			kind, id := "", 0
			switch x := x.(type) {
			case *Tome:
				kind, id = "tome", x.ID
			case *Film:
				kind, id = "film", x.ID
			}
			if a.About != x || x == nil && (a.Kind != nil || a.AboutID != nil) || x != nil && (a.Kind == nil || a.AboutID == nil || *a.Kind != kind || *a.AboutID != id) {
				t.Errorf("%s is about %v, not %v", a.Text, a.About, x)
			}
		}
		b, f, as := library(t, ctx, s)
		step("everything is new")

		as[0].About = f
		step("to another kind with the same key")
		is(as[0], f)
		if len(b.Annotations) != 1 || len(f.Annotations) != 2 {
			t.Error(len(b.Annotations), len(f.Annotations))
		}
		b2 := &Tome{Name: "new"}
		as[0].About = b2
		step("to a new one, which is reached")
		is(as[0], b2)
		as[1].About = nil
		step("to nothing")
		is(as[1], nil)
		tome := "tome"
		as[1].Kind, as[1].AboutID = &tome, &b.ID
		must(t, s.Sync())
		is(as[1], b)
		step("by kind and key")
		film := "film"
		as[1].Kind = &film
		must(t, s.Sync())
		is(as[1], f)
		step("by the kind alone")
		f.Annotations = nil
		step("out of a collection")
		is(as[1], nil)
		must(t, s.Commit(ctx))

		must(t, s.Clear())
		sent.take()
		a, err := Annotations.Get(ctx, s, as[0].ID)
		must(t, err)
		must(t, Annotations.About.Set(s, a, nil))
		is(a, nil)
		must(t, s.Rollback(ctx))
		f, err = Films.Get(ctx, s, f.ID)
		must(t, err)
		x, err := Annotations.About.Of(ctx, s, a)
		if err != nil || x.Title() != "the tome new" {
			t.Error(x, err)
		}
		a.About = f
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		if a.About != x || *a.Kind != "tome" || *a.AboutID != b2.ID {
			t.Errorf("after Rollback: %+v", a)
		}
		must(t, Annotations.About.Set(s, a, f))
		sent.take()
		step("Set")
		is(a, f)
		must(t, s.Commit(ctx))
		b, err = Tomes.Get(ctx, s, b.ID)
		must(t, err)
		f, err = Films.Get(ctx, s, f.ID)
		must(t, err)
		sent.take()
		s.Delete(b)
		s.Delete(f)
		step("deleted, with what cascades and what is let go")
		must(t, s.Commit(ctx))
		is(a, nil)
		all, err := orm.Select(Annotations).OrderBy(Annotations.ID).All(ctx, s)
		must(t, err)
		for _, a := range all {
			if a.Text != "re" && a.Kind != nil {
				t.Errorf("%+v", a)
			}
		}
		fmt.Fprintf(&out, "-- left: %d\n", len(all))

		p := &Hamper{}
		st := &Docket{Thing: p}
		s.Add(st)
		sent.take()
		step("kinds that are numbers, in columns that cannot be NULL")
		st.Thing = nil
		var orphan *orm.OrphanError
		if err := s.Sync(); !errors.As(err, &orphan) {
			t.Error(err)
		}
		golden.Check(t, "testdata/oneof_"+on(t)+".sql", out.Bytes())
	})
}

func TestOneOfRefusals(t *testing.T) {
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Docket{Thing: &Tome{}})
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "Docket.Thing is given a *orm_test.Tome, which is none of its targets") {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		must(t, s.Clear())
		lost := "lost"
		a := &Annotation{Text: "a", Kind: &lost, AboutID: new(int)}
		s.Add(a)
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		a, err := Annotations.Get(ctx, s, a.ID)
		must(t, err)
		var unknown *orm.DiscriminatorError
		if _, err := Annotations.About.Of(ctx, s, a); !errors.As(err, &unknown) || unknown.Value != `"lost"` {
			t.Error(err)
		}
		if _, err := orm.Select(Annotations).With(orm.SelectInTargets(&Annotations.About)).All(ctx, s); !errors.As(err, &unknown) {
			t.Error(err)
		}
		film := &Film{Name: "x"}
		s.Add(film)
		must(t, Annotations.About.Set(s, a, film))
		must(t, s.Commit(ctx))
		merged, err := orm.Merge(ctx, s, Annotations, &Annotation{ID: a.ID, Text: "m", About: &Tome{Name: "merged"}})
		must(t, err)
		if st := Annotations.About.State(s, a); st != orm.Loaded {
			t.Error(st)
		}
		must(t, s.Commit(ctx))
		if merged != a || a.About.Title() != "the tome merged" || *a.Kind != "tome" {
			t.Errorf("%+v", a)
		}
		if st := Annotations.About.State(s, a); st != orm.Outdated { // in memory, and read again by Of
			t.Error(st)
		}
		must(t, s.Expire(a))
		must(t, s.Refresh(ctx, a))
		if x, err := Annotations.About.Of(ctx, s, a); err != nil || x.Title() != "the tome merged" {
			t.Error(x, err)
		}
		s.Clear()
		att := &Annotation{ID: a.ID, Text: "m", Kind: a.Kind, AboutID: a.AboutID, About: &Tome{ID: *a.AboutID, Name: "merged"}}
		must(t, s.Attach(att))
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Error(p, err)
		}
	})
}

func ExampleTarget() {
	ctx, s, done := with(Shelfmarks)
	defer done()

	// About orm.OneOf[Annotation, Annotated], and t.About.By(t.Kind, t.AboutID)
	// var OnTome = orm.Target(&Annotations.About, Tomes, "tome")
	// var OnFilm = orm.Target(&Annotations.About, Films, "film")
	b, f := &Tome{Name: "Emma"}, &Film{Name: "Stalker"}
	s.Add(&Annotation{Text: "long", About: b}, &Annotation{Text: "slow", About: f})
	check(s.Commit(ctx))
	check(s.Clear())

	all, err := orm.Select(Annotations).OrderBy(Annotations.ID).All(ctx, s)
	check(err)
	for _, a := range all {
		x, err := Annotations.About.Of(ctx, s, a) // a statement for each kind, not for each annotation
		check(err)
		fmt.Println(*a.Kind, x.Title())
	}
	n, err := orm.Select(Annotations).Where(sql.Or(Annotations.About.Eq(f), OnTome.Has(Tomes.Name.Eq("Emma")))).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// tome the tome Emma
	// film the film Stalker
	// 2
}
