package stdsql

import (
	"context"
	sqldriver "database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/aludel/aludel/driver"
)

// Classify says what err means.
func (d *Driver) Classify(err error) *driver.Error {
	if err == nil {
		return nil
	}
	return d.classify(err)
}

func (d *Driver) classify(err error) *driver.Error {
	if e := (*driver.Error)(nil); errors.As(err, &e) {
		return e
	}
	if d.o.Classify != nil {
		if e := d.o.Classify(err); e != nil {
			return e
		}
	}
	return Classify(err)
}

// Classify is the classification for a driver of which nothing is known: the
// connection's errors by their type, the database's by the SQLSTATE that a
// method SQLState() string in the chain tells. All else is Internal.
func Classify(err error) *driver.Error {
	if err == nil {
		return nil
	}
	e := &driver.Error{Class: driver.Internal, Message: err.Error(), Err: err}
	var state interface{ SQLState() string }
	var network net.Error
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, sqldriver.ErrBadConn), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed),
		errors.Is(err, io.ErrClosedPipe), errors.Is(err, io.ErrShortWrite):
		e.Class, e.Disconnected = driver.Operational, true
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		e.Class, e.Cancelled = driver.Operational, true
	case errors.As(err, &state) && len(state.SQLState()) == 5:
		BySQLState(e, state.SQLState())
	case errors.As(err, &network):
		e.Class, e.Disconnected = driver.Operational, true
	}
	return e
}

// states is the meaning of an SQLSTATE by its class, the first two characters.
var states = map[string]driver.Class{
	"08": driver.Operational, "0A": driver.NotSupported, "21": driver.Programming, "22": driver.Data, "23": driver.Integrity,
	"25": driver.Internal, "26": driver.Programming, "28": driver.Operational, "2D": driver.Internal, "34": driver.Programming,
	"3B": driver.Internal, "3D": driver.Programming, "3F": driver.Programming, "40": driver.Operational, "42": driver.Programming,
	"44": driver.Integrity, "53": driver.Operational, "54": driver.Operational, "55": driver.Operational, "57": driver.Operational,
	"58": driver.Operational, "IM": driver.NotSupported,
}

// constraints by the SQLSTATEs that PostgreSQL and others tell them apart with.
var constraints = map[string]driver.Constraint{
	"23502": driver.NotNull, "23503": driver.ForeignKey, "23505": driver.Unique, "23514": driver.Check, "23P01": driver.Exclusion, "44000": driver.Check,
}

// BySQLState fills e from an SQLSTATE.
func BySQLState(e *driver.Error, state string) {
	e.Code, e.Class = state, states[state[:2]]
	if e.Class == driver.Integrity {
		e.Constraint = constraints[state]
	}
	switch {
	case strings.HasPrefix(state, "08"), state == "57P01", state == "57P02":
		e.Disconnected = state != "08P01" && state != "08007"
	case state == "40001", state == "40P01":
		e.Retryable = true
	case state == "40002":
		e.Class = driver.Integrity
	case state == "57014":
		e.Cancelled = true
	}
}
