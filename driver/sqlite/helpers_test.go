package sqlite

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/aludel/aludel/driver"
)

// open connects to a new database in a file.
func open(t testing.TB) *Conn { return connect(t, fileDriver(t)) }

func fileDriver(t testing.TB) *Driver {
	return New(Config{File: filepath.Join(t.TempDir(), "a b%?#.db")})
}

func connect(t testing.TB, d *Driver) *Conn {
	t.Helper()
	c, err := d.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(context.Background()) })
	return c.(*Conn)
}

func stmt(text string) *driver.Statement {
	s := &driver.Statement{Text: text}
	word := (&lexer{text: text}).next()
	switch {
	case learn(text).insert || is(word, "UPDATE", "DELETE"):
		s.Verb = driver.Write
	case is(word, "BEGIN"):
		s.Verb = driver.Begin
	case is(word, "COMMIT"):
		s.Verb = driver.Commit
	case text == "ROLLBACK":
		s.Verb = driver.Rollback
	case !is(word, "SELECT", "VALUES", "WITH"):
		s.Verb = driver.Utility
	}
	return s
}

// do executes one statement and drops its rows.
func do(c *Conn, text string, args ...driver.Value) (driver.Summary, error) {
	return doCtx(context.Background(), c, text, args...)
}

func doCtx(ctx context.Context, c *Conn, text string, args ...driver.Value) (driver.Summary, error) {
	res, err := c.Run(ctx, []driver.Request{{Stmt: stmt(text), Args: args}})
	if err != nil {
		return driver.Summary{}, err
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		return driver.Summary{}, err
	}
	for rows.Next() {
	}
	return rows.Close()
}

func must(t testing.TB, c *Conn, text string, args ...driver.Value) driver.Summary {
	t.Helper()
	s, err := do(c, text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return s
}

// query gives all rows.
func query(t testing.TB, c *Conn, text string, args ...driver.Value) [][]any {
	t.Helper()
	res, err := c.Run(context.Background(), []driver.Request{{Stmt: stmt(text), Args: args}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return all(t, rows)
}

func all(t testing.TB, rows driver.Rows) [][]any {
	t.Helper()
	var out [][]any
	for rows.Next() {
		row := make([]any, len(rows.Shape().Columns))
		if err := rows.Values(row); err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	if _, err := rows.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

func one(t testing.TB, c *Conn, text string, args ...driver.Value) any {
	t.Helper()
	rows := query(t, c, text, args...)
	if len(rows) != 1 {
		t.Fatalf("%s: %d rows", text, len(rows))
	}
	return rows[0][0]
}

func class(err error) (driver.Class, bool) {
	var e *driver.Error
	ok := errors.As(err, &e)
	if !ok {
		return 0, false
	}
	return e.Class, true
}
