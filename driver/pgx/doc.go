// Package pgx is the adapter for PostgreSQL. pgconn dials, authenticates,
// cancels and closes; the messages of the extended protocol are written and read
// here, for what pgconn's own calls cannot do: a row limit, a portal, Parse and
// Bind in one flight, an outcome for each request of a batch, and an execution
// that allocates nothing.
//
// A flight is what one write sends: the Close of evicted handles first, since
// the server discards everything after an error, then Parse and Describe where a
// statement is new to the connection, Bind and Execute for each request, and a
// Sync after each request that asks for one and after the last. Answers are read
// when they are asked for. While a flight is in the air a watcher stands by its
// context: when that is done it sends cancel requests until the flight has
// landed, and the landing waits for the watcher, so that no request can hit what
// runs next.
//
// Results come in the binary format always. A type whose binary form is unknown
// here is an error that names the column, never bytes passed off as text.
package pgx
