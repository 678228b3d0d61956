package orm

import (
	"slices"
	"unsafe"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// tells makes n tell which rows it has changed or deleted, with their keys and what has
// changed in them. It reports whether that can be.
func (b *bulk) tells(n sql.Node, table *sql.TableNode, features dialect.Features) bool {
	m := b.mp.M
	if table != m.Table.Node() || m.Family != nil { // rows of a hierarchy have a shape each
		return false
	}
	switch n := n.(type) {
	case *sql.UpdateNode:
		if !features.UpdateReturning || len(n.Returning)+len(n.From)+len(n.Joins) > 0 || n.Limit != nil {
			return false
		}
		set := map[*sql.ColumnNode]bool{}
		for _, a := range n.Set {
			set[a.Column] = true
			for _, c := range a.Tuple {
				set[c] = true
			}
		}
		for _, c := range m.Columns { // of a value object behind a pointer the whole
			for _, i := range c.Unit() {
				set[c.Node] = set[c.Node] || set[m.Columns[i].Node]
			}
		}
		for _, c := range m.Columns {
			server := c == m.Version && m.VersionKind == mapping.Server // which every UPDATE counts
			switch changed := set[c.Node]; {
			case changed && c.Def.PrimaryKey:
				return false // the old keys are asked for before
			case (c.Def.Fetched || server && c.Def.OnUpdate == nil) && features.ReturnsEarly:
				return false // a trigger has yet to make it
			case c.Def.PrimaryKey, changed, c.Def.OnUpdate != nil, c.Def.Computed != nil, c.Def.Fetched, server:
				b.told = append(b.told, c)
			}
		}
		u := *n
		u.Returning = b.items()
		b.stmt = &u
	case *sql.DeleteNode:
		if !features.DeleteReturning || len(n.Returning)+len(n.From)+len(n.Joins) > 0 || n.Limit != nil {
			return false
		}
		b.told = slices.Clone(m.Key)
		d := *n
		d.Returning = b.items()
		b.stmt = &d
	}
	return true
}

func (b *bulk) items() []sql.Node {
	out := make([]sql.Node, len(b.told))
	for i, c := range b.told {
		out[i] = c.Node
	}
	return out
}

// toldKey names the plan of what a bulk statement returns.
type toldKey struct{ m *mapping.Mapper }

// take reads what the statement tells. Of rows that the session does not know nothing is kept.
func (b *bulk) take(s *Session, r *engine.Result) error {
	room := b.mp.M.Objects()
	row := room.Next()
	return engine.Consume(r, toldKey{b.mp.M}, func() ([]driver.Target, error) {
		ts := make([]driver.Target, len(b.told))
		for at, c := range b.told {
			t, err := c.Target(at)
			if err != nil {
				return nil, err
			}
			ts[at] = t
		}
		return ts, nil
	}, row, func() error {
		k, _, _ := b.mp.Key(row)
		if rec := b.mp.ByKey(k); rec != nil && rec.Persistent() {
			b.recs = append(b.recs, rec)
			if !b.delete {
				b.apply(s, rec, row)
			}
		}
		return nil
	})
}

// apply brings an object up to date with what was returned of its row.
func (b *bulk) apply(s *Session, rec *state.Record, row unsafe.Pointer) {
	s.u.edit(b.mp, rec)
	s.st.Altered()
	p := b.mp.Plan
	snap := b.mp.NewSnap()
	p.Clone(snap, rec.Snap)
	p.CopyRels(snap, rec.Snap)
	old := rowReader{m: b.mp.M, mp: b.mp}
	for _, l := range b.mp.M.Links {
		if slices.ContainsFunc(l.Columns, func(c *mapping.Column) bool { return slices.Contains(b.told, c) }) {
			for _, c := range l.Columns {
				if !slices.Contains(b.told, c) {
					p.Restore(row, rec.Snap, c.Index)
				}
			}
			old.forget(rec, row, l)
		}
	}
	p.CopyRels(snap, rec.Snap)
	for _, c := range b.told {
		if !c.Def.PrimaryKey {
			p.CopyField(snap, row, c.Index)
			p.Restore(rec.Obj, snap, c.Index)
		}
	}
	rec.Snap = snap
}
