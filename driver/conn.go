package driver

import (
	"context"
	"unsafe"
)

// A Driver makes connections. A dialect builds it from the options of a URL;
// several hosts, TLS and the set-up of a session are its business. It is safe
// for use by several goroutines.
type Driver interface {
	// Connect opens a connection. It gives up when ctx is done.
	Connect(ctx context.Context) (Conn, error)
	// Classify says what err means: its class, code, constraint, table and
	// column. It decides by code or type, never by a message's text. It returns
	// nil for nil, and err itself when that is an *Error already.
	Classify(err error) *Error
}

// A Conn is one connection. It is used by one goroutine at a time; only Cancel
// may be called from another.
type Conn interface {
	// Run sends the requests, in one flight where the protocol can, and returns
	// before an answer is read; elsewhere each request is executed when
	// Results.Next comes to it. After an error all requests up to the next one
	// with Sync (that one included) answer ErrSkipped, on every database.
	//
	// ctx is for the whole batch, until Results is closed. The adapter watches
	// it itself: when it is done the running statement is cancelled on the
	// server, the acknowledgement is awaited, and the answer is an error whose
	// chain holds context.Cause(ctx). rs and its Args must not be changed before
	// Results is closed.
	//
	// A Run while the Results of another are open is an error.
	Run(ctx context.Context, rs []Request) (Results, error)
	// State tells what is known without asking the server.
	State() State
	// Cancel stops the statement that runs, and returns when the server has
	// acknowledged. It is harmless when nothing runs.
	Cancel(ctx context.Context) error
	// Alive finds out, without a round trip and without waiting, whether the
	// server has hung up. It is called before every checkout but of a connection that
	// came back just now.
	Alive() error
	// Ping asks the server.
	Ping(ctx context.Context) error
	// Reset undoes what statements have left in the session: settings, temporary
	// tables, locks, listeners. It does nothing when nothing was touched, and
	// must not be called inside a transaction.
	Reset(ctx context.Context) error
	// Close ends the connection. It returns when the server's side is gone, or
	// ctx is done. Open Results are abandoned.
	Close(ctx context.Context) error
	// Raw is the library's own connection, for what the contract lacks.
	Raw() any
}

// A Request is one statement of a batch.
type Request struct {
	Stmt  *Statement
	Args  []Value
	Max   int  // stop after so many rows and let the server drop the rest; 0: all
	Fetch int  // >0: so many rows a round trip (a portal, needs a transaction), where there is such a thing; 0: all at once
	Sync  bool // what follows does not depend on this one
}

// A Statement is a compiled text. Adapters keep their prepared handles by its
// pointer, then by Text, so one Statement is kept for as long as it is used. It
// is not changed after its first use and may be shared by connections.
type Statement struct {
	Text    string
	Params  []uint32 // the database's type numbers where the dialect knows them; 0, or none: the server infers
	Verb    Verb
	Once    bool // not prepared: nothing of it stays on the server
	OneRow  bool // at most one row can come: Max is not sent
	Session bool // may touch session state (raw text): the connection is Dirty after it
}

// A Verb is what a statement does, as far as a connection must know.
type Verb uint8

// Verbs.
const (
	Query    Verb = iota // reads
	Write                // writes; takes the writer gate on SQLite
	Begin                // begins a transaction; takes the writer gate on SQLite unless the text says DEFERRED or READ ONLY
	Commit               // ends it; an I/O error of its flight leaves the outcome unknown
	Rollback             // undoes it
	Utility              // anything else: DDL, SET, SAVEPOINT
)

// Results are the answers of a batch, in its order.
type Results interface {
	// Next closes the answer before and reads to the head of the next one. It
	// returns nil, nil at the end, and an error for a request that failed; the
	// requests after it can be asked for all the same.
	Next() (Rows, error)
	// Close reads or drops what is left and returns the first error of the
	// batch that Next or Rows.Close has not returned already. Afterwards the
	// connection is free, or State says 'X'.
	Close() error
}

// Rows are the answer to one request. A row's data is valid until the next call.
type Rows interface {
	// Shape describes the columns of this execution; it has none when the
	// statement does not return rows.
	Shape() *Shape
	// Plan prepares Fill for rows of this Shape. A plan may be kept by (Shape,
	// targets) and used for every Rows of the same Shape, on any connection of
	// the same driver.
	Plan(ts []Target) (Plan, error)
	// Next moves to the next row.
	Next() bool
	// Fill stores the present row at dst. It may be called with several plans
	// for one row: the key first, then the rest.
	Fill(p Plan, dst unsafe.Pointer, a *Arena) error
	// Values stores the present row in dst, one natural Go value for each column
	// (nil, bool, int64, uint64, float64, string, []byte copied, time.Time): the
	// slow door, for rows without a type.
	Values(dst []any) error
	// Detach takes the rest of the result into memory, as raw cells, so that the
	// connection is free for another Run (Results must have no further
	// requests). Beyond limit bytes it fails with ErrTooLarge.
	Detach(limit int) error
	// Close ends the answer, without reading what is not wanted where the
	// protocol can, and returns what the statement did. It may be called twice.
	Close() (Summary, error)
}

// A Shape is the description of a result's columns. Adapters intern it: equal
// columns have the same *Shape. A plan is kept by it.
type Shape struct{ Columns []Column }

// A Column describes one column of a result.
type Column struct {
	Name string
	Decl string // the declared type's name, where the database tells
	Type uint32 // the database's own type number, 0 where it has none
}

// A Plan is what an adapter made of targets for a shape. It is immutable.
type Plan any

// A Summary is what a finished statement says.
type Summary struct {
	Rows     int64  // affected or returned; -1: unknown
	LastID   int64  // the generated key, where the protocol tells it
	Tag      string // "ROLLBACK" as the answer to COMMIT is a rollback; else it may be empty
	Warnings []Warning
	More     bool // stopped by Max, there may be more
}

// A Warning is a notice of the server that came with an answer.
type Warning struct {
	Code, Text string
	// Routine is the function of the server that has raised it, where the protocol
	// tells: a code may be that of any program in the database, this is not.
	Routine string
}

// A State is what a connection knows of itself.
type State struct {
	Tx      byte   // 'I' none, 'T' open, 'E' failed, 'X' connection lost, '?' the driver cannot know
	Dirty   bool   // session state was touched
	Written uint64 // grows with every byte handed to the socket: "never sent" is decided by it alone
}

// A Copier is a Conn with a bulk door.
type Copier interface {
	// CopyIn stores rows until next says false, and returns their number.
	CopyIn(ctx context.Context, table string, cols []string, types []uint32, next func(row []Value) (bool, error)) (int64, error)
}
