package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// What a Plan shows of a Delete is not done: an Add that takes the Delete back finds the
// object's children as they were.
func TestAPlannedDeleteIsTakenBack(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for _, flush := range []bool{false, true} {
			s := orm.NewSession(eng)
			defer s.Close()
			k, l := &Stick{}, &Stick{}
			a := &Sticker{Code: "a", Tags: []*Stick{k, l}}
			s.Add(a)
			must(t, s.Commit(ctx))
			fresh := &Stick{}
			a.Tags = append(a.Tags, fresh)
			s.Delete(a)
			p, err := s.Plan(ctx)
			must(t, err)
			t.Log(p)
			if flush {
				s.Add(a)
				must(t, s.Sync())
			}
			s.Add(a)
			must(t, s.Commit(ctx))
			n, err := orm.Select(Sticks).Where(Sticks.StickerCode.Eq("a")).Count(ctx, s)
			must(t, err)
			if n != 3 || len(a.Tags) != 3 || k.Sticker != a || fresh.Sticker != a {
				t.Error(n, len(a.Tags), k.Sticker, fresh.Sticker)
			}
			must(t, s.Close())
			s = orm.NewSession(eng)
			for _, st := range []sql.Statement{sql.Delete(Sticks).AllRows(), sql.Delete(Stickers).AllRows()} {
				r, err := s.Execute(ctx, st)
				must(t, err)
				must(t, r.Close())
			}
			must(t, s.Commit(ctx))
			must(t, s.Close())
		}
	})
}
