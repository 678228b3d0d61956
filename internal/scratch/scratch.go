// Package scratch gives the tests of a package a database of their own on a server,
// so that two runs against one server do not see each other's tables.
package scratch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A Database is one that tests run on.
type Database struct {
	Name     string // sqlite, postgres or mysql, as in the names of golden files
	Dialect  dialect.Dialect
	variable string // that holds the server's URL; "" for SQLite
}

// Databases are the three that a capability is tested on.
func Databases() []Database {
	return []Database{
		{"sqlite", sqlite.Dialect, ""},
		{"postgres", postgres.Dialect, "ALUDEL_TEST_POSTGRES"},
		{"mysql", mysql.Dialect, "ALUDEL_TEST_MYSQL"},
	}
}

// Open opens the database: a new file for SQLite, on a server the database of this
// process. It skips the test where there is no server. The caller closes the engine.
func (d Database) Open(t testing.TB, options ...engine.Option) *engine.Engine {
	t.Helper()
	eng, err := engine.Open(d.Dialect, d.URL(t), options...)
	if err != nil {
		t.Fatal(err)
	}
	return eng
}

// URL is where the database is, for tests that open it in a way of their own.
func (d Database) URL(t testing.TB) string {
	t.Helper()
	if d.variable == "" {
		return "sqlite:///" + filepath.Join(t.TempDir(), "test.db")
	}
	server := os.Getenv(d.variable)
	if server == "" {
		t.Skip(d.variable + " is not set: make test runs this against real servers")
	}
	mu.Lock()
	defer mu.Unlock()
	if !inside {
		t.Fatal("scratch: the package's TestMain must call scratch.Main, which drops what is made here")
	}
	if made[d.variable] == "" {
		sweep(t, d, server)
		if err := statement(d, server, "CREATE DATABASE "+name()); err != nil {
			t.Fatal(err)
		}
		made[d.variable] = server
	}
	return on(t, server, name())
}

// on is a server's URL with another database.
func on(t testing.TB, server, database string) string {
	t.Helper()
	u, err := dburl.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	return u.SetDatabase(database).Unmasked()
}

var (
	mu     sync.Mutex
	made   = map[string]string{} // the servers with a database of ours, guarded by mu
	inside bool                  // Main runs, guarded by mu
)

// name is the database's: that of the test binary, and of the process.
func name() string { return Place(strings.TrimSuffix(filepath.Base(os.Args[0]), ".test")) }

// Main runs the tests of a package, and drops the databases that they were given. It
// is the whole of a TestMain:
//
//	func TestMain(m *testing.M) { os.Exit(scratch.Main(m)) }
func Main(m *testing.M) int {
	mu.Lock()
	inside = true
	mu.Unlock()
	code := m.Run()
	mu.Lock()
	defer mu.Unlock()
	for _, d := range Databases() {
		if server := made[d.variable]; server != "" {
			if err := statement(d, server, "DROP DATABASE "+name()); err != nil {
				fmt.Fprintln(os.Stderr, "scratch:", err)
				code = max(code, 1)
			}
		}
	}
	return code
}

func statement(d Database, server, text string) (err error) {
	eng, err := engine.Open(d.Dialect, server)
	if err != nil {
		return err
	}
	ctx := context.Background()
	defer func() { err = errors.Join(err, eng.Close(ctx)) }()
	c, err := eng.Connect(ctx, engine.Autocommit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	r, err := c.Execute(ctx, sql.Text(sql.SQL(text)))
	if err != nil {
		return err
	}
	return r.Close()
}
