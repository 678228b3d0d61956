package engine_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// oneByOne is an engine whose database takes one statement after the other.
func oneByOne(t *testing.T, d *fake.Driver, options ...engine.Option) *engine.Engine {
	t.Helper()
	d.Always(fake.Step{Prefix: "UPDATE", Summary: driver.Summary{Rows: 1}})
	e, err := engine.OpenDriver(sqlite.Dialect, d, options...)
	must(t, err)
	t.Cleanup(func() {
		if s := e.Status(); s.InUse != 0 {
			t.Errorf("connections are lent: %v", s)
		}
		must(t, e.Close(ctx))
		d.Check(t)
	})
	return e
}

func update(names ...string) (out []sql.Statement) {
	for _, n := range names {
		out = append(out, sql.Text(sql.SQL("UPDATE "+n)))
	}
	return out
}

func TestOneStatementIsATransactionByItself(t *testing.T) {
	d := fake.New()
	e := oneByOne(t, d)
	c, err := e.Connect(ctx)
	must(t, err)
	must(t, c.Flight(ctx, update("a"), true, nil))
	if c.InTransaction() {
		t.Error("it is still in a transaction")
	}
	must(t, c.Flight(ctx, update("b", "c"), true, nil))
	must(t, c.Flight(ctx, update("d"), false, nil))
	must(t, c.Flight(ctx, update("e"), true, nil)) // it has begun
	must(t, c.Close())
	must(t, e.Begin(ctx, func(c *engine.Conn) error { return c.Flight(ctx, update("f"), true, nil) })) // Begin commits
	c, err = e.Connect(ctx, engine.Immediate)
	must(t, err)
	must(t, c.Flight(ctx, update("g"), true, nil)) // a transaction of a kind of its own
	must(t, c.Close())
	d.Assert(t, "1 connect", "1 UPDATE a", "1 BEGIN IMMEDIATE | UPDATE b | UPDATE c | COMMIT", "1 BEGIN IMMEDIATE | UPDATE d", "1 UPDATE e | COMMIT",
		"1 BEGIN IMMEDIATE | UPDATE f", "1 COMMIT", "1 BEGIN IMMEDIATE | UPDATE g | COMMIT")
}

// seen is what a hook was told.
type seen struct{ log []string }

func (s *seen) Before(context.Context, *engine.Event) {}

func (s *seen) After(e *engine.Event) {
	line := e.SQL
	if e.Autocommit {
		line += " in autocommit"
	}
	s.log = append(s.log, line)
}

func TestHooksSeeWhatIsSent(t *testing.T) {
	d := fake.New()
	o := &seen{}
	var b strings.Builder
	e := oneByOne(t, d, engine.Watch(o), engine.Echo(&b))
	c, err := e.Connect(ctx)
	must(t, err)
	must(t, c.Flight(ctx, update("a"), true, nil))
	must(t, c.Flight(ctx, update("b", "c"), true, nil))
	must(t, c.Flight(ctx, update("d"), false, nil))
	must(t, c.Flight(ctx, update("e"), true, nil))
	must(t, c.Flight(ctx, update("f"), true, nil))
	must(t, c.Close())
	want := "UPDATE a in autocommit; BEGIN IMMEDIATE; UPDATE b; UPDATE c; COMMIT; BEGIN IMMEDIATE; UPDATE d; UPDATE e; COMMIT; UPDATE f in autocommit"
	if got := strings.Join(o.log, "; "); got != want {
		t.Errorf("seen: %s\nwant: %s", got, want)
	}
	d.Assert(t, "1 connect", "1 UPDATE a", "1 BEGIN IMMEDIATE | UPDATE b | UPDATE c | COMMIT", "1 BEGIN IMMEDIATE | UPDATE d", "1 UPDATE e | COMMIT", "1 UPDATE f")
	if got := b.String(); strings.Count(got, "BEGIN (implicit)") != 2 || strings.Count(got, "COMMIT") != 2 || strings.Count(got, ", in autocommit\n") != 2 {
		t.Error(got)
	}
}

func TestOutcomesOfAStatementThatCommitsByItself(t *testing.T) {
	refuses := errors.New("refused")
	for name, c := range map[string]struct {
		step    fake.Step
		each    error
		want    error
		unknown bool
	}{
		"plain":           {},
		"answer lost":     {step: fake.Step{Lose: fake.Lost}, want: engine.ErrCommitUnknown, unknown: true},
		"never sent":      {step: fake.Step{Lose: fake.Unsent}, want: driver.ErrDisconnected},
		"rolled back":     {step: fake.Step{Summary: driver.Summary{Tag: "ROLLBACK"}}, want: engine.ErrRolledBack},
		"not replicated":  {step: fake.Step{Summary: driver.Summary{Warnings: []driver.Warning{{Routine: "SyncRepWaitForLSN"}}}}, want: engine.ErrNotReplicated},
		"refused by it":   {step: fake.Step{Err: &driver.Error{Class: driver.Integrity, Constraint: driver.ForeignKey}}, want: driver.ErrForeignKey},
		"refused by each": {each: refuses, want: engine.ErrCommittedAnyway},
	} {
		t.Run(name, func(t *testing.T) {
			c.step.Text = "UPDATE a"
			d := fake.New(fake.Step{Text: "UPDATE warm"}, c.step)
			e := oneByOne(t, d)
			must(t, run(e, "UPDATE warm"))
			conn, err := e.Connect(ctx)
			must(t, err)
			err = conn.Flight(ctx, update("a"), true, func(int, *engine.Cursor) error { return c.each })
			if !errors.Is(err, c.want) || c.want == nil && err != nil || c.each != nil && !errors.Is(err, c.each) {
				t.Errorf("the error is %v", err)
			}
			if errors.Is(err, engine.ErrCommitUnknown) != c.unknown {
				t.Errorf("the error is %v", err)
			}
			if err := conn.Rollback(ctx); err != nil {
				t.Error(err)
			}
			if err := run(conn, "UPDATE b"); err != nil {
				t.Error(err)
			}
			must(t, conn.Close())
		})
	}
}
