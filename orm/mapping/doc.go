// Package mapping says how structs and tables fit together: which field holds
// which column, which columns are the key, and which foreign key a relationship
// follows.
//
// Package orm makes a [Mapper] for each declared table and fills it while the
// table is declared; [Registry.Configure] then checks everything at once and
// reports every mistake of every mapping in one [Error], each with both places and
// the line that is missing. From then on mappers are only read, by any number of
// goroutines.
//
// Everything is untyped here: an entity is an unsafe.Pointer to a struct of the
// mapper's type. The types are at the surface, in package orm.
package mapping
