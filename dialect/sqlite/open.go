package sqlite

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/sqlite"
)

// Driver is the driver for u: ncruces' SQLite, in the process, without cgo. The
// database of sqlite:// is in memory, shared by the engine's connections. Options:
// mode=ro, statement_cache, writer_timeout (how long a write waits for another
// writer of this process, 30s), and pragmas as pragma.NAME=value or, for the usual
// ones, by their name.
//
// https://sqlite.org/pragma.html
func (*lite) Driver(u *dburl.URL) (driver.Driver, error) {
	if u.Driver != "" && u.Driver != "ncruces" {
		return nil, fmt.Errorf("this dialect has no driver %q, only ncruces", u.Driver)
	}
	cfg := sqlite.Config{File: u.Database, Pragmas: map[string]string{}}
	if u.Memory() {
		cfg.File = ""
	}
	if mode, ok, err := u.TakeOne("mode"); err != nil {
		return nil, err
	} else if ok {
		switch mode {
		case "ro":
			cfg.ReadOnly = true
		case "rw", "rwc":
		default:
			return nil, fmt.Errorf("option mode is %q: it is ro, rw or rwc", mode)
		}
	}
	if n, ok, err := u.TakeOne("statement_cache"); err != nil {
		return nil, err
	} else if ok {
		if cfg.StatementCache, err = strconv.Atoi(n); err != nil {
			return nil, fmt.Errorf("option statement_cache is %q: it is a number of statements", n)
		}
	}
	if d, ok, err := u.TakeOne("writer_timeout"); err != nil {
		return nil, err
	} else if ok {
		if cfg.WriterTimeout, err = time.ParseDuration(d); err != nil || cfg.WriterTimeout <= 0 {
			return nil, fmt.Errorf("option writer_timeout is %q: it is a time with its unit, as 30s or 500ms", d)
		}
	}
	for _, name := range []string{"foreign_keys", "journal_mode", "synchronous", "busy_timeout", "cache_size", "mmap_size", "temp_store", "auto_vacuum"} {
		v, ok, err := u.TakeOne(name)
		if err != nil {
			return nil, err
		}
		if ok {
			cfg.Pragmas[name] = v
		}
	}
	for name := range u.Options() {
		if pragma, ok := strings.CutPrefix(name, "pragma."); ok {
			v, _, err := u.TakeOne(name)
			if err != nil {
				return nil, err
			}
			cfg.Pragmas[pragma] = v
		}
	}
	if err := u.Untaken(); err != nil {
		return nil, err
	}
	return sqlite.New(cfg), nil
}
