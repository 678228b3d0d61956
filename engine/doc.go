// Package engine connects statements with a database: the URL and its dialect, the
// pool of connections, transactions, the cache of compiled statements, results.
//
//	eng, err := engine.Open(postgres.Dialect, "postgresql://user:pass@localhost/shop")
//	products, err := engine.All(ctx, eng, sql.Select1(Products).Where(Products.Price.Gt(3)))
//
// What is executed on the [Engine] itself is one statement, in a transaction of
// its own that the database makes (autocommit). [Engine.Connect] lends a
// connection that begins a transaction with its first statement and rolls back
// what was not committed when it is closed; [Engine.Begin] commits when its
// function returns nil.
//
// An Engine is safe for use by several goroutines, a [Conn] and a [Result] are for
// one at a time. No statement is executed twice behind the caller's back, with two
// exceptions: it is sent again when nothing of it left the process, and when the
// database refused a kept plan before it executed it.
package engine
