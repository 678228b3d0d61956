package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// A level is a number that knows when nobody has set it, but not below zero.
type waterLevel struct{ cm int }

func (l waterLevel) IsZero() bool {
	if l.cm < 0 {
		panic("dry")
	}
	return l.cm == 0
}

type Dipstick struct {
	ID int
	At waterLevel
}

type DipstickTable struct {
	orm.TableOf[Dipstick, int]
	ID schema.Int
	At schema.Col[waterLevel]
}

// TestIsZero asks for the default, in a session and in bulk, and its panic is an error.
func TestIsZero(t *testing.T) {
	base := orm.NewBase()
	dipsticks := orm.Declare(base, "orm_dipstick", func(t *DipstickTable) {
		t.ID.PrimaryKey().NoAutoincrement()
		t.At.Type(sqltype.Decorate(sqltype.Integer, func(l waterLevel) (int, error) { return l.cm, nil }, func(n int) (waterLevel, error) { return waterLevel{n}, nil })).Default(waterLevel{7})
	})
	each(t, base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Dipstick{ID: 1}, &Dipstick{ID: 2, At: waterLevel{3}})
		must(t, s.Commit(ctx))
		_, err := engine.BulkInsert(ctx, eng, dipsticks, []*Dipstick{{ID: 3}, {ID: 4, At: waterLevel{4}}})
		must(t, err)
		got, err := orm.Select(dipsticks).OrderBy(dipsticks.ID).All(ctx, s)
		must(t, err)
		for i, want := range []int{7, 3, 7, 4} {
			if got[i].At.cm != want {
				t.Error(i, got[i].At, want)
			}
		}
		s.Add(&Dipstick{ID: 5, At: waterLevel{-1}})
		var p *sqltype.PanicError
		if err := s.Commit(ctx); !errors.As(err, &p) || p.Value != "dry" {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		if n, err := orm.Select(dipsticks).Count(ctx, s); err != nil || n != 4 {
			t.Error(n, err)
		}
	})
}
