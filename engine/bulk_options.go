package engine

import "fmt"

// A BulkOptionError says that a bulk function has no use for one of its options. Nothing was
// sent.
type BulkOptionError struct {
	Option string // BulkReturning
	Bulk   string // BulkUpdate
	Reason string // and what to do instead
}

// Error names both, and says what to do.
func (e *BulkOptionError) Error() string {
	return fmt.Sprintf("%s has no %s: %s", e.Bulk, e.Option, e.Reason)
}
