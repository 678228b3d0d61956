package pgx

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

// DefaultStatementCache is how many prepared statements a connection keeps when
// Config does not say.
const DefaultStatementCache = 256

// Config says how connections are made. Its zero connects as libpq would, by the
// PG… environment variables.
type Config struct {
	// ConnString is a connection string as libpq takes it: a postgresql:// URL or
	// key=value words, with several hosts, TLS and target_session_attrs.
	ConnString string
	// Conn, where it is not nil, is used instead of ConnString. It comes from
	// pgconn.ParseConfig and must not be changed afterwards.
	Conn *pgconn.Config
	// StatementCache is how many prepared statements each connection keeps on the
	// server; 0 is DefaultStatementCache.
	StatementCache int
	// Once never names a statement: for poolers in transaction mode, where the
	// next statement may reach another server process.
	Once bool
	// SessionSetup are statements, SET for instance, that are sent in one flight
	// when a connection was made, and again when Reset has undone the settings.
	SessionSetup []string
}

// New makes a Driver. A mistake in cfg is an error of the first Connect.
func New(cfg Config) *Driver { return &Driver{cfg: cfg} }

// A Driver makes connections to PostgreSQL. It is safe for use by several
// goroutines.
type Driver struct {
	cfg  Config
	once sync.Once
	conn *pgconn.Config // guarded by once
	err  error          // guarded by once
}

var _ driver.Driver = (*Driver)(nil)

// Connect dials, authenticates and sets the session up. The errors are
// OperationalErrors with the server's code, where a server answered.
func (d *Driver) Connect(ctx context.Context) (driver.Conn, error) {
	d.once.Do(d.parse)
	if d.err != nil {
		return nil, d.err
	}
	pc, err := pgconn.ConnectConfig(ctx, d.conn)
	if err != nil {
		return nil, connectError(ctx, err)
	}
	c := newConn(pc, d.cfg, "a")
	if err := c.setUp(ctx); err != nil {
		return nil, errors.Join(err, c.Close(ctx))
	}
	return c, nil
}

// Classify says what err means, by its SQLSTATE or its type. See driver.Driver.
func (d *Driver) Classify(err error) *driver.Error { return Classify(err) }

func (d *Driver) parse() {
	cfg := d.cfg.Conn
	if cfg == nil {
		var err error
		if cfg, err = pgconn.ParseConfig(d.cfg.ConnString); err != nil {
			d.err = &driver.Error{Class: driver.Programming, Message: err.Error(), Err: err}
			return
		}
	}
	cfg = cfg.Copy()
	if cfg.RuntimeParams == nil {
		cfg.RuntimeParams = map[string]string{}
	}
	for k, v := range cfg.RuntimeParams {
		if strings.EqualFold(k, "client_encoding") {
			if !isUTF8(v) {
				d.err = &driver.Error{Class: driver.NotSupported, Message: fmt.Sprintf(
					"client_encoding=%s: Go's texts are UTF-8; leave the option away, the server converts from the database's own encoding", v)}
				return
			}
			delete(cfg.RuntimeParams, k)
		}
	}
	cfg.RuntimeParams["client_encoding"] = "UTF8"
	for _, s := range d.cfg.SessionSetup {
		if strings.IndexByte(s, 0) >= 0 {
			d.err = &driver.Error{Class: driver.Programming, Message: "a statement of the session's set-up holds a NUL byte"}
			return
		}
	}
	d.conn = cfg
}

func isUTF8(encoding string) bool {
	return strings.EqualFold(encoding, "UTF8") || strings.EqualFold(encoding, "UTF-8") || strings.EqualFold(encoding, "UNICODE")
}

// setUp sends the session's statements.
func (c *conn) setUp(ctx context.Context) error {
	if len(c.cfg.SessionSetup) == 0 {
		return nil
	}
	return c.simple(ctx, strings.Join(c.cfg.SessionSetup, separator))
}
