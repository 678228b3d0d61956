package engine

import (
	stdsql "database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/pool"
)

var errNoDialect = errors.New("Open: the dialect is nil")

// Open makes an engine for a URL of the form
// dialect+driver://user:password@host:port/database?options. It does not connect:
// the first statement does. A URL of another dialect than d is an error.
func Open(d dialect.Dialect, url string, opts ...Option) (*Engine, error) {
	u, err := dburl.Parse(url)
	if err != nil {
		return nil, err
	}
	return OpenURL(d, u, opts...)
}

// OpenURL is Open for a URL that is parsed already.
func OpenURL(d dialect.Dialect, u *dburl.URL, opts ...Option) (*Engine, error) {
	switch {
	case d == nil:
		return nil, errNoDialect
	case u == nil:
		return nil, errors.New("Open: the URL is nil")
	case u.Dialect != d.Name():
		return nil, fmt.Errorf("the URL %s is for %s, and the dialect that was given is %s", u, u.Dialect, d.Name())
	}
	drv, err := d.Driver(u)
	if err != nil {
		return nil, fmt.Errorf("the URL %s: %w", u, err)
	}
	e, err := OpenDriver(d, drv, opts...)
	if err != nil {
		return nil, err
	}
	e.url = u
	return e, nil
}

// OpenDB makes an engine over a *sql.DB, which stays the caller's. A pgx database
// is used at its own speed, beneath database/sql.
func OpenDB(d dialect.Dialect, db *stdsql.DB, opts ...Option) (*Engine, error) {
	switch {
	case d == nil:
		return nil, errNoDialect
	case db == nil:
		return nil, errors.New("OpenDB: the *sql.DB is nil")
	}
	drv, err := d.DriverDB(db)
	if err != nil {
		return nil, err
	}
	return OpenDriver(d, drv, opts...)
}

// OpenDriver makes an engine over any driver.
func OpenDriver(d dialect.Dialect, drv driver.Driver, opts ...Option) (*Engine, error) {
	if d == nil {
		return nil, errNoDialect
	}
	o, err := gather(opts)
	if err != nil {
		return nil, err
	}
	e := &Engine{dialect: d, drv: drv, opts: o, cache: newLRU(o.cacheSize), texts: &sync.Map{}, grammar: d.Grammar()}
	o.pool.Rollback = e.text(d.Rollback(), driver.Rollback)
	if e.pool, err = pool.New(drv, o.pool); err != nil {
		return nil, err
	}
	if o.isolation != "" {
		if _, err := d.Begin(dialect.TxOptions{Isolation: o.isolation}); err != nil {
			return nil, err
		}
	}
	if len(o.echoes) > 0 {
		e.watch = &watcher{hooks: o.echoes, hide: o.hide}
	}
	return e, nil
}

// gather are the options that opts make of the defaults.
func gather(opts []Option) (options, error) {
	o := options{pool: pool.Defaults(), cacheSize: 500}
	for _, f := range opts {
		if f == nil {
			return o, errors.New("Open: one of the options is nil")
		}
		f(&o)
	}
	return o, o.err
}
