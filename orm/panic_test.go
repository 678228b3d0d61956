package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type Gizmo struct {
	ID      int
	Name    string
	Code    *string
	Touched string
	Lot     *int
}

type GizmoTable struct {
	orm.TableOf[Gizmo, int]
	ID      schema.Int
	Name    schema.String
	Code    schema.NullString
	Touched schema.String
	Lot     schema.NullInt
}

// gizmoPanics is what the functions of gizmos panic with.
var gizmoPanics struct{ insert, update, validate any }

func orPanic(v any) string {
	if v != nil {
		panic(v)
	}
	return "made"
}

var (
	Foundry = orm.NewBase()
	Gizmos  = orm.Declare(Foundry, "foundry_gizmo", func(t *GizmoTable) {
		t.ID.PrimaryKey()
		t.Name.Size(60).Unique()
		t.Code.Size(20).DefaultFunc(func() string { return orPanic(gizmoPanics.insert) }).InNew()
		t.Touched.Size(20).OnUpdateFunc(func() string { return orPanic(gizmoPanics.update) })
		orm.Validate(t, func(*orm.Change[*Gizmo]) error { orPanic(gizmoPanics.validate); return nil })
	})
)

func TestDefaultsThatPanic(t *testing.T) {
	each(t, Foundry, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		boom := errors.New("boom")
		defer func() { gizmoPanics.insert, gizmoPanics.update, gizmoPanics.validate = nil, nil, nil }()
		panics := func(column string, failed bool) {
			t.Helper()
			err := s.Flush(ctx)
			var p *orm.HookPanicError
			if !errors.As(err, &p) || !errors.Is(err, boom) || !strings.Contains(string(p.Stack), "orPanic") || !strings.Contains(err.Error(), column) {
				t.Fatal(err)
			}
			gizmoPanics.insert, gizmoPanics.update, gizmoPanics.validate = nil, nil, nil
			if err := s.Flush(ctx); failed != errors.Is(err, orm.ErrPendingRollback) {
				t.Fatal(err)
			}
			must(t, s.Rollback(ctx))
		}
		g := &Gizmo{Name: "kept"}
		s.Add(g)
		must(t, s.Commit(ctx))

		gizmoPanics.insert = boom
		n := &Gizmo{Name: "new"}
		s.Add(&Gizmo{Name: "other", Code: new(string)}, n)
		panics("Gizmo.Code", true)
		if n.ID != 0 || n.Code != nil {
			t.Fatal(n)
		}
		s.Add(n)
		must(t, s.Commit(ctx))

		gizmoPanics.update = boom
		g.Name = "changed"
		panics("Gizmo.Touched", true)
		g.Name = "changed"
		must(t, s.Commit(ctx))

		gizmoPanics.insert = boom
		s.Delete(g)
		s.Add(&Gizmo{ID: g.ID, Name: "switched"})
		panics("Gizmo.Code", false)

		gizmoPanics.validate = boom
		g.Name = "refused"
		panics("Gizmo", false)
		if g.Name != "changed" {
			t.Fatal(g)
		}

		gizmoPanics.insert = boom
		var p *orm.HookPanicError
		if _, err := orm.New(Gizmos); !errors.As(err, &p) {
			t.Fatal(err)
		}
		var made *schema.PanicError
		if _, err := eng.Execute(ctx, sql.Insert(Gizmos).Values(Gizmos.Name.Set("x"), Gizmos.Touched.Set(""))); !errors.As(err, &made) || made.Column != "foundry_gizmo.code" {
			t.Fatal(err)
		}
		if _, err := eng.Execute(ctx, orm.Insert(Gizmos, &Gizmo{Name: "x"})); !errors.As(err, &made) {
			t.Fatal(err)
		}
	})
}

func TestWhichNewObject(t *testing.T) {
	for _, hide := range []bool{false, true} {
		for _, d := range databases() {
			t.Run(fmt.Sprint(d.name, " hides ", hide), func(t *testing.T) {
				ctx := t.Context()
				var options []engine.Option
				if hide {
					options = append(options, engine.HideParameters())
				}
				eng := d.open(t, options...)
				t.Cleanup(func() { eng.Close(context.Background()) })
				must(t, Foundry.DropAll(ctx, eng))
				must(t, Foundry.CreateAll(ctx, eng))
				t.Cleanup(func() { must(t, Foundry.DropAll(context.Background(), eng)) })
				s := orm.NewSession(eng)
				defer s.Close()
				s.Add(&Gizmo{Name: "taken"})
				must(t, s.Commit(ctx))
				s.Add(&Gizmo{Name: "a"}, &Gizmo{Name: "taken"}, &Gizmo{Name: "b"})
				err := s.Flush(ctx)
				want := `flush: INSERT of a new Gizmo (number 2 of 3 that were added; Name: "taken"): `
				if hide {
					want = `flush: INSERT of a new Gizmo (number 2 of 3 that were added): `
				}
				if err == nil || !strings.HasPrefix(err.Error(), want) {
					t.Fatal(err)
				}
				must(t, s.Rollback(ctx))
			})
		}
	}
}

func TestErrorsOfTheGraph(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Product{Name: "p"}
		s.Add(p)
		must(t, s.Commit(ctx))
		s.Delete(p)
		s.Add(&Order{Product: p})
		var gone *orm.DeletedParentError
		if err := s.Flush(ctx); !errors.As(err, &gone) || gone.Child != "a new Order" || gone.Parent != "Product 1" || gone.Relation != "Product.Orders" {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		p.Orders = []*Order{{}, nil}
		var none *orm.NilMemberError
		if err := s.Flush(ctx); !errors.As(err, &none) || none.Path != "Product 1.Orders[1]" {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
	})
}
