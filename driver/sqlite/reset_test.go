package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/aludel/aludel/driver"
)

func TestDefaults(t *testing.T) {
	d := fileDriver(t)
	c := connect(t, d)
	pragma := func(c *Conn, name string) any { return one(t, c, "SELECT * FROM pragma_"+name) }
	if got := fmt.Sprint(pragma(c, "foreign_keys"), " ", pragma(c, "journal_mode"), " ", pragma(c, "synchronous"), pragma(c, "busy_timeout")); got != "1 wal 1 5000" {
		t.Fatal(got)
	}
	c.Close(background)
	c = connect(t, New(Config{File: d.file, Pragmas: map[string]string{"JOURNAL_MODE": "Delete", "synchronous": "", "cache_size": "-1234"}}))
	if got := fmt.Sprint(pragma(c, "journal_mode"), " ", pragma(c, "synchronous"), " ", pragma(c, "cache_size")); got != "delete 2 -1234" {
		t.Fatal(got)
	}
	must(t, c, "CREATE TABLE t (n INT)")
	c.Close(background)
	for _, cfg := range []Config{{File: d.file, ReadOnly: true}, {ReadOnly: true}} {
		c = connect(t, New(cfg))
		if cl, ok := class(func() error { _, err := do(c, "CREATE TABLE x (n INT)"); return err }()); !ok || cl != driver.Operational {
			t.Fatal(cl)
		}
	}
}

func TestReset(t *testing.T) {
	d := New(Config{File: filepath.Join(t.TempDir(), "x"), Pragmas: map[string]string{"cache_size": "-1000"}})
	c := connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	must(t, c, "PRAGMA table_info(t)")
	must(t, c, "PRAGMA foreign_keys")
	must(t, c, "SELECT 1")
	must(t, c, "PRAGMA user_version = 7") // of the database: it stays
	if c.State().Dirty {
		t.Fatal("dirty")
	}
	dirty := func(text string) {
		t.Helper()
		must(t, c, text)
		if !c.State().Dirty {
			t.Fatal(text)
		}
		if err := c.Reset(background); err != nil {
			t.Fatal(text, err)
		}
		if c.State().Dirty {
			t.Fatal("dirty after Reset")
		}
	}
	ask := func(text, want string) {
		t.Helper()
		if got := fmt.Sprint(query(t, c, text)); got != want {
			t.Fatalf("%s: %s, want %s", text, got, want)
		}
	}
	dirty("PRAGMA foreign_keys = off")
	for range 3 { // executed by Prepare: the same statement must work again
		s := stmt("PRAGMA cache_size = -77")
		must(t, c, s.Text)
		ask("SELECT * FROM pragma_cache_size", "[[-77]]")
		if err := c.Reset(background); err != nil {
			t.Fatal(err)
		}
	}
	dirty("pragma main.cache_size(-5)")
	dirty("PRAGMA case_sensitive_like = 1")
	dirty("PRAGMA query_only = on")
	ask("SELECT (SELECT * FROM pragma_foreign_keys), (SELECT * FROM pragma_cache_size), 'a' LIKE 'A', (SELECT * FROM pragma_user_version)", "[[1 -1000 1 7]]")
	dirty(fmt.Sprintf("ATTACH %s AS %s", literal(filepath.Join(t.TempDir(), "it's")), identifier(`o"x`)))
	ask("SELECT count(*) FROM pragma_database_list WHERE name <> 'temp'", "[[1]]")

	must(t, c, `CREATE TEMP TABLE "a""b" (n INTEGER PRIMARY KEY AUTOINCREMENT)`)
	must(t, c, `INSERT INTO "a""b" VALUES (1)`)
	must(t, c, `CREATE TEMPORARY VIEW v AS SELECT * FROM t`)
	must(t, c, `CREATE TEMP TRIGGER tr AFTER INSERT ON main.t BEGIN DELETE FROM t; END`)
	dirty(`CREATE TABLE temp.later (n INT)`)
	ask("SELECT count(*) FROM temp.sqlite_schema WHERE name NOT LIKE 'sqlite_%'", "[[0]]")
	must(t, c, "INSERT INTO t VALUES (1)")
	ask("SELECT count(*) FROM t", "[[1]]")

	// Raw text may do anything.
	s := stmt("SELECT 1")
	s.Session = true
	res, _ := c.Run(background, []driver.Request{{Stmt: s}})
	if err := c.Reset(background); err != driver.ErrBusy {
		t.Fatal(err)
	}
	res.Close()
	if !c.State().Dirty {
		t.Fatal("not dirty")
	}
	must(t, c, "BEGIN")
	if err := c.Reset(background); err == nil {
		t.Fatal("reset in a transaction")
	}
	must(t, c, "ROLLBACK")
	ctx, cancel := context.WithCancel(background)
	cancel()
	if err := c.Reset(ctx); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if err := c.Reset(background); err != nil || c.Ping(background) != nil || c.Alive() != nil {
		t.Fatal(err)
	}
}

func TestLearn(t *testing.T) {
	for text, want := range map[string]facts{
		"SELECT 1":                      {},
		"insert into t":                 {insert: true},
		"/* x */ -- y\n REPLACE INTO t": {insert: true},
		"INSERT INTO t VALUES ('CONFLICT', \"conflict\") -- conflict":       {insert: true},
		"INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING":                   {insert: true, upsert: true},
		"INSERT INTO t VALUES (last_insert_rowid()) ON CONFLICT DO NOTHING": {insert: true},
		"WITH a AS (INSERT), b AS (SELECT ')') UPDATE t":                    {},
		"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a":                {insert: true},
		"WITH (": {}, "WITH": {}, "": {}, "'": {}, "/*": {}, "--": {}, "[": {},
		"BEGIN": {}, "begin deferred": {deferred: true}, "BEGIN IMMEDIATE": {}, "BEGIN -- read only": {deferred: true},
		"END": {ends: true}, "ROLLBACK TO x": {ends: true}, "RELEASE x": {ends: true},
		"PRAGMA foreign_keys": {once: true}, "PRAGMA foreign_keys=1": {once: true, session: true, pragma: "foreign_keys"}, "PRAGMA main . Cache_Size ( 5 )": {once: true, session: true, pragma: "cache_size"},
		"PRAGMA user_version = 5": {once: true}, "PRAGMA table_info(foreign_keys)": {once: true},
		"CREATE TABLE t (n INT)": {}, "CREATE TEMP TABLE t": {session: true, temp: true}, "CREATE TABLE IF NOT EXISTS temp.t": {session: true, temp: true}, "CREATE VIEW \"temp\"": {},
		"ATTACH 'x' AS y": {session: true, attach: true}, "DETACH y": {session: true, attach: true},
	} {
		if got := learn(text); got != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
}
