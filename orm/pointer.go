package orm

import "unsafe"

// pointer is an entity, whose type is a pointer to a struct, without its type. The
// mapper says which one it is.
func pointer[E any](e E) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&e)) }

// entity is pointer's way back.
func entity[E any](p unsafe.Pointer) E { return *(*E)(unsafe.Pointer(&p)) }

// pointers is entities' way back. The array is the same.
func pointers[E any](es []E) []unsafe.Pointer { return *(*[]unsafe.Pointer)(unsafe.Pointer(&es)) }

// entities is a slice of pointers to structs with its type. The array is the same.
func entities[E any](ps []unsafe.Pointer) []E { return *(*[]E)(unsafe.Pointer(&ps)) }
