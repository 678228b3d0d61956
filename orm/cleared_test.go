package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A thorp refers to its shire by a name that is not the shire's key.

type Shire struct {
	ID   int
	Name string
}

type Thorp struct {
	ID        int
	ShireName *string
	Shire     *Shire
}

type ShireTable struct {
	orm.TableOf[Shire, int]
	ID   schema.Int
	Name schema.String
}

type ThorpTable struct {
	orm.TableOf[Thorp, int]
	ID        schema.Int
	ShireName schema.NullString
	Shire     orm.One[Thorp, Shire]
}

var (
	Counties = orm.NewBase()
	Shires   = orm.Declare(Counties, "orm_shire", func(t *ShireTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20).Unique()
	})
	Thorps = orm.Declare(Counties, "orm_thorp", func(t *ThorpTable) {
		t.ID.PrimaryKey()
		t.ShireName.Size(20).References(Shires.Name)
	})
)

// TestReferencesAfterClear: what a foreign key to a unique column refers to is not looked up among
// what the session has forgotten.
func TestReferencesAfterClear(t *testing.T) {
	each(t, Counties, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := &Shire{Name: "a"}, &Shire{Name: "b"}
		s.Add(a, b, &Thorp{Shire: a}, &Thorp{Shire: b})
		must(t, s.Commit(ctx))
		for range 2 { // the second time with the lookup made
			must(t, s.Clear())
			shires, err := orm.Select(Shires).OrderBy(Shires.ID.Desc()).All(ctx, s)
			must(t, err)
			thorps, err := orm.Select(Thorps).OrderBy(Thorps.ID.Desc()).All(ctx, s)
			must(t, err)
			if got, err := Thorps.Shire.Of(ctx, s, thorps[0]); err != nil || got != shires[0] {
				t.Error(got, err)
			}
			*thorps[0].ShireName = "a"
			must(t, s.Sync())
			if thorps[0].Shire != shires[1] {
				t.Error(thorps[0].Shire)
			}
			must(t, s.Rollback(ctx))
			must(t, s.Clear())
			shires, err = orm.Select(Shires).OrderBy(Shires.ID).All(ctx, s)
			must(t, err)
			thorps, err = orm.Select(Thorps).OrderBy(Thorps.ID).All(ctx, s)
			must(t, err)
			*thorps[0].ShireName = "b"
			must(t, s.Sync())
			if thorps[0].Shire != shires[1] {
				t.Error(thorps[0].Shire)
			}
			must(t, s.Rollback(ctx))
		}
	})
}

// TestExpungedWithinSavepoint: what takes the place of an expunged object was read within the
// savepoint, and is read again when that is rolled back.
func TestExpungedWithinSavepoint(t *testing.T) {
	each(t, Counties, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Shire{Name: "a"}
		s.Add(a)
		must(t, s.Commit(ctx))
		undo := errors.New("undo")
		for _, forget := range []func() error{
			func() error { return s.Expunge(a) },
			func() error { return s.Clear() },
			func() error { return s.Savepoint(ctx, func() error { return s.Expunge(a) }) },
		} {
			var err error
			if a, err = Shires.Get(ctx, s, 1); err != nil {
				t.Fatal(err)
			}
			if err := s.Savepoint(ctx, func() error {
				a.Name = "within"
				must(t, s.Flush(ctx))
				must(t, forget())
				within, err := Shires.Get(ctx, s, 1)
				must(t, err)
				if within == a || within.Name != "within" {
					t.Error(within)
				}
				return undo
			}); err != undo {
				t.Fatal(err)
			}
			now, err := Shires.Get(ctx, s, 1)
			must(t, err)
			if now.Name != "a" {
				t.Error(now.Name)
			}
		}
	})
}
