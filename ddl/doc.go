// Package ddl is the closed set of schema changes, as values: what CREATE, ALTER
// and DROP are to package sql's SELECT. A change is a statement like others and
// can be executed by itself.
//
// [CreateAll] and [DropAll] turn a schema.MetaData into the changes that create or
// drop all of it, in an order in which no table misses one that it refers to.
// [Have.Missing] and [Have.Present] leave out what the database has already, or has
// no more.
//
// Nothing here is text: package compile renders the changes, and a dialect says
// what its database cannot do. What planning must know of a dialect is in [Traits].
package ddl
