package graphs_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// suicide ends the process before or after one statement, as kill -9 does.
type suicide struct {
	how  string
	at   int64
	seen atomic.Int64 // statements; negative until it counts
}

func (k *suicide) Before(_ context.Context, e *engine.Event) {
	if k.seen.Load() >= 0 && k.seen.Add(1) == k.at && k.how == "before" {
		k.die(e.SQL)
	}
}

func (k *suicide) After(e *engine.Event) {
	if k.seen.Load() == k.at && k.how == "after" {
		k.die(e.SQL)
	}
}

func (k *suicide) die(at string) {
	fmt.Println("killed at", at)
	if p, err := os.FindProcess(os.Getpid()); err == nil {
		_ = p.Kill()
	}
	select {}
}

// TestProgramKilledAtEveryStatement ends a program that commits a flush of several levels to
// a file of SQLite: before its first statement, after it, and so on. Another program finds
// the file sound, and in it what was before or all of what was asked for.
func TestProgramKilledAtEveryStatement(t *testing.T) {
	ctx := t.Context()
	if file := os.Getenv("ALUDEL_KILLED_FILE"); file != "" {
		k := &suicide{how: os.Getenv("ALUDEL_KILLED_HOW"), at: int64(number(t, "ALUDEL_KILLED_AT", 1))}
		k.seen.Store(-1)
		eng, err := engine.Open(sqlite.Dialect, file, engine.Watch(k))
		must(t, err)
		s := orm.NewSession(eng)
		g := get(t, ctx, s)
		k.seen.Store(0)
		change(s, g)
		must(t, s.Commit(ctx))
		fmt.Println("acknowledged after", k.seen.Load(), "statements")
		if k.how == "acknowledged" {
			k.die("the end")
		}
		return
	}
	if testing.Short() {
		t.Skip("starts a process for every statement")
	}
	file := scratch.Databases()[0].URL(t)
	open := func() *engine.Engine {
		eng, err := engine.Open(sqlite.Dialect, file)
		must(t, err)
		return eng
	}
	eng := open()
	must(t, World.CreateAll(ctx, eng))
	must(t, eng.Close(ctx))
	for _, how := range []string{"before", "after", "acknowledged"} { // COMMIT is told before it is sent
		for n := 1; ; n++ {
			eng := open()
			fill(t, ctx, eng)
			before := dump(t, ctx, eng)
			must(t, eng.Close(ctx))
			program := exec.Command(os.Args[0], "-test.run=^TestProgramKilledAtEveryStatement$")
			program.Env = append(os.Environ(), "ALUDEL_KILLED_FILE="+file, "ALUDEL_KILLED_HOW="+how, fmt.Sprint("ALUDEL_KILLED_AT=", n))
			out, err := program.CombinedOutput()
			said := string(out)
			eng = open()
			sound, serr := engine.AllAs[string](ctx, eng, sql.Text("PRAGMA integrity_check"))
			must(t, serr)
			if len(sound) != 1 || sound[0] != "ok" {
				t.Fatalf("killed %s statement %d: %v\n%s", how, n, sound, said)
			}
			after := dump(t, ctx, eng)
			if err == nil {
				if n < 20 || !strings.Contains(said, "acknowledged") || after != expected {
					t.Fatalf("after %d statements:\n%s\n%s", n-1, said, after)
				}
				t.Logf("killed %s each of %d statements, COMMIT among them", how, n-1)
				must(t, eng.Close(ctx))
				break
			}
			want := before
			if how == "acknowledged" {
				want = expected
			}
			if !strings.Contains(said, "killed at") || after != want {
				t.Fatalf("killed %s statement %d: %v\n%s\nthe file has:\n%s", how, n, err, said, after)
			}
			if want == expected {
				must(t, eng.Close(ctx))
				break
			}
			s := orm.NewSession(eng) // the next program does the same
			change(s, get(t, ctx, s))
			must(t, s.Commit(ctx))
			must(t, s.Close())
			if now := dump(t, ctx, eng); now != expected {
				t.Fatalf("killed %s statement %d; the same again leaves:\n%s", how, n, now)
			}
			must(t, eng.Close(ctx))
		}
	}
}
