package engine

import (
	"context"
	"errors"
)

// What would otherwise be the panic of a nil pointer, deep below the call that was
// given it. The nil is there most often because an error was not looked at.
var (
	errNoEngine   = errors.New("a nil *engine.Engine was used, or one that Open has not made: is the error of Open looked at?")
	errNoConn     = errors.New("a nil *engine.Conn was used, or one that Connect and Begin have not made: is the error of Connect looked at?")
	errNoExecutor = errors.New("a nil was given where an *engine.Engine or an *engine.Conn is wanted")
	errNoResult   = errors.New("a nil *engine.Result was used: is the error of Execute looked at?")
	errNoContext  = errors.New("a nil context.Context was given: context.Background() is the one without an end")
	errNoFunction = errors.New("Begin was given no function to run")
)

// engineOf is the engine of ex.
func engineOf(ex Executor) (*Engine, error) {
	switch x := ex.(type) {
	case nil:
		return nil, errNoExecutor
	case *Conn:
		if !x.made() {
			return nil, errNoConn
		}
		return x.eng, nil
	case *Engine:
		if !x.made() {
			return nil, errNoEngine
		}
		return x, nil
	}
	return ex.engine(), nil // a wrapper: embedding an Executor is the only way to be one
}

func (e *Engine) made() bool { return e != nil && e.pool != nil }

func (c *Conn) made() bool { return c != nil && c.eng != nil }

// lends reports why e cannot lend a connection.
func (e *Engine) lends(ctx context.Context) error {
	switch {
	case !e.made():
		return errNoEngine
	case ctx == nil:
		return errNoContext
	}
	return nil
}

// A closedEngine is what was asked of an engine after its Close; errors.Is finds
// pool.ErrClosed in it.
type closedEngine struct{ err error }

func (e *closedEngine) Error() string {
	return "this engine is closed: nothing is executed after its Close"
}

func (e *closedEngine) Unwrap() error { return e.err }
