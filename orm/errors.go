package orm

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
)

// A ConfigureError holds every mistake in the declared tables; Problems tells them one by one.
type ConfigureError = mapping.Error

// Sentinels, for errors.Is.
var (
	// ErrNoResult is what is wanted exactly once and does not come: engine.ErrNoResult.
	ErrNoResult = engine.ErrNoResult
	// ErrMultipleResults is what is wanted exactly once and comes more often: engine.ErrMultipleResults.
	ErrMultipleResults = engine.ErrMultipleResults
	// ErrConcurrentSession answers a call of a session while another one runs in another goroutine.
	ErrConcurrentSession = errors.New("this session is in use by another goroutine: a session is for one at a time; make one for each request or worker")
	// ErrReentrant answers a call of a session from a function that the session itself has called.
	ErrReentrant = errors.New("the session was called from a function that it is calling, such as a default: such a function must not use the session")
	// ErrSessionClosed answers what is done with a session after its Close.
	ErrSessionClosed = errors.New("this session is closed")
	// ErrPendingRollback answers everything but Rollback and Close after a flush or a commit has failed.
	ErrPendingRollback = errors.New("the unit of work of this session has failed, and must be rolled back before anything else")
)

// A PendingRollbackError is ErrPendingRollback with the failure that led to it.
type PendingRollbackError struct{ Err error }

// Error names the cause.
func (e *PendingRollbackError) Error() string {
	return ErrPendingRollback.Error() + ": call Rollback; it failed with: " + e.Err.Error()
}

// Unwrap is ErrPendingRollback and the cause.
func (e *PendingRollbackError) Unwrap() []error { return []error{ErrPendingRollback, e.Err} }

// A NotFoundError is ErrNoResult for a Get: no row has that key.
type NotFoundError struct {
	Entity string
	Key    string
}

// Error says what was looked for.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("%s %s: %v", e.Entity, e.Key, ErrNoResult)
}

// Is matches what ErrNoResult matches.
func (e *NotFoundError) Is(target error) bool { return target == ErrNoResult }

// An IdentityConflictError is an object whose key belongs to another object of the session.
type IdentityConflictError struct {
	Entity, Key, Path string
	Deleted           bool // the session's own object is to be deleted
}

// Error says what to do.
func (e *IdentityConflictError) Error() string {
	if e.Deleted {
		return fmt.Sprintf("%s: the session has another object for %s %s, which is to be deleted: Add this one, if the row is to become it", e.Path, e.Entity, e.Key)
	}
	return fmt.Sprintf("%s: the session has another object for %s %s; this one is a copy, or comes from another session: change the session's own object, or Merge this one into it", e.Path, e.Entity, e.Key)
}

// A DetachedError is an object that was reached from another one, has a generated
// key already, and is not of this session.
type DetachedError struct {
	Entity, Key, Path string
}

// Error says what to do.
func (e *DetachedError) Error() string {
	return fmt.Sprintf("%s is %s %s, which this session does not know: load it with Get, say Attach if it is what the database has, Merge if it is a copy to be made the session's, or Ref for its key alone; if a new row with this key is meant, Add it", e.Path, e.Entity, e.Key)
}

// A NotPersistedError is an object that is used as a row, and is none in this session.
type NotPersistedError struct {
	Op, Entity, Key string
}

// Error says what to do.
func (e *NotPersistedError) Error() string {
	text := fmt.Sprintf("%s: this %s (key %s) is not an object of this session: load it in this session first", e.Op, e.Entity, e.Key)
	if strings.HasSuffix(e.Op, ".Of") {
		text += ", with All, One, First or Get; objects that come from Each or with AsNoTracking are plain ones that no session knows: let them be loaded together with the relationship, by With(orm.SelectIn(…)) in that query, or by orm.Preload for all of them"
	}
	return text
}

// A RelationConflictError is an object that was given to two others by one relationship.
type RelationConflictError struct {
	Child, A, B string
}

// Error names all three.
func (e *RelationConflictError) Error() string {
	return fmt.Sprintf("%s is given to %s and to %s: it can belong to one of them", e.Child, e.A, e.B)
}

// A KeyConflictError is an object that was given to another one by a foreign key that
// shares a column with its own primary key, and the two say different things there.
type KeyConflictError struct {
	Child, Parent, Column, Has, Gives string
}

// Error names both values.
func (e *KeyConflictError) Error() string {
	return fmt.Sprintf("%s is given to %s, whose key says %s %s; it is part of the first one's own key, and %s there: a reference does not make another row of it; give it to one with %s, or change its key as well",
		e.Child, e.Parent, e.Column, e.Gives, e.Has, e.Has)
}

// A PartialCollectionError is an object that was removed from a collection of which
// only a part was loaded.
type PartialCollectionError struct {
	Parent, Relation string
	Removed          int
}

// Error says what to do.
func (e *PartialCollectionError) Error() string {
	return fmt.Sprintf("%s: %d removed from %s, of which only a part is loaded: load all of it with Of first, or detach the objects themselves", e.Parent, e.Removed, e.Relation)
}

// A PlaceError is an object that was given to an ordered collection which is not loaded,
// or only in part: its place is not known, and it does not say one itself.
type PlaceError struct {
	Child, Parent, Relation, Column string
}

// Error says what to do.
func (e *PlaceError) Error() string {
	return fmt.Sprintf("%s was given to %s, whose %s are ordered by %s and not all loaded, so that nobody knows its place: load them with Of before, or say the place in the object",
		e.Child, e.Parent, e.Relation, e.Column)
}

// An OrphanError is an object that was taken from its parent and cannot be without one.
type OrphanError struct {
	Child, Column string
}

// Error says what to do.
func (e *OrphanError) Error() string {
	return fmt.Sprintf("%s was taken from its parent, and %s cannot be NULL: give it to another one, or Delete it", e.Child, e.Column)
}

// A KeyChangedError is an object whose generated key was changed in memory.
type KeyChangedError struct {
	Entity, Was, Is string
}

// Error names the usual cause.
func (e *KeyChangedError) Error() string {
	return fmt.Sprintf("the key of %s %s was changed to %s: a generated key stays; was something decoded into a loaded object?", e.Entity, e.Was, e.Is)
}

// A StaleDataError is a row that was to be changed or deleted and is not there any more,
// or not in the version that was meant.
type StaleDataError struct {
	Op, Entity, Key string
	Rows            int64
	Want            int64
	Version         string // that was meant, where rows have one and it concerns one row
	Found           string // that the session knows, where Merge or ExpectVersion was given another one
}

// Error says what was expected.
func (e *StaleDataError) Error() string {
	switch {
	case e.Found != "":
		return fmt.Sprintf("%s of %s %s was given version %s, and its version is %s: someone else has changed it since", e.Op, e.Entity, e.Key, e.Version, e.Found)
	case e.Version != "":
		return fmt.Sprintf("%s of %s %s in version %s concerned %d rows, and %d were expected: someone else has changed or deleted it", e.Op, e.Entity, e.Key, e.Version, e.Rows, e.Want)
	}
	if e.Op == "INSERT" {
		return fmt.Sprintf("INSERT of %s %s concerned %d rows, and %d were expected: a trigger or a rule of the database's has kept some out", e.Entity, e.Key, e.Rows, e.Want)
	}
	return fmt.Sprintf("%s of %s %s concerned %d rows, and %d were expected: someone else has deleted it, or changed its key", e.Op, e.Entity, e.Key, e.Rows, e.Want)
}

// A CircularDependencyError is rows to be inserted that need each other's generated
// keys, or rows to be deleted that refer to each other.
type CircularDependencyError struct {
	Rows     []string // each refers to the next; the last is the first
	Deleting bool
	Cascades bool // the database deletes the others with each of them
}

// Error names the rows.
func (e *CircularDependencyError) Error() string {
	first, then := "inserted", "leave one reference empty, Flush, and set it then"
	if e.Deleting {
		first, then = "deleted", "set one reference to nil, Flush, and Delete them then"
	}
	if e.Cascades {
		return "these rows refer to each other in a circle by foreign keys with ON DELETE CASCADE, so that the first that is deleted takes the others with it: " + strings.Join(e.Rows, " → ") + "; Delete one of them only, or say .PostUpdate() on a relationship whose foreign key can be NULL"
	}
	return "these rows refer to each other in a circle, so that none can be " + first + " first: " + strings.Join(e.Rows, " → ") + "; say .PostUpdate() on a relationship whose foreign key can be NULL, or " + then
}

// An AutoflushError is a flush that failed before a query: not the query is at fault,
// but what was changed before it.
type AutoflushError struct {
	Reading string // the tables that the query reads, of which one has pending changes
	Site    string // file:line of the program's that queries
	Err     error
}

// Error says where the flush came from.
func (e *AutoflushError) Error() string {
	return fmt.Sprintf("the flush before the query at %s (it reads %s, with pending changes; see AutoflushOff) failed: %v", e.Site, e.Reading, e.Err)
}

// Unwrap is the flush's error.
func (e *AutoflushError) Unwrap() error { return e.Err }
