package stdsql

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
)

// borrow takes a connection of db. sql.Conn.Raw lends the driver's connection
// for the length of a call only, so that call lasts as long as the checkout, in
// a goroutine of its own.
func borrow(ctx context.Context, db *sql.DB) (sqldriver.Conn, Session, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, Session{}, err
	}
	lent := make(chan any)
	back := make(chan error)
	done := make(chan error, 1)
	go func() {
		err := c.Raw(func(dc any) error {
			lent <- dc
			return <-back
		})
		done <- errors.Join(ours(err), closed(c.Close()))
	}()
	var dc any
	select {
	case dc = <-lent:
	case err := <-done: // it broke between the two calls
		return nil, Session{}, errors.Join(sqldriver.ErrBadConn, err)
	}
	give := func(bad bool) error {
		if bad {
			back <- sqldriver.ErrBadConn
		} else {
			back <- nil
		}
		return <-done
	}
	conn, ok := dc.(sqldriver.Conn)
	if !ok {
		return nil, Session{}, errors.Join(errors.New("the database's connection is not one of database/sql/driver"), give(false))
	}
	var gone bool
	return conn, Session{Close: func(_ context.Context, bad bool) error {
		if gone {
			return nil
		}
		gone = true
		return give(bad)
	}}, nil
}

// ours drops the ErrBadConn that was our own word for "discard it".
func ours(err error) error {
	if errors.Is(err, sqldriver.ErrBadConn) {
		return nil
	}
	return err
}

// closed drops sql.ErrConnDone: a discarded connection is closed already.
func closed(err error) error {
	if errors.Is(err, sql.ErrConnDone) {
		return nil
	}
	return err
}
