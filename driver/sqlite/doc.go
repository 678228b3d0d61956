// Package sqlite is the adapter of Aludel's driver contract for SQLite, on the
// native interface of github.com/ncruces/go-sqlite3 (SQLite without cgo).
//
// # Writers
//
// SQLite has one writer at a time. The connections of a process queue for it at
// one gate for each database file (package gate), first come first served, and
// no statement fails with BUSY because of another connection of the process. The
// gate is taken by a statement that writes and by BEGIN, unless its text says
// DEFERRED or READ ONLY, and is free again when the connection is outside a
// transaction. It is waited for until the statement's ctx is done, and no longer
// than Config.WriterTimeout: a goroutine that writes on one connection while it has
// a transaction open on another would wait for itself. Other processes are waited
// for by busy_timeout. A database that was added with ATTACH has no gate.
//
// # How values are stored
//
// SQLite has five storage classes. Reading is strict: the class is asked first,
// and what does not hold exactly the value that is wanted is an error ('12abc'
// in an INTEGER column is not 12). Writing:
//
//	Bool              INTEGER 0 or 1
//	Int, Uint         INTEGER; a Uint above the largest int64 is refused
//	Float             REAL; NaN is refused, SQLite would store NULL
//	String            TEXT; what is not UTF-8 is refused
//	Bytes             BLOB
//	Time              TEXT 2006-01-02 15:04:05.000000, in UTC
//	Wall              TEXT 2006-01-02 15:04:05.000000
//	Date, Clock       TEXT 2006-01-02 and 15:04:05.000000
//	Interval          INTEGER, microseconds
//	UUID              TEXT of 36 characters, lower case
//	Decimal           TEXT in plain notation
//	JSON              TEXT
//	Int64s, Strings, Array   TEXT, a JSON array
//
// Times have one form, so that the order of the texts is the order of the times;
// years outside 0000 to 9999 have none and are refused. Read are also the other
// ISO forms, with T, with Z or an offset (not for Wall and Date, which have no
// instant, unless it is zero), and with more or less digits; digits beyond the
// microsecond are cut.
//
// A column's declared type gives it an affinity that may convert what is stored:
// declare decimals and JSON as TEXT, or a NUMERIC affinity (DECIMAL, JSON) turns
// '1.50' into 1.5. For decimals there is the collation "decimal", which compares such
// texts as numbers.
package sqlite
