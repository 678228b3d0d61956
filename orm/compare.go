package orm

import (
	"fmt"
	"reflect"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Eq is the condition that E's object is t, by the foreign key; with nil, that it
// has none. A t that is still to be inserted is a *NoKeyError of the statement; once it
// is a row, the session that knows it runs the same statement.
func (r *ToOne[E, T]) Eq(t T) sql.Cond { return refers(r.link, pointer(t), false) }

// Ne is the condition that E's object is not t: another one, or none. With nil it is
// that there is one.
func (r *ToOne[E, T]) Ne(t T) sql.Cond { return refers(r.link, pointer(t), true) }

// IsNull is the condition that E has no object: its foreign key is NULL.
func (r *ToOne[E, T]) IsNull() sql.Cond { return refers(r.link, nil, false) }

// Contains is the condition that t is one of E's objects, by the foreign key in t. What a
// flush is still to write into a row is not known yet; the foreign key of a new object is, when
// the statement runs in its session, and else a *NoKeyError of the statement.
func (r *ToMany[E, T]) Contains(t T) sql.Cond { return contains(r.link, pointer(t)) }

// Eq is the condition that t is E's object, by the foreign key in t; with nil, that
// no object refers to E.
func (r *ToHasOne[E, T]) Eq(t T) sql.Cond {
	if p := pointer(t); p != nil {
		return contains(r.link, p)
	}
	return exists(r.link, nil).Not()
}

// refers is Eq and Ne of a reference.
func refers(l link, to unsafe.Pointer, not bool) sql.Cond {
	if err := l.d.usable(); err != nil {
		return wrong(err)
	}
	r := l.d.rel
	if r.Choice != nil && to != nil {
		return refersAs(r, l.d.from, to, not)
	}
	if r.Conditional() {
		return refersBy(l, to, not)
	}
	if r.View != nil {
		return wrong(fmt.Errorf("%s is ViewOnly, and has no foreign key to be compared: use Has", r.FullName()))
	}
	columns := make([]sql.Node, len(r.Link.Columns))
	for i, c := range r.Link.Columns {
		columns[i] = columnIn(l.d.from, c)
	}
	if to == nil {
		op := sql.OpIsNull
		if not {
			op = sql.OpIsNotNull
		}
		conds := make([]sql.Node, len(columns))
		for i, c := range columns {
			conds[i] = &sql.UnaryNode{Op: op, X: c}
		}
		if !not && len(conds) > 1 { // one NULL is enough for no row to be meant
			return sql.NewCond(&sql.ListOpNode{Op: sql.OpOr, Xs: conds})
		}
		return sql.NewCond(both(conds))
	}
	vals, err := referredValues(r, to)
	if err != nil {
		return wrong(err)
	}
	conds := make([]sql.Node, 0, 2*len(columns))
	for i, c := range columns {
		op := sql.OpEq
		if not {
			op = sql.OpNe
		}
		conds = append(conds, &sql.BinaryNode{Op: op, L: c, R: vals[i]})
	}
	if !not {
		return sql.NewCond(both(conds))
	}
	for i, c := range columns {
		if r.Link.Columns[i].Def.Nullable {
			conds = append(conds, &sql.UnaryNode{Op: sql.OpIsNull, X: c})
		}
	}
	if len(conds) == 1 {
		return sql.NewCond(conds[0])
	}
	return sql.NewCond(&sql.ListOpNode{Op: sql.OpOr, Xs: conds})
}

// referredValues are what the foreign key of a reference to obj holds.
func referredValues(r *mapping.Relationship, obj unsafe.Pointer) ([]sql.Node, error) {
	return keyOrNone(r.FullName(), r.Target, r.Link.Referred, obj, hasReferred(r.Link, obj))
}

// contains is the condition that the row which obj refers to is E's.
func contains(l link, obj unsafe.Pointer) sql.Cond {
	if err := l.d.usable(); err != nil {
		return wrong(err)
	}
	r := l.d.rel
	if obj == nil {
		return wrong(fmt.Errorf("%s.Contains is given a nil", r.FullName()))
	}
	if r.Link == nil || r.Conditional() { // through an association table, or by conditions
		vals, err := keyOrNone(r.FullName(), r.Target, r.Target.Key, obj, hasKey(r.Target, obj))
		if err != nil {
			return wrong(err)
		}
		conds := make([]sql.Typed[bool], len(vals))
		for i, c := range r.Target.Key {
			conds[i] = sql.NewCond(&sql.BinaryNode{Op: sql.OpEq, L: c.Node, R: vals[i]})
		}
		return exists(l, conds)
	}
	vals, err := keyOrNone(r.FullName(), r.Target, r.Link.Columns, obj, !unsaid(r.Link, obj) && (hasKey(r.Target, obj) || r.Link.Key == nil || !null(r.Link, obj)))
	if err != nil {
		return wrong(err)
	}
	conds := make([]sql.Node, len(vals))
	for i, c := range r.Link.Referred {
		if b, ok := vals[i].(*sql.BindNode); ok && b.Value.IsNull() && b.Err == nil {
			return sql.False() // it refers to nothing
		}
		conds[i] = &sql.BinaryNode{Op: sql.OpEq, L: columnIn(l.d.from, c), R: vals[i]}
	}
	return sql.NewCond(both(conds))
}

// unsaid reports whether the foreign key in obj is what it holds before a flush has written what
// the object refers to: the zero of a key that the database makes.
func unsaid(l *mapping.Link, obj unsafe.Pointer) bool {
	c := l.Columns[0]
	return l.ToKey && l.Parent.Generated != nil && c.Type.Kind() != reflect.Pointer && c.IsUnset(obj)
}

// null reports whether the foreign key in obj refers to nothing, as that of a new object does
// until a flush has written what refers to it.
func null(l *mapping.Link, obj unsafe.Pointer) bool {
	var buf []byte
	_, null, _ := l.Key.Read(obj, &buf)
	return null
}

func wrong(err error) sql.Cond { return sql.NewCond(&sql.ErrNode{Err: err}) }

// elsewhereNamed is an alias of t that no condition of conds uses, for a subquery
// over the table that the statement around it reads.
func elsewhereNamed(t *sql.TableNode, name string, conds []sql.Node) *sql.TableNode {
	taken := map[string]bool{}
	been := map[*sql.TableNode]bool{}
	for _, c := range conds {
		sql.Walk(c, func(n sql.Node) bool {
			u, ok := n.(*sql.TableNode)
			if !ok {
				return true
			}
			taken[u.As] = true
			again := been[u]
			been[u] = true
			return !again
		})
	}
	for i := 1; ; i++ {
		if as := schema.Snake(name) + "_" + strconv.Itoa(i); !taken[as] {
			return sql.AliasOf(t, as)
		}
	}
}

// onto is n with the columns of table from as to has them.
func onto(n sql.Node, from, to *sql.TableNode) sql.Node {
	if from == to {
		return n
	}
	return sql.Rewrite(n, func(n sql.Node) sql.Node {
		if c, ok := n.(*sql.ColumnNode); ok && c.Table.Same(from) {
			if x := to.ColumnOf(c); x != nil {
				return x
			}
			for i, y := range from.Cols { // of an alias, or of what is no table
				if y == c && i < len(to.Cols) && to.Cols[i].Name == c.Name {
					return to.Cols[i]
				}
			}
		}
		return n
	})
}
