package mapping

import (
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// uniques are the sets of columns of which no two rows have the same values at any
// moment: the primary key, unique constraints and unique indexes. Constraints that
// are checked at the end of the transaction are none of them.
func (m *Mapper) uniques() []*[]*Column {
	var out []*[]*Column
	if m.inherits() {
		out = append(out, m.Super.Uniques...) // the same, for rows of the parent may have the value
		m.partial = m.Super.partial[:len(m.Super.partial):len(m.Super.partial)]
	}
	same := func(a, b *Column) bool { return a.Index == b.Index }
	add := func(defs []*schema.ColumnDef) {
		cs := make([]*Column, len(defs))
		for i, d := range defs {
			if cs[i] = m.ColumnOf(d); cs[i] == nil {
				return
			}
		}
		if len(cs) > 0 && !slices.ContainsFunc(out, func(o *[]*Column) bool { return slices.EqualFunc(*o, cs, same) }) {
			out = append(out, &cs)
		}
	}
	index := func(x *schema.Index) {
		var defs []*schema.ColumnDef
		for _, n := range x.Items {
			if o, ok := n.(*sql.OrderNode); ok {
				n = o.X
			}
			if d := schema.DefOf(n); d != nil {
				defs = append(defs, d)
			}
		}
		if len(defs) == len(x.Items) {
			add(defs)
		}
	}
	add(m.Table.PrimaryKey())
	some := false // of those that hold for some rows, or on some databases: who swaps values must know them, too
	for range 2 {
		before := len(out)
		for _, u := range m.Table.AllUniques() {
			if (!u.Deferrable || u.Initially != "DEFERRED") && some == (len(u.Only) > 0) {
				add(u.Columns)
			}
		}
		for _, x := range m.Table.AllIndexes() {
			if x.Unique && some == (x.Where != nil || len(x.Only) > 0) {
				index(x)
			}
		}
		if some {
			m.partial = append(m.partial, out[before:]...)
		}
		some = true
	}
	return out
}

// unique reports whether no two rows of m have the same in columns.
func (m *Mapper) unique(columns []*Column) bool {
	return slices.ContainsFunc(m.Uniques, func(u *[]*Column) bool {
		return !slices.Contains(m.partial, u) && !slices.ContainsFunc(*u, func(c *Column) bool {
			return !slices.ContainsFunc(columns, func(x *Column) bool { return x.Index == c.Index })
		})
	})
}

// Repeats reports whether a join along r may give a row several times: it leads to many, or
// nothing in the schema says that it leads to one at most.
func (r *Relationship) Repeats() bool {
	switch {
	case r.Kind == Many || r.ViewOnly():
		return true
	case r.Kind == ToOne:
		return false // by the primary key, or what is unique
	}
	return !r.Target.unique(r.Link.Columns)
}
