// Package sql is the SQL expression language: statements as immutable values that
// read like the SQL they become.
//
// Columns come from package schema (or a mapped table of package orm); their
// methods compare with Go values, the functions of this package compare
// expressions with each other:
//
//	sql.Select(Products.ID, Products.Name).
//		Where(Products.Price.Between(1, 6), sql.Eq(Products.ID, Orders.ProductID)).
//		OrderBy(Products.Name.Asc())
//
// Expressions are typed twice: Value[T, R] is compared with T and read from a row
// as R, which is *T where NULL may come. A statement that was built is never
// changed; each method returns a copy, so that a base may be branched and shared
// between goroutines.
//
// Beneath the façades stands an untyped tree of [Node]s, a closed set with one
// open door, [Extension]. Package compile renders it; [Key] tells two trees apart
// that need different SQL, whatever values they carry.
//
// No exported name of this package is one of database/sql, so that goimports and
// readers can tell the two packages apart.
package sql
