package mysql

import (
	gosql "database/sql"
	"fmt"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	godriver "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/mysql"
	"github.com/aludel/aludel/driver/stdsql"
)

// Driver is the driver for u: go-sql-driver's, kept prepared. Options: charset (only
// utf8mb4 is spoken), collation, connect_timeout and read_timeout (seconds, or as
// 1m30s), ssl_mode (DISABLED, PREFERRED, REQUIRED, VERIFY_IDENTITY), sql_mode,
// statement_cache (prepared statements a connection keeps, 64).
func (*my) Driver(u *dburl.URL) (driver.Driver, error) {
	if u.Driver != "" && u.Driver != "mysql" {
		return nil, fmt.Errorf("this dialect has no driver %q, only mysql (go-sql-driver)", u.Driver)
	}
	m := godriver.NewConfig()
	m.User, m.Passwd, m.DBName = u.User, u.Password, u.Database
	cfg := mysql.Config{MySQL: m}
	switch {
	case u.Socket != "":
		m.Net, m.Addr = "unix", u.Socket
	default:
		m.Net, m.Addr = "tcp", "127.0.0.1:3306"
		for i, h := range u.Hosts {
			addr := net.JoinHostPort(h.Name, strconv.Itoa(orPort(h.Port)))
			if i == 0 {
				m.Addr = addr
			}
			if len(u.Hosts) > 1 {
				cfg.Hosts = append(cfg.Hosts, addr)
			}
		}
	}
	if err := options(u, &cfg); err != nil {
		return nil, err
	}
	if err := u.Untaken(); err != nil {
		return nil, err
	}
	return mysql.New(cfg)
}

func orPort(n int) int {
	if n == 0 {
		return 3306
	}
	return n
}

// options reads the options of u into cfg.
func options(u *dburl.URL, cfg *mysql.Config) error {
	take := func(name string, use func(v string) error) error {
		v, ok, err := u.TakeOne(name)
		if err != nil || !ok {
			return err
		}
		if err := use(v); err != nil {
			return fmt.Errorf("option %s is %q: %w", name, v, err)
		}
		return nil
	}
	m := cfg.MySQL
	uses := map[string]func(string) error{
		"charset": func(v string) error {
			if v != "utf8mb4" && v != "utf8" {
				return fmt.Errorf("only utf8mb4 is spoken; the server converts what columns of another character set hold")
			}
			return nil
		},
		"collation": func(v string) error { cfg.Collation = v; return nil },
		"sql_mode": func(v string) error {
			for mode := range strings.SplitSeq(strings.ToUpper(v), ",") {
				switch mode {
				case "NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "ANSI", "DB2", "MAXDB", "MSSQL", "ORACLE", "POSTGRESQL":
					return fmt.Errorf("with %s the server would read strings otherwise than they are written", mode)
				}
			}
			cfg.SQLMode = v
			return nil
		},
		"connect_timeout": func(v string) (err error) { m.Timeout, err = seconds(v); return err },
		"read_timeout":    func(v string) (err error) { m.ReadTimeout, err = seconds(v); return err },
		"write_timeout":   func(v string) (err error) { m.WriteTimeout, err = seconds(v); return err },
		"statement_cache": func(v string) (err error) { cfg.Statements, err = strconv.Atoi(v); return err },
		"ssl_mode": func(v string) error {
			mode, ok := map[string]string{"DISABLED": "false", "PREFERRED": "preferred", "REQUIRED": "skip-verify", "VERIFY_IDENTITY": "true"}[v]
			if !ok {
				return fmt.Errorf("it is DISABLED, PREFERRED, REQUIRED or VERIFY_IDENTITY")
			}
			m.TLSConfig = mode
			return nil
		},
	}
	for _, name := range slices.Sorted(maps.Keys(uses)) { // of several mistakes the same one is told
		if err := take(name, uses[name]); err != nil {
			return err
		}
	}
	return nil
}

// seconds reads a time as a number of seconds, or with units.
func seconds(v string) (time.Duration, error) {
	if n, err := strconv.Atoi(v); err == nil {
		return time.Duration(n) * time.Second, nil
	}
	return time.ParseDuration(v)
}

// DriverDB is the driver over a *sql.DB of go-sql-driver's. Its DSN should have
// clientFoundRows=true; parseTime and time zones are dealt with either way.
func (*my) DriverDB(db *gosql.DB) (driver.Driver, error) {
	return stdsql.DB(db, stdsql.Options{MySQLText: true, MaxParams: 65535, Classify: mysql.Classify}), nil
}
