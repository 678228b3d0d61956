package dialecttest

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"regexp"
	"strings"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A watch remembers the statements that it sees.
type watch struct{ events []engine.Event }

func (*watch) Before(context.Context, *engine.Event) {}
func (w *watch) After(e *engine.Event)               { w.events = append(w.events, *e) }

func cacheCases() []testCase {
	return []testCase{
		{name: "hits", run: func(e *env) error {
			w := &watch{}
			o := e.own(engine.Watch(w))
			q := func(id int, name string) sql.Statement {
				return sql.Select(sql.Val(id).As("id")).Where(sql.Eq(sql.Val(name), sql.Val("x")))
			}
			for i, s := range []sql.Statement{q(1, "x"), q(2, "y"), sql.Select(sql.Val(1).As("other"))} {
				if _, err := rows(e.ctx, o.eng, s); err != nil {
					return err
				}
				if hit := strings.HasPrefix(w.events[i].Cache, "cached since "); hit != (i == 1) {
					e.Errorf("statement %d: %s", i, w.events[i].Cache)
				}
			}
			equal(e, "compiled statements", o.eng.CachedStatements(), 2)
			equal(e, "the text of a hit", w.events[0].SQL, w.events[1].SQL)
			return nil
		}},
		{name: "the length of a list", run: func(e *env) error {
			p := e.shop.p
			for n := range 40 {
				ids := make([]int, n)
				for i := range ids {
					ids[i] = i + 1
				}
				got, err := engine.All(e.ctx, e.eng, sql.Select1(p.ID).Where(p.ID.In(ids...)))
				if err != nil {
					return err
				}
				equal(e, "rows", len(got), min(n, 10))
			}
			return nil
		}},
		{name: "the oldest goes", run: func(e *env) error {
			o := e.own(engine.CacheSize(3))
			for i := range 10 {
				if _, err := rows(e.ctx, o.eng, sql.Select(sql.Val(1).As(name(i)))); err != nil {
					return err
				}
			}
			equal(e, "compiled statements", o.eng.CachedStatements(), 3)
			none := e.own(engine.CacheSize(0))
			none.whole(none.eng)
			equal(e, "compiled statements", none.eng.CachedStatements(), 0)
			return nil
		}},
	}
}

var clock = regexp.MustCompile(`[0-9.]+(ns|µs|ms|s)`)

func echoCases() []testCase {
	return []testCase{
		{name: "a transaction", run: func(e *env) error {
			var b bytes.Buffer
			o := e.own(engine.Echo(&b))
			t := emptyItems(o)
			b.Reset()
			c := o.connect()
			o.on(c, t.put(1))
			e.must(c.Commit(e.ctx))
			o.on(c, t.put(2))
			e.must(c.Rollback(e.ctx))
			o.on(c, t.put(3))
			c.Execute(e.ctx, t.put(3))
			e.must(c.Close())
			got := clock.ReplaceAllString(b.String(), "T")
			at := 0
			for _, part := range []string{"BEGIN (implicit) ", "INSERT INTO item (id, code, n) VALUES", "[generated in T] (1, 'row 1', 1) transaction.go:", "1 row in T", "COMMIT ", "BEGIN (implicit) ", "[cached since T ago]",
				"ROLLBACK ", "integrity error (unique)", "ROLLBACK (closed without commit) "} {
				i := strings.Index(got[at:], part)
				if i < 0 {
					e.Errorf("%q is missing in\n%s", part, got)
					break
				}
				at += i + len(part)
			}
			if strings.Contains(got, "\x1b") {
				e.Error("there is colour in a buffer")
			}
			return nil
		}},
		{name: "hidden values", run: func(e *env) error {
			var b bytes.Buffer
			o := e.own(engine.Echo(&b), engine.Log(slog.NewTextHandler(&b, nil)), engine.HideParameters())
			if _, err := rows(e.ctx, o.eng, sql.Select(sql.Val("hunter2"))); err != nil {
				return err
			}
			if s := b.String(); strings.Contains(s, "hunter2") || !strings.Contains(s, "(values hidden)") {
				e.Errorf("the echo is %s", s)
			}
			return nil
		}},
		{name: "slog", run: func(e *env) error {
			var b bytes.Buffer
			o := e.own(engine.Log(slog.NewTextHandler(&b, nil)))
			if _, err := rows(e.ctx, o.eng, sql.Select(sql.Val("x\x1b[2J"))); err != nil {
				return err
			}
			_, err := o.eng.Execute(e.ctx, sql.Text("SELEC 1"))
			if err == nil {
				e.Error("no error")
			}
			s := b.String()
			for _, part := range []string{"level=INFO msg=SELECT", "db.query.text=", "db.response.returned_rows=1", "db.client.operation.duration=", "level=ERROR", "error="} {
				if !strings.Contains(s, part) {
					e.Errorf("%q is missing in\n%s", part, s)
				}
			}
			return nil
		}},
		{name: "call sites in errors", run: func(e *env) error {
			o := e.own(engine.Watch(&watch{}))
			_, err := o.eng.Execute(e.ctx, sql.Text("SELEC 1"))
			var se *engine.StatementError
			if !errors.As(err, &se) || !strings.HasPrefix(se.Site, "cache.go:") {
				e.Errorf("the error is %v", err)
			}
			return nil
		}},
	}
}
