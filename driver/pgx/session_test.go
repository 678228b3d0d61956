package pgx

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

func TestResetUndoesWhatWasTouched(t *testing.T) {
	c, other := dial(t, func(c *Config) {
		c.SessionSetup = []string{"SET work_mem = '5MB' -- a comment", "SET timezone = 'Asia/Tokyo'"}
	}), dial(t)
	expect(t, "set-up", one(t, c, "show timezone").rows, "[[Asia/Tokyo]]")
	keep := stmt("select 'kept'")
	batch(t, c, driver.Request{Stmt: keep})
	was := c.State().Written
	if err := c.Reset(bg); err != nil || c.State().Written != was {
		t.Fatalf("a Reset of what was not touched: %v, %d bytes", err, c.State().Written-was)
	}
	one(t, c, "create sequence if not exists pgx_seq")
	defer one(t, other, "drop sequence if exists pgx_seq")
	batch(t, c, driver.Request{Stmt: &driver.Statement{Text: "create temporary table rt (a int)", Verb: driver.Utility}})
	if !c.State().Dirty {
		t.Error("a temporary table does not make the session dirty")
	}
	one(t, c, "SET timezone = 'UTC'")
	one(t, c, "SET statement_timeout = 12345")
	one(t, c, "LISTEN pgx_ch")
	batch(t, c, driver.Request{Stmt: &driver.Statement{Text: "select pg_advisory_lock(4711)", Session: true}})
	one(t, c, "select nextval('pgx_seq')")
	one(t, other, "NOTIFY pgx_ch")
	if err := c.Alive(); err != nil {
		t.Errorf("a notification is not the end: %v", err)
	}
	if !c.State().Dirty {
		t.Fatal("not dirty")
	}
	if err := c.Reset(bg); err != nil {
		t.Fatal(err)
	}
	if c.State().Dirty {
		t.Error("dirty after Reset")
	}
	expect(t, "settings", fmt.Sprint(one(t, c, "show timezone").rows, one(t, c, "show statement_timeout").rows, one(t, c, "show work_mem").rows), "[[Asia/Tokyo]] [[0]] [[5MB]]")
	expect(t, "locks", one(t, other, "select pg_try_advisory_lock(4711), pg_advisory_unlock(4711)").rows, "[[true true]]")
	expect(t, "temporary tables", one(t, c, "select to_regclass('rt') is null").rows, "[[true]]")
	expect(t, "listeners", one(t, c, "select count(*) from pg_listening_channels()").rows, "[[0]]")
	size := c.stmts.size
	if a := batch(t, c, driver.Request{Stmt: keep}); a[0].err != nil || c.stmts.size != size {
		t.Error("the prepared statements did not survive", a[0].err)
	}
	one(t, c, "BEGIN")
	if err := c.Reset(bg); err == nil {
		t.Error("a Reset inside a transaction")
	}
	one(t, c, "ROLLBACK")
}

func TestWhatMakesASessionDirty(t *testing.T) {
	c := dial(t)
	for _, r := range []struct {
		text  string
		dirty bool
	}{
		{"BEGIN", false}, {"SAVEPOINT a", false}, {"ROLLBACK TO a", false}, {"COMMIT", false},
		{"SET CONSTRAINTS ALL DEFERRED", false}, {"drop table if exists pgx_none", false},
		{"SET lock_timeout = 1", true}, {"RESET lock_timeout", true}, {"LISTEN x", true},
		{"PREPARE pq AS SELECT 1", true}, {"DEALLOCATE pq", true}, {"DISCARD TEMP", true}, {"DO 'begin end'", true},
	} {
		c.dirty = false
		batch(t, c, driver.Request{Stmt: &driver.Statement{Text: r.text, Verb: driver.Utility}})
		expect(t, r.text, c.State().Dirty, r.dirty)
	}
}

func TestWarnings(t *testing.T) {
	c := dial(t)
	a := one(t, c, "drop table if exists pgx_nothing")
	if len(a.sum.Warnings) != 1 || a.sum.Warnings[0].Code != "00000" {
		t.Errorf("%+v", a.sum)
	}
	b := batch(t, c, req("select 1"), req("COMMIT")) // there is no transaction in progress
	if len(b[0].sum.Warnings) != 0 || len(b[1].sum.Warnings) != 1 || b[1].sum.Warnings[0].Code != "25P01" {
		t.Errorf("%+v", b)
	}
	one(t, c, `create or replace function pg_temp.warn() returns trigger language plpgsql as $$begin raise warning 'late'; return null; end$$`)
	one(t, c, "create temp table w (a int)")
	one(t, c, "create constraint trigger w after insert on w deferrable initially deferred for each row execute function pg_temp.warn()")
	b = batch(t, c, req("BEGIN"), req("insert into w values (1)"), req("COMMIT"))
	if len(b[2].sum.Warnings) != 1 || b[2].sum.Warnings[0] != (driver.Warning{Code: "01000", Text: "late", Routine: "exec_stmt_raise"}) {
		t.Errorf("COMMIT's warning: %+v", b)
	}
}

func TestConnectErrors(t *testing.T) {
	dsn(t)
	for what, c := range map[string]struct {
		cfg  Config
		code string
		lost bool
	}{
		"no database": {Config{ConnString: strings.Replace(dsn(t), "?", "_none?", 1)}, "3D000", false},
		"no server":   {Config{ConnString: "host=127.0.0.1 port=1 user=x dbname=x sslmode=disable"}, "", true},
		"set-up":      {Config{ConnString: dsn(t), SessionSetup: []string{"SET nothing = 1"}}, "42704", false},
	} {
		_, err := New(c.cfg).Connect(bg)
		e := Classify(err)
		if e == nil || e.Code != c.code || e.Disconnected != c.lost || what != "set-up" && e.Class != driver.Operational {
			t.Errorf("%s: %#v", what, e)
		}
	}
	for _, s := range []string{"postgresql://x:secret@h:port/", dsn(t) + "&client_encoding=LATIN1"} {
		if _, err := New(Config{ConnString: s}).Connect(bg); err == nil || strings.Contains(err.Error(), "secret") {
			t.Error(err)
		}
	}
	cfg, err := pgconn.ParseConfig(dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Config{Conn: cfg}).Connect(bg)
	if err != nil {
		t.Fatal(err)
	}
	c.Close(bg)
}

// A trap of pgx: CopyFrom asks for the columns by the simple protocol, a trip of its own.
func TestCopyIn(t *testing.T) {
	c := dial(t)
	one(t, c, `create temp table "co ""py" (id int8, "Na me" text, n numeric, at timestamptz, tags text[])`)
	const rows = 20000
	i := int64(0)
	n, err := c.CopyIn(bg, `"co ""py"`, []string{"id", "Na me", "n", "tags"}, nil, func(row []driver.Value) (bool, error) {
		if i++; i > rows {
			return false, nil
		}
		row[0], row[1], row[2], row[3] = driver.OfInt(i), driver.OfString("a\tb\\\n'"), driver.OfDecimal("1.50"), driver.OfStrings([]string{"x", "y"})
		if i%2 == 0 {
			row[1] = driver.Value{}
		}
		return true, nil
	})
	if err != nil || n != rows {
		t.Fatal(n, err)
	}
	expect(t, "stored", one(t, c, `select count(*), count("Na me"), sum(id), sum(n), max("Na me") = E'a\tb\\\n''', max(tags) from "co ""py"`).rows,
		"[[20000 10000 200010000 30000.00 true [x y]]]")
	expect(t, "state", string(c.State().Tx), "I")

	one(t, c, "create temp table pgx_text (m inet, s text)") // a type that goes as text
	once := true
	n, err = c.CopyIn(bg, "pgx_text", []string{"m", "s"}, nil, func(row []driver.Value) (bool, error) {
		row[0], row[1] = driver.OfString("10.0.0.1"), driver.OfString("a\tb\\N\n\r")
		defer func() { once = false }()
		return once, nil
	})
	if err != nil || n != 1 {
		t.Fatal(n, err)
	}
	expect(t, "as text", one(t, c, `select m, s = E'a\tb\\N\n\r' from pgx_text`).rows, "[[10.0.0.1 true]]")

	one(t, c, "create temp table ck (a int4 check (a <> 500000))")
	mine := errors.New("mine")
	for what, f := range map[string]struct {
		next func(i int64, row []driver.Value) (bool, error)
		ok   func(error) bool
	}{
		"an error of next": {func(i int64, row []driver.Value) (bool, error) { return true, mine }, func(err error) bool { return errors.Is(err, mine) }},
		"a value":          {func(i int64, row []driver.Value) (bool, error) { row[0] = driver.OfInt(1 << 40); return true, nil }, func(err error) bool { return Classify(err).Class == driver.Data && Classify(err).Column == "a" }},
		"another kind":     {func(i int64, row []driver.Value) (bool, error) { row[0] = driver.OfString("1"); return true, nil }, func(err error) bool { return Classify(err).Class == driver.Data }},
		"of the server":    {func(i int64, row []driver.Value) (bool, error) { row[0] = driver.OfInt(i); return i < 3e6, nil }, func(err error) bool { return errors.Is(err, driver.ErrCheck) }},
	} {
		i := int64(0)
		_, err := c.CopyIn(bg, "ck", []string{"a"}, []uint32{oidInt4}, func(row []driver.Value) (bool, error) { i++; return f.next(i, row) })
		if err == nil || !f.ok(err) {
			t.Errorf("%s: %v", what, err)
		}
		expect(t, what+", stored", one(t, c, "select count(*) from ck").rows, "[[0]]")
	}
	if _, err := c.CopyIn(bg, "pgx.no.table", []string{"a"}, nil, nil); Classify(err) == nil || Classify(err).Code[:2] != "42" && Classify(err).Code != "0A000" {
		t.Error(err)
	}
	if _, err := c.CopyIn(bg, `x"`, []string{"a", "b\x00"}, nil, nil); err == nil {
		t.Error("a name with a NUL byte")
	}
}

func TestCopyThroughRunIsRefused(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table cr (a int)")
	for _, text := range []string{"copy cr from stdin", "copy cr to stdout"} {
		a := batch(t, c, req(text))
		if e := Classify(a[0].err); e == nil || e.Class != driver.NotSupported {
			t.Errorf("%s: %v", text, a)
		}
		expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
	}
}

func TestQuoteTable(t *testing.T) {
	for in, want := range map[string]string{
		"users": `"users"`, "Public.us ers": `"Public"."us ers"`, `"a.b".c`: `"a.b"."c"`, `"a""b"`: `"a""b"`, `a"b`: `"a""b"`,
		"": "", "a.": "", `"a`: "", `"a"b`: "", `""`: "", "a\x00": "",
	} {
		got, err := quoteTable(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", in, got, err, want)
		}
	}
}
