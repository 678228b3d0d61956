package engine

import (
	"fmt"
	"reflect"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// A field whose zero cannot be meant, or whose column says OmitZero, asks for the
// column's default when it is zero, as it does in a mapped struct.
//
// A value or function of the declaration is put in for each such row. What the database
// computes can only be left to it for all rows of a bulk or for none: the first row says
// which, and one that differs is an error.

// asksForDefault tells whether a field of type t is zero and means the default of c;
// nil where its zero is a value.
func asksForDefault(t reflect.Type, c *schema.ColumnDef) func(field unsafe.Pointer) bool {
	switch {
	case c.Default == nil && !c.MadeByDatabase():
		return nil
	case t == reflect.TypeFor[time.Time]():
		return func(p unsafe.Pointer) bool { return (*time.Time)(p).IsZero() }
	case t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface && t.Implements(zeroer):
		return func(p unsafe.Pointer) bool {
			zero, err := sqltype.IsZero(reflect.NewAt(t, p).Elem())
			return zero && err == nil // what panics is written, or says so when it is
		}
	case c.OmitZero || t.Kind() == reflect.Array && t.Len() == 16 && t.Elem().Kind() == reflect.Uint8:
		return func(p unsafe.Pointer) bool { return reflect.NewAt(t, p).Elem().IsZero() }
	}
	return nil
}

var zeroer = reflect.TypeFor[interface{ IsZero() bool }]()

// An unsetField is a field that asks for a default of the database's in all rows or in none.
type unsetField struct {
	def  *schema.ColumnDef
	zero func(row unsafe.Pointer) bool
	left bool // the first row leaves it to the database
}

// made is what the function of a default gives for c.
func made(d *schema.Default, c *schema.ColumnDef) (driver.Value, error) {
	v, err := d.Made(c)
	if err != nil {
		return driver.Value{}, err
	}
	return sqltype.EncodeAny(v, c.Type)
}

// leave decides what becomes of a field whose zero asks for the default of c: whether
// it is left out of what is written, and else how it is read.
func (b *bulk) leave(first unsafe.Pointer, c *schema.ColumnDef, zero func(row unsafe.Pointer) bool, get func(row unsafe.Pointer) (driver.Value, error)) (bool, func(row unsafe.Pointer) (driver.Value, error)) {
	if d := c.Default; d != nil && d.Expr == nil {
		return false, func(row unsafe.Pointer) (driver.Value, error) {
			switch {
			case !zero(row):
				return get(row)
			case d.Func != nil:
				return made(d, c)
			}
			return sqltype.EncodeAny(d.Value, c.Type)
		}
	}
	left := zero(first)
	b.unsets = append(b.unsets, unsetField{c, zero, left})
	return left, get
}

// checkUnset compares a row with what the first one leaves to the database.
func (b *bulk) checkUnset(row unsafe.Pointer) error {
	for _, u := range b.unsets {
		if u.zero(row) == u.left {
			continue
		}
		if u.left {
			return fmt.Errorf("%s is set, and the first row leaves it to the database: set it in all rows or in none, or name the columns with BulkColumns", u.def.Name)
		}
		return fmt.Errorf("%s is not set, as it is in the first row: the database's default cannot be asked for in some rows only; set it, or name the columns with BulkColumns", u.def.Name)
	}
	return nil
}
