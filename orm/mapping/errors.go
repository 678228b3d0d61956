package mapping

import (
	"fmt"
	"strconv"
	"strings"
)

// A Problem is one mistake in the declaration of a mapping.
type Problem struct {
	Table  string // the table struct, as shop.ProductTable; "" where the mistake has no single place
	Struct string // the entity's struct, as shop.Product
	What   string // what is wrong, naming both places
	Add    string // the line that would mend it, ready to paste; "" where there is none
	To     string // the struct to which Add belongs
	Or     string // another way out
}

// Error holds every mistake that Configure found.
type Error struct {
	Problems []Problem
	Notes    []error // what package schema found in the tables themselves
}

// Error lists the mistakes, numbered.
func (e *Error) Error() string {
	var b strings.Builder
	n := len(e.Problems) + len(e.Notes)
	if n == 1 {
		b.WriteString("there is a mistake in the declared tables:")
	} else {
		fmt.Fprintf(&b, "there are %d mistakes in the declared tables:", n)
	}
	for i, p := range e.Problems {
		b.WriteString("\n" + strconv.Itoa(i+1) + ". ")
		if p.Table != "" {
			b.WriteString(p.Table)
			if p.Struct != "" {
				b.WriteString(" of " + p.Struct)
			}
			b.WriteString(": ")
		}
		b.WriteString(p.What)
		if p.Add != "" {
			b.WriteString("; add to " + p.To + "\n\t" + p.Add)
			if p.Or != "" {
				b.WriteString("\n   or " + p.Or)
			}
		} else if p.Or != "" {
			b.WriteString("; " + p.Or)
		}
	}
	for i, err := range e.Notes {
		b.WriteString("\n" + strconv.Itoa(len(e.Problems)+i+1) + ". " + err.Error())
	}
	return b.String()
}

// Unwrap gives the errors of package schema.
func (e *Error) Unwrap() []error { return e.Notes }

// A NilMemberError is a nil among the objects of a collection.
type NilMemberError struct{ Path string } // as Product 12.Orders[3]

// Error says what to do.
func (e *NilMemberError) Error() string {
	return e.Path + " is nil: a collection holds objects; take it out"
}
