package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A wheel's first spoke refers to itself, and the database counts the versions.

type Spoke struct {
	ID   int
	V    int
	UpID *int
	Up   *Spoke
}

type SpokeTable struct {
	orm.TableOf[Spoke, int]
	ID   schema.Int
	V    schema.Int
	UpID schema.NullInt
	Up   orm.One[Spoke, Spoke]
}

var (
	Wheel  = orm.NewBase()
	Spokes = orm.Declare(Wheel, "wheel_spoke", func(t *SpokeTable) {
		t.ID.PrimaryKey()
		t.V.ServerDefault(sql.Val(1)).OmitZero().OnUpdateExpr(t.V.Add(1))
		t.UpID.References(t.ID)
		orm.ServerVersion(t, t.V)
	})
)

func TestDeleteOfWhatRefersToItself(t *testing.T) {
	each(t, Wheel, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s, other := orm.NewSession(eng), orm.NewSession(eng)
		defer s.Close()
		defer other.Close()
		top := &Spoke{}
		top.Up = top
		low := &Spoke{Up: top}
		s.Add(low)
		must(t, s.Commit(ctx))
		late, err := Spokes.Get(ctx, other, top.ID)
		must(t, err)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			r, err := s.Execute(ctx, sql.Update(Spokes).Set(Spokes.UpID.Set(top.ID), Spokes.V.SetExpr(Spokes.V.Add(1))).Where(Spokes.ID.Eq(top.ID)))
			if err == nil {
				err = r.Close()
			}
			return err
		}))
		other.Delete(late)
		var stale *orm.StaleDataError
		if err := other.Flush(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, other.Rollback(ctx))
		must(t, s.Refresh(ctx, top))
		s.Delete(low, top)
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Spokes).Count(ctx, s); err != nil || n != 0 {
			t.Fatal(n, err)
		}
	})
}

// A new row that refers to nothing is told from one that refers to what is not there.
func TestNewRowWithoutParent(t *testing.T) {
	each(t, Estate, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Strict{})
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "it was given to no Owner, and its Strict.OwnerID is zero") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		s.Add(&Strict{OwnerID: 7})
		if err := s.Flush(ctx); err == nil || strings.Contains(err.Error(), "is zero") {
			t.Fatal(err)
		}
	})
}
