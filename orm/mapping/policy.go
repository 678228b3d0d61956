package mapping

import (
	"sync/atomic"
	"unsafe"
)

// anyGuarded spares programs without policies the search for them.
var anyGuarded atomic.Bool

// AnyGuarded reports whether any table of the program has a policy.
func AnyGuarded() bool { return anyGuarded.Load() }

// Guard says that tables of the registry have policies.
func (r *Registry) Guard() {
	r.guarded.Store(true)
	anyGuarded.Store(true)
}

// Guarded reports whether any table has a policy.
func (r *Registry) Guarded() bool { return r.guarded.Load() }

// At is where the field is in obj.
func (c *Column) At(obj unsafe.Pointer) unsafe.Pointer { return unsafe.Add(obj, c.Offset) }
