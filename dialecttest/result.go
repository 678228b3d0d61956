package dialecttest

import (
	stdsql "database/sql"
	"errors"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// some is a result with the ids 1 … n.
func some(e *env, n int) *engine.Result {
	e.Helper()
	r, err := e.eng.Execute(e.ctx, sql.Select(e.shop.p.ID, e.shop.p.Name).Where(e.shop.p.ID.Le(n)).OrderBy(e.shop.p.ID))
	e.must(err)
	return r
}

func resultCases() []testCase {
	return []testCase{
		{name: "exhausted is not closed", run: func(e *env) error {
			r := some(e, 3)
			all, err := r.All()
			e.must(err)
			equal(e, "the number of rows", len(all), 3)
			equal(e, "Closed", r.Closed(), false)
			all, err = r.All()
			equal(e, "rows of a second All", len(all), 0)
			e.must(err)
			_, ok, err := r.FetchOne()
			equal(e, "FetchOne", ok, false)
			e.must(err)
			few, err := r.FetchMany(2)
			equal(e, "FetchMany", len(few), 0)
			e.must(err)
			_, err = r.First()
			e.is(err, engine.ErrNoResult)
			_, err = r.First()
			e.is(err, engine.ErrResultClosed)
			return nil
		}},
		{name: "every method in every state", run: resultStates},
		{name: "closed is closed", run: func(e *env) error {
			for name, end := range map[string]func(r *engine.Result) error{
				"First":               func(r *engine.Result) error { _, err := r.First(); return err },
				"One":                 func(r *engine.Result) error { _, err := r.One(); return err },
				"OneOrNone":           func(r *engine.Result) error { _, _, err := r.OneOrNone(); return err },
				"Scalar":              func(r *engine.Result) error { _, err := r.Scalar(); return err },
				"ScalarOne":           func(r *engine.Result) error { _, err := r.ScalarOne(); return err },
				"ScalarOneOrNone":     func(r *engine.Result) error { _, _, err := r.ScalarOneOrNone(); return err },
				"Close":               func(r *engine.Result) error { return r.Close() },
				"Close after a fetch": func(r *engine.Result) error { r.FetchOne(); return r.Close() },
			} {
				r := some(e, 1)
				if err := end(r); err != nil {
					e.Errorf("%s: %v", name, err)
				}
				equal(e, "Closed after "+name, r.Closed(), true)
				for what, fetch := range fetches() {
					if err := fetch(r); err == nil {
						e.Errorf("%s after %s: no error", what, name)
					} else {
						e.is(err, engine.ErrResultClosed)
					}
				}
				if err := r.Close(); err != nil {
					e.Errorf("Close after %s: %v", name, err)
				}
			}
			return nil
		}},
		{name: "a statement without rows", run: func(e *env) error {
			t := items(e)
			r, err := e.eng.Execute(e.ctx, sql.Update(t).Set(t.N.Set(1)).Where(t.ID.Le(2)))
			e.must(err)
			equal(e, "ReturnsRows", r.ReturnsRows(), false)
			equal(e, "RowCount", r.RowCount(), 2)
			equal(e, "the number of keys", len(r.Keys()), 0)
			for what, fetch := range fetches() {
				if err := fetch(r); err == nil {
					e.Errorf("%s: no error", what)
				} else {
					e.is(err, engine.ErrNoRows)
				}
				if r.Closed() { // First and its like close
					r, err = e.eng.Execute(e.ctx, sql.Update(t).Set(t.N.Set(1)).Where(t.ID.Le(2)))
					e.must(err)
				}
			}
			return r.Close()
		}},
		{name: "one", run: func(e *env) error {
			row, err := some(e, 1).One()
			e.must(err)
			equal(e, "the row", row.String(), "(1, 'widget')")
			_, err = some(e, 0).One()
			e.is(err, engine.ErrNoResult)
			e.is(err, stdsql.ErrNoRows)
			_, err = some(e, 3).One()
			e.is(err, engine.ErrMultipleResults)
			_, ok, err := some(e, 0).OneOrNone()
			equal(e, "OneOrNone", ok, false)
			e.must(err)
			_, _, err = some(e, 2).OneOrNone()
			e.is(err, engine.ErrMultipleResults)
			return nil
		}},
		{name: "scalars", run: func(e *env) error {
			v, err := some(e, 0).Scalar()
			e.must(err)
			equal(e, "Scalar of no row", v, nil)
			_, err = some(e, 0).ScalarOne()
			e.is(err, engine.ErrNoResult)
			_, ok, err := some(e, 0).ScalarOneOrNone()
			e.must(err)
			equal(e, "ScalarOneOrNone", ok, false)
			v, err = some(e, 2).Scalar()
			e.must(err)
			equal(e, "Scalar", fmt.Sprint(v), "1")
			names, err := some(e, 3).Scalars(1).All()
			e.must(err)
			equal(e, "Scalars", fmt.Sprint(names), "[widget 100% wool under_score]")
			_, err = some(e, 1).Scalars(7).First()
			if err == nil {
				e.Error("there is no eighth column")
			}
			return nil
		}},
		{name: "portions", run: func(e *env) error {
			r := some(e, 7)
			var got []int
			for part, err := range r.Partitions(3) {
				e.must(err)
				got = append(got, len(part))
			}
			equal(e, "Partitions", fmt.Sprint(got), "[3 3 1]")
			r = some(e, 5)
			few, err := r.FetchMany(2)
			e.must(err)
			rest, err := r.FetchAll()
			e.must(err)
			equal(e, "FetchMany and FetchAll", fmt.Sprint(len(few), len(rest)), "2 3")
			return nil
		}},
		{name: "rows that are left after a loop that ends early", run: func(e *env) error {
			r := some(e, 4)
			for row, err := range r.Rows() {
				e.must(err)
				equal(e, "the first row", row.At(0), any(int64(1)))
				break
			}
			rest, err := r.All()
			e.must(err)
			equal(e, "the rest", len(rest), 3)
			return nil
		}},
		{name: "views", run: func(e *env) error {
			maps, err := some(e, 2).Mappings().All()
			e.must(err)
			equal(e, "Mappings", fmt.Sprint(maps), "[map[id:1 name:widget] map[id:2 name:100% wool]]")
			cols, err := some(e, 1).Columns(e.shop.p.Name, 0, "id").All()
			e.must(err)
			equal(e, "Columns", fmt.Sprint(cols), "[('widget', 1, 1)]")
			r := some(e, 1)
			if _, err := r.Columns("nothing").First(); err == nil {
				e.Error("there is no such column")
			}
			return r.Close()
		}},
		{name: "maps of two columns with one name", run: oneNameTwice},
		{name: "views share the rows", run: func(e *env) error {
			r := some(e, 3)
			s, m := r.Scalars(0), r.Mappings()
			for range s.Values() {
				break
			}
			rest, err := m.All()
			e.must(err)
			equal(e, "the rest", len(rest), 2)
			return nil
		}},
		{name: "unique", run: func(e *env) error {
			r, err := e.eng.Execute(e.ctx, sql.Select(e.shop.p.CategoryID, e.shop.p.Active).OrderBy(e.shop.p.ID))
			e.must(err)
			all, err := r.Unique().All()
			e.must(err)
			equal(e, "the rows", fmt.Sprint(all), "[(1, true) (1, false) (2, true) (NULL, true) (2, false) (3, true) (3, false)]")
			return nil
		}},
		{name: "rows by position, name and column", run: rowAccess},
		{name: "rows outlive the result", run: func(e *env) error {
			r := some(e, 8)
			first, _, err := r.FetchOne()
			e.must(err)
			_, err = r.All()
			e.must(err)
			e.must(r.Close())
			equal(e, "the row", first.String(), "(1, 'widget')")
			return nil
		}},
		{name: "keys and names", run: func(e *env) error {
			r, err := e.eng.Execute(e.ctx, sql.Select(e.shop.p.ID, e.shop.o.ID, sql.Count().As("n"), sql.Max(e.shop.p.ID), sql.Max(e.shop.o.ID)).From(e.shop.p).Join(e.shop.o).GroupBy(e.shop.p.ID, e.shop.o.ID))
			e.must(err)
			equal(e, "Keys", fmt.Sprint(r.Keys()), "[id id_1 n max_1 max_2]")
			return r.Close()
		}},
		{name: "row count of rows that are read", run: func(e *env) error {
			r := some(e, 3)
			equal(e, "RowCount before", r.RowCount(), -1)
			_, err := r.All()
			e.must(err)
			equal(e, "RowCount after", r.RowCount(), 3)
			return nil
		}},
		{name: "an error while rows are read", run: func(e *env) error {
			// NULL for a column that was vouched for
			_, err := engine.All(e.ctx, e.eng, sql.Select1(e.shop.p.CategoryID.NotNull()))
			if err == nil {
				e.Error("a NULL was taken for a number")
			}
			e.whole(e.eng)
			return nil
		}},
	}
}

func fetches() map[string]func(r *engine.Result) error {
	return map[string]func(r *engine.Result) error{
		"FetchOne":  func(r *engine.Result) error { _, _, err := r.FetchOne(); return err },
		"FetchMany": func(r *engine.Result) error { _, err := r.FetchMany(2); return err },
		"All":       func(r *engine.Result) error { _, err := r.All(); return err },
		"Scalars":   func(r *engine.Result) error { _, err := r.Scalars(0).All(); return err },
		"Mappings":  func(r *engine.Result) error { _, err := r.Mappings().All(); return err },
		"Partitions": func(r *engine.Result) (err error) {
			for _, err = range r.Partitions(1) {
			}
			return err
		},
		"Rows": func(r *engine.Result) (err error) {
			for _, err = range r.Rows() {
			}
			return err
		},
		"Unique, All": func(r *engine.Result) error { _, err := r.Unique().All(); return err },
		"First":       func(r *engine.Result) error { _, err := r.First(); return err },
		"One":         func(r *engine.Result) error { _, err := r.One(); return err },
		"Scalar":      func(r *engine.Result) error { _, err := r.Scalar(); return err },
	}
}

// oneNameTwice reads two columns of one name as maps, from a statement that is built and
// from one that is a text: nothing is lost silently.
func oneNameTwice(e *env) error {
	const want = `columns 1 and 2 are both named "n", and a map would lose one of them: label one of them with As, or read them by position (Row.At, Row.Values, Scan)`
	t := items(e)
	for form, stmt := range map[string]sql.Statement{
		"built":   sql.Select(t.ID, t.N.As("n"), t.ID.As("n")).OrderBy(t.ID).Limit(2),
		"text":    sql.Text("SELECT 1 AS id, 2 AS n, 1 AS n"),
		"no rows": sql.Select(t.ID, t.N.As("n"), t.ID.As("n")).Where(t.ID.Lt(0)),
	} {
		for name, read := range map[string]func(r *engine.Result) error{
			"Mappings.All":   func(r *engine.Result) error { _, err := r.Mappings().All(); return err },
			"Mappings.Rows":  func(r *engine.Result) error { _, err := drained(r.Mappings().Rows()); return err },
			"Mappings.First": func(r *engine.Result) error { _, err := r.Mappings().First(); return err },
			"Mappings.One":   func(r *engine.Result) error { _, err := r.Mappings().One(); return err },
			"Row.Map": func(r *engine.Result) error {
				row, err := r.First()
				if form == "no rows" {
					return errors.New(want) // there is no row to ask
				}
				equal(e, "by position", row.At(2), any(int64(1)))
				if err == nil {
					_, err = row.Map()
				}
				return err
			},
		} {
			r, err := e.eng.Execute(e.ctx, stmt)
			e.must(err)
			equal(e, name+" of what is "+form, saying(nil, read(r)), "error: "+want)
			equal(e, name+" of what is "+form+" closes the result", r.Closed(), true)
		}
	}
	e.whole(e.eng)
	return nil
}

func rowAccess(e *env) error {
	s := e.shop
	r, err := e.eng.Execute(e.ctx, sql.Select(s.p.ID, s.p.Name, s.p.Price, s.o.ID, sql.Count().As("n")).From(s.p).LeftJoin(s.o).
		Where(s.p.ID.Eq(4)).GroupBy(s.p.ID, s.p.Name, s.p.Price, s.o.ID))
	e.must(err)
	row, err := r.One()
	e.must(err)
	equal(e, "Len", row.Len(), 5)
	equal(e, "At", row.At(1), any(`back\slash`))
	equal(e, "At beyond the end", row.At(9), nil)
	if v, err := row.Get("n"); err != nil || v != int64(1) {
		e.Errorf("Get: %v, %v", v, err)
	}
	if _, err := row.Get("nothing"); err == nil {
		e.Error("Get of a name that is not there")
	}
	if id, err := engine.Get(row, s.p.ID); err != nil || id != 4 {
		e.Errorf("the product's id: %v, %v", id, err)
	}
	if id, err := engine.Get(row, s.o.ID.Nullable()); err != nil || id != nil {
		e.Errorf("the order's id: %v, %v", id, err)
	}
	if price, err := engine.Get(row, s.p.Price); err != nil || price != nil {
		e.Errorf("the price: %v, %v", price, err)
	}
	var id int8
	var name []byte
	var price *float64
	var order stdsql.NullInt64
	if err := row.Scan(&id, &name, &price, &order, nil); err != nil || id != 4 || string(name) != `back\slash` || price != nil || order.Valid {
		e.Errorf("Scan: %v %q %v %v, %v", id, name, price, order, err)
	}
	var small struct{}
	for what, dst := range map[string][]any{"too few": {&id}, "no pointer": {id, &name, &price, &order, nil}, "NULL": {&id, &name, new(float64), nil, nil},
		"a text as a number": {nil, &id, nil, nil, nil}, "a struct": {&small, nil, nil, nil, nil}} {
		if err := row.Scan(dst...); err == nil {
			e.Errorf("Scan, %s: no error", what)
		}
	}
	return nil
}
