package orm

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// What an Add says of columns that the object cannot say itself.

// AddOption is Default, Null or KeepKey, among the objects of an Add: it speaks of the object
// before it.
type AddOption struct {
	columns []sql.Node
	null    bool
	keep    bool
}

// Default asks for the default of columns in an INSERT, whatever the object before it in
// Add holds: where a zero is a value like others, as with a bool. What the database, or
// the program's own default, has made is in the object afterwards.
//
//	s.Add(product, orm.Default(Products.Active))
func Default(columns ...sql.Expr) *AddOption { return &AddOption{columns: itemNodes(items(columns))} }

// Null writes NULL into columns in an INSERT, although they have a default: the object
// before it in Add holds a nil there, which would ask for that.
func Null(columns ...sql.Expr) *AddOption {
	return &AddOption{columns: itemNodes(items(columns)), null: true}
}

// KeepKey inserts the object before it in Add with the key that it holds, also if that is 0,
// which asks for a key of the database else. A database that makes a key nevertheless, as
// MySQL and MariaDB do in a sql_mode without NO_AUTO_VALUE_ON_ZERO, makes the flush fail.
//
//	s.Add(nobody, orm.KeepKey())
func KeepKey() *AddOption { return &AddOption{keep: true} }

func (o *AddOption) name() string {
	switch {
	case o.keep:
		return "KeepKey"
	case o.null:
		return "Null"
	}
	return "Default"
}

// asked is what was said of a column.
type asked uint8

const (
	forDefault asked = iota + 1
	forNull
	forValue // a zero that was Set
)

// ask notes what o says of an object that was added.
func (u *unit) ask(o *AddOption, m *mapping.Mapper, obj unsafe.Pointer) error {
	if len(o.columns) == 0 && !o.keep {
		return fmt.Errorf("orm.%s names no column", o.name())
	}
	mp := u.st.Map(m)
	r, _ := mp.Find(obj)
	if r == nil || r.Flags&state.Pending == 0 {
		return fmt.Errorf("orm.%s: %s is a row already: it is for objects that are inserted", o.name(), u.name(m, obj))
	}
	m = mp.Of(r).M
	if o.keep {
		if m.Generated == nil {
			return fmt.Errorf("orm.KeepKey: the database makes no keys of %s: what the object holds is its key anyway", m.Name())
		}
		if zeroKey(m, obj) { // another key is kept as it is
			u.asking(r)[m.Generated.Index] = forValue
		}
		return nil
	}
	for _, n := range o.columns {
		c, err := columnOf(m, n)
		switch {
		case err != nil:
			return fmt.Errorf("orm.%s: %w", o.name(), err)
		case !o.null && c.Def.Default == nil && !c.Def.MadeByDatabase():
			return fmt.Errorf("orm.Default(%s): the column has no default", c.Name())
		case o.null && !c.Def.Nullable:
			return fmt.Errorf("orm.Null(%s): the column is NOT NULL", c.Name())
		case c.Def.PrimaryKey || c == m.Version:
			return fmt.Errorf("orm.%s(%s): the key and the version are not asked for", o.name(), c.Name())
		}
		if u.asking(r)[c.Index] = forDefault; o.null {
			u.asking(r)[c.Index] = forNull
		}
	}
	return nil
}

// asking is what was said of r's columns, to say more.
func (u *unit) asking(r *state.Record) map[int]asked {
	if u.asks == nil {
		u.asks = map[*state.Record]map[int]asked{}
	}
	if u.asks[r] == nil {
		u.asks[r] = map[int]asked{}
	}
	return u.asks[r]
}

// wantsDefault reports whether an INSERT of r is to have c's default; null, that it is to
// have NULL although there is one. What contradicts the object is an error.
func (u *unit) wantsDefault(r *state.Record, c *mapping.Column) (yes, null bool, err error) {
	switch u.asks[r][c.Index] {
	case forValue:
		return false, false, nil
	case forDefault:
		return true, false, nil
	case forNull:
		v, err := c.Value(r.Obj)
		if err == nil && !v.IsNull() {
			err = fmt.Errorf("orm.Null(%s): the object holds a value there", c.Name())
		}
		return false, true, err
	}
	yes, err = c.AsksForDefault(r.Obj)
	return yes, false, err
}

// keeps reports whether the key 0 of r is its key.
func (u *unit) keeps(r *state.Record, c *mapping.Column) bool { return u.asks[r][c.Index] == forValue }

// checkKept makes sure that the rows with the key 0 have it.
func (f *flush) checkKept(ctx context.Context) error {
	for _, x := range f.kept {
		recs, err := f.s.readKey(ctx, x.mp.M, x.rec.Obj, true)
		if err != nil {
			return err
		}
		if len(recs) == 0 {
			return fmt.Errorf("orm.KeepKey: the database has made another key than 0 for a %s: where it is MySQL or MariaDB, its sql_mode must have NO_AUTO_VALUE_ON_ZERO", x.mp.M.Name())
		}
	}
	return nil
}
