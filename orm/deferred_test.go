package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A picture has columns that are seldom wanted, and columns with defaults.

type Picture struct {
	ID      int
	Title   string
	Data    []byte
	Preview []byte
	Notes   string
	Active  bool
	Rating  *int
	AlbumID *int
	Frames  []*Picture
}

type PictureTable struct {
	orm.TableOf[Picture, int]
	ID      schema.Int
	Title   schema.String
	Data    schema.Bytes
	Preview schema.Bytes
	Notes   schema.String
	Active  schema.Bool
	Rating  schema.NullInt
	AlbumID schema.NullInt
	Frames  orm.Many[Picture, Picture]
}

var (
	Gallery  = orm.NewBase()
	Pictures = orm.Declare(Gallery, "deferred_picture", func(t *PictureTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.Notes.Size(50)
		t.Active.ServerDefault(sql.True())
		t.Rating.Default(5)
		t.AlbumID.References(t.ID)
		t.Frames.OrderBy(t.ID)
		orm.Deferred(t, "image", t.Data, t.Preview)
		orm.Deferred(t, "", t.Notes)
	})
)

func pictures(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range 3 {
			p := &Picture{Title: fmt.Sprintf("p%d", i), Data: []byte{byte(i)}, Preview: []byte{9}, Notes: "n", Active: true}
			p.Frames = []*Picture{{Title: "f", Data: []byte{1}, Notes: "m"}}
			s.Add(p)
		}
		return nil
	}))
}

func TestDeferredColumns(t *testing.T) {
	each(t, Gallery, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		pictures(t, ctx, eng)
		session := func() *orm.Session {
			s := orm.NewSession(eng)
			t.Cleanup(func() { s.Close() })
			return s
		}
		roots := orm.Select(Pictures).Where(Pictures.AlbumID.IsNull()).OrderBy(Pictures.ID)
		s := session()
		sent.take()
		ps, err := roots.With(orm.SelectIn(Pictures.Frames)).All(ctx, s)
		must(t, err)
		if q := strings.Join(sent.take(), "\n"); strings.Contains(q, "data") || strings.Contains(q, "notes") {
			t.Error(q)
		}
		if len(ps) != 3 || ps[0].Data != nil || ps[0].Notes != "" || ps[0].Title != "p0" || len(ps[0].Frames) != 1 || ps[0].Frames[0].Data != nil {
			t.Fatalf("%+v", ps[0])
		}
		must(t, orm.LoadColumns(ctx, s, ps[1], Pictures.Data)) // its group with it, for all
		if q := sent.take(); len(q) != 1 || strings.Contains(q[0], "notes") {
			t.Error(q)
		}
		if ps[2].Data[0] != 2 || ps[0].Preview[0] != 9 || ps[0].Notes != "" {
			t.Errorf("%+v", ps[2])
		}
		ps[0].Title = "changed"
		p, err := s.Plan(ctx)
		must(t, err)
		if len(p.Statements) != 1 || strings.Contains(fmt.Sprint(p), "notes") {
			t.Error("zeros that were not loaded are written", p)
		}
		ps[0].Notes = "mine" // is written, for the program has put it there
		must(t, s.Commit(ctx))

		for name, with := range map[string]struct {
			load        orm.Load[*Picture]
			data, notes bool
		}{
			"all":     {orm.Undefer(Pictures), true, true},
			"a group": {orm.Undefer(Pictures, Pictures.Preview), true, false},
			"one":     {orm.Undefer(Pictures, Pictures.Notes), false, true},
		} {
			ps, err := roots.With(with.load).All(ctx, session())
			must(t, err)
			if (ps[1].Data != nil) != with.data || (ps[1].Notes != "") != with.notes {
				t.Errorf("%s: %+v", name, ps[1])
			}
		}
		only, err := roots.LoadOnly(Pictures.Notes).All(ctx, session())
		must(t, err)
		more, err := roots.Defer(Pictures.Title).All(ctx, session())
		must(t, err)
		page, err := roots.Limit(2).Page(ctx, session())
		must(t, err)
		one, err := Pictures.Get(ctx, session(), ps[0].ID)
		must(t, err)
		whole, err := roots.AsNoTracking().With(orm.Undefer(Pictures)).First(ctx, session())
		must(t, err)
		joined, err := roots.With(orm.Joined(Pictures.Frames)).All(ctx, session())
		must(t, err)
		if only[0].Notes != "mine" || only[0].Data != nil || only[0].Title != "" || more[0].Title != "" || more[0].Notes != "" || page.Rows[1].Data != nil ||
			one.Notes != "mine" || one.Data == nil || whole.Data == nil || joined[0].Data != nil || joined[0].Frames[0].Data == nil {
			t.Error(only[0], more[0], page.Rows[1], one, whole, joined[0], joined[0].Frames[0])
		}
		plain, err := engine.All(ctx, eng, roots)
		must(t, err)
		if plain[0].Data == nil {
			t.Error("without a session nobody could load it")
		}
		for _, l := range []orm.Load[*Picture]{orm.SelectIn(Pictures.Frames, orm.Undefer(Pictures)), orm.Undefer(Pictures, Products.Name), orm.Undefer(Pictures, Pictures.ID)} {
			if _, err := roots.With(l).All(ctx, session()); err == nil || !strings.Contains(err.Error(), "Undefer") {
				t.Error(err)
			}
		}
	})
}

type Mistaken struct {
	ID   int
	UpID *int
}

type MistakenTable struct {
	orm.TableOf[Mistaken, int]
	ID   schema.Int
	UpID schema.NullInt
}

func TestDeferredMistakes(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "mistaken", func(t *MistakenTable) {
		t.ID.PrimaryKey()
		t.UpID.References(t.ID)
		orm.Deferred(t, "x", t.ID, t.UpID)
		orm.Deferred(t, "x")
		orm.Deferred(t, "x", Products.Name)
	})
	err := base.Configure()
	for _, want := range []string{"Mistaken.ID is deferred, and is always needed", "Mistaken.UpID is deferred", "orm.Deferred names no column", "orm.Deferred wants columns of mistaken"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

func TestDefaultAndNullOfAnAdd(t *testing.T) {
	each(t, Gallery, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		four := 4
		plain, asked, null, given := &Picture{Title: "plain"}, &Picture{Title: "asked", Rating: &four}, &Picture{Title: "null"}, &Picture{Title: "given", Rating: &four}
		s.Add(plain, asked, orm.Default(Pictures.Active, Pictures.Rating), null, orm.Null(Pictures.Rating), given)
		must(t, s.Commit(ctx))
		if plain.Active || *plain.Rating != 5 || !asked.Active || *asked.Rating != 5 || null.Rating != nil || null.Active || *given.Rating != 4 {
			t.Errorf("%+v %+v %+v %+v", plain, asked, null, given)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		rows, err := orm.Select(Pictures).OrderBy(Pictures.ID).All(ctx, other)
		must(t, err)
		for i, want := range []*Picture{plain, asked, null, given} {
			got := rows[i]
			if got.Active != want.Active || (got.Rating == nil) != (want.Rating == nil) || got.Rating != nil && *got.Rating != *want.Rating {
				t.Errorf("%s: %+v", want.Title, got)
			}
		}
		asked.Active = false // from then on it is a value like others
		must(t, s.Commit(ctx))
		if asked.Active {
			t.Error("the default came back")
		}

		for name, add := range map[string]func(){
			"no object before":   func() { s.Add(orm.Default(Pictures.Active)) },
			"no default":         func() { s.Add(&Picture{}, orm.Default(Pictures.Title)) },
			"NOT NULL":           func() { s.Add(&Picture{}, orm.Null(Pictures.Title)) },
			"a row already":      func() { s.Add(plain, orm.Default(Pictures.Active)) },
			"another table":      func() { s.Add(&Picture{}, orm.Default(Products.Name)) },
			"no column":          func() { s.Add(&Picture{}, orm.Null()) },
			"a nil":              func() { s.Add(&Picture{}, (*orm.AddOption)(nil)) },
			"the object says it": func() { s.Add(&Picture{Rating: &four}, orm.Null(Pictures.Rating)) },
			"of a delete":        func() { s.Delete(plain, orm.Default(Pictures.Active)) },
		} {
			sent.take()
			add()
			if err := s.Commit(ctx); err == nil {
				t.Errorf("%s: no error", name)
			}
			for _, q := range sent.take() {
				if strings.HasPrefix(q, "INSERT") {
					t.Errorf("%s: %s", name, q)
				}
			}
			must(t, s.Rollback(ctx))
		}
		if err := s.Err(); errors.Is(err, context.Canceled) || err != nil {
			t.Error(err)
		}
	})
}

func ExampleDeferred() {
	ctx, s, done := with(Gallery)
	defer done()

	// orm.Deferred(t, "image", t.Data, t.Preview)
	s.Add(&Picture{Title: "sea", Data: []byte{1, 2, 3}, Preview: []byte{1}})
	check(s.Commit(ctx))
	check(s.Clear())

	p, err := orm.Select(Pictures).One(ctx, s)
	check(err)
	fmt.Println(len(p.Data), len(p.Preview))
	check(orm.LoadColumns(ctx, s, p, Pictures.Data)) // and what is in its group
	fmt.Println(len(p.Data), len(p.Preview))

	check(s.Clear())
	p, err = orm.Select(Pictures).With(orm.Undefer(Pictures)).One(ctx, s)
	check(err)
	fmt.Println(len(p.Data))
	// Output:
	// 0 0
	// 3 1
	// 3
}

func ExampleDefault() {
	ctx, s, done := with(Gallery)
	defer done()

	// t.Active.ServerDefault(sql.True()), and false is a value like others
	on, off := &Picture{Title: "on"}, &Picture{Title: "off"}
	s.Add(on, orm.Default(Pictures.Active), off)
	check(s.Commit(ctx))
	fmt.Println(on.Active, off.Active)
	// Output: true false
}
