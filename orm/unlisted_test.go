package orm_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// Thousands of new rows are read when they are sent, where they can be copied: all that they
// give comes to the table, whatever stands where, and whatever the table is like there.
func TestThousandsOfNewRowsGiveWhatTheyHave(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		const n = 2600
		long := strings.Repeat("ä", 100) // its bytes are more than the column has characters
		plain := func(i int) Product {
			p := Product{Name: fmt.Sprint("ö", i), Price: float64(i) / 4, AvailableQuantity: i}
			if i > 700 && i%3 == 0 { // NULL only, for several hundred rows
				day := time.Date(1969, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%5)
				p.ProductionDate, p.ExpiryOffsetMonths = &day, &i
			}
			return p
		}
		named := func(name string, at ...int) func(int) Product {
			return func(i int) Product {
				p := plain(i)
				for _, a := range at {
					if i == a {
						p.Name = name
					}
				}
				return p
			}
		}
		keyed := func(i int) Product {
			p := plain(i)
			if i == 100 || i == 2300 || i == 2301 {
				p.ID = 1_000_000 + i
			}
			return p
		}
		commit := func(made func(int) Product, planned bool) ([]*Product, error) {
			s := orm.NewSession(eng)
			defer s.Close()
			objs := make([]*Product, n)
			for i := range objs {
				p := made(i)
				objs[i] = &p
				s.Add(objs[i])
			}
			if planned {
				plan, err := s.Plan(ctx)
				must(t, err)
				rows := 0
				for _, st := range plan.Statements {
					if rows++; !strings.HasPrefix(st.SQL, "INSERT INTO ") || len(st.Args) == 0 {
						t.Fatalf("planned: %s with %d values", st.SQL, len(st.Args))
					}
				}
				if arrays := eng.Dialect().Features().ArrayRows; rows == 0 || arrays && (rows != 1 || len(plan.Statements[0].Args) != 6) {
					t.Fatalf("%d statements are planned", rows)
				}
			}
			err := s.Commit(ctx)
			if err != nil {
				must(t, s.Rollback(ctx))
			}
			return objs, err
		}
		stored := func(objs []*Product, made func(int) Product) {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			all, err := orm.Select(Products).All(ctx, fresh)
			must(t, err)
			if len(all) != n {
				t.Fatalf("%d rows are stored", len(all))
			}
			for i, p := range objs {
				q, err := Products.Get(ctx, fresh, p.ID)
				must(t, err)
				want := made(i)
				if want.ID != 0 && want.ID != p.ID || q.Name != want.Name || q.Price != want.Price || q.AvailableQuantity != i ||
					(q.ProductionDate == nil) != (want.ProductionDate == nil) || q.ProductionDate != nil && (!q.ProductionDate.Equal(*want.ProductionDate) || *q.ExpiryOffsetMonths != i) {
					t.Fatalf("object %d is stored as %+v", i, *q)
				}
			}
			must(t, Base.DropAll(ctx, eng))
			must(t, Base.CreateAll(ctx, eng))
		}
		postgres := eng.Dialect().Name() == "postgresql"
		run := func(texts ...sql.SQL) {
			t.Helper()
			for _, text := range texts {
				if !postgres {
					continue // these concern drawing and COPY
				}
				res, err := eng.Execute(ctx, sql.Text(text))
				must(t, err)
				must(t, res.Close())
			}
		}

		for _, bad := range []int{0, 1, 2, 700, n - 1} {
			made := named("bad \xff", bad)
			objs, err := commit(made, false)
			if err == nil || !strings.Contains(err.Error(), "Product.Name") || !strings.Contains(err.Error(), "UTF-8") {
				t.Fatalf("object %d: %v", bad, err)
			}
			for _, p := range objs {
				if p.ID != 0 {
					t.Fatal("a key was kept")
				}
			}
		}
		for name, made := range map[string]func(int) Product{
			"plain": plain, "long first": named(long, 0), "long second": named(long, 1, 2), "long late": named(long, 900, n-1), "keyed": keyed,
		} {
			for _, planned := range []bool{false, true} {
				objs, err := commit(made, planned && name != "keyed")
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				stored(objs, made)
			}
		}

		// COPY does not take what is declared, keys can be drawn
		run("ALTER TABLE orm_product ALTER COLUMN price TYPE numeric")
		objs, err := commit(plain, false)
		must(t, err)
		stored(objs, plain)

		// keys cannot be drawn
		run("CREATE OR REPLACE FUNCTION orm_product_in() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
			"CREATE TRIGGER orm_product_in BEFORE INSERT ON orm_product FOR EACH ROW EXECUTE FUNCTION orm_product_in()")
		objs, err = commit(plain, true)
		must(t, err)
		stored(objs, plain)
		run("DROP FUNCTION orm_product_in()")
	})
}
