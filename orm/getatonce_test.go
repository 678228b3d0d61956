package orm_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// What one Get has used is used by the next one, of whatever session: nothing of a row, of a
// key or of an error may be left in it, and no two may have it at once.
func TestGetsOfManySessionsAtOnce(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		const rows = 20
		ids := make([]int, rows)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			ps := make([]*Product, rows)
			for i := range ps {
				ps[i] = &Product{Name: fmt.Sprint("product ", i), Price: float64(i)}
				if i%2 == 0 {
					ps[i].ExpiryOffsetMonths = &i
				}
				s.Add(ps[i])
			}
			err := s.Flush(ctx)
			for i, p := range ps {
				ids[i] = p.ID
			}
			return err
		}))
		gone, cancel := context.WithCancel(ctx)
		cancel()
		var all sync.WaitGroup
		for g := range 4 {
			all.Go(func() {
				var kept []*Product
				for round := range 3 * rows {
					s := orm.NewSession(eng)
					i := (7*g + round) % rows
					switch round % 5 {
					case 3:
						if _, err := Products.Get(gone, s, ids[i]); !errors.Is(err, context.Canceled) {
							t.Errorf("with a context that is done: %v", err)
						}
					case 4:
						var nf *orm.NotFoundError
						if _, err := Products.Get(ctx, s, -ids[i]); !errors.As(err, &nf) {
							t.Errorf("of a row that is not there: %v", err)
						}
					default:
						p, err := Products.Get(ctx, s, ids[i])
						if err != nil {
							t.Error(err)
							break
						}
						if again, err := Products.Get(ctx, s, ids[i]); err != nil || again != p {
							t.Errorf("the session gives another object for the same key: %v", err)
						}
						kept = append(kept, p)
					}
					if err := s.Close(); err != nil {
						t.Error(err)
					}
				}
				for _, p := range kept {
					i := int(p.Price)
					if i < 0 || i >= rows || p.ID != ids[i] || p.Name != fmt.Sprint("product ", i) || (p.ExpiryOffsetMonths != nil) != (i%2 == 0) || i%2 == 0 && *p.ExpiryOffsetMonths != i {
						t.Errorf("an object has become %+v", *p)
					}
				}
			})
		}
		all.Wait()
	})
}
