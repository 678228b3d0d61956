// Package vet finds mistakes in programs that use Aludel which compile and
// which no database can report, because nothing of them is ever sent.
//
// Statements, queries and expressions are values: a method that adds to one gives
// the longer one and leaves the first as it is. A call whose result nobody takes
// therefore does nothing:
//
//	q := orm.Select(Products)
//	q.Where(Products.Price.Gt(3)) // lost: every product is read
//
// A collection that a query does not load is nil in its objects, and a loop over it runs no
// times. Reading one in the function that has asked for the objects is reported, unless the
// function says something of the relationship:
//
//	p, err := Products.Get(ctx, s, 3)
//	for _, o := range p.Orders { // never runs: With(orm.SelectIn(Products.Orders)), or Products.Orders.Of(ctx, s, p)
//
// The command runs by itself and below go vet:
//
//	go install github.com/aludel/aludel/vet/aludelvet@main
//	aludelvet ./...
//	go vet -vettool=$(which aludelvet) ./...
//
// What the first (-dropped) decides: only calls of functions and methods of Aludel are looked at, and
// only those whose one result is a value, as the lists in values.go say. A function of the
// program's own that returns such a value may have been called for something
// else and is left alone; so is "_ = q.Where(…)", which says that it is meant.
// Declarations (t.ID.PrimaryKey(), schema.UniqueOn(…).Named(…)) change what they
// are called on and are not reported.
package vet
