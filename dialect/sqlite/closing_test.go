package sqlite_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// Who opens a file while its last connection closes, which keeps others out, waits for that.
func TestFileIsOpenedWhileOthersCloseIt(t *testing.T) {
	at := "sqlite:///" + filepath.Join(t.TempDir(), "a.db")
	with := func(s sql.SQL) error {
		e, err := engine.Open(sqlite.Dialect, at)
		if err != nil {
			return err
		}
		defer e.Close(context.Background())
		r, err := e.Execute(context.Background(), sql.Text(s))
		if err != nil {
			return err
		}
		return r.Close()
	}
	if err := with("CREATE TABLE x (id INTEGER)"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for i := range 60 {
				s := sql.SQL("SELECT count(*) FROM x")
				if i%2 == 0 {
					s = "INSERT INTO x VALUES (1)"
				}
				if err := with(s); err != nil {
					t.Errorf("%d: %v", i, err)
					return
				}
			}
		})
	}
	wg.Wait()
}
