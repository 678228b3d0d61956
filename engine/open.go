package engine

import (
	stdsql "database/sql"
	"errors"
	"fmt"
	"reflect"
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
	o := options{pool: pool.Defaults(), cacheSize: 500}
	for _, f := range opts {
		if f == nil {
			return nil, errors.New("Open: one of the options is nil")
		}
		f(&o)
	}
	if o.err != nil {
		return nil, o.err
	}
	e := &Engine{dialect: d, drv: drv, opts: o, cache: newLRU(o.cacheSize), texts: &sync.Map{}, grammar: d.Grammar()}
	o.pool.Rollback = e.text(d.Rollback(), driver.Rollback)
	var err error
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

// Cache gives the same engine for the same arguments: a singleton without global
// state. Keep one where the program begins. It is safe for use by several
// goroutines; its zero is ready.
type Cache struct {
	mu      sync.Mutex
	engines map[cacheKey]*Engine
}

type cacheKey struct {
	dialect any
	url     string
	name    string
}

// Get is the engine for d, url and name, which is opened with opts when it is not
// there yet. Options cannot be compared: engines of one URL that differ in them are
// kept apart by name.
func (c *Cache) Get(d dialect.Dialect, url, name string, opts ...Option) (*Engine, error) {
	if d == nil {
		return nil, errNoDialect
	}
	if !reflect.TypeOf(d).Comparable() {
		return nil, errors.New("a dialect of this type cannot be the key of a cache")
	}
	k := cacheKey{d, url, name}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.engines[k]; e != nil {
		return e, nil
	}
	e, err := Open(d, url, opts...)
	if err != nil {
		return nil, err
	}
	if c.engines == nil {
		c.engines = map[cacheKey]*Engine{}
	}
	c.engines[k] = e
	return e, nil
}
