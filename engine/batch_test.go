package engine_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

var broken = &driver.Error{Class: driver.Integrity, Constraint: driver.Unique, Message: "duplicate"}

func TestExecuteManyGoesOutTogether(t *testing.T) {
	d := fake.New()
	e := scripted(t, d)
	sets := make([]sql.Params, 300)
	for i := range sets {
		sets[i] = sql.Params{"n": i}
	}
	n, err := engine.ExecuteMany(ctx, e, sql.Text("UPDATE a SET n = :n"), sets)
	must(t, err)
	if n != 300 {
		t.Errorf("%d rows", n)
	}
	flights := map[int]int{}
	for _, l := range d.Log() {
		if l.Op == fake.Run {
			flights[l.Flight]++
		}
	}
	if got := fmt.Sprint(flights); got != "map[1:129 2:128 3:44 4:1]" { // BEGIN in front, COMMIT at the end
		t.Error(got)
	}
}

func TestExecuteManySaysWhichSetFailed(t *testing.T) {
	d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Prefix: "UPDATE"}, fake.Step{Prefix: "UPDATE", Err: broken})
	e := scripted(t, d)
	_, err := engine.ExecuteMany(ctx, e, sql.Text("UPDATE a SET n = :n"), []sql.Params{{"n": 1}, {"n": 2}, {"n": 3}})
	if !errors.Is(err, driver.ErrUnique) || !strings.Contains(err.Error(), "parameter set 2: ") {
		t.Errorf("the error is %v", err)
	}
	if texts := d.Texts(); texts[len(texts)-1] != "ROLLBACK" {
		t.Errorf("sent: %q", texts)
	}
}

func TestFlightEndsAtTheFirstError(t *testing.T) {
	d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Text: "UPDATE a"}, fake.Step{Text: "UPDATE b", Err: broken})
	e := scripted(t, d)
	c, err := e.Connect(ctx)
	must(t, err)
	var seen []int
	err = c.Flight(ctx, []sql.Statement{sql.Text("UPDATE a"), sql.Text("UPDATE b"), sql.Text("UPDATE c")}, true, func(i int, _ *engine.Cursor) error {
		seen = append(seen, i)
		return nil
	})
	if !errors.Is(err, driver.ErrUnique) || fmt.Sprint(seen) != "[0]" {
		t.Errorf("%v, after %v", err, seen)
	}
	if err := run(c, "UPDATE d"); !errors.Is(err, engine.ErrPendingRollback) {
		t.Errorf("the error is %v", err)
	}
	must(t, c.Rollback(ctx))
	must(t, run(c, "UPDATE e"))
	must(t, c.Close())
	d.Assert(t, "1 connect", "1 BEGIN | UPDATE a | UPDATE b | UPDATE c | COMMIT", "1 ROLLBACK", "1 BEGIN | UPDATE e", "1 ROLLBACK")
}

func TestBatch(t *testing.T) {
	jobs := func() []*engine.Job {
		var r *engine.Result
		var ns []int
		return []*engine.Job{
			engine.JobExecute(&r, sql.Text("UPDATE a")),
			engine.JobExecute(&r, sql.Text("UPDATE b")),
			engine.JobAll(&ns, sql.Select1(sql.Val(1))),
		}
	}
	t.Run("in autocommit each by itself", func(t *testing.T) {
		d := fake.New(fake.Step{Text: "UPDATE a"}, fake.Step{Text: "UPDATE b", Err: broken})
		e := scripted(t, d)
		js := jobs()
		engine.Batch(ctx, e, js)
		if js[0].Err != nil || !errors.Is(js[1].Err, driver.ErrUnique) || js[2].Err != nil {
			t.Errorf("%v, %v, %v", js[0].Err, js[1].Err, js[2].Err)
		}
		for _, l := range d.Log() {
			if l.Op == fake.Run && !l.Sync {
				t.Errorf("%s goes out without Sync: a failure would undo it", l.Text)
			}
		}
	})
	t.Run("in a transaction the rest is skipped", func(t *testing.T) {
		d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Text: "UPDATE a"}, fake.Step{Text: "UPDATE b", Err: broken})
		e := scripted(t, d)
		c, err := e.Connect(ctx)
		must(t, err)
		js := jobs()
		engine.Batch(ctx, c, js)
		if js[0].Err != nil || !errors.Is(js[1].Err, driver.ErrUnique) || errors.Is(js[1].Err, driver.ErrSkipped) {
			t.Errorf("%v, %v", js[0].Err, js[1].Err)
		}
		if !errors.Is(js[2].Err, driver.ErrSkipped) || !errors.Is(js[2].Err, driver.ErrUnique) {
			t.Errorf("%v", js[2].Err)
		}
		must(t, c.Close())
	})
	t.Run("a statement that cannot be compiled", func(t *testing.T) {
		d := fake.New()
		e := scripted(t, d)
		var r *engine.Result
		js := []*engine.Job{engine.JobExecute(&r, sql.Text("UPDATE a WHERE x = :x")), engine.JobExecute(&r, sql.Text("UPDATE b"))}
		engine.Batch(ctx, e, js)
		var pe *engine.ParamsError
		if !errors.As(js[0].Err, &pe) || js[1].Err != nil {
			t.Errorf("%v, %v", js[0].Err, js[1].Err)
		}
	})
	t.Run("the connection is lost", func(t *testing.T) {
		d := fake.New(fake.Step{Text: "UPDATE a"}, fake.Step{Text: "UPDATE b", Lose: fake.Lost})
		e := scripted(t, d)
		js := jobs()
		engine.Batch(ctx, e, js)
		if js[0].Err != nil || !errors.Is(js[1].Err, driver.ErrDisconnected) || js[2].Err == nil {
			t.Errorf("%v, %v, %v", js[0].Err, js[1].Err, js[2].Err)
		}
		must(t, run(e, "UPDATE c"))
		if n := d.Counts().Opened; n != 2 {
			t.Errorf("%d connections", n)
		}
	})
}

type order struct {
	mu  sync.Mutex
	log []string
}

func (o *order) Before(_ context.Context, e *engine.Event) { o.add("before " + e.Op) }
func (o *order) After(e *engine.Event) {
	o.add(fmt.Sprintf("after %s, %d rows, %v", e.Op, e.Rows, e.Err != nil))
}
func (o *order) add(s string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.log = append(o.log, s)
}

func TestHooksSeeEachStatementTwice(t *testing.T) {
	o := &order{}
	d := fake.New(fake.Step{Text: "BEGIN"}, fake.Step{Text: "UPDATE a", Summary: driver.Summary{Rows: 3}}, fake.Step{Text: "UPDATE b", Err: broken})
	e := scripted(t, d, engine.Watch(o))
	e.Begin(ctx, func(c *engine.Conn) error {
		must(t, run(c, "UPDATE a"))
		return run(c, "UPDATE b")
	})
	want := `before BEGIN (implicit)
after BEGIN (implicit), 0 rows, false
before UPDATE
after UPDATE, 3 rows, false
before UPDATE
after UPDATE, 0 rows, true
before ROLLBACK (closed without commit)
after ROLLBACK (closed without commit), 0 rows, false`
	if got := strings.Join(o.log, "\n"); got != want {
		t.Errorf("seen:\n%s", got)
	}
}

func TestCacheGivesTheSameEngine(t *testing.T) {
	var cache engine.Cache
	engines := make([]*engine.Engine, 16)
	var wg sync.WaitGroup
	for i := range engines {
		wg.Go(func() {
			e, err := cache.Get(sqlite.Dialect, "sqlite://", fmt.Sprint(i%2))
			if err != nil {
				t.Error(err)
			}
			engines[i] = e
		})
	}
	wg.Wait()
	for i, e := range engines {
		if e != engines[i%2] {
			t.Errorf("engine %d is another one", i)
		}
	}
	if engines[0] == engines[1] {
		t.Error("engines of two names are the same")
	}
	if _, err := cache.Get(sqlite.Dialect, "postgresql://x/y", ""); err == nil || !strings.Contains(err.Error(), "postgresql") {
		t.Errorf("the error is %v", err)
	}
}

func TestOptionsThatCannotWork(t *testing.T) {
	for _, o := range []engine.Option{engine.PoolSize(-1), engine.MaxOverflow(-2), engine.DefaultIsolation("SOMETIMES"), engine.PoolTimeout(-1)} {
		if _, err := engine.Open(sqlite.Dialect, "sqlite://", o); err == nil {
			t.Error("no error")
		}
	}
	if _, err := engine.Open(sqlite.Dialect, "sqlite://?pool_si8ze=3"); err == nil || !strings.Contains(err.Error(), "pool_si8ze") {
		t.Errorf("the error is %v", err)
	}
	secret := "hunter2"
	if _, err := engine.Open(sqlite.Dialect, "mysql://u:"+secret+"@h/d"); err == nil || strings.Contains(err.Error(), secret) {
		t.Errorf("the error is %v", err)
	}
}
