//go:build unix

package mysql_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	gomysql "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/mysql"
)

// private is the configuration of a MariaDB of this test alone, for settings of the whole
// server. The program that make test uses starts it.
func private(t *testing.T) mysql.Config {
	t.Helper()
	if testing.Short() {
		t.Skip("starts a server: left out with -short")
	}
	config(t) // skips where there are no servers
	program := filepath.Join(t.TempDir(), "testservers")
	if out, err := exec.Command("go", "build", "-o", program, "../../internal/testservers").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program, "-installed", "-serve")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "ALUDEL_TEST_POSTGRES=not needed"}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait() // its status is that of the interrupt
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Skip("MariaDB is not installed on this machine")
	}
	_, value, _ := strings.Cut(line, "=")
	t.Setenv("ALUDEL_TEST_MYSQL", strings.Trim(strings.TrimSpace(value), "'"))
	return config(t)
}

func number(err error) uint16 {
	var e *gomysql.MySQLError
	if errors.As(err, &e) {
		return e.Number
	}
	return 0
}

// TestNoRoomForPreparedStatements lets a server have no room for another prepared
// statement (1461): a connection keeps fewer of its own, and where none of those is in
// the way the error is told and the connection goes on.
func TestNoRoomForPreparedStatements(t *testing.T) {
	d := makeDriver(t, private(t))
	admin, c := connectBy(t, d), connectBy(t, d)
	status := func(name string) string {
		t.Helper()
		q := request("SHOW GLOBAL STATUS LIKE '" + name + "'")
		q.Stmt.Once = true // takes no room itself
		rows, _, err := run(admin, q)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(rows[0][1])
	}
	ask := func(c driver.Conn, i int) error {
		rows, _, err := run(c, request(fmt.Sprintf("SELECT ? + %d", i), driver.OfInt(1)))
		if err == nil && fmt.Sprint(rows) != fmt.Sprintf("[[%d]]", i+1) {
			err = fmt.Errorf("1 + %d is %v", i, rows)
		}
		return err
	}
	for i := range 12 {
		if err := ask(c, i); err != nil {
			t.Fatal(err)
		}
	}
	if n := status("Prepared_stmt_count"); n != "12" {
		t.Fatal("statements kept:", n)
	}
	must(t, admin, "SET GLOBAL max_prepared_stmt_count = 5")
	for round := range 3 {
		for i := range 20 {
			if round == 1 {
				must(t, c, "BEGIN")
			}
			if err := ask(c, 100+i); err != nil {
				t.Fatalf("round %d, statement %d: %v", round, i, err)
			}
			if round == 1 {
				must(t, c, "COMMIT")
			}
		}
	}
	if n := status("Prepared_stmt_count"); n != "5" && len(n) > 1 {
		t.Error("statements kept:", n)
	}

	full := connectBy(t, d) // has all that there is room for
	must(t, admin, "SET GLOBAL max_prepared_stmt_count = 0")
	err := ask(full, 1)
	if cl := mysql.Classify(err); number(err) != 1461 || cl == nil || cl.Class != driver.Operational || cl.Disconnected {
		t.Fatalf("without any room: %v", err)
	}
	if rows, _ := must(t, full, "SELECT 7"); fmt.Sprint(rows) != "[[7]]" || full.State().Tx != 'I' {
		t.Error("the connection afterwards:", rows, full.State())
	}
	must(t, full, "BEGIN")
	if err := ask(full, 1); number(err) != 1461 {
		t.Error("in a transaction:", err)
	}
	if s := full.State(); s.Tx == 'X' {
		t.Error("the transaction is lost:", s)
	}
	must(t, full, "ROLLBACK")
	must(t, admin, "SET GLOBAL max_prepared_stmt_count = 100")
	if err := errors.Join(ask(full, 1), ask(c, 1)); err != nil {
		t.Error("when there is room again:", err)
	}
}

// TestNeedsRepreparing replaces a view all the time, from other connections, until the server
// gives up preparing a statement that reads it (1615). It is prepared once more here; where that does not
// help, or must not be done, the error is told, and the statement works as before
// when there is peace.
func TestNeedsRepreparing(t *testing.T) {
	d := makeDriver(t, private(t))
	c := connectBy(t, d)
	must(t, c, "SET GLOBAL max_write_lock_count = 1") // a reader gets its turn after each change
	table(t, c, "myd_restless", "id int primary key, v int")
	must(t, c, "INSERT INTO myd_restless VALUES (1, 5)")
	must(t, c, "CREATE VIEW myd_view AS SELECT * FROM myd_restless")
	s := stmt("SELECT id, v FROM myd_view WHERE id = ?")
	read := func() error {
		rows, _, err := run(c, driver.Request{Stmt: s, Args: []driver.Value{driver.OfInt(1)}})
		if err == nil && fmt.Sprint(rows) != "[[1 5]]" {
			err = fmt.Errorf("read %v", rows)
		}
		return err
	}
	// restless calls do while the view changes.
	restless := func(do func()) {
		t.Helper()
		var stop atomic.Bool
		done := make(chan error)
		const others = 4
		for i := range others {
			other := connectBy(t, d)
			go func() {
				var err error
				for n := 0; err == nil && !stop.Load(); n++ {
					_, _, err = run(other, driver.Request{Stmt: stmt(fmt.Sprintf("CREATE OR REPLACE VIEW myd_view AS SELECT id, v, %d AS n FROM myd_restless", n*others+i))})
				}
				done <- err
			}()
		}
		do()
		stop.Store(true)
		for range others {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
	// prepared is how often the connection asked to prepare: without what the server
	// does by itself, which it counts twice.
	prepared := func() int64 {
		t.Helper()
		rows, _ := must(t, c, "SELECT CAST(SUM(IF(VARIABLE_NAME = 'COM_STMT_PREPARE', 1, -1) * VARIABLE_VALUE) AS INT) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN ('COM_STMT_PREPARE', 'COM_STMT_REPREPARE')")
		return rows[0][0].(int64)
	}
	prepared()

	for _, begin := range []bool{false, true} {
		if err := read(); err != nil {
			t.Fatal(err)
		}
		if begin {
			must(t, c, "BEGIN")
		}
		before, told := prepared(), 0
		restless(func() {
			for asked := 0; asked < 500 && told == 0; asked++ {
				switch err := read(); {
				case number(err) == 1615:
					told++
					if e := mysql.Classify(err); e.Class != driver.Operational || e.Disconnected {
						t.Errorf("in a transaction %v: it is %v", begin, e)
					}
				case err != nil:
					t.Error(err)
					return
				}
			}
		})
		if told == 0 {
			t.Errorf("in a transaction %v: the server found a moment of peace each time", begin)
		}
		if s := c.State(); s.Tx == 'X' || begin != (s.Tx == 'T') {
			t.Errorf("in a transaction %v: the state is %c", begin, s.Tx)
		}
		if again := prepared() != before; again == begin {
			t.Errorf("in a transaction %v: prepared again %v", begin, again)
		}
		if err := read(); err != nil {
			t.Error("when there is peace:", err)
		}
		if begin {
			must(t, c, "ROLLBACK")
		}
	}
}
