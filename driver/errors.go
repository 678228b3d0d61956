package driver

import (
	"errors"
	"strings"
)

// A Class is the family of an error, as the DB-API names it.
type Class uint8

// Classes.
const (
	Internal     Class = iota // the database's own trouble, or a transaction that failed before
	Integrity                 // a constraint was violated
	Data                      // a value does not fit: out of range, division by zero, not a date
	Operational               // the connection, the server, its resources, a deadlock, a cancel
	Programming               // the statement is wrong: syntax, unknown table, wrong number of parameters
	NotSupported              // the database cannot do it
)

var classNames = [...]string{"internal error", "integrity error", "data error", "operational error", "programming error", "not supported"}

// String is the class's name as error messages use it.
func (c Class) String() string { return classNames[min(int(c), len(classNames)-1)] }

// A Constraint is the kind of constraint that an IntegrityError is about.
type Constraint uint8

// Constraints.
const (
	OtherConstraint Constraint = iota
	Unique                     // a primary key too
	ForeignKey
	NotNull
	Check
	Exclusion
)

var constraintNames = [...]string{"constraint", "unique", "foreign key", "not null", "check", "exclusion"}

// String is the constraint's name in SQL.
func (c Constraint) String() string { return constraintNames[min(int(c), len(constraintNames)-1)] }

// Sentinels, for errors.Is. Those of constraints match an *Error by what it says.
var (
	ErrUnique       = errors.New("unique constraint violated")
	ErrForeignKey   = errors.New("foreign key constraint violated")
	ErrNotNull      = errors.New("not null constraint violated")
	ErrCheck        = errors.New("check constraint violated")
	ErrRetryable    = errors.New("the transaction may be run again")
	ErrDisconnected = errors.New("the connection to the database is lost")
	ErrCancelled    = errors.New("the statement was cancelled")

	// ErrSkipped answers a request that was not executed, because one before it in
	// the batch failed.
	ErrSkipped = errors.New("skipped: a statement before it in the batch failed")
	// ErrTooLarge is what Rows.Detach answers beyond its limit.
	ErrTooLarge = errors.New("the rest of the result is larger than the limit for keeping it in memory")
	// ErrBusy answers a Run on a connection whose last Results are open.
	ErrBusy = errors.New("the connection is busy: the results of another batch are open")
)

// An Error is what a database or its driver refused, classified. errors.As also
// finds it as *IntegrityError, *DataError, *OperationalError, *ProgrammingError,
// *InternalError or *NotSupportedError, after its Class; errors.Is finds the
// sentinels of this package; Unwrap gives the driver's own error.
type Error struct {
	Class        Class
	Code         string // SQLSTATE, or the database's own code as text where it has none
	Number       int    // the database's own number (MySQL, SQLite), 0 where there is none
	Constraint   Constraint
	Name         string // of the constraint, where the database tells
	Schema       string
	Table        string
	Column       string
	Message      string
	Detail       string
	Hint         string
	Request      int  // the place in the batch, from 1, of a request for which nothing at all was sent; 0: not told
	Parameter    int  // the place, from 1, of a value that the driver could not send; 0: not told
	Position     int  // in the statement's text, in characters from 1; 0: not told
	Disconnected bool // the connection cannot be used any more
	Retryable    bool // the whole transaction was rolled back and may be run again
	Cancelled    bool // by the caller's ctx, or by someone at the server
	Err          error
}

// Error says what the database said.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Class.String())
	if e.Class == Integrity && e.Constraint != OtherConstraint {
		b.WriteString(" (" + e.Constraint.String() + ")")
	}
	b.WriteString(": ")
	switch {
	case e.Message != "":
		b.WriteString(e.Message)
	case e.Err != nil:
		b.WriteString(e.Err.Error())
	}
	if e.Code != "" {
		b.WriteString(" [" + e.Code + "]")
	}
	return b.String()
}

// Unwrap is the driver's own error.
func (e *Error) Unwrap() error { return e.Err }

// Is matches the sentinels of this package.
func (e *Error) Is(target error) bool {
	switch target {
	case ErrUnique:
		return e.Class == Integrity && e.Constraint == Unique
	case ErrForeignKey:
		return e.Class == Integrity && e.Constraint == ForeignKey
	case ErrNotNull:
		return e.Class == Integrity && e.Constraint == NotNull
	case ErrCheck:
		return e.Class == Integrity && e.Constraint == Check
	case ErrRetryable:
		return e.Retryable
	case ErrDisconnected:
		return e.Disconnected
	case ErrCancelled:
		return e.Cancelled
	}
	return false
}

// The classes as types of their own, for errors.As.
type (
	IntegrityError    struct{ *fault }
	DataError         struct{ *fault }
	OperationalError  struct{ *fault }
	ProgrammingError  struct{ *fault }
	InternalError     struct{ *fault }
	NotSupportedError struct{ *fault }
)

// fault embeds an Error without hiding its method of that name.
type fault = Error

// As gives the error as the type of its class.
func (e *Error) As(target any) bool {
	switch t := target.(type) {
	case **IntegrityError:
		if e.Class == Integrity {
			*t = &IntegrityError{e}
			return true
		}
	case **DataError:
		if e.Class == Data {
			*t = &DataError{e}
			return true
		}
	case **OperationalError:
		if e.Class == Operational {
			*t = &OperationalError{e}
			return true
		}
	case **ProgrammingError:
		if e.Class == Programming {
			*t = &ProgrammingError{e}
			return true
		}
	case **InternalError:
		if e.Class == Internal {
			*t = &InternalError{e}
			return true
		}
	case **NotSupportedError:
		if e.Class == NotSupported {
			*t = &NotSupportedError{e}
			return true
		}
	}
	return false
}
