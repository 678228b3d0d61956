package dialecttest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func bulkUpsertCases() []testCase {
	given := []sql.Params{{"id": 2, "code": "b", "n": 200, "other": nil}, {"id": 4, "code": "d", "n": 400, "other": 4}}
	return []testCase{
		{name: "upsert", run: func(e *env) error {
			t := items(e)
			n, err := engine.BulkUpsert(e.ctx, e.eng, t, given)
			equal(e, "rows", n, 2)
			if err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 200, NULL)", "(3, 'c', 30, NULL)", "(4, 'd', 400, 4)")
		}},
		{name: "upsert nothing", run: func(e *env) error {
			t := items(e)
			if _, err := engine.BulkUpsert(e.ctx, e.eng, t, given, engine.BulkNothing()); err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 30, NULL)", "(4, 'd', 400, 4)")
		}},
		{name: "upsert what is said", run: func(e *env) error {
			t := items(e)
			if _, err := engine.BulkUpsert(e.ctx, e.eng, t, given, engine.BulkSet(t.N.SetExpr(sql.Add(t.N, sql.Excluded(t.N))))); err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 220, 2)", "(3, 'c', 30, NULL)", "(4, 'd', 400, 4)")
		}},
		{name: "upsert by another key, with keys", run: func(e *env) error {
			type row struct {
				ID   int
				Code string
				N    int
			}
			t := declare(e, "counted_item", func(t *itemTable) {
				t.ID.PrimaryKey().Autoincrement()
				t.Code.Size(40).Unique()
			})
			for page := 1; page <= 2; page++ {
				rows := make([]*row, 700)
				for i := range rows {
					rows[i] = &row{Code: fmt.Sprint("code ", (i*9)%700), N: page}
				}
				if _, err := engine.BulkUpsert(e.ctx, e.eng, t, rows, engine.BulkKey(t.Code), engine.BulkReturning(t.ID)); err != nil {
					return err
				}
				got, err := engine.AllAs[row](e.ctx, e.eng, sql.Select(t.ID, t.Code, t.N))
				e.must(err)
				byCode := map[string]row{}
				for _, g := range got {
					byCode[g.Code] = g
				}
				equal(e, "rows", len(byCode), 700)
				for _, r := range rows {
					if byCode[r.Code] != *r {
						e.Fatalf("%v is stored as %v", *r, byCode[r.Code])
					}
				}
			}
			return nil
		}},
		{name: "defaults", run: func(e *env) error {
			t, calls := defaults(e)
			type row struct {
				ID, Changed int
				Server      string
				Expr        int
			}
			for _, n := range []int{2, 400} {
				e.exec(sql.Delete(t).AllRows())
				*calls = 0
				rows := make([]*row, n)
				for i := range rows {
					rows[i] = &row{ID: i + 1}
				}
				if _, err := engine.BulkInsert(e.ctx, e.eng, t, rows, engine.BulkColumns(t.ID, t.Changed), engine.BulkReturning(t.Server, t.Expr)); err != nil {
					return err
				}
				equal(e, "what came back", *rows[n-1], row{n, 0, `from "the" server`, 3})
				if err := e.want(sql.Select(t.ID, t.Func, t.Value).Where(t.ID.Eq(n)), fmt.Sprintf("(%d, %d, 'it's')", n, 100+n)); err != nil {
					return err
				}
			}
			return nil
		}},
	}
}

// bulkMistakes must be found before anything is written.
func bulkMistakes() []testCase {
	mistake := func(name, want string, f func(e *env, t *itemTable) error) testCase {
		return testCase{name: name, run: func(e *env) error {
			t := items(e)
			err := f(e, t)
			if err == nil || !strings.Contains(err.Error(), want) {
				e.Errorf("the error is %v, want one that says %q", err, want)
			}
			e.whole(e.eng)
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 30, NULL)")
		}}
	}
	type row struct {
		ID, N int
		Code  string
	}
	type wrong struct {
		ID, N  int
		Colour string
	}
	insert := func(e *env, t *itemTable, rows []sql.Params, o ...engine.BulkOption) error {
		_, err := engine.BulkInsert(e.ctx, e.eng, t, rows, o...)
		return err
	}
	return []testCase{
		mistake("another column later", `"color" is no column`, func(e *env, t *itemTable) error {
			return insert(e, t, []sql.Params{{"id": 4, "code": "x", "n": 1}, {"id": 5, "code": "x", "n": 1, "color": 1}})
		}),
		mistake("a column is missing later", "row 2: column n", func(e *env, t *itemTable) error {
			return insert(e, t, []sql.Params{{"id": 4, "code": "x", "n": 1}, {"id": 5, "code": "x"}})
		}),
		mistake("unknown in the first", `"color" is no column`, func(e *env, t *itemTable) error {
			return insert(e, t, []sql.Params{{"id": 4, "code": "x", "n": 1, "color": 1}})
		}),
		mistake("too long", "row 2: column code", func(e *env, t *itemTable) error {
			return insert(e, t, []sql.Params{{"id": 4, "code": "x", "n": 1}, {"id": 5, "code": strings.Repeat("x", 41), "n": 1}})
		}),
		mistake("a duplicate", "item", func(e *env, t *itemTable) error {
			rows := make([]sql.Params, 1500)
			for i := range rows {
				rows[i] = sql.Params{"id": i + 10, "code": fmt.Sprint(i), "n": i}
			}
			rows[1400]["code"] = "b"
			err := insert(e, t, rows)
			e.is(err, driver.ErrUnique)
			return err
		}),
		mistake("a key that is set", "is set already", func(e *env, t *itemTable) error {
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []row{{0, 1, "x"}, {5, 1, "y"}})
			return err
		}),
		mistake("a field without column", "the field Colour", func(e *env, t *itemTable) error {
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []wrong{{Colour: "x"}})
			return err
		}),
		mistake("keys into values", "must be pointers", func(e *env, t *itemTable) error {
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []row{{0, 1, "x"}}, engine.BulkReturning(t.ID))
			return err
		}),
		mistake("nil", "row 2 is nil", func(e *env, t *itemTable) error {
			_, err := engine.BulkInsert(e.ctx, e.eng, t, []*row{{0, 1, "x"}, nil})
			return err
		}),
		mistake("a key twice", "rows 2 and 4 have the same key", func(e *env, t *itemTable) error {
			_, err := engine.BulkUpdate(e.ctx, e.eng, t, []row{{1, 1, "x"}, {2, 1, "y"}, {3, 1, "z"}, {2, 3, "w"}})
			return err
		}),
		mistake("nothing to set", "nothing to set", func(e *env, t *itemTable) error {
			_, err := engine.BulkUpdate(e.ctx, e.eng, t, []sql.Params{{"id": 1}})
			return err
		}),
		mistake("an expression", "an expression", func(e *env, t *itemTable) error {
			_, err := engine.BulkUpdate(e.ctx, e.eng, t, [][]sql.Assignment{{t.ID.Set(1), t.N.SetExpr(t.N.Add(1))}})
			return err
		}),
		mistake("an error of the rows", "out of rows", func(e *env, t *itemTable) error {
			_, err := engine.BulkInsertSeq(e.ctx, e.eng, t, func(yield func(sql.Params, error) bool) {
				for i := range 1500 {
					if !yield(sql.Params{"id": i + 10, "code": fmt.Sprint(i), "n": i}, nil) {
						return
					}
				}
				yield(nil, errors.New("out of rows"))
			}, engine.BulkPage(200))
			return err
		}),
		mistake("a context that ends between pages", context.Canceled.Error(), func(e *env, t *itemTable) error {
			ctx, cancel := context.WithCancel(e.ctx)
			defer cancel()
			var seen []int64
			n, err := engine.BulkInsertSeq(ctx, e.eng, t, numbered(1500), engine.BulkPage(400), engine.BulkProgress(func(n int64) {
				if seen = append(seen, n); n == 800 {
					cancel()
				}
			}))
			e.is(err, context.Canceled)
			equal(e, "pages", fmt.Sprint(n, seen), "0 [400 800]") // all is one transaction, of which nothing stays
			return err
		}),
	}
}

// numbered are rows of item.
func numbered(n int) iter.Seq2[sql.Params, error] {
	return func(yield func(sql.Params, error) bool) {
		for i := range n {
			if !yield(sql.Params{"id": i + 10, "code": fmt.Sprint("c", i), "n": i}, nil) {
				return
			}
		}
	}
}

func bulkOrderCases() []testCase {
	return []testCase{
		{name: "a trigger shuffles the keys", run: func(e *env) error {
			texts := e.h.Words.Shuffle
			if texts == nil {
				e.Skip("the harness says no Words.Shuffle")
			}
			t, ps := parcels(e), sampleParcels(1300)
			for _, text := range texts {
				e.exec(sql.Text(text))
			}
			if _, err := engine.BulkInsert(e.ctx, e.eng, t, ps, engine.BulkReturning(t.ID)); err != nil {
				return err
			}
			t.stored(e, ps)
			return nil
		}},
		{name: "keys that others make meanwhile", run: func(e *env) error {
			t := parcels(e)
			errs := make(chan error, 4)
			all := make([][]*parcel, cap(errs))
			for g := range all {
				all[g] = make([]*parcel, 600)
				for i := range all[g] {
					all[g][i] = sampleParcel(g*600 + i)
				}
				go func() {
					_, err := engine.BulkInsert(e.ctx, e.eng, t, all[g], engine.BulkReturning(t.ID), engine.BulkPage(50))
					errs <- err
				}()
			}
			for range all {
				if err := <-errs; err != nil {
					return err
				}
			}
			t.stored(e, slices.Concat(all...))
			return nil
		}},
		{name: "in a transaction", run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(800)
			c := e.connect()
			defer c.Close()
			if _, err := engine.BulkInsert(e.ctx, c, t, ps, engine.BulkReturning(t.ID)); err != nil {
				return err
			}
			e.must(c.Rollback(e.ctx))
			t.stored(e, nil)
			for _, p := range ps {
				p.ID = 0
			}
			if _, err := engine.BulkInsert(e.ctx, c, t, ps, engine.BulkReturning(t.ID), engine.BulkPage(300)); err != nil {
				return err
			}
			e.must(c.Commit(e.ctx))
			t.stored(e, ps)
			return nil
		}},
		{name: "half of it is not committed", run: func(e *env) error {
			t := emptyItems(e)
			c := e.connect()
			defer c.Close()
			_, err := engine.BulkInsertSeq(e.ctx, c, t, func(yield func(sql.Params, error) bool) {
				for p := range numbered(300) {
					if !yield(p, nil) {
						return
					}
				}
				yield(nil, errors.New("out of rows"))
			}, engine.BulkPage(100))
			if err == nil {
				e.Error("no error")
			}
			if err := c.Commit(e.ctx); err == nil {
				e.Error("COMMIT after half of the rows is no error")
			}
			e.must(c.Rollback(e.ctx))
			e.holds(t, 0)
			return nil
		}},
		{name: "names that need quotes", run: func(e *env) error {
			type row struct {
				ID   int
				Name string `db:"na\"m'e"`
			}
			m := schema.NewMetaData()
			t := schema.NewTable(m, "Order \"by\" it's", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("na\"m'e", sqltype.String(40)))
			e.must(e.create(t))
			for _, n := range []int{1, 20, 500} {
				e.exec(sql.Delete(t).AllRows())
				rows := make([]*row, n)
				for i := range rows {
					rows[i] = &row{Name: fmt.Sprint(i)}
				}
				if _, err := engine.BulkInsert(e.ctx, e.eng, t, rows, engine.BulkReturning(t.C("id"))); err != nil {
					return err
				}
				for _, r := range rows {
					r.Name += "!"
				}
				if _, err := engine.BulkUpdate(e.ctx, e.eng, t, rows); err != nil {
					return err
				}
				last := rows[n-1]
				if err := e.want(sql.Select(t.C("id"), t.C("na\"m'e")).Where(t.C("id").Eq(last.ID)), fmt.Sprintf("(%d, '%d!')", last.ID, n-1)); err != nil {
					return err
				}
			}
			return nil
		}},
		{name: "arrays", needs: Arrays, run: func(e *env) error {
			type tagTable struct {
				schema.Rows
				ID   schema.Int
				Tags schema.Array[string]
			}
			type row struct {
				ID   int
				Tags []string
			}
			t, err := tryDeclare(e, "bulk_tag", func(t *tagTable) { t.ID.PrimaryKey() })
			if err != nil {
				return err
			}
			for _, n := range []int{3, 400} {
				e.exec(sql.Delete(t).AllRows())
				rows := make([]*row, n)
				for i := range rows {
					rows[i] = &row{Tags: make([]string, i%3)}
				}
				rows[n-1].Tags = []string{"a,b", `"`, "NULL", ""}
				if _, err := engine.BulkInsert(e.ctx, e.eng, t, rows, engine.BulkReturning(t.ID)); err != nil {
					return err
				}
				rows[0].Tags = append(rows[0].Tags, "more")
				if _, err := engine.BulkUpdate(e.ctx, e.eng, t, rows); err != nil {
					return err
				}
				got, err := engine.AllAs[row](e.ctx, e.eng, sql.Select(t).OrderBy(t.ID))
				e.must(err)
				for i := range got {
					equal(e, "a row", fmt.Sprintf("%d %q", got[i].ID, got[i].Tags), fmt.Sprintf("%d %q", rows[i].ID, rows[i].Tags))
				}
			}
			return nil
		}},
	}
}

func bulkStreamCases() []testCase {
	return []testCase{
		{name: "a million rows in constant memory", bulk: true, run: func(e *env) error {
			const n = 1_000_000
			type row struct {
				ID   int
				Code string
				N    int
			}
			t := declare(e, "million", func(t *itemTable) { t.ID.PrimaryKey().NoAutoincrement(); t.Code.Size(40) })
			var most uint64
			done, err := engine.BulkInsertSeq(e.ctx, e.eng, t, func(yield func(*row, error) bool) {
				for i := range n {
					if !yield(&row{i, fmt.Sprint("code of row ", i), i % 1000}, nil) {
						return
					}
				}
			}, engine.BulkProgress(func(done int64) {
				if done%100_000 == 0 {
					var m runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m)
					most = max(most, m.HeapAlloc)
				}
			}))
			equal(e, "rows", done, n)
			if err != nil {
				return err
			}
			limit := uint64(64 << 20)
			if e.h.InMemory {
				limit *= 2 // for the rows of the database itself
			}
			e.Logf("%d MB at most", most>>20)
			if most > limit {
				e.Errorf("%d MB are held at once", most>>20)
			}
			return e.want(sql.Select(sql.Count(), sql.Max(t.ID), sql.Sum(t.N)), "(1000000, 999999, 499500000)")
		}},
	}
}
