//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// nowhere is an environment in which testservers finds no server, and no program but
// those that are named, which are links or, with a text, scripts.
func nowhere(t *testing.T, programs map[string]string) []string {
	t.Helper()
	dir := t.TempDir()
	for name, script := range programs {
		file := filepath.Join(dir, name)
		if script != "" {
			if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		path, err := exec.LookPath(name)
		if err != nil {
			t.Skip("this machine has no " + name)
		}
		if err := os.Symlink(path, file); err != nil {
			t.Fatal(err)
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{"TESTSERVERS_MAIN=1", "TESTSERVERS_NOWHERE=1", "TESTSERVERS_SELF=" + self, "PATH=" + dir, "TMPDIR=" + dir, "HOME=" + dir}
}

// TestAServerThatIsMissingFails runs the program where no server is installed and none can be:
// it says what is missing and what to do, ends with status 1, and does not run the command.
func TestAServerThatIsMissingFails(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		programs map[string]string
		env      string
		root     bool // only root installs
		want     string
		flags    []string
	}{
		{"nothing is to be installed", map[string]string{"apt-get": "echo apt-get was called"}, "", false, "testservers: PostgreSQL and MariaDB cannot be found, and nothing is to be installed. Either install it " +
			"(Debian and its kin: sudo apt-get install postgresql mariadb-server-core mariadb-client-core), or set ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL to the URL of a server of yours\n", []string{"-installed"}},
		{"both", nil, "", false, "testservers: PostgreSQL and MariaDB cannot be found, and only root on Debian can install it from here. Either install it " +
			"(Debian and its kin: sudo apt-get install postgresql mariadb-server-core mariadb-client-core), or set ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL to the URL of a server of yours\n", nil},
		{"one", nil, "ALUDEL_TEST_POSTGRES=postgresql://mine", false, "testservers: MariaDB cannot be found, and only root on Debian can install it from here. Either install it " +
			"(Debian and its kin: sudo apt-get install mariadb-server-core mariadb-client-core), or set ALUDEL_TEST_MYSQL to the URL of a server of yours\n", nil},
		{"apt-get fails", map[string]string{"apt-get": "exit 100"}, "", true,
			"testservers: apt-get install -y -q --no-install-recommends postgresql mariadb-server-core mariadb-client-core: exit status 100\n", nil},
		{"apt-get installs nothing", map[string]string{"apt-get": "exit 0"}, "", true,
			"testservers: the programs of PostgreSQL were not found after its packages had been installed\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.root && os.Geteuid() != 0 {
				t.Skip("only root installs")
			}
			ran := filepath.Join(t.TempDir(), "ran")
			cmd := exec.Command(self, append(c.flags, "--", "/bin/sh", "-c", "echo > "+ran)...)
			cmd.Env = append(nowhere(t, c.programs), c.env)
			out, err := cmd.CombinedOutput()
			if got := exitStatus(err); got != 1 || !strings.HasSuffix(string(out), c.want) || strings.Contains(string(out), "was called") {
				t.Errorf("exit status %d, and it says:\n%swant status 1 and at the end:\n%s", got, out, c.want)
			}
			if _, err := os.Stat(ran); err == nil {
				t.Error("the command ran without its servers")
			}
		})
	}
}

// TestMakeTestFailsWithoutServers runs the Makefile's target test, with this program in
// the place of go: make fails, and no test has run.
func TestMakeTestFailsWithoutServers(t *testing.T) {
	make, err := exec.LookPath("make")
	if err != nil {
		t.Skip("this machine has no make")
	}
	env := nowhere(t, map[string]string{"find": "", "go": `
test "$1 $2" = "run ./internal/testservers" || { echo "go $* was called"; exit 0; }
shift 2
exec "$TESTSERVERS_SELF" "$@"`})
	cmd := exec.Command(make, "test")
	cmd.Dir, cmd.Env = filepath.Join("..", ".."), env
	out, err := cmd.CombinedOutput()
	if got := exitStatus(err); got != 2 || !strings.Contains(string(out), "testservers: PostgreSQL and MariaDB cannot be found") || strings.Contains(string(out), "was called") {
		t.Errorf("exit status %d, want 2 and what is missing:\n%s", got, out)
	}
}
