//go:build unix

package graphs_test

import (
	"context"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/sql"
)

// TestServerKilledAtEveryStatement is TestConnectionLostAtEveryStatement with a server that
// is killed and started again: `make killed` runs it, for only testservers -restart gives
// servers that may be killed.
func TestServerKilledAtEveryStatement(t *testing.T) {
	for _, d := range scratch.Databases()[1:] {
		t.Run(d.Name, func(t *testing.T) {
			if pidFile(d) == "" {
				t.Skip("no server may be killed: make killed runs this")
			}
			ctx := t.Context()
			near := d.Open(t)
			must(t, World.DropAll(ctx, near))
			must(t, World.CreateAll(ctx, near))
			must(t, near.Close(ctx))
			far, relay := through(t, d)
			defer relay.Close()
			defer far.Close(context.Background())
			for n := 1; ; n++ {
				l := &loss{t: t, d: d, near: d.Open(t), far: far, relay: relay, how: "server", at: n}
				more := l.run(ctx)
				must(t, l.near.Close(ctx))
				if !more {
					if n < 20 {
						t.Fatalf("the flush had only %d statements", n-1)
					}
					t.Logf("%s killed %d times, at each statement of a flush, COMMIT among them, and after it", d.Name, n)
					return
				}
			}
		})
	}
}

// pidFile holds the process id of a server that may be killed.
func pidFile(d scratch.Database) string {
	return os.Getenv(map[string]string{"postgres": "ALUDEL_TEST_POSTGRES_PID", "mysql": "ALUDEL_TEST_MYSQL_PID"}[d.Name])
}

// killServer kills the server, and returns when it is gone.
func killServer(t *testing.T, d scratch.Database) {
	b, err := os.ReadFile(pidFile(d))
	if err != nil {
		t.Error(err)
		return
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(first)
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGKILL)
	}
	if err != nil {
		t.Errorf("killing process %s: %v", first, err)
		return
	}
	for syscall.Kill(pid, 0) == nil {
		time.Sleep(time.Millisecond)
	}
}

// ready returns when the server answers.
func ready(t *testing.T, ctx context.Context, d scratch.Database) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		eng := d.Open(t)
		_, err := engine.AllAs[int](ctx, eng, sql.Text("SELECT 1"))
		_ = eng.Close(ctx)
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("the server does not come back: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
