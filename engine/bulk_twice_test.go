package engine_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

type (
	bulkLeft  struct{ Note string }
	bulkRight struct{ Note string }
	bulkBoth  struct {
		ID int
		bulkLeft
		bulkRight
	}
	bulkNearer struct {
		bulkBoth
		Note string
	}
	bulkOne struct {
		ID int
		bulkLeft
		bulkRight `db:"-"`
	}
	bulkKeyed struct {
		ID     int
		Note   string
		Remark string
	}
)

func TestBulkOfFieldsThatAreEquallyNear(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		ctx := t.Context()
		m := schema.NewMetaData()
		notes := schema.NewTable(m, "bulk_twice",
			schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement),
			schema.Column("remark", sqltype.String(20), schema.NotNull, schema.Key("note")))
		if err := eng.CreateAll(ctx, m); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := eng.DropAll(ctx, m); err != nil {
				t.Error(err)
			}
		}()
		refused := func(err error, want string) {
			t.Helper()
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %s", err, want)
			}
		}
		_, err := engine.BulkInsert(ctx, eng, notes, []bulkBoth{{1, bulkLeft{"left"}, bulkRight{"right"}}})
		refused(err, "column remark has several fields in engine_test.bulkBoth, of which none is nearer than the others")
		_, err = engine.BulkUpdate(ctx, eng, notes, []bulkBoth{{1, bulkLeft{"left"}, bulkRight{"right"}}})
		refused(err, "column remark has several fields in engine_test.bulkBoth")
		_, err = engine.BulkInsert(ctx, eng, notes, []bulkKeyed{{1, "by key", "by name"}})
		refused(err, "column remark has two fields in engine_test.bulkKeyed, Note by its key and Remark by its name")
		_, err = engine.BulkInsert(ctx, eng, notes, []bulkNearer{{bulkBoth{1, bulkLeft{"left"}, bulkRight{"right"}}, "near"}})
		if err != nil {
			t.Error(err)
		}
		_, err = engine.BulkInsert(ctx, eng, notes, []bulkOne{{2, bulkLeft{"left"}, bulkRight{"right"}}})
		if err != nil {
			t.Error(err)
		}
	})
}
