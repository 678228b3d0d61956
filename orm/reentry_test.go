package orm_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// TestHooksThatEndTheirGoroutine: a hook that ends its goroutine, as t.Fatal does, leaves a session
// that can be rolled back, and no connection.
func TestHooksThatEndTheirGoroutine(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		letterLog, letterErr = nil, nil
		here := ""
		at := func(site string) error {
			if site == here {
				runtime.Goexit()
			}
			return nil
		}
		for _, here = range []string{"BeforeFlush", "AfterFlush", "Begin", "Transition", "Statement", "Watch"} {
			s := orm.NewSession(eng,
				orm.OnBeforeFlush(func(context.Context, *orm.Flush) error { return at("BeforeFlush") }),
				orm.OnAfterFlush(func(context.Context, *orm.Flush) error { return at("AfterFlush") }),
				orm.OnBegin(func(context.Context, *engine.Conn) error { return at("Begin") }),
				orm.OnTransition(func(orm.Transition) error { return at("Transition") }),
				orm.OnStatement(func(context.Context, *orm.SessionStatement) error { return at("Statement") }),
				orm.Watch(func(orm.Reading) { _ = at("Watch") }))
			returned := false
			var left any
			var wg sync.WaitGroup
			wg.Go(func() {
				defer func() { left = recover() }()
				s.Add(&Letter{Title: here})
				_ = s.Flush(ctx)
				_, _ = orm.Select(Letters).All(ctx, s)
				returned = true
			})
			wg.Wait()
			if returned || left != nil {
				t.Errorf("%s: returned %v, panic %v", here, returned, left)
			}
			was := here
			here = ""
			must(t, s.Rollback(ctx))
			if n := eng.Status().InUse; n != 0 {
				t.Errorf("%s: %d connections are lent", was, n)
			}
			s.Add(&Letter{Title: was})
			must(t, s.Commit(ctx))
			must(t, s.Close())
		}
		s := orm.NewSession(eng)
		defer s.Close()
		if n, err := orm.Select(Letters).Count(ctx, s); err != nil || n != 6 {
			t.Error(n, err)
		}
	})
}

// TestHooksThatEndTheSession: Rollback, Close and the end of a savepoint say what other calls say.
func TestHooksThatEndTheSession(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		letterLog, letterErr = nil, nil
		var s *orm.Session
		var rolled, closed error
		s = orm.NewSession(eng, orm.OnBeforeFlush(func(ctx context.Context, _ *orm.Flush) error {
			rolled, closed = s.Rollback(ctx), s.Close()
			return nil
		}))
		defer s.Close()
		s.Add(&Letter{Title: "kept"})
		must(t, s.Commit(ctx))
		if !errors.Is(rolled, orm.ErrReentrant) || !errors.Is(closed, orm.ErrReentrant) {
			t.Error(rolled, closed)
		}
	})
}

// TestBatchesThatAreCleared: a body that clears the session goes on with the next batch, and
// nothing of it stays.
func TestBatchesThatAreCleared(t *testing.T) {
	each(t, Post1, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		letterLog, letterErr = nil, nil
		s := orm.NewSession(eng)
		defer s.Close()
		for range 5 {
			s.Add(&Letter{Title: "a"})
		}
		must(t, s.Commit(ctx))
		n := 0
		for ls, err := range orm.Select(Letters).Batches(ctx, s, 2) {
			must(t, err)
			n += len(ls)
			must(t, s.Clear())
			if _, err := orm.Select(Letters).OrderBy(Letters.ID).Limit(2).All(ctx, s); err != nil {
				t.Fatal(err)
			}
		}
		if n != 5 || s.Len() != 0 {
			t.Error(n, s.Len())
		}
	})
}

// A rune's methods panic with runePanic.

var runePanic struct{ marshal, unmarshal, value, scan, bind, result error }

func panicWith(err error) {
	if err != nil {
		panic(err)
	}
}

type runeDoc struct{ A string }

func (d runeDoc) MarshalJSON() ([]byte, error) {
	panicWith(runePanic.marshal)
	return []byte(`"` + d.A + `"`), nil
}

func (d *runeDoc) UnmarshalJSON(b []byte) error {
	panicWith(runePanic.unmarshal)
	d.A = string(b[1 : len(b)-1])
	return nil
}

type runeText struct{ a string }

func (x runeText) MarshalText() ([]byte, error) { panicWith(runePanic.value); return []byte(x.a), nil }

func (x *runeText) UnmarshalText(b []byte) error {
	panicWith(runePanic.scan)
	x.a = string(b)
	return nil
}

type runeSign struct{ a string }

type Rune struct {
	ID   int
	Doc  runeDoc
	Text runeText
	Sign runeSign
}

type RuneTable struct {
	orm.TableOf[Rune, int]
	ID   schema.Int
	Doc  schema.JSON[runeDoc]
	Text schema.Col[runeText]
	Sign schema.Col[runeSign]
}

var (
	Runestone = orm.NewBase()
	Runes     = orm.Declare(Runestone, "orm_rune", func(t *RuneTable) {
		t.ID.PrimaryKey()
		t.Text.Type(sqltype.As[runeText](sqltype.String(20)))
		t.Sign.Type(sqltype.Decorate(sqltype.String(20),
			func(x runeSign) (string, error) { panicWith(runePanic.bind); return x.a, nil },
			func(a string) (runeSign, error) { panicWith(runePanic.result); return runeSign{a}, nil }))
	})
)

// TestTypesThatPanic: what a type's own methods panic with is an error, and the session can be used
// after it.
func TestTypesThatPanic(t *testing.T) {
	each(t, Runestone, func(t *testing.T, ctx context.Context, eng *engine.Engine, _ *echo) {
		boom := errors.New("boom")
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Rune{Doc: runeDoc{"d"}, Text: runeText{"t"}, Sign: runeSign{"s"}})
		must(t, s.Commit(ctx))
		for _, at := range []*error{&runePanic.marshal, &runePanic.value, &runePanic.bind} {
			*at = boom
			s.Add(&Rune{Doc: runeDoc{"d"}, Text: runeText{"t"}, Sign: runeSign{"s"}})
			err := s.Flush(ctx)
			*at = nil
			var p *sqltype.PanicError
			if !errors.As(err, &p) || !errors.Is(err, boom) {
				t.Error(err)
			}
			must(t, s.Rollback(ctx))
		}
		for _, at := range []*error{&runePanic.unmarshal, &runePanic.scan, &runePanic.result} {
			must(t, s.Clear())
			*at = boom
			_, err := orm.Select(Runes).All(ctx, s)
			*at = nil
			var p *sqltype.PanicError
			if !errors.As(err, &p) || !errors.Is(err, boom) {
				t.Error(err)
			}
			if n := eng.Status().InUse; n != 0 {
				t.Error(n, "connections are lent")
			}
		}
		all, err := orm.Select(Runes).All(ctx, s)
		must(t, err)
		if len(all) != 1 || all[0].Doc.A != "d" || all[0].Text.a != "t" || all[0].Sign.a != "s" {
			t.Error(all)
		}
	})
}
