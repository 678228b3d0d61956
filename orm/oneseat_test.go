package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type seatShelf struct {
	ID    int
	Badge *seatBadge
}

type seatBadge struct {
	ID, N   int
	ShelfID *int
	Shelf   *seatShelf
}

type seatShelfTable struct {
	orm.TableOf[seatShelf, int]
	ID    schema.Int
	Badge orm.HasOne[seatShelf, seatBadge]
}

type seatBadgeTable struct {
	orm.TableOf[seatBadge, int]
	ID, N   schema.Int
	ShelfID schema.NullInt
	Shelf   orm.One[seatBadge, seatShelf]
}

func seats(prefix string, cascade ...orm.Cascade) (*orm.Base, *seatShelfTable, *seatBadgeTable) {
	b := orm.NewBase()
	shelves := orm.Declare(b, prefix+"_shelf", func(t *seatShelfTable) { t.ID.PrimaryKey() })
	badges := orm.Declare(b, prefix+"_badge", func(t *seatBadgeTable) {
		t.ID.PrimaryKey()
		t.ShelfID.References(shelves.ID).Unique()
		t.Shelf.Inverse(shelves.Badge)
	})
	if len(cascade) > 0 {
		shelves.Badge.Cascade(cascade...)
	}
	return b, shelves, badges
}

// A HasOne that is not loaded: the row in memory that refers to its owner is let go, and one
// that is not in memory is an error that says what to do.
func TestWhoSatInAPlaceThatWasNotLoaded(t *testing.T) {
	base, shelves, badges := seats("seat")
	orphans, ownShelves, ownBadges := seats("seat_own", orm.CascadeDeleteOrphan)
	type way struct {
		name string
		give func(*orm.Session, *seatShelf, *seatBadge)
	}
	ways := []way{
		{"by the HasOne", func(_ *orm.Session, sh *seatShelf, b *seatBadge) { sh.Badge = b }},
		{"by the reference", func(s *orm.Session, sh *seatShelf, b *seatBadge) { b.Shelf = sh; s.Add(b) }},
		{"by the key", func(s *orm.Session, sh *seatShelf, b *seatBadge) { b.ShelfID = &sh.ID; s.Add(b) }},
		{"added before", func(s *orm.Session, sh *seatShelf, b *seatBadge) { s.Add(b); sh.Badge = b }},
	}
	run := func(base *orm.Base, shelves *seatShelfTable, badges *seatBadgeTable, deleted bool) {
		each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
			for _, w := range ways {
				sh := &seatShelf{Badge: &seatBadge{N: 1}}
				former := sh.Badge
				must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(sh); return nil }, orm.Using(base)))
				s := orm.NewSession(eng, orm.Using(base))
				defer s.Close()
				mine, err := shelves.Get(ctx, s, sh.ID)
				must(t, err)
				w.give(s, mine, &seatBadge{N: 2})
				err = s.Flush(ctx)
				var unknown *orm.UnknownFormerError
				if !errors.As(err, &unknown) || !errors.Is(err, driver.ErrUnique) || !strings.Contains(err.Error(), "load it") {
					t.Errorf("%s, nobody in memory: %v", w.name, err)
				}
				must(t, s.Rollback(ctx))

				must(t, s.Clear())
				mine, err = shelves.Get(ctx, s, sh.ID)
				must(t, err)
				old, err := badges.Get(ctx, s, former.ID)
				must(t, err)
				w.give(s, mine, &seatBadge{N: 3})
				must(t, s.Commit(ctx))
				if st := orm.StateOf(s, old); deleted == (st == orm.Persistent) {
					t.Errorf("%s: the former is %v", w.name, st)
				}
				if !deleted && old.ShelfID != nil {
					t.Errorf("%s: the former still refers to %d", w.name, *old.ShelfID)
				}
				got, err := orm.Select(badges).Where(badges.ShelfID.Eq(sh.ID)).One(ctx, s)
				must(t, err)
				if got.N != 3 {
					t.Errorf("%s: badge %d", w.name, got.N)
				}
			}
		})
	}
	run(base, shelves, badges, false)
	run(orphans, ownShelves, ownBadges, true)
}

// Two children that objects give to one HasOne in one flush are a conflict, and not what
// the database makes of it.
func TestTwoInOneSeat(t *testing.T) {
	base, _, _ := seats("seat_two")
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng, orm.Using(base))
		defer s.Close()
		sh := &seatShelf{}
		s.Add(sh)
		must(t, s.Commit(ctx))
		for name, give := range map[string]func(a, b *seatBadge){
			"one from each side":    func(a, b *seatBadge) { s.Add(a, b); sh.Badge, b.Shelf = a, sh },
			"two references":        func(a, b *seatBadge) { s.Add(a, b); a.Shelf, b.Shelf = sh, sh },
			"an object and a key":   func(a, b *seatBadge) { s.Add(a, b); sh.Badge, b.ShelfID = a, &sh.ID },
			"its place and an Add":  func(a, b *seatBadge) { sh.Badge, b.Shelf = a, sh; s.Add(b) },
			"references of two Add": func(a, b *seatBadge) { a.Shelf, b.Shelf = sh, sh; s.Add(a); s.Add(b) },
			"a reference after Add": func(a, b *seatBadge) { a.Shelf = sh; s.Add(a); s.Add(b); b.Shelf = sh },
		} {
			a, b := &seatBadge{N: 1}, &seatBadge{N: 2}
			give(a, b)
			var conflict *orm.RelationConflictError
			if err := s.Flush(ctx); !errors.As(err, &conflict) {
				t.Errorf("%s: %v", name, err)
			}
			must(t, s.Rollback(ctx))
			sh.Badge = nil
		}
		for name, give := range map[string]func(a, b *seatBadge){ // who has the place is said to leave it
			"another one": func(a, b *seatBadge) { a.Shelf = sh; s.Add(a); sh.Badge = b },
			"none":        func(a, b *seatBadge) { a.Shelf = sh; s.Add(a); a.Shelf = nil; b.Shelf = sh; s.Add(b) },
			"emptied": func(a, b *seatBadge) {
				s.Add(a)
				sh.Badge = a
				must(t, s.Flush(ctx))
				sh.Badge = nil
				b.Shelf = sh
				s.Add(b)
			},
		} {
			a, b := &seatBadge{N: 1}, &seatBadge{N: 2}
			give(a, b)
			if err := s.Flush(ctx); err != nil || sh.Badge != b || b.Shelf != sh || *b.ShelfID != sh.ID || a.Shelf != nil {
				t.Errorf("%s: %v %+v %+v %+v", name, err, sh.Badge, a, b)
			}
			must(t, s.Rollback(ctx))
		}
	})
}

// Who leaves a place again that was not loaded leaves it as little known as it was.
func TestAPlaceThatWasNotLoadedStaysSo(t *testing.T) {
	base, shelves, _ := seats("seat_left")
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		sh := &seatShelf{Badge: &seatBadge{N: 1}}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(sh); return nil }, orm.Using(base)))
		s := orm.NewSession(eng, orm.Using(base))
		defer s.Close()
		mine, err := shelves.Get(ctx, s, sh.ID)
		must(t, err)
		b := &seatBadge{N: 2}
		mine.Badge = b
		must(t, s.Sync())
		b.Shelf = nil
		must(t, s.Sync())
		if got, err := shelves.Badge.Of(ctx, s, mine); err != nil || got == nil || got.N != 1 {
			t.Error(got, err)
		}
	})
}

// Also among many rows the error of one whose place is taken says what to do.
func TestATakenSeatAmongManyRows(t *testing.T) {
	base, shelves, _ := seats("seat_many")
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		sh := &seatShelf{Badge: &seatBadge{N: 1}}
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(sh); return nil }, orm.Using(base)))
		for _, n := range []int{1, 20, 2100} {
			s := orm.NewSession(eng, orm.Using(base))
			defer s.Close()
			mine, err := shelves.Get(ctx, s, sh.ID)
			must(t, err)
			for range n - 1 {
				s.Add(&seatBadge{})
			}
			mine.Badge = &seatBadge{N: 2}
			s.Add(mine)
			var unknown *orm.UnknownFormerError
			if err := s.Flush(ctx); !errors.As(err, &unknown) || !errors.Is(err, driver.ErrUnique) || !strings.Contains(unknown.Relation, "Badge") {
				t.Errorf("%d rows: %v", n, err)
			}
		}
	})
}
