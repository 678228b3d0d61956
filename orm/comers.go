package orm

import (
	"slices"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// What an INSERT by a statement brings is in the database, and in no collection of the session's:
// those to which it may belong are Outdated, so that their next Of reads it.

// comers are the foreign keys that rows of n may have whose other side is a field. A foreign
// key that n does not name is NULL, but for defaults; what names no column takes the names of
// its parameters.
func comers(m *mapping.Mapper, n *sql.InsertNode) []*mapping.Link {
	given := map[sql.Node]bool{}
	for _, c := range n.Columns {
		given[c] = true
	}
	if n.Conflict != nil {
		for _, a := range n.Conflict.Set {
			given[a.Column] = true
			for _, c := range a.Tuple {
				given[c] = true
			}
		}
	}
	var out []*mapping.Link
	for _, l := range m.Links {
		if l.Back != nil && (len(n.Columns) == 0 || slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool {
			return given[columnIn(n.Table, c)] || c.Def.Default != nil || c.Def.MadeByDatabase()
		})) {
			out = append(out, l)
		}
	}
	return out
}

// inserted has the collections read again, by their next Of, to which rows of n may belong.
func (s *Session) inserted(n *sql.InsertNode) {
	m := mapping.Of(n.Table)
	if m == nil {
		return
	}
	for _, l := range comers(m, n) {
		s.u.outdate(l)
	}
	s.u.outdateAll(func(r *mapping.Relationship) bool { return r.ViewOnly() && (m.IsA(r.Target) || r.Target.IsA(m)) })
}

// pairsWritten has the collections read again that go through t, an association table, to which a
// statement has written.
func (s *Session) pairsWritten(t *sql.TableNode) {
	s.u.outdateAll(func(r *mapping.Relationship) bool { return r.Pair != nil && r.Pair.Pair.Table.Node() == t })
}

// outdateAll has relationships of all objects read again by their next Of.
func (u *unit) outdateAll(which func(*mapping.Relationship) bool) {
	for _, mp := range u.st.Maps() {
		for i, r := range mp.M.Rels {
			if !which(r) {
				continue
			}
			for o := range mp.All() {
				if o.Persistent() && *mp.Plan.State(o.Snap, i) == state.Loaded {
					u.edit(mp, o)
					*mp.Plan.State(o.Snap, i) = state.Aged
				}
			}
		}
	}
}
