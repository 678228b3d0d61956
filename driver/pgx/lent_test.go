package pgx

import (
	"context"
	"database/sql"
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/aludel/aludel/driver"
)

func TestOverAPoolOfDatabaseSQL(t *testing.T) {
	db, err := sql.Open("pgx", dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var pid int
	if err := db.QueryRow("select pg_backend_pid()").Scan(&pid); err != nil {
		t.Fatal(err)
	}
	d, ok := DB(db)
	if !ok {
		t.Fatal("not recognised")
	}
	lend := func() *conn {
		c, err := d.Connect(bg)
		if err != nil {
			t.Fatal(err)
		}
		return c.(*conn)
	}
	named := func() (n int) {
		if err := db.QueryRowContext(bg, "select count(*) from pg_prepared_statements where name like 'aludel%'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	c := lend()
	expect(t, "the same process", one(t, c, "select pg_backend_pid()").rows[0][0], pid)
	one(t, c, "select 'x'")
	if err := c.Close(bg); err != nil {
		t.Fatal(err)
	}
	expect(t, "names left", named(), 0)

	c = lend() // given back inside a transaction
	one(t, c, "create table if not exists pgx_lent (a int)")
	defer db.Exec("drop table pgx_lent")
	one(t, c, "BEGIN")
	one(t, c, "insert into pgx_lent values (1)")
	c.Close(bg)
	var n, again int
	if err := db.QueryRow("select count(*), pg_backend_pid() from pgx_lent").Scan(&n, &again); err != nil || n != 0 || again != pid {
		t.Fatal(n, again, err)
	}

	c = lend() // cancelled, and given back all the same
	ctx, cancel := context.WithTimeout(bg, 20e6)
	if a := batchCtx(t, ctx, c, req("select pg_sleep(20)")); !errors.Is(a[0].err, context.DeadlineExceeded) {
		t.Fatal(a)
	}
	cancel()
	c.Close(bg)
	if err := db.QueryRow("select pg_backend_pid()").Scan(&again); err != nil || again != pid {
		t.Fatal(again, err)
	}

	c = lend() // with results open: thrown away
	if _, err := c.Run(bg, []driver.Request{req("select pg_sleep(20)")}); err != nil {
		t.Fatal(err)
	}
	c.Close(bg)
	if err := db.QueryRow("select pg_backend_pid()").Scan(&again); err != nil || again == pid {
		t.Fatal(again, err)
	}
	if err := c.Close(bg); err != nil {
		t.Fatal("a second Close:", err)
	}
}

func TestOver(t *testing.T) {
	pc, err := pgconn.Connect(bg, dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	defer pc.Close(bg)
	for range 2 {
		given := 0
		c := Over(pc, func(bad bool) {
			if given++; bad {
				t.Error("bad")
			}
		})
		one(t, c, "select 1")
		one(t, c, "set lock_timeout = 77")
		c.Close(bg)
		expect(t, "released", given, 1)
		if r := pc.ExecParams(bg, "show lock_timeout", nil, nil, nil, nil).Read(); r.Err != nil || string(r.Rows[0][0]) != "0" {
			t.Fatal(r.Err, r.Rows)
		}
	}
}

func TestOtherDriversAreNotTakenForPgx(t *testing.T) {
	db := sql.OpenDB(nobody{})
	defer db.Close()
	if _, ok := DB(db); ok {
		t.Error("taken")
	}
	for _, raw := range []any{nil, 1, nobody{}} {
		if _, ok := PgConn(raw); ok {
			t.Errorf("%T taken", raw)
		}
	}
}
