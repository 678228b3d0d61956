package sqlite

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"github.com/aludel/aludel/driver"
)

var background = context.Background()

func TestBatch(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT UNIQUE)")
	ins := stmt("INSERT INTO t (n) VALUES (?)")
	req := func(n int64, sync bool) driver.Request {
		return driver.Request{Stmt: ins, Args: []driver.Value{driver.OfInt(n)}, Sync: sync}
	}
	res, err := c.Run(background, []driver.Request{req(1, false), req(1, false), req(2, false), req(3, true), req(4, false), req(4, true), req(5, false)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Run(background, []driver.Request{req(9, false)}); err != driver.ErrBusy {
		t.Fatal(err)
	}
	if err := c.Ping(background); err != driver.ErrBusy {
		t.Fatal(err)
	}
	var got []string
	for {
		rows, err := res.Next()
		if rows == nil && err == nil {
			break
		}
		switch {
		case err == driver.ErrSkipped:
			got = append(got, "skipped")
		case errors.Is(err, driver.ErrUnique):
			got = append(got, "unique")
		case err != nil:
			t.Fatal(err)
		default:
			s, err := rows.Close()
			got = append(got, fmt.Sprint(s.Rows, s.LastID, err))
		}
	}
	want := []string{"1 1 <nil>", "unique", "skipped", "skipped", "1 2 <nil>", "unique", "1 3 <nil>"}
	if !reflect.DeepEqual(got, want) {
		t.Fatal(got)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err) // all errors were told
	}
	if got := query(t, c, "SELECT n FROM t ORDER BY n"); fmt.Sprint(got) != "[[1] [4] [5]]" {
		t.Fatal(got)
	}
}

// Close executes what is left, and tells the first error that nobody was told.
func TestCloseExecutesTheRest(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT UNIQUE)")
	rs := []driver.Request{{Stmt: stmt("BEGIN IMMEDIATE")}, {Stmt: stmt("INSERT INTO t VALUES (1)")}, {Stmt: stmt("COMMIT")}}
	res, err := c.Run(background, rs)
	if err != nil || res.Close() != nil {
		t.Fatal(err)
	}
	res, _ = c.Run(background, rs)
	if err := res.Close(); !errors.Is(err, driver.ErrUnique) {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'T' { // COMMIT was skipped
		t.Fatalf("%c", s.Tx)
	}
	must(t, c, "ROLLBACK")
	if s := c.State(); s.Tx != 'I' || c.holds {
		t.Fatalf("%c %v", s.Tx, c.holds)
	}
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(1) {
		t.Fatal(n)
	}
	if err := res.Close(); err != nil { // the second time
		t.Fatal(err)
	}
}

func TestErrorInTheMiddleOfRows(t *testing.T) {
	c := open(t)
	bad := stmt(`SELECT json(value) FROM json_each('["1","2","x"]')`)
	run := func() driver.Results {
		res, err := c.Run(background, []driver.Request{{Stmt: bad}, {Stmt: stmt("SELECT 1"), Sync: true}, {Stmt: stmt("SELECT 2")}})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	res := run()
	rows, err := res.Next()
	if err != nil || !rows.Next() || !rows.Next() || rows.Next() {
		t.Fatal(err)
	}
	if _, err := rows.Close(); err == nil {
		t.Fatal("no error")
	}
	if _, err := rows.Close(); err == nil { // again
		t.Fatal("no error")
	}
	if _, err := res.Next(); err != driver.ErrSkipped {
		t.Fatal(err)
	}
	if rows, err := res.Next(); err != nil || !rows.Next() {
		t.Fatal(err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	res = run() // now nobody asks for the error
	rows, _ = res.Next()
	for rows.Next() {
	}
	if cl, ok := class(res.Close()); !ok || cl != driver.Programming {
		t.Fatal(cl)
	}
}

func TestMax(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT)")
	for max, want := range map[int]string{0: "5 false", 2: "2 true", 9: "5 false"} {
		res, _ := c.Run(background, []driver.Request{{Stmt: stmt("SELECT value FROM generate_series(1, 5)"), Max: max}})
		rows, err := res.Next()
		if err != nil { // the extension may be missing
			res.Close()
			res, _ = c.Run(background, []driver.Request{{Stmt: stmt("SELECT value FROM json_each('[1,2,3,4,5]')"), Max: max}})
			rows, err = res.Next()
		}
		n := 0
		for err == nil && rows.Next() {
			n++
		}
		s, _ := rows.Close()
		if got := fmt.Sprint(s.Rows, s.More); got != want || int(s.Rows) != n {
			t.Error(max, got, n)
		}
		res.Close()
	}
	// A statement that writes is run to its end all the same.
	res, _ := c.Run(background, []driver.Request{{Stmt: stmt("INSERT INTO t VALUES (1), (2), (3) RETURNING n"), Max: 1}})
	rows, err := res.Next()
	if err != nil || !rows.Next() || rows.Next() {
		t.Fatal(err)
	}
	if s, err := rows.Close(); err != nil || s.Rows != 3 || !s.More {
		t.Fatal(s, err)
	}
	res.Close()
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(3) {
		t.Fatal(n)
	}
}

// A trap: INSERT … RETURNING that is reset after a row has stored all of them.
func TestReturningIsRunToItsEnd(t *testing.T) {
	d := fileDriver(t)
	c, other := connect(t, d), connect(t, d)
	must(t, c, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT)")
	for i, text := range []string{"INSERT INTO t (n) VALUES (1), (2), (3) RETURNING id", "UPDATE t SET n = n + 1 RETURNING n", "DELETE FROM t RETURNING n"} {
		res, _ := c.Run(background, []driver.Request{{Stmt: stmt(text)}})
		rows, err := res.Next()
		if err != nil || !rows.Next() {
			t.Fatal(err)
		}
		if s, err := rows.Close(); err != nil || s.Rows != 3 || i == 0 && s.LastID != 3 {
			t.Fatal(text, s, err)
		}
		if c.holds { // before Results.Close
			t.Fatal("the gate is held")
		}
		res.Close()
	}
	must(t, other, "INSERT INTO t (n) VALUES (9)")
}

func TestSummary(t *testing.T) {
	c := open(t)
	for _, x := range []struct {
		text string
		rows int64
		id   int64
	}{
		{"CREATE TABLE t (id INTEGER PRIMARY KEY, n INT UNIQUE)", 0, 0},
		{"CREATE TABLE log (n INT)", 0, 0},
		{"INSERT INTO t (n) VALUES (10), (20)", 2, 2},
		{"CREATE TABLE other AS SELECT * FROM t", 0, 0}, // Changes still says 2
		{"INSERT OR IGNORE INTO t (n) VALUES (10)", 0, 0},
		{"WITH x(a) AS (VALUES (40)) INSERT INTO t (n) SELECT a FROM x", 1, 3},
		{"INSERT INTO log VALUES (1), (2), (3), (4), (5)", 5, 5},
		{"INSERT INTO t (n) VALUES (10) ON CONFLICT (n) DO UPDATE SET n = excluded.n", 1, 0}, // last_insert_rowid is of log
		{"INSERT INTO t (n) VALUES (50) ON CONFLICT (n) DO NOTHING", 1, 4},
		{"UPDATE t SET n = n + 1 WHERE n > 1000", 0, 0},
		{"UPDATE t SET n = n + 1 WHERE n = 40", 1, 0},
		{"ALTER TABLE t ADD COLUMN s TEXT", 0, 0},
		{"DELETE FROM log", 5, 0},
		{"SELECT * FROM t", 4, 0},
		{"CREATE INDEX i ON t (n)", 0, 0},
	} {
		if s := must(t, c, x.text); s.Rows != x.rows || s.LastID != x.id {
			t.Errorf("%s: %+v", x.text, s)
		}
	}
	must(t, c, "INSERT INTO log VALUES (1)") // its rowid is 1
	must(t, c, "INSERT INTO t (n) VALUES (10) ON CONFLICT (n) DO UPDATE SET n = excluded.n")
	must(t, c, "INSERT INTO t (id, n) VALUES (last_insert_rowid() + 100, 100)")
	if n := one(t, c, "SELECT last_insert_rowid()"); n != int64(101) {
		t.Fatal(n) // the statement's own function is not disturbed
	}
}

func TestWrittenGrowsWithExecution(t *testing.T) {
	c := open(t)
	w := c.State().Written
	if _, err := do(c, "SELECT nonsense"); err == nil || c.State().Written != w {
		t.Fatal(err)
	}
	if _, err := do(c, "SELECT ?"); err == nil || c.State().Written != w {
		t.Fatal(err)
	}
	must(t, c, "SELECT 1")
	if c.State().Written == w {
		t.Fatal("did not grow")
	}
}

func TestDetach(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (id INTEGER PRIMARY KEY, s TEXT, f REAL, b BLOB)")
	for i := range 10 {
		must(t, c, "INSERT INTO t VALUES (?, ?, ?, ?)", driver.OfInt(int64(i)), driver.OfString(fmt.Sprint("text ", i)), driver.OfFloat(float64(i)/2), driver.OfBytes([]byte{byte(i)}))
	}
	must(t, c, "INSERT INTO t (id) VALUES (10)")
	want := query(t, c, "SELECT * FROM t")
	res, _ := c.Run(background, []driver.Request{{Stmt: stmt("SELECT * FROM t")}})
	rows, _ := res.Next()
	row := make([]any, 4)
	rows.Next()
	rows.Next()
	if err := rows.Detach(1 << 20); err != nil {
		t.Fatal(err)
	}
	for i := 2; rows.Next(); i++ {
		must(t, c, "INSERT INTO t (s) VALUES ('new')") // would never end if the result were open
		if err := rows.Values(row); err != nil || !reflect.DeepEqual(row, want[i]) {
			t.Fatal(err, row, want[i])
		}
	}
	if s, err := rows.Close(); err != nil || s.Rows != 11 {
		t.Fatal(s, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	res, _ = c.Run(background, []driver.Request{{Stmt: stmt("SELECT * FROM t")}})
	rows, _ = res.Next()
	if err := rows.Detach(100); !errors.Is(err, driver.ErrTooLarge) {
		t.Fatal(err)
	}
	if _, err := rows.Close(); !errors.Is(err, driver.ErrTooLarge) {
		t.Fatal(err)
	}
	res.Close()
	must(t, c, "SELECT 1")
	res, _ = c.Run(background, []driver.Request{{Stmt: stmt("SELECT 1")}, {Stmt: stmt("SELECT 2")}})
	rows, _ = res.Next()
	if err := rows.Detach(100); err == nil {
		t.Fatal("left with a request to come")
	}
	res.Close()
}
