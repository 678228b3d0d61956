package engine

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// Compile gives what e sends for stmt: its text, which is compiled once and then found in the
// cache, and the values of its placeholders, appended to args. Nothing is sent, and no
// connection is needed. The errors are those that an execution finds before it sends
// anything.
func Compile(e *Engine, stmt sql.Statement, args []driver.Value, params ...sql.Params) (string, []driver.Value, error) {
	if !e.made() {
		return "", args, errNoEngine
	}
	c := newCall(e)
	defer c.free()
	if err := c.prepare(stmt, params); err != nil {
		return "", args, err
	}
	return c.prog.SQL, append(args, c.args...), nil
}
