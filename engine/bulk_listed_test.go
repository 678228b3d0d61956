package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type suitcase struct {
	ID      int
	Label   string
	Weight  *float64
	Fragile bool
}

type suitcaseTable struct {
	schema.Rows
	ID      schema.Int
	Label   schema.String
	Weight  schema.NullFloat
	Fragile schema.Bool
}

// A row among many that cannot be stored is named by its number, wherever it stands, and the first
// of several; nothing was sent then, so that the transaction goes on.
func TestBulkNamesTheRowAmongMany(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		suitcases := schema.Declare(m, "suitcase", func(t *suitcaseTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Label.Size(8)
		})
		drop := both(t, eng, m)
		const n = 700
		made := func() []*suitcase {
			rows := make([]*suitcase, n)
			for i := range rows {
				rows[i] = &suitcase{Label: fmt.Sprint("é", i), Fragile: i%2 == 0}
				if i%3 > 0 {
					w := float64(i) / 8
					rows[i].Weight = &w
				}
			}
			return rows
		}
		for _, bad := range []int{0, 1, 15, 255, 256, 257, 690, n - 1} {
			rows := made()
			rows[bad].Label = "far too long"
			if bad+3 < n {
				rows[bad+3] = nil
			}
			err := eng.Begin(t.Context(), func(c *engine.Conn) error {
				_, err := engine.BulkInsert(t.Context(), c, suitcases, rows, engine.BulkReturning(suitcases.ID), engine.BulkPage(n))
				if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("row %d: column label:", bad+1)) {
					t.Errorf("row %d: %v", bad+1, err)
				}
				rows = made()
				if rows[bad] = nil; bad+3 < n {
					rows[bad+3].Label = "far too long"
				}
				if _, err = engine.BulkInsert(t.Context(), c, suitcases, rows, engine.BulkPage(n)); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("row %d is nil", bad+1)) {
					t.Errorf("row %d: %v", bad+1, err)
				}
				rows = made()
				rows[bad].ID = 7
				if _, err = engine.BulkInsert(t.Context(), c, suitcases, rows, engine.BulkPage(n)); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("row %d: the key", bad+1)) {
					t.Errorf("row %d: %v", bad+1, err)
				}
				_, err = engine.BulkInsert(t.Context(), c, suitcases, made()[:20])
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			execute(t, eng, sql.Delete(suitcases).AllRows())
		}
		for _, page := range []int{0, 16, 100, 256, 257, 699} { // pages that end among rows that wait
			rows := made()
			seen := []int64{}
			if _, err := engine.BulkInsert(t.Context(), eng, suitcases, rows, engine.BulkReturning(suitcases.ID), engine.BulkPage(page), engine.BulkProgress(func(n int64) { seen = append(seen, n) })); err != nil {
				t.Fatal(err)
			}
			for at, s := range seen {
				if page > 0 && s != min(int64((at+1)*page), n) || seen[len(seen)-1] != n {
					t.Errorf("pages of %d: %v", page, seen)
					break
				}
			}
			stored, err := engine.AllAs[suitcase](t.Context(), eng, sql.Select(suitcases))
			if err != nil || len(stored) != n {
				t.Fatal(len(stored), err)
			}
			byID := map[int]suitcase{}
			for _, s := range stored {
				byID[s.ID] = s
			}
			for i, r := range rows {
				s := byID[r.ID]
				if s.Label != r.Label || s.Fragile != r.Fragile || (s.Weight == nil) != (r.Weight == nil) || r.Weight != nil && *s.Weight != *r.Weight {
					t.Fatalf("row %d is %+v and is stored as %+v", i, *r, s)
				}
			}
			execute(t, eng, sql.Delete(suitcases).AllRows())
		}
		drop()
	})
}
