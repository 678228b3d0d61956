package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"runtime"
	"runtime/debug"
	"time"
	"unsafe"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/orm/snapshot"
	"github.com/aludel/aludel/sql"
)

// objectsTable measures what mapped objects cost in memory and without a database, and
// writes it as Markdown.
func objectsTable(ctx context.Context, w io.Writer, o options) (err error) {
	eng, err := aludel.Open("sqlite://")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, eng.Close(context.WithoutCancel(ctx))) }()
	if err := fillObjects(ctx, eng); err != nil {
		return err
	}
	fmt.Fprint(w, "\n### Objects\n\n| what | one takes | allocs | wanted |\n|---|--:|--:|---|\n")
	s := orm.NewSession(eng)
	defer func() { err = errors.Join(err, s.Close()) }()
	quick, err := quickParts(ctx, s)
	if err != nil {
		return err
	}
	for _, q := range quick {
		took, allocs := q.measure(min(o.reps, 11), o.stretch/5)
		wanted, missed := "", false
		if q.time > 0 {
			wanted, missed = fmt.Sprintf("≤ %s / %.0f", short(q.time), q.allocs), took > q.time || allocs > q.allocs
		}
		fmt.Fprintf(w, "| %s | %s | %.0f | %s |\n", q.what, short(took), allocs, verdict(wanted, missed))
	}
	for _, m := range []struct {
		what  string
		plain func(*engine.Engine) (any, error)
		load  func(*orm.Session) (any, error)
	}{
		{"a product that a session has", func(e *engine.Engine) (any, error) { return engine.All(ctx, e, orm.Select(mappedProducts)) },
			func(s *orm.Session) (any, error) { return orm.Select(mappedProducts).All(ctx, s) }},
		{"an order, three integers, that a session has", func(e *engine.Engine) (any, error) { return engine.All(ctx, e, orm.Select(mappedOrders)) },
			func(s *orm.Session) (any, error) { return orm.Select(mappedOrders).All(ctx, s) }},
	} {
		s := orm.NewSession(eng)
		tracked, err1 := resident(func() (any, error) { return m.load(s) })
		plain, err2 := resident(func() (any, error) { return m.plain(eng) })
		if err := errors.Join(err1, err2, s.Close()); err != nil {
			return err
		}
		bar := 2*plain + 90
		fmt.Fprintf(w, "| %s (%.0f B where nobody tracks it) | %.0f B | | %s |\n", m.what, plain, tracked, verdict(fmt.Sprintf("≤ 2 × its size + 90 B = %.0f B", bar), tracked > bar))
	}
	return nil
}

// verdict adds whether a bar was met; none is "".
func verdict(wanted string, missed bool) string {
	switch {
	case wanted == "":
		return ""
	case missed:
		return wanted + "; **missed**"
	}
	return wanted + "; met"
}

// fillObjects makes both tables and stores rows products and as many orders.
func fillObjects(ctx context.Context, eng *engine.Engine) error {
	if err := owning.CreateAll(ctx, eng); err != nil {
		return err
	}
	return orm.Begin(ctx, eng, func(s *orm.Session) error {
		for i := range owners {
			p := &owner{Product: samples[i%len(samples)]}
			p.ID = 0
			for range ordersEach {
				p.Orders = append(p.Orders, &Order{Quantity: i})
			}
			s.Add(p)
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		for i := owners; i < rows; i++ {
			p := &owner{Product: samples[i%len(samples)]}
			p.ID = 0
			s.Add(p)
		}
		return nil
	})
}

// resident is what each of the rows that load gives takes in Go's heap as long as they
// are held, without the list that they are given in. It loads them once before.
func resident(load func() (any, error)) (float64, error) {
	heap := func() float64 {
		runtime.GC()
		runtime.GC() // what finalizers let go
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	before := heap()
	held, err := load()
	if err != nil {
		return 0, err
	}
	after := heap()
	n := reflect.ValueOf(held).Len()
	runtime.KeepAlive(held)
	if n != rows {
		return 0, fmt.Errorf("%d objects instead of %d", n, rows)
	}
	return (after-before)/float64(n) - float64(unsafe.Sizeof(uintptr(0))), nil
}

// A part is something that is done n times without a database, and what it may take.
type part struct {
	what   string
	do     func(n int)
	time   time.Duration // 0: nothing is asked
	allocs float64
}

// measure gives the median of the CPU time of one, and its allocations.
func (p part) measure(reps int, stretch time.Duration) (time.Duration, float64) {
	spent := func(n int) time.Duration {
		runtime.GC()
		defer debug.SetGCPercent(debug.SetGCPercent(-1))
		begin := cpuTime()
		p.do(n)
		return cpuTime() - begin
	}
	n := 1
	for spent(n) < stretch {
		n *= 2
	}
	times := make([]float64, reps)
	for i := range times {
		times[i] = float64(spent(n)) / float64(n)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	p.do(1000)
	runtime.ReadMemStats(&after)
	return time.Duration(math.Round(median(times))), math.Round(float64(after.Mallocs-before.Mallocs) / 1000)
}

// quickParts are what a session does for each object, and a query before it is sent.
func quickParts(ctx context.Context, held *orm.Session) ([]part, error) {
	if _, err := mappedProducts.Get(ctx, held, 1); err != nil {
		return nil, err
	}
	pg, err := engine.Open(postgres.Dialect, "postgresql://localhost/nobody") // nothing connects
	if err != nil {
		return nil, err
	}
	text, _, err := engine.Compile(pg, threeJoins(), nil)
	if err != nil {
		return nil, err
	}
	product, err := comparing(&samples[4], snapshot.Field{Clock: snapshot.Day})
	if err != nil {
		return nil, err
	}
	order, err := comparing(&Order{1, 2, 3}, snapshot.Field{})
	if err != nil {
		return nil, err
	}
	key, args, g := &sql.Key{}, []driver.Value(nil), postgres.Dialect.Grammar()
	return []part{
		{what: "a query for objects with 3 joins and 6 conditions, from nothing to SQL", time: 2500 * time.Nanosecond, allocs: 45, do: func(n int) {
			for range n {
				node := sql.StatementOf(threeJoins())
				key.Reset()
				key.Node(node)
				c, err := compile.Compile(g, node, key)
				if err == nil {
					args, err = c.Args(args[:0], key, nil)
				}
				must(err == nil && len(c.SQL) == len(text))
			}
		}},
		{what: "… its text out of the engine's cache, as each execution does", do: func(n int) {
			for range n {
				var got string
				var err error
				got, args, err = engine.Compile(pg, threeJoins(), args[:0])
				must(err == nil && len(got) == len(text))
			}
		}},
		{what: "Get of an object that the session has", time: 50, do: func(n int) {
			for range n {
				_, err := mappedProducts.Get(ctx, held, 1)
				must(err == nil)
			}
		}},
		{what: "a product, with pointers, compared with its pristine copy", time: 30, do: product},
		{what: "an order, without pointers, compared with its pristine copy", time: 5, do: order},
	}, nil
}

// must panics for what has been tried before it is measured.
func must(ok bool) {
	if !ok {
		panic("bench: what worked before does not work any more")
	}
}

// comparing compares e with its pristine copy n times. like is how its fields are compared.
func comparing[E any](e *E, like snapshot.Field) (func(n int), error) {
	t := reflect.TypeFor[E]()
	fields := make([]snapshot.Field, t.NumField())
	for i := range fields {
		fields[i] = like
		fields[i].Offset, fields[i].Type = t.Field(i).Offset, t.Field(i).Type
	}
	p, err := snapshot.Compile(t, fields, nil)
	if err != nil {
		return nil, err
	}
	snaps := p.Snapshots()
	snap := snaps.Next()
	p.Copy(snap, unsafe.Pointer(e))
	return func(n int) {
		for range n {
			must(p.Same(unsafe.Pointer(e), snap))
		}
	}, nil
}
