//go:build unix

package main

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	osuser "os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// database is the name of the database that is created on every server.
const database = "aludel_test"

// A server is one that can be started. find and begin are what differs.
type server struct {
	name     string   // as a user knows it
	variable string   // names it to the tests
	packages []string // Debian's, that hold its programs
	account  string   // the user that its package makes
	dir      string   // its directory's name, short: it counts for the socket's path

	find  func() (p programs, ok bool)
	begin func(ctx context.Context, s *server, dir string) error // initializes it, launches it, creates the database

	programs programs
	as       *user // whom it runs as, nil: us

	restart bool // when it was killed, and loses nothing then

	proc    *process
	pid     string // the file with its process id
	url     string
	version string
}

// programs are the two that a server needs.
type programs struct{ init, daemon string }

// start starts s below dir and sets proc, url and version.
func (s *server) start(ctx context.Context, dir string) error {
	if err := s.begin(ctx, s, filepath.Join(dir, s.dir)); err != nil {
		return fmt.Errorf("%s could not be started: %w", s.name, err)
	}
	return nil
}

// keep starts s again whenever it has ended, until ctx ends.
func (s *server) keep(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.proc.done:
		}
		select { // what it has left behind, as children of PostgreSQL, may hold its place for a moment
		case <-ctx.Done():
			return
		case <-time.After(50 * time.Millisecond):
		}
		old := s.proc.cmd
		p, err := launch(old.Dir, s.as, s.proc.quit, old.Path, old.Args[1:]...)
		if err != nil {
			fmt.Fprintf(os.Stderr, "testservers: %s could not be started again: %v\n", s.name, err)
			return
		}
		s.proc = p
	}
}

// A user is whom a process runs as. A nil one is ourselves.
type user struct{ uid, gid uint32 }

func (u *user) credential() *syscall.Credential {
	if u == nil {
		return nil
	}
	return &syscall.Credential{Uid: u.uid, Gid: u.gid}
}

// runAs is nil unless we are root; then it is the user account, or nobody.
func runAs(account string) (*user, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{account, "nobody"} {
		u, err := osuser.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err1 == nil && err2 == nil {
			return &user{uint32(uid), uint32(gid)}, nil
		}
	}
	return nil, fmt.Errorf("a server does not run as root, and this machine has neither a user %q nor a user nobody", account)
}

// places are where servers are looked for, beside PATH. A test has none.
var places = struct {
	postgres string // a pattern
	daemons  []string
}{"/usr/lib/postgresql/*/bin", []string{"/usr/sbin", "/usr/libexec", "/usr/local/sbin"}}

// findPrograms returns the programs init and daemon, of one directory, from the
// places that match a pattern the one with the highest version, else from PATH.
func findPrograms(pattern, init, daemon string) (programs, bool) {
	dirs, err := filepath.Glob(pattern)
	if err != nil {
		return programs{}, false
	}
	slices.SortFunc(dirs, func(a, b string) int { return cmp.Compare(version(b), version(a)) })
	if p, err := exec.LookPath(init); err == nil {
		dirs = append(dirs, filepath.Dir(p))
	}
	for _, d := range dirs {
		p := programs{filepath.Join(d, init), filepath.Join(d, daemon)}
		if executable(p.init) && executable(p.daemon) {
			return p, true
		}
	}
	return programs{}, false
}

var digits = regexp.MustCompile(`\d+(\.\d+)?`)

// version is the first number in a path: 17 for /usr/lib/postgresql/17/bin.
func version(path string) float64 {
	n, err := strconv.ParseFloat(digits.FindString(path), 64)
	if err != nil {
		return -1
	}
	return n
}

// findProgram returns the first of the names that is on PATH or where daemons are.
func findProgram(names ...string) (string, bool) {
	for _, name := range names {
		if p, err := exec.LookPath(name); err == nil {
			return p, true
		}
		for _, dir := range places.daemons {
			if p := filepath.Join(dir, name); executable(p) {
				return p, true
			}
		}
	}
	return "", false
}

func executable(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// escape writes a path into the query of a URL, legibly.
func escape(path string) string { return strings.ReplaceAll(url.QueryEscape(path), "%2F", "/") }
