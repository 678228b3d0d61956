package pgx

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

func series(n int, fetch, limit int) driver.Request {
	return driver.Request{Stmt: stmt("select g from generate_series(1, $1::int4) g", oidInt4), Args: []driver.Value{driver.OfInt(int64(n))}, Fetch: fetch, Max: limit}
}

// begin opens a result in a transaction and gives its rows.
func begin(t *testing.T, ctx context.Context, c *conn, r driver.Request) (driver.Results, driver.Rows) {
	t.Helper()
	res, err := c.Run(ctx, []driver.Request{{Stmt: &driver.Statement{Text: "BEGIN", Verb: driver.Begin}}, r})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := res.Next(); err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil {
		t.Fatal(err)
	}
	return res, rows
}

func TestPortals(t *testing.T) {
	c := dial(t)
	for _, fetch := range []int{1, 7, 10, 50} {
		for _, limit := range []int{0, 3, 10, 30} {
			res, rows := begin(t, bg, c, series(20, fetch, limit))
			a := drain(rows)
			want := 20
			if limit > 0 {
				want = min(want, limit)
			}
			if a.err != nil || len(a.rows) != want || a.sum.Rows != int64(want) || a.sum.More != (limit > 0 && limit < 20) {
				t.Errorf("fetch %d max %d: %d rows, %+v, %v", fetch, limit, len(a.rows), a.sum, a.err)
			}
			if err := res.Close(); err != nil {
				t.Fatal(err)
			}
			expect(t, "state", string(c.State().Tx), "T")
			one(t, c, "ROLLBACK")
		}
	}
	a := batch(t, c, series(20, 7, 0)) // outside a transaction: all at once
	expect(t, "rows", len(a[0].rows), 20)
}

func TestStatementsBetweenThePortions(t *testing.T) {
	c := dial(t)
	res, rows := begin(t, bg, c, series(2000, 100, 0))
	sum, n := int64(0), 0
	for rows.Next() {
		var row [1]any
		if err := rows.Values(row[:]); err != nil {
			t.Fatal(err)
		}
		sum += row[0].(int64)
		if n++; n%150 == 1 {
			if err := rows.Detach(1 << 20); err != nil {
				t.Fatal(err)
			}
			if err := rows.Values(row[:]); err != nil { // the present row is still there
				t.Fatal(err)
			}
			expect(t, "in between", one(t, c, "select $1::int4", driver.OfInt(int64(n))).rows, fmt.Sprintf("[[%d]]", n))
		}
	}
	s, err := rows.Close()
	if err != nil || n != 2000 || sum != 2001000 || s.Rows != 2000 {
		t.Fatal(n, sum, s, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	one(t, c, "COMMIT")
}

func TestPortalThatIsClosedEarly(t *testing.T) {
	c := dial(t)
	res, rows := begin(t, bg, c, series(100, 10, 0))
	rows.Next()
	s, err := rows.Close()
	if err != nil || !s.More {
		t.Fatal(s, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	one(t, c, "select 1")
	expect(t, "portals left", one(t, c, "select count(*) from pg_cursors where name <> ''").rows, "[[0]]")
	one(t, c, "ROLLBACK")
}

func TestPortalWhoseTransactionIsOver(t *testing.T) {
	c := dial(t)
	res, rows := begin(t, bg, c, series(100, 10, 0))
	rows.Next()
	if err := rows.Detach(1 << 20); err != nil {
		t.Fatal(err)
	}
	one(t, c, "COMMIT")
	n := 1
	for rows.Next() {
		n++
	}
	if _, err := rows.Close(); n != 10 || Classify(err) == nil || Classify(err).Code != "34000" {
		t.Fatal(n, err)
	}
	res.Close()
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}

func TestPortalUnderACancelledContext(t *testing.T) {
	c := dial(t)
	ctx, cancel := context.WithCancel(bg)
	res, rows := begin(t, ctx, c, series(100, 10, 0))
	for range 10 {
		rows.Next()
	}
	cancel() // between two portions: nothing runs that could be hit
	time.Sleep(20 * time.Millisecond)
	if rows.Next() {
		t.Fatal("another row")
	}
	if _, err := rows.Close(); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	res.Close()
	expect(t, "the transaction goes on", string(c.State().Tx), "T")
	one(t, c, "select 1")
	one(t, c, "COMMIT")
}

func TestDetach(t *testing.T) {
	c := dial(t)
	res, err := c.Run(bg, []driver.Request{req("select g, case when g % 2 = 0 then '' end from generate_series(1, 1000) g")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	if err := rows.Detach(1000); !errors.Is(err, driver.ErrTooLarge) {
		t.Fatal(err)
	}
	if _, err := c.Run(bg, nil); !errors.Is(err, driver.ErrBusy) {
		t.Fatal(err)
	}
	if err := rows.Detach(1 << 20); err != nil {
		t.Fatal(err)
	}
	expect(t, "in between", one(t, c, "select 'x'").rows, "[[x]]")
	n := int64(1)
	for rows.Next() {
		n++
		var row [2]any
		if err := rows.Values(row[:]); err != nil || row[0] != n || (row[1] == nil) != (n%2 == 1) {
			t.Fatal(n, row, err)
		}
	}
	sum, err := rows.Close()
	if err != nil || n != 1000 || sum.Rows != 1000 {
		t.Fatal(n, sum, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	res, _ = c.Run(bg, []driver.Request{req("select 1"), req("select 2")})
	rows, _ = res.Next()
	if err := rows.Detach(1 << 20); err == nil {
		t.Error("an answer with others behind it was detached")
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestErrorInTheMiddleOfDetachedRows(t *testing.T) {
	c := dial(t)
	res, err := c.Run(bg, []driver.Request{req("select 1 / (50 - g) from generate_series(1, 100) g")})
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := res.Next()
	if err := rows.Detach(1 << 20); Classify(err) == nil || Classify(err).Code != "22012" {
		t.Fatal(err)
	}
	n := 0
	for rows.Next() {
		n++
	}
	if _, err := rows.Close(); n != 49 || err == nil {
		t.Fatal(n, err)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}
