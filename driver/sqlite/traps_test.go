package sqlite

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// SQLite prepares a statement again inside Step when the schema has changed:
// the shape is that of the execution.
func TestShapeOfEachExecution(t *testing.T) {
	d := fileDriver(t)
	c, other := connect(t, d), connect(t, d)
	must(t, c, "CREATE TABLE t (a INT)")
	must(t, c, "INSERT INTO t VALUES (1)")
	s := stmt("SELECT * FROM t")
	shape := func() (*driver.Shape, []any) {
		res, _ := c.Run(background, []driver.Request{{Stmt: s}})
		defer res.Close()
		rows, err := res.Next()
		if err != nil {
			t.Fatal(err)
		}
		sh := rows.Shape()
		return sh, all(t, rows)[0]
	}
	one, _ := shape()
	must(t, other, "ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'x'")
	two, row := shape()
	if len(one.Columns) != 1 || len(two.Columns) != 2 || two.Columns[1].Name != "b" || two.Columns[1].Decl != "TEXT" || !reflect.DeepEqual(row, []any{int64(1), "x"}) {
		t.Fatal(one, two, row)
	}
	must(t, other, "ALTER TABLE t DROP COLUMN b")
	if again, _ := shape(); again != one {
		t.Fatal("equal columns, another shape")
	}
	// Equal columns on another connection have the same shape.
	res, _ := other.Run(background, []driver.Request{{Stmt: stmt("SELECT a FROM t WHERE a > 0")}})
	rows, _ := res.Next()
	if rows.Shape() != one {
		t.Fatal("another shape")
	}
	res.Close()
	res, _ = other.Run(background, []driver.Request{{Stmt: stmt("DELETE FROM t")}})
	rows, _ = res.Next()
	if sh := rows.Shape(); sh == nil || len(sh.Columns) != 0 {
		t.Fatal(sh)
	}
	res.Close()
}

func TestShapesAreCollected(t *testing.T) {
	count := func() int {
		shapes.mu.Lock()
		defer shapes.mu.Unlock()
		return len(shapes.known)
	}
	c := open(t)
	before := count()
	for i := range 300 {
		must(t, c, fmt.Sprintf("SELECT 1 AS c%d", i))
	}
	for range 50 {
		if count() < before+200 {
			return
		}
		runtime.GC()
		runtime.Gosched()
	}
	t.Fatal(count())
}

// A trap of the library: a parameter that is not bound is NULL.
func TestNumberOfParameters(t *testing.T) {
	c := open(t)
	one := driver.OfInt(1)
	for _, x := range []struct {
		text string
		args []driver.Value
	}{{"SELECT ?", nil}, {"SELECT 1", []driver.Value{one}}, {"SELECT ?, ?", []driver.Value{one}}, {"SELECT ?2", []driver.Value{one}}, {"SELECT ?", make([]driver.Value, 32767)}} {
		if _, err := do(c, x.text, x.args...); err == nil {
			t.Error(x.text, len(x.args))
		} else if cl, _ := class(err); cl != driver.Programming {
			t.Error(err)
		}
	}
	// Nothing of an execution is left for the next.
	s := "SELECT ?, ?"
	query(t, c, s, driver.OfString("secret"), driver.OfString(strings.Repeat("x", 10000)))
	if got := query(t, c, s, driver.Value{}, driver.Value{}); got[0][0] != nil || got[0][1] != nil {
		t.Fatal(got)
	}
	marks := strings.Repeat("?,", 32765) + "?"
	if n := one32766(t, c, "SELECT count(*) FROM (VALUES (1)) WHERE 1 IN ("+marks+")"); n != int64(1) {
		t.Fatal(n)
	}
}

func one32766(t *testing.T, c *Conn, text string) any {
	args := make([]driver.Value, 32766)
	args[32765] = driver.OfInt(1)
	return one(t, c, text, args...)
}

// A trap of the library: Prepare gives the tail of the text, and accepts it.
func TestOneStatementInAText(t *testing.T) {
	c := open(t)
	for _, ok := range []string{"SELECT 1;", "SELECT 1 ; ;\n", "SELECT 1; -- done", "SELECT 1 /* ; SELECT 2 */", " -- first\nSELECT ';'"} {
		must(t, c, ok)
	}
	must(t, c, "CREATE TABLE t (n INT)")
	for _, bad := range []string{"SELECT 1; SELECT 2", "INSERT INTO t VALUES (1); nonsense", "SELECT 1;;;/**/SELECT 2", "SELECT 1\x00; DROP TABLE t", "", "-- nothing", ";", "SELECT 1;\x00"} {
		if _, err := do(c, bad); err == nil {
			t.Errorf("%q was executed", bad)
		} else if cl, _ := class(err); cl != driver.Programming {
			t.Error(err)
		}
	}
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(0) {
		t.Fatal(n)
	}
	if n := len(slices.Collect(c.lib.Stmts())); n > c.d.keep {
		t.Fatal(n)
	}
}

// A trap of the library: Reset gives the error of the last Step once more, which is not
// an error of the next execution, nor a reason to drop the handle.
func TestResetRepeatsTheErrorOfTheStep(t *testing.T) {
	c := open(t)
	must(t, c, "CREATE TABLE t (n INT PRIMARY KEY)")
	raw, _, err := c.lib.Prepare("INSERT INTO t VALUES (1), (1)")
	if err != nil {
		t.Fatal(err)
	}
	raw.Step()
	if raw.Err() == nil || raw.Reset() == nil {
		t.Error("the library's Reset does not repeat the error any more: idle may look at it")
	}
	raw.Close()

	s := stmt("INSERT INTO t VALUES (?) RETURNING n")
	insert := func(n int64) error {
		res, err := c.Run(background, []driver.Request{{Stmt: s, Args: []driver.Value{driver.OfInt(n)}}})
		if err != nil {
			return err
		}
		rows, err := res.Next()
		if err == nil {
			rows.Next()
			_, err = rows.Close()
		}
		if cerr := res.Close(); err == nil {
			err = cerr
		}
		return err
	}
	var kept *prepared
	stored := map[int64]bool{}
	for i, n := range []int64{1, 1, 2, 2, 2, 3} {
		err := insert(n)
		if stored[n] != errors.Is(err, driver.ErrUnique) || !stored[n] && err != nil {
			t.Errorf("execution %d: %v", i, err)
		}
		stored[n] = true
		if p := c.statements.find(s); p == nil || kept != nil && p != kept {
			t.Errorf("execution %d: the handle is another one", i)
		} else {
			kept = p
		}
	}
	if n := one(t, c, "SELECT group_concat(n) FROM t"); n != "1,2,3" {
		t.Error(n)
	}
}

// A trap of the library: bindings survive Reset, so that a kept statement would write
// the values of the execution before it.
func TestBindingsSurviveReset(t *testing.T) {
	c := open(t)
	raw, _, err := c.lib.Prepare("SELECT ?")
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if err := errors.Join(raw.BindText(1, "secret"), raw.Reset()); err != nil || !raw.Step() || raw.ColumnText(0) != "secret" {
		t.Error("the library's Reset clears the bindings: the tests below show nothing any more", err)
	}

	s := stmt("SELECT ?, ?")
	pair := func(args ...driver.Value) ([]any, error) {
		res, err := c.Run(background, []driver.Request{{Stmt: s, Args: args}})
		if err != nil {
			return nil, err
		}
		defer res.Close()
		rows, err := res.Next()
		if err != nil {
			return nil, err
		}
		return all(t, rows)[0], nil
	}
	secret := driver.OfString("secret")
	if got, err := pair(secret, secret); err != nil || got[1] != "secret" {
		t.Fatal(got, err)
	}
	kept := c.statements.find(s)
	for _, few := range [][]driver.Value{nil, {driver.OfInt(1)}, {driver.OfInt(1), driver.OfInt(2), driver.OfInt(3)}} {
		got, err := pair(few...)
		if cl, _ := class(err); cl != driver.Programming {
			t.Errorf("%d values for two parameters: %v %v", len(few), got, err)
		}
	}
	if got, err := pair(driver.OfInt(1), driver.OfString("\xff")); err == nil {
		t.Error("a value that is refused halfway:", got)
	}
	if got, err := pair(driver.Value{}, driver.Value{}); err != nil || got[0] != nil || got[1] != nil {
		t.Error("NULLs after values:", got, err)
	}
	if c.statements.find(s) != kept {
		t.Error("the handle is another one")
	}
}

// A trap: a text whose result is open needs a second handle, and neither may be lost.
func TestSameTextWhileItIsOpen(t *testing.T) {
	c := open(t)
	s := stmt("SELECT 1")
	p, err := c.handle(s)
	if err != nil {
		t.Fatal(err)
	}
	p.open = true
	q, err := c.handle(s)
	if err != nil || q == p {
		t.Fatal(err)
	}
	q.open = true
	c.idle(q)
	c.idle(p)
	if again, _ := c.handle(s); again != p || len(slices.Collect(c.lib.Stmts())) != 1 {
		t.Fatal("the first handle was lost, or the second stays")
	}
}

func TestStatementCache(t *testing.T) {
	d := New(Config{StatementCache: 3})
	c := connect(t, d)
	a, b := stmt("SELECT 1"), stmt("SELECT 1")
	run := func(s *driver.Statement) {
		res, _ := c.Run(background, []driver.Request{{Stmt: s}})
		if err := res.Close(); err != nil {
			t.Fatal(err)
		}
	}
	run(a)
	p := c.statements.newest
	run(b) // compiled again: it finds the handle by its text
	if c.statements.newest != p || p.stmt != b || len(c.statements.byStmt) != 1 {
		t.Fatal("not adopted")
	}
	for i := range 10 {
		run(stmt(fmt.Sprint("SELECT 10 + ", i)))
		run(b)
	}
	if c.statements.byStmt[b] != p || len(slices.Collect(c.lib.Stmts())) != 3 || len(c.statements.byText) != 3 {
		t.Fatal("the most used handle is gone, or too many are kept")
	}
	n := 0
	for x := c.statements.oldest; x != nil; x = x.newer {
		n++
	}
	if n != 3 {
		t.Fatal(n)
	}
	once := stmt("SELECT 99")
	once.Once = true
	run(once)
	if len(slices.Collect(c.lib.Stmts())) != 3 {
		t.Fatal("a handle of Once is kept")
	}
	c = connect(t, New(Config{StatementCache: -1}))
	run(a)
	if len(slices.Collect(c.lib.Stmts())) != 0 {
		t.Fatal("a handle is kept")
	}
}

// A trap of the library: Close is BUSY as long as a statement lives.
func TestCloseWithOpenStatements(t *testing.T) {
	d := fileDriver(t)
	c := connect(t, d)
	must(t, c, "CREATE TABLE t (n INT)")
	must(t, c, "BEGIN IMMEDIATE")
	if _, _, err := c.Raw().(*sqlite3.Conn).Prepare("SELECT * FROM t"); err != nil {
		t.Fatal(err)
	}
	res, _ := c.Run(background, []driver.Request{{Stmt: stmt("INSERT INTO t VALUES (1), (2) RETURNING n")}})
	rows, _ := res.Next()
	rows.Next()
	if !InUse(d.file) {
		t.Fatal("not in use")
	}
	if err := c.Close(background); err != nil {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'X' || c.Alive() == nil || InUse(d.file) {
		t.Fatalf("%c", s.Tx)
	}
	if _, err := c.Run(background, nil); !errors.Is(err, driver.ErrDisconnected) {
		t.Fatal(err)
	}
	if err := errors.Join(c.Close(background), c.Cancel(background)); err != nil {
		t.Fatal(err)
	}
	if c.Ping(background) == nil || c.Reset(background) == nil {
		t.Fatal("no error")
	}
	rows.Next() // abandoned: no panic, and nothing more is promised
	rows.Close()
	res.Close()
	c = connect(t, d)
	if n := one(t, c, "SELECT count(*) FROM t"); n != int64(0) { // rolled back
		t.Fatal(n)
	}
}
