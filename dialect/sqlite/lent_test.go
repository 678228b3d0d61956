package sqlite_test

import (
	"context"
	gosql "database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"path/filepath"
	"testing"

	ncruces "github.com/ncruces/go-sqlite3/driver"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver/sqlite/gate"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// foreign makes a database of our library look like one of another.
type foreign struct{ sqldriver.Connector }

type foreignDriver struct{ sqldriver.Driver }

func (f foreign) Driver() sqldriver.Driver { return foreignDriver{f.Connector.Driver()} }

func TestTwoLibrariesDoNotShareAFile(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "a.db")
	native, err := engine.Open(sqlite.Dialect, "sqlite:////"+file[1:])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := native.Execute(ctx, sql.Text("CREATE TABLE t (a INTEGER)")); err != nil {
		t.Fatal(err)
	}
	connector, err := (&ncruces.SQLite{}).OpenConnector("file:" + file)
	if err != nil {
		t.Fatal(err)
	}
	db := gosql.OpenDB(foreign{connector})
	defer db.Close()
	lent, err := engine.OpenDB(sqlite.Dialect, db)
	if err != nil {
		t.Fatal(err)
	}
	if err := lent.Ping(ctx); !errors.Is(err, gate.ErrInUse) {
		t.Fatalf("a file that is open natively: %v", err)
	}
	if err := native.Close(ctx); err != nil {
		t.Fatal(err)
	}
	n, err := engine.OneAs[int](ctx, lent, sql.Text("SELECT count(*) FROM t"))
	if err != nil || n != 0 {
		t.Fatal(n, err)
	}
	native, err = engine.Open(sqlite.Dialect, "sqlite:////"+file[1:])
	if err != nil {
		t.Fatal(err)
	}
	if err := native.Ping(ctx); !errors.Is(err, gate.ErrForeign) {
		t.Fatalf("a file that is open through database/sql: %v", err)
	}
}
