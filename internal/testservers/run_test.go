//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary stand for the program, so that a test can start
// it as a process and end it by a signal.
func TestMain(m *testing.M) {
	if os.Getenv("TESTSERVERS_MAIN") != "" {
		if os.Getenv("TESTSERVERS_NOWHERE") != "" {
			places.postgres, places.daemons = "", nil
		}
		os.Exit(run(os.Args[1:]))
	}
	os.Exit(m.Run())
}

// program is testservers with args, with servers of its own below temp.
func program(t *testing.T, temp string, args ...string) *exec.Cmd {
	t.Helper()
	if testing.Short() {
		t.Skip("starts servers: left out with -short")
	}
	if os.Getenv(postgresVar) == "" || os.Getenv(mysqlVar) == "" {
		t.Skip(postgresVar + " or " + mysqlVar + " is not set: make test runs this against real servers")
	}
	if missing := find([]*server{postgres(false), mariadb(false)}); len(missing) > 0 {
		t.Skipf("%s is not installed on this machine", missing[0].name)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self, append([]string{"-installed"}, args...)...)
	cmd.Env = []string{"TESTSERVERS_MAIN=1", "TMPDIR=" + temp, "PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
	return cmd
}

// nothingLeft fails unless the directory is empty and no process of the group is alive.
func nothingLeft(t *testing.T, temp string, pids []int) {
	t.Helper()
	if found, _ := filepath.Glob(filepath.Join(temp, prefix+"*")); len(found) > 0 {
		t.Errorf("left behind: %q", found)
	}
	for _, pid := range pids {
		// An orphan is a zombie until init has collected it.
		gone := false
		for range 100 {
			if gone = dead(pid); gone {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if !gone {
			t.Errorf("process %d still runs", pid)
		}
	}
}

// dead tells whether the process has ended. Signal 0 reaches a zombie, too, so
// that Linux is asked for the state.
func dead(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(b), ") Z ")
}

func TestExitStatusAndAddresses(t *testing.T) {
	temp := shortTemp(t)
	out, err := program(t, temp, "--", "sh", "-c", `echo $ALUDEL_TEST_POSTGRES $ALUDEL_TEST_MYSQL; exit 7`).Output()
	if got := exitStatus(err); got != 7 {
		t.Errorf("exit status %d, want the command's 7 (%v)", got, err)
	}
	for _, want := range []string{"postgresql://postgres@/aludel_test?host=" + temp, "mysql://root@/aludel_test?unix_socket=" + temp} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the command saw %q, want %q… in it", out, want)
		}
	}
	nothingLeft(t, temp, nil)
}

// TestSignals ends the program while its command and a child of that run.
func TestSignals(t *testing.T) {
	for _, c := range []struct {
		name   string
		signal syscall.Signal
		script string
		want   int
	}{
		{"Ctrl-C", syscall.SIGINT, `sleep 60 & echo $! $$; wait`, 130},
		{"terminate", syscall.SIGTERM, `sleep 60 & echo $! $$; wait`, 143},
		{"child takes a moment", syscall.SIGTERM, `(trap 'sleep 0.3; rm -r $TMPDIR/aludel-test-slow; exit' TERM; mkdir $TMPDIR/aludel-test-slow; while :; do sleep 0.1; done) & echo $! $$; wait`, 143},
		{"command goes on", syscall.SIGINT, `sleep 60 & trap : INT; echo $! $$; wait; exit 0`, 130},
	} {
		t.Run(c.name, func(t *testing.T) {
			temp := shortTemp(t)
			cmd := program(t, temp, "--", "sh", "-c", c.script)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line := make([]byte, 100)
			n, err := out.Read(line) // the command runs
			if err != nil {
				t.Fatal(err)
			}
			var pids []int
			for _, word := range strings.Fields(string(line[:n])) {
				pid, err := strconv.Atoi(word)
				if err != nil {
					t.Fatal(err)
				}
				pids = append(pids, pid)
			}
			if err := cmd.Process.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			if got := exitStatus(cmd.Wait()); got != c.want {
				t.Errorf("exit status %d, want %d", got, c.want)
			}
			nothingLeft(t, temp, pids)
		})
	}
}

// shortTemp is a directory whose name leaves room for a socket's, as
// t.TempDir's does not.
func shortTemp(t *testing.T) string {
	t.Helper()
	root := os.TempDir()
	if len(root) > 50 {
		root = "/tmp"
	}
	dir, err := os.MkdirTemp(root, "t")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestChooseRoot(t *testing.T) {
	temp := shortTemp(t)
	if got, err := chooseRoot("/"+strings.Repeat("x", 90), temp); err != nil || got != temp {
		t.Errorf("a long directory first: %q, %v; want %q", got, err, temp)
	}
	if got, err := chooseRoot("/" + strings.Repeat("x", 90)); err == nil {
		t.Errorf("only a long directory: %q, want an error", got)
	}
}

func TestVersion(t *testing.T) {
	for path, want := range map[string]float64{"/usr/lib/postgresql/17/bin": 17, "/usr/lib/postgresql/9.6/bin": 9.6, "/usr/bin": -1} {
		if got := version(path); got != want {
			t.Errorf("version(%q) = %v, want %v", path, got, want)
		}
	}
}
