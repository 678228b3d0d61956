package dialecttest

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

const million = 1_000_000

type numberTable struct {
	schema.Rows
	ID   schema.Int
	Name schema.String
}

// numbers fills a table with 0 … n-1 and a text in each row.
func numbers(e *env, n int) *numberTable {
	t := declare(e, "number", func(t *numberTable) {
		t.ID.PrimaryKey()
		t.Name.Size(60)
	})
	var rows [][]sql.Assignment
	for i := range 1000 {
		rows = append(rows, []sql.Assignment{t.ID.Set(i), t.Name.Set("a name that takes some room " + name(i))})
	}
	e.exec(sql.Insert(t).Rows(rows...))
	for have := 1000; have < n; have *= 10 {
		for k := 1; k < 10; k++ {
			q := sql.Select(t.ID.Add(k*have), t.Name).Where(t.ID.Lt(have))
			e.exec(sql.Insert(t).FromSelect([]sql.Expr{t.ID, t.Name}, q))
		}
	}
	return t
}

// growth is by how many bytes the live heap grows while f runs, looked at by the
// function that f is given.
func growth(f func(look func())) int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := int64(m.HeapAlloc), int64(0)
	f(func() {
		runtime.GC()
		runtime.ReadMemStats(&m)
		most = max(most, int64(m.HeapAlloc)-before)
	})
	return most
}

func streamCases() []testCase {
	return []testCase{{name: "a million rows", bulk: true, run: func(e *env) error {
		t := numbers(e, million)
		q := sql.Select2(t.ID, t.Name)
		const limit = 8 << 20 // the rows are 60 MB
		streams := map[string]func(ex engine.Executor, row func(id int)) error{
			"Each": func(ex engine.Executor, row func(int)) error {
				for r, err := range engine.Each(e.ctx, ex, q) {
					if err != nil {
						return err
					}
					row(r.A)
				}
				return nil
			},
			"Rows": func(ex engine.Executor, row func(int)) error {
				r, err := ex.Execute(e.ctx, q)
				if err != nil {
					return err
				}
				for x, err := range r.Rows() {
					if err != nil {
						return err
					}
					id, _ := x.At(0).(int64)
					row(int(id))
				}
				return nil
			},
		}
		for name, stream := range streams {
			n, sum := 0, 0
			var err error
			grown := growth(func(look func()) {
				err = stream(e.eng, func(id int) {
					sum += id
					if n++; n%250_000 == 1 {
						look()
					}
				})
			})
			if err != nil {
				return err
			}
			equal(e, name+": the number of rows", n, million)
			equal(e, name+": the sum", sum, million*(million-1)/2)
			if grown > limit {
				e.Errorf("%s: the heap grew by %d kB", name, grown>>10)
			}
		}
		return early(e, t)
	}}}
}

// early makes sure that who wants a row does not get a million.
func early(e *env, t *numberTable) error {
	begun := time.Now()
	for what, f := range map[string]func() error{
		"First": func() error { _, err := engine.First(e.ctx, e.eng, sql.Select2(t.ID, t.Name)); return err },
		"One":   func() error { _, err := engine.One(e.ctx, e.eng, sql.Select2(t.ID, t.Name)); return several(err) },
		"Result.First": func() error {
			r, err := e.eng.Execute(e.ctx, sql.Select2(t.ID, t.Name))
			if err == nil {
				_, err = r.First()
			}
			return err
		},
		"Result.One": func() error {
			r, err := e.eng.Execute(e.ctx, sql.Select2(t.ID, t.Name))
			if err == nil {
				_, err = r.One()
			}
			return several(err)
		},
		"Close": func() error {
			r, err := e.eng.Execute(e.ctx, sql.Select2(t.ID, t.Name))
			if err == nil {
				r.FetchOne()
				err = r.Close()
			}
			return err
		},
		"a loop that ends": func() error {
			for _, err := range engine.Each(e.ctx, e.eng, sql.Select2(t.ID, t.Name)) {
				return err
			}
			return nil
		},
		"a loop that ends, in a transaction": func() error {
			return e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				for _, err := range engine.Each(e.ctx, c, sql.Select2(t.ID, t.Name)) {
					return err
				}
				return nil
			})
		},
	} {
		at := time.Now()
		for range 3 {
			if err := f(); err != nil {
				e.Errorf("%s: %v", what, err)
			}
		}
		e.Logf("3 × %s: %v", what, time.Since(at))
	}
	if d := time.Since(begun); d > 10*time.Second {
		e.Errorf("21 first rows took %v: the rest was read too", d)
	}
	e.whole(e.eng)
	return nil
}

// several is nil for the error of One when there are several rows.
func several(err error) error {
	if errors.Is(err, engine.ErrMultipleResults) {
		return nil
	}
	return fmt.Errorf("not told that there are several rows: %w", err)
}
