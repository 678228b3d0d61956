// Package driver is the contract between Aludel's engine and a database driver,
// the layer that other ecosystems call the DBAPI. It is usable alone.
//
// There is one primitive, a batch: [Conn.Run] takes requests and answers them in
// order; a single statement is a batch of one. Values go in as [Value], which is
// made without allocating, and rows come out through a [Plan]: the adapter makes
// it once from neutral [Target]s, and one dynamic call per row then fills a
// struct. The wire format never leaves the adapter.
//
// A package below this one holds one adapter: driver/pgx, driver/mysql,
// driver/sqlite, and driver/stdsql for any database/sql driver. Package
// driver/fake is a scripted one for tests.
package driver
