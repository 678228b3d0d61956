package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type Dish struct {
	ID   int
	Name string
	Size int // no column
}

type DishTable struct {
	orm.TableOf[Dish, int]
	ID   schema.Int
	Name schema.String
}

var (
	errDish = errors.New("no dish")
	Menu    = orm.NewBase()
	Dishes  = orm.Declare(Menu, "menu_dish", func(t *DishTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20).Unique()
		orm.Ignore(t, "Size")
		orm.AfterLoad(t, func(_ context.Context, d *Dish) error {
			if d.Name == "bad" {
				return errDish
			}
			d.Size += len(d.Name)
			return nil
		})
	})
)

func TestAfterLoad(t *testing.T) {
	each(t, Menu, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Dish{ID: 1, Name: "soup"}, &Dish{ID: 2, Name: "bad"}); return nil }))
		s := orm.NewSession(eng)
		defer s.Close()
		d, err := Dishes.Get(ctx, s, 1)
		must(t, err)
		if d.Size != 4 {
			t.Fatal(d)
		}
		if _, err := orm.Select(Dishes).All(ctx, s); !errors.Is(err, errDish) {
			t.Fatal(err)
		}
		rows, err := orm.All(ctx, s, sql.Select1(Dishes).OrderBy(Dishes.ID))
		must(t, err) // both are known by now
		if rows[0] != d || d.Size != 4 {
			t.Fatal("called again", d)
		}
	})
}

func TestReadOnlySessions(t *testing.T) {
	each(t, Menu, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Dish{ID: 1, Name: "soup"}); return nil }))
		s := orm.NewSession(eng, orm.ReadOnly)
		defer s.Close()
		d, err := Dishes.Get(ctx, s, 1)
		must(t, err)
		if again, err := Dishes.Get(ctx, s, 1); err != nil || again != d {
			t.Fatal(again, err)
		}
		must(t, s.Commit(ctx))
		d.Name = "stew"
		if _, err := orm.Select(Dishes).All(ctx, s); err != nil || d.Name != "soup" {
			t.Fatal("a query flushed, or has not overwritten what was read before", d.Name, err)
		}
		if err := s.Flush(ctx); !errors.Is(err, orm.ErrReadOnlySession) {
			t.Fatal(err)
		}
		s.Add(&Dish{ID: 2, Name: "stew"})
		if err := s.Commit(ctx); !errors.Is(err, orm.ErrReadOnlySession) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		n := 0
		for ds, err := range orm.Select(Dishes).Batches(ctx, s, 1) {
			must(t, err)
			n += len(ds)
		}
		if n != 1 {
			t.Fatal(n)
		}
		if _, err := s.Execute(ctx, sql.Delete(Dishes).AllRows()); err == nil {
			t.Fatal("a read-only session has written")
		}
	})
}

func TestAutoflushErrorsNameTheQuery(t *testing.T) {
	each(t, Menu, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Dish{ID: 1, Name: "soup"}, &Dish{ID: 2, Name: "soup"})
		_, err := orm.Select(Dishes).Count(ctx, s)
		var ae *orm.AutoflushError
		if !errors.As(err, &ae) || ae.Reading != "menu_dish" || !strings.Contains(ae.Site, "afterload_test.go:") {
			t.Fatalf("%+v %v", ae, err)
		}
	})
}
