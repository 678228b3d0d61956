package orm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
)

// A tale is what a session does; all statements that it sends, with the steps of its
// transactions, are a golden file for each database.
type tale struct {
	name string
	base *orm.Base
	do   func(x *scene)
}

// scene is where a tale happens.
type scene struct {
	t    *testing.T
	ctx  context.Context
	eng  *engine.Engine
	s    *orm.Session
	sent *recorder
}

// have commits objects that are there before, unseen, and goes on with a new session.
func (x *scene) have(objs ...any) {
	x.t.Helper()
	x.s.Add(objs...)
	must(x.t, x.s.Commit(x.ctx))
	x.fresh()
}

// fresh goes on with a new session; nothing that was sent is told.
func (x *scene) fresh(options ...orm.SessionOption) {
	x.t.Helper()
	must(x.t, x.s.Close())
	x.s = orm.NewSession(x.eng, options...)
	x.forget()
}

func (x *scene) forget() { x.sent.take() }

func (x *scene) must(err error) { x.t.Helper(); must(x.t, err) }

// fails is must for what is to be refused.
func fails[E error](x *scene, err error) {
	x.t.Helper()
	var want E
	if !errors.As(err, &want) {
		x.t.Fatalf("%T wanted: %v", want, err)
	}
	x.sent.note(want)
}

func ok[T any](x *scene) func(T, error) T {
	return func(v T, err error) T { x.t.Helper(); must(x.t, err); return v }
}

// recorder keeps what an engine sends, as text: what goes out together with the
// statement before it is set in.
type recorder struct {
	mu sync.Mutex
	b  strings.Builder
}

func (r *recorder) Before(context.Context, *engine.Event) {}

func (r *recorder) After(e *engine.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Place > 0 {
		r.b.WriteString("  ")
	}
	if e.Step {
		r.b.WriteString(e.Op + ";\n")
		return
	}
	r.b.WriteString(strings.Join(strings.Fields(e.SQL), " ") + ";")
	if len(e.Args) > 0 {
		r.b.WriteString("  -- " + strings.Join(e.Args, " "))
	}
	if e.Autocommit {
		r.b.WriteString("  -- in autocommit")
	}
	r.b.WriteString("\n")
}

func (r *recorder) note(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintf(&r.b, "--   %T\n", err)
}

func (r *recorder) take() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := r.b.String()
	r.b.Reset()
	return s
}

func TestGoldenSessions(t *testing.T) {
	tales := slices.Concat(written, versioned, cascading, read, mapped, leaving)
	if len(tales) < 90 {
		t.Fatal(len(tales), "tales")
	}
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			sent := &recorder{}
			eng := d.open(t, engine.Watch(sent))
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			var out bytes.Buffer
			for _, c := range tales {
				must(t, c.base.DropAll(ctx, eng))
				must(t, c.base.CreateAll(ctx, eng))
				x := &scene{t, ctx, eng, orm.NewSession(eng), sent}
				x.forget()
				t.Run(c.name, func(t *testing.T) { x.t = t; c.do(x) })
				fmt.Fprintf(&out, "-- %s\n%s\n", c.name, sent.take())
				must(t, x.s.Close())
				must(t, c.base.DropAll(context.Background(), eng))
			}
			if t.Failed() {
				return
			}
			golden.Check(t, "testdata/sessions_"+d.name+".sql", out.Bytes())
		})
	}
}
