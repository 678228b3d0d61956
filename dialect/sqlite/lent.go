package sqlite

import (
	"context"
	gosql "database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite"
	"github.com/aludel/aludel/driver/sqlite/gate"
	"github.com/aludel/aludel/driver/stdsql"
)

// DriverDB is the driver over a *sql.DB of any SQLite library. A file that an
// engine of this process has open natively is refused, and the other way round:
// two libraries that lock one file in one process lose each other's locks, and
// with them the database. The file counts as open until db is garbage.
func (*lite) DriverDB(db *gosql.DB) (driver.Driver, error) {
	o := stdsql.Options{MaxParams: maxBinds, Classify: sqlite.New(sqlite.Config{}).Classify}
	if !ourLibrary(db.Driver()) {
		o.Refuse = (&claims{db: db}).refuse
	}
	return stdsql.DB(db, o), nil
}

// ourLibrary reports whether d is a driver of the library that the native driver
// uses: its locks know of each other.
func ourLibrary(d sqldriver.Driver) bool {
	t := reflect.TypeOf(d)
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t != nil && strings.HasSuffix(t.PkgPath(), "ncruces/go-sqlite3/driver")
}

// claims are the files that a *sql.DB has open.
type claims struct {
	db *gosql.DB

	mu    sync.Mutex
	files map[string]bool // guarded by mu
}

// refuse claims the files of a new connection.
func (c *claims) refuse(ctx context.Context, conn sqldriver.Conn) error {
	files, err := filesOf(ctx, conn)
	if err != nil {
		return fmt.Errorf("asking a SQLite connection for its files: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range files {
		if f == "" || c.files[f] {
			continue
		}
		release, err := gate.Claim(f)
		if err != nil {
			return fmt.Errorf("the file %s cannot be used through database/sql: %w", f, err)
		}
		runtime.AddCleanup(c.db, func(release func()) { release() }, release)
		if c.files == nil {
			c.files = map[string]bool{}
		}
		c.files[f] = true
	}
	return nil
}

// filesOf are the files of the main database and of those attached; "" for one in
// memory.
//
// https://sqlite.org/pragma.html#pragma_database_list
func filesOf(ctx context.Context, conn sqldriver.Conn) ([]string, error) {
	stmt, err := conn.Prepare("PRAGMA database_list")
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	q, ok := stmt.(sqldriver.StmtQueryContext)
	if !ok {
		return nil, errors.New("the library's statements have no QueryContext")
	}
	rows, err := q.QueryContext(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	row := make([]sqldriver.Value, len(rows.Columns()))
	var out []string
	for {
		if err := rows.Next(row); err != nil {
			if err == io.EOF {
				return out, nil
			}
			return nil, err
		}
		switch f := row[len(row)-1].(type) {
		case string:
			out = append(out, f)
		case []byte:
			out = append(out, string(f))
		}
	}
}
