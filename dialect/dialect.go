// Package dialect is the contract between the engine and a database's dialect:
// its grammar, what it can do, and how its transactions are written. A dialect is
// a value that is passed to the engine; there is no registry.
//
// The bundled ones are dialect/postgres, dialect/mysql and dialect/sqlite.
package dialect

import (
	stdsql "database/sql"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Dialect is what the engine knows of a database. It is immutable and safe for
// use by several goroutines.
type Dialect interface {
	sql.Renderer
	// Name is the name in URLs: postgresql, mysql, sqlite.
	Name() string
	// Grammar renders statements.
	Grammar() compile.Grammar
	// Driver is the driver for a URL of this dialect. It takes the URL's options, and
	// refuses those that it does not know. It does not connect.
	Driver(u *dburl.URL) (driver.Driver, error)
	// DriverDB is the driver over a *sql.DB, which stays the caller's.
	DriverDB(db *stdsql.DB) (driver.Driver, error)
	// Features says what the database can do.
	Features() Features
	// Begin gives the statements that begin a transaction, in order, or says what
	// the database lacks with a [compile.UnsupportedError].
	Begin(TxOptions) ([]string, error)
	// Commit and Rollback end a transaction.
	Commit() string
	Rollback() string
	// Savepoint, Release and RollbackTo write a savepoint's statements, with the
	// name quoted; a name that cannot be one is a [compile.IdentError].
	Savepoint(name string) (string, error)
	Release(name string) (string, error)
	RollbackTo(name string) (string, error)
}

// Features say what a database can do and how much it takes.
type Features struct {
	InsertReturning  bool // INSERT … RETURNING
	UpdateReturning  bool // UPDATE … RETURNING
	DeleteReturning  bool // DELETE … RETURNING
	ArrayBinds       bool // a whole list is one placeholder
	ArrayRows        bool // many rows travel as one placeholder for each column
	UpdateRows       bool // UPDATE … FROM a table of values
	Embedded         bool // a statement costs no round trip
	NumberedBinds    bool // one placeholder stands in several places
	MaxBinds         int  // placeholders of a statement; 0: no limit
	MaxIdent         int  // length of a name; 0: no limit
	MaxIdentChars    bool // … in characters, not bytes
	NativeBool       bool // a truth value is not a number
	NativeUUID       bool // a UUID is not a text
	NativeArray      bool // columns may be arrays
	NativeEnum       bool // enumerations are types with a name
	LazyBegin        bool // reads before the first write run without BEGIN
	Savepoints       bool
	TransactionalDDL bool // CREATE and DROP can be rolled back
	Comments         bool // tables and columns have comments
	Schemas          bool // a table's name may have a schema before it
	Sequences        bool
	RowLocks         bool // SELECT … FOR UPDATE
	Pipelining       bool // many statements in one flight
	LastInsertID     bool // the protocol tells a generated key
	UpsertCounted    bool // … and how many rows an upsert has inserted or changed
	ReturnsEarly     bool // RETURNING tells a row as it is before triggers change it
	DeletesSelf      bool // a row may be deleted while it refers to itself
}

// An Isolation is an isolation level by its standard name.
type Isolation string

// Isolation levels.
const (
	DefaultIsolation Isolation = ""
	ReadUncommitted  Isolation = "READ UNCOMMITTED"
	ReadCommitted    Isolation = "READ COMMITTED"
	RepeatableRead   Isolation = "REPEATABLE READ"
	Serializable     Isolation = "SERIALIZABLE"
)

// TxOptions say how a transaction begins. The zero is the database's default.
type TxOptions struct {
	Isolation  Isolation
	ReadOnly   bool
	Deferrable bool // PostgreSQL: a serializable read-only transaction waits until it cannot fail
	Immediate  bool // SQLite: takes the writer's lock at once
	Snapshot   bool // all reads see one state: REPEATABLE READ; on SQLite a read transaction
}

// A KeySource is a dialect whose keys can be drawn before their rows are inserted, and
// which has COPY.
type KeySource interface {
	// DrawKeys is a statement of one row. First comes an array of n keys that column key of t
	// will not make up again; none or NULL where they cannot be drawn, or where something in
	// the database may change the keys of rows that are inserted. Then comes an array of what
	// CopyTypes would tell of columns.
	DrawKeys(t *sql.TableNode, key *sql.ColumnNode, n int, columns []*sql.ColumnNode) sql.Statement
	// CopyTypes is a statement whose rows are the type numbers of columns, in their
	// order. It has none where COPY into t is not the same as INSERT.
	CopyTypes(t *sql.TableNode, columns []*sql.ColumnNode) sql.Statement
	// CopyFits reports whether values of the type declared, by their numbers, can be
	// copied into a column of the type actual as they are.
	CopyFits(declared, actual uint32) bool
}

// A PacketLimit is a dialect whose server takes statements up to a size that it tells.
type PacketLimit interface {
	// MaxPacket is a statement with one value, in bytes.
	MaxPacket() sql.Statement
}

// Literal is the text of s with its values written into it, for people, under a comment that
// says so: see [compile.Copyable].
func Literal(d Dialect, s sql.Statement) (string, error) {
	n := sql.StatementOf(s)
	switch x := n.(type) {
	case *sql.InsertNode:
		n = schema.FillInsert(x)
	case *sql.UpdateNode:
		n = schema.FillUpdate(x)
	}
	return compile.Copyable(d.Grammar(), n)
}
