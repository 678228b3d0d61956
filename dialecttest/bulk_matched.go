package dialecttest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A stamped is a row of which the program gives a key, and the database makes up the rest.
type stamped struct {
	ID    int
	Code  string
	Part  int
	N     int
	Stamp string
}

type stampedTable struct {
	schema.Rows
	ID    schema.Int
	Code  schema.String
	Part  schema.Int
	N     schema.Int
	Stamp schema.String // the database's
}

func stampedRows(e *env) *stampedTable {
	e.Helper()
	return declare(e, "stamped_row", func(t *stampedTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.Code.Size(60)
		t.Stamp.Size(20).ServerDefault(sql.Val("it's made"))
		schema.Of(t).AddUnique(t.Code, t.Part)
	})
}

// stored compares the table with the rows that were given, keys and all.
func (t *stampedTable) stored(e *env, want []*stamped) {
	e.Helper()
	got, err := engine.AllAs[stamped](e.ctx, e.eng, sql.Select(t))
	e.must(err)
	byID := map[int]stamped{}
	for _, g := range got {
		byID[g.ID] = g
	}
	for i, w := range want {
		if g, ok := byID[w.ID]; !ok || g != *w {
			e.Fatalf("row %d is %+v and is stored as %+v", i, *w, g)
		}
	}
}

// writes counts the statements that write, of what goes through an engine.
type writes struct{ n atomic.Int64 }

func (w *writes) Before(_ context.Context, ev *engine.Event) {
	if !ev.Step && (strings.HasPrefix(ev.SQL, "INSERT") || strings.HasPrefix(ev.SQL, "COPY")) {
		w.n.Add(1)
	}
}
func (*writes) After(*engine.Event) {}

// bulkMatchedCases are about rows that get back what the database made up, by the key that
// they give themselves.
func bulkMatchedCases() []testCase {
	var out []testCase
	texts := slices.Concat(hostileNotes[:14], []string{"a", "ä", "ab", "a b"})
	rows := func(n, add int) []*stamped {
		out := make([]*stamped, n)
		for i := range out {
			j := (i * 7) % n // not in the order of the key
			out[i] = &stamped{Code: fmt.Sprint(j%len(texts), " ", texts[j%len(texts)]), Part: j / len(texts), N: j + add}
		}
		return out
	}
	for _, n := range []int{1, 5, 100, 1201} {
		out = append(out, testCase{name: fmt.Sprintf("upsert %d with what is made up", n), run: func(e *env) error {
			t := stampedRows(e)
			ids := map[string]int{}
			for _, add := range []int{0, 1000} {
				given := rows(n, add)
				if _, err := engine.BulkUpsert(e.ctx, e.eng, t, given, engine.BulkKey(t.Code, t.Part), engine.BulkColumns(t.Code, t.Part, t.N), engine.BulkReturning(t.Stamp, t.ID)); err != nil {
					return err
				}
				t.stored(e, given)
				for _, g := range given {
					key := fmt.Sprint(g.Code, "/", g.Part)
					if id := ids[key]; id != 0 && id != g.ID {
						e.Errorf("the row %q had the id %d and has %d", key, id, g.ID)
					}
					ids[key] = g.ID
				}
			}
			equal(e, "rows", len(ids), n)
			return e.want(sql.Select(sql.Count()).From(t), fmt.Sprint(n))
		}}, testCase{name: fmt.Sprintf("insert %d whose keys are given", n), run: func(e *env) error {
			t, given := stampedRows(e), rows(n, 0)
			for i, g := range given {
				g.ID = 10_000 - i
			}
			_, err := engine.BulkInsert(e.ctx, e.eng, t, given, engine.BulkColumns(t.ID, t.Code, t.Part, t.N), engine.BulkReturning(t.Stamp))
			if err == nil {
				t.stored(e, given)
				equal(e, "what came back", given[n-1].Stamp, "it's made")
			}
			return err
		}})
	}
	return append(out, testCase{name: "in few statements", run: func(e *env) error {
		if f := e.eng.Dialect().Features(); f.Embedded || !f.InsertReturning {
			e.Skip("row by row is the quickest here, or all that there is")
		}
		t, w := stampedRows(e), &writes{}
		eng := e.open(engine.Watch(w))
		given := rows(1000, 0)
		if _, err := engine.BulkUpsert(e.ctx, eng, t, given, engine.BulkKey(t.Code, t.Part), engine.BulkColumns(t.Code, t.Part, t.N), engine.BulkReturning(t.ID, t.Stamp), engine.BulkPage(250)); err != nil {
			return err
		}
		equal(e, "statements for 1000 rows in pages of 250", w.n.Load(), 4)
		t.stored(e, given)
		return nil
	}}, testCase{name: "the same key twice", run: func(e *env) error {
		t, given := stampedRows(e), rows(20, 0)
		given = append(given, &stamped{Code: given[3].Code, Part: given[3].Part, N: 77})
		_, err := engine.BulkUpsert(e.ctx, e.eng, t, given, engine.BulkKey(t.Code, t.Part), engine.BulkColumns(t.Code, t.Part, t.N), engine.BulkReturning(t.ID, t.Stamp))
		if err != nil {
			return err
		}
		equal(e, "the key of both", given[20].ID, given[3].ID)
		return e.want(sql.Select(t.N).Where(t.ID.Eq(given[3].ID)), "77")
	}}, testCase{name: "a key that comes back in another form", run: func(e *env) error {
		t := declare(e, "folded", func(t *stampedTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Code.Size(60).Unique()
			t.Stamp.Size(20).ServerDefault(sql.Val("x"))
			if c := e.h.Words.Folding; c != "" {
				t.Code.Collation(c)
			}
		})
		first, second := []*stamped{}, []*stamped{}
		for i := range 30 {
			first = append(first, &stamped{Code: fmt.Sprintf("code %d", i), N: 1})
			second = append(second, &stamped{Code: fmt.Sprintf("CODE %d", i), N: 2})
		}
		for _, given := range [][]*stamped{first, second} {
			if _, err := engine.BulkUpsert(e.ctx, e.eng, t, given, engine.BulkKey(t.Code), engine.BulkColumns(t.Code, t.Part, t.N), engine.BulkSet(t.N.SetExpr(sql.Excluded(t.N))), engine.BulkReturning(t.ID, t.Stamp), engine.BulkPage(10)); err != nil {
				return err
			}
		}
		if e.h.Words.Folding == "" {
			return e.want(sql.Select(sql.Count()).From(t), "60")
		}
		for i := range first {
			equal(e, "the key of a row under two names", second[i].ID, first[i].ID)
		}
		return e.want(sql.Select(sql.Count(), sql.Min(t.N), sql.Min(t.Code)).From(t), "(30, 2, 'code 0')")
	}})
}
