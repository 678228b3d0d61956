package orm_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type (
	LostRow   struct{ ID int }
	lostTable struct {
		orm.TableOf[LostRow, int]
		ID schema.Int
	}
)

// TestNils: nil sessions, engines, tables, relationships and functions are errors, not
// panics.
func TestNils(t *testing.T) {
	ctx := t.Context()
	eng, err := aludel.Open("sqlite://")
	must(t, err)
	defer eng.Close(context.Background())
	must(t, Base.CreateAll(ctx, eng))
	var none *orm.Session
	live := orm.NewSession(eng)
	defer live.Close()
	noEngine := orm.NewSession(nil)
	ok := func(*orm.Session) error { return nil }
	q := orm.Select(Products)
	all := func(q orm.Query[*Product], s *orm.Session) func() error {
		return func() error { _, err := q.All(ctx, s); return err }
	}
	// hook declares a table of its own.
	hook := func(declare func(t *lostTable)) func() error {
		return func() error {
			base := orm.NewBase()
			orm.Declare(base, "lost", func(t *lostTable) { t.ID.PrimaryKey(); declare(t) })
			return base.CreateAll(ctx, eng)
		}
	}
	tests := map[string]func() error{
		"query, nil session":    all(q, none),
		"query, zero session":   all(q, &orm.Session{}),
		"query, nil engine":     all(q, noEngine),
		"query, nil load":       all(q.With(orm.SelectIn[*Product, *Order](nil)), live),
		"query, nil join":       all(q.Join(nil), live),
		"query, nil raise":      all(q.With(orm.RaiseAll[*Product](nil)), live),
		"query of nil":          all(orm.Select[*Product](nil), live),
		"each, nil session":     func() error { return first(q.Each(ctx, none)) },
		"each, nil engine":      func() error { return first(q.Each(ctx, noEngine)) },
		"Get, nil session":      func() error { _, err := Products.Get(ctx, none, 1); return err },
		"Of, nil session":       func() error { _, err := Products.Orders.Of(ctx, none, &Product{}); return err },
		"Commit, nil session":   func() error { return none.Commit(ctx) },
		"Rollback, nil session": func() error { return none.Rollback(ctx) },
		"Close, nil session":    func() error { return none.Close() },
		"Add, nil session":      func() error { none.Add(&Product{}); return none.Err() },
		"ChangesOf":             func() error { _, err := orm.ChangesOf(none, &Product{}); return err },
		"Merge into nil":        func() error { _, err := orm.Merge(ctx, none, Products, &Product{}); return err },
		"Merge, nil table":      func() error { _, err := orm.Merge[*Product](ctx, live, nil, &Product{}); return err },
		"a zero base":           func() error { return (&orm.Base{}).CreateAll(ctx, eng) },
		"Preload, nil session":  func() error { return orm.Preload(ctx, none, []*Product{{}}, orm.SelectIn(Products.Orders)) },
		"Preload, nil object":   func() error { return orm.Preload(ctx, live, []*Product{nil}, orm.SelectIn(Products.Orders)) },
		"Preload, nil load":     func() error { return orm.Preload(ctx, live, []*Product{{ID: 1}}, nil) },
		"RefreshColumns, none":  func() error { return orm.RefreshColumns(ctx, none, &Product{}, Products.Price) },
		"RefreshColumns, nil":   func() error { return orm.RefreshColumns(ctx, live, nil, Products.Price) },
		"a nil column":          func() error { return orm.RefreshColumns(ctx, live, &Product{}, nil) },
		"Restore, nil session":  func() error { return orm.Restore(none, &Product{}) },
		"Restore, nil object":   func() error { return orm.Restore(live, nil) },
		"RestoreCascade, nil":   func() error { return orm.RestoreCascade(ctx, none, &Product{}) },
		"Notes, nil base":       func() error { var b *orm.Base; _, err := b.Notes(); return err },
		"ByReference, nil":      hook(func(t *lostTable) { orm.ByReference(t, nil) }),
		"New of nil":            func() error { _, err := orm.New[*Product](nil); return err },
		"Begin, nil engine":     func() error { return orm.Begin(ctx, nil, func(s *orm.Session) error { s.Add(&Product{}); return nil }) },
		"Begin, nil function":   func() error { return orm.Begin(ctx, eng, nil) },
		"Begin, nil option":     func() error { return orm.Begin(ctx, eng, ok, nil) },
		"Begin, nil context":    func() error { var no context.Context; return orm.Begin(no, eng, ok) },
		"Savepoint, nil":        func() error { return live.Savepoint(ctx, nil) },
		"Commit, nil engine":    func() error { noEngine.Add(&Product{Name: "x"}); return noEngine.Commit(ctx) },
		"Declare, nil base": func() error {
			lost := orm.Declare(nil, "lost", func(t *lostTable) { t.ID.PrimaryKey() })
			_, err := orm.Select(lost).All(ctx, live)
			if err != nil && !strings.Contains(err.Error(), "its Base is nil") {
				t.Error(err)
			}
			return err
		},
		"Alias of nil": func() error {
			var none *ProductTable
			_, err := engine.All(ctx, eng, sql.Select1(orm.Alias(none, "x")))
			return err
		},
		"SQL, nil dialect":       func() error { _, _, err := q.SQL(nil); return err },
		"OnBeforeFlush of nil":   func() error { return orm.Begin(ctx, eng, ok, orm.OnBeforeFlush(nil)) },
		"OnAfterFlush of nil":    func() error { return orm.Begin(ctx, eng, ok, orm.OnAfterFlush(nil)) },
		"OnBeforeCommit of nil":  func() error { return orm.Begin(ctx, eng, ok, orm.OnBeforeCommit(nil)) },
		"OnAfterCommit of nil":   func() error { return orm.Begin(ctx, eng, ok, orm.OnAfterCommit(nil)) },
		"OnAfterRollback of nil": func() error { return orm.Begin(ctx, eng, ok, orm.OnAfterRollback(nil)) },
		"Watch of nil":           func() error { return orm.Begin(ctx, eng, ok, orm.Watch(nil)) },
		"BeforeInsert of nil":    hook(func(t *lostTable) { orm.BeforeInsert(t, nil) }),
		"AfterInsert of nil":     hook(func(t *lostTable) { orm.AfterInsert(t, nil) }),
		"BeforeUpdate of nil":    hook(func(t *lostTable) { orm.BeforeUpdate(t, nil) }),
		"AfterUpdate of nil":     hook(func(t *lostTable) { orm.AfterUpdate(t, nil) }),
		"BeforeDelete of nil":    hook(func(t *lostTable) { orm.BeforeDelete(t, nil) }),
		"AfterDelete of nil":     hook(func(t *lostTable) { orm.AfterDelete(t, nil) }),
		"AfterLoad of nil":       hook(func(t *lostTable) { orm.AfterLoad(t, nil) }),
		"Validate of nil":        hook(func(t *lostTable) { orm.Validate(t, nil) }),
		"DefaultFunc of nil":     hook(func(t *lostTable) { t.ID.DefaultFunc(nil) }),
		"OnUpdateFunc of nil":    hook(func(t *lostTable) { t.ID.OnUpdateFunc(nil) }),
		"Later of nil":           hook(func(t *lostTable) { t.ID.References(orm.Later[*lostTable, schema.Int](nil)) }),
		"a nil column option": func() error {
			m := schema.NewMetaData()
			schema.NewTable(m, "x", schema.Column("id", nil, nil), nil)
			return m.Check()
		},
	}
	for what, f := range tests {
		t.Run(what, func(t *testing.T) {
			defer func() {
				if r := recover(); r != nil {
					t.Error("a panic: ", r)
				}
			}()
			err := f()
			if option, ok := strings.CutSuffix(what, " of nil"); err == nil {
				t.Error("no error")
			} else if ok && !slices.Contains([]string{"query", "New", "Alias", "Later"}, option) && !strings.Contains(err.Error(), option+" was given a nil function") {
				t.Error(err)
			}
		})
	}
	if orm.StateOf(none, &Product{}) != orm.Transient || Products.Orders.State(none, &Product{}) != orm.NotLoaded || none.Len() != 0 {
		t.Error("a nil session knows something")
	}
	if s := eng.Status(); s.InUse != 0 {
		t.Error("connections are lost: ", s)
	}
}

func first(rows func(func(*Product, error) bool)) (out error) {
	rows(func(_ *Product, err error) bool { out = err; return false })
	return out
}
