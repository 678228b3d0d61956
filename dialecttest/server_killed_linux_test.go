package dialecttest_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// own starts servers of this test alone, by the program that `make test` uses.
func own(t *testing.T) map[string]*dburl.URL {
	t.Helper()
	if testing.Short() {
		t.Skip("starts servers: left out with -short")
	}
	for _, name := range []string{"ALUDEL_TEST_POSTGRES", "ALUDEL_TEST_MYSQL"} {
		if os.Getenv(name) == "" {
			t.Skip(name + " is not set: make test runs this against real servers")
		}
	}
	program := filepath.Join(t.TempDir(), "testservers")
	if out, err := exec.Command("go", "build", "-o", program, "../internal/testservers").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cmd := exec.Command(program, "-installed", "-serve")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait() // its status is that of the interrupt
	})
	urls := map[string]*dburl.URL{}
	for lines := bufio.NewScanner(out); len(urls) < 2 && lines.Scan(); {
		name, value, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "export "), "=")
		u, err := dburl.Parse(strings.Trim(value, "'"))
		if err != nil {
			t.Fatal(err)
		}
		urls[name] = u
	}
	if len(urls) < 2 {
		t.Skip("the servers are not installed on this machine")
	}
	return urls
}

// A daemon is a server process that can be killed and started again as it was.
type daemon struct {
	pid  int
	args []string
	dir  string
	as   *syscall.Credential
}

func daemonOf(t *testing.T, pidFile string) *daemon {
	t.Helper()
	b, err := os.ReadFile(pidFile)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.Fields(string(b))[0])
	if err != nil {
		t.Fatal(err)
	}
	proc := fmt.Sprintf("/proc/%d/", pid)
	line, err := os.ReadFile(proc + "cmdline")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.Readlink(proc + "cwd")
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(proc)
	if err != nil {
		t.Fatal(err)
	}
	st := info.Sys().(*syscall.Stat_t)
	d := &daemon{pid: pid, args: strings.Split(strings.TrimRight(string(line), "\x00"), "\x00"), dir: filepath.Dir(pidFile)}
	if filepath.Base(dir) != "data" {
		d.dir = dir
	}
	if int(st.Uid) != os.Getuid() {
		d.as = &syscall.Credential{Uid: st.Uid, Gid: st.Gid}
	}
	return d
}

// again starts the server as it was.
func (d *daemon) again(t *testing.T) {
	t.Helper()
	exe := d.args[0]
	cmd := exec.Command(exe, d.args[1:]...)
	cmd.Dir = d.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + d.dir, "TMPDIR=" + d.dir, "TZ=UTC", "LC_ALL=C"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: d.as}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGQUIT)
		time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
	})
}

// TestServerIsKilled kills whole servers, while one connection is idle, one waits for
// an answer, one is in a transaction and one about to commit. Each gets its error, and
// when the server is back the same engine goes on, with what was acknowledged.
func TestServerIsKilled(t *testing.T) {
	urls := own(t)
	for name, sleep := range map[string]sql.SQL{"ALUDEL_TEST_POSTGRES": "SELECT pg_sleep(60)", "ALUDEL_TEST_MYSQL": "SELECT sleep(60)"} {
		t.Run(name, func(t *testing.T) { killServer(t, urls[name], sleep) })
	}
}

func killServer(t *testing.T, u *dburl.URL, sleep sql.SQL) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	eng := open(t, u.Unmasked())
	run := func(ex engine.Executor, text sql.SQL) error {
		r, err := ex.Execute(ctx, sql.Text(text))
		if err == nil {
			err = r.Close()
		}
		return err
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	where := "SHOW data_directory"
	if u.Dialect != "postgresql" {
		where = "SELECT @@pid_file"
	}
	pidFile, err := engine.OneAs[string](ctx, eng, sql.Text(sql.SQL(where)))
	must(err)
	if u.Dialect == "postgresql" {
		pidFile = filepath.Join(pidFile, "postmaster.pid")
	}
	server := daemonOf(t, pidFile)

	// The test servers do not wait for their log, but what is acknowledged here must be there.
	durable := sql.SQL("SET LOCAL synchronous_commit = on")
	if u.Dialect != "postgresql" {
		durable = "SET GLOBAL innodb_flush_log_at_trx_commit = 1"
	}
	must(run(eng, "CREATE TABLE killed (n int PRIMARY KEY)"))
	must(eng.Begin(ctx, func(c *engine.Conn) error {
		if err := run(c, durable); err != nil {
			return err
		}
		return run(c, "INSERT INTO killed VALUES (1)")
	}))
	connect := func() *engine.Conn {
		t.Helper()
		c, err := eng.Connect(ctx)
		must(err)
		return c
	}
	open, ready := connect(), connect()
	must(run(open, "INSERT INTO killed VALUES (2)"))
	must(run(ready, "INSERT INTO killed VALUES (3)"))
	asleep := make(chan error, 1)
	go func() { asleep <- run(eng, sleep) }()
	time.Sleep(200 * time.Millisecond) // it need not have begun: the error is the same
	must(syscall.Kill(server.pid, syscall.SIGKILL))

	if err := <-asleep; !errors.Is(err, driver.ErrDisconnected) {
		t.Errorf("what waited for an answer: %v", err)
	}
	if err := run(open, "INSERT INTO killed VALUES (4)"); !errors.Is(err, driver.ErrDisconnected) {
		t.Errorf("in a transaction: %v", err)
	}
	if err := run(open, "INSERT INTO killed VALUES (4)"); !errors.Is(err, engine.ErrPendingRollback) {
		t.Errorf("after it: %v", err)
	}
	if err := ready.Commit(ctx); !errors.Is(err, driver.ErrDisconnected) && !errors.Is(err, engine.ErrCommitUnknown) {
		t.Errorf("COMMIT: %v", err)
	}
	for range 5 {
		if err := run(eng, "SELECT 1"); !errors.Is(err, driver.ErrDisconnected) {
			t.Errorf("while it is down: %v", err)
		}
	}
	_ = open.Close() // there is nothing to roll back any more, and whether Close says so is no matter here
	_ = ready.Close()
	if s := eng.Status(); s.InUse != 0 {
		t.Errorf("connections are lent: %v", s)
	}

	server.again(t)
	for err = run(eng, "SELECT 1"); err != nil && ctx.Err() == nil; err = run(eng, "SELECT 1") {
		time.Sleep(50 * time.Millisecond)
	}
	must(err)
	n, err := engine.OneAs[string](ctx, eng, sql.Text("SELECT concat(min(n), ' of ', count(*)) FROM killed"))
	must(err)
	if n != "1 of 1" {
		t.Errorf("the table holds %s", n)
	}
	for range 20 {
		must(eng.Begin(ctx, func(c *engine.Conn) error { return run(c, "DELETE FROM killed WHERE n > 1") }))
	}
	if s := eng.Status(); s.InUse != 0 {
		t.Errorf("connections are lent: %v", s)
	}
	must(eng.Close(ctx))
}
