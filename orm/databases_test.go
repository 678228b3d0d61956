package orm_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
)

// echo keeps what an engine has sent, for tests that count statements.
type echo struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (e *echo) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.b.Write(p)
}

// take gives the statements since the last take.
func (e *echo) take() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	var out []string
	for _, line := range strings.Split(e.b.String(), "\n") {
		line = strings.TrimSpace(line)
		for _, verb := range []string{"SELECT", "INSERT", "UPDATE", "DELETE"} {
			if at := strings.Index(line, verb+" "); at >= 0 && at < 30 {
				out = append(out, line[at:])
				break
			}
		}
	}
	e.b.Reset()
	return out
}

type database struct {
	name string
	open func(t testing.TB, options ...engine.Option) *engine.Engine
}

// databases are those of this run alone.
func databases() (out []database) {
	for _, d := range scratch.Databases() {
		out = append(out, database{d.Name, d.Open})
	}
	return out
}

func TestMain(m *testing.M) { os.Exit(scratch.Main(m)) }

// each runs f on every database that there is, with fresh tables of base.
func each(t *testing.T, base *orm.Base, f func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo)) {
	for _, d := range databases() {
		t.Run(d.name, func(t *testing.T) {
			sent := &echo{}
			eng := d.open(t, engine.Echo(sent))
			ctx := t.Context()
			t.Cleanup(func() { eng.Close(context.Background()) })
			if err := base.DropAll(ctx, eng); err != nil {
				t.Fatal(err)
			}
			if err := base.CreateAll(ctx, eng); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := base.DropAll(context.Background(), eng); err != nil {
					t.Error(err)
				}
			})
			sent.take()
			f(t, ctx, eng, sent)
		})
	}
}

// on is the name of the database that a test of each runs on.
func on(t *testing.T) string { return path.Base(t.Name()) }

// steps flushes, writes down what was sent, and sees to it that nothing is left to be sent.
func steps(t *testing.T, ctx context.Context, s *orm.Session, sent *echo, out *bytes.Buffer) func(name string) {
	return func(name string) {
		t.Helper()
		must(t, s.Flush(ctx))
		fmt.Fprintf(out, "-- %s\n%s\n", name, strings.Join(sent.take(), "\n"))
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Errorf("%s: and then %v %v", name, p, err)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
