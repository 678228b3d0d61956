package answers

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// A record is one line of the recorded set.
type record struct {
	ID, Area, Case, Dialect, Kind string
	SQL                           string   `json:"sql"`
	Asyncpg                       string   `json:"sql_asyncpg"`
	Exec                          string   // "ok", "error", or "" where it was compiled only
	Error                         string   // where it did not even compile
	Keys                          []string // nil where there are no rows
	Rows                          [][]any
	RowCount                      *int64
	Note                          string
}

// records reads the recorded set, or skips the test.
func records(t *testing.T) []record {
	t.Helper()
	name := filepath.Join("..", "..", "..", "shared", "data", "sqlalchemy", "expressions.jsonl")
	f, err := os.Open(name)
	if err != nil {
		t.Skip("the recorded set is not there: ../shared/data/sqlalchemy beside the repository")
	}
	defer f.Close()
	var out []record
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("line %d: %v", len(out)+1, err)
		}
		out = append(out, r)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// fails reports whether the recorded answer is an error.
func (r record) fails() bool { return r.Error != "" || r.Exec == "error" }
