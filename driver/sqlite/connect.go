package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite/gate"
)

// Connect opens a connection and sets the pragmas. Errors are *driver.Error.
func (d *Driver) Connect(ctx context.Context) (driver.Conn, error) {
	if d.bad != nil {
		return nil, &driver.Error{Class: driver.Programming, Message: d.bad.Error(), Err: d.bad}
	}
	if ctx.Err() != nil {
		return nil, cancelled(ctx, "connecting was given up")
	}
	c := &Conn{d: d, gate: &d.gate, wake: make(chan struct{}, 1)}
	c.statements.init(d.keep)
	name, flags := d.file, sqlite3.OPEN_READWRITE|sqlite3.OPEN_CREATE
	switch {
	case d.memory != "":
		name, flags = "file:/"+d.memory+"?vfs=mvcc", flags|sqlite3.OPEN_URI
	case d.readOnly:
		flags = sqlite3.OPEN_READONLY
	}
	if d.memory == "" {
		f, err := gate.Open(d.file, !d.readOnly)
		if err != nil {
			return nil, cannotOpen(d.file, err)
		}
		c.file, c.gate = f, &f.Gate
	}
	var lib *sqlite3.Conn
	if err := patiently(ctx, func() (err error) {
		if lib, err = sqlite3.OpenFlags(name, flags); err != nil {
			return classify(err)
		}
		return nil
	}); err != nil {
		c.leave()
		return nil, err
	}
	c.lib = lib
	lib.SetInterrupt(&c.interrupt)
	if err := patiently(ctx, func() error {
		return errors.Join(lib.CreateCollation(decimals, compareDecimals), register(lib))
	}); err != nil {
		c.Close(context.WithoutCancel(ctx))
		return nil, classify(err)
	}
	if err := c.setUp(ctx); err != nil {
		c.Close(context.WithoutCancel(ctx))
		return nil, err
	}
	return c, nil
}

// setUp sets the pragmas of a new connection.
func (c *Conn) setUp(ctx context.Context) error {
	c.interrupt.begin(ctx)
	defer c.interrupt.end()
	// SQLite otherwise looks at the values that are bound to LIMIT and LIKE, and prepares a
	// kept statement again whenever one is bound: a list of 100 rows took half as long again.
	if _, err := c.lib.Config(sqlite3.DBCONFIG_ENABLE_QPSG, true); err != nil {
		return classify(err)
	}
	for _, p := range c.d.pragmas {
		if err := patiently(ctx, func() error { return c.setPragma(ctx, p) }); err != nil {
			if ctx.Err() != nil {
				return cancelled(ctx, "connecting was given up")
			}
			return err
		}
	}
	return nil
}

// closing is how long the last connection to a file may take to close: it puts the log into the
// database and keeps others out meanwhile, for which SQLite does not wait as for a writer.
const closing = 5 * time.Second

// patiently calls f again while another connection closes.
func patiently(ctx context.Context, f func() error) error {
	for begun := time.Now(); ; time.Sleep(time.Millisecond) {
		err := f()
		if err == nil || !errors.Is(err, sqlite3.BUSY) || ctx.Err() != nil || time.Since(begun) > closing {
			return err
		}
	}
}

func (c *Conn) setPragma(ctx context.Context, p pragma) error {
	if p.name == "journal_mode" {
		return c.setJournal(ctx, p)
	}
	if p.asked {
		// SQLite ignores a pragma that it does not know.
		known, err := c.text("SELECT 1 FROM pragma_pragma_list WHERE name = " + literal(p.name))
		if err == nil && known == "" {
			err = &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("SQLite has no pragma %q: see https://sqlite.org/pragma.html", p.name)}
		}
		if err != nil {
			return err
		}
	}
	return c.exec("PRAGMA " + p.name + " = " + literal(p.value))
}

// setJournal changes the journal mode if it must be changed: that is a write, at
// the gate, and not to be done while another connection is in a transaction. A
// connection to a database that has the mode already never waits.
func (c *Conn) setJournal(ctx context.Context, p pragma) error {
	now, err := c.text("PRAGMA journal_mode")
	if err != nil || strings.EqualFold(now, p.value) {
		return err
	}
	if err := c.gate.Lock(ctx, nil); err != nil {
		return cancelled(ctx, "connecting was given up while another connection wrote")
	}
	defer c.gate.Unlock()
	now, err = c.text("PRAGMA journal_mode = " + literal(p.value))
	if err == nil && p.asked && !strings.EqualFold(now, p.value) {
		err = &driver.Error{Class: driver.NotSupported, Message: fmt.Sprintf("SQLite cannot use journal_mode=%s for this database: it keeps %q", p.value, now)}
	}
	return err
}

func cannotOpen(path string, err error) error {
	e := &driver.Error{Class: driver.Operational, Code: "SQLITE_CANTOPEN", Number: 14, Message: err.Error(), Err: err}
	switch {
	case errors.Is(err, gate.ErrForeign):
		e.Message = fmt.Sprintf("open %s: %v", path, err)
	case errors.Is(err, fs.ErrNotExist):
		e.Hint = "a read-only database must exist, and so must the directory of a new one"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "SQLite writes to the file and to its directory"
	}
	return e
}

// literal is s as an SQL string.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// identifier is s as an SQL identifier.
func identifier(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// exec runs a statement of the adapter's own.
func (c *Conn) exec(text string) (err error) {
	defer c.rescue(&err)
	if err := c.lib.Exec(text); err != nil {
		return classify(err)
	}
	return nil
}

// text runs a statement of the adapter's own and gives the first column of its
// first row, as text; "" if there is none.
func (c *Conn) text(text string) (string, error) {
	var first string
	err := c.each(text, func(s *sqlite3.Stmt) {
		if first == "" {
			first = s.ColumnText(0)
		}
	})
	return first, err
}

// each runs a statement of the adapter's own and calls f for each row.
func (c *Conn) each(text string, f func(*sqlite3.Stmt)) (err error) {
	defer c.rescue(&err)
	s, _, err := c.lib.Prepare(text)
	if err != nil {
		return classify(err)
	}
	defer s.Close()
	for s.Step() {
		f(s)
	}
	if err := s.Err(); err != nil {
		return classify(err)
	}
	return nil
}
