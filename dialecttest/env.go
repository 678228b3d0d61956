package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// An env is what a case works with: a test, an engine, the tables that are there
// for all cases to read.
type env struct {
	*testing.T
	h    *Harness
	eng  *engine.Engine
	ctx  context.Context
	shop *shop
	meta *schema.MetaData
}

// with is e for another test.
func (e *env) with(t *testing.T) *env {
	c := *e
	c.T, c.meta = t, schema.NewMetaData()
	return &c
}

// open makes an engine of the harness that is closed at the end of the test.
// said is a text that the harness must say for the case, which is left out where it does not.
func (e *env) said(text sql.SQL, what string) sql.SQL {
	e.Helper()
	if text == "" {
		e.Skip("the harness says no " + what)
	}
	return text
}

func (e *env) open(opts ...engine.Option) *engine.Engine {
	e.Helper()
	return e.closing(e.h.Open(e.T, opts...))
}

func (e *env) closing(eng *engine.Engine) *engine.Engine {
	e.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := eng.Close(ctx); err != nil {
			e.Errorf("closing the engine: %v", err)
		}
	})
	return eng
}

// own is e with an engine of its own.
func (e *env) own(opts ...engine.Option) *env {
	e.Helper()
	c := *e
	c.eng = e.open(opts...)
	return &c
}

// declare makes a table of the struct P, in the database too.
func declare[P schema.TableStruct](e *env, name string, f func(P)) P {
	e.Helper()
	p, err := tryDeclare(e, name, f)
	e.must(err)
	return p
}

// tryDeclare is declare where the database may refuse.
func tryDeclare[P schema.TableStruct](e *env, name string, f func(P)) (P, error) {
	e.Helper()
	if e.meta == nil {
		e.meta = schema.NewMetaData()
	}
	p := schema.Declare(e.meta, name, f)
	return p, e.create(schema.Of(p))
}

// must ends the test at an error.
func (e *env) must(err error) {
	e.Helper()
	if err != nil {
		e.Fatal(err)
	}
}

// exec runs statements that must succeed.
func (e *env) exec(stmts ...sql.Statement) {
	e.Helper()
	for _, s := range stmts {
		r, err := e.eng.Execute(e.ctx, s)
		if err == nil {
			err = r.Close()
		}
		e.must(err)
	}
}

// rows runs a statement and shows its rows, one column without parentheses.
func rows(ctx context.Context, ex engine.Executor, s sql.Statement, params ...sql.Params) ([]string, error) {
	r, err := ex.Execute(ctx, s, params...)
	if err != nil {
		return nil, err
	}
	all, err := r.All()
	if err != nil {
		return nil, err
	}
	out := make([]string, len(all))
	for i, row := range all {
		out[i] = row.String()
		if row.Len() == 1 {
			out[i] = strings.TrimSuffix(strings.TrimPrefix(out[i], "("), ")")
		}
	}
	return out, nil
}

// want compares the rows of s with those that are listed.
func (e *env) want(s sql.Statement, want ...string) error {
	e.Helper()
	return e.wantOn(e.eng, s, want...)
}

func (e *env) wantOn(ex engine.Executor, s sql.Statement, want ...string) error {
	e.Helper()
	got, err := rows(e.ctx, ex, s)
	if err != nil {
		return err
	}
	if !slices.Equal(got, want) {
		e.Errorf("rows:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	return nil
}

// scalar is the one value of s.
func (e *env) scalar(ex engine.Executor, s sql.Statement) any {
	e.Helper()
	r, err := ex.Execute(e.ctx, s)
	e.must(err)
	v, err := r.ScalarOne()
	e.must(err)
	return v
}

// equal compares one thing.
func equal[T comparable](e *env, what string, got, want T) {
	e.Helper()
	if got != want {
		e.Errorf("%s is %v, want %v", what, got, want)
	}
}

// is expects an error that holds target.
func (e *env) is(err, target error) {
	e.Helper()
	if !errors.Is(err, target) {
		e.Errorf("the error is %v, want one that holds %q", err, target)
	}
}

// whole makes sure that no connection of eng is lent, and that it works.
func (e *env) whole(eng *engine.Engine) {
	e.Helper()
	if s := eng.Status(); s.InUse != 0 || s.Waiting != 0 {
		e.Errorf("the pool is not whole: %v", s)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if got, err := rows(ctx, eng, sql.Select(sql.Val(42).As("x"))); err != nil || fmt.Sprint(got) != "[42]" {
		e.Errorf("the engine does not work afterwards: %v, %v", got, err)
	}
}

// A query is a case that is a statement and its rows.
type query struct {
	name  string
	needs Feature
	stmt  func(s *shop) sql.Statement
	want  string // the rows, one in a line; one column has no parentheses
}

// queries makes cases of statements that only read.
func queries(qs []query) []testCase {
	out := make([]testCase, len(qs))
	for i, q := range qs {
		out[i] = testCase{name: q.name, needs: q.needs, run: func(e *env) error {
			var want []string
			if q.want != "" {
				want = strings.Split(q.want, "\n")
			}
			return e.want(q.stmt(e.shop), want...)
		}}
	}
	return out
}
