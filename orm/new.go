package orm

import (
	"errors"
	"reflect"

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
			case m.Family != nil && c.Index == m.Family.Disc.Index && c.IsUnset(obj):
				b := m.Blank()
				err := c.StoreGo(b, m.IdentityValue)
				x, berr := c.Bind(b)
				set = append(set, sql.Assignment{Column: c.Node, Value: x, Err: errors.Join(err, berr)})
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
