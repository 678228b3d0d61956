package pool

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/aludel/aludel/driver"
)

// nop is a connection that costs nothing, so that the pool alone is measured.
type nop struct{ ended }

func (nop) Connect(context.Context) (driver.Conn, error) { return nop{}, nil }
func (nop) Classify(err error) *driver.Error             { return &driver.Error{Err: err} }
func (nop) State() driver.State                          { return driver.State{Tx: 'I'} }
func (nop) Alive() error                                 { return nil }
func (nop) Close(context.Context) error                  { return nil }

func BenchmarkAcquireRelease(b *testing.B) {
	for _, par := range []int{1, 4, 32} {
		b.Run(fmt.Sprint(par), func(b *testing.B) {
			cfg := Defaults()
			cfg.MaxOverflow = 0
			p, err := New(nop{}, cfg)
			if err != nil {
				b.Fatal(err)
			}
			defer p.Close(b.Context())
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			l, _ := p.Acquire(ctx)
			l.Release()
			b.ReportAllocs()
			if par == 1 {
				for b.Loop() {
					l, err := p.Acquire(ctx)
					if err != nil {
						b.Fatal(err)
					}
					l.Release()
				}
				return
			}
			var wg sync.WaitGroup
			for range par {
				wg.Go(func() {
					for range b.N/par + 1 {
						if l, err := p.Acquire(ctx); err == nil {
							l.Release()
						}
					}
				})
			}
			wg.Wait()
		})
	}
}

func BenchmarkRecord(b *testing.B) {
	var s stack
	for b.Loop() {
		s.record()
	}
}
