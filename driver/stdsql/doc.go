// Package stdsql is the adapter for every driver that speaks database/sql/driver:
// one made from a [database/sql/driver.Connector] by [New], or the connections
// of an existing *sql.DB, lent for the length of a checkout, by [DB]. Package
// driver/mysql is built on it through [With].
//
// # What it decides
//
//   - It calls the driver's own interfaces, not database/sql: the cells of a row
//     are read where the driver put them, and a prepared statement is kept by
//     the connection that owns it.
//   - The requests of a batch are executed one by one, when Results.Next comes
//     to them, and Results.Close executes what is left: the protocol below has
//     no flights, what a caller sees is the same as where it has.
//   - Whether a statement returns rows must be known before it is executed,
//     because the interface has one door for each and neither tells what the
//     other would have. It is read from the statement's first word and from
//     RETURNING, outside of quotes and comments.
//   - The shape of a result belongs to an execution, never to a kept statement:
//     after ALTER TABLE a kept SELECT * returns other columns.
//
// # Cancelling
//
// With [Session.Kill] the driver is only ever given context.Background(): most
// drivers close the connection when the context they were given ends, and some
// leave the statement running. The adapter stops the statement itself, waits for
// the acknowledgement and keeps the connection. Without Kill it is the driver
// that gets the caller's context, and what it makes of it is its business; a
// connection that it has closed is reported as lost.
//
// COMMIT and ROLLBACK are never interrupted: a cancelled COMMIT would have an
// unknown outcome. When one outlives its context by two seconds the connection
// is cut, where [Session.Cut] can.
package stdsql
