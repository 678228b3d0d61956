package orm_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func TestHooksOfStatements(t *testing.T) {
	each(t, Plumbing, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		gaugeErr = nil
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Valve{ID: 1, Gauges: []*Gauge{{Name: "a", Level: 1}, {Name: "b", Level: 2}, {Name: "c", Level: 3}}}, &Valve{ID: 2, Gauges: []*Gauge{{Name: "d", Level: 3}}})
			return nil
		}))
		var seen []string
		var refuse error
		high := false
		s := orm.NewSession(eng, orm.OnStatement(func(_ context.Context, st *orm.SessionStatement) error {
			seen = append(seen, fmt.Sprint(st.Op(), " ", st.Names(Gauges), " ", st.Names(Valves)))
			if high {
				st.Only(Gauges, Gauges.Level.Ge(2))
			}
			return refuse
		}))
		t.Cleanup(func() { s.Close() })
		saw := func(want string) {
			t.Helper()
			if got := strings.Join(seen, ", "); got != want {
				t.Errorf("saw  %s\nwant %s", got, want)
			}
			seen = nil
			must(t, s.Clear())
			sent.take()
		}
		names := func(gs []*Gauge) string {
			var out []string
			for _, g := range gs {
				out = append(out, g.Name)
			}
			slices.Sort(out)
			return strings.Join(out, "")
		}
		vs, err := orm.Select(Valves).With(orm.SelectIn(Valves.Gauges)).OrderBy(Valves.ID).All(ctx, s)
		must(t, err)
		if names(vs[0].Gauges) != "abc" {
			t.Error(names(vs[0].Gauges))
		}
		saw("SELECT false true, SELECT true false")

		// conditions reach every way of reading
		high = true
		for name, load := range map[string]orm.Load[*Valve]{"select-in": orm.SelectIn(Valves.Gauges), "joined": orm.Joined(Valves.Gauges), "subquery": orm.Subquery(Valves.Gauges)} {
			vs, err = orm.Select(Valves).With(load).OrderBy(Valves.ID).All(ctx, s)
			must(t, err)
			if len(vs) != 2 || names(vs[0].Gauges) != "bc" || names(vs[1].Gauges) != "d" {
				t.Error(name, names(vs[0].Gauges))
			}
			seen = nil
			must(t, s.Clear())
		}
		n, err := orm.Select(Gauges).Count(ctx, s)
		must(t, err)
		if n != 3 {
			t.Error(n)
		}
		saw("SELECT true false")
		n, err = orm.Select(Valves).Where(Valves.Gauges.Any(Gauges.Name.Eq("a"))).Count(ctx, s)
		must(t, err)
		if n != 0 {
			t.Error("EXISTS is not reached")
		}
		saw("SELECT true true")
		if _, err := Gauges.Get(ctx, s, 1); !errors.Is(err, orm.ErrNoResult) {
			t.Error(err)
		}
		saw("SELECT true false")
		n, err = orm.Select(Gauges).Unscoped().Count(ctx, s) // the hook's are no policies
		must(t, err)
		if n != 3 {
			t.Error(n)
		}
		saw("SELECT true false")
		r, err := s.Execute(ctx, sql.Update(Gauges).Set(Gauges.Text.Set("x")).AllRows())
		must(t, err)
		if n := r.RowCount(); n != 3 {
			t.Error(n)
		}
		must(t, r.Close())
		must(t, s.Rollback(ctx))
		saw("UPDATE true false")
		v, err := Valves.Get(ctx, s, 1)
		must(t, err)
		seen = nil
		gs, err := Valves.Gauges.Of(ctx, s, v)
		must(t, err)
		if names(gs) != "bc" {
			t.Error(names(gs))
		}
		saw("SELECT true false")
		if _, err := s.Execute(ctx, sql.Text("SELECT 1")); err == nil || !strings.Contains(err.Error(), "has no place for conditions") {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		saw("TEXT false false")

		// an error keeps it from being sent; a flush is not asked
		refuse, high = errors.New("not today"), false
		g := &Gauge{Name: "n"}
		s.Add(g)
		must(t, s.Flush(ctx))
		sent.take()
		_, err = orm.Select(Gauges).All(ctx, s)
		if !errors.Is(err, refuse) || len(sent.take()) > 0 {
			t.Error(err)
		}
		refuse = nil
		must(t, s.Rollback(ctx)) // the session goes on
		seen = nil
	})
}

func TestHookOfBegin(t *testing.T) {
	each(t, Plumbing, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		began := 0
		var fails error
		s := orm.NewSession(eng, orm.OnBegin(func(ctx context.Context, c *engine.Conn) error {
			began++
			if fails != nil {
				return fails
			}
			r, err := c.Execute(ctx, sql.Text("SELECT 1"))
			if err != nil {
				return err
			}
			return r.Close()
		}))
		defer s.Close()
		_, err := orm.Select(Gauges).All(ctx, s)
		must(t, err)
		if began != 0 {
			t.Error("a read in autocommit begins nothing")
		}
		s.Add(&Gauge{Name: "g"})
		must(t, s.Flush(ctx))
		s.Add(&Gauge{Name: "h"})
		must(t, s.Commit(ctx))
		if began != 1 {
			t.Error(began)
		}
		fails = errors.New("no")
		s.Add(&Gauge{Name: "i"})
		if err := s.Commit(ctx); !errors.Is(err, fails) {
			t.Error(err)
		}
		if st := eng.Status(); st.InUse != 0 {
			t.Error("the connection is kept", st)
		}
		fails = nil
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Gauges).Count(ctx, s); err != nil || n != 3 || began != 3 {
			t.Error(n, err, began)
		}
	})
}
