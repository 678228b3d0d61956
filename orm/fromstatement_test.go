package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func TestEntitiesOfAnyStatement(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 5, 2)
		s := orm.NewSession(eng)
		defer s.Close()
		known, err := Products.Get(ctx, s, 2)
		must(t, err)

		text := sql.Text(`SELECT name, id, expiry_date, price, available_quantity, production_date, expiry_offset_months
			FROM orm_product WHERE price >= :least AND name <> 'FOR UPDATE' -- INSERT
			ORDER BY id DESC`).Bind("least", 10)
		ps, err := orm.FromStatement(ctx, s, Products, text, orm.SelectIn(Products.Orders, orm.Joined(Orders.Product)))
		must(t, err)
		if len(ps) != 4 || ps[3] != known || ps[0].Name != "p04" || len(ps[0].Orders) != 2 || ps[0].Orders[0].Product != ps[0] {
			t.Fatalf("%+v", ps)
		}
		star, err := orm.FromStatement(ctx, s, Products, sql.Text("SELECT * FROM orm_product"))
		must(t, err)
		if len(star) != 5 {
			t.Error(len(star))
		}
		ps[0].Price = 77 // tracked, and flushed before the next statement
		ps, err = orm.FromStatement(ctx, s, Products, sql.Text("SELECT * FROM orm_product WHERE price = 77"))
		must(t, err)
		if len(ps) != 1 || ps[0].Name != "p04" {
			t.Error(ps)
		}
		must(t, s.Commit(ctx))

		// a union, a repetition, none
		a, b := sql.Select1(Products).Where(Products.ID.Le(2)), sql.Select1(Products).Where(Products.ID.Between(2, 3))
		ps, err = orm.FromStatement(ctx, s, Products, a.UnionAll(b))
		must(t, err)
		if len(ps) != 3 {
			t.Errorf("each once: %d", len(ps))
		}
		ps, err = orm.FromStatement(ctx, s, Products, sql.Text("SELECT * FROM orm_product WHERE id < 0"))
		if err != nil || ps == nil || len(ps) != 0 {
			t.Error(ps, err)
		}

		// columns that are not there
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		part := sql.Text("SELECT id, name FROM orm_product ORDER BY id")
		_, err = orm.FromStatement(ctx, fresh, Products, part)
		if err == nil || !strings.Contains(err.Error(), `"price" (Product.Price)`) || !strings.Contains(err.Error(), "orm.Partly") {
			t.Error(err)
		}
		ps, err = orm.FromStatement(ctx, fresh, Products, part, orm.Partly)
		must(t, err)
		if ps[1].Name != "p01" || ps[1].Price != 0 {
			t.Errorf("%+v", ps[1])
		}
		if p, err := fresh.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Errorf("zeros that were not loaded are taken for values: %v %v", p, err)
		}
		must(t, orm.LoadColumns(ctx, fresh, ps[1], Products.Price))
		if ps[1].Price != 10 || ps[2].Price != 20 {
			t.Errorf("%+v", ps[1])
		}
		ps[3].Name = "mine"
		must(t, fresh.Commit(ctx))

		for text, want := range map[string]string{
			"SELECT name FROM orm_product":                            `"id" (Product.ID)`,
			"SELECT id, name, 1 AS total, 2 AS more FROM orm_product": `no column for: "total", "more"`,
			"SELECT id, name, name FROM orm_product":                  `two columns of its rows are called "name"`,
			"SELECT id, nosuch FROM orm_product":                      "nosuch",
			"":                                                        "",
		} {
			before := fresh.Len()
			_, err := orm.FromStatement(ctx, fresh, Products, sql.Text(sql.SQL(text)), orm.Partly)
			if err == nil || !strings.Contains(err.Error(), want) || fresh.Len() != before {
				t.Errorf("%q: %v", text, err)
			}
			must(t, fresh.Rollback(ctx))
		}
		if _, err := orm.FromStatement(ctx, fresh, Orders, sql.Text("SELECT id, quantity FROM orm_order"), orm.Partly); err == nil || !strings.Contains(err.Error(), "product_id") {
			t.Errorf("without its foreign key: %v", err)
		}
		if _, err := orm.FromStatement(ctx, fresh, Products, sql.Text("SELECT * FROM orm_product WHERE id = :id")); err == nil || !strings.Contains(err.Error(), "id") {
			t.Errorf("without a value for its parameter: %v", err)
		}
		if _, err := orm.FromStatement(ctx, fresh, Products, nil); err == nil {
			t.Error("a nil")
		}
		if _, err := orm.FromStatement(ctx, fresh, Products, part, nil); err == nil {
			t.Error("a nil option")
		}
		for _, l := range []orm.Load[*Product]{orm.Undefer(Products), orm.Contained(Products.Orders)} {
			if _, err := orm.FromStatement(ctx, fresh, Products, sql.Text("SELECT * FROM orm_product"), l); err == nil || !strings.Contains(err.Error(), "as it is written") {
				t.Error(err)
			}
		}
		var nobody *ProductTable
		if _, err := orm.FromStatement(ctx, fresh, nobody, part); err == nil {
			t.Error("a nil table")
		}

		// plain objects
		n := fresh.Len()
		ps, err = orm.FromStatement(ctx, fresh, Products, sql.Text("SELECT * FROM orm_product"), orm.Untracked, orm.SelectIn(Products.Orders))
		must(t, err)
		if len(ps) != 5 || len(ps[4].Orders) != 2 || fresh.Len() != n {
			t.Error(len(ps), fresh.Len(), n)
		}
		gone, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := orm.FromStatement(gone, fresh, Products, part, orm.Partly); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

// What a DELETE returns are deleted objects, those that the session knew among them, and
// rows again after a rollback.
func TestEntitiesOfADelete(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		for name, run := range map[string]func(s *orm.Session) ([]*Product, error){
			"FromStatement": func(s *orm.Session) ([]*Product, error) {
				return orm.FromStatement(ctx, s, Products, sql.Delete(Products).Where(Products.Price.Gt(5)).Returning(Products))
			},
			"All": func(s *orm.Session) ([]*Product, error) {
				return orm.All(ctx, s, sql.Returning(sql.Delete(Products).Where(Products.Price.Gt(5)), Products))
			},
			"untracked": func(s *orm.Session) ([]*Product, error) {
				return orm.FromStatement(ctx, s, Products, sql.Delete(Products).Where(Products.Price.Gt(5)).Returning(Products), orm.Untracked)
			},
		} {
			_, err := eng.Execute(ctx, sql.Delete(Products).AllRows())
			must(t, err)
			fill(t, ctx, eng, 3, 1)
			s := orm.NewSession(eng)
			known, err := orm.Select(Products).Where(Products.Name.Eq("p01")).With(orm.SelectIn(Products.Orders)).One(ctx, s)
			must(t, err)
			ps, err := run(s)
			must(t, err)
			if len(ps) != 2 || orm.StateOf(s, known) != orm.Deleted {
				t.Fatalf("%s: %d came, and what was known is %v", name, len(ps), orm.StateOf(s, known))
			}
			for _, p := range ps {
				if is := orm.StateOf(s, p); name != "untracked" && is != orm.Deleted {
					t.Errorf("%s: %s is %v", name, p.Name, is)
				}
			}
			known.Name = "of no row"
			must(t, s.Flush(ctx))
			must(t, s.Rollback(ctx))
			if is := orm.StateOf(s, known); is != orm.Persistent && is != orm.Expired || known.Name != "p01" || len(known.Orders) != 1 {
				t.Errorf("%s: rolled back, it is %v %+v", name, is, known)
			}
			if n, err := orm.Select(Products).Count(ctx, s); err != nil || n != 3 {
				t.Errorf("%s: %d %v", name, n, err)
			}
			if _, err = run(s); err != nil {
				t.Fatal(err)
			}
			must(t, s.Commit(ctx))
			if n, err := orm.Select(Products).Count(ctx, s); err != nil || n != 1 || s.Len() > 1 {
				t.Errorf("%s: %d rows, %d objects, %v", name, n, s.Len(), err)
			}
			must(t, s.Close())
		}
	})
}

// What a statement writes belongs to the session's transaction, and its objects are up to
// date.
func TestEntitiesOfWhatWrites(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		fill(t, ctx, eng, 3, 0)
		s := orm.NewSession(eng)
		defer s.Close()
		known, err := Products.Get(ctx, s, 2)
		must(t, err)
		statements := map[string]sql.Statement{
			"built": sql.Update(Products).Set(Products.Price.Set(99)).Where(Products.ID.Eq(2)).Returning(Products),
			"text":  sql.Text("UPDATE orm_product SET price = 99 WHERE id = 2 RETURNING *"),
		}
		for name, stmt := range statements {
			ps, err := orm.FromStatement(ctx, s, Products, stmt)
			if eng.Dialect().Name() == "mysql" || strings.HasPrefix(eng.Dialect().Name(), "maria") {
				if err == nil {
					t.Errorf("%s: MariaDB has no UPDATE … RETURNING", name)
				}
				must(t, s.Rollback(ctx))
				continue
			}
			must(t, err)
			if len(ps) != 1 || ps[0] != known || known.Price != 99 {
				t.Errorf("%s: %+v", name, ps)
			}
			must(t, s.Rollback(ctx))
			if err := s.Refresh(ctx, known); err != nil || known.Price != 10 {
				t.Errorf("%s: it is not rolled back: %v %v", name, known.Price, err)
			}
		}
		// a lock that a text takes is held until the end
		if eng.Dialect().Features().Embedded {
			return
		}
		_, err = orm.FromStatement(ctx, s, Products, sql.Text("SELECT * FROM orm_product WHERE id = 1 FOR UPDATE"))
		must(t, err)
		other := orm.NewSession(eng)
		defer other.Close()
		if _, err := orm.Select(Products).Where(Products.ID.Eq(1)).ForUpdate().NoWait().All(ctx, other); !refused(err) {
			t.Errorf("the lock is gone: %v", err)
		}
		must(t, other.Rollback(ctx))
		must(t, s.Rollback(ctx))
	})
}

// refused reports whether a lock could not be had at once.
func refused(err error) bool {
	var e *driver.Error
	return errors.As(err, &e) && (e.Code == "55P03" || e.Code == "HY000")
}

func ExampleFromStatement() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	text := sql.Text("SELECT id, name FROM orm_product WHERE length(name) > :n ORDER BY name").Bind("n", 5)
	products, err := orm.FromStatement(ctx, s, Products, text, orm.Partly, orm.SelectIn(Products.Orders))
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, len(p.Orders), p.Price) // the price was not asked for
	}
	check(orm.LoadColumns(ctx, s, products[0], Products.Price))
	fmt.Println(products[0].Price)
	// Output:
	// bucket 1 0
	// candle 0 0
	// 4
}

func ExampleFrom() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	long := sql.Text("SELECT * FROM orm_product WHERE length(name) > :n").Bind("n", 5).Columns(Products).Subquery("long")
	p := orm.From(Products, long)
	products, err := orm.Select(p).Where(p.Name.Lt("c")).OrderBy(p.Name).With(orm.SelectIn(p.Orders)).All(ctx, s)
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, len(p.Orders))
	}
	// Output:
	// bucket 1
}
