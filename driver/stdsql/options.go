package stdsql

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"

	"github.com/aludel/aludel/driver"
)

// Options say what database/sql/driver cannot tell about a driver and its
// database. The zero is usable for any driver. They are not changed after use.
type Options struct {
	// Statements is how many prepared statements a connection keeps. 0: none, for
	// that is the only safe way where nothing is known: after an ALTER TABLE by
	// anyone, a kept SELECT * of SQLite still has its old names when it begins.
	Statements int
	// MaxParams is the largest number of parameters the database takes; 0: not
	// known, and not checked.
	MaxParams int
	// MySQLText says that texts follow MySQL's lexical rules: a backslash
	// escapes inside quotes, and # begins a comment.
	MySQLText bool
	// Classify says what a driver's error means. It may return nil for what it
	// does not know. nil: by an SQLState() string method in the error's chain.
	Classify func(error) *driver.Error
	// Kill stops the statement that c runs, from another connection, and returns
	// when the server has acknowledged. nil: the driver gets the caller's ctx.
	// It is called from another goroutine than c's.
	Kill func(ctx context.Context, c sqldriver.Conn) error
	// Bind is the form in which a value is given to the driver; nil: Bind.
	Bind func(driver.Value) (sqldriver.Value, error)
	// Remedy says what can be done about an error; nil: nothing.
	Remedy func(error) Remedy
	// Tx says what a statement of Verb Utility, or one that may touch the
	// session, makes of the transaction, by its first two words in capitals:
	// 'I', 'T', '?', or 0 for no change. nil: what standard SQL says. It is not
	// asked about SET, which matters where it names autocommit only.
	Tx func(first, second string) byte
	// Failed is the transaction's state after an error inside of it: 'T', 'E',
	// 'I' or '?'. nil: '?', for databases differ.
	Failed func(*driver.Error) byte
	// Refuse looks at each new connection before it is used; an error refuses
	// it. The engine uses it to keep a second SQLite library away from a file
	// that it has open: both would lose the other's locks.
	Refuse func(ctx context.Context, c sqldriver.Conn) error
}

// A Remedy is what can be done about an error.
type Remedy uint8

// Remedies.
const (
	NoRemedy    Remedy = iota
	Unprepared         // the statement cannot be prepared: run it as a text if it has no arguments
	FewerKept          // the server has no room for another prepared statement: give back ours, then once more
	PrepareOnce        // the kept handle is stale and nothing was executed: forget it, prepare again
)

// An Opener makes a connection, and tells what is known about it beyond
// database/sql/driver. It gives up when ctx is done.
type Opener func(ctx context.Context) (sqldriver.Conn, Session, error)

// A Session is what an Opener can do for one connection. All of it is optional.
type Session struct {
	// Kill stops what the connection runs, from a side connection, and returns
	// when the server has acknowledged. Called from any goroutine.
	Kill func(ctx context.Context) error
	// Settle runs after a Kill, when the statement's answer was read: a kill that
	// came too late must hit nothing that follows.
	Settle func() error
	// Cut closes the socket, so that a blocked read returns. Called from any goroutine.
	Cut func()
	// Alive finds out without a round trip whether the server has hung up.
	Alive func() error
	// Written is the number of bytes handed to the socket.
	Written func() uint64
	// Received is the number of bytes read from it.
	Received func() uint64
	// Reset undoes everything in the session, prepared statements too.
	Reset func(ctx context.Context) error
	// Close ends or gives back the connection; bad says that it must not be used
	// by anyone else. nil: the connection's own Close.
	Close func(ctx context.Context, bad bool) error
}

// New makes connections with c.
func New(c sqldriver.Connector, o Options) driver.Driver {
	return With(func(ctx context.Context) (sqldriver.Conn, Session, error) {
		dc, err := c.Connect(ctx)
		return dc, Session{}, err
	}, o)
}

// DB borrows the connections of db: one for each Connect, which Close gives
// back. A connection that is broken, in a transaction, or has a touched session
// is not given back but discarded. db stays the caller's, who closes it.
func DB(db *sql.DB, o Options) driver.Driver {
	return With(func(ctx context.Context) (sqldriver.Conn, Session, error) { return borrow(ctx, db) }, o)
}

// With makes connections with open.
func With(open Opener, o Options) driver.Driver {
	if o.Bind == nil {
		o.Bind = Bind
	}
	if o.Tx == nil {
		o.Tx = standardTx
	}
	return &Driver{o: o, open: open, shapes: shapes{mysql: o.MySQLText, known: map[string]*shape{}}}
}

// A Driver is the driver.Driver of this package.
type Driver struct {
	o      Options
	open   Opener
	shapes shapes
}
