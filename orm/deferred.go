package orm

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// Deferred declares columns of t that queries and loads of many rows leave out, because
// they are large and seldom wanted. LoadColumns of one of them loads all that were declared
// with the same group, for all objects of a result at once; a group "" is each column by
// itself. Undefer in a query, and LoadOnly, which names them, read them with it; Get,
// Refresh, joins and queries without a session read whole rows.
//
// It belongs into the function that declares t. What inherits from t leaves them out, too; those that an
// heir defers itself, a query of the parent leaves out as well.
func Deferred(t TableStruct, group string, columns ...sql.Expr) {
	if m := declaredIn(t, "orm.Deferred"); m != nil {
		m.Defer(group, itemNodes(items(columns)))
	}
}

// Undefer reads columns of t that are declared Deferred, each with its group, in this
// query. Without columns it is all of them; one that is not Deferred is an error.
//
//	orm.Select(Products).With(orm.Undefer(Products, Products.Photo))
func Undefer[E any](t Entity[E], columns ...sql.Expr) Load[E] {
	return (*LoadFor[E])(&loading{undefer: true, where: itemNodes(items(columns))})
}

// grouped adds to columns what is loaded together with them.
func grouped(m *mapping.Mapper, want []bool) {
	united(m, want)
	for i, c := range m.Columns {
		group := m.Groups[c.Def]
		if !want[i] || group == "" {
			continue
		}
		for j, x := range m.Columns {
			if m.Groups[x.Def] == group {
				want[j] = true
			}
		}
	}
}

// united adds the rest of the value objects behind pointers of which a part is in want.
func united(m *mapping.Mapper, want []bool) {
	for i, c := range m.Columns {
		if want[i] {
			for _, j := range c.Unit() {
				want[j] = true
			}
		}
	}
}

// defers reports whether q leaves out what is deferred by declaration.
func (q *query) defers() bool {
	return q.flags&populate == 0 && !slices.ContainsFunc(q.loads, func(l *loading) bool { return l != nil && l.undefer && len(l.where) == 0 })
}

// deferred is which columns q leaves out by declaration; nil when it leaves none.
func (q *query) deferred(m *mapping.Mapper) ([]bool, error) {
	undefers := func(l *loading) bool { return l != nil && l.undefer }
	if m.Deferred == nil && !slices.ContainsFunc(q.loads, undefers) {
		return nil, nil
	}
	want := make([]bool, len(m.Columns))
	for _, l := range q.loads {
		if !undefers(l) {
			continue
		}
		if len(l.where) == 0 {
			return nil, nil
		}
		for _, n := range l.where {
			c, err := columnOf(m, n)
			if err != nil {
				return nil, err
			}
			if !had(m.Deferred, c.Index) {
				return nil, fmt.Errorf("%s is not Deferred: it is read anyway, or left out by what the query says itself", c.Name())
			}
			want[c.Index] = true
		}
	}
	if m.Deferred == nil || q.flags&populate != 0 {
		return nil, nil
	}
	grouped(m, want)
	var out []bool
	for i, d := range m.Deferred {
		if d && !want[i] {
			if out == nil {
				out = make([]bool, len(m.Columns))
			}
			out[i] = true
		}
	}
	return out, nil
}

// withoutDeferred are the columns of t, the table of what r reads, without those that are
// deferred wherever an heir has them.
func (r *rowReader) withoutDeferred(t *sql.TableNode) []*sql.ColumnNode {
	leave, keep := map[*sql.ColumnNode]bool{}, map[*sql.ColumnNode]bool{}
	for _, x := range r.m.Family.Members {
		if !x.IsA(r.m) {
			continue
		}
		for i, c := range x.Columns {
			if i >= len(r.m.Columns) && x.Deferred != nil && x.Deferred[i] {
				leave[c.Def.Node()] = true
			} else {
				keep[c.Def.Node()] = true
			}
		}
	}
	if len(leave) == 0 {
		return t.Cols
	}
	out := make([]*sql.ColumnNode, 0, len(t.Cols))
	for _, c := range t.Cols {
		if o := c.Origin(); !leave[o] || keep[o] {
			out = append(out, c)
		}
	}
	return out
}
