package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/sql"
)

// Notes are what is no mistake in the tables, and costs more than it looks, a sentence each;
// nil when there is nothing. Check reports mistakes.
//
// A foreign key with an action (ON DELETE or ON UPDATE with CASCADE, SET NULL or SET DEFAULT)
// is noted when no index begins with its columns: the database looks for the rows that refer
// to a deleted one, and reads all of them. MySQL and MariaDB make such an index by themselves.
func (m *MetaData) Notes() []string {
	if m == nil {
		return nil
	}
	m.Resolve()
	var out []string
	for _, t := range m.tables {
		for _, f := range t.ForeignKeys {
			to := f.Target()
			action, verb := acts(f)
			if action == "" || to == nil || t.indexed(f.Columns) {
				continue
			}
			names := make([]string, len(f.Columns))
			for i, c := range f.Columns {
				names[i] = c.Name
			}
			out = append(out, fmt.Sprintf("%s (%s) refers to %s with %s, and no index begins with %s: each %s of a row of %s reads all of %s, where the database does not make that index by itself; declare it with Index",
				t.FullName(), strings.Join(names, ", "), to.FullName(), action, strings.Join(names, ", "), verb, to.FullName(), t.FullName()))
		}
	}
	return out
}

// acts is what a foreign key does to the rows that refer, and when.
func acts(f *ForeignKey) (action, verb string) {
	for _, a := range []Action{Cascade, SetNull, SetDefault} {
		if f.OnDelete == a {
			return "ON DELETE " + string(a), "DELETE"
		}
	}
	for _, a := range []Action{Cascade, SetNull, SetDefault} {
		if f.OnUpdate == a {
			return "ON UPDATE " + string(a), "change of the key"
		}
	}
	return "", ""
}

// indexed reports whether an index of all rows begins with columns, in any order.
func (t *Table) indexed(columns []*ColumnDef) bool {
	begins := func(with []*ColumnDef) bool {
		return len(with) >= len(columns) && !slices.ContainsFunc(with[:len(columns)], func(c *ColumnDef) bool { return !slices.Contains(columns, c) })
	}
	if begins(t.PrimaryKey()) {
		return true
	}
	for _, u := range t.AllUniques() {
		if begins(u.Columns) {
			return true
		}
	}
	return slices.ContainsFunc(t.AllIndexes(), func(x *Index) bool {
		if x.Where != nil || len(x.Only) > 0 || x.Method != "" && !strings.EqualFold(x.Method, "btree") {
			return false
		}
		var with []*ColumnDef
		for _, n := range x.Items {
			if o, ok := n.(*sql.OrderNode); ok {
				n = o.X
			}
			with = append(with, DefOf(n)) // nil: an expression
		}
		return begins(with)
	})
}
