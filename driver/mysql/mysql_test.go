package mysql_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
	"unsafe"

	gomysql "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/mysql"
)

// config is the server that ALUDEL_TEST_MYSQL names.
func config(t testing.TB) mysql.Config {
	raw := os.Getenv("ALUDEL_TEST_MYSQL")
	if raw == "" {
		t.Skip("ALUDEL_TEST_MYSQL is not set: make test runs this against real servers")
	}
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	c := gomysql.NewConfig()
	c.User = u.User.Username()
	c.Passwd, _ = u.User.Password()
	c.DBName = strings.TrimPrefix(u.Path, "/")
	c.Net, c.Addr = "tcp", u.Host
	if s := u.Query().Get("unix_socket"); s != "" {
		c.Net, c.Addr = "unix", s
	}
	return mysql.Config{MySQL: c}
}

func makeDriver(t testing.TB, c mysql.Config) *mysql.Driver {
	t.Helper()
	d, err := mysql.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func connect(t testing.TB) driver.Conn { return connectBy(t, makeDriver(t, config(t))) }

func connectBy(t testing.TB, d driver.Driver) driver.Conn {
	t.Helper()
	c, err := d.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// verb is what a test's text does.
func verb(text string) driver.Verb {
	switch strings.ToUpper(strings.Fields(text)[0]) {
	case "SELECT", "WITH", "SHOW":
		return driver.Query
	case "INSERT", "UPDATE", "DELETE", "REPLACE":
		return driver.Write
	case "BEGIN":
		return driver.Begin
	case "COMMIT":
		return driver.Commit
	case "ROLLBACK":
		return driver.Rollback
	}
	return driver.Utility
}

func stmt(text string) *driver.Statement { return &driver.Statement{Text: text, Verb: verb(text)} }

func request(text string, args ...driver.Value) driver.Request {
	return driver.Request{Stmt: stmt(text), Args: args}
}

// run executes one request and returns its rows as natural values.
func run(c driver.Conn, q driver.Request) ([][]any, driver.Summary, error) {
	return runWith(context.Background(), c, q)
}

func runWith(ctx context.Context, c driver.Conn, q driver.Request) (out [][]any, sum driver.Summary, err error) {
	res, err := c.Run(ctx, []driver.Request{q})
	if err != nil {
		return nil, sum, err
	}
	defer func() { err = errors.Join(err, res.Close()) }()
	rows, err := res.Next()
	if err != nil {
		return nil, sum, err
	}
	for rows.Next() {
		vs := make([]any, len(rows.Shape().Columns))
		if err := rows.Values(vs); err != nil {
			return nil, sum, err
		}
		out = append(out, vs)
	}
	sum, err = rows.Close()
	return out, sum, err
}

func must(t testing.TB, c driver.Conn, text string, args ...driver.Value) ([][]any, driver.Summary) {
	t.Helper()
	out, sum, err := run(c, request(text, args...))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out, sum
}

func one(t testing.TB, c driver.Conn, text string, args ...driver.Value) any {
	t.Helper()
	out, _ := must(t, c, text, args...)
	if len(out) != 1 || len(out[0]) != 1 {
		t.Fatalf("%s: %v", text, out)
	}
	return out[0][0]
}

// fill reads the first row of a query into a T by targets.
func fill[T any](c driver.Conn, q driver.Request, ts ...driver.Target) (v T, err error) {
	res, err := c.Run(context.Background(), []driver.Request{q})
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, res.Close()) }()
	rows, err := res.Next()
	if err != nil {
		return v, err
	}
	p, err := rows.Plan(ts)
	if err != nil {
		return v, err
	}
	if !rows.Next() {
		_, err := rows.Close()
		return v, errors.Join(errors.New("no row"), err)
	}
	var a driver.Arena
	return v, rows.Fill(p, unsafe.Pointer(&v), &a)
}

func table(t testing.TB, c driver.Conn, name, cols string) {
	t.Helper()
	must(t, c, "DROP TABLE IF EXISTS "+name)
	must(t, c, "CREATE TABLE "+name+" ("+cols+")")
	t.Cleanup(func() {
		if c.State().Tx != 'X' {
			_, _, _ = run(c, request("DROP TABLE IF EXISTS "+name))
		}
	})
}

func TestSession(t *testing.T) {
	c := connect(t)
	rows, _ := must(t, c, "SELECT @@sql_mode, @@time_zone, @@character_set_client, @@character_set_connection, @@autocommit")
	if got := fmt.Sprint(rows); got != "[[NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION +00:00 utf8mb4 utf8mb4 1]]" {
		t.Fatal(got)
	}
	if err := c.Ping(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := c.Alive(); err != nil {
		t.Fatal(err)
	}
	before := c.State().Written
	must(t, c, "SELECT 1")
	if s := c.State(); s.Written <= before || s.Tx != 'I' || s.Dirty {
		t.Fatal(s, before)
	}
}

// A trap: with found rows an upsert that changes nothing reports 1.
func TestFoundRowsAndKeys(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_found", "id int primary key auto_increment, n int, u int unique")
	_, sum := must(t, c, "INSERT INTO myd_found (n, u) VALUES (?, 1), (?, 2)", driver.OfInt(1), driver.OfInt(1))
	if sum.Rows != 2 || sum.LastID != 1 {
		t.Fatal(sum)
	}
	if _, sum = must(t, c, "UPDATE myd_found SET n = 1"); sum.Rows != 2 {
		t.Fatal("rows found:", sum)
	}
	// An upsert that changes nothing reports 1 with found rows.
	if _, sum = must(t, c, "INSERT INTO myd_found (id, n, u) VALUES (1, 1, 1) ON DUPLICATE KEY UPDATE n = 1"); sum.Rows != 1 {
		t.Fatal("upsert:", sum)
	}
	rows, sum := must(t, c, "INSERT INTO myd_found (n) VALUES (7) RETURNING id, n")
	if fmt.Sprint(rows) != "[[3 7]]" && fmt.Sprint(rows) != "[[4 7]]" || sum.Rows != 1 {
		t.Fatal(rows, sum)
	}
}

func TestSkippedUpToTheNextSync(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_skip", "id int primary key")
	bad := request("INSERT INTO myd_skip VALUES (1)")
	ok := func(id int64, sync bool) driver.Request {
		q := request("INSERT INTO myd_skip VALUES (?)", driver.OfInt(id))
		q.Sync = sync
		return q
	}
	res, err := c.Run(context.Background(), []driver.Request{ok(1, false), bad, ok(2, false), ok(3, true), ok(4, false), bad, ok(5, false)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Run(context.Background(), nil); err != driver.ErrBusy {
		t.Fatal(err)
	}
	var got []string
	for range 5 {
		switch _, err := res.Next(); {
		case err == nil:
			got = append(got, "ok")
		case errors.Is(err, driver.ErrUnique):
			got = append(got, "unique")
		case errors.Is(err, driver.ErrSkipped):
			got = append(got, "skipped")
		default:
			t.Fatal(err)
		}
	}
	if s := strings.Join(got, " "); s != "ok unique skipped skipped ok" {
		t.Fatal(s)
	}
	if err := res.Close(); !errors.Is(err, driver.ErrUnique) { // the second one, which Next has not told
		t.Fatal(err)
	}
	if err := res.Close(); err != nil {
		t.Fatal("told twice:", err)
	}
	if n := one(t, c, "SELECT group_concat(id ORDER BY id) FROM myd_skip"); n != "1,4" {
		t.Fatal(n)
	}
}

func TestShapeIsThatOfTheExecution(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_shape", "a int")
	must(t, c, "INSERT INTO myd_shape VALUES (1)")
	q := stmt("SELECT * FROM myd_shape")
	shape := func() (*driver.Shape, string) {
		res, err := c.Run(context.Background(), []driver.Request{{Stmt: q}})
		if err != nil {
			t.Fatal(err)
		}
		defer res.Close()
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, col := range rows.Shape().Columns {
			names = append(names, col.Name+" "+col.Decl)
		}
		return rows.Shape(), strings.Join(names, ", ")
	}
	s1, n1 := shape()
	s2, _ := shape()
	if s1 != s2 || n1 != "a INT" {
		t.Fatal(n1, s1 == s2)
	}
	must(t, c, "ALTER TABLE myd_shape ADD b varchar(9) FIRST")
	if s3, n3 := shape(); s3 == s1 || n3 != "b VARCHAR, a INT" {
		t.Fatal(n3)
	}
	// The same columns on another connection of the driver.
	d := makeDriver(t, config(t))
	c1, c2 := connectBy(t, d), connectBy(t, d)
	get := func(c driver.Conn) *driver.Shape {
		res, _ := c.Run(context.Background(), []driver.Request{{Stmt: q}})
		defer res.Close()
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		return rows.Shape()
	}
	if get(c1) != get(c2) {
		t.Fatal("equal columns, two shapes")
	}
}

func TestTransactionState(t *testing.T) {
	c := connect(t)
	table(t, c, "myd_tx", "id int primary key")
	at := func(text string, want byte) {
		t.Helper()
		must(t, c, text)
		if got := c.State().Tx; got != want {
			t.Fatalf("%s: %c, want %c", text, got, want)
		}
	}
	at("BEGIN", 'T')
	at("SAVEPOINT a", 'T')
	at("INSERT INTO myd_tx VALUES (1)", 'T')
	at("ROLLBACK TO a", 'I') // a test's verb: Rollback
	at("ROLLBACK", 'I')
	at("BEGIN", 'T')
	at("CREATE TABLE IF NOT EXISTS myd_tx (id int)", 'I') // committed behind our back
	raw := func(text string, want byte) {
		t.Helper()
		if _, _, err := run(c, driver.Request{Stmt: &driver.Statement{Text: text, Session: true}}); err != nil {
			t.Fatal(err)
		}
		if s := c.State(); s.Tx != want || !s.Dirty {
			t.Fatalf("%s: %c %v, want %c", text, s.Tx, s.Dirty, want)
		}
	}
	raw("START TRANSACTION", 'T')
	raw("SELECT 1", 'T')
	raw("/* x */ commit", 'I')
	raw("SET autocommit = 0", '?')
	if err := c.Reset(context.Background()); err != nil {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'I' || s.Dirty {
		t.Fatal(s)
	}
	if n := one(t, c, "SELECT @@autocommit"); n != int64(1) {
		t.Fatal(n)
	}
}

func TestReset(t *testing.T) {
	c := connect(t)
	for _, text := range []string{"SET @x = 1, sql_mode = '', time_zone = '+05:00'", "CREATE TEMPORARY TABLE myd_temp (id int)",
		"SET NAMES latin1", "SELECT GET_LOCK('myd', 0)", "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE"} {
		if _, _, err := run(c, driver.Request{Stmt: &driver.Statement{Text: text, Session: true}}); err != nil {
			t.Fatal(text, err)
		}
	}
	id := one(t, c, "SELECT CONNECTION_ID()")
	if err := c.Reset(context.Background()); err != nil {
		t.Fatal(err)
	}
	rows, _ := must(t, c, "SELECT @x, @@time_zone, @@character_set_client, @@tx_isolation, IS_FREE_LOCK('myd'), CONNECTION_ID() = ?", driver.OfInt(id.(int64)))
	if got := fmt.Sprint(rows); got != "[[<nil> +00:00 utf8mb4 REPEATABLE-READ 1 1]]" {
		t.Fatal(got)
	}
	if _, _, err := run(c, request("SELECT * FROM myd_temp")); err == nil {
		t.Fatal("the temporary table is there")
	}
	if mode := one(t, c, "SELECT @@sql_mode"); mode != mysql.SQLMode {
		t.Fatal(mode)
	}
}

func TestEarlyCloseAndMax(t *testing.T) {
	c := connect(t)
	id := one(t, c, "SELECT CONNECTION_ID()")
	million := stmt("SELECT a.seq, b.seq FROM seq_1_to_1000 a, seq_1_to_1000 b")
	for _, once := range []bool{false, true} {
		million.Once = once
		for _, n := range []int{0, 1} {
			start := time.Now()
			res, err := c.Run(context.Background(), []driver.Request{{Stmt: million, Max: n}})
			if err != nil {
				t.Fatal(err)
			}
			rows, err := res.Next()
			if err != nil || !rows.Next() {
				t.Fatal(err)
			}
			if n == 1 && rows.Next() {
				t.Fatal("more than Max")
			}
			sum, err := rows.Close()
			if err != nil || sum.Rows != 1 || sum.More != (n == 1) {
				t.Fatal(sum, err)
			}
			if err := res.Close(); err != nil {
				t.Fatal(err)
			}
			t.Logf("once %v, max %d: %v", once, n, time.Since(start))
			if time.Since(start) > 150*time.Millisecond {
				t.Error("slow")
			}
		}
	}
	if one(t, c, "SELECT CONNECTION_ID()") != id {
		t.Fatal("another connection")
	}
	// A short rest is read, and More is the truth.
	q := request("SELECT seq FROM seq_1_to_5")
	for _, x := range []struct {
		max  int
		more bool
	}{{4, true}, {5, false}, {6, false}} {
		q.Max = x.max
		if rows, sum, err := run(c, q); err != nil || len(rows) != min(x.max, 5) || sum.More != x.more {
			t.Fatal(x, rows, sum, err)
		}
	}
}
