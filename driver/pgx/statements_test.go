package pgx

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aludel/aludel/driver"
)

// onServer counts the prepared statements that the server holds.
func onServer(t *testing.T, c *conn) int64 {
	t.Helper()
	a := batch(t, c, driver.Request{Stmt: &driver.Statement{Text: "select count(*) from pg_prepared_statements", Once: true}})
	if a[0].err != nil {
		t.Fatal(a[0].err)
	}
	return a[0].rows[0][0].(int64)
}

func TestStatementsAreEvictedAndClosed(t *testing.T) {
	c := dial(t, func(c *Config) { c.StatementCache = 3 })
	var all []*driver.Statement
	for i := range 8 {
		all = append(all, stmt(fmt.Sprintf("select %d", i)))
	}
	for _, st := range all {
		batch(t, c, driver.Request{Stmt: st})
	}
	expect(t, "kept", c.stmts.size, 3)
	expect(t, "on the server", onServer(t, c), 3)
	// A flight may use more than the limit: none of its own is evicted.
	var rs []driver.Request
	for _, st := range all {
		rs = append(rs, driver.Request{Stmt: st})
	}
	for i, a := range batch(t, c, rs...) {
		expect(t, "a large flight", a.rows, fmt.Sprintf("[[%d]]", i))
	}
	batch(t, c, driver.Request{Stmt: all[0]})
	expect(t, "kept", c.stmts.size, 3)
	expect(t, "on the server", onServer(t, c), 3)
}

func TestACloseIsNotLostInAFlightThatFails(t *testing.T) {
	c := dial(t, func(c *Config) { c.StatementCache = 1 })
	one(t, c, "select 1")
	if a := batch(t, c, req("select 1/0")); a[0].err == nil { // evicts the first
		t.Fatal("no error")
	}
	expect(t, "on the server", onServer(t, c), 1)
}

func TestStatementIsAdoptedByItsText(t *testing.T) {
	c := dial(t)
	for range 5 {
		one(t, c, "select 'a text'")
	}
	expect(t, "on the server", onServer(t, c), 1)
	batch(t, c, driver.Request{Stmt: stmt("select $1::text", oidText), Args: []driver.Value{driver.OfString("x")}})
	batch(t, c, driver.Request{Stmt: stmt("select $1::text", oidVarchar), Args: []driver.Value{driver.OfString("x")}})
	expect(t, "other types, another statement", onServer(t, c), 3)
}

func TestUnconfirmedParsesAreForgotten(t *testing.T) {
	c := dial(t)
	later, again := stmt("select 'later'"), stmt("select 'again'")
	a := batch(t, c, req("select 1/0"), driver.Request{Stmt: later}, driver.Request{Stmt: again, Sync: true}, driver.Request{Stmt: again})
	if a[0].err == nil || a[1].err != driver.ErrSkipped || a[2].err != driver.ErrSkipped {
		t.Fatal(a)
	}
	// The server never saw the Parse of the last one.
	if e := Classify(a[3].err); e == nil || e.Disconnected {
		t.Fatal(a[3])
	}
	for _, st := range []*driver.Statement{later, again} {
		if a := batch(t, c, driver.Request{Stmt: st}); a[0].err != nil {
			t.Error(a[0].err)
		}
	}
	expect(t, "on the server", onServer(t, c), c.stmts.size)
}

func TestParseErrorIsToldForEachUse(t *testing.T) {
	c := dial(t)
	bad := stmt("select nothing from nowhere")
	a := batch(t, c, driver.Request{Stmt: bad, Sync: true}, driver.Request{Stmt: bad, Sync: true})
	for _, a := range a {
		if e := Classify(a.err); e == nil || e.Code != "42P01" || e.Position != 21 {
			t.Errorf("%v", a.err)
		}
	}
	expect(t, "kept", c.stmts.size, 0)
}

func TestPlanThatMustNotChangeItsResult(t *testing.T) {
	c, other := dial(t), dial(t)
	one(t, other, "drop table if exists pgx_alter")
	one(t, other, "create table pgx_alter (a int)")
	t.Cleanup(func() { one(t, dial(t), "drop table if exists pgx_alter") })
	one(t, other, "insert into pgx_alter values (1)")
	star, star2 := stmt("select * from pgx_alter"), stmt("select *, 2 from pgx_alter")
	look := func(want ...string) {
		t.Helper()
		for i, a := range batch(t, c, driver.Request{Stmt: star}, driver.Request{Stmt: star2}) {
			if a.err != nil {
				t.Fatal(a.err)
			}
			expect(t, "rows", a.rows, want[i])
		}
	}
	look("[[1]]", "[[1 2]]")
	one(t, other, "alter table pgx_alter add b text default 'b'")
	look("[[1 b]]", "[[1 b 2]]") // executed again: the first of its flight, outside a transaction
	expect(t, "on the server", onServer(t, c), 2)

	one(t, other, "alter table pgx_alter add c int")
	one(t, c, "BEGIN")
	a := batch(t, c, driver.Request{Stmt: star})
	if e := Classify(a[0].err); e == nil || e.Code != "0A000" {
		t.Fatalf("inside a transaction nothing is executed again: %v", a)
	}
	one(t, c, "ROLLBACK")
	a = batch(t, c, driver.Request{Stmt: star}, driver.Request{Stmt: star2})
	if e := Classify(a[1].err); a[0].err != nil || e == nil || e.Code != "0A000" {
		t.Fatalf("nor when it is not the first of its flight: %v", a)
	}
	look("[[1 b <nil>]]", "[[1 b <nil> 2]]")

	one(t, other, "alter table pgx_alter drop c")
	ins := req("insert into pgx_alter values (2)")
	ins.Sync = true
	b := batch(t, c, driver.Request{Stmt: star, Sync: true}, ins)
	if b[0].err == nil || b[1].err != nil {
		t.Fatalf("with another group behind it the order would change: %v", b)
	}
	a = batch(t, c, driver.Request{Stmt: star})
	if a[0].err != nil || len(a[0].rows) != 2 {
		t.Fatal(a)
	}
}

func TestStatementsThatTheServerForgot(t *testing.T) {
	c := dial(t)
	keep := stmt("select 'kept'")
	batch(t, c, driver.Request{Stmt: keep})
	if err := c.simple(bg, "DEALLOCATE ALL"); err != nil { // behind our back, as a pooler does
		t.Fatal(err)
	}
	if a := batch(t, c, driver.Request{Stmt: keep}); a[0].err != nil {
		t.Fatal(a[0].err)
	}
	for _, text := range []string{"DISCARD ALL", "DEALLOCATE ALL"} {
		one(t, c, text)
		expect(t, "kept after "+text, c.stmts.size, 0)
		one(t, c, "BEGIN") // where nothing could be executed again
		if a := batch(t, c, driver.Request{Stmt: keep}); a[0].err != nil {
			t.Fatal(a[0].err)
		}
		one(t, c, "ROLLBACK")
	}
}

func TestPoolerModeNamesNothing(t *testing.T) {
	c := dial(t, func(c *Config) { c.Once = true })
	st := stmt("select $1::text", oidText)
	for range 3 {
		a := batch(t, c, driver.Request{Stmt: st, Args: []driver.Value{driver.OfString("x")}},
			driver.Request{Stmt: stmt("select $1 + 1", oidInt4), Args: []driver.Value{driver.OfInt(1)}})
		expect(t, "rows", fmt.Sprint(a[0].rows, a[1].rows), "[[x]] [[2]]")
	}
	if err := c.Ping(bg); err != nil {
		t.Fatal(err)
	}
	expect(t, "on the server", onServer(t, c), 0)
}

// A trap of pgx: FieldDescriptions are used again by the connection; a shape is nobody else's.
func TestShapesAreInterned(t *testing.T) {
	shape := func(c *conn, text string) *driver.Shape {
		res, err := c.Run(bg, []driver.Request{req(text)})
		if err != nil {
			t.Fatal(err)
		}
		defer res.Close()
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		return rows.Shape()
	}
	a, b := dial(t), dial(t)
	if shape(a, "select 1 as x, 'a' as y") != shape(b, "select 2 as x, 'b' as y") {
		t.Error("equal columns, two shapes")
	}
	if shape(a, "select 1 as x, 'a' as y") == shape(a, "select 1 as x, 'a' as z") {
		t.Error("different columns, one shape")
	}
	s := shape(a, "select 1 as x, array['a'] as y")
	expect(t, "declared types", fmt.Sprint(s.Columns[0].Decl, " ", s.Columns[1].Decl), "integer text[]")
}

func TestClosedConnection(t *testing.T) {
	c, other := dial(t), dial(t)
	pid := one(t, c, "select pg_backend_pid()::int4").rows[0][0].(int64)
	if err := c.Close(bg); err != nil {
		t.Fatal(err)
	}
	expect(t, "the server's process", one(t, other, "select count(*) from pg_stat_activity where pid = $1::int4", driver.OfInt(pid)).rows, "[[0]]")
	if _, err := c.Run(bg, []driver.Request{req("select 1")}); !errors.Is(err, driver.ErrDisconnected) {
		t.Error(err)
	}
	if err := c.Close(bg); err != nil {
		t.Error("a second Close:", err)
	}
	expect(t, "state", string(c.State().Tx), "X")

	c = dial(t)
	pid = one(t, c, "select pg_backend_pid()::int4").rows[0][0].(int64)
	if _, err := c.Run(bg, []driver.Request{req("select pg_sleep(20)")}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(bg); err != nil { // with results open
		t.Fatal(err)
	}
	expect(t, "the server's process", one(t, other, "select count(*) from pg_stat_activity where pid = $1::int4", driver.OfInt(pid)).rows, "[[0]]")
}
