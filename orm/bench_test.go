package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

func benchmarks(b *testing.B, rows int, f func(b *testing.B, ctx context.Context, eng *engine.Engine, first int)) {
	for _, d := range databases() {
		b.Run(d.name, func(b *testing.B) {
			eng := d.open(b)
			ctx := b.Context()
			defer eng.Close(context.Background())
			check := func(err error) {
				if err != nil {
					b.Fatal(err)
				}
			}
			check(Base.DropAll(ctx, eng))
			check(Base.CreateAll(ctx, eng))
			defer Base.DropAll(context.Background(), eng)
			first := 0
			check(orm.Begin(ctx, eng, func(s *orm.Session) error {
				six := 6
				ps := make([]*Product, rows)
				for i := range ps {
					ps[i] = &Product{Name: "product", Price: float64(i), ExpiryOffsetMonths: &six}
					s.Add(ps[i])
				}
				err := s.Flush(ctx)
				first = ps[0].ID
				return err
			}))
			b.ResetTimer()
			f(b, ctx, eng, first)
		})
	}
}

func BenchmarkGetFromMemory(b *testing.B) {
	benchmarks(b, 100, func(b *testing.B, ctx context.Context, eng *engine.Engine, first int) {
		s := orm.NewSession(eng)
		defer s.Close()
		if _, err := Products.Get(ctx, s, first); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Products.Get(ctx, s, first); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkGet(b *testing.B) {
	benchmarks(b, 100, func(b *testing.B, ctx context.Context, eng *engine.Engine, first int) {
		b.ReportAllocs()
		for b.Loop() {
			s := orm.NewSession(eng)
			if _, err := Products.Get(ctx, s, first); err != nil {
				b.Fatal(err)
			}
			s.Close()
		}
	})
}

func BenchmarkList10000(b *testing.B) {
	benchmarks(b, 10000, func(b *testing.B, ctx context.Context, eng *engine.Engine, _ int) {
		b.Run("plain", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if ps, err := engine.All(ctx, eng, orm.Select(Products)); err != nil || len(ps) != 10000 {
					b.Fatal(err)
				}
			}
		})
		b.Run("tracked", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := orm.NewSession(eng)
				if ps, err := orm.Select(Products).All(ctx, s); err != nil || len(ps) != 10000 {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	})
}

func BenchmarkFlushOf10000Unchanged(b *testing.B) {
	benchmarks(b, 10000, func(b *testing.B, ctx context.Context, eng *engine.Engine, _ int) {
		s := orm.NewSession(eng)
		defer s.Close()
		if _, err := orm.Select(Products).All(ctx, s); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for b.Loop() {
			if err := s.Flush(ctx); err != nil {
				b.Fatal(err)
			}
		}
	})
}
