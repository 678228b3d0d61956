package engine

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/aludel/aludel/dialect"
)

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
// there yet, or was closed. Later calls say the same options, or none for the engine
// that is there: other ones are an error, and so is PoolEvents, whose functions cannot
// be compared. Engines of one URL that differ in them are kept apart by name.
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
	if e := c.engines[k]; e != nil && !e.pool.Closed() {
		if err := e.openedWith(name, opts); err != nil {
			return nil, err
		}
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

// openedWith refuses options that differ from those of e.
func (e *Engine) openedWith(name string, opts []Option) error {
	if len(opts) == 0 {
		return nil
	}
	o, err := gather(opts)
	if err != nil {
		return err
	}
	if !o.same(e.opts) {
		return fmt.Errorf("the engine for %s by the name %q is there with other options, or with PoolEvents, which cannot be compared: give this one another name, or ask for that one without options", e.url, name)
	}
	return nil
}

// same reports whether o and p are equal: functions never are, writers and hooks are when
// they are the same one.
func (o options) same(p options) bool {
	if len(o.watchers) != len(p.watchers) {
		return false
	}
	for i, w := range o.watchers {
		if !reflect.ValueOf(w).Comparable() || w != p.watchers[i] {
			return false
		}
	}
	o.watchers, o.echoes, p.watchers, p.echoes = nil, nil, nil, nil
	return reflect.DeepEqual(o, p)
}
