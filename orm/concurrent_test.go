package orm_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// A meeting is an echo that calls while, once, in the middle of the first statement with this word.
type meeting struct {
	mu    sync.Mutex
	word  string
	while func()
}

func (m *meeting) Write(p []byte) (int, error) {
	m.mu.Lock()
	f := m.while
	if f == nil || !strings.Contains(string(p), m.word) {
		m.mu.Unlock()
		return len(p), nil
	}
	m.while = nil
	m.mu.Unlock()
	f()
	return len(p), nil
}

// expect makes the next statement with word call f.
func (m *meeting) expect(word string, f func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.word, m.while = word, f
}

// TestTwoGoroutinesAreFoundOut calls a session from another goroutine while the first is in the middle
// of a statement: the second call is refused, and what the first does is whole.
func TestTwoGoroutinesAreFoundOut(t *testing.T) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			ctx := t.Context()
			met := &meeting{}
			eng := d.open(t, engine.Echo(met))
			defer eng.Close(context.Background())
			must(t, Base.DropAll(ctx, eng))
			must(t, Base.CreateAll(ctx, eng))
			defer func() { must(t, Base.DropAll(context.Background(), eng)) }()
			fill(t, ctx, eng, 3, 0)
			s := orm.NewSession(eng)
			defer s.Close()

			late := &Product{Name: "late"}
			second := map[string]func() error{
				"All":      func() error { _, err := orm.Select(Products).All(ctx, s); return err },
				"Get":      func() error { _, err := Products.Get(ctx, s, 1); return err },
				"Sync":     func() error { return s.Sync() },
				"Flush":    func() error { return s.Flush(ctx) },
				"Commit":   func() error { return s.Commit(ctx) },
				"Rollback": func() error { return s.Rollback(ctx) },
				"Close":    func() error { return s.Close() },
				"Savepoint": func() error {
					return s.Savepoint(ctx, func() error { t.Error("it was let in"); return nil })
				},
				"Batches": func() error {
					for _, err := range orm.Select(Products).Batches(ctx, s, 2) {
						return err
					}
					return nil
				},
				"Preload":        func() error { return orm.Preload(ctx, s, []*Product{late}, orm.SelectIn(Products.Orders)) },
				"RefreshColumns": func() error { return orm.RefreshColumns(ctx, s, late, Products.Price) },
				"Restore":        func() error { return orm.Restore(s, late) },
				"RestoreCascade": func() error { return orm.RestoreCascade(ctx, s, late) },
				"Add":            func() error { s.Add(late); return s.Err() },
			}
			first := []struct {
				name, word string
				run        func() error
			}{
				{"All", "SELECT", func() error {
					all, err := orm.Select(Products).All(ctx, s)
					if err == nil && len(all) != 3 {
						t.Errorf("%d came", len(all))
					}
					return err
				}},
				{"Flush", "INSERT", func() error { s.Add(&Product{Name: "new"}); return s.Flush(ctx) }},
				{"Savepoint", "INSERT", func() error {
					return s.Savepoint(ctx, func() error { s.Add(&Product{Name: "new"}); return s.Flush(ctx) })
				}},
				{"Batches", "UPDATE", func() error {
					for ps, err := range orm.Select(Products).Batches(ctx, s, 2) {
						if err != nil {
							return err
						}
						ps[0].AvailableQuantity += 3
					}
					return nil
				}},
				{"Commit", "UPDATE", func() error {
					p, err := Products.Get(ctx, s, 1)
					if err != nil {
						return err
					}
					p.AvailableQuantity += 7
					return s.Commit(ctx)
				}},
			}
			for _, f := range first {
				for name, call := range second {
					var got error
					called := false
					met.expect(f.word, func() {
						var wg sync.WaitGroup
						wg.Go(func() { got, called = call(), true })
						wg.Wait()
					})
					err := f.run()
					switch {
					case !called:
						t.Fatalf("%s during %s: they did not meet", name, f.name)
					case !errors.Is(got, orm.ErrConcurrentSession):
						t.Errorf("%s during %s: %v", name, f.name, got)
					}
					if name == "Add" { // which has no error of its own: the flush that comes next says it
						if err == nil {
							err = s.Flush(ctx)
						}
						if !errors.Is(err, orm.ErrConcurrentSession) || !strings.Contains(err.Error(), "concurrent_test.go:") {
							t.Errorf("Add during %s: the flush says %v", f.name, err)
						}
					} else if err != nil {
						t.Errorf("%s during %s: %s gave %v", name, f.name, f.name, err)
					}
					must(t, s.Rollback(ctx))
				}
			}
			// nothing of what was refused was kept
			n, err := orm.Select(Products).Where(Products.Name.Eq("late")).Count(ctx, s)
			if err != nil || n != 0 {
				t.Error(n, err)
			}
		})
	}
}

// TestSharedSession: goroutines that share a session get an answer or ErrConcurrentSession, under the
// race detector too.
func TestSharedSession(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 50, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 200 {
					all, err := orm.Select(Products).AsNoTracking().All(ctx, s)
					if errors.Is(err, orm.ErrConcurrentSession) {
						continue
					}
					if err != nil || len(all) != 50 {
						t.Error(len(all), err)
						return
					}
				}
			})
		}
		wg.Wait()
	})
}
