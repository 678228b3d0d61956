package graphs_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
)

func TestMain(m *testing.M) { os.Exit(scratch.Main(m)) }

// counter counts the statements of an engine.
type counter struct {
	reads, writes atomic.Int64
	keep          bool
	sent          []written // while keep
}

func (c *counter) Before(context.Context, *engine.Event) {}

func (c *counter) After(e *engine.Event) {
	switch {
	case e.Step:
	case strings.HasPrefix(e.SQL, "SELECT"):
		c.reads.Add(1)
	default:
		c.writes.Add(1)
		if c.keep {
			c.sent = append(c.sent, noteWritten(e))
		}
	}
}

func (c *counter) take() (reads, writes int) {
	return int(c.reads.Swap(0)), int(c.writes.Swap(0))
}

// number is an environment variable's number, or n.
func number(t *testing.T, variable string, n uint64) uint64 {
	v := os.Getenv(variable)
	if v == "" {
		return n
	}
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		t.Fatalf("%s is no number: %v", variable, err)
	}
	return n
}

// TestRandomGraphs makes a graph, changes it in several transactions, compares, and
// deletes it as a whole. ALUDEL_GRAPHS says how many, ALUDEL_SEED which is the first.
func TestRandomGraphs(t *testing.T) {
	for _, d := range scratch.Databases() {
		t.Run(d.Name, func(t *testing.T) {
			n := number(t, "ALUDEL_GRAPHS", 40)
			if testing.Short() {
				n = min(n, 10)
			}
			first := number(t, "ALUDEL_SEED", 1)
			count := &counter{}
			options := []engine.Option{engine.Watch(count)}
			if n == 1 { // somebody looks for a mistake
				options = append(options, engine.Echo(t.Output()))
			}
			eng := d.Open(t, options...)
			defer eng.Close(context.Background())
			must(t, World.DropAll(t.Context(), eng))
			must(t, World.CreateAll(t.Context(), eng))
			begun := time.Now()
			sum := &figures{}
			for seed, failed := first, 0; seed < first+n && failed < 3; seed++ {
				if !one(t, eng, count, seed, sum) {
					failed++
					must(t, World.DropAll(t.Context(), eng))
					must(t, World.CreateAll(t.Context(), eng))
				}
			}
			t.Logf("%s: %d graphs from seed %d in %.0f s: %s", d.Name, n, first, time.Since(begun).Seconds(), sum)
		})
	}
}

// figures are what was done, so that a run that did nothing is seen.
type figures struct{ commits, changes, rows, savepoints, undone, statements, planned int }

func (f *figures) String() string {
	return fmt.Sprintf("%d commits of %d changes, %d rows changed by %d statements, %d savepoints of which %d were undone, %d statements as Plan has said",
		f.commits, f.changes, f.rows, f.statements, f.savepoints, f.undone, f.planned)
}

var errUndo = errors.New("undo")

// run is one graph.
type run struct {
	*changer
	t        *testing.T
	ctx      context.Context
	eng      *engine.Engine
	count    *counter
	seed     uint64
	sum      *figures
	plain    bool // nothing but Commit has flushed
	read     bool // relationships were read
	together bool // a trip is one flight
	failed   bool
}

func one(t *testing.T, eng *engine.Engine, count *counter, seed uint64, sum *figures) (ok bool) {
	r := &run{changer: &changer{Rand: rand.New(rand.NewPCG(seed, 4)), s: orm.NewSession(eng), w: &world{}},
		t: t, ctx: t.Context(), eng: eng, count: count, seed: seed, sum: sum, together: eng.Dialect().Name() == "postgresql"}
	defer func() { _ = r.s.Close(); ok = !r.failed }()
	was := map[string]string{}
	for round := range 2 + r.IntN(3) {
		if round > 0 && r.IntN(3) == 0 {
			r.again()
		}
		r.did("-- round %d", round)
		r.plain, r.read, r.swapped = true, false, 0
		count.take()
		undo := r.w.save()
		r.changes(4+r.IntN(14), 0)
		if r.failed {
			return false
		}
		if r.IntN(8) == 0 {
			r.did("rollback")
			if r.ok(r.s.Rollback(r.ctx)); r.failed {
				return false
			}
			r.touched = nil
			undo()
			r.w.stale = r.w.stale || r.read
		} else if r.ok(r.commit()); r.failed {
			return false
		}
		r.touched = nil
		reads, writes := count.take()
		now := r.w.rows()
		n := changed(was, now) + r.swapped
		if r.plain && (writes > 2*n+12 || reads > 6 || n == 0 && writes > 0) {
			r.fail("%d rows changed by %d statements, after reading %d times", n, writes, reads)
		}
		sum.commits, sum.rows, sum.statements = sum.commits+1, sum.rows+n, sum.statements+writes
		was = now
		if wrong := r.w.memory(r.s); len(wrong) > 0 {
			r.fail("%s", strings.Join(wrong, "\n"))
			return false
		}
		count.take()
		if r.ok(r.s.Flush(r.ctx)); r.failed {
			return false
		}
		if _, writes := count.take(); writes > 0 {
			r.fail("a second flush sends %d statements", writes)
			return false
		}
		r.ok(r.s.Rollback(r.ctx))
		if r.compare(); r.failed {
			return false
		}
	}
	r.end()
	return !r.failed
}

// changes makes n changes, among them savepoints.
func (r *run) changes(n, depth int) {
	for range n {
		r.sum.changes++
		switch k := r.IntN(28); {
		case r.failed:
			return
		case k == 0:
			r.did("sync")
			r.ok(r.s.Sync())
			r.touched = nil
		case k == 1:
			r.flush()
		case k == 2 && depth < 3:
			r.savepoint(depth)
		case k < 7:
			r.middle()
		default:
			if r.step(); r.err != nil {
				r.ok(r.err)
			}
		}
	}
}

func (r *run) flush() {
	r.plain = false
	r.did("flush")
	r.ok(r.s.Flush(r.ctx))
	r.touched = nil
	if !r.failed {
		if wrong := r.w.memory(r.s); len(wrong) > 0 {
			r.fail("after a flush: %s", strings.Join(wrong, "\n"))
		}
	}
}

func (r *run) savepoint(depth int) {
	r.plain = false
	r.sum.savepoints++
	r.did("savepoint {")
	var undo func()
	var before map[any]string
	fails := r.IntN(2) == 0
	outer := r.read
	r.read = false
	err := r.s.Savepoint(r.ctx, func() error {
		r.touched = nil
		if undo, before = r.w.save(), r.w.copies(); r.failed {
			return errUndo
		}
		r.changes(1+r.IntN(6), depth+1)
		if fails {
			return errUndo
		}
		return nil
	})
	r.touched = nil
	defer func() { r.read = r.read || outer }()
	if fails && errors.Is(err, errUndo) {
		r.did("} undone")
		r.sum.undone++
		nodes := r.w.nodes
		undo()
		r.w.stale = r.w.stale || r.read
		for obj, was := range before {
			if is := fields(obj); is != was && !r.failed && (!r.read || values(is) != values(was)) { // what was read stays loaded
				r.fail("a savepoint was undone:\n%s\nis not what it was:\n%s", is, was)
			}
		}
		for _, n := range nodes {
			if before[n.obj] == "" && (n.obj.ID != 0 || n.obj.V != 0) && !r.failed {
				r.fail("a node of an undone savepoint keeps what the session has written: %+v", *n.obj)
			}
		}
	} else {
		r.did("}")
		r.ok(err)
	}
	if !r.failed {
		if wrong := r.w.memory(r.s); len(wrong) > 0 {
			r.fail("after a savepoint: %s", strings.Join(wrong, "\n"))
		}
	}
}

func (r *run) ok(err error) {
	if err != nil && !r.failed {
		r.fail("%v", err)
	}
}

func (r *run) fail(format string, args ...any) {
	r.t.Helper()
	r.failed = true
	r.t.Errorf("seed %d: %s\n%s", r.seed, fmt.Sprintf(format, args...), strings.Join(r.log, "\n"))
}

// end deletes everything in one flush.
func (r *run) end() {
	var all []any
	for _, n := range r.w.nodes {
		all = append(all, n.obj)
	}
	for _, p := range r.w.places {
		all = append(all, p.obj)
	}
	for _, t := range r.w.tags {
		all = append(all, t.obj)
	}
	for _, l := range r.w.lines {
		all = append(all, l.obj)
	}
	for _, m := range r.w.marks {
		all = append(all, m.obj)
	}
	for _, a := range r.w.assets {
		if a.car != nil {
			all = append(all, a.car)
		} else if a.house != nil {
			all = append(all, a.house)
		} else {
			all = append(all, a.obj)
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	r.did("delete all")
	r.s.Delete(all...)
	if r.ok(r.commit()); r.failed {
		return
	}
	if n := r.s.Len(); n != 0 {
		r.fail("the session still knows %d objects", n)
	}
	*r.w = world{}
	r.compare()
}

// again goes on with another session, which knows all rows and some relationships.
func (r *run) again() {
	r.did("-- another session")
	r.ok(r.s.Close())
	r.s = orm.NewSession(r.eng)
	r.w.stale = false
	l := r.load(r.s, func() bool { return r.IntN(2) == 0 })
	if r.failed {
		return
	}
	for _, n := range r.w.nodes {
		n.obj = l.nodes[n.obj.ID]
	}
	for _, p := range r.w.places {
		p.obj = l.places[p.obj.Code]
	}
	for _, t := range r.w.tags {
		t.obj = l.tags[t.obj.ID]
	}
	for _, x := range r.w.lines {
		x.obj = l.lines[lineKey{x.obj.NodeID, x.obj.No}]
	}
	for _, m := range r.w.marks {
		m.obj = l.marks[m.obj.ID]
	}
	for _, a := range r.w.assets {
		a.obj = l.assets[a.obj.ID]
		if a.car != nil {
			a.car, _ = orm.As[*Car](r.s, a.obj)
		}
		if a.house != nil {
			a.house, _ = orm.As[*House](r.s, a.obj)
		}
	}
}

type loaded struct {
	nodes  map[int]*Node
	places map[string]*Place
	tags   map[int]*Tag
	lines  map[lineKey]*Line
	marks  map[int]*Mark
	assets map[int]*Asset
}

// load reads all rows, and of relationships those that choose wants.
func (r *run) load(s *orm.Session, choose func() bool) *loaded {
	l := &loaded{map[int]*Node{}, map[string]*Place{}, map[int]*Tag{}, map[lineKey]*Line{}, map[int]*Mark{}, map[int]*Asset{}}
	var with []orm.Load[*Node]
	for _, x := range []orm.Load[*Node]{orm.SelectIn(Nodes.Parent), orm.SelectIn(Nodes.Children), orm.SelectIn(Nodes.Partner), orm.SelectIn(Nodes.Home),
		orm.SelectIn(Nodes.Lines, orm.SelectIn(Lines.Marks)), orm.SelectIn(Nodes.Tags, orm.SelectIn(Tags.Nodes)), orm.SelectIn(Nodes.Links), orm.SelectIn(Nodes.Assets)} {
		if choose() {
			with = append(with, x)
		}
	}
	nodes, err := orm.Select(Nodes).With(with...).All(r.ctx, s)
	r.ok(err)
	for _, x := range nodes {
		l.nodes[x.ID] = x
	}
	places, err := orm.Select(Places).All(r.ctx, s)
	r.ok(err)
	for _, x := range places {
		l.places[x.Code] = x
	}
	tags, err := orm.Select(Tags).All(r.ctx, s)
	r.ok(err)
	for _, x := range tags {
		l.tags[x.ID] = x
	}
	lines, err := orm.Select(Lines).All(r.ctx, s)
	r.ok(err)
	for _, x := range lines {
		l.lines[lineKey{x.NodeID, x.No}] = x
	}
	marks, err := orm.Select(Marks).All(r.ctx, s)
	r.ok(err)
	for _, x := range marks {
		l.marks[x.ID] = x
	}
	assets, err := orm.Select(Assets).All(r.ctx, s)
	r.ok(err)
	for _, x := range assets {
		l.assets[x.ID] = x
	}
	return l
}

// compare loads everything in a fresh session and compares it with the world.
func (r *run) compare() {
	s := orm.NewSession(r.eng)
	defer s.Close()
	r.count.take()
	l := r.load(s, func() bool { return true })
	if reads, _ := r.count.take(); reads > 22 {
		r.fail("%d statements read the graph", reads)
	}
	want := r.w.rows()
	if got := rowsOf(s, l); differences(got, want) != "" {
		r.fail("the database differs:\n%s", differences(got, want))
	}
	for _, n := range r.w.nodes {
		if x := l.nodes[n.obj.ID]; x != nil && x.V != n.obj.V {
			r.fail("node %d has version %d in memory and %d in the database", x.ID, n.obj.V, x.V)
		}
	}
}

// rowsOf tells the rows by the objects that are loaded, references and collections
// included: what they say must be what the keys say.
func rowsOf(s *orm.Session, l *loaded) map[string]string {
	w := &world{}
	nodes, tags, places, lines := map[*Node]*wNode{}, map[*Tag]*wTag{}, map[*Place]*wPlace{}, map[*Line]*wLine{}
	for _, p := range l.places {
		places[p] = &wPlace{p, p.Code, p.Title}
		w.places = append(w.places, places[p])
	}
	for _, t := range l.tags {
		tags[t] = &wTag{t, t.Word}
		w.tags = append(w.tags, tags[t])
	}
	for _, n := range l.nodes {
		nodes[n] = &wNode{obj: n, label: n.Label, rank: n.Rank}
		if n.Slot != nil {
			nodes[n].slot = *n.Slot
		}
		w.nodes = append(w.nodes, nodes[n])
	}
	for _, n := range l.nodes {
		x := nodes[n]
		if n.Parent != nil && slices.Contains(n.Parent.Children, n) {
			x.parent = nodes[n.Parent]
		}
		if n.Partner != nil {
			x.partner = nodes[n.Partner]
		}
		if n.Home != nil {
			x.home = places[n.Home]
		}
		for _, t := range n.Tags {
			if slices.Contains(t.Nodes, n) {
				x.tags = with(x.tags, tags[t])
			}
		}
		for _, m := range n.Links {
			x.links = with(x.links, nodes[m])
		}
		for _, i := range n.Lines {
			lines[i] = &wLine{i, x, i.No, i.Text}
			w.lines = append(w.lines, lines[i])
		}
	}
	for _, m := range l.marks {
		x := &wMark{obj: m, note: m.Note}
		if m.Line != nil && slices.Contains(m.Line.Marks, m) {
			x.line = lines[m.Line]
		}
		w.marks = append(w.marks, x)
	}
	for _, a := range l.assets {
		x := &wAsset{obj: a, name: a.Name}
		if c, ok := orm.As[*Car](s, a); ok {
			x.car, x.plate = c, c.Plate
		}
		if h, ok := orm.As[*House](s, a); ok {
			x.house, x.rooms = h, h.Rooms
		}
		if a.Holder != nil && slices.Contains(a.Holder.Assets, a) {
			x.holder = nodes[a.Holder]
		}
		w.assets = append(w.assets, x)
	}
	return w.rows()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
