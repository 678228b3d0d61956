package engine_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/pool"
)

func TestCacheComparesOptions(t *testing.T) {
	var cache engine.Cache
	get := func(opts ...engine.Option) (*engine.Engine, error) {
		return cache.Get(sqlite.Dialect, "sqlite://", "", opts...)
	}
	first, err := get(engine.PoolSize(2), engine.Echo(io.Discard), engine.DefaultIsolation(dialect.Serializable))
	must(t, err)
	for what, opts := range map[string][]engine.Option{
		"none":     nil,
		"the same": {engine.Echo(io.Discard), engine.DefaultIsolation(dialect.Serializable), engine.PoolSize(2)},
	} {
		if e, err := get(opts...); e != first || err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, opts := range map[string][]engine.Option{
		"another size":   {engine.PoolSize(3), engine.Echo(io.Discard), engine.DefaultIsolation(dialect.Serializable)},
		"another writer": {engine.PoolSize(2), engine.Echo(new(strings.Builder)), engine.DefaultIsolation(dialect.Serializable)},
		"no writer":      {engine.PoolSize(2), engine.DefaultIsolation(dialect.Serializable)},
		"functions": {engine.PoolSize(2), engine.Echo(io.Discard), engine.DefaultIsolation(dialect.Serializable),
			engine.PoolEvents(pool.Events{Checkin: func(*pool.Member) {}})},
	} {
		if e, err := get(opts...); e != nil || err == nil || !strings.Contains(err.Error(), "another name") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := get(nil); err == nil {
		t.Error("a nil option is taken")
	}
	if _, err := get(engine.CacheSize(-1)); err == nil || !strings.Contains(err.Error(), "CacheSize is -1") {
		t.Errorf("a negative size: %v", err)
	}
	must(t, first.Close(ctx))
}

func TestCacheOpensAClosedEngineAnew(t *testing.T) {
	var cache engine.Cache
	first, err := cache.Get(sqlite.Dialect, "sqlite://", "")
	must(t, err)
	must(t, run(first, "SELECT 1"))
	must(t, first.Close(ctx))
	second, err := cache.Get(sqlite.Dialect, "sqlite://", "", engine.PoolSize(1))
	must(t, err)
	if first == second {
		t.Fatal("the engine that was closed")
	}
	must(t, run(second, "SELECT 1"))
	if again, err := cache.Get(sqlite.Dialect, "sqlite://", ""); again != second || err != nil {
		t.Errorf("a third engine: %v", err)
	}
	must(t, second.Close(ctx))
}

// TestDefaultsOfThePool: five connections, ten more, and the sixteenth waits.
func TestDefaultsOfThePool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := scripted(t, fake.New())
		if s := e.Status(); s.Size != 5 || s.MaxOverflow != 10 {
			t.Errorf("the pool is %v", s)
		}
		var conns []*engine.Conn
		for range 15 {
			c, err := e.Connect(ctx)
			must(t, err)
			conns = append(conns, c)
		}
		_, err := e.Connect(ctx)
		var te *pool.TimeoutError
		if !errors.As(err, &te) || te.Size != 5 || te.MaxOverflow != 10 || te.InUse != 15 {
			t.Errorf("the sixteenth: %v", err)
		}
		for _, c := range conns {
			must(t, c.Close())
		}
		synctest.Wait()
		if s := e.Status(); s.Idle != 5 || s.InUse != 0 {
			t.Errorf("afterwards the pool is %v", s)
		}
	})
}

func TestAutocommitIsAlone(t *testing.T) {
	d := fake.New()
	e := scripted(t, d, engine.DefaultIsolation(dialect.Serializable))
	for what, o := range map[string]engine.ConnOption{
		"Isolation": engine.Isolation(dialect.Serializable), "ReadOnly": engine.ReadOnly, "Snapshot": engine.Snapshot, "Immediate": engine.Immediate,
	} {
		for _, opts := range [][]engine.ConnOption{{engine.Autocommit, o}, {o, engine.Autocommit}} {
			if _, err := e.Connect(ctx, opts...); err == nil || !strings.Contains(err.Error(), "Autocommit with "+what) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
	err := e.Begin(ctx, func(*engine.Conn) error { t.Error("it has run"); return nil }, engine.Autocommit)
	if err == nil || !strings.Contains(err.Error(), "Begin with Autocommit") {
		t.Errorf("Begin: %v", err)
	}
	d.Assert(t) // nobody has connected
	c, err := e.Connect(context.Background(), engine.Autocommit)
	must(t, err)
	must(t, run(c, "UPDATE a"))
	must(t, c.Close())
	d.Assert(t, "1 connect", "1 UPDATE a")
}
