package dialecttest

import (
	"fmt"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// everyWidth selects one to eight columns, with a NULL in each that can have one.
func everyWidth(e *env) error {
	p, ctx := e.shop.p, e.ctx
	const id = 4 // whose price, day and category are NULL
	seen := func(name string, v any, err error, want string) {
		e.Helper()
		if err != nil {
			e.Errorf("%s: %v", name, err)
			return
		}
		equal(e, name, fmt.Sprintf("%v", v), want)
	}
	r1, err := engine.One(ctx, e.eng, sql.Select1(p.ID).Where(p.ID.Eq(id)))
	seen("Select1", r1, err, "4")
	r2, err := engine.One(ctx, e.eng, sql.Select2(p.ID, p.Name).Where(p.ID.Eq(id)))
	seen("Select2", r2, err, `{4 back\slash}`)
	r3, err := engine.One(ctx, e.eng, sql.Select3(p.Price, p.ID, p.Name).Where(p.ID.Eq(id)))
	seen("Select3", r3, err, `{<nil> 4 back\slash}`)
	r4, err := engine.One(ctx, e.eng, sql.Select4(p.Price, p.ID, p.Name, p.Made).Where(p.ID.Eq(id)))
	seen("Select4", r4, err, `{<nil> 4 back\slash <nil>}`)
	r5, err := engine.One(ctx, e.eng, sql.Select5(p.Price, p.ID, p.Name, p.Made, p.ID.Mul(10)).Where(p.ID.Eq(id)))
	seen("Select5", r5, err, `{<nil> 4 back\slash <nil> 40}`)
	r6, err := engine.One(ctx, e.eng, sql.Select6(p.Price, p.ID, p.Name, p.Made, p.ID.Mul(10), p.CategoryID).Where(p.ID.Eq(id)))
	seen("Select6", r6, err, `{<nil> 4 back\slash <nil> 40 <nil>}`)
	r7, err := engine.One(ctx, e.eng, sql.Select7(p.Price, p.ID, p.Name, p.Made, p.ID.Mul(10), p.CategoryID, sql.Upper(p.Name)).Where(p.ID.Eq(id)))
	seen("Select7", r7, err, `{<nil> 4 back\slash <nil> 40 <nil> BACK\SLASH}`)
	r8, err := engine.One(ctx, e.eng, sql.Select8(p.Price, p.ID, p.Name, p.Made, p.ID.Mul(10), p.CategoryID, sql.Upper(p.Name), p.ID.Eq(id)).Where(p.ID.Eq(id)))
	seen("Select8", r8, err, `{<nil> 4 back\slash <nil> 40 <nil> BACK\SLASH true}`)
	return nil
}

func typedCases() []testCase {
	return []testCase{
		{name: "one column", run: func(e *env) error {
			ids, err := engine.All(e.ctx, e.eng, sql.Select1(e.shop.p.ID).Where(e.shop.p.ID.Le(2)).OrderBy(e.shop.p.ID))
			equal(e, "the ids", fmt.Sprint(ids), "[1 2]")
			return err
		}},
		{name: "several columns", run: func(e *env) error {
			p := e.shop.p
			got, err := engine.All(e.ctx, e.eng, sql.Select5(p.ID, p.Name, p.Price, p.Active, p.Made).Where(p.ID.Le(2)).OrderBy(p.ID))
			if err != nil {
				return err
			}
			if a := got[0]; a.A != 1 || a.B != "widget" || *a.C != 9.99 || !a.D || !a.E.Equal(day(2024, 1, 31)) {
				e.Errorf("the first row is %v", a)
			}
			if b := got[1]; b.A != 2 || b.D || b.E != nil {
				e.Errorf("the second row is %v", b)
			}
			return nil
		}},
		{name: "rows of every width", run: everyWidth},
		{name: "returning of three", needs: InsertReturning, run: func(e *env) error {
			t := emptyItems(e)
			got, err := engine.One(e.ctx, e.eng, sql.Returning3(sql.Insert(t).Values(t.Code.Set("z"), t.N.Set(9)), t.ID, t.Code, t.Other))
			if err == nil {
				equal(e, "the row", fmt.Sprint(got), "{1 z <nil>}")
			}
			return err
		}},
		{name: "each and first into structs", run: func(e *env) error {
			type product struct {
				ID   int
				Name *string
			}
			q := sql.Select(e.shop.p.ID, e.shop.p.Name).Where(e.shop.p.ID.Le(3)).OrderBy(e.shop.p.ID)
			var got []string
			for p, err := range engine.EachAs[product](e.ctx, e.eng, q) {
				if err != nil {
					return err
				}
				got = append(got, fmt.Sprintf("%d %s", p.ID, *p.Name)) // each has its own memory
			}
			equal(e, "EachAs", fmt.Sprint(got), "[1 widget 2 100% wool 3 under_score]")
			for _, err := range engine.EachAs[product](e.ctx, e.eng, q) {
				e.must(err)
				break
			}
			first, err := engine.FirstAs[product](e.ctx, e.eng, q)
			e.must(err)
			equal(e, "FirstAs", first.ID, 1)
			_, err = engine.FirstAs[product](e.ctx, e.eng, q.Where(sql.False()))
			e.is(err, engine.ErrNoResult)
			_, err = engine.OneAs[product](e.ctx, e.eng, q)
			e.is(err, engine.ErrMultipleResults)
			e.whole(e.eng)
			return nil
		}},
		{name: "no rows are an empty slice", run: func(e *env) error {
			got, err := engine.All(e.ctx, e.eng, sql.Select1(e.shop.p.ID).Where(sql.False()))
			if got == nil || len(got) != 0 {
				e.Errorf("rows: %#v", got)
			}
			return err
		}},
		{name: "first and one", run: func(e *env) error {
			q := sql.Select1(e.shop.p.ID).OrderBy(e.shop.p.ID)
			first, err := engine.First(e.ctx, e.eng, q)
			e.must(err)
			equal(e, "First", first, 1)
			_, err = engine.One(e.ctx, e.eng, q)
			e.is(err, engine.ErrMultipleResults)
			_, err = engine.One(e.ctx, e.eng, q.Where(sql.False()))
			e.is(err, engine.ErrNoResult)
			_, err = engine.First(e.ctx, e.eng, q.Where(sql.False()))
			e.is(err, engine.ErrNoResult)
			n, err := engine.One(e.ctx, e.eng, sql.Select1(sql.Count()).From(e.shop.p))
			equal(e, "One", n, 10)
			return err
		}},
		{name: "structs by name", run: func(e *env) error {
			type product struct {
				ID         int64
				Title      string `db:"name"`
				Price      *float32
				Made       *time.Time
				CategoryID *int
				Unused     string
			}
			p := e.shop.p
			got, err := engine.AllAs[product](e.ctx, e.eng, sql.Select(p.ID, p.Name, p.Made, p.CategoryID).Where(p.ID.In(1, 4)).OrderBy(p.ID))
			if err != nil {
				return err
			}
			if g := got[0]; g.ID != 1 || g.Title != "widget" || *g.CategoryID != 1 || got[1].CategoryID != nil || got[1].Made != nil {
				e.Errorf("rows: %v", got)
			}
			raw, err := engine.AllAs[product](e.ctx, e.eng, sql.Text("SELECT id, name, category_id FROM product WHERE id = :id"), sql.Params{"id": 3})
			if err == nil && (len(raw) != 1 || raw[0].Title != "under_score" || *raw[0].CategoryID != 2) {
				e.Errorf("raw: %v", raw)
			}
			return err
		}},
		{name: "scalars of raw SQL", run: func(e *env) error {
			n, err := engine.AllAs[int](e.ctx, e.eng, sql.Text("SELECT count(*) FROM product"))
			equal(e, "the count", fmt.Sprint(n), "[10]")
			return err
		}},
		{name: "mistakes are found before anything is sent", run: func(e *env) error {
			p := e.shop.p
			type wrong struct{ ID, Nothing string }
			_, err := engine.AllAs[wrong](e.ctx, e.eng, sql.Select(p.ID, p.Name))
			if err == nil {
				e.Error("a column without a field")
			}
			type narrow struct{ Made int }
			if _, err = engine.AllAs[narrow](e.ctx, e.eng, sql.Select(p.Made)); err == nil {
				e.Error("a date as an int")
			}
			if _, err = engine.AllAs[int](e.ctx, e.eng, sql.Select(p.ID, p.Name)); err == nil {
				e.Error("two columns as an int")
			}
			// the far side of an outer join may be NULL
			if _, err = engine.All(e.ctx, e.eng, sql.Select2(p.ID, e.shop.o.ID).From(p).LeftJoin(e.shop.o)); err == nil {
				e.Error("an int for what may be NULL")
			}
			rows, err := engine.All(e.ctx, e.eng, sql.Select2(p.ID, e.shop.o.ID.Nullable()).From(p).LeftJoin(e.shop.o).Where(p.ID.Eq(3)))
			if err == nil && (len(rows) != 1 || rows[0].B != nil) {
				e.Errorf("rows: %v", rows)
			}
			return err
		}},
		{name: "each", run: func(e *env) error {
			sum := 0
			for id, err := range engine.Each(e.ctx, e.eng, sql.Select1(e.shop.p.ID)) {
				if err != nil {
					return err
				}
				sum += id
			}
			equal(e, "the sum", sum, 55)
			for _, err := range engine.Each(e.ctx, e.eng, sql.Select1(e.shop.p.ID)) {
				e.must(err)
				break
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "each, with other statements in the loop", run: func(e *env) error {
			t := items(e)
			err := e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				seen := 0
				for id, err := range engine.Each(e.ctx, c, sql.Select1(t.ID).OrderBy(t.ID)) {
					if err != nil {
						return err
					}
					seen++
					if err := e.counted(c, sql.Insert(t).Values(t.ID.Set(id+100), t.Code.Set(fmt.Sprint(id)), t.N.Set(1)), 1); err != nil {
						return err
					}
				}
				equal(e, "rows seen", seen, 3)
				return nil
			})
			if err != nil {
				return err
			}
			return e.want(sql.Select(sql.Count()).From(t), "6")
		}},
		{name: "an open result while another statement is executed", run: func(e *env) error {
			c, err := e.eng.Connect(e.ctx)
			e.must(err)
			defer c.Close()
			r, err := c.Execute(e.ctx, sql.Select(e.shop.p.ID).OrderBy(e.shop.p.ID))
			e.must(err)
			first, _, err := r.FetchOne()
			e.must(err)
			equal(e, "the first row", first.String(), "(1)")
			r2, err := c.Execute(e.ctx, sql.Select(e.shop.o.ID).OrderBy(e.shop.o.ID))
			e.must(err)
			if err := e.wantOn(c, sql.Select(sql.Count()).From(e.shop.cat), "4"); err != nil {
				return err
			}
			rest, err := r.All()
			e.must(err)
			equal(e, "the rest of the first", len(rest), 9)
			all, err := r2.All()
			e.must(err)
			equal(e, "the second", len(all), 5)
			return c.Commit(e.ctx)
		}},
	}
}
