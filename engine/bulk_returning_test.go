package engine_test

import (
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type receipt struct {
	ID    int
	Code  string
	N     int
	Stamp string
	Twice int
}

type receiptTable struct {
	schema.Rows
	ID    schema.Int
	Code  schema.String
	N     schema.Int
	Stamp schema.String
	Twice schema.Int
}

// The key that the database counts up comes back with whatever else it makes up, each to its
// row.
func TestBulkReturningOfTheKeyAndMore(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		receipts := schema.Declare(m, "receipt", func(t *receiptTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Code.Size(40).Unique()
			t.Stamp.Size(20).ServerDefault(sql.Val("it's made"))
			t.Twice.Stored(t.N.Mul(2))
		})
		drop := both(t, eng, m)
		for _, n := range []int{1, 5, 350, 2100} {
			execute(t, eng, sql.Delete(receipts).AllRows())
			rows := make([]*receipt, n)
			for i := range rows {
				rows[i] = &receipt{Code: fmt.Sprint("code ", (i*11)%n, " of ", i), N: i}
			}
			count, err := engine.BulkInsert(t.Context(), eng, receipts, rows, engine.BulkColumns(receipts.Code, receipts.N), engine.BulkReturning(receipts.Twice, receipts.ID, receipts.Stamp), engine.BulkPage(1000))
			if err != nil || count != int64(n) {
				t.Fatal(count, err)
			}
			stored, err := engine.AllAs[receipt](t.Context(), eng, sql.Select(receipts))
			if err != nil || len(stored) != n {
				t.Fatal(len(stored), err)
			}
			byID := map[int]receipt{}
			for _, s := range stored {
				byID[s.ID] = s
			}
			for i, r := range rows {
				if byID[r.ID] != *r || r.Twice != 2*r.N || r.Stamp != "it's made" {
					t.Fatalf("row %d of %d is %+v and is stored as %+v", i, n, *r, byID[r.ID])
				}
			}
		}
		drop()
	})
}
