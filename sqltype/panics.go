package sqltype

import (
	"fmt"
	"reflect"
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

// IsZero is what the IsZero method of a value says. Its panic is a *PanicError.
func IsZero(v reflect.Value) (zero bool, err error) {
	err = foreign("the IsZero method of a "+v.Type().String(), func() error {
		zero = v.Interface().(interface{ IsZero() bool }).IsZero()
		return nil
	})
	return zero, err
}
