// Package snapshot keeps pristine copies of structs and finds what has changed in
// them since, by content and without reflection for each object.
//
// A [Plan] is made once for a struct type. A snapshot is a record laid out by the
// plan: the mapped fields only, with what lies behind pointers to scalars stored
// inline, and slices and maps owned by the snapshot. A plain copy of the struct
// would be wrong in both directions: *p.Months = 7 changes such a copy together
// with the original, and a new pointer to an equal value looks like a change.
//
// Scalars and floats are compared by their bits, so that NaN equals itself; texts,
// byte strings, slices, maps and documents by content, where nil is not empty;
// times at the precision of their column. Padding, unexported and unmapped fields
// are never looked at.
//
// Beside the fields a snapshot has room for relationships: what a reference or a
// collection held, and how much of it is loaded. It is memory for the packages
// above; this one neither compares nor restores it.
//
// unsafe is used for addressing fields. Memory with pointers in it is allocated
// with its type and written through typed pointers, so that the garbage collector
// always knows it.
package snapshot
