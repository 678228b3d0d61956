package sqltype

import (
	"fmt"
	"runtime/debug"
)

// A PanicError is a method of a Go type, or a function of Decorate, that has panicked when it
// was given a value. It is the reason of a *ValueError, or of the driver.ErrData of a row.
type PanicError struct {
	Of    string // what has panicked: a MarshalJSON method
	Value any    // of the panic
	Stack []byte // of the goroutine, as debug.Stack gives it
}

// Error says what the panic said.
func (e *PanicError) Error() string { return fmt.Sprintf("%s panicked: %v", e.Of, e.Value) }

// Unwrap is the value, when it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// foreign calls what is the program's.
func foreign(of string, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &PanicError{Of: of, Value: p, Stack: debug.Stack()}
		}
	}()
	return f()
}
