package dialecttest

import (
	"errors"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type itemTable struct {
	schema.Rows
	ID    schema.Int
	Code  schema.String
	N     schema.Int
	Other schema.NullInt
}

// items is a table with the rows (1, 'a', 10, NULL), (2, 'b', 20, 2), (3, 'c', 30, NULL).
func items(e *env) *itemTable {
	e.Helper()
	t := emptyItems(e)
	e.exec(sql.Insert(t).Rows(
		[]sql.Assignment{t.ID.Set(1), t.Code.Set("a"), t.N.Set(10), t.Other.SetNull()},
		[]sql.Assignment{t.ID.Set(2), t.Code.Set("b"), t.N.Set(20), t.Other.Set(2)},
		[]sql.Assignment{t.ID.Set(3), t.Code.Set("c"), t.N.Set(30), t.Other.SetPtr(nil)}))
	return t
}

func emptyItems(e *env) *itemTable {
	e.Helper()
	return declare(e, "item", func(t *itemTable) {
		t.ID.PrimaryKey()
		t.Code.Size(40).Unique()
	})
}

// all is the table as it is now.
func (t *itemTable) all() sql.Statement { return sql.Select(t.ID, t.Code, t.N, t.Other).OrderBy(t.ID) }

// counted executes stmt and expects it to have written n rows.
func (e *env) counted(ex engine.Executor, stmt sql.Statement, n int64) error {
	e.Helper()
	r, err := ex.Execute(e.ctx, stmt)
	if err != nil {
		return err
	}
	equal(e, "RowCount", r.RowCount(), n)
	return r.Close()
}

func insertCases() []testCase {
	return []testCase{
		{name: "values", run: func(e *env) error {
			t := items(e)
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 30, NULL)")
		}},
		{name: "columns in another order", run: func(e *env) error {
			t := emptyItems(e)
			if err := e.counted(e.eng, sql.Insert(t).Values(t.N.Set(1), t.Code.Set("x"), t.ID.Set(5)).Values(t.ID.Set(6), t.Code.Set("y"), t.N.Set(2)), 2); err != nil {
				return err
			}
			return e.want(t.all(), "(5, 'x', 1, NULL)", "(6, 'y', 2, NULL)")
		}},
		{name: "generated key", run: func(e *env) error {
			t := emptyItems(e)
			for want := 1; want <= 3; want++ {
				r, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.Code.Set(string(rune('a'+want))), t.N.Set(want)))
				if err != nil {
					return err
				}
				key, err := r.InsertedPrimaryKey()
				if err != nil || len(key) != 1 || key[0] != int64(want) {
					e.Errorf("the key is %v, %v; want %d", key, err, want)
				}
				equal(e, "RowCount", r.RowCount(), 1)
				equal(e, "ReturnsRows", r.ReturnsRows(), false)
			}
			return nil
		}},
		{name: "given key", run: func(e *env) error {
			t := emptyItems(e)
			r, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(77), t.Code.Set("a"), t.N.Set(1)))
			if err != nil {
				return err
			}
			if key, err := r.InsertedPrimaryKey(); err != nil || key[0] != int64(77) {
				e.Errorf("the key is %v, %v", key, err)
			}
			r, err = e.eng.Execute(e.ctx, sql.Insert(t).Values(t.ID.Set(78), t.Code.Set("b"), t.N.Set(1)).Values(t.ID.Set(79), t.Code.Set("c"), t.N.Set(1)))
			if err != nil {
				return err
			}
			if key, err := r.InsertedPrimaryKey(); err == nil {
				e.Errorf("two rows have the key %v", key)
			}
			return nil
		}},
		{name: "expressions and subqueries as values", run: func(e *env) error {
			t := items(e)
			top := schema.Alias(t, "top")
			err := e.counted(e.eng, sql.Insert(t).Values(t.ID.SetExpr(sql.Add(sql.Number(sql.Val(2)), sql.Number(sql.Val(2)))), t.Code.SetExpr(sql.Upper(sql.String(sql.Val("d")))),
				t.N.SetExpr(sql.Scalar(sql.Select1(sql.Count()).From(top)).NotNull())), 1)
			if err != nil {
				return err
			}
			return e.want(sql.Select(t.Code, t.N).Where(t.ID.Eq(4)), "('D', 3)")
		}},
		{name: "from select", run: func(e *env) error {
			t := items(e)
			q := sql.Select(t.ID.Add(100), t.Code.Concat("!"), t.N).Where(t.ID.Gt(1))
			if err := e.counted(e.eng, sql.Insert(t).FromSelect([]sql.Expr{t.ID, t.Code, t.N}, q), 2); err != nil {
				return err
			}
			return e.want(sql.Select(t.ID, t.Code, t.N, t.Other).Where(t.ID.Gt(3)).OrderBy(t.ID), "(102, 'b!', 20, NULL)", "(103, 'c!', 30, NULL)")
		}},
		{name: "many rows", run: func(e *env) error {
			t := emptyItems(e)
			var set [][]sql.Assignment
			for i := range 5000 {
				set = append(set, []sql.Assignment{t.ID.Set(i + 1), t.Code.Set(name(i)), t.N.Set(i * i), t.Other.SetPtr(nil)})
			}
			if err := e.counted(e.eng, sql.Insert(t).Rows(set...), 5000); err != nil {
				return err
			}
			return e.want(sql.Select(sql.Count(), sql.Count(t.Other), sql.Max(t.N)), "(5000, 0, 24990001)")
		}},
		{name: "returning", needs: InsertReturning, run: func(e *env) error {
			t := emptyItems(e)
			if err := e.want(sql.Insert(t).Values(t.Code.Set("it's"), t.N.Set(4)).Returning(t.ID, t.Code, t.N.Mul(2).As("twice")), "(1, 'it's', 8)"); err != nil {
				return err
			}
			got, err := engine.All(e.ctx, e.eng, sql.Returning2(sql.Insert(t).Values(t.Code.Set("x"), t.N.Set(1)).Values(t.Code.Set("y"), t.N.Set(2)), t.ID, t.Other))
			if err == nil && (len(got) != 2 || got[1].A != 3 || got[1].B != nil) {
				e.Errorf("rows: %v", got)
			}
			return err
		}},
		{name: "returning the whole row", needs: InsertReturning, run: func(e *env) error {
			t := emptyItems(e)
			return e.want(sql.Insert(t).Values(t.ID.Set(9), t.Code.Set("x"), t.N.Set(1)).Returning(t), "(9, 'x', 1, NULL)")
		}},
		{name: "mistakes", run: func(e *env) error {
			t := items(e)
			for what, stmt := range map[string]sql.Statement{
				"another table's column": sql.Insert(t).Values(e.shop.p.ID.Set(1)),
				"a column twice":         sql.Insert(t).Values(t.N.Set(1), t.N.Set(2)),
				"rows that differ":       sql.Insert(t).Values(t.N.Set(1)).Values(t.Code.Set("x")),
				"rows of other lengths":  sql.Insert(t).Values(t.N.Set(1)).Values(t.N.Set(1), t.Code.Set("x")),
				"excluded elsewhere":     sql.Select(sql.Excluded(t.N)).From(t),
				"a table that is absent": sql.Select(t.ID).From(e.shop.p),
			} {
				if _, err := e.eng.Execute(e.ctx, stmt); err == nil {
					e.Errorf("%s: no error", what)
				} else if se := new(engine.StatementError); !errors.As(err, &se) || se.SQL != "" {
					e.Errorf("%s: it was sent: %v", what, err)
				}
			}
			return nil
		}},
		{name: "default row", run: func(e *env) error {
			t := declare(e, "counter", func(t *counterTable) { t.ID.PrimaryKey() })
			for range 2 {
				if err := e.counted(e.eng, sql.Insert(t), 1); err != nil {
					return err
				}
			}
			return e.want(sql.Select(t.ID, t.N).OrderBy(t.ID), "(1, NULL)", "(2, NULL)")
		}},
	}
}

type counterTable struct {
	schema.Rows
	ID schema.Int
	N  schema.NullInt
}

func name(i int) string {
	const digits = "abcdefghijklmnop"
	b := []byte{}
	for ; i > 0 || len(b) < 4; i >>= 4 {
		b = append(b, digits[i&15])
	}
	return string(b)
}

func writeCases() []testCase {
	return []testCase{
		{name: "update values", run: func(e *env) error {
			t := items(e)
			if err := e.counted(e.eng, sql.Update(t).Set(t.Code.Set("it's; --"), t.Other.SetNull()).Where(t.ID.Eq(2)), 1); err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'it's; --', 20, NULL)", "(3, 'c', 30, NULL)")
		}},
		{name: "update expressions", run: func(e *env) error {
			t := items(e)
			if err := e.counted(e.eng, sql.Update(t).Set(t.N.SetExpr(sql.Add(t.N, t.ID)), t.Code.SetExpr(t.Code.Concat("!"))).Where(t.N.Ge(20)), 2); err != nil {
				return err
			}
			return e.want(sql.Select(t.Code, t.N).OrderBy(t.ID), "('a', 10)", "('b!', 22)", "('c!', 33)")
		}},
		{name: "matched rows are counted, not changed ones", run: func(e *env) error {
			t := items(e)
			return e.counted(e.eng, sql.Update(t).Set(t.N.Set(10)).Where(t.ID.In(1, 2)), 2)
		}},
		{name: "update of nothing", run: func(e *env) error {
			t := items(e)
			return e.counted(e.eng, sql.Update(t).Set(t.N.Set(1)).Where(t.ID.Eq(99)), 0)
		}},
		{name: "update by a subquery", run: func(e *env) error {
			t := items(e)
			n := sql.Scalar(sql.Select1(sql.Count()).From(e.shop.o).Where(sql.Eq(e.shop.o.ProductID, t.ID)))
			if err := e.counted(e.eng, sql.Update(t).Set(t.Other.SetExpr(n)).AllRows(), 3); err != nil {
				return err
			}
			return e.want(sql.Select(t.Other).OrderBy(t.ID), "2", "1", "0")
		}},
		{name: "update and delete by exists", run: func(e *env) error {
			t := items(e)
			ordered := sql.Exists(sql.Select(sql.Val(1)).From(e.shop.o).Where(sql.Eq(e.shop.o.ProductID, t.ID)))
			if err := e.counted(e.eng, sql.Update(t).Set(t.N.Set(0)).Where(ordered), 2); err != nil {
				return err
			}
			return e.counted(e.eng, sql.Delete(t).Where(ordered.Not()), 1)
		}},
		{name: "columns swap", needs: SwapInUpdate, run: func(e *env) error {
			t := items(e)
			if err := e.counted(e.eng, sql.Update(t).Set(t.ID.SetExpr(t.N), t.N.SetExpr(t.ID)).Where(t.ID.Eq(2)), 1); err != nil {
				return err
			}
			return e.want(sql.Select(t.ID, t.N).Where(t.Code.Eq("b")), "(20, 2)")
		}},
		{name: "set to default", needs: DefaultAsValue, run: func(e *env) error {
			t := items(e)
			if err := e.counted(e.eng, sql.Update(t).Set(t.Other.SetDefault()).Where(t.ID.Eq(2)), 1); err != nil {
				return err
			}
			return e.want(sql.Select(t.Other).Where(t.ID.Eq(2)), "NULL")
		}},
		{name: "update returning", needs: UpdateReturning, run: func(e *env) error {
			t := items(e)
			return e.want(sql.Update(t).Set(t.N.SetExpr(t.N.Add(1))).Where(t.ID.Eq(2)).Returning(t.ID, t.N), "(2, 21)")
		}},
		{name: "delete", run: func(e *env) error {
			t := items(e)
			if err := e.counted(e.eng, sql.Delete(t).Where(t.N.Lt(25)), 2); err != nil {
				return err
			}
			if err := e.counted(e.eng, sql.Delete(t).Where(t.N.Lt(25)), 0); err != nil {
				return err
			}
			return e.want(t.all(), "(3, 'c', 30, NULL)")
		}},
		{name: "delete returning", needs: DeleteReturning, run: func(e *env) error {
			t := items(e)
			if err := e.want(sql.Delete(t).Where(t.ID.Eq(2)).Returning(t.Code, t.N), "('b', 20)"); err != nil {
				return err
			}
			return e.want(sql.Select(sql.Count()).From(t), "2")
		}},
		{name: "all rows have to be asked for", run: func(e *env) error {
			t := items(e)
			_, err := e.eng.Execute(e.ctx, sql.Delete(t))
			e.refused(err)
			_, err = e.eng.Execute(e.ctx, sql.Update(t).Set(t.N.Set(1)))
			e.refused(err)
			if err := e.counted(e.eng, sql.Update(t).Set(t.N.Set(1)).AllRows(), 3); err != nil {
				return err
			}
			return e.counted(e.eng, sql.Delete(t).AllRows(), 3)
		}},
		{name: "writing in a cte", needs: WritingCTE, run: func(e *env) error {
			t := items(e)
			c := sql.With("gone", sql.Delete(t).Where(t.ID.Eq(1)).Returning(t.Code))
			return e.want(sql.Select(sql.Col(c, t.Code)).From(c), "'a'")
		}},
		{name: "raw statements", run: func(e *env) error {
			t := items(e)
			r, err := e.eng.Execute(e.ctx, sql.Text("UPDATE item SET n = :n WHERE code = :code"), sql.Params{"n": 5, "code": "c"})
			if err != nil {
				return err
			}
			equal(e, "RowCount", r.RowCount(), 1)
			return e.want(sql.Select(t.N).Where(t.ID.Eq(3)), "5")
		}},
	}
}

// refused expects an error of this side: nothing was sent.
func (e *env) refused(err error) {
	e.Helper()
	se := new(engine.StatementError)
	if err == nil || errors.As(err, &se) && se.SQL != "" {
		e.Errorf("it was sent; the error is %v", err)
	}
}

func upsertCases() []testCase {
	row := func(t *itemTable, id int, code string, n int) sql.InsertStmt {
		return sql.Insert(t).Values(t.ID.Set(id), t.Code.Set(code), t.N.Set(n))
	}
	return []testCase{
		{name: "do nothing", run: func(e *env) error {
			t := items(e)
			if _, err := e.eng.Execute(e.ctx, row(t, 1, "z", 0).OnConflict(t.ID).DoNothing()); err != nil {
				return err
			}
			inserted := int64(1)
			if !e.eng.Dialect().Features().UpsertCounted {
				inserted = -1
			}
			if err := e.counted(e.eng, row(t, 4, "z", 0).OnConflict(t.ID).DoNothing(), inserted); err != nil {
				return err
			}
			if err := e.counted(e.eng, row(t, 4, "y", 0).OnConflict(t.ID).DoNothing(), min(inserted, 0)); err != nil {
				return err
			}
			return e.want(sql.Select(t.ID, t.Code).OrderBy(t.ID), "(1, 'a')", "(2, 'b')", "(3, 'c')", "(4, 'z')")
		}},
		{name: "do nothing on any conflict", run: func(e *env) error {
			t := items(e)
			_, err := e.eng.Execute(e.ctx, row(t, 9, "a", 0).OnConflict().DoNothing())
			if err != nil {
				return err
			}
			return e.want(sql.Select(sql.Count()).From(t), "3")
		}},
		{name: "do update", run: func(e *env) error {
			t := items(e)
			stmt := row(t, 1, "new", 5).Values(t.ID.Set(7), t.Code.Set("g"), t.N.Set(70)).
				OnConflict(t.ID).DoUpdate(t.N.SetExpr(sql.Add(t.N, sql.Excluded(t.N))), t.Code.SetExpr(sql.Excluded(t.Code)))
			r, err := e.eng.Execute(e.ctx, stmt)
			if err != nil {
				return err
			}
			e.must(r.Close())
			equal(e, "RowCount of one that is updated and one that is inserted", r.RowCount(), 2)
			return e.want(sql.Select(t.ID, t.Code, t.N).Where(t.ID.In(1, 7)).OrderBy(t.ID), "(1, 'new', 15)", "(7, 'g', 70)")
		}},
		{name: "do update of a unique column", run: func(e *env) error {
			t := items(e)
			if _, err := e.eng.Execute(e.ctx, row(t, 50, "b", 1).OnConflict(t.Code).DoUpdate(t.N.Set(-1))); err != nil {
				return err
			}
			return e.want(sql.Select(t.ID, t.N).Where(t.Code.Eq("b")), "(2, -1)")
		}},
		{name: "do update with a constant", run: func(e *env) error {
			t := items(e)
			if _, err := e.eng.Execute(e.ctx, row(t, 3, "q", 1).OnConflict(t.ID).DoUpdate(t.Other.Set(5), t.Code.Set("it's"))); err != nil {
				return err
			}
			return e.want(sql.Select(t.Code, t.N, t.Other).Where(t.ID.Eq(3)), "('it's', 30, 5)")
		}},
		{name: "returning", needs: InsertReturning, run: func(e *env) error {
			t := items(e)
			return e.want(row(t, 2, "b2", 9).OnConflict(t.ID).DoUpdate(t.N.SetExpr(sql.Excluded(t.N))).Returning(t.ID, t.Code, t.N), "(2, 'b', 9)")
		}},
		{name: "nothing, returning", needs: NothingReturning, run: func(e *env) error {
			t := items(e)
			return e.want(row(t, 2, "b2", 9).Values(t.ID.Set(8), t.Code.Set("h"), t.N.Set(8)).OnConflict(t.ID).DoNothing().Returning(t.ID), "8")
		}},
		{name: "from select", run: func(e *env) error {
			t := items(e)
			q := sql.Select(e.shop.p.ID, e.shop.p.Name, e.shop.p.Qty).Where(e.shop.p.ID.In(3, 6))
			_, err := e.eng.Execute(e.ctx, sql.Insert(t).FromSelect([]sql.Expr{t.ID, t.Code, t.N}, q).OnConflict(t.ID).DoUpdate(t.Code.SetExpr(sql.Excluded(t.Code))))
			if err != nil {
				return err
			}
			return e.want(sql.Select(t.ID, t.Code).Where(t.ID.Ge(3)).OrderBy(t.ID), "(3, 'under_score')", "(6, 'it's')")
		}},
	}
}
