package dialecttest

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func manyCases() []testCase {
	sets := func(n int) []sql.Params {
		out := make([]sql.Params, n)
		for i := range out {
			out[i] = sql.Params{"id": i + 1, "code": fmt.Sprint("it's ", i), "n": i, "other": nil}
		}
		return out
	}
	return []testCase{
		{name: "insert", run: func(e *env) error {
			t := emptyItems(e)
			n, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(t), sets(1000))
			if err != nil {
				return err
			}
			equal(e, "rows", n, 1000)
			return e.want(sql.Select(sql.Count(), sql.Sum(t.N), sql.Count(t.Other)), "(1000, 499500, 0)")
		}},
		{name: "update and delete", run: func(e *env) error {
			t := items(e)
			up := sql.Update(t).Set(t.N.SetExpr(sql.Param[int]("n"))).Where(sql.Eq(t.ID, sql.Param[int]("id")))
			n, err := engine.ExecuteMany(e.ctx, e.eng, up, []sql.Params{{"id": 1, "n": 11}, {"id": 99, "n": 0}, {"id": 3, "n": 33}})
			if err != nil {
				return err
			}
			equal(e, "rows updated", n, 2)
			n, err = engine.ExecuteMany(e.ctx, e.eng, sql.Text("DELETE FROM item WHERE id = :id"), []sql.Params{{"id": 2}, {"id": 2}})
			if err != nil {
				return err
			}
			equal(e, "rows deleted", n, 1)
			return e.want(sql.Select(t.ID, t.N).OrderBy(t.ID), "(1, 11)", "(3, 33)")
		}},
		{name: "no sets", run: func(e *env) error {
			n, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(emptyItems(e)), nil)
			equal(e, "rows", n, 0)
			return err
		}},
		{name: "all or nothing", run: func(e *env) error {
			t := emptyItems(e)
			all := sets(500)
			all[399]["id"] = 5 // a duplicate
			_, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(t), all)
			e.is(err, driver.ErrUnique)
			e.holds(t, 0)
			e.whole(e.eng)
			return nil
		}},
		{name: "sets with other names", run: func(e *env) error {
			t := emptyItems(e)
			for what, second := range map[string]sql.Params{
				"missing": {"id": 2, "code": "b"}, "unknown": {"id": 2, "code": "b", "n": 1, "color": 1}, "another": {"id": 2, "code": "b", "other": 1},
				"wrong type": {"id": "two", "code": "b", "n": 1}, "too large": {"id": 1 << 40, "code": "b", "n": 1},
			} {
				if _, err := engine.ExecuteMany(e.ctx, e.eng, sql.Insert(t), []sql.Params{{"id": 1, "code": "a", "n": 1}, second}); err == nil {
					e.Errorf("%s: no error", what)
				}
				e.holds(t, 0)
			}
			var pe *engine.ParamsError
			if _, err := e.eng.Execute(e.ctx, sql.Insert(t), sql.Params{"id": 1, "colour": "red"}); !errors.As(err, &pe) || pe.Unknown[0] != "colour" {
				e.Errorf("an unknown column: %v", err)
			}
			return nil
		}},
		{name: "in a transaction", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			if _, err := engine.ExecuteMany(e.ctx, c, sql.Insert(t), sets(300)); err != nil {
				return err
			}
			e.must(c.Rollback(e.ctx))
			e.holds(t, 0)
			if _, err := engine.ExecuteMany(e.ctx, c, sql.Insert(t), sets(300)); err != nil {
				return err
			}
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			e.holds(t, 300)
			return nil
		}},
		{name: "flight", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			var seen []string
			err := c.Flight(e.ctx, []sql.Statement{t.put(1), t.put(2), t.count(), sql.Update(t).Set(t.N.Set(9)).AllRows()}, true, func(i int, cur *engine.Cursor) error {
				n := 0
				for cur.Next() {
					n++
				}
				sum, err := cur.Close()
				seen = append(seen, fmt.Sprint(i, n, sum.Rows))
				return err
			})
			if err != nil {
				return err
			}
			equal(e, "what was seen", fmt.Sprint(seen), "[0 0 1 1 0 1 2 1 1 3 0 2]")
			equal(e, "InTransaction", c.InTransaction(), false)
			e.holds(t, 2)
			err = c.Flight(e.ctx, []sql.Statement{t.put(3), t.put(3), t.put(4)}, true, nil)
			e.is(err, driver.ErrUnique)
			e.must(c.Rollback(e.ctx))
			e.must(c.Close())
			e.holds(t, 2)
			return nil
		}},
		{name: "flight of reads, and a write after it", run: func(e *env) error {
			t := items(e)
			c := e.connect()
			e.must(c.Flight(e.ctx, []sql.Statement{t.count(), t.count()}, false, nil))
			e.on(c, t.put(9))
			e.must(c.Rollback(e.ctx))
			e.holds(t, 3)
			e.must(c.Flight(e.ctx, []sql.Statement{t.count()}, true, nil))
			e.on(c, t.put(9))
			e.must(c.Commit(e.ctx))
			e.must(c.Close())
			e.holds(t, 4)
			return nil
		}},
	}
}
