package engine_test

import (
	"errors"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
)

// TestBulkWhoseCommitFails: rows keep the keys that they may have in the database.
func TestBulkWhoseCommitFails(t *testing.T) {
	for name, c := range map[string]struct {
		step fake.Step
		want error
		key  int
		n    int64
	}{
		"plain":          {key: 7, n: 1},
		"rolled back":    {step: fake.Step{Summary: driver.Summary{Tag: "ROLLBACK"}}, want: engine.ErrRolledBack},
		"answer lost":    {step: fake.Step{Lose: fake.Lost}, want: engine.ErrCommitUnknown, key: 7},
		"not replicated": {step: fake.Step{Summary: driver.Summary{Warnings: []driver.Warning{{Code: "01000", Text: "canceling wait for synchronous replication", Routine: "SyncRepWaitForLSN"}}}}, want: engine.ErrNotReplicated, key: 7, n: 1},
	} {
		t.Run(name, func(t *testing.T) {
			c.step.Text = "COMMIT"
			d := fake.New(c.step)
			d.Always(fake.Step{Prefix: "INSERT", Columns: []driver.Column{fake.Col("id", driver.Int)}, Rows: [][]driver.Value{fake.Row(driver.OfInt(7))}, Summary: driver.Summary{Rows: 1, LastID: 7}})
			e := oneByOne(t, d)
			type tea struct {
				ID    int
				Name  string
				Price float64
			}
			row := &tea{Name: "Assam"}
			n, err := engine.BulkInsert(t.Context(), e, Teas, []*tea{row}, engine.BulkReturning(Teas.ID))
			if !errors.Is(err, c.want) || c.want == nil && err != nil || n != c.n || row.ID != c.key {
				t.Errorf("%d rows, the key %d: %v", n, row.ID, err)
			}
		})
	}
}
