package kin_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
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

func databases() []database {
	server := func(name, variable string, d dialect.Dialect) database {
		return database{name, func(t testing.TB, options ...engine.Option) *engine.Engine {
			url := os.Getenv(variable)
			if url == "" {
				t.Skip(variable + " is not set: make test runs this against real servers")
			}
			eng, err := engine.Open(d, url, options...)
			if err != nil {
				t.Fatal(err)
			}
			return eng
		}}
	}
	return []database{
		{"sqlite", func(t testing.TB, options ...engine.Option) *engine.Engine {
			eng, err := engine.Open(sqlite.Dialect, "sqlite:///"+filepath.Join(t.TempDir(), "orm.db"), options...)
			if err != nil {
				t.Fatal(err)
			}
			return eng
		}},
		server("postgres", "ALUDEL_TEST_POSTGRES", postgres.Dialect),
		server("mysql", "ALUDEL_TEST_MYSQL", mysql.Dialect),
	}
}

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

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
