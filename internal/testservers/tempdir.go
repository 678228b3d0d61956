//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// prefix begins the name of every directory of this program.
const prefix = "aludel-test-"

// maxSocket is the longest path a socket can have, and what its name adds to the
// directory's: the kernel's limit is 104 bytes with the final zero on BSD, 108 on Linux.
const (
	maxSocket  = 103
	socketName = "/" + prefix + "0123456789/pg/.s.PGSQL.5432"
)

// A tempDir is where the servers live. A lock on it tells the next run whether
// the program that made it still exists.
type tempDir struct {
	path string
	lock *os.File
}

// makeDir makes the directory and one for each server, which belongs to the
// server's user.
func makeDir(servers []*server) (d tempDir, err error) {
	root, err := chooseRoot(os.TempDir(), "/tmp")
	if err != nil {
		return tempDir{}, err
	}
	removeAbandoned(root)
	if d.path, err = os.MkdirTemp(root, prefix); err != nil {
		return tempDir{}, err
	}
	defer func() {
		if err != nil {
			d.remove()
		}
	}()
	if d.lock, err = lock(d.path); err != nil {
		return d, err
	}
	if err = os.Chmod(d.path, 0o755); err != nil { // the servers' users must get through
		return d, err
	}
	if err = os.Mkdir(d.temp(), 0o755); err != nil {
		return d, err
	}
	for _, s := range servers {
		if err = s.as.mkdir(filepath.Join(d.path, s.dir)); err != nil {
			return d, err
		}
	}
	return d, nil
}

// temp is the directory for the command's temporary files.
func (d tempDir) temp() string { return filepath.Join(d.path, "tmp") }

// remove deletes the directory. What it cannot delete it says.
func (d tempDir) remove() {
	// A server's last child may still be writing its farewell.
	var err error
	for range 3 {
		if err = os.RemoveAll(d.path); err == nil {
			break
		}
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "testservers: %v\n", err)
	}
	if d.lock != nil {
		d.lock.Close()
	}
}

// chooseRoot returns the first of the directories in which a socket's path is
// short enough and which every user may enter, as the servers' users must.
func chooseRoot(dirs ...string) (string, error) {
	for _, d := range dirs {
		if len(d)+len(socketName) <= maxSocket && (os.Geteuid() != 0 || open(d)) {
			return d, nil
		}
	}
	return "", fmt.Errorf("no temporary directory will do: %q are too long for a socket's path or closed to the servers' users; set TMPDIR", dirs)
}

// open tells whether every user may enter dir.
func open(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() || info.Mode()&0o001 == 0 {
			return false
		}
		up := filepath.Dir(dir)
		if up == dir {
			return true
		}
		dir = up
	}
}

// lock takes the lock of a directory of this program, or fails at once.
func lock(dir string) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// removeAbandoned removes the directories whose program was killed before it
// could. They hold nothing but a test's data; a young one may be about to be locked.
func removeAbandoned(root string) {
	found, err := filepath.Glob(filepath.Join(root, prefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range found {
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || !ours(info) || time.Since(info.ModTime()) < time.Minute {
			continue
		}
		f, err := lock(dir)
		if err != nil {
			continue
		}
		_ = os.RemoveAll(dir) // whoever comes next tries again
		f.Close()
	}
}

// ours tells whether we made the file: nobody else's is touched.
func ours(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(st.Uid) == os.Geteuid()
}
