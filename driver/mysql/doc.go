// Package mysql is the adapter for MySQL, MariaDB and what speaks their
// protocol, on top of github.com/go-sql-driver/mysql's own driver interfaces.
//
// # What it decides
//
//   - The library below gets context.Background() only: at the end of a context
//     it closes the socket and leaves the statement running, and a "cancelled"
//     UPDATE is then committed. The adapter sends KILL QUERY from a side
//     connection, waits for it, reads the answer, and keeps the connection. It
//     does so only when the side connection has reached the same server: behind
//     a load balancer the same number may be somebody else's. A statement that
//     has not answered two seconds later costs the connection.
//   - A session is strict whatever the server's default is, its time zone is
//     UTC and its character set utf8mb4; see [Config]. UPDATE reports the rows
//     that it found, not those that it changed.
//   - Dates come as text from the library: its own time.Time turns '2024-00-15'
//     into the 15th of December 2023, and '0000-00-00' into a date that exists.
//     Both are errors here when they are read as a time; natural values
//     (Rows.Values) have the text. Times are bound as text likewise, because the
//     library binds the first of January of the year 1 as '0000-00-00'.
//   - The transaction's state is known from the statements: the library hides
//     the server's flag. DDL ends a transaction. After a raw text that may have
//     done anything (CALL, EXECUTE, XA …), and after an error of a statement
//     that commits implicitly, the state is '?'.
//   - A session touched by raw text is reset with COM_RESET_CONNECTION, which
//     the library lacks: it is written to the idle socket. With TLS or
//     compression that is not possible, Reset is an error then and the
//     connection has to be closed.
//
// # What it cannot do
//
// Text that is run without parameters and not prepared (Statement.Once,
// utilities) is answered in text by the server, which prints a FLOAT with six
// digits. Warnings are not fetched: that would be a round trip each.
// The affected rows of a statement that returns none, called through a
// procedure, are unknown (-1).
package mysql
