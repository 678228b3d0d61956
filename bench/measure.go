package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// A cost is what something took, in total or for each operation.
type cost struct {
	Wall, CPU     time.Duration
	Allocs, Bytes float64
	P99           time.Duration // of one operation; 0 where single ones are not timed
}

// per is the cost of one of n operations.
func (c cost) per(n int) cost {
	c.Wall /= time.Duration(n)
	c.CPU /= time.Duration(n)
	c.Allocs /= float64(n)
	c.Bytes /= float64(n)
	return c
}

// clock measures what passes between its making and stop.
type clock struct {
	begin time.Time
	cpu   time.Duration
	mem   runtime.MemStats
}

func startClock() *clock {
	runtime.GC()
	c := &clock{}
	runtime.ReadMemStats(&c.mem)
	c.cpu = cpuTime()
	c.begin = time.Now()
	return c
}

func (c *clock) stop() cost {
	wall, cpu := time.Since(c.begin), cpuTime()-c.cpu
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return cost{Wall: wall, CPU: cpu, Allocs: float64(mem.Mallocs - c.mem.Mallocs), Bytes: float64(mem.TotalAlloc - c.mem.TotalAlloc)}
}

// cpuTime is the user and system time of this process.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // it cannot fail with these arguments
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// A result is what a contestant reached in a workload: medians.
type result struct {
	workload, contestant string
	cost                 cost // of one operation
	wall, cpu, p99       float64
	peak, basePeak       float64 // stream only: kilobytes
	bar                  Bar
	each                 []cost // in each repetition
}

// measure lets all contestants do the workload reps times. It leaves out those
// that do not take part, and those that fail, which the error tells beside the results of
// the others; without the baseline there is no result at all.
func measure(ctx context.Context, w workload, names []string, contestants []Contestant, bars []Bar, reps int, stretch time.Duration) ([]result, error) {
	n, err := calibrate(ctx, w, contestants[0], stretch)
	if errors.Is(err, ErrLeftOut) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("%s, %s: %w", w.name, names[0], err)
	}
	takes := make([]bool, len(contestants))
	var failures []error
	fails := func(i int, err error) {
		takes[i] = false
		failures = append(failures, fmt.Errorf("%s, %s: %w", w.name, names[i], err))
	}
	for i, c := range contestants {
		_, _, err := w.run(ctx, c, n) // warms it up, too
		err = w.tidy(ctx, c, err)
		if takes[i] = err == nil; err != nil && !errors.Is(err, ErrLeftOut) {
			fails(i, err)
		}
	}

	costs := make([][]cost, len(contestants))
	for rep := range reps {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		digests := make([]digest, len(contestants))
		for k := range contestants {
			i := (rep + k) % len(contestants)
			if !takes[i] {
				continue
			}
			c, ps, err := w.run(ctx, contestants[i], n)
			if err == nil {
				ps, err = w.verify(ctx, contestants[i], n, ps)
			}
			err = w.tidy(ctx, contestants[i], err)
			if err != nil {
				fails(i, err)
				continue
			}
			costs[i] = append(costs[i], c.per(n))
			digests[i] = digestOf(ps, w.unordered)
		}
		if !takes[0] {
			break // there is nothing to compare with
		}
		for i := range contestants {
			if takes[i] && digests[i] != digests[0] {
				fails(i, errors.New("its result differs from the baseline's"))
			}
		}
	}

	var results []result
	for i := range contestants {
		if takes[i] && takes[0] {
			results = append(results, summarize(w.name, names[i], costs[i], costs[0], bars[i]))
		}
	}
	return results, errors.Join(failures...)
}

// tidy deletes what the workload inserted.
func (w workload) tidy(ctx context.Context, c Contestant, err error) error {
	if w.trim && !errors.Is(err, ErrLeftOut) {
		err = errors.Join(err, c.Trim(ctx))
	}
	return err
}

// run does the workload n times and measures it. The contestants' ctx cannot be
// cancelled: watching one costs them more than some of them do themselves.
func (w workload) run(ctx context.Context, c Contestant, n int) (cost, Products, error) {
	ctx = context.WithoutCancel(ctx)
	serial++
	if a, ok := c.(Apart); ok {
		return a.Do(w.name, n)
	}
	if w.concurrent == 0 {
		clock := startClock()
		ps, err := w.do(ctx, c, n)
		return clock.stop(), ps, err
	}
	took := make([]time.Duration, n)
	clock := startClock()
	err := w.spread(ctx, c, took)
	total := clock.stop()
	slices.Sort(took)
	total.P99 = took[len(took)*99/100]
	return total, nil, err
}

// calibrate finds how many operations take the baseline about as long as stretch.
// It believes a figure only when a second run confirms it: the first ones open
// connections, and the machine has other things to do.
func calibrate(ctx context.Context, w workload, c Contestant, stretch time.Duration) (int, error) {
	for n := 1; ; n *= 2 {
		best := time.Duration(math.MaxInt64)
		for range 3 {
			took, _, err := w.run(ctx, c, n)
			if err != nil {
				return 0, err
			}
			if best = min(best, took.Wall); best < stretch/2 {
				break
			}
		}
		if best >= stretch/2 {
			return max(1, int(float64(n)*float64(stretch)/float64(best))), nil
		}
	}
}

// summarize makes a result of the costs in each repetition, and the baseline's.
func summarize(workload, contestant string, costs, base []cost, bar Bar) result {
	ratio := func(of func(cost) float64) float64 {
		rs := make([]float64, len(costs))
		for i := range costs {
			rs[i] = of(costs[i]) / of(base[i])
		}
		return median(rs)
	}
	value := func(of func(cost) float64) float64 {
		vs := make([]float64, len(costs))
		for i := range costs {
			vs[i] = of(costs[i])
		}
		return median(vs)
	}
	wall := func(c cost) float64 { return float64(c.Wall) }
	cpu := func(c cost) float64 { return float64(c.CPU) }
	p99 := func(c cost) float64 { return float64(c.P99) }
	r := result{workload: workload, contestant: contestant, bar: bar, each: costs, wall: ratio(wall), cpu: ratio(cpu), p99: ratio(p99)}
	r.cost = cost{
		Wall: time.Duration(value(wall)), CPU: time.Duration(value(cpu)), P99: time.Duration(value(p99)),
		Allocs: value(func(c cost) float64 { return c.Allocs }), Bytes: value(func(c cost) float64 { return c.Bytes }),
	}
	return r
}

// median is the middle one, or NaN of none.
func median(vs []float64) float64 {
	if len(vs) == 0 {
		return math.NaN()
	}
	slices.Sort(vs)
	return vs[len(vs)/2]
}
