package orm_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// A row that refers to one of its table that is given its key comes behind it, however many rows
// without keys were added before.
func TestWhatIsGivenItsKeyComesBeforeWhatRefersToIt(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		for at, n := range []int{1, 7, 8, 20, 600, 2100} {
			for _, kids := range []int{1, 12} { // databases count on from the greatest key
				boss := &Person{ID: 1_000_000 * (20*at + kids), Name: "boss"}
				under := &Person{ID: boss.ID + 1, Name: "under", Boss: boss}
				for i := range n {
					s.Add(&Person{Name: fmt.Sprint(i)})
				}
				s.Add(boss)
				s.Add(under)
				var all []*Person
				for i := range kids {
					all = append(all, &Person{Name: "by object", Boss: boss}, &Person{Name: "by key", BossID: &boss.ID}, &Person{Name: fmt.Sprint("deep ", i), Boss: under})
				}
				for _, p := range all {
					s.Add(p)
				}
				must(t, s.Commit(ctx))
				for _, p := range all {
					want := boss.ID
					if p.Boss == under {
						want = under.ID
					}
					if p.ID == 0 || p.BossID == nil || *p.BossID != want {
						t.Fatalf("%d and %d: %+v", n, kids, *p)
					}
				}
				must(t, s.Clear())
			}
		}
	})
}
