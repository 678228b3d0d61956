package pgx

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

func TestOneStatement(t *testing.T) {
	c := dial(t)
	for range 3 { // parsed, then kept
		expect(t, "rows", one(t, c, "select $1::int4 + 1, $2::text", driver.OfInt(1), driver.OfString("x")).rows, "[[2 x]]")
	}
	a := one(t, c, "create temp table one (a int)")
	expect(t, "rows of DDL", a.sum.Rows, -1)
	a = one(t, c, "insert into one select generate_series(1, 3)")
	expect(t, "affected", a.sum.Rows, 3)
	expect(t, "shape of an insert", len(a.rows), 0)
	a = one(t, c, "insert into one values (9) returning a")
	expect(t, "returning", a.rows, "[[9]]")
	expect(t, "empty statement", one(t, c, "").sum.Rows, -1)
	expect(t, "no columns", len(one(t, c, "select from one").rows), 4)
}

// A trap of pgx: after an error Pipeline.GetResults jumps to the Sync, so that skipped statements are
// not told, and ExecBatch has one error for all.
func TestBatchWithAnErrorInTheMiddle(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table b (a int primary key)")
	ins := stmt("insert into b values ($1)", oidInt4)
	r := func(n int64, sync bool) driver.Request {
		return driver.Request{Stmt: ins, Args: []driver.Value{driver.OfInt(n)}, Sync: sync}
	}
	t.Run("one Sync", func(t *testing.T) {
		a := batch(t, c, r(1, false), r(1, false), r(2, false))
		if a[0].err != nil || !errors.Is(a[1].err, driver.ErrUnique) || a[2].err != driver.ErrSkipped {
			t.Fatal(a)
		}
		expect(t, "stored", one(t, c, "select count(*) from b").rows, "[[0]]")
	})
	t.Run("a Sync each", func(t *testing.T) {
		a := batch(t, c, r(1, true), r(1, true), r(2, true))
		if a[0].err != nil || !errors.Is(a[1].err, driver.ErrUnique) || a[2].err != nil {
			t.Fatal(a)
		}
		expect(t, "stored", one(t, c, "select count(*) from b").rows, "[[2]]")
	})
	t.Run("groups", func(t *testing.T) {
		a := batch(t, c, r(1, false), r(7, true), r(8, false), r(9, false))
		if !errors.Is(a[0].err, driver.ErrUnique) || a[1].err != driver.ErrSkipped || a[2].err != nil || a[3].err != nil {
			t.Fatal(a)
		}
	})
	t.Run("a transaction", func(t *testing.T) {
		a := batch(t, c, driver.Request{Stmt: &driver.Statement{Text: "BEGIN", Verb: driver.Begin}}, r(20, false), r(20, false), req("COMMIT"))
		if a[1].err != nil || a[2].err == nil || a[3].err != driver.ErrSkipped {
			t.Fatal(a)
		}
		expect(t, "state", string(c.State().Tx), "E")
		a = batch(t, c, r(21, false))
		expect(t, "class in a failed transaction", Classify(a[0].err).Class, driver.Internal)
		a = batch(t, c, req("COMMIT"))
		expect(t, "COMMIT of a failed transaction", a[0].sum.Tag, "ROLLBACK")
		expect(t, "state", string(c.State().Tx), "I")
	})
	t.Run("not asked for", func(t *testing.T) {
		res, err := c.Run(bg, []driver.Request{r(30, true), r(30, true), r(31, true)})
		if err != nil {
			t.Fatal(err)
		}
		if err := res.Close(); !errors.Is(err, driver.ErrUnique) {
			t.Fatal(err)
		}
		expect(t, "state", string(c.State().Tx), "I")
	})
}

// A trap of pgx: a Pipeline that is closed with requests before their Sync kills the connection.
func TestErrorAtTheSync(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table p (a int primary key)")
	one(t, c, "create temp table d (a int references p deferrable initially deferred)")
	a := batch(t, c, req("insert into d values (1)"))
	if !errors.Is(a[0].err, driver.ErrForeignKey) {
		t.Fatal(a)
	}
	a = batch(t, c, req("BEGIN"), req("insert into d values (1)"), req("COMMIT"))
	if a[1].err != nil || !errors.Is(a[2].err, driver.ErrForeignKey) {
		t.Fatal(a)
	}
	expect(t, "state", string(c.State().Tx), "I")
}

// TestFirstRowOfABigResult asks for one row of more than can be waited for.
func TestFirstRowOfABigResult(t *testing.T) {
	c := dial(t)
	q := driver.Request{Stmt: stmt("select generate_series(1, 2000000000) g"), Max: 1}
	batch(t, c, q)
	a := batch(t, c, q)
	expect(t, "rows", a[0].rows, "[[1]]")
	expect(t, "more", a[0].sum.More, true)
	q.Stmt = &driver.Statement{Text: "select count(*) from generate_series(1, 3)", OneRow: true}
	a = batch(t, c, q)
	expect(t, "one row", fmt.Sprint(a[0].rows, a[0].sum.More), "[[3]] false")
}

func TestMaxOfAnInsertStoresAll(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table m (a int)")
	a := batch(t, c, driver.Request{Stmt: stmt("insert into m select generate_series(1, 10) returning a"), Max: 2})
	expect(t, "returned", len(a[0].rows), 2)
	expect(t, "stored", one(t, c, "select count(*) from m").rows, "[[10]]")
}

func TestCloseEarlyOfAHugeResultIsQuick(t *testing.T) {
	c := dial(t)
	res, err := c.Run(bg, []driver.Request{req("select repeat('x', 1000) from generate_series(1, 3000000)")})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	at := time.Now()
	sum, err := rows.Close()
	if took := time.Since(at); err != nil || !sum.More || took > time.Second {
		t.Errorf("%v %+v after %v", err, sum, took)
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}

func TestLargeFlightBothWaysDoesNotHang(t *testing.T) {
	c := dial(t)
	st := stmt("select $1", oidText)
	text := driver.OfString(strings.Repeat("x", 200_000))
	var rs []driver.Request
	for range 200 {
		rs = append(rs, driver.Request{Stmt: st, Args: []driver.Value{text}})
	}
	ctx, free := context.WithTimeout(bg, 20*time.Second)
	defer free()
	for _, a := range batchCtx(t, ctx, c, rs...) {
		if a.err != nil || len(a.rows[0][0].(string)) != 200_000 {
			t.Fatal(a.err)
		}
	}
	if w := c.State().Written; w < 40_000_000 {
		t.Errorf("Written is %d", w)
	}
}

func TestBusy(t *testing.T) {
	c := dial(t)
	res, err := c.Run(bg, []driver.Request{req("select 1")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Run(bg, []driver.Request{req("select 2")}); !errors.Is(err, driver.ErrBusy) {
		t.Errorf("a second Run: %v", err)
	}
	if err := c.Ping(bg); !errors.Is(err, driver.ErrBusy) {
		t.Errorf("Ping: %v", err)
	}
	if c.Raw() != nil {
		t.Error("Raw while results are open")
	}
	if err := res.Close(); err != nil {
		t.Fatal(err)
	}
	if c.Raw() == nil {
		t.Error("no Raw")
	}
	expect(t, "after", one(t, c, "select 3").rows, "[[3]]")
}

func TestNothingIsSentWhenAValueIsRefused(t *testing.T) {
	c := dial(t)
	for _, r := range []driver.Request{
		{Stmt: stmt("select $1", oidInt2), Args: []driver.Value{driver.OfInt(40000)}},
		{Stmt: stmt("select $1", oidText), Args: []driver.Value{driver.OfString("a\x00b")}},
		{Stmt: stmt("select $1::text"), Args: []driver.Value{driver.OfString("a\xff")}},
		{Stmt: stmt("select $1", oidInt4)},
		{Stmt: stmt("select '\x00'")},
		{Stmt: stmt("select 1"), Args: make([]driver.Value, 70000)},
	} {
		was := c.State().Written
		_, err := c.Run(bg, []driver.Request{req("select 1"), r})
		e := Classify(err)
		if e == nil || e.Disconnected || e.Class != driver.Data && e.Class != driver.Programming {
			t.Errorf("%.20s: %v", r.Stmt.Text, err)
		}
		if c.State().Written != was || c.stmts.size != 0 {
			t.Errorf("%.20s: %d bytes sent, %d statements kept", r.Stmt.Text, c.State().Written-was, c.stmts.size)
		}
	}
	expect(t, "after", one(t, c, "select 1").rows, "[[1]]")
}

// A trap of pgx: Frontend.Flush drops its buffer when it grew over 1,024 bytes, hence the long text.
func TestNoAllocationOnTheHotPath(t *testing.T) {
	c := dial(t)
	one(t, c, "create temp table hot (id int8 primary key, name text)")
	one(t, c, "insert into hot values (1, 'one'), (2, 'two')")
	rs := []driver.Request{{Stmt: stmt("update hot set name = $1 where id = $2", oidText, oidInt8),
		Args: []driver.Value{driver.OfString(strings.Repeat("x", 4000)), driver.OfInt(1)}}}
	exec := func() {
		res, err := c.Run(bg, rs)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rows.Close(); err != nil {
			t.Fatal(err)
		}
		if err := res.Close(); err != nil {
			t.Fatal(err)
		}
	}
	exec()
	if _, ok := c.pc.Conn().(*tls.Conn); ok {
		t.Skip("TLS allocates for each write")
	}
	if n := testing.AllocsPerRun(100, exec); n > 0 {
		t.Errorf("%v allocations for an execution", n)
	}
}
