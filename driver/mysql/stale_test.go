package mysql_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"testing"

	gomysql "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
)

// A backdoor is a connection's socket, for sending what the library knows nothing of.
type backdoor struct {
	net.Conn
	statement []byte // the number of the one that was executed last
}

// Write looks at what is sent.
func (b *backdoor) Write(p []byte) (int, error) {
	if len(p) > 9 && p[4] == 0x17 { // COM_STMT_EXECUTE
		b.statement = bytes.Clone(p[5:9])
	}
	return b.Conn.Write(p)
}

// SyscallConn lets the library peek.
func (b *backdoor) SyscallConn() (syscall.RawConn, error) { return b.Conn.(syscall.Conn).SyscallConn() }

// forget closes the prepared statement that was executed last, on the server:
// COM_STMT_CLOSE, which is not answered.
func (b *backdoor) forget(t *testing.T) {
	t.Helper()
	if _, err := b.Conn.Write(append([]byte{5, 0, 0, 0, 0x19}, b.statement...)); err != nil {
		t.Fatal(err)
	}
}

// behind connects, with a way to the server past the library.
func behind(t *testing.T) (driver.Conn, *backdoor) {
	t.Helper()
	cfg, door := config(t), &backdoor{}
	cfg.MySQL.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, addr)
		door.Conn = c
		return door, err
	}
	return connectBy(t, makeDriver(t, cfg)), door
}

// TestStatementTheServerForgot loses prepared statements on the server: the handle is
// forgotten too, the statement prepared and executed once more, but only where nothing
// was executed before it that a repetition could harm.
func TestStatementTheServerForgot(t *testing.T) {
	c, door := behind(t)
	s := stmt("SELECT ? + 1")
	ask := func() (any, error) {
		rows, _, err := run(c, driver.Request{Stmt: s, Args: []driver.Value{driver.OfInt(41)}})
		if err != nil {
			return nil, err
		}
		return fmt.Sprint(rows[0][0]), nil
	}
	for range 3 {
		if v, err := ask(); err != nil || v != "42" {
			t.Fatal(v, err)
		}
		was := door.statement
		door.forget(t)
		if v, err := ask(); err != nil || v != "42" {
			t.Fatal("after the server forgot it:", v, err)
		}
		if bytes.Equal(door.statement, was) {
			t.Fatal("the server had not forgotten it")
		}
	}
	if c.State().Tx != 'I' {
		t.Fatal(c.State())
	}

	must(t, c, "BEGIN")
	if _, err := ask(); err != nil {
		t.Fatal(err)
	}
	door.forget(t)
	_, err := ask()
	var pe *driver.ProgrammingError
	if me := (*gomysql.MySQLError)(nil); !errors.As(err, &pe) || !errors.As(err, &me) || me.Number != 1243 {
		t.Fatal("in a transaction:", err)
	}
	if v, err := ask(); err != nil || v != "42" {
		t.Fatal("the handle was kept:", v, err)
	}
	must(t, c, "ROLLBACK")
}

// TestTableAlteredBeneathStatements changes a table under a prepared statement, from
// another connection: the next execution sees the table as it is.
func TestTableAlteredBeneathStatements(t *testing.T) {
	c, other := connect(t), connect(t)
	table(t, c, "myd_beneath", "id int primary key, v varchar(10)")
	must(t, c, "INSERT INTO myd_beneath VALUES (1, 'a')")
	all, put := stmt("SELECT * FROM myd_beneath WHERE id = ?"), stmt("UPDATE myd_beneath SET v = ? WHERE id = 1")
	read := func() string {
		t.Helper()
		rows, _, err := run(c, driver.Request{Stmt: all, Args: []driver.Value{driver.OfInt(1)}})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(rows)
	}
	for i, change := range []struct{ text, want string }{
		{"SELECT 1", "[[1 a]]"},
		{"ALTER TABLE myd_beneath ADD COLUMN n int NOT NULL DEFAULT 7 FIRST", "[[7 1 a]]"},
		{"ALTER TABLE myd_beneath MODIFY COLUMN n varchar(5) NOT NULL DEFAULT 'x'", "[[7 1 a]]"},
		{"ALTER TABLE myd_beneath DROP COLUMN n", "[[1 a]]"},
		{"ALTER TABLE myd_beneath MODIFY COLUMN v text", "[[1 a]]"},
	} {
		must(t, other, change.text)
		if got := read(); got != change.want {
			t.Errorf("%d, %s: %s", i, change.text, got)
		}
		if _, sum, err := run(c, driver.Request{Stmt: put, Args: []driver.Value{driver.OfString("a")}}); err != nil || sum.Rows != 1 {
			t.Errorf("%d, %s: %v %v", i, change.text, sum, err)
		}
	}
}

// TestLibraryIsSilent breaks connections, of which the library tells its logger: no one
// hears of it, also when the program has set the library's own, unless Config asks.
//
// A trap of the library: it logs to standard error unless it has a Logger.
func TestLibraryIsSilent(t *testing.T) {
	loud := &counter{}
	if err := gomysql.SetLogger(loud); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = gomysql.SetLogger(&gomysql.NopLogger{}) })
	lose := func(log gomysql.Logger) {
		t.Helper()
		cfg, door := config(t), &backdoor{}
		cfg.Logger = log
		cfg.MySQL.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := new(net.Dialer).DialContext(ctx, network, addr)
			door.Conn = c
			return c, err
		}
		c := connectBy(t, makeDriver(t, cfg))
		must(t, c, "SELECT 1")
		_ = door.Close()
		if _, _, err := run(c, request("SELECT 2")); !errors.Is(err, driver.ErrDisconnected) {
			t.Fatal(err)
		}
	}
	lose(nil)
	if loud.n > 0 {
		t.Errorf("the library's own logger heard %d times", loud.n)
	}
	asked := &counter{}
	lose(asked)
	if asked.n == 0 || loud.n > 0 {
		t.Errorf("Config's logger heard %d times, the library's own %d times", asked.n, loud.n)
	}
}

type counter struct{ n int }

func (c *counter) Print(...any) { c.n++ }
