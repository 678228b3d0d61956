// Package schema describes tables, columns, constraints and indexes in Go code.
//
// A table is made at run time ([NewTable]), or declared as a struct of typed
// columns ([Declare], or orm.Declare for tables whose rows are structs). Columns
// are expressions of package sql at the same time. [MetaData] holds the tables
// that belong together, in the order in which they can be created.
//
// A declaration is complete before its table is used; afterwards it is only read
// and may be shared between goroutines. Mistakes are collected and reported
// together by [MetaData.Check], which everything that reads a declaration calls.
package schema
