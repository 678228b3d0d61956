package stdsql_test

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"math"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
	"unsafe"

	gomysql "github.com/go-sql-driver/mysql"
	"github.com/ncruces/go-sqlite3"
	sqlite "github.com/ncruces/go-sqlite3/driver"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/stdsql"
)

// sqliteOptions are what a dialect would say of SQLite.
var sqliteOptions = stdsql.Options{Classify: func(err error) *driver.Error {
	switch {
	case errors.Is(err, sqlite3.CONSTRAINT_UNIQUE), errors.Is(err, sqlite3.CONSTRAINT_PRIMARYKEY):
		return &driver.Error{Class: driver.Integrity, Constraint: driver.Unique, Message: err.Error(), Err: err}
	case errors.Is(err, sqlite3.INTERRUPT):
		return &driver.Error{Class: driver.Operational, Cancelled: true, Message: err.Error(), Err: err}
	}
	return nil
}}

func file(t testing.TB) string { return "file:" + t.TempDir() + "/a.db" }

func connector(t testing.TB, name string) sqldriver.Connector {
	t.Helper()
	c, err := (&sqlite.SQLite{}).OpenConnector(name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func connect(t testing.TB, d driver.Driver) driver.Conn {
	t.Helper()
	c, err := d.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// each runs f on SQLite by a connector, on SQLite by a *sql.DB, and on MySQL by one.
func each(t *testing.T, f func(t *testing.T, d driver.Driver)) {
	t.Run("connector", func(t *testing.T) { f(t, stdsql.New(connector(t, file(t)), sqliteOptions)) })
	t.Run("DB", func(t *testing.T) {
		db := sql.OpenDB(connector(t, file(t)))
		t.Cleanup(func() { _ = db.Close() })
		f(t, stdsql.DB(db, sqliteOptions))
		if n := db.Stats().InUse; n != 0 && !t.Failed() {
			t.Error("not given back:", n)
		}
	})
	t.Run("mysql", func(t *testing.T) { f(t, stdsql.DB(mysqlDB(t), stdsql.Options{MySQLText: true, Statements: 64})) })
}

func mysqlDB(t testing.TB) *sql.DB {
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
	c.DBName, c.Net, c.Addr, c.ParseTime = strings.TrimPrefix(u.Path, "/"), "tcp", u.Host, true
	c.Logger = &gomysql.NopLogger{}
	if s := u.Query().Get("unix_socket"); s != "" {
		c.Net, c.Addr = "unix", s
	}
	x, err := gomysql.NewConnector(c)
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(x)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func request(v driver.Verb, text string, args ...driver.Value) driver.Request {
	return driver.Request{Stmt: &driver.Statement{Text: text, Verb: v}, Args: args}
}

func run(ctx context.Context, c driver.Conn, q driver.Request) (out [][]any, sum driver.Summary, err error) {
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

func must(t testing.TB, c driver.Conn, v driver.Verb, text string, args ...driver.Value) ([][]any, driver.Summary) {
	t.Helper()
	out, sum, err := run(context.Background(), c, request(v, text, args...))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out, sum
}

func TestABatchEverywhere(t *testing.T) {
	each(t, func(t *testing.T, d driver.Driver) {
		c := connect(t, d)
		must(t, c, driver.Utility, "DROP TABLE IF EXISTS std_a")
		must(t, c, driver.Utility, "CREATE TABLE std_a (id integer primary key, s varchar(50), x double, b blob)")
		ins := &driver.Statement{Text: "INSERT INTO std_a VALUES (?, ?, ?, ?)", Verb: driver.Write}
		row := func(id int64) driver.Request {
			return driver.Request{Stmt: ins, Args: []driver.Value{driver.OfInt(id), driver.OfString(fmt.Sprint("é", id)), driver.OfFloat(0.5), driver.OfBytes(nil)}}
		}
		res, err := c.Run(context.Background(), []driver.Request{request(driver.Begin, "BEGIN"), row(1), row(2), row(1), row(3), request(driver.Commit, "COMMIT")})
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Close(); err == nil {
			t.Fatal("no error")
		}
		if s := c.State(); s.Tx == 'I' {
			t.Fatalf("%c", s.Tx)
		}
		must(t, c, driver.Rollback, "ROLLBACK")
		if rows, _ := must(t, c, driver.Query, "SELECT count(*) FROM std_a"); fmt.Sprint(rows) != "[[0]]" {
			t.Fatal(rows)
		}
		if res, err = c.Run(context.Background(), []driver.Request{request(driver.Begin, "BEGIN"), row(1), row(2), request(driver.Commit, "COMMIT")}); err != nil {
			t.Fatal(err)
		}
		if err := res.Close(); err != nil || c.State().Tx != 'I' {
			t.Fatal(err, c.State())
		}
		rows, _ := must(t, c, driver.Query, "SELECT id, s, x, b, NULL FROM std_a ORDER BY id")
		if got := fmt.Sprintf("%#v", rows); got != `[][]interface {}{[]interface {}{1, "é1", 0.5, []uint8{}, interface {}(nil)}, []interface {}{2, "é2", 0.5, []uint8{}, interface {}(nil)}}` {
			t.Fatal(got)
		}
		if out, sum := must(t, c, driver.Write, "DELETE FROM std_a WHERE id = 1 RETURNING s"); fmt.Sprint(out, sum.Rows) != "[[é1]] 1" {
			t.Fatal(out, sum)
		}
		if _, sum := must(t, c, driver.Write, "UPDATE std_a SET x = 1"); sum.Rows != 1 {
			t.Fatal(sum)
		}
		if err := c.Ping(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := c.Alive(); err != nil {
			t.Fatal(err)
		}
		must(t, c, driver.Utility, "DROP TABLE std_a")
		if err := c.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Run(context.Background(), nil); !errors.Is(err, driver.ErrDisconnected) {
			t.Fatal(err)
		}
	})
}

func TestShapeAfterAlter(t *testing.T) {
	each(t, func(t *testing.T, d driver.Driver) {
		c := connect(t, d)
		must(t, c, driver.Utility, "DROP TABLE IF EXISTS std_b")
		must(t, c, driver.Utility, "CREATE TABLE std_b (a integer)")
		must(t, c, driver.Write, "INSERT INTO std_b VALUES (1)")
		q := request(driver.Query, "SELECT * FROM std_b")
		for want := range []int{0, 1, 2} {
			if want > 0 {
				must(t, c, driver.Utility, fmt.Sprintf("ALTER TABLE std_b ADD COLUMN x%d integer", want))
			}
			rows, _, err := run(context.Background(), c, q)
			if err != nil || len(rows[0]) != want+1 {
				t.Fatal(want, rows, err)
			}
		}
		must(t, c, driver.Utility, "DROP TABLE std_b")
		_ = c.Close(context.Background())
	})
}

func TestCancelByTheDriversContext(t *testing.T) {
	for _, d := range []driver.Driver{stdsql.New(connector(t, file(t)), sqliteOptions), stdsql.DB(sql.OpenDB(connector(t, file(t))), sqliteOptions)} {
		c := connect(t, d)
		endless := request(driver.Query, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n")
		cause := errors.New("enough")
		ctx, stop := context.WithCancelCause(context.Background())
		time.AfterFunc(20*time.Millisecond, func() { stop(cause) })
		if _, _, err := run(ctx, c, endless); !errors.Is(err, cause) || !errors.Is(err, driver.ErrCancelled) {
			t.Fatal(err)
		}
		must(t, c, driver.Query, "SELECT 1")
		done := make(chan error)
		time.AfterFunc(20*time.Millisecond, func() { done <- c.Cancel(context.Background()) })
		if _, _, err := run(context.Background(), c, endless); !errors.Is(err, driver.ErrCancelled) {
			t.Fatal(err)
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		must(t, c, driver.Query, "SELECT 1")
	}
}

func TestBorrowedConnections(t *testing.T) {
	db := sql.OpenDB(connector(t, file(t)))
	defer db.Close()
	db.SetMaxOpenConns(1)
	d := stdsql.DB(db, sqliteOptions)
	first := connect(t, d)
	raw := first.Raw()
	must(t, first, driver.Query, "SELECT 1")
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer stop()
	if _, err := d.Connect(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	if err := errors.Join(first.Close(context.Background()), first.Close(context.Background())); err != nil {
		t.Fatal(err)
	}
	second := connect(t, d)
	if second.Raw() != raw {
		t.Fatal("it was not given back")
	}
	must(t, second, driver.Begin, "BEGIN")
	_ = second.Close(context.Background()) // in a transaction: discarded
	third := connect(t, d)
	if third.Raw() == raw {
		t.Fatal("it was given back with its transaction")
	}
	if _, _, err := run(context.Background(), third, driver.Request{Stmt: &driver.Statement{Text: "CREATE TEMPORARY TABLE x (a)", Verb: driver.Utility, Session: true}}); err != nil {
		t.Fatal(err)
	}
	var ns *driver.NotSupportedError
	if err := third.Reset(context.Background()); !errors.As(err, &ns) {
		t.Fatal(err)
	}
	raw = third.Raw()
	_ = third.Close(context.Background())
	if connect(t, d).Raw() == raw {
		t.Fatal("it was given back with its temporary table")
	}
}

func TestRefuse(t *testing.T) {
	o := sqliteOptions
	no := errors.New("that file is open already")
	o.Refuse = func(context.Context, sqldriver.Conn) error { return no }
	if _, err := stdsql.New(connector(t, file(t)), o).Connect(context.Background()); !errors.Is(err, no) {
		t.Fatal(err)
	}
}

func TestBindRefuses(t *testing.T) {
	c := connect(t, stdsql.New(connector(t, file(t)), sqliteOptions))
	for _, v := range []driver.Value{driver.OfUint(math.MaxUint64), driver.OfFloat(math.NaN()), driver.OfString("\xff")} {
		var de *driver.DataError
		if _, _, err := run(context.Background(), c, request(driver.Query, "SELECT ?", v)); !errors.As(err, &de) {
			t.Error(v.Go(), err)
		}
	}
	if rows, _ := must(t, c, driver.Query, "SELECT ?", driver.OfUint(7)); fmt.Sprint(rows) != "[[7]]" {
		t.Error(rows)
	}
}

func TestDetachOnSQLite(t *testing.T) {
	c := connect(t, stdsql.New(connector(t, file(t)), sqliteOptions))
	must(t, c, driver.Utility, "CREATE TABLE d (a integer, s text)")
	must(t, c, driver.Write, "INSERT INTO d WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<500) SELECT i, 't'||i FROM n")
	res, err := c.Run(context.Background(), []driver.Request{request(driver.Query, "SELECT a, s FROM d")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Detach(1 << 20); err != nil {
		t.Fatal(err)
	}
	var s string
	p, err := rows.Plan([]driver.Target{{Col: 1, Kind: driver.String}})
	if err != nil {
		t.Fatal(err)
	}
	var a driver.Arena
	n := 0
	for rows.Next() { // a loop that inserts into the table it reads ends
		n++
		if err := rows.Fill(p, unsafe.Pointer(&s), &a); err != nil || s != fmt.Sprint("t", n) {
			t.Fatal(s, err)
		}
		must(t, c, driver.Write, "INSERT INTO d VALUES (?, 'new')", driver.OfInt(int64(n)))
	}
	if sum, err := rows.Close(); err != nil || n != 500 || sum.Rows != 500 {
		t.Fatal(n, sum, err)
	}
}
