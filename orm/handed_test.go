package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// What belongs to a new object belongs to it after a row has handed its key to it, however
// often the session looks at it before the flush.
func TestWhoTakesAKeyKeepsItsOwn(t *testing.T) {
	each(t, Stock, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for name, give := range map[string]func(*Stick, *Sticker){
			"reference":  func(k *Stick, to *Sticker) { k.Sticker = to },
			"collection": func(k *Stick, to *Sticker) { to.Tags = append(to.Tags, k) },
		} {
			for n := range 8 {
				syncs, fresh := n/2, n%2 == 1
				s := orm.NewSession(eng)
				defer s.Close()
				p, all := &Sticker{Code: "a"}, []*Stick{{}, {}}
				if s.Add(p); !fresh {
					s.Add(all[0], all[1])
				}
				must(t, s.Commit(ctx))
				q := &Sticker{Code: "b"}
				s.Add(q)
				give(all[0], p)
				give(all[1], q)
				if fresh {
					s.Add(all[0], all[1])
				}
				if syncs > 0 {
					must(t, s.Sync())
				}
				p.Code, q.Code = "b", "a"
				if syncs > 1 {
					must(t, s.Sync())
				}
				first, err := s.Plan(ctx)
				must(t, err)
				for range syncs {
					again, err := s.Plan(ctx)
					must(t, err)
					if again.String() != first.String() {
						t.Errorf("%s, %d, new %v: two plans differ:\n%s\n%s", name, syncs, fresh, first, again)
						break
					}
				}
				must(t, s.Commit(ctx))
				if all[0].Sticker != p || all[1].Sticker != q || *all[0].StickerCode != "b" || *all[1].StickerCode != "a" {
					t.Errorf("%s, %d, new %v: %v %v, %v %v", name, syncs, fresh, all[0].Sticker == p, all[1].Sticker == q, *all[0].StickerCode, *all[1].StickerCode)
				}
				s.Delete(all[0], all[1], p, q)
				must(t, s.Commit(ctx))
				must(t, s.Close())
			}
		}
	})
}
