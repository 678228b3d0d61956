package orm

import (
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// A rowSource is what rows are read from: the answer of a database, or JSON in a column
// of one.
type rowSource interface {
	// Kept is what Plan has kept under key, nil for nothing: who asks first needs no targets.
	Kept(key any) driver.Plan
	// Plan is the way of the columns to targets, kept under key.
	Plan(key any, targets func() ([]driver.Target, error)) (driver.Plan, error)
	// Fill stores the present row at dst.
	Fill(p driver.Plan, dst unsafe.Pointer, a *driver.Arena) error
}
