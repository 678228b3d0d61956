package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite/gate"
)

func TestClassify(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE p (id INTEGER PRIMARY KEY)")
	must(t, c, `CREATE TABLE t (id TEXT PRIMARY KEY, a INT, b INT, n INT NOT NULL DEFAULT 1, p INT REFERENCES p, CONSTRAINT positive CHECK (n > 0), UNIQUE (a, b))`)
	must(t, c, "CREATE TABLE e (s TEXT)")
	must(t, c, "CREATE UNIQUE INDEX u ON e (lower(s))")
	must(t, c, "INSERT INTO e VALUES ('x')")
	must(t, c, "CREATE TABLE s (n INT) STRICT")
	must(t, c, "CREATE TRIGGER tr BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'no'); END")
	must(t, c, "INSERT INTO t (id, a, b) VALUES ('x', 1, 2), ('other', 5, 5)")
	for _, x := range []struct {
		text string
		want string // class constraint code name table column
	}{
		{"INSERT INTO t (id) VALUES ('x')", "integrity error unique SQLITE_CONSTRAINT_PRIMARYKEY  t id"},
		{"INSERT INTO t (id, a, b) VALUES ('y', 1, 2)", "integrity error unique SQLITE_CONSTRAINT_UNIQUE  t a, b"},
		{"INSERT INTO e VALUES ('X')", "integrity error unique SQLITE_CONSTRAINT_UNIQUE u  "},
		{"INSERT INTO t (id, n) VALUES ('y', NULL)", "integrity error not null SQLITE_CONSTRAINT_NOTNULL  t n"},
		{"INSERT INTO t (id, n) VALUES ('y', 0)", "integrity error check SQLITE_CONSTRAINT_CHECK positive  "},
		{"INSERT INTO t (id, p) VALUES ('y', 7)", "integrity error foreign key SQLITE_CONSTRAINT_FOREIGNKEY   "},
		{"DELETE FROM t", "integrity error constraint SQLITE_CONSTRAINT_TRIGGER   "},
		{"INSERT INTO s VALUES ('x')", "data error constraint SQLITE_CONSTRAINT_DATATYPE   "},
		{"INSERT INTO p VALUES ('x')", "data error constraint SQLITE_MISMATCH   "},
		{"SELECT * FROM missing", "programming error constraint SQLITE_ERROR   "},
		{"COMMIT", "programming error constraint SQLITE_ERROR   "},
		{"ATTACH '/no/such/dir/x' AS y", "operational error constraint SQLITE_CANTOPEN   "},
	} {
		_, err := do(c, x.text)
		var e *driver.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", x.text, err)
			continue
		}
		if got := fmt.Sprint(e.Class, " ", e.Constraint, " ", e.Code, " ", e.Name, " ", e.Table, " ", e.Column); got != x.want || e.Number == 0 || e.Message == "" {
			t.Errorf("%s: %s (%v)", x.text, got, e)
		}
		if again := c.d.Classify(fmt.Errorf("wrapped: %w", err)); again != e {
			t.Error("classified twice")
		}
	}
	_, err := do(c, "SELECT 'é', nonsense FROM t")
	var e *driver.Error
	if errors.As(err, &e); e.Position != 13 {
		t.Errorf("position %d of %v", e.Position, err)
	}
	var lib *sqlite3.Error
	if !errors.As(err, &lib) {
		t.Error("the library's error is not in the chain")
	}
	d := c.d
	if d.Classify(nil) != nil {
		t.Error("nil")
	}
	for code, want := range map[error]string{sqlite3.BUSY: "operational error SQLITE_BUSY false false", sqlite3.BUSY_SNAPSHOT: "operational error SQLITE_BUSY_SNAPSHOT true false",
		sqlite3.LOCKED: "operational error SQLITE_LOCKED false false", sqlite3.INTERRUPT: "operational error SQLITE_INTERRUPT false true", sqlite3.FULL: "operational error SQLITE_FULL false false",
		sqlite3.IOERR_FSYNC: "operational error SQLITE_IOERR_FSYNC false false", sqlite3.IOERR_SEEK: "operational error SQLITE_IOERR false false", sqlite3.READONLY: "operational error SQLITE_READONLY false false",
		sqlite3.CORRUPT: "internal error SQLITE_CORRUPT false false", sqlite3.NOTADB: "operational error SQLITE_NOTADB false false", sqlite3.TOOBIG: "data error SQLITE_TOOBIG false false",
		context.Canceled: "operational error  false true", errors.New("x"): "internal error  false false"} {
		e := d.Classify(code)
		if got := fmt.Sprint(e.Class, " ", e.Code, " ", e.Retryable, " ", e.Cancelled); got != want || !errors.Is(e, code) {
			t.Errorf("%v: %s", code, got)
		}
	}
}

func TestDeferredForeignKey(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE p (id INTEGER PRIMARY KEY)")
	must(t, c, "CREATE TABLE t (p INT REFERENCES p DEFERRABLE INITIALLY DEFERRED)")
	must(t, c, "BEGIN IMMEDIATE")
	must(t, c, "INSERT INTO t VALUES (1)")
	if _, err := do(c, "COMMIT"); !errors.Is(err, driver.ErrForeignKey) || c.State().Tx != 'T' || !c.holds {
		t.Fatal(err)
	}
	must(t, c, "INSERT INTO p VALUES (1)")
	must(t, c, "COMMIT")
	if c.holds {
		t.Fatal("held")
	}
}

func TestDiskFull(t *testing.T) {
	c := connect(t, New(Config{File: filepath.Join(t.TempDir(), "x"), Pragmas: map[string]string{"max_page_count": "10"}}))
	must(t, c, "CREATE TABLE t (b BLOB)")
	must(t, c, "BEGIN IMMEDIATE")
	_, err := do(c, "INSERT INTO t VALUES (zeroblob(100000))")
	var e *driver.Error
	if !errors.As(err, &e) || e.Number != 13 || e.Class != driver.Operational {
		t.Fatal(err)
	}
	if c.State().Tx == 'T' {
		must(t, c, "ROLLBACK")
	}
	must(t, c, "INSERT INTO t VALUES (x'00')")
}

func TestConnectErrors(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	os.WriteFile(text, []byte("this is no database, but it is long enough to be asked for a header"), 0o600)
	for _, cfg := range []Config{
		{File: filepath.Join(dir, "missing", "x.db")},
		{File: filepath.Join(dir, "missing.db"), ReadOnly: true},
		{File: dir}, {File: text}, {File: "a\x00b"},
		{Pragmas: map[string]string{"no_such_pragma": "1"}},
		{Pragmas: map[string]string{"foreign_keys = on; DROP TABLE t; --": "1"}},
		{Pragmas: map[string]string{"journal_mode": "wal"}}, // in memory
	} {
		c, err := New(cfg).Connect(background)
		if _, ok := class(err); !ok {
			t.Errorf("%+v: %v", cfg, err)
		}
		if err == nil {
			c.Close(background)
		}
	}
	if InUse(text) {
		t.Error("a file that is no database is in use")
	}
	ctx, cancel := context.WithCancel(background)
	cancel()
	if _, err := New(Config{}).Connect(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestForeignLibrary(t *testing.T) {
	d := fileDriver(t)
	release, err := gate.Claim(d.file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Connect(background); !errors.Is(err, gate.ErrForeign) {
		t.Fatal(err)
	}
	release()
	connect(t, d)
	if _, err := gate.Claim(d.file); err != gate.ErrInUse {
		t.Fatal(err)
	}
}
