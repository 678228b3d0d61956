package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// What a Merge that fails has copied before is taken back, and nothing of it is written.
func TestMergeFailsWhole(t *testing.T) {
	each(t, Blog, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Post{Title: "p", Keywords: []*Keyword{{Word: "old"}}}
		s.Add(p)
		must(t, s.Commit(ctx))
		was := p.Keywords[0]
		_, err := orm.Merge(ctx, s, Posts, &Post{ID: p.ID, Title: "changed", Keywords: []*Keyword{{ID: was.ID, Word: "changed"}, {Word: "new"}, nil}})
		if err == nil || p.Title != "p" || was.Word != "old" || len(p.Keywords) != 1 {
			t.Fatal(err, p.Title, was.Word, len(p.Keywords))
		}
		if plan, err := s.Plan(ctx); err != nil || len(plan.Statements) > 0 {
			t.Fatal(err, plan)
		}
		m, err := orm.Merge(ctx, s, Posts, &Post{ID: p.ID, Title: "changed", Keywords: []*Keyword{{ID: was.ID, Word: "changed"}, {Word: "new"}}})
		if err != nil || m != p || p.Title != "changed" || was.Word != "changed" || len(p.Keywords) != 2 {
			t.Fatal(err, p.Title, was.Word, len(p.Keywords))
		}
		must(t, s.Commit(ctx))
	})
}
