package gate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
)

// Why a file cannot be had.
var (
	// ErrForeign answers Open when another SQLite library of this process has
	// the file.
	ErrForeign = errors.New("another SQLite library of this process has the file open: their locks do not see each other, and closing one drops the other's")
	// ErrInUse answers Claim when Aludel's adapter has the file.
	ErrInUse = errors.New("the SQLite adapter of Aludel has the file open in this process: the locks of two SQLite libraries do not see each other, and closing one drops the other's; use one of them only")
)

// A File is a database file that this process has open. All who open the same
// file, by whatever path or link, share it.
type File struct {
	Gate
	info    os.FileInfo // identifies it: the system's number of the file, not its name
	users   int
	foreign bool
}

var registry struct {
	mu    sync.Mutex // protects what follows, and the fields of each File but its Gate
	files []*File
}

// Open finds the file at path, and creates an empty one if there is none and
// create is true. The caller closes it after the database is closed. It returns
// ErrForeign, or an error of the file system.
//
// It comes before the database is opened: opening and closing a file is enough
// to drop the locks of a foreign library.
func Open(path string, create bool) (*File, error) {
	registry.mu.Lock()
	defer registry.mu.Unlock()
	info, err := os.Stat(path)
	if create && errors.Is(err, fs.ErrNotExist) {
		info, err = createEmpty(path)
	}
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("open %s: it is a directory, not a database file", path)
	}
	if f := find(info); f != nil {
		if f.foreign {
			return nil, ErrForeign
		}
		f.users++
		return f, nil
	}
	f := &File{info: info, users: 1}
	registry.files = append(registry.files, f)
	return f, nil
}

// Close leaves the file. It is called once for each Open.
func (f *File) Close() {
	registry.mu.Lock()
	defer registry.mu.Unlock()
	if f.users--; f.users == 0 {
		registry.files = slices.DeleteFunc(registry.files, func(x *File) bool { return x == f })
	}
}

// Claim reserves the file at path for another SQLite library, so that Open
// refuses it until release is called. It returns ErrInUse when Aludel's adapter
// has the file open. If there is no file yet it is created, empty. Several
// claims of one file are allowed.
func Claim(path string) (release func(), err error) {
	registry.mu.Lock()
	defer registry.mu.Unlock()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		info, err = createEmpty(path)
	}
	if err != nil {
		return nil, err
	}
	f := find(info)
	switch {
	case f == nil:
		f = &File{info: info, foreign: true}
		registry.files = append(registry.files, f)
	case !f.foreign:
		return nil, ErrInUse
	}
	f.users++
	return sync.OnceFunc(f.Close), nil
}

// InUse reports whether Aludel's adapter has the file at path open.
func InUse(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	registry.mu.Lock()
	defer registry.mu.Unlock()
	f := find(info)
	return f != nil && !f.foreign
}

func find(info os.FileInfo) *File {
	for _, f := range registry.files {
		if os.SameFile(f.info, info) {
			return f
		}
	}
	return nil
}

// createEmpty makes the file so that it can be identified before SQLite opens
// it; an empty file is a valid, empty database. It is never opened when it
// exists: closing it again would drop locks.
func createEmpty(path string) (os.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return os.Stat(path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}
