package postgres

import (
	gosql "database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/pgx"
	"github.com/aludel/aludel/driver/stdsql"
)

// passed are the options of a URL that libpq's connection strings have too, or that
// are settings of a session, under the same name.
var passed = []string{"sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "sslsni", "sslnegotiation", "connect_timeout",
	"target_session_attrs", "application_name", "search_path", "timezone", "statement_timeout", "lock_timeout",
	"idle_in_transaction_session_timeout", "channel_binding", "require_auth", "krbspn", "krbsrvname", "passfile", "service", "servicefile",
	"options", "min_protocol_version", "max_protocol_version"}

// Driver is the driver for u: pgx at protocol level. Options are those of libpq,
// some settings of the session (search_path, timezone, statement_timeout,
// lock_timeout, …), statement_cache (how many prepared statements a connection
// keeps, 256) and pooler=transaction, for PgBouncer.
//
// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
func (*pg) Driver(u *dburl.URL) (driver.Driver, error) {
	if u.Driver != "" && u.Driver != "pgx" {
		return nil, fmt.Errorf("this dialect has no driver %q, only pgx", u.Driver)
	}
	var cfg pgx.Config
	words, err := conninfo(u)
	if err != nil {
		return nil, err
	}
	if n, ok, err := u.TakeOne("statement_cache"); err != nil {
		return nil, err
	} else if ok {
		if cfg.StatementCache, err = strconv.Atoi(n); err != nil || cfg.StatementCache < 1 {
			return nil, fmt.Errorf("option statement_cache is %q: it is a number of statements, 1 or more", n)
		}
	}
	if p, ok, err := u.TakeOne("pooler"); err != nil {
		return nil, err
	} else if ok {
		if p != "transaction" {
			return nil, fmt.Errorf("option pooler is %q: transaction is the only kind that needs one", p)
		}
		cfg.Once = true
	}
	if err := u.Untaken(); err != nil {
		return nil, err
	}
	if cfg.Conn, err = pgconn.ParseConfig(words); err != nil {
		return nil, fmt.Errorf("the options do not fit together: %w", err)
	}
	return pgx.New(cfg), nil
}

// conninfo is u as a connection string of key=value words.
func conninfo(u *dburl.URL) (string, error) {
	var b strings.Builder
	word := func(k, v string) {
		b.WriteString(k + "='" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(v) + "' ")
	}
	if u.User != "" {
		word("user", u.User)
	}
	if u.HasPassword {
		word("password", u.Password)
	}
	if u.Database != "" {
		word("dbname", u.Database)
	}
	var hosts, ports []string
	for _, h := range u.Hosts {
		hosts, ports = append(hosts, h.Name), append(ports, port(h.Port))
	}
	if u.Socket != "" {
		hosts, ports = append(hosts, u.Socket), append(ports, port(u.SocketPort))
	}
	if len(hosts) > 0 {
		word("host", strings.Join(hosts, ","))
		word("port", strings.Join(ports, ","))
	}
	for _, name := range passed {
		v, ok, err := u.TakeOne(name)
		if err != nil {
			return "", err
		}
		if ok && name == "sslmode" && !slices.Contains(sslModes, v) { // pgx does not look at it on a unix socket
			return "", fmt.Errorf("option sslmode is %q: it is one of %s", v, strings.Join(sslModes, ", "))
		}
		if ok {
			word(name, v)
		}
	}
	return b.String(), nil
}

var sslModes = []string{"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}

func port(n int) string {
	if n == 0 {
		return "5432"
	}
	return strconv.Itoa(n)
}

// DriverDB is the driver over a *sql.DB: pgx's own protocol when it is pgx's.
func (*pg) DriverDB(db *gosql.DB) (driver.Driver, error) {
	if drv, ok := pgx.DB(db); ok {
		return drv, nil
	}
	return stdsql.DB(db, stdsql.Options{}), nil
}
