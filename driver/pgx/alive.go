package pgx

import (
	"errors"

	"github.com/aludel/aludel/driver"
)

// errSpoke is what peek answers when there is something to read.
var errSpoke = errors.New("the server spoke on an idle connection")

// Alive finds out whether the server has hung up. A server that was stopped says
// so before it does, so that anything to read on an idle connection means the
// end, unless the connection listens for notifications.
func (c *conn) Alive() error {
	if c.busy {
		return nil
	}
	if err := c.usable(); err != nil {
		return err
	}
	if c.peeker == nil {
		p, err := newPeeker(c.pc.Conn())
		if err != nil {
			return c.lose(err)
		}
		c.peeker = p
	}
	err := c.peeker.peek()
	if err == nil && c.pc.Frontend().ReadBufferLen() > 0 {
		err = errSpoke
	}
	switch {
	case err == nil, err == errSpoke && c.listening:
		return nil
	case err == errSpoke:
		return c.lose(c.lastWords(err))
	}
	return c.lose(&driver.Error{Class: driver.Operational, Disconnected: true, Message: "the server has closed the connection: " + err.Error(), Err: err})
}
