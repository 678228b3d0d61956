package mysql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/stdsql"
)

// SQLMode is the session's sql_mode unless Config has another one: what does not
// fit a column is an error in every engine, so are dates that no calendar has. A
// division by zero is NULL, as in SQLite. A 0 that is given for a generated key is
// 0, and not the next number. ONLY_FULL_GROUP_BY is left out, for
// MariaDB's does not know that a primary key determines its row.
const SQLMode = "NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,NO_ENGINE_SUBSTITUTION"

// MaxParams is the largest number of parameters of a statement: the protocol
// counts them in 16 bits.
const MaxParams = 65535

// Config is how connections are made. It is copied by New.
type Config struct {
	// MySQL is the library's own configuration: user, password, address,
	// database, TLS, time-outs; see mysql.NewConfig. What the adapter depends on
	// is overridden: ClientFoundRows on; ParseTime, MultiStatements,
	// AllowAllFiles, InterpolateParams, ColumnsWithAlias and RejectReadOnly off.
	// Its Logger is silent unless one is given that is not the library's default.
	MySQL *mysql.Config
	// Hosts are addresses that are tried in order, instead of MySQL.Addr.
	Hosts []string
	// SQLMode is the session's sql_mode; "": the constant SQLMode.
	SQLMode string
	// Collation of the connection; "": the server's default for utf8mb4.
	Collation string
	// Statements is how many prepared statements a connection keeps; 0: 64,
	// below 0: none. A server has room for 16,382 of all its connections
	// (max_prepared_stmt_count).
	Statements int
	// Logger gets what the library logs; nil: nobody. What it logs is also in
	// the errors that it returns.
	Logger mysql.Logger
}

// A Driver makes connections to one server, or to the first of several that
// answers. It is safe for use by several goroutines.
type Driver struct {
	std     driver.Driver
	cfg     Config
	connect []sqldriver.Connector // by host
	side    []sqldriver.Connector // for kills
	setup   string
}

// New makes a driver. Nothing is connected yet; an error is one of the
// configuration.
func New(cfg Config) (*Driver, error) {
	if cfg.MySQL == nil {
		return nil, errors.New("mysql: Config.MySQL is nil: begin with mysql.NewConfig() of github.com/go-sql-driver/mysql")
	}
	if cfg.SQLMode == "" {
		cfg.SQLMode = SQLMode
	}
	for _, name := range []string{cfg.SQLMode, cfg.Collation} {
		if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_,") != "" {
			return nil, fmt.Errorf("mysql: %q is not the name of a collation or a list of modes", name)
		}
	}
	if cfg.Statements == 0 {
		cfg.Statements = 64
	}
	d := &Driver{cfg: cfg, setup: setupText(&cfg)}
	base := cfg.MySQL.Clone()
	if base.DialFunc == nil {
		base.DialFunc = new(net.Dialer).DialContext
	}
	hosts := cfg.Hosts
	if len(hosts) == 0 {
		hosts = []string{base.Addr}
	}
	for _, host := range hosts {
		c, err := connector(base, host, cfg.Logger, true)
		if err != nil {
			return nil, fmt.Errorf("mysql: %w", err)
		}
		side, err := connector(base, host, cfg.Logger, false)
		if err != nil {
			return nil, fmt.Errorf("mysql: %w", err)
		}
		d.connect, d.side = append(d.connect, c), append(d.side, side)
	}
	d.std = stdsql.With(d.open, stdsql.Options{
		Statements: cfg.Statements,
		MaxParams:  MaxParams,
		MySQLText:  true,
		Classify:   Classify,
		Bind:       Bind,
		Remedy:     remedy,
		Tx:         transaction,
		Failed:     failed,
	})
	return d, nil
}

// Connect opens a connection and sets its session up. It gives up when ctx is done.
func (d *Driver) Connect(ctx context.Context) (driver.Conn, error) { return d.std.Connect(ctx) }

// Classify says what err means.
func (d *Driver) Classify(err error) *driver.Error { return d.std.Classify(err) }

// connector is the library's connector for one host.
func connector(base *mysql.Config, host string, log mysql.Logger, main bool) (sqldriver.Connector, error) {
	c := base.Clone()
	c.Addr = host
	c.ClientFoundRows = true
	c.ParseTime, c.MultiStatements, c.AllowAllFiles, c.InterpolateParams = false, false, false, false
	c.ColumnsWithAlias, c.RejectReadOnly = false, false
	c.CheckConnLiveness = true
	c.Collation = "" // the set-up's business
	c.Logger = log
	if log == nil {
		c.Logger = &mysql.NopLogger{}
	}
	if main {
		c.MaxAllowedPacket = 0 // asks the server: beyond it the server hangs up
	} else {
		c.DBName, c.Params, c.ConnectionAttributes = "", nil, ""
	}
	dial := c.DialFunc
	c.DialFunc = func(ctx context.Context, network, addr string) (net.Conn, error) {
		nc, err := dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		w := newWire(nc)
		if to, ok := ctx.Value(wireKey{}).(**wire); ok {
			*to = w
		}
		return w, nil
	}
	return mysql.NewConnector(c)
}

// wireKey carries the place where a dial puts its wire.
type wireKey struct{}

// setupText sets everything that a session must have, in one statement.
func setupText(cfg *Config) string {
	names := "utf8mb4"
	if cfg.Collation != "" {
		names += " COLLATE " + cfg.Collation
	}
	return "SET NAMES " + names + ", sql_mode = '" + cfg.SQLMode + "', time_zone = '+00:00', autocommit = 1, group_concat_max_len = 4294967295" // or aggregates of texts and JSON are cut with a warning
}
