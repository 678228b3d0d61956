package engine_test

import (
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
)

// An option that a bulk function has no use for is an error of its own type, before anything is
// sent.
func TestBulkOptionsWithoutUse(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m := schema.NewMetaData()
		receipts := schema.Declare(m, "receipt_unused", func(t *receiptTable) {
			t.ID.PrimaryKey().Autoincrement()
			t.Code.Size(40)
			t.Stamp.Size(20)
		})
		rows := []*receipt{{ID: 1}}
		bulk := func(_ int64, err error) error { return err }
		ctx := t.Context()
		for want, err := range map[[2]string]error{ // there is no such table
			{"BulkReturning", "BulkUpdate"}: bulk(engine.BulkUpdate(ctx, eng, receipts, rows, engine.BulkReturning(receipts.Stamp))),
			{"BulkReturning", "BulkDelete"}: bulk(engine.BulkDelete(ctx, eng, receipts, rows, engine.BulkReturning(receipts.Stamp))),
			{"BulkKey", "BulkInsert"}:       bulk(engine.BulkInsert(ctx, eng, receipts, rows, engine.BulkKey(receipts.Code))),
			{"BulkSet", "BulkInsert"}:       bulk(engine.BulkInsert(ctx, eng, receipts, rows, engine.BulkSet(receipts.N.Set(1)))),
			{"BulkNothing", "BulkUpdate"}:   bulk(engine.BulkUpdate(ctx, eng, receipts, rows, engine.BulkNothing())),
		} {
			var e *engine.BulkOptionError
			if !errors.As(err, &e) || e.Option != want[0] || e.Bulk != want[1] {
				t.Errorf("%v: %v", want, err)
			}
		}
	})
}
