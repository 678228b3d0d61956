package orm

import (
	"fmt"

	"github.com/aludel/aludel/orm/mapping"
)

// A DeletedParentError is an object that was given to one which is deleted, or is tied to
// it by a pair.
type DeletedParentError struct {
	Child, Parent string // as Order 3 and Product 12
	Relation      string // by which, from the parent's side where it has one
}

// Error says what to do.
func (e *DeletedParentError) Error() string {
	return fmt.Sprintf("%s is given to %s (%s), which is deleted: give it to another one, or none, or Add that one again", e.Child, e.Parent, e.Relation)
}

// A NilMemberError is a nil among the objects of a collection.
type NilMemberError = mapping.NilMemberError

// An UnknownKindError is an object that is new to the session and was reached by a pointer
// to what several entities inherit from: it does not tell which of them the object is.
type UnknownKindError struct {
	Path   string // where it was reached, as Product 12.Owner
	Entity string // that the pointer is to
}

// Error says what to do.
func (e *UnknownKindError) Error() string {
	return fmt.Sprintf("%s: what this %s is, or what inherits from it, cannot be told from a pointer to it: Add (or Attach) it first, as what it is", e.Path, e.Entity)
}

// An UnknownFormerError is a row that the database refuses, because another one has the place in
// a relationship to one, which was not loaded: the session knows nothing of that row, and can
// not let it go.
type UnknownFormerError struct {
	Child, Parent string // as a new Badge and Shelf 1
	Relation      string // as Shelf.Badge
	Err           error  // the database's
}

// Error says what to do.
func (e *UnknownFormerError) Error() string {
	return fmt.Sprintf("%v; %s is given to %s while %s is not loaded, and a row that has the place may be there: load it (Of, With) first, so that this row is let go", e.Err, e.Child, e.Parent, e.Relation)
}

// Unwrap is the database's error.
func (e *UnknownFormerError) Unwrap() error { return e.Err }

// relationOf names a link by the relationship that leads along it.
func relationOf(l *mapping.Link) string {
	switch {
	case l.Back != nil:
		return l.Back.FullName()
	case l.One != nil:
		return l.One.FullName()
	}
	return l.Columns[0].Name()
}
