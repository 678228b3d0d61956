package sqlite_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func TestWriterTimeoutOption(t *testing.T) {
	for _, wrong := range []string{"5", "-1s", "soon", "0s"} {
		if _, err := engine.Open(sqlite.Dialect, "sqlite://?writer_timeout="+wrong); err == nil || !strings.Contains(err.Error(), "writer_timeout") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
	eng, err := engine.Open(sqlite.Dialect, "sqlite://?writer_timeout=10ms")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close(t.Context())
	c, err := eng.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Execute(t.Context(), sql.Text("CREATE TABLE t (a INTEGER)")); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if _, err := eng.Execute(t.Context(), sql.Text("CREATE TABLE u (a INTEGER)")); err == nil || !strings.Contains(err.Error(), "does the same goroutine hold it?") {
		t.Errorf("a write beside an open transaction, after %v: %v", time.Since(began), err)
	}
}
