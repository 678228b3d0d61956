package sqlite

import (
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/ncruces/go-sqlite3/vfs/mvcc"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite/gate"
)

// Config says which database a Driver opens, and how. Its zero is an empty
// database in memory.
type Config struct {
	// File is the path of the database file; it is created when it does not
	// exist, its directory is not. "" and ":memory:" mean a database in memory:
	// all connections of the Driver share it, no other does, and it lives as
	// long as the Driver is referenced. It is a path, never a URI.
	File string
	// Pragmas are set on each connection, beyond and instead of the defaults:
	// foreign_keys=on, busy_timeout=5000 (milliseconds, for other processes), and
	// for files journal_mode=wal and synchronous=normal. An empty value leaves
	// what SQLite has. Connect refuses a name that SQLite does not know.
	Pragmas map[string]string
	// ReadOnly opens the database for reading. The file must exist.
	ReadOnly bool
	// WriterTimeout is how long a write waits while another connection of this
	// process has a transaction open that has written; 0: 30 seconds; below 0: as
	// long as its ctx. (Other processes are waited for by busy_timeout.)
	WriterTimeout time.Duration
	// StatementCache is the number of prepared statements that a connection
	// keeps; 0: 128; below 0: none.
	StatementCache int
}

// Driver opens connections to one SQLite database. It is safe for use by
// several goroutines.
type Driver struct {
	file     string // absolute; "": in memory
	bad      error  // what Connect answers to a Config that cannot work
	memory   string // the name of the database in memory
	gate     gate.Gate
	pragmas  []pragma
	readOnly bool
	keep     int
	patience time.Duration // with the writer before; below 0: no end
}

type pragma struct {
	name, value string
	asked       bool // by the Config: a default may be impossible on some file systems
}

var _ driver.Driver = (*Driver)(nil)

var databases atomic.Uint64 // numbers the databases in memory

// New makes a Driver. What is wrong with cfg is the error of each Connect.
func New(cfg Config) *Driver {
	d := &Driver{readOnly: cfg.ReadOnly, keep: cfg.StatementCache, patience: cfg.WriterTimeout}
	if d.patience == 0 {
		d.patience = 30 * time.Second
	}
	switch {
	case d.keep == 0:
		d.keep = 128
	case d.keep < 0:
		d.keep = 0
	}
	if cfg.File == "" || cfg.File == ":memory:" {
		// The VFS keeps one reference of its own, so that the data survives a
		// pool that closes its last connection; it goes with the Driver.
		d.memory = fmt.Sprintf("aludel-%d", databases.Add(1))
		mvcc.Create(d.memory, mvcc.Snapshot{})
		runtime.AddCleanup(d, mvcc.Delete, d.memory)
	} else {
		// Absolute: connections opened after a change of directory are to the same file.
		d.file, d.bad = filepath.Abs(cfg.File)
		if strings.IndexByte(cfg.File, 0) >= 0 {
			d.bad = fmt.Errorf("sqlite: the path %q holds a NUL byte: no file can have that name", cfg.File)
		}
	}
	d.pragmas = d.order(cfg.Pragmas)
	return d
}

// order puts the pragmas into the order in which they must be set: the time-out
// before what may have to wait, the journal before what depends on it.
func (d *Driver) order(given map[string]string) []pragma {
	all := map[string]pragma{}
	add := func(name, value string, asked bool) {
		all[name] = pragma{name, value, asked}
	}
	add("foreign_keys", "on", false)
	add("busy_timeout", "5000", false)
	if d.memory == "" && !d.readOnly {
		add("journal_mode", "wal", false)
		add("synchronous", "normal", false)
	}
	if d.memory != "" && d.readOnly {
		add("query_only", "on", false)
	}
	for name, value := range given {
		name = strings.ToLower(strings.TrimSpace(name))
		if !isWord(name) {
			d.bad = fmt.Errorf("sqlite: %q is not the name of a pragma: a name has letters and underscores only", name)
			continue
		}
		add(name, value, true)
	}
	list := slices.SortedFunc(maps.Values(all), func(a, b pragma) int {
		if x := rank(a.name) - rank(b.name); x != 0 {
			return x
		}
		return strings.Compare(a.name, b.name)
	})
	return slices.DeleteFunc(list, func(p pragma) bool { return p.value == "" })
}

func rank(name string) int {
	switch name {
	case "busy_timeout":
		return 0
	case "journal_mode":
		return 1
	}
	return 2
}

// InUse reports whether a connection of this package has the file at path open
// in this process. Another SQLite library must not open it then: package gate
// has the register, without SQLite.
func InUse(path string) bool { return gate.InUse(path) }
