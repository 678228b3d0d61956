package orm

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// New is a new entity of t, with the defaults of the columns that were declared
// with InNew. It is nothing but a struct until it is added to a session.
func New[E any](t Entity[E]) (E, error) {
	m, err := mapperOf(t)
	if err != nil {
		var none E
		return none, err
	}
	obj := reflect.New(m.Struct).UnsafePointer()
	if m.Family != nil && !m.Abstract {
		if c := m.Columns[m.Family.Disc.Index]; c != nil {
			if err := c.StoreGo(obj, m.IdentityValue); err != nil {
				return entity[E](nil), err
			}
		}
	}
	for _, c := range m.Columns {
		d := c.Def.Default
		if !c.Def.InNew || d == nil || d.Expr != nil {
			continue
		}
		v, err := made(c, d)
		if err != nil {
			return entity[E](nil), err
		}
		if err := c.StoreGo(obj, v); err != nil {
			return entity[E](nil), err
		}
	}
	return entity[E](obj), nil
}

// saysKind is what an INSERT without a session gives for c, which says what the row of obj is.
func saysKind(m *mapping.Mapper, c *mapping.Column, obj unsafe.Pointer) (*sql.BindNode, error) {
	if c.IsUnset(obj) {
		if m.Abstract {
			return nil, fmt.Errorf("orm.Insert of a %s whose %s is not set: no row is a %[1]s itself, only what inherits from it; set it, or insert what inherits", m.Name(), c.Name())
		}
		b := m.Blank()
		err := c.StoreGo(b, m.IdentityValue)
		x, berr := c.Bind(b)
		return x, errors.Join(err, berr)
	}
	switch is, text, err := m.Family.KindOf(obj); {
	case err != nil:
		return nil, err
	case is == nil:
		return nil, fmt.Errorf("orm.Insert of a %s whose %s is %s, which no entity of its hierarchy is declared as: give the identity of one of them", m.Name(), c.Name(), text)
	case !is.IsA(m):
		return nil, fmt.Errorf("orm.Insert of a %s whose %s is %s: that says it is a %s; insert one, or leave %[2]s as it is", m.Name(), c.Name(), mapping.Text(is.IdentityValue), is.Name())
	}
	x, err := c.Bind(obj)
	return x, err
}

// Insert is an INSERT of whole objects by one statement, without a session: the
// objects are not changed, and know nothing of keys that the database makes up; see
// sql.Returning. A zero key that the database makes up is left out, and so is
// what asks for its default; all rows must ask for the same.
func Insert[E any](t Entity[E], rows ...E) sql.InsertStmt {
	target, ok := any(t).(sql.Target)
	if !ok {
		return sql.InsertStmt{}.Values(sql.Assignment{Err: errView})
	}
	stmt := sql.Insert(target)
	m, err := mapperOf(t)
	if err != nil {
		return stmt.Values(sql.Assignment{Err: err})
	}
	if len(rows) == 0 {
		return stmt.Values(sql.Assignment{Err: errors.New("orm.Insert is given no objects: nothing is to be inserted")})
	}
	for _, e := range rows {
		obj := pointer(e)
		var set []sql.Assignment
		for _, c := range m.Columns {
			switch {
			case obj == nil:
				set = append(set, sql.Assignment{Err: errNilRow})
			case m.Family != nil && c.Index == m.Family.Disc.Index && c.Def.Computed == nil:
				x, err := saysKind(m, c, obj)
				set = append(set, sql.Assignment{Column: c.Node, Value: x, Err: err})
			case c.Def.Computed != nil, c == m.Generated && zeroKey(m, obj), c.IsZero(obj) && (c.Def.Default != nil || c.Def.MadeByDatabase()):
			default:
				b, err := c.Bind(obj)
				set = append(set, sql.Assignment{Column: c.Node, Value: b, Err: err})
			}
		}
		stmt = stmt.Values(set...)
	}
	return stmt
}
