// Package sqltype names the SQL types that columns, casts and parameters have, and
// carries Go values to and from them: encoding a value for a type, and choosing
// how a column is read into a Go field.
//
// A Go type belongs to a SQL type by its shape, not by its package: any [16]byte
// is a UUID, any struct of Year, Month, Day is a date, anything that marshals
// itself as text can be a decimal.
package sqltype
