package engine_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// TestColumnsOfText: what Columns says of raw SQL is held against the result.
func TestColumnsOfText(t *testing.T) {
	e := open(t)
	id, name, more := sql.Column("id", sqltype.BigInt), sql.Column("name", sqltype.Text), sql.Column("more", sqltype.Text)
	type row struct {
		ID         int64
		Name, More string
	}
	for _, c := range []struct {
		columns []sql.Item
		want    string
	}{
		{[]sql.Item{id}, "names 1 columns, and the result has 2"},
		{[]sql.Item{id, name, more}, "names 3 columns, and the result has 2"},
		{[]sql.Item{id, name}, ""},
	} {
		stmt := sql.Text("SELECT 1, 'a'").Columns(c.columns...)
		_, err := engine.AllAs[row](t.Context(), e, stmt)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%d columns: %v, want %q", len(c.columns), err, c.want)
		}
		res, err := e.Execute(t.Context(), stmt)
		if err == nil {
			_, err = res.All()
		}
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("Execute, %d columns: %v, want %q", len(c.columns), err, c.want)
		}
	}
}
