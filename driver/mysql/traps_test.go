package mysql_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unsafe"

	gomysql "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/mysql"
)

func TestPreparedStatementsAreKeptAndEvictedWhenIdle(t *testing.T) {
	cfg := config(t)
	cfg.Statements = 3
	c := connectBy(t, makeDriver(t, cfg))
	kept := func() int {
		t.Helper()
		q := request("SHOW SESSION STATUS LIKE 'Com_stmt_%'")
		q.Stmt.Once = true
		rows, _, err := run(c, q)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, r := range rows {
			var v int
			fmt.Sscan(fmt.Sprint(r[1]), &v)
			n[fmt.Sprint(r[0])] = v
		}
		return n["Com_stmt_prepare"]*100 + n["Com_stmt_close"]
	}
	a := stmt("SELECT seq, 'a' FROM seq_1_to_2000")
	base := kept()
	for range 3 {
		if _, _, err := run(c, driver.Request{Stmt: a}); err != nil {
			t.Fatal(err)
		}
	}
	if n := kept() - base; n != 100 {
		t.Fatal("prepared more than once:", n)
	}
	again := *a // compiled again: another pointer, the same text
	if _, _, err := run(c, driver.Request{Stmt: &again}); err != nil || kept()-base != 100 {
		t.Fatal(err, kept()-base)
	}
	// A batch that pushes out the statement whose rows are open.
	res, err := c.Run(context.Background(), []driver.Request{{Stmt: a}, request("SELECT 1"), request("SELECT 2"), request("SELECT 3"), request("SELECT 4")})
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		rows, err := res.Next()
		if err != nil || !rows.Next() {
			t.Fatal(err)
		}
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	if n := kept() - base; n != 502 {
		t.Fatal("prepared and closed:", n)
	}
	// Not kept: with values it is prepared and closed, without it is a text.
	once := request("SELECT ?", driver.OfInt(1))
	once.Stmt.Once = true
	if _, _, err := run(c, once); err != nil || kept()-base != 603 {
		t.Fatal(err, kept()-base)
	}
	if _, _, err := run(c, driver.Request{Stmt: &driver.Statement{Text: "PREPARE x FROM 'SELECT 1'"}}); err != nil { // 1295
		t.Fatal(err)
	}
}

// A trap of the library: HasNextResultSet is false until the first set has been read.
func TestStatementsThatReturnRowsAreKnown(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_ret", "id int primary key auto_increment, s text")
	for text, want := range map[string]string{
		`INSERT INTO myd_ret (s) VALUES ('it''s \' RETURNING x')`:               "[]",
		"/* RETURNING */ INSERT INTO myd_ret (s) VALUES ('a') -- RETURNING":     "[]",
		"INSERT INTO myd_ret (s) VALUES ('b') RETURNING s":                      "[[b]]",
		"REPLACE INTO myd_ret (id, s) VALUES (9, 'c') # x\nRETURNING id":        "[[9]]",
		"DELETE FROM myd_ret WHERE s = 'none' RETURNING id":                     "[]",
		"INSERT INTO myd_ret (s) SELECT `s`.`s` FROM myd_ret AS s WHERE 5--1=0": "[]",
	} {
		q := request(text)
		q.Stmt.Verb = driver.Write
		rows, sum, err := run(c, q)
		if err != nil || fmt.Sprint(rows) != want || sum.Rows < 0 {
			t.Error(text, rows, sum, err)
		}
	}
	must(t, c, "DROP PROCEDURE IF EXISTS myd_proc")
	must(t, c, "CREATE PROCEDURE myd_proc() BEGIN SELECT 1; SELECT 2, 3; END")
	rows, _, err := run(c, driver.Request{Stmt: &driver.Statement{Text: "CALL myd_proc()", Verb: driver.Utility, Session: true}})
	if err != nil || fmt.Sprint(rows) != "[[1]]" { // the first of its results
		t.Fatal(rows, err)
	}
	must(t, c, "SELECT 1")
	must(t, c, "DROP PROCEDURE myd_proc")
}

func TestSeveralStatementsInOneTextAreRefused(t *testing.T) {
	c := connect(t)
	q := request("SELECT 1; SELECT 2")
	q.Stmt.Once = true
	var pe *driver.ProgrammingError
	if _, _, err := run(c, q); !errors.As(err, &pe) {
		t.Fatal(err)
	}
}

func TestWhatTheServerSaysIsClassified(t *testing.T) {
	c, other := connect(t), connect(t)
	table(t, c, "myd_p", "id int primary key, u int, s varchar(3) not null, n int, constraint ck_n check (n > 0), constraint uq_u unique (u)")
	table(t, c, "myd_c", "id int primary key, p int, constraint fk_p foreign key (p) references myd_p (id)")
	t.Cleanup(func() { _, _, _ = run(c, request("DROP TABLE myd_c")) })
	must(t, c, "INSERT INTO myd_p VALUES (1, 1, 'a', 1)")
	must(t, c, "INSERT INTO myd_c VALUES (1, 1)")
	for _, x := range []struct {
		text   string
		class  driver.Class
		kind   driver.Constraint
		number int
		name   string
		is     error
	}{
		{"INSERT INTO myd_p VALUES (1, 2, 'a', 1)", driver.Integrity, driver.Unique, 1062, "PRIMARY", driver.ErrUnique},
		{"INSERT INTO myd_p VALUES (2, 1, 'a', 1)", driver.Integrity, driver.Unique, 1062, "uq_u", driver.ErrUnique},
		{"INSERT INTO myd_p VALUES (2, 2, NULL, 1)", driver.Integrity, driver.NotNull, 1048, "s", driver.ErrNotNull},
		{"INSERT INTO myd_p (id) VALUES (2)", driver.Integrity, driver.NotNull, 1364, "s", driver.ErrNotNull},
		{"INSERT INTO myd_p VALUES (2, 2, 'a', 0)", driver.Integrity, driver.Check, 4025, "ck_n", driver.ErrCheck},
		{"INSERT INTO myd_c VALUES (2, 7)", driver.Integrity, driver.ForeignKey, 1452, "fk_p", driver.ErrForeignKey},
		{"DELETE FROM myd_p", driver.Integrity, driver.ForeignKey, 1451, "fk_p", driver.ErrForeignKey},
		{"INSERT INTO myd_p VALUES (2, 2, 'toolong', 1)", driver.Data, 0, 1406, "s", nil},
		{"INSERT INTO myd_p VALUES (3000000000, 2, 'a', 1)", driver.Data, 0, 1264, "id", nil},
		{"INSERT INTO myd_p VALUES ('x', 2, 'a', 1)", driver.Data, 0, 1366, "id", nil},
		{"SELECT 18446744073709551615 + 1", driver.Data, 0, 1690, "", nil},
		{"SELEKT 1", driver.Programming, 0, 1064, "", nil},
		{"SELECT nothing", driver.Programming, 0, 1054, "", nil},
		{"SELECT * FROM nothing", driver.Programming, 0, 1146, "", nil},
		{"SELECT nothing()", driver.Programming, 0, 1305, "", nil},
		{"SELECT (SELECT seq FROM seq_1_to_2)", driver.Programming, 0, 1242, "", nil},
	} {
		_, _, err := run(c, request(x.text))
		var e *driver.Error
		if !errors.As(err, &e) || e.Class != x.class || e.Constraint != x.kind || e.Number != x.number || x.is != nil && !errors.Is(err, x.is) {
			t.Errorf("%s: %v, %+v", x.text, err, e)
			continue
		}
		if e.Name+e.Column != x.name {
			t.Errorf("%s: name %q column %q, want %q", x.text, e.Name, e.Column, x.name)
		}
		if me := (*gomysql.MySQLError)(nil); !errors.As(err, &me) {
			t.Error("the driver's own error is lost")
		}
	}
	t.Cleanup(func() { // a failure must not wait for locks
		_, _, _ = run(c, request("ROLLBACK"))
		_, _, _ = run(other, request("ROLLBACK"))
	})
	// A deadlock rolls the whole transaction back, a lock time-out the statement.
	must(t, c, "INSERT INTO myd_p VALUES (5, 5, 'a', 1)")
	lock := func(c driver.Conn, id int64) error {
		_, _, err := run(c, request("UPDATE myd_p SET n = n + 1 WHERE id = ?", driver.OfInt(id)))
		return err
	}
	must(t, c, "BEGIN")
	must(t, other, "BEGIN")
	if err := errors.Join(lock(c, 1), lock(other, 5)); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- lock(other, 1) }()
	time.Sleep(50 * time.Millisecond)
	first, second := lock(c, 5), <-done
	victim, err := c, first
	if first == nil {
		victim, err = other, second
	}
	if !errors.Is(err, driver.ErrRetryable) || victim.State().Tx != 'I' || fmt.Sprint(one(t, victim, "SELECT @@in_transaction")) != "0" {
		t.Fatal(first, second, victim.State())
	}
	must(t, c, "ROLLBACK")
	must(t, other, "ROLLBACK")
	must(t, c, "BEGIN")
	must(t, other, "BEGIN")
	must(t, other, "SET innodb_lock_wait_timeout = 1")
	if err := errors.Join(lock(c, 1), lock(other, 5)); err != nil {
		t.Fatal(err)
	}
	var oe *driver.OperationalError
	if err := lock(other, 1); !errors.As(err, &oe) || oe.Number != 1205 || oe.Retryable || other.State().Tx != 'T' || fmt.Sprint(one(t, other, "SELECT @@in_transaction")) != "1" {
		t.Fatal(err, other.State())
	}
	must(t, other, "ROLLBACK")
	must(t, c, "ROLLBACK")
	// 1020, where the server knows snapshot isolation: is the transaction gone?
	if _, _, err := run(c, request("SET innodb_snapshot_isolation = 1")); err == nil {
		must(t, c, "BEGIN")
		must(t, c, "SELECT * FROM myd_p")
		must(t, other, "UPDATE myd_p SET n = n + 1")
		if err := lock(c, 1); !errors.Is(err, driver.ErrRetryable) || c.State().Tx != 'I' || fmt.Sprint(one(t, c, "SELECT @@in_transaction")) != "0" {
			t.Fatal(err, c.State())
		}
	}
	must(t, c, "DROP TABLE myd_c")
}

// TestCodes holds the table against testdata/codes.txt: whoever changes the
// meaning of a number changes that file too.
func TestCodes(t *testing.T) {
	want, err := os.ReadFile("testdata/codes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := uint16(1000); n < 10000; n++ {
		e := mysql.Classify(&gomysql.MySQLError{Number: n})
		if e.Class == driver.Internal && e.Constraint == 0 && !e.Disconnected {
			continue
		}
		fmt.Fprintf(&b, "%d %v", n, e.Class)
		for _, x := range []struct {
			on   bool
			text string
		}{{e.Class == driver.Integrity, e.Constraint.String()}, {e.Disconnected, "disconnected"}, {e.Retryable, "retryable"}, {e.Cancelled, "cancelled"}} {
			if x.on {
				b.WriteString(", " + x.text)
			}
		}
		b.WriteByte('\n')
	}
	if b.String() != string(want) {
		if os.Getenv("UPDATE_GOLDEN") != "" {
			err = os.WriteFile("testdata/codes.txt", []byte(b.String()), 0o644)
		}
		t.Fatalf("the table says\n%s%v", b.String(), err)
	}
}

func TestClassifyWithoutANumber(t *testing.T) {
	for state, want := range map[string]driver.Class{"22003": driver.Data, "23000": driver.Integrity, "42000": driver.Programming, "0A000": driver.NotSupported, "HY000": driver.Internal} {
		e := mysql.Classify(&gomysql.MySQLError{Number: 60000, SQLState: [5]byte([]byte(state))})
		if e.Class != want || e.Code != state || e.Number != 60000 {
			t.Error(state, e)
		}
	}
	for _, err := range []error{gomysql.ErrInvalidConn, gomysql.ErrBusyBuffer, fmt.Errorf("x: %w", gomysql.ErrPktSync)} {
		if e := mysql.Classify(err); !e.Disconnected {
			t.Error(err)
		}
	}
	if mysql.Classify(nil) != nil {
		t.Error("nil")
	}
	own := &driver.Error{Class: driver.Data}
	if mysql.Classify(fmt.Errorf("x: %w", own)) != own {
		t.Error("an Error is itself")
	}
}

func TestHosts(t *testing.T) {
	cfg := config(t)
	cfg.Hosts = []string{"/nonexistent/socket", cfg.MySQL.Addr}
	if cfg.MySQL.Net != "unix" {
		cfg.Hosts[0] = "127.0.0.1:1"
	}
	must(t, connectBy(t, makeDriver(t, cfg)), "SELECT 1")
	cfg.Hosts = cfg.Hosts[:1]
	var oe *driver.OperationalError
	if _, err := makeDriver(t, cfg).Connect(context.Background()); !errors.As(err, &oe) || !oe.Disconnected {
		t.Fatal(err)
	}
}

// That the first row does not wait for the last is shown by TestCancelBetweenRows, whose result
// has no end.
func TestRowsAreReadAsTheyCome(t *testing.T) {
	c := connect(t)
	var rec struct {
		a, b int64
	}
	res, err := c.Run(context.Background(), []driver.Request{{Stmt: stmt("SELECT a.seq, b.seq FROM seq_1_to_1000 a, seq_1_to_1000 b")}})
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	rows, err := res.Next()
	if err != nil {
		t.Fatal(err)
	}
	p, err := rows.Plan([]driver.Target{{Kind: driver.Int, Size: 8}, {Col: 1, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(rec.b)}})
	if err != nil {
		t.Fatal(err)
	}
	var a driver.Arena
	n := 0
	for rows.Next() {
		if err := rows.Fill(p, unsafe.Pointer(&rec), &a); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if sum, err := rows.Close(); err != nil || n != 1e6 || sum.Rows != 1e6 {
		t.Fatal(n, sum, err)
	}
}

// A server's own limit would cut a long aggregate with a warning.
func TestLongAggregatesAreNotCut(t *testing.T) {
	c := connect(t)
	const query = "SELECT LENGTH(GROUP_CONCAT(REPEAT('x', 1000) SEPARATOR '')) FROM (SELECT 1 FROM information_schema.columns LIMIT 1500) AS t"
	for range 2 {
		if n := one(t, c, query); n != int64(1_500_000) {
			t.Errorf("%v of 1500000 bytes", n)
		}
		if err := c.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
