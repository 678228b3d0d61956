package orm

import (
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A condition about an object holds its key, and is made where nobody knows a session. An
// object without a key may be a new one, or the row whose generated key is 0: the value is then
// a mistake, which the session that runs the statement takes out if it knows better.

// A NoKeyError is a condition about a new object, which has no key yet that could be compared.
// The session of the statement knows better once the object is a row.
type NoKeyError struct {
	Op     string // Orders.Product
	Entity string // Product

	of  *mapping.Mapper // of obj
	obj unsafe.Pointer
	key *mapping.Column // what is compared, in obj
}

// Error says what to do.
func (e *NoKeyError) Error() string {
	return fmt.Sprintf("%s is compared with a new %s, which has no key yet: Flush first", e.Op, e.Entity)
}

// anyUnkeyed spares programs that never compare with new objects the search for them.
var anyUnkeyed atomic.Bool

// keyOrNone are the values of columns in obj; without a key they are a mistake, of op.
func keyOrNone(op string, of *mapping.Mapper, columns []*mapping.Column, obj unsafe.Pointer, has bool) ([]sql.Node, error) {
	vals, err := keyValues(columns, obj)
	if err != nil || has {
		return vals, err
	}
	anyUnkeyed.Store(true)
	for i, v := range vals {
		b := *v.(*sql.BindNode)
		b.Err = &NoKeyError{op, of.Name(), of, obj, columns[i]}
		vals[i] = &b
	}
	return vals, nil
}

// keyed is n where the objects in it that had no key are rows by now.
func (u *unit) keyed(n sql.Node) sql.Node {
	if !anyUnkeyed.Load() || u == nil {
		return n
	}
	var nothing []*sql.BindNode // foreign keys of rows that refer to nothing, so that they are nobody's
	return sql.Rewrite(n, func(n sql.Node) sql.Node {
		if x, ok := n.(*sql.BinaryNode); ok && len(nothing) > 0 {
			if b, ok := x.R.(*sql.BindNode); ok && slices.Contains(nothing, b) {
				if x.Op == sql.OpNe {
					return sql.NodeOf(sql.True())
				}
				return sql.NodeOf(sql.False())
			}
		}
		b, ok := n.(*sql.BindNode)
		var e *NoKeyError
		if !ok || b.Err == nil || !errors.As(b.Err, &e) || !u.isRow(e.of, e.obj) {
			return n
		}
		x, err := e.key.Bind(e.obj)
		x.Err = err
		if x.Value.IsNull() {
			nothing = append(nothing, x)
		}
		return x
	})
}

// isRow reports whether obj is a row that u knows.
func (u *unit) isRow(m *mapping.Mapper, obj unsafe.Pointer) bool {
	mp := u.st.Known(m)
	if mp == nil {
		return false
	}
	r, found := mp.Find(obj)
	return found == state.Known && r.Persistent()
}
