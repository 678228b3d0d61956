package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A gauge tells when it is read, and read again.

type Gauge struct {
	ID      int
	Name    string
	Level   int
	Text    string
	ValveID *int
	Valve   *Valve
}

type Valve struct {
	ID     int
	Open   bool
	Gauges []*Gauge
}

type GaugeTable struct {
	orm.TableOf[Gauge, int]
	ID      schema.Int
	Name    schema.String
	Level   schema.Int
	Text    schema.String
	ValveID schema.NullInt
	Valve   orm.One[Gauge, Valve]
}

type ValveTable struct {
	orm.TableOf[Valve, int]
	ID     schema.Int
	Open   schema.Bool
	Gauges orm.Many[Valve, Gauge]
}

var (
	Plumbing = orm.NewBase()
	Valves   = orm.Declare(Plumbing, "hook_valve", func(t *ValveTable) { t.ID.PrimaryKey() })
	Gauges   = orm.Declare(Plumbing, "hook_gauge", func(t *GaugeTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Text.Size(20)
		t.ValveID.References(Valves.ID)
		t.Valve.Inverse(Valves.Gauges)
	})

	gaugeLog []string
	gaugeErr error
)

func init() {
	orm.AfterLoad(Gauges, func(_ context.Context, g *Gauge) error { gaugeLog = append(gaugeLog, "load "+g.Name); return gaugeErr })
	orm.AfterRefresh(Gauges, func(_ context.Context, g *Gauge) error {
		gaugeLog = append(gaugeLog, fmt.Sprint("refresh ", g.Name, g.Level))
		return gaugeErr
	})
}

// watcher keeps transitions as text.
type watcher struct {
	log []string
	err error
}

func (w *watcher) see(t orm.Transition) error {
	name := "?"
	switch x := t.Object.(type) {
	case *Gauge:
		name = x.Name
	case *Product:
		name = x.Name
	}
	w.log = append(w.log, fmt.Sprint(name, " ", t.From, "-", t.To))
	return w.err
}

func (w *watcher) take() string {
	s := strings.Join(w.log, ", ")
	w.log = nil
	return s
}

func TestTransitions(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		w := &watcher{}
		s := orm.NewSession(eng, orm.OnTransition(w.see))
		t.Cleanup(func() { s.Close() })
		saw := func(want string) {
			t.Helper()
			if got := w.take(); got != want {
				t.Errorf("saw  %s\nwant %s", got, want)
			}
		}
		a, b := &Product{Name: "a"}, &Product{Name: "b"}
		s.Add(a, b)
		saw("a transient-pending, b transient-pending")
		s.Delete(b)
		must(t, s.Flush(ctx))
		saw("b pending-transient, a pending-persistent")
		must(t, s.Rollback(ctx))
		saw("a persistent-transient")
		s.Add(a, b)
		must(t, s.Commit(ctx))
		saw("a transient-pending, b transient-pending, a pending-persistent, b pending-persistent")
		s.Delete(a)
		saw("")
		must(t, s.Flush(ctx))
		saw("a persistent-deleted")
		must(t, s.Rollback(ctx))
		saw("a deleted-persistent, a persistent-expired, b persistent-expired")
		_, err := orm.Select(Products).OrderBy(Products.ID).All(ctx, s)
		must(t, err)
		saw("a expired-persistent, b expired-persistent")
		must(t, s.Expire(a))
		must(t, s.Refresh(ctx, a))
		saw("a persistent-expired, a expired-persistent")
		no := errors.New("no")
		if err := s.Savepoint(ctx, func() error {
			s.Delete(b)
			s.Add(&Product{Name: "c"})
			must(t, s.Flush(ctx))
			return no
		}); !errors.Is(err, no) {
			t.Fatal(err)
		}
		saw("c transient-pending, b persistent-deleted, c pending-persistent, c persistent-transient, b deleted-persistent")
		s.Delete(a)
		must(t, s.Commit(ctx))
		saw("a persistent-deleted, a deleted-detached")
		must(t, s.Expunge(b))
		saw("b persistent-detached")
		must(t, s.Attach(b))
		saw("b transient-persistent")
		s.Add(&Product{Name: "d"})
		must(t, s.Clear())
		saw("d transient-pending, d pending-transient, b persistent-detached")
		_, err = orm.Select(Products).One(ctx, s)
		must(t, err)
		saw("b transient-persistent")
		must(t, s.Close())
		saw("b persistent-detached")

		// errors are honoured
		w.err = no
		s = orm.NewSession(eng, orm.OnTransition(w.see))
		t.Cleanup(func() { s.Close() })
		s.Add(&Product{Name: "e"})
		sent.take()
		if err := s.Commit(ctx); !errors.Is(err, no) || len(sent.take()) > 0 {
			t.Error("an Add that a hook refuses is not written:", err)
		}
		w.err = nil
		must(t, s.Flush(ctx))
		must(t, s.Rollback(ctx))
		s.Add(&Product{Name: "f"})
		w.err = no
		err = s.Commit(ctx)
		if !errors.Is(err, no) || !strings.Contains(err.Error(), "OnTransition of Product") {
			t.Error(err)
		}
		w.err = nil
		must(t, s.Rollback(ctx))
		if n, err := orm.Select(Products).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}
		for _, o := range []orm.SessionOption{orm.OnTransition(nil), orm.OnBegin(nil), orm.OnStatement(nil)} {
			bad := orm.NewSession(eng, o)
			if err := bad.Flush(ctx); err == nil || !strings.Contains(err.Error(), "nil function") {
				t.Error(err)
			}
			must(t, bad.Close())
		}
	})
}

// A hook that panics, and one that uses its session.
func TestHooksThatMisbehave(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		type hook struct {
			name string
			make func(f func() error) orm.SessionOption
		}
		kinds := []hook{
			{"OnTransition", func(f func() error) orm.SessionOption {
				return orm.OnTransition(func(orm.Transition) error { return f() })
			}},
			{"OnBegin", func(f func() error) orm.SessionOption {
				return orm.OnBegin(func(context.Context, *engine.Conn) error { return f() })
			}},
			{"BeforeFlush", func(f func() error) orm.SessionOption {
				return orm.OnBeforeFlush(func(context.Context, *orm.Flush) error { return f() })
			}},
			{"AfterFlush", func(f func() error) orm.SessionOption {
				return orm.OnAfterFlush(func(context.Context, *orm.Flush) error { return f() })
			}},
			{"BeforeCommit", func(f func() error) orm.SessionOption {
				return orm.OnBeforeCommit(func(context.Context) error { return f() })
			}},
		}
		for _, k := range kinds {
			s := orm.NewSession(eng, k.make(func() error { panic(fs("boom")) }))
			s.Add(&Product{Name: "x"})
			err := s.Commit(ctx)
			var p *orm.HookPanicError
			if !errors.As(err, &p) || p.Value != fs("boom") || len(p.Stack) == 0 || !strings.Contains(err.Error(), "boom") || !errors.Is(err, fs("boom")) {
				t.Errorf("%s: %v", k.name, err)
			}
			must(t, errors.Join(dropPanic(s.Rollback(ctx)), dropPanic(s.Close())))

			var from, other error
			var u *orm.Session
			u = orm.NewSession(eng, k.make(func() error {
				from = u.Flush(ctx)
				done := make(chan bool)
				go func() { other = u.Flush(ctx); close(done) }()
				<-done
				return nil
			}))
			u.Add(&Product{Name: "y"})
			if err := u.Flush(ctx); err != nil {
				t.Errorf("%s: %v", k.name, err)
			}
			if k.name != "BeforeCommit" && (!errors.Is(from, orm.ErrReentrant) || !errors.Is(other, orm.ErrReentrant)) {
				t.Errorf("%s: %v, %v", k.name, from, other)
			}
			must(t, errors.Join(u.Rollback(ctx), u.Close()))
		}
		if n, err := orm.Select(Products).Count(ctx, orm.NewSession(eng)); err != nil || n != 0 {
			t.Error(n, err)
		}
	})
}

// fs is an error that is compared by its text.
type fs string

func (e fs) Error() string { return string(e) }

// dropPanic is err unless it is a hook's panic.
func dropPanic(err error) error {
	var p *orm.HookPanicError
	if errors.As(err, &p) {
		return nil
	}
	return err
}

func TestRefreshIsTold(t *testing.T) {
	each(t, Plumbing, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		gaugeLog, gaugeErr = nil, nil
		saw := func(want string) {
			t.Helper()
			if got := strings.Join(gaugeLog, ", "); got != want {
				t.Errorf("saw  %s\nwant %s", got, want)
			}
			gaugeLog = nil
		}
		g, h := &Gauge{Name: "g", Level: 1}, &Gauge{Name: "h", Level: 2}
		s.Add(g, h)
		must(t, s.Commit(ctx))
		saw("")
		_, err := orm.Select(Gauges).OrderBy(Gauges.ID).All(ctx, s) // another unit of work
		must(t, err)
		saw("refresh g1, refresh h2")
		_, err = orm.Select(Gauges).All(ctx, s) // the same
		must(t, err)
		saw("")
		must(t, s.Refresh(ctx, g))
		saw("refresh g1")
		must(t, s.Expire(h))
		_, err = Gauges.Get(ctx, s, h.ID)
		must(t, err)
		saw("refresh h2")
		must(t, s.Clear())
		gs, err := orm.Select(Gauges).LoadOnly(Gauges.Name).OrderBy(Gauges.ID).All(ctx, s)
		must(t, err)
		saw("load g, load h")
		must(t, orm.LoadColumns(ctx, s, gs[0], Gauges.Level))
		saw("refresh g1, refresh h2")
		gaugeErr = errors.New("no")
		if err := s.Refresh(ctx, gs[0]); !errors.Is(err, gaugeErr) || !strings.Contains(err.Error(), "AfterRefresh of Gauge") {
			t.Error(err)
		}
		gaugeErr = nil
	})
}
