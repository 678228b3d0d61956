package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/aludel/aludel/bench/buildtime"
)

// mappedTables is how many tables the program has whose building is measured.
const mappedTables = 100

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %v\n", err)
		stop()
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	only, databases, who []string // empty: all
	reps                 int
	stretch              time.Duration
	profile              string // a directory, or ""
}

func run(ctx context.Context) error {
	var o options
	only := flag.String("only", "", "comma-separated workloads; stream, build, shapes, objects and startup among them; none: all")
	dbs := flag.String("db", "", "comma-separated databases; none: all")
	flag.IntVar(&o.reps, "reps", 21, "repetitions of each workload")
	flag.DurationVar(&o.stretch, "stretch", 25*time.Millisecond, "about how long the baseline works in one repetition")
	who := flag.String("who", "", "contestants beside the baseline, separated by semicolons; none: all")
	flag.StringVar(&o.profile, "profile", "", "a directory for the CPU and allocation profiles of each contestant in each workload; the figures are then worth little")
	readme := flag.String("readme", "", "a file whose tables are rewritten; none: print them")
	front := flag.String("front", "", "with -readme: a file in which the table of the rivals is rewritten")
	stream := flag.String("stream", "", "internal: the contestant that streams once in this process")
	address := flag.String("url", "", "internal: the database of -stream")
	flag.Parse()
	if o.profile != "" {
		runtime.MemProfileRate = 1 // from the beginning, so that the counts are exact
	}
	o.only, o.databases, o.who = list(*only, ","), list(*dbs, ","), list(*who, ";")
	if *stream != "" {
		return streamOnce(ctx, find(o.databases[0], *stream), *address)
	}
	if *readme != "" && (len(o.only) > 0 || len(o.databases) > 0 || len(o.who) > 0) {
		return errors.New("-readme wants everything measured: leave -only, -db and -who out")
	}

	var failures []error // of some, which do not lose the others' figures
	var out bytes.Buffer
	fmt.Fprintf(&out, "\n%s %s/%s, %d cores; %d repetitions.\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), o.reps)
	if len(o.databases) == 0 && (len(o.only) == 0 || slices.Contains(o.only, "build")) {
		fmt.Fprintln(os.Stderr, "build")
		b, err := buildtime.Measure(ctx, ".", mappedTables)
		if err != nil {
			failures = append(failures, fmt.Errorf("build: %w", err))
		}
		fmt.Fprintf(&out, "\nA program with %d mapped tables: %.1f s and %.2f GB (its largest process); wanted ≤ 6 s and 1 GB.\n",
			b.Tables, b.Wall.Seconds(), float64(b.Peak)/1e9)
	}
	if len(o.databases) == 0 && (len(o.only) == 0 || slices.Contains(o.only, "shapes")) {
		fmt.Fprintln(os.Stderr, "shapes")
		if err := shapesTable(&out, o); err != nil {
			failures = append(failures, fmt.Errorf("shapes: %w", err))
		}
	}
	if len(o.databases) == 0 && (len(o.only) == 0 || slices.Contains(o.only, "objects")) {
		fmt.Fprintln(os.Stderr, "objects")
		if err := objectsTable(ctx, &out, o); err != nil {
			failures = append(failures, fmt.Errorf("objects: %w", err))
		}
	}
	if len(o.databases) == 0 && (len(o.only) == 0 || slices.Contains(o.only, "startup")) {
		fmt.Fprintln(os.Stderr, "startup")
		if err := startupTable(ctx, &out, o); err != nil {
			failures = append(failures, fmt.Errorf("startup: %w", err))
		}
	}
	var all []measured
	for _, d := range databases {
		if len(o.only) > 0 && !slices.ContainsFunc(o.only, onDatabase) || len(o.databases) > 0 && !slices.Contains(o.databases, d.name) {
			continue
		}
		m, err := d.only(o.who).measure(ctx, o)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", d.name, err))
		}
		all = append(all, m)
	}
	var rivals bytes.Buffer
	rivalTable(&rivals, all)
	out.Write(rivals.Bytes())
	for _, m := range all {
		if m.title != "" {
			table(&out, m.title, m.results)
		}
	}
	absent(&out, all)
	failed(&out, failures)
	out.WriteString("\n")
	var err error
	if *readme != "" {
		err = rewrite(*readme, beginMark, endMark, out.Bytes())
		if *front != "" {
			err = errors.Join(err, rewrite(*front, rivalBeginMark, rivalEndMark, rivals.Bytes()))
		}
	} else {
		_, err = os.Stdout.Write(out.Bytes())
	}
	return errors.Join(append(failures, err)...)
}

// onDatabase reports whether a workload is run on each database.
func onDatabase(workload string) bool {
	return !slices.Contains([]string{"build", "shapes", "objects", "startup"}, workload)
}

// list splits at separators; "" is empty.
func list(s, separator string) []string {
	return slices.DeleteFunc(strings.Split(s, separator), func(s string) bool { return s == "" })
}

// find returns an entry; both names come from this program.
func find(db, contestant string) Entry {
	d := databases[slices.IndexFunc(databases, func(d database) bool { return d.name == db })]
	return d.entries[slices.IndexFunc(d.entries, func(e Entry) bool { return e.Name == contestant })]
}

// only leaves the named contestants beside the baseline.
func (d database) only(who []string) database {
	if len(who) > 0 {
		d.entries = slices.DeleteFunc(slices.Clone(d.entries), func(e Entry) bool {
			return e.Name != d.entries[0].Name && !slices.Contains(who, e.Name)
		})
	}
	return d
}

// measured is what came out on a database.
type measured struct {
	database
	title    string // "": nothing
	results  []result
	versions []string // of those that are Apart
	absent   []string // who is not on this machine, and why
}

// measure fills the database and runs everything on it.
func (d database) measure(ctx context.Context, o options) (m measured, err error) {
	m.database = d
	dir, err := os.MkdirTemp("", "aludel-bench-")
	if err != nil {
		return m, err
	}
	defer os.RemoveAll(dir)

	addresses := make([]string, len(d.entries))
	for i := range d.entries {
		if addresses[i], err = d.address(dir, i); err != nil {
			return m, err
		}
		if i > 0 && addresses[i] == addresses[i-1] {
			continue
		}
		if err := d.fill(ctx, addresses[i], i == 0, d.entries[i].Small); err != nil {
			return m, fmt.Errorf("filling the tables: %w", err)
		}
	}
	defer func() { err = errors.Join(err, d.clear(context.WithoutCancel(ctx), addresses[0])) }()
	if m.title, err = d.describe(ctx, addresses[0]); err != nil {
		return m, err
	}

	err = m.measureAll(ctx, addresses, o)
	if ctx.Err() == nil && o.profile == "" && (len(o.only) == 0 || slices.Contains(o.only, "stream")) {
		fmt.Fprintf(os.Stderr, "%s: stream\n", d.name)
		more, serr := measureStream(ctx, d, addresses, min(o.reps, 5))
		m.results, err = append(m.results, more...), errors.Join(err, serr)
	}
	return m, err
}

// measureAll runs the workloads that share this process. The contestants are
// closed when it returns.
func (m *measured) measureAll(ctx context.Context, addresses []string, o options) (err error) {
	names := make([]string, len(m.entries))
	contestants := make([]Contestant, 0, len(m.entries))
	defer func() {
		for _, c := range contestants {
			err = errors.Join(err, c.Close())
		}
	}()
	var failures []error
	for i, e := range m.entries {
		names[i] = e.Name
		c, err := e.Open(ctx, addresses[i])
		var away notHereError
		if a, ok := c.(Apart); ok && e.Rival != "" {
			m.versions = append(m.versions, a.Version())
		}
		if errors.As(err, &away) {
			m.absent = append(m.absent, e.Name+": "+away.Error())
			c = Absent{}
		} else if err != nil {
			failures = append(failures, fmt.Errorf("opening %s: %w", e.Name, err))
			c = Absent{}
		}
		contestants = append(contestants, c)
	}
	for _, w := range workloads {
		if len(o.only) > 0 && !slices.Contains(o.only, w.name) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %s\n", m.name, w.name)
		wanted := make([]Bar, len(m.entries))
		for i, e := range m.entries {
			wanted[i] = bars[m.name][e.Aim][w.name]
		}
		if o.profile != "" {
			if err := profile(ctx, w, names, contestants, o); err != nil {
				return err
			}
			continue
		}
		rs, err := measure(ctx, w, names, contestants, wanted, o.reps, o.stretch)
		failures = append(failures, err)
		m.results = append(m.results, rs...)
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(failures...)
}
