package orm_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A saucer has cups in order, which are deleted softly, and a doily of its own.

type Saucer struct {
	ID    int
	Cups  []*Cup
	Doily *Doily
}

type Cup struct {
	ID        int
	SaucerID  *int
	Place     int
	DeletedAt *time.Time
}

type Doily struct {
	ID       int
	SaucerID *int
}

type SaucerTable struct {
	orm.TableOf[Saucer, int]
	ID    schema.Int
	Cups  orm.Many[Saucer, Cup]
	Doily orm.HasOne[Saucer, Doily]
}

type CupTable struct {
	orm.TableOf[Cup, int]
	ID        schema.Int
	SaucerID  schema.NullInt
	Place     schema.Int
	DeletedAt schema.NullTime
}

type DoilyTable struct {
	orm.TableOf[Doily, int]
	ID       schema.Int
	SaucerID schema.NullInt
}

var (
	Pantry  = orm.NewBase()
	Saucers = orm.Declare(Pantry, "pantry_saucer", func(t *SaucerTable) { t.ID.PrimaryKey() })
	Cups    = orm.Declare(Pantry, "pantry_cup", func(t *CupTable) {
		t.ID.PrimaryKey()
		t.SaucerID.References(Saucers.ID)
		t.DeletedAt.Type(sqltype.TimestampTZPrecision(3))
		t.UniqueOn(t.SaucerID, t.Place)
		orm.SoftDelete(t, t.DeletedAt)
	})
	Doilies = orm.Declare(Pantry, "pantry_doily", func(t *DoilyTable) { t.ID.PrimaryKey(); t.SaucerID.References(Saucers.ID).Unique() })
)

func init() { Saucers.Cups.OrderedBy(Cups.Place).Cascade(orm.CascadeDeleteOrphan) }

// idle sees to it that nothing is to be sent.
func idle(t *testing.T, ctx context.Context, s *orm.Session, when string) {
	t.Helper()
	if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
		t.Errorf("%s: %v %v", when, p, err)
	}
}

func TestAddTakesASoftDeleteBack(t *testing.T) {
	each(t, Pantry, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		saucer := &Saucer{Cups: []*Cup{{}, {}}}
		s.Add(saucer)
		must(t, s.Commit(ctx))
		cup := saucer.Cups[1]

		s.Delete(cup)
		s.Add(cup)
		idle(t, ctx, s, "deleted and added")
		saucer.Cups = saucer.Cups[:1]
		must(t, s.Sync())
		s.Add(cup)
		if cup.DeletedAt != nil {
			t.Error("taken out and added: it is still deleted")
		}
		saucer.Cups = []*Cup{saucer.Cups[0], cup}
		idle(t, ctx, s, "and put back")
		saucer.Cups = saucer.Cups[:1]
		must(t, s.Sync())
		saucer.Cups = append(saucer.Cups, cup)
		idle(t, ctx, s, "taken out and put back")

		at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		cup.DeletedAt = &at // is the program's own
		s.Add(cup)
		must(t, s.Commit(ctx))
		s.Delete(saucer.Cups[0])
		must(t, s.Commit(ctx))
		s.Add(cup) // has been flushed: orm.Restore is for that
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Cups).Count(ctx, s); n != 0 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestPlacesStayWhereRowsAreHidden(t *testing.T) {
	each(t, Pantry, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		saucer := &Saucer{Cups: []*Cup{{}, {}, {}}}
		s.Add(saucer)
		must(t, s.Commit(ctx))
		a, b, c := saucer.Cups[0], saucer.Cups[1], saucer.Cups[2]
		s.Delete(b)
		must(t, s.Commit(ctx)) // whose row keeps its place, which is unique
		idle(t, ctx, s, "deleted softly")
		must(t, s.Clear())
		_, err := orm.Select(Saucers).With(orm.SelectIn(Saucers.Cups)).One(ctx, s)
		must(t, err)
		idle(t, ctx, s, "read")
		must(t, s.Close())

		s = orm.NewSession(eng)
		defer s.Close()
		saucer, err = orm.Select(Saucers).With(orm.SelectIn(Saucers.Cups)).One(ctx, s)
		must(t, err)
		hidden, err := orm.Select(Cups).Unscoped().Where(Cups.DeletedAt.IsNotNull()).One(ctx, s)
		must(t, err)
		must(t, orm.Restore(s, hidden))
		must(t, s.Commit(ctx))
		idle(t, ctx, s, "restored")
		if len(saucer.Cups) != 3 || saucer.Cups[0].ID != a.ID || saucer.Cups[1].ID != b.ID || saucer.Cups[2].ID != c.ID {
			t.Error("it did not come back to its place", saucer.Cups[0], saucer.Cups[1], saucer.Cups[2])
		}
		scratch.Do(t, eng, sql.Text("UPDATE pantry_cup SET place = place + 10 WHERE place = 2"))
		must(t, s.Clear())
		saucer, err = orm.Select(Saucers).With(orm.SelectIn(Saucers.Cups)).One(ctx, s)
		must(t, err)
		idle(t, ctx, s, "places that are free")
		saucer.Cups[0], saucer.Cups[1] = saucer.Cups[1], saucer.Cups[0]
		must(t, s.Commit(ctx))
		if got := scratch.Ask(t, eng, "SELECT place FROM pantry_cup ORDER BY place"); len(got) != 3 || got[2] != "2" {
			t.Error("a change of the order gives all their places", got)
		}
	})
}

func TestWhatIsDeletedIsLeftByWhomItWasGivenTo(t *testing.T) {
	each(t, Pantry, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		one, two := &Saucer{Doily: &Doily{}}, &Saucer{}
		s.Add(one, two)
		must(t, s.Commit(ctx))
		doily := one.Doily
		s.Delete(doily)
		two.Doily = doily
		must(t, s.Flush(ctx))
		if one.Doily != nil || two.Doily != nil {
			t.Error("a deleted object is still there", one.Doily, two.Doily)
		}
		idle(t, ctx, s, "deleted")
		must(t, s.Commit(ctx))
	})
}

func TestTargetsOfOneKeyAreTwoObjects(t *testing.T) {
	each(t, Shelfmarks, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		b, f := &Tome{Name: "b"}, &Film{Name: "f"}
		s.Add(b, f)
		must(t, s.Commit(ctx))
		if b.ID != f.ID {
			t.Fatal("they have two keys")
		}
		a := &Annotation{Text: "a"}
		s.Add(a)
		a.About = b
		f.Annotations = append(f.Annotations, a)
		var conflict *orm.RelationConflictError
		if err := s.Flush(ctx); !errors.As(err, &conflict) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		b.Annotations, f.Annotations = []*Annotation{{Text: "b"}}, nil
		must(t, s.Commit(ctx))
		a = b.Annotations[0]
		f.Annotations = append(f.Annotations, a)
		must(t, s.Commit(ctx)) // it moves
		if len(b.Annotations) != 0 || a.About != Annotated(f) {
			t.Error(b.Annotations, a.About)
		}
	})
}

func TestAHasOneThatIsGivenByTheOtherSideStays(t *testing.T) {
	each(t, Pantry, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		one, two := &Saucer{Doily: &Doily{}}, &Saucer{Doily: &Doily{}}
		s.Add(one, two)
		must(t, s.Commit(ctx))
		was, comes := one.Doily, two.Doily
		one.Doily = nil
		comes.SaucerID = &one.ID // given to it by the other side
		must(t, s.Commit(ctx))
		if one.Doily != comes || two.Doily != nil || was.SaucerID != nil {
			t.Error("it is not what its row says", one.Doily, two.Doily, was.SaucerID)
		}
		idle(t, ctx, s, "given by the other side")
	})
}
