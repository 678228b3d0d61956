package pgx

import (
	"context"
	"strings"

	"github.com/aludel/aludel/driver"
)

// undo is what DISCARD ALL does, without the prepared statements, which stay good.
// One message, one trip.
var (
	undoSettings = "SET SESSION AUTHORIZATION DEFAULT;\nRESET ALL"
	undoRest     = "CLOSE ALL;\nUNLISTEN *;\nSELECT pg_advisory_unlock_all();\nDISCARD TEMP;\nDISCARD SEQUENCES"
)

// Reset undoes what statements have left in the session, and sets it up again.
// Prepared statements survive.
func (c *conn) Reset(ctx context.Context) error {
	if err := c.usable(); err != nil {
		return err
	}
	if tx := c.pc.TxStatus(); tx != 'I' {
		return &driver.Error{Class: driver.Programming, Message: "Reset inside a transaction: commit or roll back first"}
	}
	if !c.dirty {
		return nil
	}
	parts := append([]string{undoSettings}, c.cfg.SessionSetup...)
	if err := c.simple(ctx, strings.Join(append(parts, undoRest), separator)); err != nil {
		return err
	}
	c.dirty, c.listening = false, false
	return nil
}

// separator stands between statements of one message; behind a newline no comment
// at a statement's end can swallow it.
const separator = "\n;"
