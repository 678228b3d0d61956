package pgx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

// Classify says what err means, by its SQLSTATE or its type, never by its text.
// It is nil for nil, and the *driver.Error in err's chain when there is one.
func Classify(err error) *driver.Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*driver.Error](err); ok {
		return e
	}
	if pe, ok := errors.AsType[*pgconn.PgError](err); ok {
		e := fromServer(pe, err)
		if _, connecting := errors.AsType[*pgconn.ConnectError](err); connecting {
			e.Class = driver.Operational
		}
		return e
	}
	e := &driver.Error{Class: driver.Internal, Message: err.Error(), Err: err}
	switch {
	case errors.Is(err, driver.ErrBusy), errors.Is(err, driver.ErrSkipped), errors.Is(err, driver.ErrTooLarge):
		e.Class = driver.Programming
	case broken(err):
		e.Class, e.Disconnected = driver.Operational, true
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		e.Class, e.Cancelled = driver.Operational, true
	}
	return e
}

// broken tells whether err is of the transport: the socket, the library's own
// verdict, an answer cut short.
func broken(err error) bool {
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	for _, t := range []error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, pgconn.ErrConnClosed, io.ErrClosedPipe, errUnexpected, errSpoke} {
		if errors.Is(err, t) {
			return true
		}
	}
	return false
}

// fromServer classifies an answer; err is what it was wrapped in.
func fromServer(pe *pgconn.PgError, err error) *driver.Error {
	m := meaningOf(pe.Code)
	return &driver.Error{
		Class:        m.class,
		Code:         pe.Code,
		Constraint:   m.constraint,
		Name:         pe.ConstraintName,
		Schema:       pe.SchemaName,
		Table:        pe.TableName,
		Column:       pe.ColumnName,
		Message:      pe.Message,
		Detail:       pe.Detail,
		Hint:         pe.Hint,
		Position:     int(pe.Position),
		Disconnected: m.lost || fatal(pe.SeverityUnlocalized, pe.Severity),
		Retryable:    m.retry,
		Cancelled:    m.cancelled,
		Err:          err,
	}
}

// fatal tells whether the server ends the connection after the message. The
// severity is in the server's language where it is older than 9.6.
func fatal(unlocalized, severity string) bool {
	if unlocalized != "" {
		severity = unlocalized
	}
	return severity == "FATAL" || severity == "PANIC"
}

// connectError classifies why no connection came about. Refused credentials and
// an unknown database are no lost connection; a server that is not there is.
func connectError(ctx context.Context, err error) error {
	e := *Classify(err)
	if pe, ok := errors.AsType[*pgconn.PgError](err); ok {
		e.Disconnected = meaningOf(pe.Code).lost
	}
	if ctx.Err() != nil {
		e.Class, e.Cancelled = driver.Operational, true
		e.Err = &cancelled{err: err, cause: context.Cause(ctx)}
		e.Message = fmt.Sprintf("%v while connecting: %v", context.Cause(ctx), err)
	}
	return &e
}
