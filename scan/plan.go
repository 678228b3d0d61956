// Package scan plans how the columns of a result become a Go value, once per
// statement and Go type; what the plan gives adapters are driver.Targets, so that
// filling a row needs neither reflection nor boxing.
package scan

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// An Item is one item of a select list: a column, or the columns of an entity.
type Item struct {
	Col      int // the first of its columns in the result
	Name     string
	Type     *sqltype.Desc
	Nullable bool
	Typed    bool    // the Go type is what the statement says, so that a NULL it cannot hold is a mistake to find early
	Entity   *Entity // of a mapped table
}

// An Entity is a struct that is made of several columns.
type Entity struct {
	Type   reflect.Type // the struct
	Fields []Field
	Key    []int // the columns that are NULL when there is no entity at all; none: there is always one
}

// A Field is one column's place in an Entity.
type Field struct {
	Col    int
	Name   string
	Offset uintptr
	Go     reflect.Type
	Type   *sqltype.Desc
	Reader func(col int) (driver.Target, error) // makes the target, unless it is nil
}

// A Part is an entity within a row: made for itself, and pointed to from the row.
type Part struct {
	Offset  uintptr // of the pointer, in the row
	Type    reflect.Type
	Targets []driver.Target
	Absent  []driver.Target // tell whether the key is NULL, as bools; see Present
}

// A Plan is how a row becomes a value of a Go type.
type Plan struct {
	Targets []driver.Target // into the value itself
	Parts   []Part
}

// For plans a value of type t: an entity's pointer or a scalar for one item, or a
// struct whose fields are the items in order (sql.Row2 …), when tuple says so.
func For(t reflect.Type, items []Item, tuple bool) (*Plan, error) {
	p := &Plan{}
	if !tuple {
		if len(items) != 1 {
			return nil, fmt.Errorf("the rows have %d columns, which a Go %v cannot hold: use Select%d, or AllAs into a struct", len(items), t, min(len(items), 8))
		}
		return p, p.add(t, 0, items[0])
	}
	if t.NumField() != len(items) {
		return nil, fmt.Errorf("the rows have %d items, a Go %v has %d fields", len(items), t, t.NumField())
	}
	for i, item := range items {
		if err := p.add(t.Field(i).Type, t.Field(i).Offset, item); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (f *Field) target() (driver.Target, error) {
	if f.Reader != nil {
		return f.Reader(f.Col)
	}
	to, err := sqltype.Target(f.Go, f.Type)
	to.Col, to.Offset = f.Col, f.Offset
	return to, err
}

func (p *Plan) add(t reflect.Type, offset uintptr, item Item) error {
	if item.Entity != nil {
		if t != reflect.PointerTo(item.Entity.Type) {
			return fmt.Errorf("the rows of %s are *%v, not %v", item.Name, item.Entity.Type, t)
		}
		part := Part{Offset: offset, Type: item.Entity.Type}
		for _, f := range item.Entity.Fields {
			to, err := f.target()
			if err != nil {
				return fmt.Errorf("column %s: %w", f.Name, err)
			}
			part.Targets = append(part.Targets, to)
		}
		for i, col := range item.Entity.Key {
			part.Absent = append(part.Absent, present(col, uintptr(i)))
		}
		p.Parts = append(p.Parts, part)
		return nil
	}
	if item.Typed && item.Nullable && !holdsNull(t) {
		return &NullableError{Column: item.Name, Go: t}
	}
	to, err := sqltype.Target(t, item.Type)
	if err != nil {
		return fmt.Errorf("column %s: %w", item.Name, err)
	}
	to.Col, to.Offset = item.Col, offset
	p.Targets = append(p.Targets, to)
	return nil
}

// holdsNull reports whether a t can say NULL.
func holdsNull(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return true
	}
	return t.PkgPath() == "database/sql" && strings.HasPrefix(t.Name(), "Null") || reflect.PointerTo(t).Implements(scanner)
}

// A NullableError says that a column may be NULL and is read into what cannot be.
type NullableError struct {
	Column string
	Go     reflect.Type
}

// Error says what to do.
func (e *NullableError) Error() string {
	return fmt.Sprintf("column %s may be NULL here, and a Go %v cannot: use .Nullable() to read a *%v, .Coalesce(…) for another value, or .NotNull() to vouch for it", e.Column, e.Go, e.Go)
}
