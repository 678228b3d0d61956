package engine_test

import (
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type parcel struct {
	ID    int
	Name  string
	Label *string
}

type parcelTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Label schema.NullString
}

// What a trigger fills comes back as the row holds it, also where RETURNING is answered
// before triggers run.
func TestBulkReturningOfFetchedColumns(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		for name, generated := range map[string]bool{"key counted up": true, "key given": false} {
			m := schema.NewMetaData()
			parcels := schema.Declare(m, "parcel", func(t *parcelTable) {
				if t.ID.PrimaryKey(); generated {
					t.ID.Autoincrement()
				}
				t.Name.Size(40).Unique()
				t.Label.Size(60).Fetched()
			})
			drop := both(t, eng, m)
			for _, text := range map[string][]sql.SQL{
				"sqlite": {"CREATE TRIGGER parcel_in AFTER INSERT ON parcel FOR EACH ROW BEGIN UPDATE parcel SET label = upper(NEW.name) WHERE id = NEW.id; END",
					"CREATE TRIGGER parcel_up AFTER UPDATE OF name ON parcel FOR EACH ROW BEGIN UPDATE parcel SET label = NEW.name || '!' WHERE id = NEW.id; END"},
				"postgresql": {"CREATE OR REPLACE FUNCTION parcel_in() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF TG_OP = ''INSERT'' THEN NEW.label = upper(NEW.name); ELSE NEW.label = NEW.name || ''!''; END IF; RETURN NEW; END'",
					"CREATE TRIGGER parcel_in BEFORE INSERT OR UPDATE ON parcel FOR EACH ROW EXECUTE FUNCTION parcel_in()"},
				"mysql": {"CREATE TRIGGER parcel_in BEFORE INSERT ON parcel FOR EACH ROW SET NEW.label = upper(NEW.name)",
					"CREATE TRIGGER parcel_up BEFORE UPDATE ON parcel FOR EACH ROW SET NEW.label = concat(NEW.name, '!')"},
			}[eng.Dialect().Name()] {
				execute(t, eng, sql.Text(text))
			}
			for _, n := range []int{1, 5, 1200} {
				execute(t, eng, sql.Delete(parcels).AllRows())
				check := func(rows []*parcel) {
					t.Helper()
					stored, err := engine.AllAs[parcel](t.Context(), eng, sql.Select(parcels))
					if err != nil || len(stored) != n {
						t.Fatal(name, len(stored), err)
					}
					byName := map[string]parcel{}
					for _, s := range stored {
						byName[s.Name] = s
					}
					for _, r := range rows {
						if is := byName[r.Name]; is.ID != r.ID || r.Label == nil || *is.Label != *r.Label {
							t.Fatalf("%s: the database has %+v (%s), memory %+v (%v)", name, is, *is.Label, *r, r.Label)
						}
					}
				}
				back := []sql.Expr{parcels.Label}
				var given []engine.BulkOption
				if generated {
					back = append(back, parcels.ID)
				} else {
					given = append(given, engine.BulkColumns(parcels.ID, parcels.Name))
				}
				rows := make([]*parcel, n)
				for i := range rows {
					if rows[i] = &(parcel{Name: fmt.Sprint("p", i)}); !generated {
						rows[i].ID = i + 1
					}
				}
				if count, err := engine.BulkInsert(t.Context(), eng, parcels, rows, append(given, engine.BulkReturning(back...))...); err != nil || count != int64(n) {
					t.Fatal(name, count, err)
				}
				check(rows)
				again := make([]*parcel, n)
				for i := range again {
					again[i] = &parcel{ID: rows[i].ID, Name: rows[i].Name}
				}
				key := engine.BulkKey(parcels.Name)
				var options []engine.BulkOption
				if generated {
					for _, r := range again {
						r.ID = 0
					}
					options = append(options, engine.BulkColumns(parcels.Name), engine.BulkSet(parcels.Name.SetExpr(sql.Excluded(parcels.Name))))
				} else {
					options = append(options, engine.BulkColumns(parcels.ID, parcels.Name))
				}
				if _, err := engine.BulkUpsert(t.Context(), eng, parcels, again, append(options, key, engine.BulkReturning(back...))...); err != nil {
					t.Fatal(name, err)
				}
				check(again)
			}
			if eng.Dialect().Name() == "postgresql" {
				execute(t, eng, sql.Text("DROP TRIGGER parcel_in ON parcel"))
				execute(t, eng, sql.Text("DROP FUNCTION parcel_in()"))
			}
			drop()
		}
	})
}
