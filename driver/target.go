package driver

import "unsafe"

// A Target is one field of a row's destination. It is neutral, so that what
// plans a scan knows no wire format.
type Target struct {
	Col    int
	Kind   Kind    // what the column is read as
	Size   uint8   // bytes of an Int, Uint or Float field: 1, 2, 4 or 8
	Ptr    bool    // the field is a pointer: NULL is nil; otherwise NULL is an error
	Offset uintptr // of the field, from Fill's dst
	// Set, where it is not nil, stores the value instead of the adapter: for
	// types with a codec of their own. It gets a Value of Kind, or NULL; what
	// the Value refers to is valid during the call only.
	Set func(field unsafe.Pointer, v Value, a *Arena) error
}
