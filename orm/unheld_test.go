package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A sitter owns a portrait, which belongs to nobody else.

type Sitter struct {
	ID         int
	Name       string
	PortraitID *int
	Portrait   *Portrait
}

type Portrait struct {
	ID      int
	Title   string
	Strokes []*Stroke
}

// A Stroke is a part of a portrait.
type Stroke struct {
	ID         int
	PortraitID int
}

type SitterTable struct {
	orm.TableOf[Sitter, int]
	ID         schema.Int
	Name       schema.String
	PortraitID schema.NullInt
	Portrait   orm.One[Sitter, Portrait]
}

type PortraitTable struct {
	orm.TableOf[Portrait, int]
	ID      schema.Int
	Title   schema.String
	Strokes orm.Many[Portrait, Stroke]
}

type StrokeTable struct {
	orm.TableOf[Stroke, int]
	ID         schema.Int
	PortraitID schema.Int
}

var (
	Studio    = orm.NewBase()
	Portraits = orm.Declare(Studio, "studio_portrait", func(t *PortraitTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.Strokes.Cascade(orm.CascadeDelete)
	})
	Strokes = orm.Declare(Studio, "studio_stroke", func(t *StrokeTable) {
		t.ID.PrimaryKey()
		t.PortraitID.References(Portraits.ID)
	})
	Sitters = orm.Declare(Studio, "studio_sitter", func(t *SitterTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.PortraitID.References(Portraits.ID)
		t.Portrait.Cascade(orm.CascadeDeleteOrphan)
	})
)

func TestReferencesThatOwn(t *testing.T) {
	each(t, Studio, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		left := func(want int) {
			t.Helper()
			n, err := orm.Select(Portraits).Count(ctx, s)
			must(t, err)
			if n != want {
				t.Errorf("%d portraits are left, not %d", n, want)
			}
		}
		a := &Sitter{Name: "a", Portrait: &Portrait{Title: "old", Strokes: []*Stroke{{}, {}}}}
		b := &Sitter{Name: "b", Portrait: &Portrait{Title: "b's"}}
		must(t, begin(ctx, s, a, b))

		old := a.Portrait
		a.Portrait = &Portrait{Title: "new"}
		must(t, s.Flush(ctx))
		left(2)
		if orm.StateOf(s, old) != orm.Deleted {
			t.Error(orm.StateOf(s, old))
		}
		must(t, s.Rollback(ctx))
		if a.Portrait != old || orm.StateOf(s, old) == orm.Deleted {
			t.Error(a.Portrait, orm.StateOf(s, old))
		}
		left(2)

		// put back after a look
		a.Portrait = nil
		_, err := s.Plan(ctx)
		must(t, err)
		a.Portrait = old
		must(t, s.Commit(ctx))
		left(2)

		// handed on, and exchanged
		a.Portrait, b.Portrait = b.Portrait, a.Portrait
		must(t, s.Commit(ctx))
		left(2)
		c := &Sitter{Name: "c", Portrait: a.Portrait}
		a.Portrait = nil
		s.Add(c)
		must(t, s.Commit(ctx))
		left(2)

		// the owner goes, and hands it on
		heir := &Sitter{Name: "heir", Portrait: c.Portrait}
		s.Add(heir)
		s.Delete(c)
		must(t, s.Flush(ctx))
		left(2)
		must(t, s.Rollback(ctx))
		if c.Portrait == nil || orm.StateOf(s, c) == orm.Deleted || orm.StateOf(s, heir) != orm.Transient {
			t.Error(c.Portrait, orm.StateOf(s, c), orm.StateOf(s, heir))
		}

		// not in memory: by reference, by key, with its sitter
		must(t, s.Clear())
		c, err = orm.Select(Sitters).Where(Sitters.Name.Eq("c")).One(ctx, s)
		must(t, err)
		must(t, Sitters.Portrait.Set(s, c, nil))
		must(t, s.Commit(ctx))
		left(1)
		must(t, s.Clear())
		b, err = orm.Select(Sitters).Where(Sitters.Name.Eq("b")).One(ctx, s)
		must(t, err)
		b.PortraitID = nil
		must(t, s.Commit(ctx)) // its strokes with it
		left(0)
		d := &Sitter{Name: "d", Portrait: &Portrait{Title: "d's"}}
		must(t, begin(ctx, s, d))
		must(t, s.Clear())
		d, err = orm.Select(Sitters).Where(Sitters.Name.Eq("d")).One(ctx, s)
		must(t, err)
		s.Delete(d)
		must(t, s.Commit(ctx))
		left(0)
	})
}
