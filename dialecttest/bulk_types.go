package dialecttest

import (
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// bulk sends the values by the bulk functions, in pages of each form: row by row, as arrays or
// rows of VALUES, by COPY. It empties the table.
func (c column[T]) bulk(e *env, t *valueTable[T]) error {
	values := make([]any, 0, len(c.values)+1)
	for _, v := range c.values {
		values = append(values, v)
	}
	if k := c.typ.Desc().Kind; k != sqltype.KindJSON && k != sqltype.KindJSONB { // where nil is the document null
		values = append(values, nil)
	}
	return bulkOfType(e, schema.Of(t), values, func(way string, shift, n int) error {
		rows, err := engine.All(e.ctx, e.eng, sql.Select2(t.ID, t.V).OrderBy(t.ID))
		if err != nil {
			return fmt.Errorf("%s: %w", way, err)
		}
		equal(e, way+": the number of rows", len(rows), n)
		for _, r := range rows {
			if c.check(e, way, (r.A+shift)%len(values), r.B); e.Failed() {
				break
			}
		}
		return nil
	})
}

// bulkOfType is what is the same for all types of values. read compares the rows of the
// table, in which the value behind a row's key is shifted, and their number.
func bulkOfType(e *env, t *schema.Table, values []any, read func(way string, shift, n int) error) error {
	rows := func(shift, n int) []sql.Params {
		out := make([]sql.Params, n)
		for i := range out {
			out[i] = sql.Params{"id": i, "v": values[(i+shift)%len(values)]}
		}
		return out
	}
	for _, n := range []int{7, 310} {
		e.exec(sql.Delete(t).AllRows())
		for shift, step := range []struct {
			way string
			run func(rows []sql.Params) (int64, error)
		}{
			{"BulkInsert", func(rows []sql.Params) (int64, error) { return engine.BulkInsert(e.ctx, e.eng, t, rows) }},
			{"BulkUpsert", func(rows []sql.Params) (int64, error) { return engine.BulkUpsert(e.ctx, e.eng, t, rows) }},
			{"BulkUpdate", func(rows []sql.Params) (int64, error) { return engine.BulkUpdate(e.ctx, e.eng, t, rows) }},
		} {
			way := fmt.Sprintf("%s of %d", step.way, n)
			got, err := step.run(rows(shift, n))
			if err != nil {
				return fmt.Errorf("%s: %w", way, err)
			}
			equal(e, way, got, int64(n))
			if err := read(way, shift, n); err != nil {
				return err
			}
		}
	}
	return nil
}
