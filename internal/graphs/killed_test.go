package graphs_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/faultnet"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// TestConnectionLostAtEveryStatement commits a flush of several levels while the
// connection is lost at its first statement, at its second, and so on: on the way to
// the server, on the way back, or because the server ends the session. The database
// holds what was before or all of what was asked for, and only the latter when
// Commit has said so; after Rollback the objects are what they were, and the same
// session does the same again.
func TestConnectionLostAtEveryStatement(t *testing.T) {
	for _, d := range scratch.Databases()[1:] {
		t.Run(d.Name, func(t *testing.T) {
			ctx := t.Context()
			near := d.Open(t)
			must(t, World.DropAll(ctx, near))
			must(t, World.CreateAll(ctx, near))
			must(t, near.Close(ctx))
			far, relay := through(t, d)
			defer relay.Close()
			defer far.Close(context.Background())
			for _, how := range []string{"before", "after", "killed"} {
				for n := 1; ; n++ {
					l := &loss{t: t, d: d, near: d.Open(t), far: far, relay: relay, how: how, at: n}
					more := l.run(ctx)
					must(t, l.near.Close(ctx))
					if !more {
						if n < 20 {
							t.Fatalf("the flush had only %d statements", n-1)
						}
						t.Logf("%s: a flush of %d statements, COMMIT among them", how, n-1)
						break
					}
				}
			}
		})
	}
}

// through is the database behind a relay.
func through(t *testing.T, d scratch.Database) (*engine.Engine, *faultnet.Relay) {
	t.Helper()
	u, err := dburl.Parse(d.URL(t))
	must(t, err)
	socket := map[string]string{"postgres": "host", "mysql": "unix_socket"}[d.Name]
	network, address := "unix", u.Socket
	switch {
	case u.Socket != "" && d.Name == "postgres":
		address = fmt.Sprintf("%s/.s.PGSQL.%d", u.Socket, cmp.Or(u.SocketPort, 5432))
	case u.Socket == "":
		h := dburl.Host{Name: "127.0.0.1"}
		if len(u.Hosts) > 0 {
			h = u.Hosts[0]
		}
		port := cmp.Or(h.Port, map[string]int{"postgres": 5432, "mysql": 3306}[d.Name])
		network, address = "tcp", net.JoinHostPort(h.Name, strconv.Itoa(port))
	}
	relay, err := faultnet.New(map[string]string{"postgres": "postgresql", "mysql": "mysql"}[d.Name], network, address)
	must(t, err)
	host, port, err := net.SplitHostPort(relay.Addr())
	must(t, err)
	n, err := strconv.Atoi(port)
	must(t, err)
	u = u.SetOption(socket).SetHosts(dburl.Host{Name: host, Port: n})
	u.Socket, u.SocketPort = "", 0
	if d.Name == "postgres" {
		u = u.SetOption("sslmode", "disable")
	}
	eng, err := engine.Open(d.Dialect, u.Unmasked())
	must(t, err)
	return eng, relay
}

// loss is one commit during which the connection is lost at one statement.
type loss struct {
	t         *testing.T
	d         scratch.Database
	near, far *engine.Engine // without the relay, and through it
	relay     *faultnet.Relay
	how       string
	at        int

	mu   sync.Mutex
	seen int
	last string
}

// rule loses the statement at which it is due.
func (l *loss) rule(text string) faultnet.Cut {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen++; l.seen != l.at {
		return faultnet.Pass
	}
	l.last = text
	switch l.how {
	case "before":
		return faultnet.Before
	case "after":
		return faultnet.After
	case "server":
		killServer(l.t, l.d)
		return faultnet.Pass
	}
	admin := l.d.Open(l.t)
	defer admin.Close(context.Background())
	if err := kill(admin); err != nil {
		l.t.Error(err)
	}
	return faultnet.Pass
}

// kill ends all sessions of the database but the one that asks.
func kill(eng *engine.Engine) error {
	ctx := context.Background()
	if eng.Dialect().Name() == "postgresql" {
		_, err := engine.AllAs[bool](ctx, eng, sql.Text("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid != pg_backend_pid()"))
		return err
	}
	others := "SELECT id FROM information_schema.processlist WHERE db = database() AND id != connection_id()"
	return eng.Begin(ctx, func(c *engine.Conn) error {
		for {
			ids, err := engine.AllAs[int64](ctx, c, sql.Text(sql.SQL(others)))
			if err != nil || len(ids) == 0 {
				return err
			}
			for _, id := range ids {
				if r, err := c.Execute(ctx, sql.Text(sql.SQL(fmt.Sprintf("KILL %d", id)))); err == nil { // it may be gone already
					_ = r.Close()
				}
			}
			time.Sleep(time.Millisecond)
		}
	})
}

// run reports whether the flush had as many statements.
func (l *loss) run(ctx context.Context) bool {
	t := l.t
	fill(t, ctx, l.near)
	before := dump(t, ctx, l.near)
	s := orm.NewSession(l.far)
	defer s.Close()
	g := get(t, ctx, s)
	was := g.copies()
	change(s, g)
	must(t, l.near.Close(ctx)) // it would be killed as well
	l.relay.Rule(l.rule)
	err := s.Commit(ctx)
	l.relay.Rule(nil)
	if l.how == "server" {
		ready(t, ctx, l.d)
	}
	l.mu.Lock() // whoever kills has done so
	l.near = l.d.Open(t)
	l.mu.Unlock()
	after := dump(t, ctx, l.near)
	where := fmt.Sprintf("lost %s statement %d (%s): Commit says %v", l.how, l.at, l.last, err)
	if l.seen < l.at {
		must(t, err)
		if after == before {
			t.Fatal("nothing was changed")
		}
		if l.how == "server" { // and what was acknowledged is there
			must(t, l.near.Close(ctx))
			killServer(t, l.d)
			ready(t, ctx, l.d)
			l.near = l.d.Open(t)
			if after := dump(t, ctx, l.near); after != expected {
				t.Fatalf("the server has lost what it has acknowledged: it has\n%s", after)
			}
		}
		return false
	}
	whole := expected
	switch {
	case err == nil:
		t.Fatalf("%s", where)
	case !errors.Is(err, driver.ErrDisconnected):
		t.Fatalf("%s: not ErrDisconnected", where)
	case errors.Is(err, engine.ErrCommitUnknown):
		if after != before && after != whole {
			t.Fatalf("%s; half of it was done:\n%s", where, after)
		}
		if after == whole && l.how == "before" {
			t.Fatalf("%s, and it was done", where)
		}
	case after != before:
		t.Fatalf("%s, and the database has:\n%s\nbefore:\n%s", where, after, before)
	}
	var st *engine.StatementError
	if read := errors.As(err, &st) && st.Op == "SELECT"; !read { // what a cascade reads comes first, with BEGIN: nothing was written yet
		if err := s.Flush(ctx); !errors.Is(err, orm.ErrPendingRollback) {
			t.Fatalf("%s; Flush afterwards: %v", where, err)
		}
	}
	if err := s.Rollback(ctx); err != nil {
		t.Fatalf("%s; Rollback: %v", where, err)
	}
	if errors.Is(err, engine.ErrCommitUnknown) { // memory is neither restored nor confirmed: what is asked for is read
		must(t, s.Clear())
		if after == before {
			change(s, get(t, ctx, s))
		}
	} else {
		for obj, x := range was {
			if is := fields(obj); is != x {
				t.Fatalf("%s; after Rollback an object is\n%s\nand was\n%s", where, is, x)
			}
		}
		change(s, g)
	}
	if err := s.Commit(ctx); err != nil {
		t.Fatalf("%s; the same again: %v", where, err)
	}
	if now := dump(t, ctx, l.near); now != whole {
		t.Fatalf("%s; the same again leaves:\n%s\nwant:\n%s", where, now, whole)
	}
	must(t, s.Close())
	if st := l.far.Status(); st.InUse != 0 || st.Waiting != 0 {
		t.Fatalf("%s; the pool has %+v", where, st)
	}
	return true
}

// few is a small graph by its labels.
type few struct {
	node  map[string]*Node
	tag   map[string]*Tag
	place map[string]*Place
	mark  *Mark
	car   *Car
}

func fill(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	must(t, eng.Begin(ctx, func(c *engine.Conn) error {
		for _, text := range []sql.SQL{"DELETE FROM mark", "DELETE FROM line", "DELETE FROM car", "DELETE FROM asset", "DELETE FROM tagged", "DELETE FROM linked", "DELETE FROM tag",
			"UPDATE node SET parent_id = NULL, partner_id = NULL", "DELETE FROM node", "DELETE FROM place"} {
			if r, err := c.Execute(ctx, sql.Text(text)); err != nil {
				return err
			} else if err := r.Close(); err != nil {
				return err
			}
		}
		return nil
	}))
	must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
		one, two := 1, 2
		x := &Tag{Word: "x"}
		a := &Node{Label: "a", Slot: &one, Home: &Place{Code: "here"}, Tags: []*Tag{x, {Word: "y"}}, Lines: []*Line{{No: 1, Text: "first"}, {No: 2}}}
		b := &Node{Label: "b", Slot: &two, Parent: a, Tags: []*Tag{x}}
		c := &Node{Label: "c", Parent: b, Partner: a, Lines: []*Line{{No: 7}}}
		car := &Car{Asset: Asset{Name: "beetle"}, Plate: "p1"}
		s.Add(a, b, c, car, &Mark{Note: "m", Line: c.Lines[0]})
		car.Holder = c
		return nil
	}))
}

func get(t *testing.T, ctx context.Context, s *orm.Session) *few {
	t.Helper()
	g := &few{node: map[string]*Node{}, tag: map[string]*Tag{}, place: map[string]*Place{}}
	nodes, err := orm.Select(Nodes).With(orm.SelectIn(Nodes.Lines), orm.SelectIn(Nodes.Tags), orm.SelectIn(Nodes.Children)).All(ctx, s)
	must(t, err)
	for _, n := range nodes {
		g.node[n.Label] = n
		for _, x := range n.Tags {
			g.tag[x.Word] = x
		}
	}
	g.mark, err = orm.Select(Marks).One(ctx, s)
	must(t, err)
	g.car, err = orm.Select(Cars).One(ctx, s)
	must(t, err)
	p, err := orm.Select(Places).One(ctx, s)
	must(t, err)
	g.place[p.Code] = p
	return g
}

func (g *few) copies() map[any]string {
	out := map[any]string{g.mark: fields(g.mark), g.car: fields(g.car)}
	for _, n := range g.node {
		out[n] = fields(n)
	}
	for _, x := range g.tag {
		out[x] = fields(x)
	}
	for _, p := range g.place {
		out[p] = fields(p)
	}
	return out
}

// change asks for three levels of new rows, swapped unique values, moves, another key,
// pairs in and out, and deletes that cascade and let go.
func change(s *orm.Session, g *few) {
	a, b, c := g.node["a"], g.node["b"], g.node["c"]
	a.Label, b.Label = b.Label, a.Label
	a.Slot, b.Slot = b.Slot, a.Slot
	g.place["here"].Code = "there"
	d := &Node{Label: "d", Parent: b, Children: []*Node{{Label: "e", Children: []*Node{{Label: "f", Lines: []*Line{{No: 3, Text: "new"}}}}}}}
	d.Tags = []*Tag{g.tag["y"], {Word: "z"}}
	s.Add(d)
	d.Partner, d.Children[0].Partner = d.Children[0], d // a circle
	remove(&a.Tags, g.tag["x"])
	a.Lines[0].Text = "changed"
	g.car.Plate, g.car.Holder = "p2", d
	s.Delete(c)
}

// expected is what dump gives afterwards.
const expected = `asset beetle p2 of d
line 1 changed of b
line 2  of b
line 3 new of f
mark m of 0
node a 1 under b at  with none tagged x
node b 2 under  at there with none tagged y
node d 0 under a at  with e tagged y z
node e 0 under d at  with d tagged 
node f 0 under e at  with none tagged 
place there
tag x
tag y
tag z`

// dump is what another session finds, without the keys that the database makes up.
func dump(t *testing.T, ctx context.Context, eng *engine.Engine) string {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	r := &run{t: t, ctx: ctx, changer: &changer{}}
	l := r.load(s, func() bool { return true })
	if r.failed {
		t.FailNow()
	}
	var out []string
	label := func(n *Node, none string) string {
		if n == nil {
			return none
		}
		return n.Label
	}
	for _, n := range l.nodes {
		slot, home := 0, ""
		if n.Slot != nil {
			slot = *n.Slot
		}
		if n.Home != nil {
			home = n.Home.Code
		}
		var words []string
		for _, x := range slices.SortedFunc(slices.Values(n.Tags), func(a, b *Tag) int { return cmp.Compare(a.Word, b.Word) }) {
			words = append(words, x.Word)
		}
		out = append(out, fmt.Sprintf("node %s %d under %s at %s with %s tagged %s", n.Label, slot, label(n.Parent, ""), home, label(n.Partner, "none"), strings.Join(words, " ")))
		for _, x := range n.Lines {
			out = append(out, fmt.Sprintf("line %d %s of %s", x.No, x.Text, n.Label))
		}
	}
	for _, p := range l.places {
		out = append(out, "place "+p.Code)
	}
	for _, x := range l.tags {
		out = append(out, "tag "+x.Word)
	}
	for _, m := range l.marks {
		no := 0
		if m.LineNo != nil {
			no = *m.LineNo
		}
		out = append(out, fmt.Sprintf("mark %s of %d", m.Note, no))
	}
	for _, x := range l.assets {
		if c, ok := orm.As[*Car](s, x); ok {
			out = append(out, fmt.Sprintf("asset %s %s of %s", x.Name, c.Plate, label(x.Holder, "")))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
