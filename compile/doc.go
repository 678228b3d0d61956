// Package compile turns syntax trees into SQL text for one dialect.
//
// There is one [Compiler] for all dialects. It is a type switch over the nodes of
// package sql that appends to one buffer, with the precedence as a parameter:
// parentheses follow from precedence alone, and an operator is parenthesised
// wherever two databases would read it differently without them. Where dialects
// differ the compiler asks a [Grammar]; a dialect embeds [ANSI] and overrides what
// it must. What a dialect cannot say is an [UnsupportedError], never wrong SQL.
//
// What is decided here, for all dialects alike:
//
//   - Identifiers are written by one function, [Compiler.Ident], which quotes what
//     must be quoted and doubles the quote.
//   - Values are always bound. Raw SQL inside an expression is always put in
//     parentheses.
//   - FROM: what From says; else the tables of the items; and if the items name no
//     table, the one table that the other clauses are about. A column whose table
//     is neither there nor in an enclosing query is an error, so that a forgotten
//     join never becomes a product of two tables.
//   - CTEs are put in front of the whole statement, those that others need first.
//   - UPDATE and DELETE without a condition need AllRows.
//
// The result, [Compiled], belongs to every statement with the same key: it says
// for each placeholder which of the key's values it takes.
package compile
